"""What a word of the command line may be, of what a person has: tasks, incidents, ideas, areas, brands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

import click
from click.shell_completion import CompletionItem

from jornada.cli.door import PROGRAM, Door
from jornada.config import OPTIONS
from jornada.core.dataclass import dataclass
from jornada.core.incidents import KINDS, SEVERITIES, in_order
from jornada.core.promises import open_promises
from jornada.core.reference import Candidate, plain
from jornada.core.text import clean
from jornada.desk import Desk, open_desk

Items = list[CompletionItem]
MOST = 200
"""Completions that are told: nobody reads more."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is completed: the word so far, and the words of the same name before it."""

    door: Door
    desk: Desk
    command: str
    typed: str
    before: tuple[str, ...] = ()
    option: str = ""


Source = Callable[[Asked], Items]


def completions(context: click.Context, parameter: click.Parameter, typed: str) -> Items | None:
    """What `parameter` may be, from its metavar; `None` where nothing is known of that."""
    door = context.find_object(Door)
    place = context.command_path.removeprefix(f"{PROGRAM} ")
    group = place.partition(" ")[0]
    metavar = (parameter.metavar or "").strip("[]…")
    source = NAMES.get((group, metavar)) or SOURCES.get(metavar)
    if door is None or source is None:
        return None
    given = context.params.get(parameter.name or "")
    before = tuple(given) if parameter.nargs == -1 and given else ()
    desk = open_desk(
        door.paths, clock=door.clock, language=door.words.language, config=door.config, may_write=False
    )
    try:
        return source(Asked(door, desk, place, typed, before, context.params.get("name") or ""))[:MOST]
    finally:
        desk.close()


def tasks(asked: Asked) -> Items:
    """Tasks of today's queue, then open ones of later days: by title; by id where that names none alone."""
    return _by_title(asked, _tasks(asked))


def _tasks(asked: Asked) -> list[Candidate]:
    desk, today = asked.desk, asked.desk.today()
    rows = [row.item for row in desk.day().rows]
    if asked.command == "reopen":
        chosen = [item for item in rows if not item.is_open]
    else:
        chosen = [item for item in rows if item.is_open]
        chosen += [item for item in desk.state.items.values() if item.is_open and item.date > today]
        if asked.command in ("log", "note", "edit"):
            chosen += [item for item in rows if not item.is_open]
    return [Candidate(item.id, clean(item.title), item.key) for item in chosen]


def plan_tasks(asked: Asked) -> Items:
    """The tasks of the workflow, by their keys."""
    return _by_key(asked.typed, {each.key: each.title for each in asked.desk.workflow.tasks})


def incidents(asked: Asked) -> Items:
    """Incidents: the open ones, or those that can be opened again."""
    return _by_title(asked, _incidents(asked))


def _incidents(asked: Asked) -> list[Candidate]:
    desk, reopened = asked.desk, asked.command.endswith("reopen")
    due = {deadline.incident: deadline for deadline in desk.deadlines()}
    chosen = in_order((each for each in desk.state.incidents.values() if each.is_open != reopened), due)
    return [Candidate(each.id, clean(each.title)) for each in chosen]


def subjects(asked: Asked) -> Items:
    """What a promise can be about: tasks and open incidents."""
    return _by_title(asked, [*_tasks(asked), *_incidents(asked)])


def ideas(asked: Asked) -> Items:
    """The ideas that nothing has become of yet."""
    found = (each for each in asked.desk.state.ideas.values() if each.is_open)
    return _by_title(asked, [Candidate(each.id, clean(each.text)) for each in found])


def promises(asked: Asked) -> Items:
    """The open promises, the one due first in front, by whom they were made to."""
    found = (due.promise for due in open_promises(asked.desk.state, asked.door.now))
    return _by_title(asked, [Candidate(each.id, clean(each.who)) for each in found])


def people(asked: Asked) -> Items:
    """To whom something was promised before."""
    known = asked.desk.state.promises.values()
    return _by_title(asked, [Candidate(who, who) for who in dict.fromkeys(clean(each.who) for each in known)])


