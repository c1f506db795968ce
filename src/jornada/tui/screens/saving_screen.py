"""A full screen that writes a file: one edit after the other, each made of what the one before it left."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from jornada.desk import Desk
from jornada.present.pen import Pen
from jornada.tui.colours import Colours
from jornada.tui.keymap import Keymap
from jornada.tui.screens.desk_screen import DeskScreen


class SavingScreen(DeskScreen, inherit_bindings=False):
    """Takes turns: `in_turn` adds one; `is_saving` while one is under way."""

    def __init__(self, desk: Desk, pen: Pen, colours: Colours, keymap: Keymap) -> None:
        super().__init__(desk, pen, colours, keymap)
        self._turns: asyncio.Queue[Callable[[], Awaitable[None]]] = asyncio.Queue()
        self.is_saving = False

    def on_mount(self) -> None:
        super().on_mount()
        self.run_worker(self._take_turns(), group="saving")

    def in_turn(self, turn: Callable[[], Awaitable[None]]) -> None:
        """Do that when all before it is done."""
        self._turns.put_nowait(turn)

    async def _take_turns(self) -> None:
        while True:
            turn = await self._turns.get()
            self.is_saving = True
            try:
                await turn()
            finally:
                self.is_saving = False
                self._turns.task_done()

    async def settled(self) -> None:
        await super().settled()
        await self._turns.join()
