"""Writing the weekly report from the dashboard: ask, keep what was said, write the file."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import TYPE_CHECKING

from jornada.answers import outcome_sentence
from jornada.core.text import clean
from jornada.desk import Desk, Saved
from jornada.present.footer_line import Notice
from jornada.present.pen import Pen
from jornada.present.system_words import system_words
from jornada.shared_files import FileThere, NotWritten, write_file
from jornada.tui.screens.dialog import Tools
from jornada.tui.screens.weekly_form import WeeklyAnswer, WeeklyForm
from jornada.weekly import report_of, report_text

if TYPE_CHECKING:
    from jornada.tui.app import JornadaApp


async def ask_and_write(app: JornadaApp, tools: Tools, brand: str, date: dt.date) -> Notice | None:
    """What to say of it; `None` where a person left the form."""
    answer = await app.push_screen_wait(WeeklyForm(tools, app.desk, brand, date))
    if answer is None:
        return None
    if answer.note is not None:
        outcome = await asyncio.wrap_future(app.desk.submit(answer.note))
        if not isinstance(outcome, Saved):
            return Notice(outcome_sentence(app.words, outcome, app.desk.state), refused=True)
    return await asyncio.get_running_loop().run_in_executor(None, _write, app.desk, app.pen, answer)


def _write(desk: Desk, pen: Pen, answer: WeeklyAnswer) -> Notice:
    words, name = pen.words, clean(str(answer.file))
    report = report_of(desk, answer.brand, answer.monday, answer.audience)
    try:
        write_file(answer.file, report_text(pen, report, answer.form), force=answer.force)
    except FileThere:
        return Notice(words.gettext("There is a file {file} already").format(file=name), refused=True)
    except NotWritten as error:
        # What it is comes first: of a long name the end is cut.
        said = words.gettext("Not written, {reason}: {file}")
        reason = system_words(words, error.reason)
        return Notice(said.format(file=name, reason=reason), refused=True)
    return Notice(words.gettext("Written: {file}").format(file=clean(str(answer.file.absolute()))))