def areas(asked: Asked) -> Items:
    return _by_key(asked.typed, {each.key: each.title for each in asked.desk.workflow.areas})


def brands(asked: Asked) -> Items:
    return _by_key(asked.typed, {each.key: each.title for each in asked.desk.workflow.brands})


def blocks(asked: Asked) -> Items:
    return _by_key(asked.typed, {each.key: each.title for each in asked.desk.workflow.blocks})


def roles(asked: Asked) -> Items:
    return _by_key(asked.typed, {each.key: each.title for each in asked.desk.workflow.roles})


def objectives(asked: Asked) -> Items:
    return _by_key(asked.typed, {each.key: each.title for each in asked.desk.workflow.objectives})


def kinds(asked: Asked) -> Items:
    from jornada.present.titles import kind_title

    return _by_key(asked.typed, {each: kind_title(asked.door.words, each) for each in KINDS})


def severities(asked: Asked) -> Items:
    from jornada.present.titles import severity_title

    return _by_key(asked.typed, {str(each): severity_title(asked.door.words, each) for each in SEVERITIES})


def workflows(asked: Asked) -> Items:
    return _by_key(asked.typed, {each.name: clean(each.title) for each in asked.desk.workflows()})


def themes(asked: Asked) -> Items:
    from jornada.themes import list_themes

    return _by_key(asked.typed, dict.fromkeys(list_themes(asked.door.paths.themes).by_name, ""))


def options(asked: Asked) -> Items:
    """The options of `config.toml`."""
    words = asked.door.words
    return _by_key(asked.typed, {each.name: words.gettext(each.meaning) for each in OPTIONS})


def option_values(asked: Asked) -> Items:
    """The words that an option allows."""
    allowed = next((each.choices for each in OPTIONS if each.name == asked.option), ())
    return _by_key(asked.typed, dict.fromkeys(filter(None, allowed), ""))


def posts(asked: Asked) -> Items:
    """Posts that are still to go out, then the others."""
    found = asked.desk.posts()
    today = asked.desk.today()
    ordered = sorted(found, key=lambda post: (post.is_published, post.date < today, post.order))
    return _by_title(asked, [Candidate(post.key, clean(post.title)) for post in ordered])


def campaigns(asked: Asked) -> Items:
    return _by_key(asked.typed, {each.key: clean(each.title) for each in asked.desk.workflow.campaigns})


def first_things(asked: Asked) -> Items:
    """What may come first on the next working day."""
    from jornada.core.day_close import day_done, first_choices

    desk = asked.desk
    done = day_done(desk.state, desk.workflow, desk.day())
    items = [row.item for row in first_choices(done, desk.day(done.tomorrow))]
    return _by_title(asked, [Candidate(item.id, clean(item.title), item.key) for item in items])


def states(asked: Asked) -> Items:
    from jornada.present.titles import POST_STATES, post_state_title

    return _by_key(asked.typed, {each: post_state_title(asked.door.words, each) for each in POST_STATES})


def topics(asked: Asked) -> Items:
    from jornada.present.manual import page_titles

    return _by_key(asked.typed, dict(page_titles(asked.door.words)))


def periods(asked: Asked) -> Items:
    from jornada.present.report_words import PERIODS

    named = {kind.value: asked.door.words.gettext(said) for kind, said in PERIODS.items()}
    return _by_key(asked.typed, {key: title for key, title in named.items() if key != "range"})


def kpi_figures(asked: Asked) -> Items:
    """The brand first, then the measures it has, up to the sign."""
    from jornada.core.kpis import measures_of, typed_measures
    from jornada.present.kpi_words import kpi_title

    workflow = asked.desk.workflow
    if workflow.brands and not asked.before:
        return brands(asked)
    brand = asked.before[0] if asked.before and "=" not in asked.before[0] else ""
    words, known = asked.door.words, measures_of(workflow, brand)
    titles = {f"{key}=": kpi_title(words, key, known[key].title) for key in typed_measures(workflow, brand)}
    return _by_key(asked.typed, titles)


