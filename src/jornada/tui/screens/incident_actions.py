"""What the keys of an incident do, wherever one is in hand: on Today, in the log, on its own page."""

from __future__ import annotations

import time
from collections.abc import Callable

from jornada.core import intents as do
from jornada.core.checklists import checklist_of
from jornada.core.incidents import next_step
from jornada.core.state import Incident, IncidentStatus
from jornada.present.footer_line import Notice
from jornada.tui import dialogs, incident_dialogs
from jornada.tui.screens.today_doing import Ask, DoingScreen
from jornada.tui.screens.today_intents import (
    pause_or_resume_posts,
    start_or_stop,
    take_step,
    tick_or_untick,
    worsen,
)
from jornada.tui.screens.today_picture import Picture

HELD_KEY_SECONDS = 0.7
"""A key that comes again sooner is held down, as far as anyone can tell: terminals do not say so."""


class IncidentActions(DoingScreen, is_part=True):
    """The actions; which incident is in hand, and which step of its checklist, the screen below says.

    `monotonic` gives seconds that only grow.
    """

    monotonic: Callable[[], float] = staticmethod(time.monotonic)
    _stepped: tuple[str | None, float] = (None, 0.0)

    @property
    def incident_in_hand(self) -> str | None:
        """The id of the incident under the cursor."""
        raise NotImplementedError

    @property
    def step_in_hand(self) -> str | None:
        """The step of its checklist under the cursor; `None` where that is on something else."""
        return None

    def _on_incident(self, build: Callable[[Picture, Incident], do.Intent | Notice | None]) -> None:
        key = self.incident_in_hand

        def meant(picture: Picture) -> do.Intent | Notice | None:
            incident = picture.incident(key)
            return build(picture, incident) if incident is not None else None

        if key is not None:
            self.perform(meant)

    def _ask_on_incident(self, ask: Callable[[Incident], Ask]) -> None:
        incident = self.incident
        if incident is not None:
            self.ask(ask(incident))

    @property
    def incident(self) -> Incident | None:
        """The incident in hand, as it was when the screen was last drawn."""
        return self.picture.incident(self.incident_in_hand) if self.picture is not None else None

    # Its life

    def another_key(self) -> None:
        """A key that is not the step's was pressed, so that one is not held down."""
        self._stepped = (None, 0.0)

    def action_incident_step(self) -> None:
        """One step a press: a held key must not run an incident through its life, or down its checklist."""
        in_hand = self.incident_in_hand
        incident, at = self._stepped
        self._stepped = (in_hand, self.monotonic())
        if incident == in_hand and self._stepped[1] - at < HELD_KEY_SECONDS:
            said = self.pen.words.gettext("One step a press: let go, then press again for the next")
            self.say(Notice(said, refused=True))
        elif self.step_in_hand is not None:
            self.do_check(self.step_in_hand)
        elif self.incident is not None and next_step(self.incident) == "review":
            self.action_incident_review()
        else:
            self._on_incident(lambda picture, incident: take_step(incident))

    def action_incident_timer(self) -> None:
        self._on_incident(lambda picture, incident: start_or_stop(picture.state, incident=incident.id))

    def action_incident_severity(self) -> None:
        self._on_incident(lambda picture, incident: worsen(incident))

    def action_incident_reopen(self) -> None:
        self._on_incident(lambda picture, incident: do.IncidentReopen(incident=incident.id))

    def action_incident_monitor(self) -> None:
        self._on_incident(lambda picture, incident: do.IncidentMonitor(incident=incident.id))

    def action_incident_posts(self) -> None:
        self._on_incident(lambda picture, incident: pause_or_resume_posts(incident))

    def action_incident_review(self) -> None:
        """The form, where it is over and nobody has looked back yet; else what the desk says in words."""
        incident = self.incident
        if incident is not None and incident.status is not IncidentStatus.RESOLVED:
            self.perform(do.IncidentReview(incident=incident.id))
            return
        self._ask_on_incident(lambda incident: lambda app, desk: incident_dialogs.review(app, desk, incident))

    # What is said of it

    def action_incident_open(self) -> None:
        """What enter does: the step in hand, else a name for what has none, else its page."""
        incident = self.incident
        if self.step_in_hand is not None:
            self.do_check(self.step_in_hand)
        elif incident is not None and not incident.title:
            self.action_incident_edit()
        elif incident is not None:
            key = incident.id
            self.open_dialog(lambda: incident_dialogs.show_incident(self.jornada, key, self))

    def action_incident_edit(self) -> None:
        self._ask_on_incident(
            lambda incident: lambda app, desk: incident_dialogs.edit_incident(app, desk, incident)
        )

    def action_incident_note(self) -> None:
        self._ask_on_incident(
            lambda incident: lambda app, desk: incident_dialogs.note_incident(app, desk, incident)
        )

    def action_incident_promise(self) -> None:
        self._ask_on_incident(lambda incident: lambda app, desk: dialogs.promise(app, desk, incident))

    def action_incident_notify(self) -> None:
        self._ask_on_incident(lambda incident: lambda app, desk: incident_dialogs.notify(app, desk, incident))

    def action_incident_update(self) -> None:
        self._ask_on_incident(
            lambda incident: lambda app, desk: incident_dialogs.send_update(app, desk, incident)
        )

    def action_incident_statement(self) -> None:
        self._ask_on_incident(
            lambda incident: lambda app, desk: incident_dialogs.statement(app, desk, incident)
        )

    def action_incident_follow_up(self) -> None:
        self._ask_on_incident(
            lambda incident: lambda app, desk: incident_dialogs.follow_up(app, desk, incident)
        )

    # Its checklist

    def action_incident_tick(self) -> None:
        """Tick the step in hand as it is: there is nothing to do here for it, or it was done elsewhere."""
        step = self.step_in_hand
        if step is None:
            said = self.pen.words.gettext("Only a step of the checklist is ticked")
            self.say(Notice(said, refused=True))
            return
        self._on_incident(lambda picture, incident: do.IncidentCheck(incident=incident.id, step=step))

    def do_check(self, step: str) -> None:
        """Do a step of the checklist: by its own means where it has one, else it is ticked."""
        incident = self.incident
        if incident is None:
            return
        done = any(each.key == step and each.done for each in checklist_of(incident))
        own = None if done else self._means(incident).get(step)
        if own is not None:
            own()
        else:
            self._on_incident(lambda picture, incident: tick_or_untick(incident, step))

    def _means(self, incident: Incident) -> dict[str, Callable[[], None]]:
        def asks(ask: Callable[[Incident], Ask]) -> Callable[[], None]:
            return lambda: self._ask_on_incident(ask)

        def edits(field: str) -> Callable[[], None]:
            return asks(
                lambda incident: lambda app, desk: incident_dialogs.edit_field(app, desk, incident, field)
            )

        return {
            "pause-posts": self.action_incident_posts,
            "resume-posts": self.action_incident_posts,
            "keep-evidence": edits("evidence"),
            "classify": edits("kind"),
            "notify": self.action_incident_notify,
            "holding-statement": self.action_incident_statement,
            "approve": asks(
                lambda incident: (
                    lambda app, desk: incident_dialogs.write_statement(app, desk, incident, approve=True)
                )
            ),
            "publish": lambda: self.perform(do.IncidentRespond(incident=incident.id)),
            "next-update": asks(
                lambda incident: lambda app, desk: incident_dialogs.promise_update(app, desk, incident)
            ),
        }
