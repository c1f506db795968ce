"""The post-mortem of an incident as a page of Markdown, to hand on or to keep.

Source: `DOMAIN.md`, "Post-mortem": timeline; initial and real severity; what worked, what did not; root
cause; times to detect and to respond; measures with owner and date. Whatever a person wrote is escaped.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from jornada.core.calendar import in_zone
from jornada.core.incidents import Targets
from jornada.core.state import Entry, Incident, Item, ItemState, PostMortem, State
from jornada.core.workflow import Workflow
from jornada.present.chart_markdown import BREAK, escaped
from jornada.present.form_words import capital
from jornada.present.timeline import entry_sentence, in_time_order
from jornada.present.titles import (
    brand_title,
    incident_status_title,
    kind_title,
    learnt_title,
    named,
    severity_title,
)
from jornada.present.words import Words

LEARNT = ("worked", "failed", "cause", "lesson")


def post_mortem_markdown(
    words: Words,
    incident: Incident,
    state: State,
    workflow: Workflow,
    targets: Targets,
    now: dt.datetime,
    zone: dt.tzinfo,
) -> str:
    """The page. What was not looked back on yet has its headings all the same, to be filled in.

    `targets` are those of the incident's brand; times are counted on the wall, the running session's up to
    `now`.
    """
    gettext = words.gettext
    found = incident.post_mortem
    title = gettext("Post-mortem: {title}").format(title=named(words, incident.title))
    paragraphs = [f"# {escaped(title)}", _list(_facts(words, incident, workflow, zone))]
    paragraphs += [f"## {gettext('Times')}", _list(_times(words, incident, state, targets, now))]
    for part in LEARNT:
        text = getattr(found, part) if found else ""
        if text or part != "lesson":
            paragraphs += [f"## {capital(learnt_title(words, part))}", _prose(text) or "–"]
    paragraphs += [f"## {gettext('Measures')}", _measures(words, found)]
    tasks = [state.items[key] for key in state.follow_ups.get(incident.id, ()) if key in state.items]
    if tasks:
        paragraphs += [f"## {gettext('Follow-up tasks')}", "\n".join(_task(words, each) for each in tasks)]
    paragraphs += [f"## {gettext('Timeline')}", _list(_timeline(words, incident.timeline, zone))]
    return "\n\n".join(paragraphs) + "\n"


def _facts(
    words: Words, incident: Incident, workflow: Workflow, zone: dt.tzinfo
) -> Iterator[tuple[str, str]]:
    gettext, found = words.gettext, incident.post_mortem
    real = found.severity if found else incident.severity
    initial = found.initial if found else incident.initial_severity
    yield gettext("Kind"), kind_title(words, incident.kind)
    yield gettext("State"), incident_status_title(words, incident.status)
    yield gettext("Initial severity"), severity_title(words, initial)
    yield gettext("Real severity"), severity_title(words, real)
    yield gettext("Brand"), brand_title(workflow, incident.brand)
    yield gettext("Channel"), incident.channel
    yield gettext("Link"), incident.link
    yield gettext("Owner"), incident.owner
    yield gettext("Occurred"), _stamp(words, incident.occurred, zone)
    yield gettext("Detected"), _stamp(words, incident.detected, zone)
    yield gettext("Resolved"), _stamp(words, incident.resolved, zone)
    yield gettext("Reviewed"), _stamp(words, incident.reviewed, zone)
    told = (f"{each.text} ({_stamp(words, each.at, zone)})" for each in incident.notified)
    yield gettext("Notified"), ", ".join(told)


def _times(
    words: Words, incident: Incident, state: State, targets: Targets, now: dt.datetime
) -> Iterator[tuple[str, str]]:
    gettext, start = words.gettext, incident.detected
    yield gettext("To detect"), _between(words, incident.occurred, start)
    yield gettext("To acknowledge"), _between(words, start, incident.acknowledged)
    response = _between(words, start, incident.responded)
    target = targets.get(incident.severity or 0)
    if response and target is not None:
        within = words.duration(target.first_response_minutes)
        if target.clock == "working":
            within = gettext("{time} of working time").format(time=within)
        response = gettext("{time}, target {target}").format(time=response, target=within)
    yield gettext("To respond"), response
    yield gettext("To contain"), _between(words, start, incident.contained)
    yield gettext("To resolve"), _between(words, start, incident.resolved)
    spent = state.seconds_on(incident.id, now) // 60
    yield gettext("Time spent"), words.duration(spent) if spent else ""


def _between(words: Words, start: dt.datetime | None, end: dt.datetime | None) -> str:
    if start is None or end is None:
        return ""
    return words.duration(max(0, int((end - start).total_seconds())) // 60)


def _measures(words: Words, found: PostMortem | None) -> str:
    if found is None or not found.measures:
        return "–"
    heads = (words.gettext("Measure"), words.gettext("Owner"), words.gettext("Due"))
    rows = [heads, ("---", "---", "---")]
    rows += [
        (escaped(each.text), escaped(each.owner), each.due.isoformat() if each.due else "")
        for each in found.measures
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _task(words: Words, item: Item) -> str:
    sign = "x" if item.state is ItemState.DONE else " "
    dropped = f" ({words.gettext('dropped')})" if item.state is ItemState.DROPPED else ""
    return f"- [{sign}] {escaped(item.title)}, {words.full_date(item.date)}{dropped}"


def _timeline(words: Words, timeline: Sequence[Entry], zone: dt.tzinfo) -> Iterator[tuple[str, str]]:
    for entry in in_time_order(timeline):
        yield _stamp(words, entry.at, zone), entry_sentence(words, entry)


def _list(facts: Iterator[tuple[str, str]]) -> str:
    lines = (f"- {label}: {escaped(value)}" for label, value in facts if value)
    return "\n".join(lines) or "–"


def _prose(text: str) -> str:
    """A text of several lines, each of them kept."""
    return f"{BREAK}\n".join(escaped(line) for line in text.splitlines() if line.strip())


def _stamp(words: Words, instant: dt.datetime | None, zone: dt.tzinfo) -> str:
    """ "Friday 20 November 2026, 09:40"."""
    if instant is None:
        return ""
    local = in_zone(instant, zone)
    return f"{words.full_date(local.date())}, {words.clock(local)}"
