"""What a picture of sessions in time shows: columns of minutes, strips of rhythm, points below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby, pairwise
from statistics import fmean

from ui.widgets.timeline_scale import Window, months_on

MINUTES = (15, 30, 60, 120, 240, 480, 960)  # steps of an axis that counts minutes
COUNTS = (1, 2, 5, 10, 20, 50, 100, 200, 500)  # steps of one that counts things


class Kind(StrEnum):
    """How a column is drawn: held in full, to come dashed, called off as a mark alone."""

    HELD = "held"
    COMING = "coming"
    OFF = "off"


class Mode(StrEnum):
    """What the columns count: the time of each session, or the topics that came and went."""

    TIME = "time"
    TOPICS = "topics"


@dataclass(frozen=True, slots=True)
class Topics:
    """Minutes of topics: what arrived since the session before, was settled, and waits after."""

    arrived: float
    handled: float
    waiting: float


@dataclass(frozen=True, slots=True)
class Column:
    """One session, or several as their mean; minutes. `count` says of how many."""

    key: object
    day: date
    kind: Kind
    planned: float
    filled: float
    over: float
    spoken: str
    topics: Topics | None = None
    count: int = 1


@dataclass(frozen=True, slots=True)
class Strip:
    """A stretch with words in it, the longest first, of which the first that fits is shown.

    `end` is included, None: open. The first `cut` words are worth more than the others: where
    there is some room, the last of these is shown and cut short.
    """

    key: object
    start: date
    end: date | None
    words: tuple[str, ...]
    tone: str  # neutral, warn or accent
    spoken: str
    cut: int = 0


@dataclass(frozen=True, slots=True)
class Point:
    """A mark on a day: full where it was followed, hollow where not."""

    key: object
    day: date
    is_full: bool
    words: str
    spoken: str


@dataclass(frozen=True, slots=True)
class LoadWords:
    """The words that stand in the picture besides those of its parts."""

    unit: str = "min"
    today: str = "Today"
    strips: str = "Rhythm"
    points: str = "Advice"
    planned: str = "planned"
    used: str = "used"
    over: str = "over plan"
    arrived: str = "arrived"
    handled: str = "settled"
    waiting: str = "waiting"


@dataclass(frozen=True, slots=True)
class LoadPicture:
    """Everything that is drawn of one stretch of time."""

    window: Window
    today: date
    columns: tuple[Column, ...] = ()
    strips: tuple[Strip, ...] = ()
    points: tuple[Point, ...] = ()
    mode: Mode = Mode.TIME
    words: LoadWords = LoadWords()
    steps: tuple[int, ...] = MINUTES

    @property
    def marks(self) -> list[int]:
        """Return the numbers that are named beside the picture."""
        return axis(self.most, self.steps)

    @property
    def most(self) -> float:
        """Return the largest number of minutes that is drawn."""
        if self.mode is Mode.TIME:
            return max((each.planned + each.over for each in self.columns), default=0)
        every = [each.topics for each in self.columns if each.topics is not None]
        return max((max(t.arrived, t.handled, t.waiting) for t in every), default=0)


def axis(most: float, steps: tuple[int, ...] = MINUTES) -> list[int]:
    """Return the numbers that are named beside the picture: nought first, four in all."""
    for step in steps:
        if most <= 3 * step:
            return [number * step for number in range(4)]
    step = steps[-1]
    while most > 3 * step:
        step *= 2
    return [number * step for number in range(4)]


Say = Callable[[date, Sequence[Column]], str]


def gathered(columns: Sequence[Column], window: Window, room: int, say: Say) -> list[Column]:
    """Return at most `room` columns: where there are more, months, quarters or years as means.

    `say` tells what the columns of one stretch, which begins on a day, are together.
    """
    shown = [each for each in columns if window.holds(each.day)]
    if len(shown) <= room:
        return shown
    stretch = _Stretch(12)
    for months in (1, 3, 12):
        stretch = _Stretch(months)
        if len({stretch(each) for each in shown}) <= room:
            break
    groups = groupby(columns, key=stretch)
    made = [_mean(start, stretch.months, list(each), say) for start, each in groups]
    return [each for each in made if window.holds(each.day)]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Tells the first day of the month, quarter or year that a column lies in."""

    months: int

    def __call__(self, column: Column) -> date:
        month = (column.day.month - 1) // self.months * self.months + 1
        return column.day.replace(month=month, day=1)


def _mean(start: date, months: int, columns: Sequence[Column], say: Say) -> Column:
    kinds = [each for each in columns if each.kind is Kind.HELD] or [
        each for each in columns if each.kind is Kind.COMING
    ]
    known = kinds or list(columns)
    topics = [each.topics for each in known if each.topics is not None]
    middle = start + (months_on(start, months) - start) / 2
    return Column(
        ("from", start.isoformat(), months),
        middle,
        known[0].kind,
        fmean(each.planned for each in known),
        fmean(each.filled for each in known),
        fmean(each.over for each in known),
        say(start, known),
        Topics(
            sum(each.arrived for each in topics),
            sum(each.handled for each in topics),
            topics[-1].waiting,
        )
        if topics
        else None,
        len(known),
    )


def narrowest(columns: Sequence[Column]) -> int:
    """Return the fewest days between two columns, a month where there are not two."""
    days = sorted(each.day for each in columns)
    return min(((b - a).days for a, b in pairwise(days) if b > a), default=30)


def days_on(day: date, days: int) -> date:
    """Return another day, kept within what a date can be."""
    number = max(date.min.toordinal(), min(day.toordinal() + days, date.max.toordinal()))
    return date.fromordinal(number)


def last_of(strip: Strip, window: Window) -> date:
    """Return the last day of a strip that is shown."""
    return min(strip.end or window.last, window.end - timedelta(days=1))
