"""From what the file knows of rhythm and load to what the picture and its table show."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from facilitator.domain.words import AdviceAnswer
from facilitator.queries.plan_pictures import (
    NOT_HELD,
    AdvicePoint,
    Load,
    RhythmAndLoad,
    RhythmBand,
)
from ui.widgets.load_data import Column, Kind, Point, Strip, Topics
from ui.widgets.plain_table import Head, Line
from ui.wording import plan as words
from ui.wording import short_day, translate

MINUTE = 60.0


def columns(found: RhythmAndLoad) -> list[Column]:
    """Return a column for every session and every time of the rhythm that may become one."""
    return [_column(each, found.today) for each in found.loads if _is_drawn(each, found.today)]


def _is_drawn(load: Load, today: date) -> bool:
    """Leave out what passed without anybody planning it; what was called off stays as a mark."""
    is_past = load.day < today
    return not (is_past and load.state in ("free", "moved"))


def _column(load: Load, today: date) -> Column:
    kind = Kind.HELD if load.is_held else Kind.COMING
    if load.state in NOT_HELD or (load.state == "planned" and load.day < today):
        kind = Kind.OFF
    topics = None
    if load.waiting_s is not None:
        topics = Topics(
            (load.arrived_s or 0) / MINUTE, (load.handled_s or 0) / MINUTE, load.waiting_s / MINUTE
        )
    return Column(
        _key(load),
        load.day,
        kind,
        load.planned_s / MINUTE,
        load.filled_s / MINUTE,
        load.over_s / MINUTE,
        words.load_spoken(load, today),
        topics,
    )


def _key(load: Load) -> tuple[str, object]:
    if load.session_id is not None:
        return ("session", load.session_id)
    return ("slot", load.original_local)


def strips(found: RhythmAndLoad) -> list[Strip]:
    """Return a strip for every rhythm."""
    return [
        Strip(
            ("rhythm", each.rhythm_id),
            date.fromisoformat(each.starts_on),
            _day_before(each.until_on),
            words.band_words(each),
            words.band_tone(each),
            words.band_spoken(each, found.today),
            2 if each.because else 0,
        )
        for each in found.bands
    ]


def _day_before(until: str) -> date | None:
    """Return the last day of a rhythm; the day on which the next begins is not its own."""
    if not until:
        return None
    return date.fromordinal(date.fromisoformat(until).toordinal() - 1)


def points(found: RhythmAndLoad) -> list[Point]:
    """Return a mark for every advice that was answered."""
    return [
        Point(
            ("advice", each.advice_id),
            date.fromisoformat(each.made_on),
            each.answer == AdviceAnswer.ACCEPTED,
            words.point_words(each),
            words.point_spoken(each, found.today),
        )
        for each in found.advices
    ]


# --- the same as a table -------------------------------------------------------------------------


def heads() -> list[Head]:
    """Return the columns of the table."""
    first = [
        Head(translate("plan", "Day")),
        Head(translate("plan", "What"), stretches=True),
        Head(translate("plan", "State")),
    ]
    minutes = [
        translate("plan", "Planned, min"),
        translate("plan", "Used, min"),
        translate("plan", "Over, min"),
        translate("plan", "Arrived, min"),
        translate("plan", "Settled, min"),
        translate("plan", "Waiting, min"),
    ]
    return [*first, *(Head(each, is_number=True) for each in minutes)]


def lines(found: RhythmAndLoad) -> list[Line]:
    """Return everything that the picture shows, in the order of time."""
    dated: list[tuple[str, int, Line]] = [
        (each.starts_on, 0, _band_line(each, found.today)) for each in found.bands
    ]
    dated += [(each.made_on, 1, _point_line(each, found.today)) for each in found.advices]
    dated += [
        (each.starts_local, 2, _load_line(each, found.today))
        for each in found.loads
        if _is_drawn(each, found.today)
    ]
    return [line for _day, _rank, line in sorted(dated, key=_by_day)]


def _by_day(each: tuple[str, int, Line]) -> tuple[str, int]:
    return each[0][:10], each[1]


_NO_MINUTES: Sequence[str] = ("",) * 6


def _band_line(each: RhythmBand, today: date) -> Line:
    state = translate("plan", "in force") if each.is_in_force else ""
    what = translate("plan", "Rhythm: {0}").format(words.band_words(each)[0])
    day = short_day(each.starts_on, today, weekday=True)
    return Line(("rhythm", each.rhythm_id), (day, what, state, *_NO_MINUTES))


def _point_line(each: AdvicePoint, today: date) -> Line:
    accepted, declined = translate("plan", "accepted"), translate("plan", "declined")
    state = accepted if each.answer == AdviceAnswer.ACCEPTED else declined
    what = translate("plan", "Advice: {0}").format(words.every_days(each.advised_days))
    if each.reason:
        what = translate("plan", "{0}, because {1}").format(what, each.reason)
    day = short_day(each.made_on, today, weekday=True)
    return Line(("advice", each.advice_id), (day, what, state, *_NO_MINUTES))


def _load_line(load: Load, today: date) -> Line:
    name = f"{load.label} {load.title}".strip()
    if load.reason:
        name = translate("plan", "{0}, because {1}").format(name, load.reason)
    taken = load.used_s if load.used_s is not None else load.asked_s
    minutes = [_minutes(load.planned_s), _minutes(taken), _minutes(load.over_s)]
    if load.state in NOT_HELD:
        minutes = ["", "", ""]
    return Line(
        _key(load),
        (
            short_day(load.starts_local, today, weekday=True),
            name,
            words.state_word(load, today),
            *minutes,
            _minutes(load.arrived_s),
            _minutes(load.handled_s),
            _minutes(load.waiting_s),
        ),
    )


def _minutes(seconds: int | None) -> str:
    return "" if seconds is None else f"{round(seconds / 60):,}"
