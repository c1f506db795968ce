"""The style sheet of the app, which is parsed as often as it may have changed."""

from __future__ import annotations

from textual.css.stylesheet import Stylesheet


class KeptSheet(Stylesheet):
    """The toolkit parses all styles again whenever a theme is chosen, at each start too, where they have just
    been parsed with that very theme."""

    _is_as_before = False

    def set_variables(self, variables: dict[str, str]) -> None:
        self._is_as_before = variables == self._variables
        if not self._is_as_before:
            super().set_variables(variables)

    def reparse(self) -> None:
        if not self._is_as_before:
            super().reparse()
