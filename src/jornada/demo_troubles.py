"""What comes up in the demonstration: the incidents of an agency's fortnight, as message ids."""

from __future__ import annotations

from jornada.core.dataclass import dataclass
from jornada.demo_story import LATEST
from jornada.marking import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """What somebody was promised while an incident was open: by so many minutes after that."""

    who: str
    text: str
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedBack:
    """What was found when it was looked back on at the end of its day."""

    worked: str
    failed: str
    cause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Something unforeseen. `day` counts working days from the first one, `minute` from nine o'clock.

    With `interrupts` it parks what runs and takes `minutes` of work; else it is logged and answered
    beside. `response` is the minutes to the first response, `contained` whether that was a step of its
    own, `notes` its timeline, `rose` the severity that it was raised from, `promised` what was promised
    about it, which is kept before it is resolved.
    """

    day: int
    minute: int
    title: str
    kind: str
    severity: int
    brand: str = ""
    channel: str = ""
    author: str = ""
    reach: int | None = None
    interrupts: bool = True
    minutes: int = 20
    response: int = 10
    contained: bool = False
    rose: int | None = None
    notes: tuple[str, ...] = ()
    comes_back: bool = False
    promised: Promised | None = None
    looked_back: LookedBack | None = None


TROUBLES: tuple[Trouble, ...] = (
    Trouble(
        day=0,
        minute=95,
        title=N_("Guest complains about the noise on Saturday"),
        kind="complaint",
        severity=4,
        brand="brisa",
        channel="Google",
        interrupts=False,
        response=50,
    ),
    Trouble(
        day=1,
        minute=250,
        title=N_("The menu must go out today, not on Thursday"),
        kind="client-request",
        severity=4,
        brand="acme",
        minutes=25,
    ),
    Trouble(
        day=3,
        minute=130,
        title=N_("Several say that the booking page does not load"),
        kind="outage",
        severity=3,
        brand="brisa",
        channel="Instagram",
        minutes=35,
        response=12,
        contained=True,
        notes=(
            N_("Asked the reception: the payment provider is down since 10:50"),
            N_("Pinned a story with the telephone number"),
            N_("The provider is back; three guests wrote that it works"),
        ),
    ),
    Trouble(
        day=4,
        minute=410,
        title=N_("The scheduler lost its access to two accounts"),
        kind="tool-failure",
        severity=4,
        minutes=18,
    ),
    Trouble(
        day=5,
        minute=70,
        title=N_("A video of a cold coffee is shared all over town"),
        kind="negative-mentions",
        severity=2,
        brand="acme",
        channel="TikTok",
        author="@todoporelcafe",
        reach=48_000,
        minutes=55,
        response=21,
        contained=True,
        rose=3,
        notes=(
            N_("Paused the two posts that were scheduled for noon"),
            N_("Holding statement approved by the client by telephone"),
            N_("Invited the author to a new coffee; he accepted in public"),
        ),
        looked_back=LookedBack(
            worked=N_("A person answered, by name"),
            failed=N_("It was seen an hour late"),
            cause=N_("Nobody looks at TikTok before eleven"),
        ),
    ),
    Trouble(
        day=6,
        minute=300,
        title=N_("Somebody insults other cyclists in the forum"),
        kind="abuse",
        severity=4,
        brand="cobalto",
        channel="Forum",
        interrupts=False,
        response=35,
        notes=(N_("Hidden and warned, as the rules of the forum say"),),
    ),
    Trouble(
        day=7,
        minute=205,
        title=N_("A post for the café went out on the hotel's account"),
        kind="mistaken-post",
        severity=2,
        brand="brisa",
        channel="Facebook",
        minutes=30,
        response=6,
        contained=True,
        notes=(
            N_("Deleted after four minutes, a screenshot kept"),
            N_("Told both clients before they asked"),
        ),
        looked_back=LookedBack(
            worked=N_("It was gone after four minutes"),
            failed=N_("Two accounts look alike in the scheduler"),
            cause=N_("No second look at the account before it goes out"),
        ),
    ),
    Trouble(
        day=8,
        minute=330,
        title=N_("A journalist asks about the recall of a brake"),
        kind="press",
        severity=2,
        brand="cobalto",
        channel="Mail",
        author="Lucía Ferrer",
        minutes=25,
        response=18,
        notes=(N_("The workshop answers; we send nothing of our own"),),
        promised=Promised(who="Lucía Ferrer", text=N_("Who in the workshop may speak"), minutes=45),
        looked_back=LookedBack(
            worked=N_("One voice only"),
            failed=N_("Nobody knew whom to ask"),
            cause=N_("There is no list of who may speak"),
        ),
    ),
    Trouble(
        day=9,
        minute=150,
        title=N_("A false account raffles nights at the hotel"),
        kind="impersonation",
        severity=2,
        brand="brisa",
        channel="Instagram",
        reach=1_900,
        minutes=40,
        response=24,
        contained=True,
        notes=(
            N_("Reported to the platform, with six links"),
            N_("Warned our followers with a post"),
            N_("The platform has closed the account"),
        ),
        comes_back=True,
        looked_back=LookedBack(
            worked=N_("Six links made it quick"),
            failed=N_("Our followers heard of it late"),
            cause=N_("Our accounts are not verified"),
        ),
    ),
    Trouble(
        day=11,
        minute=60,
        title=N_("Somebody changed the password of the café's account"),
        kind="compromise",
        severity=1,
        brand="acme",
        channel="Instagram",
        minutes=50,
        response=9,
        contained=True,
        notes=(
            N_("All sessions closed, second factor on, recovery codes renewed"),
            N_("Told the client, direction and the lawyer"),
            N_("Nothing was published; two private messages were read"),
        ),
        looked_back=LookedBack(
            worked=N_("All sessions were closed in nine minutes"),
            failed=N_("The second factor was off"),
            cause=N_("Three people shared one password"),
        ),
    ),
    Trouble(
        day=12,
        minute=265,
        title=N_("Two campaigns are scheduled for the same hour"),
        kind="clash",
        severity=4,
        brand="acme",
        interrupts=False,
        response=20,
    ),
)

MORNING_TROUBLE = Trouble(
    day=LATEST,
    minute=12,
    title=N_("A guest asks in public for her deposit"),
    kind="complaint",
    severity=4,
    brand="brisa",
    channel="X",
    interrupts=False,
    response=25,
)
OPEN_TROUBLE = Trouble(
    day=LATEST,
    minute=0,
    title=N_("A comment on allergens in the menu spreads"),
    kind="negative-mentions",
    severity=3,
    brand="acme",
    channel="Instagram",
    author="@marta.sin.gluten",
    reach=12_400,
    notes=(N_("Asked the kitchen for the list of allergens"),),
    promised=Promised(who="Marta", text=N_("The list of allergens"), minutes=10),
)
"""Came up a few minutes ago, and nobody has answered yet."""
