"""A post of the editorial calendar: to plan, to change, to mark as published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import Static

from jornada.core import intents as do
from jornada.core.dataclass import replace
from jornada.core.mistakes import Mistake
from jornada.core.posts import Post
from jornada.core.state import PostState
from jornada.desk import Desk
from jornada.present.form_reading import Reading
from jornada.present.form_words import Option, brand_options, capital, joined
from jornada.present.mistakes import mistake_text
from jornada.present.pen import Piece
from jornada.present.post_lines import clash_texts, state_text
from jornada.present.titles import POST_STATES, post_state_title, shorten
from jornada.tui.screens.dialog import Tools, Values
from jornada.tui.screens.form import FieldForm, Form
from jornada.tui.widgets.field import ChoiceField, Field, TextField


class PostForm(FieldForm[Post]):
    """Ends in the post as it is to be in its file; one that is planned anew has no key yet."""

    def __init__(self, tools: Tools, desk: Desk, date: dt.date, post: Post | None = None) -> None:
        super().__init__(tools, desk, f"post {post.key if post else ''}")
        self._before = post
        self._post = post or Post(key="", date=date, title="", state=PostState.DRAFT)

    def head(self) -> tuple[str, str]:
        if self._before is None:
            return self.words.gettext("Plan a post"), ""
        brand = self.desk.workflow.brand_by_key.get(self._post.brand)
        state = state_text(self.pen, self._post.state)
        return self.words.gettext("Post"), joined((shorten(brand.title) if brand else "", state))

    def fields(self) -> Iterable[Field]:
        post, workflow, gettext = self._post, self.desk.workflow, self.words.gettext
        brands = [Option(each.key, each.title) for each in workflow.brands]
        stranger = (
            (Option(post.brand, post.brand),) if post.brand not in ("", *(b.value for b in brands)) else ()
        )
        yield TextField("title", gettext("Title"), post.title)
        days = gettext("2026-11-20, tomorrow, fri, +3")
        yield TextField("date", gettext("Day"), post.date.isoformat(), short=True, note=days)
        yield TextField(
            "time", gettext("Time of day"), f"{post.time:%H:%M}" if post.time is not None else "", short=True
        )
        yield TextField("channel", gettext("Channel"), post.channel)
        yield ChoiceField(
            "brand", gettext("Brand"), self.ink, (*brand_options(self.pen, workflow), *stranger), post.brand
        )
        none = Option("", gettext("no objective"), "muted")
        objectives = [Option(each.key, shorten(each.title)) for each in workflow.objectives]
        yield ChoiceField("objective", gettext("Objective"), self.ink, (none, *objectives), post.objective)
        if self._before is None:
            states = [Option(each, capital(post_state_title(self.words, each))) for each in POST_STATES]
            yield ChoiceField("state", gettext("State"), self.ink, states, post.state.value)
        else:
            yield TextField("link", gettext("Link"), post.link)

    def facts(self) -> Iterable[Widget]:
        """What the post meets as it is now."""
        posts = {each.key: each for each in self.desk.posts()}
        met = self.desk.clashes().get(self._post.key, ())
        said = clash_texts(self.words, met, posts, self.desk.state)
        if said:
            lines = [(Piece(f"{self.pen.glyphs.overdue} {each}", "warning"),) for each in said]
            yield Static(self.ink.lines(lines), markup=False, classes="facts")

    def read(self, values: Values, wrong: dict[str, str]) -> Post | None:
        reading = Reading(self.words, values, wrong)
        today = self.desk.today()
        held = self._post.date
        date = held if values["date"] == held.isoformat() else reading.day("date", today)
        if date is None and "date" not in wrong:
            wrong["date"] = self.words.gettext("A day is needed")
        if not reading.text("title"):
            wrong["title"] = self.words.gettext("A title is needed")
        time = reading.time("time")
        if date is None or wrong:
            return None
        return replace(
            self._post,
            date=date,
            title=reading.text("title"),
            time=time,
            channel=reading.text("channel"),
            brand=values["brand"],
            objective=values["objective"],
            state=PostState(values["state"]) if "state" in values else self._post.state,
            link=reading.text("link") if "link" in values else self._post.link,
        )

    def judge(self, answer: Post, values: Values, wrong: dict[str, str]) -> Post | None:
        for mistake in self.desk.check_post(self._before, answer):
            wrong.setdefault(_field(mistake, values), mistake_text(self.words, mistake))
        return None if answer == self._before else answer


class PublishForm(Form):
    """Where a post went out; without an address it is published all the same."""

    def __init__(self, tools: Tools, desk: Desk, post: Post) -> None:
        super().__init__(tools, desk, f"publish {post.key}")
        self._post = post

    def head(self) -> tuple[str, str]:
        return self.words.gettext("Published"), shorten(self._post.title)

    def fields(self) -> Iterable[Field]:
        note = self.words.gettext("its address, if it has one")
        yield TextField("link", self.words.gettext("Link"), self._post.link, note=note)

    def saves(self) -> str:
        return self.words.gettext("it is out")

    def read(self, values: Values, wrong: dict[str, str]) -> do.Intent | None:
        link = values["link"].strip()
        return do.PostStateSet(post=self._post.key, state=PostState.PUBLISHED.value, link=link)


def _field(mistake: Mistake, values: Values) -> str:
    """The field that a mistake is of; the first where it is of none."""
    name = str(mistake.path[0]) if mistake.path else ""
    return name if name in values else next(iter(values))
