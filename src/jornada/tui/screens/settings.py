"""The settings screen: every option of `config.toml`, with its meaning, and changed in the file."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from jornada.clock import may_write
from jornada.config import Option, Value
from jornada.core.mistakes import Mistake
from jornada.desk import Desk, read_config
from jornada.option_answers import answer_text
from jornada.own_editor import NoEditorError, open_editor
from jornada.present.footer_line import Notice
from jornada.present.layout import Box
from jornada.present.mistakes import mistake_line
from jornada.present.option_lines import (
    KeysRow,
    OptionDrawing,
    OptionRow,
    about_option,
    option_entries,
    settings_head,
)
from jornada.present.option_words import value_text
from jornada.present.pen import Line, Pen
from jornada.present.plan_words import editor_failed
from jornada.present.sentences import locked_line
from jornada.settings import Kept, Settings, read_settings
from jornada.themes import list_themes
from jornada.tui import dialogs
from jornada.tui.actions import Where
from jornada.tui.colours import Colours
from jornada.tui.keymap import Keymap
from jornada.tui.screens.desk_keys import screen_bindings
from jornada.tui.screens.saving_screen import SavingScreen
from jornada.tui.screens.today_picture import Picture
from jornada.tui.widgets.line_list import LineList
from jornada.tui.widgets.line_view import LineView

ABOUT_FROM = 7
"""Rows of the body from which on some tell of the option in hand."""


class SettingsScreen(SavingScreen, inherit_bindings=False):
    """A cursor on an option; what is written is in use at once, unless it is read at the start only."""

    AUTO_FOCUS = "#options"
    ACTION = "screen.settings"
    BINDINGS: ClassVar[list[BindingType]] = screen_bindings(Where.OPTION)

    def __init__(self, desk: Desk, pen: Pen, colours: Colours, keymap: Keymap) -> None:
        super().__init__(desk, pen, colours, keymap)
        self._list = LineList(colours, pen.glyphs, id="options")
        self._about = LineView(colours, id="about")
        self._settings = self._read()
        self._rows: tuple[OptionRow, ...] = ()
        self._keys = KeysRow(0)

    def _read(self) -> Settings:
        """The file as it is now, and the words that are not in the table of options."""
        desk = self.desk
        known = {
            "theme": tuple(sorted(list_themes(desk.paths.themes).by_name)),
            "workflow": ("", *dict.fromkeys(entry.name for entry in desk.workflows())),
            "role": ("", *(role.key for role in desk.workflow.roles)),
        }
        return read_settings(desk.paths, known)

    def body(self) -> Sequence[Widget]:
        return (self._list, self._about)

    def body_places(self, box: Box) -> Mapping[str, Box]:
        about = 3 if box.height > ABOUT_FROM else 2 if box.height == ABOUT_FROM else 0
        return {
            "options": Box(box.x, box.y, box.width, box.height - about),
            "about": Box(box.x, box.y + box.height - about, box.width, about),
        }

    def head(self, width: int) -> Line:
        return settings_head(self.pen, self._rows, str(self._settings.file), width)

    def draw(self, picture: Picture) -> None:
        pen = self.pen
        if not self.is_saving:
            self._settings = self._read()
        self._rows = tuple(
            OptionRow(each.option, each.value, each.mistake) for each in self._settings.options
        )
        self._keys = KeysRow(len(self.desk.config.keys))
        entries = option_entries(pen.words, self._rows, self._keys)
        self._list.show(entries, lambda width: OptionDrawing(pen, width))
        self._show_about()

    def _show_about(self) -> None:
        pen, row = self.pen, self._keys if self._on_keys else self._row
        self._about.show(
            lambda width, height: about_option(pen, row, width, height) if row is not None else ()
        )

    def hints(self) -> Sequence[str]:
        return ("option.edit", "option.next", "option.default", "view.escape", "view.theme")

    def to_beginning(self) -> None:
        self._list.action_cursor_first()

    def on_line_list_highlighted(self) -> None:
        self._show_about()
        self.draw_foot()

    def on_line_list_opened(self) -> None:
        self.action_option_edit()

    @property
    def _on_keys(self) -> bool:
        return self._list.cursor_key == self._keys.key

    @property
    def _row(self) -> OptionRow | None:
        return next((row for row in self._rows if row.key == self._list.cursor_key), None)

    def _words_for(self, option: Option) -> tuple[str, ...]:
        """The values to choose among; none where a person types."""
        if isinstance(option.default, bool):
            return ("true", "false")
        return self._settings.known.get(option.name) or option.allowed

    # Keys

    def action_option_edit(self) -> None:
        """Choose or type another value."""
        if self._on_keys:
            self.open_dialog(self._open_file)
            return
        row = self._row
        if row is None:
            return

        async def asked() -> None:
            settings, option = self._settings, row.option
            value = await dialogs.edit_option(
                self.jornada,
                self.desk,
                row,
                self._words_for(option),
                lambda text: settings.check(option, text),
            )
            if value is not None and value != row.value:
                self._keep(settings, option, lambda: value)

        self.open_dialog(asked)

    async def _open_file(self) -> None:
        """The file in a person's own editor, for the table of keys."""
        words, app, paths = self.pen.words, self.jornada, self.desk.paths
        if not may_write(app.environment):
            self.say(Notice(locked_line(words, "clock"), refused=True))
            return
        try:
            paths.config.mkdir(mode=0o700, parents=True, exist_ok=True)
            with app.suspend():
                code = open_editor(app.environment, paths.config_file)
        except NoEditorError:
            self.say(Notice(words.gettext("No editor: set EDITOR, for instance EDITOR=nano"), refused=True))
            return
        except Exception as error:  # a screen that cannot be left, an editor that is not there
            self.say(Notice(editor_failed(words, str(error)), refused=True))
            return
        if code:
            self.say(Notice(editor_failed(words, str(code)), refused=True))
            return
        loaded = await asyncio.to_thread(read_config, paths)
        self.desk.use_config(loaded)
        self.take_and_draw()
        if loaded.mistakes:
            said = f"{paths.config_file.name}: {mistake_line(words, loaded.mistakes[0])}"
            self.say(Notice(said, refused=True))
        else:
            self.say(Notice(words.gettext("Nothing is wrong with the file; keys are read at the next start")))

    def action_option_next(self) -> None:
        """The next of the values there are; where a person types, the form."""
        row = self._row
        if row is None:
            return
        there_are = self._words_for(row.option)
        if not there_are:
            self.action_option_edit()
            return
        option = row.option

        def following() -> Value:
            now = next(each.value for each in self._settings.options if each.option is option)
            place = there_are.index(value_text(now)) if value_text(now) in there_are else -1
            value = self._settings.check(option, there_are[(place + 1) % len(there_are)])
            return option.default if isinstance(value, Mistake) else value

        self._keep(self._settings, option, following)

    def action_option_default(self) -> None:
        """Back to the default."""
        row = self._row
        if row is None:
            return
        if row.is_default and row.mistake is None:
            self.say(Notice(self.pen.words.gettext("That is the default already"), refused=True))
        else:
            option = row.option
            self._keep(self._settings, option, lambda: option.default)

    def _keep(self, settings: Settings, option: Option, choose: Callable[[], Value]) -> None:
        """Write what is chosen when all before it is written. `settings` are those a person looked at."""
        words = self.pen.words
        if not may_write(self.jornada.environment):
            self.say(Notice(locked_line(words, "clock"), refused=True))
            return
        same = settings is self._settings

        async def turn() -> None:
            value = choose()
            outcome = await asyncio.to_thread((self._settings if same else settings).save, option, value)
            if isinstance(outcome, Kept):
                self.desk.use_config(await asyncio.to_thread(read_config, self.desk.paths))
                self._use(option, value)
            self._settings = self._read()
            self.take_and_draw()
            file = self.desk.paths.config_file.name
            said = answer_text(words, outcome, file)
            self.say(Notice(said, refused=not isinstance(outcome, Kept)))

        self.in_turn(turn)

    def _use(self, option: Option, value: Value) -> None:
        """What the app itself holds of the options."""
        if option.name == "theme":
            theme = list_themes(self.desk.paths.themes).by_name.get(str(value))
            if theme is not None:
                self.jornada.show_theme(theme)