def line(asked: Asked) -> Items:
    """The line of a new task: after a sign the areas, brands or blocks there are."""
    named: Mapping[str, Source] = {"@": areas, "#": brands, "!": blocks}
    sign, rest = asked.typed[:1], asked.typed[1:]
    if sign not in named and asked.before[-1:] == ("@",):
        # Bash takes a word apart after this sign.
        return areas(asked)
    if sign not in named:
        return []
    found = named[sign](Asked(asked.door, asked.desk, asked.command, rest))
    return [CompletionItem(f"{sign}{each.value}", help=each.help) for each in found]


SOURCES: Mapping[str, Source] = {
    "AREA": areas,
    "BLOCK": blocks,
    "BRAND": brands,
    "CAMPAIGN": campaigns,
    "IDEA": ideas,
    "INCIDENT": incidents,
    "KIND": kinds,
    "LINE": line,
    "OBJECTIVE": objectives,
    "PERIOD": periods,
    "POST": posts,
    "PROMISE": promises,
    "ROLE": roles,
    "STATE": states,
    "TASK": tasks,
    "TASK|INCIDENT": subjects,
    "THEME": themes,
    "TOPIC": topics,
    "WHO": people,
    "WORKFLOW": workflows,
}
"""By the metavar of an option or argument, without its brackets and dots."""

NAMES: Mapping[tuple[str, str], Source] = {
    ("close", "TASK|TEXT"): first_things,
    ("kpi", "BRAND] MEASURE=NUMBER"): kpi_figures,
    ("estimates", "TASK"): plan_tasks,
    ("incident", "NUMBER"): severities,
    ("init", "NAME"): workflows,
    ("settings", "NAME"): options,
    ("settings", "VALUE"): option_values,
    ("theme", "NAME"): themes,
    ("workflow", "NAME"): workflows,
    ("workflow", "NAME|FILE"): workflows,
}
"""By the group of the command, where a metavar has several meanings."""


def _by_key(typed: str, titles: Mapping[str, str]) -> Items:
    """Keys that begin as what was typed; else those of whose title a word does."""
    sought = plain(typed)
    found = [key for key in titles if key.startswith(sought)]
    found = found or [key for key, title in titles.items() if _begins_a_word(title, typed)]
    return [CompletionItem(key, help=clean(titles[key]) or None) for key in found]


def _by_title(asked: Asked, candidates: Sequence[Candidate]) -> Items:
    """Titles that begin as what was typed, else those of which a word does. Ids where what was typed
    begins one, and where a title would name another thing, or nothing."""
    typed, distinct = asked.typed, tuple(dict.fromkeys(candidates))
    times = Counter(plain(each.title) for each in distinct)
    if asked.before:
        rests = [(each, _rest(each.title, asked)) for each in distinct]
        return [CompletionItem(rest, help=each.id) for each, rest in rests if rest]
    if typed and (by_id := [each for each in distinct if each.id.startswith(typed)]):
        return [CompletionItem(each.id, help=each.title or None) for each in by_id]
    begun = [each for each in distinct if plain(each.title).startswith(plain(typed))]
    return [
        CompletionItem(each.title, help=each.id)
        if times[plain(each.title)] == 1 and _can_be_typed(each.title, distinct)
        else CompletionItem(each.id, help=each.title or None)
        for each in begun or [each for each in distinct if _begins_a_word(each.title, typed)]
    ]


def _can_be_typed(title: str, candidates: Iterable[Candidate]) -> bool:
    """Whether the title names its task: not a number of the last list, not an option, no other's key."""
    keys = {name for each in candidates for name in (each.id, each.key)}
    return bool(title) and not title.isdecimal() and not title.startswith("-") and title not in keys


def _rest(title: str, asked: Asked) -> str:
    """What is still to be typed of a title, from the word in hand on; nothing where it does not fit."""
    whole = plain(" ".join((*asked.before, asked.typed)))
    return " ".join(title.split()[len(asked.before) :]) if plain(title).startswith(whole) else ""


def _begins_a_word(title: str, typed: str) -> bool:
    return f" {plain(title)}".find(f" {plain(typed)}") >= 0
