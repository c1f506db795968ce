"""Nothing is drawn again for what happens elsewhere, and nothing old stays."""

from __future__ import annotations

import pytest
from textual.geometry import Region
from textual.strip import Strip

from jornada.tui.widgets.line_list import LineList
from jornada.tui.widgets.line_view import LineView
from tests.tui.conftest import OpenDashboard


async def test_a_movement_draws_two_rows_and_asks_nobody_else(
    dashboard: OpenDashboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with dashboard(size=(120, 40)) as day:
        drawn: list[tuple[str | None, int]] = []
        for kind in (LineView, LineList):
            plain = kind.render_line

            def counted(self: LineView | LineList, y: int, plain: object = plain) -> Strip:
                drawn.append((self.id, y))
                assert callable(plain)
                strip: Strip = plain(self, y)
                return strip

            monkeypatch.setattr(kind, "render_line", counted)
        await day.press("j")
        drawn.clear()

        await day.press("j")

        assert {name for name, _ in drawn} <= {"queue", "footer"}
        assert len([name for name, _ in drawn if name == "queue"]) == 2


async def test_the_foot_follows_the_row_in_hand_and_the_status_the_day(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await day.press("s")
        assert "Overnight sweep" in day.status
        await day.press("j")
        assert day.foot.startswith("s Start")
        await day.press("k")
        assert day.foot.startswith("s Stop")
        await day.pass_minutes(7)
        assert "7" in day.status
        await day.press("s")
        assert "Overnight sweep" not in day.status


async def test_another_look_is_drawn_at_once(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        view = day.screen.query_one("#strip", LineView)
        crop = Region(0, 0, view.size.width, view.size.height)
        before = view.render_lines(crop)
        assert view.render_lines(crop) is before

        day.app.colours.use(day.app.colours.theme)
        view.refresh()
        assert view.render_lines(crop) is not before

        narrow = view.render_lines(Region(0, 0, 10, view.size.height))
        assert all(line.cell_length == 10 for line in narrow)
