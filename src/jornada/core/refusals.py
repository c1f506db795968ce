"""Why something is refused: the reasons, and the refusal a rule raises."""

from __future__ import annotations

from enum import StrEnum

from jornada.core.dataclass import dataclass


class Reason(StrEnum):
    """Why something is refused."""

    NO_SUCH_TASK = "no_such_task"
    NO_SUCH_INCIDENT = "no_such_incident"
    NO_SUCH_SESSION = "no_such_session"
    NO_SUCH_IDEA = "no_such_idea"
    NO_SUCH_PROMISE = "no_such_promise"
    NO_SUCH_POST = "no_such_post"
    NO_SUCH_POST_STATE = "no_such_post_state"
    NO_SUCH_BLOCK = "no_such_block"
    NO_SUCH_AREA = "no_such_area"
    NO_SUCH_BRAND = "no_such_brand"
    NO_SUCH_ROLE = "no_such_role"
    NO_SUCH_OBJECTIVE = "no_such_objective"
    NO_SUCH_WORKFLOW = "no_such_workflow"
    NO_SUCH_KIND = "no_such_kind"
    NO_SUCH_SEVERITY = "no_such_severity"
    ALREADY_DONE = "already_done"
    ALREADY_DROPPED = "already_dropped"
    ALREADY_OPEN = "already_open"
    ALREADY_RUNS = "already_runs"
    ALREADY_THERE = "already_there"
    ALREADY_ON_BREAK = "already_on_break"
    ALREADY_STEPPED = "already_stepped"
    MILESTONE_REACHED = "milestone_reached"
    NOTHING_RUNS = "nothing_runs"
    NOT_ON_BREAK = "not_on_break"
    NOTHING_PARKED = "nothing_parked"
    NOTHING_TO_UNDO = "nothing_to_undo"
    NOTHING_TO_REDO = "nothing_to_redo"
    NOTHING_CHANGES = "nothing_changes"
    NO_MILESTONE = "no_milestone"
    INCIDENT_RESOLVED = "incident_resolved"
    EMPTY_TITLE = "empty_title"
    EMPTY_TEXT = "empty_text"
    TITLE_TOO_LONG = "title_too_long"
    TEXT_TOO_LONG = "text_too_long"
    BAD_MINUTES = "bad_minutes"
    BAD_RANK = "bad_rank"
    BAD_COUNT = "bad_count"
    BAD_REACH = "bad_reach"
    BAD_DUE = "bad_due"
    BELOW_FLOOR = "below_floor"
    PAST_DAY = "past_day"
    FAR_DAY = "far_day"
    END_BEFORE_START = "end_before_start"
    IN_THE_FUTURE = "in_the_future"
    OVERLAPS = "overlaps"
    DETECTED_BEFORE_OCCURRED = "detected_before_occurred"
    IDEA_USED = "idea_used"
    IDEA_DROPPED = "idea_dropped"
    EMPTY_WHO = "empty_who"
    PAST_TIME = "past_time"
    PROMISE_KEPT = "promise_kept"
    BEFORE_DETECTED = "before_detected"
    BEFORE_LAST_STEP = "before_last_step"
    NOT_RESOLVED = "not_resolved"
    NEEDS_POST_MORTEM = "needs_post_mortem"
    POSTS_PAUSED = "posts_paused"
    POSTS_NOT_PAUSED = "posts_not_paused"
    NO_SUCH_STEP = "no_such_step"
    STEP_IS_TOLD = "step_is_told"
    NOT_WITHIN = "not_within"
    NOT_THE_SAME = "not_the_same"
    POST_IS_SO = "post_is_so"
    PLAN_CHANGED = "plan_changed"
    DAY_NOT_BEGUN = "day_not_begun"
    TOO_MANY_FIRST = "too_many_first"
    NO_SUCH_KPI = "no_such_kpi"
    BAD_KPI = "bad_kpi"
    WHOSE_WEEK = "whose_week"
    COMING_WEEK = "coming_week"


@dataclass(frozen=True, slots=True)
class Refused:
    """Why not. `about` is the title or value it concerns, `allowed` what would be right."""

    reason: Reason
    about: str = ""
    allowed: tuple[str, ...] = ()
    limit: int | None = None


class RefusalError(Exception):
    """Raised by a rule; `decide` returns what it holds."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.reason)
        self.refused = refused


def no(
    reason: Reason, about: str = "", allowed: tuple[str, ...] = (), limit: int | None = None
) -> RefusalError:
    """The refusal to raise: `raise no(Reason.PAST_DAY, "2026-11-20")`."""
    return RefusalError(Refused(reason, about, allowed, limit))
