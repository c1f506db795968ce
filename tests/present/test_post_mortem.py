"""The page of a post-mortem in Markdown."""

from __future__ import annotations

import datetime as dt

from jornada.core import intents as do
from jornada.core.incidents import DEFAULT_TARGETS
from jornada.present.post_mortem import post_mortem_markdown
from jornada.present.words import Words
from tests.core.builders import FRIDAY, Bench, at

HOSTILE = "[x](javascript:1) | <b> # `"


def page(bench: Bench, key: str, words: Words) -> str:
    return post_mortem_markdown(
        words, bench.state.incidents[key], bench.state, bench.flow, DEFAULT_TARGETS, bench.now, bench.zone
    )


def reviewed(title: str = "Viral comment") -> tuple[Bench, str]:
    """A life from ten o'clock on, with what was learnt of it."""
    bench = Bench(time="10:00")
    key = bench.act(
        do.IncidentOpen(title=title, kind="complaint", severity=3, brand="acme", occurred=at("09:30"))
    )
    bench.act(do.TaskStart(incident=key))
    bench.clock("10:05").act(do.IncidentAcknowledge(incident=key))
    bench.act(do.IncidentSeverity(incident=key, severity=2))
    bench.clock("10:20").act(do.IncidentNotify(incident=key, who="Ana", when=at("10:10")))
    bench.act(do.IncidentRespond(incident=key))
    bench.clock("11:00").act(do.IncidentResolve(incident=key))
    bench.act(do.TaskAdd(title="Answer the last ones", date=FRIDAY, incident=key))
    bench.act(
        do.IncidentReview(
            incident=key,
            worked="A quick answer",
            failed="No rota\non Fridays",
            cause="Nobody was on call",
            severity=1,
            measures=(do.Measure(text="A rota", owner="Ana", due=dt.date(2026, 11, 30)),),
        )
    )
    return bench, key


def test_the_page_has_all_that_was_learnt(words_en: Words) -> None:
    assert (
        page(*reviewed(), words_en)
        == """\
# Post-mortem: Viral comment

- Kind: complaint
- State: reviewed
- Initial severity: S3 medium
- Real severity: S1 critical
- Brand: Café Ñandú
- Occurred: Friday 20 November 2026, 09:30
- Detected: Friday 20 November 2026, 10:00
- Resolved: Friday 20 November 2026, 11:00
- Reviewed: Friday 20 November 2026, 11:00
- Notified: Ana (Friday 20 November 2026, 10:10)

## Times

- To detect: 30 min
- To acknowledge: 5 min
- To respond: 20 min, target 30 min
- To resolve: 1 h
- Time spent: 1 h

## What worked

A quick answer

## What did not

No rota<br>
on Fridays

## Root cause

Nobody was on call

## Measures

| Measure | Owner | Due |
| --- | --- | --- |
| A rota | Ana | 2026-11-30 |

## Follow-up tasks

- [ ] Answer the last ones, Friday 20 November 2026

## Timeline

- Friday 20 November 2026, 10:00: Opened: Viral comment
- Friday 20 November 2026, 10:05: Acknowledged
- Friday 20 November 2026, 10:05: Severity: S2 high
- Friday 20 November 2026, 10:10: Notified: Ana
- Friday 20 November 2026, 10:20: First response sent
- Friday 20 November 2026, 11:00: Resolved
- Friday 20 November 2026, 11:00: Reviewed: what worked A quick answer, what did not No rota on Fridays, \
root cause Nobody was on call, severity S1 critical, measure A rota; Ana; 2026-11-30
"""
    )


def test_one_that_was_not_looked_back_on_is_a_form_to_fill_in(words_es: Words) -> None:
    bench = Bench(time="10:00")
    key = bench.act(do.Interrupt())

    said = page(bench, key, words_es)

    assert said.startswith("# Análisis posterior: la incidencia sin nombre\n")
    assert "## Causa raíz\n\n–\n" in said
    assert "## Medidas\n\n–\n" in said


def test_titles_are_data(words_en: Words) -> None:
    said = page(*reviewed(HOSTILE), words_en)

    assert "\\[x\\](javascript:1) \\| &lt;b&gt; \\# \\`" in said.splitlines()[0]
    assert "<b>" not in said
