"""The posts screen: the editorial calendar by day and week, planned, changed and marked as published."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from jornada.core import intents as do
from jornada.core.posts import Post, next_state, task_for, task_there
from jornada.core.state import PostState
from jornada.desk import Desk
from jornada.editorial import PostOutcome, PostsSaved
from jornada.post_answers import post_lines
from jornada.present.footer_line import Notice
from jornada.present.layout import Box
from jornada.present.pen import Line, Pen
from jornada.present.post_lines import clash_texts, post_place
from jornada.present.post_rows import PostDrawing, post_entries, post_title, span_dates
from jornada.present.titles import shorten
from jornada.tui import dialogs
from jornada.tui.actions import Where
from jornada.tui.colours import Colours
from jornada.tui.keymap import Keymap
from jornada.tui.screens.dated_screen import DatedScreen
from jornada.tui.screens.desk_keys import screen_bindings
from jornada.tui.screens.today_picture import Picture
from jornada.tui.widgets.line_list import LineList

HERE = ("day.previous", "day.next", "day.today", "view.brand")


class PostsScreen(DatedScreen, inherit_bindings=False):
    """A cursor on a post of the day or the week that is looked at."""

    AUTO_FOCUS = "#posts"
    ACTION = "screen.posts"
    BINDINGS: ClassVar[list[BindingType]] = screen_bindings(Where.POST, here=HERE)

    def __init__(self, desk: Desk, pen: Pen, colours: Colours, keymap: Keymap) -> None:
        super().__init__(desk, pen, colours, keymap)
        self._list = LineList(colours, pen.glyphs, id="posts")
        self._week = True
        self._brand = ""
        self._posts: tuple[Post, ...] = ()

    def body(self) -> Sequence[Widget]:
        return (self._list,)

    def body_places(self, box: Box) -> Mapping[str, Box]:
        return {"posts": box}

    def head(self, width: int) -> Line:
        brand = self.desk.workflow.brand_by_key.get(self._brand)
        shown = shorten(brand.title if brand else self._brand, 24)
        return post_title(self.pen, self._of_brand, self._dates, width, brand=shown)

    def draw(self, picture: Picture) -> None:
        posts = self._posts = self.desk.posts()
        entries = post_entries(
            self.pen,
            posts,
            self.desk.clashes(),
            picture.state,
            picture.workflow,
            self._dates,
            picture.today.now,
            picture.today.zone,
            brand=self._brand,
            empty=self.pen.words.gettext("No posts here; {key} plans one").format(key=self.key("task.add")),
        )
        self._list.show(entries, lambda width: PostDrawing.of(self.pen, entries, width))

    def hints(self) -> Sequence[str]:
        if self._list.cursor_key is None:
            return ("task.add", "day.next", "post.span", "view.escape")
        return ("post.state", "post.publish", "post.edit", "task.add", "post.task", "post.span", "day.next")

    def label_of(self, action: str) -> str:
        gettext = self.pen.words.gettext
        match action:
            case "task.add":
                return gettext("Plan")
            case "post.span":
                return gettext("Day") if self._week else gettext("Week")
            case _:
                return super().label_of(action)

    # What is looked at

    @property
    def _dates(self) -> tuple[dt.date, ...]:
        return span_dates(self.date, week=self._week)

    @property
    def _of_brand(self) -> tuple[Post, ...]:
        return tuple(post for post in self._posts if self._brand in ("", post.brand))

    @property
    def _post(self) -> Post | None:
        key = self._list.cursor_key
        return next((post for post in self._posts if post.key == key), None)

    @property
    def step_days(self) -> int:
        return len(self._dates)

    def _go_to(self, post: Post) -> None:
        """Look at where the post is, and put the cursor on it."""
        if post.date not in self._dates:
            self.date = post.date
        if self._brand not in ("", post.brand):
            self._brand = ""
        self.take_and_draw()
        self._list.choose(post.key)

    def to_beginning(self) -> None:
        self.action_day_today()

    def action_post_span(self) -> None:
        """One day is that of the post in hand; of a week without one, the day last looked at."""
        post = self._post
        if self._week and post is not None:
            self.date = post.date
        self._week = not self._week
        self.take_and_draw()

    def action_view_brand(self) -> None:
        self.open_dialog(self._choose_brand)

    async def _choose_brand(self) -> None:
        brand = await dialogs.choose_brand(self.jornada, self.desk, self._brand)
        if brand is not None:
            self._brand = brand
            self.take_and_draw()

    def on_line_list_highlighted(self) -> None:
        self.draw_foot()

    def on_line_list_opened(self) -> None:
        self.action_post_edit()

    # What is done

    def _in_hand(self) -> Post | None:
        """The post under the cursor; where there is none, that is said."""
        if self._post is None:
            self.say(Notice(self.pen.words.gettext("No post is under the cursor"), refused=True))
        return self._post

    def action_task_add(self) -> None:
        """What is added here is a post."""
        post = self._post
        date = post.date if post is not None else max(self._dates[0], min(self.desk.today(), self._dates[-1]))

        async def planned() -> None:
            made = await dialogs.plan_post(self.jornada, self.desk, date)
            if made is not None:
                await self._written(self.desk.submit_add_posts([made]))

        self.open_dialog(planned)

    def action_post_edit(self) -> None:
        before = self._in_hand()
        if before is None:
            return

        async def changed() -> None:
            after = await dialogs.plan_post(self.jornada, self.desk, before.date, before)
            if after is not None:
                await self._written(self.desk.submit_edit_post(before, after))

        self.open_dialog(changed)

    async def _written(self, future: Future[PostOutcome]) -> None:
        """Say what came of it, and what the post meets now."""
        outcome = await asyncio.wrap_future(future)
        if not isinstance(outcome, PostsSaved):
            self.take_and_draw()
            self.say(Notice(" ".join(post_lines(self.pen.words, outcome)), refused=True))
            return
        (post,) = outcome.posts
        self._go_to(post)
        words = self.pen.words
        place = post_place(words, self.desk.workflow, post, self.desk.today())
        said = words.gettext("Saved: {title}{place}").format(title=shorten(post.title), place=place)
        posts = {each.key: each for each in self._posts}
        met = clash_texts(words, self.desk.clashes().get(post.key, ()), posts, self.desk.state)
        self.say(Notice(f"{said}; {met[0]}" if met else said, refused=bool(met)))

    def action_post_state(self) -> None:
        key = self._list.cursor_key

        def further(picture: Picture) -> do.Intent | Notice | None:
            post = next((post for post in self.desk.posts() if post.key == key), None)
            if post is None:
                return Notice(self.pen.words.gettext("No post is under the cursor"), refused=True)
            state = next_state(post)
            if state in (None, PostState.PUBLISHED):
                # That somebody can read it is no step to take in passing.
                said = self.pen.words.gettext("{key} marks it as published")
                if state is None:
                    said = self.pen.words.gettext("It is published already; undo takes that back")
                return Notice(said.format(key=self.key("post.publish")), refused=True)
            return do.PostStateSet(post=post.key, state=state.value)

        self.perform(further)

    def action_post_publish(self) -> None:
        post = self._in_hand()
        if post is not None:
            self.ask(lambda app, desk: dialogs.publish_post(app, desk, post))

    def action_post_task(self) -> None:
        post = self._in_hand()
        if post is None:
            return

        def made(picture: Picture) -> do.Intent | Notice | None:
            desk = self.desk
            task = task_for(post, desk.workflow, desk.zone, desk.today())
            there = task_there(desk.state, task)
            if there is None:
                return task
            said = self.pen.words.gettext("{title} is a task already")
            return Notice(said.format(title=shorten(there.title)), refused=True)

        self.perform(made)
