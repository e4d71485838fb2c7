"""The form of the data inside a paper, and how it becomes a projection again.

The form is that of the projections' own types, published as JSON Schema in `resources/schemas`:
nothing more, nothing less, nothing of another kind. What does not fit is refused with its place.
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import datetime
from typing import Any, TypeAlias, TypeVar, cast, get_args, get_origin, get_type_hints

from facilitator.domain import words
from facilitator.domain.acceptance import Standing
from facilitator.projections import approval
from facilitator.projections.types import Minutes, Record

Read: TypeAlias = Callable[[object, str], Any]
Kind = TypeVar("Kind")

FORMATS: dict[str, type[Minutes] | type[Record]] = {
    "facilitator-minutes": Minutes,
    "facilitator-record": Record,
}
STYLES = ("decisions", "reasons", "discussion")
# Values are of the field's own words; empty where nothing is said.
ENUMERATED: dict[str, tuple[str, ...]] = {
    "ActionEntry.state": tuple(words.ActionState),
    "Approval.state": tuple(words.MinutesState),
    "DecisionEntry.method": tuple(words.Method),
    "DecisionEntry.state": tuple(words.DecisionState),
    "GoalEntry.horizon": tuple(words.Horizon),
    "GoalEntry.state": tuple(words.GoalState),
    "GoalSide.standing": tuple(Standing),
    "ItemEntry.box": tuple(words.Box),
    "ItemEntry.purpose": tuple(words.Purpose),
    "ItemEntry.state": tuple(words.ItemState),
    "MilestoneLine.state": tuple(words.MilestoneState),
    "Minutes.style": STYLES,
    "MinutesAnswer.answer": tuple(words.MinutesAnswer),
    "MinutesAnswer.came_by": tuple(words.CameBy),
    "MoneyLine.state": tuple(words.BudgetState),
    "PartyMark.colour": words.PARTY_COLOURS,
    "PartyPosition.position": tuple(words.Position),
    "RaisedEntry.category": tuple(words.ConcernCategory),
    "RaisedEntry.kind": tuple(words.CaptureKind),
    "RaisedEntry.severity": tuple(words.Severity),
    "RequestEntry.answer": tuple(words.DataAnswer),
    "RestatementEntry.state": tuple(words.SaybackState),
    "SaidVersion.part": tuple(words.SaybackPart),
    "SessionHead.kind": tuple(words.SessionKind),
    "SessionHead.state": tuple(words.SessionState),
    "SideAnswer.answer": tuple(words.DataAnswer),
    "TermEntry.relation": tuple(words.TermRelation),
}
# Python's `$` stands before a line end too, other programs' only at the end: both are meant.
DAY = r"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$(?!\n)"
MOMENT = r"^([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?)?$(?!\n)"
_DAYS = {"on", "date", "comments_until", "was_due"}
_MOMENTS = {"SessionHead.starts", "SessionHead.ends", "NextSession.starts"}
_NAMES: dict[type, str] = {approval.SideAnswer: "MinutesAnswer"}
LARGEST = 2**53 - 1


class DoesNotFit(Exception):
    """A value is not of the form; `place` names it as `content.actions[3].due_on`."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


def name_of(kind: type) -> str:
    """Return the name of a type in the schema, where each name stands for one type."""
    return _NAMES.get(kind, kind.__name__)


def is_day(owner: str, name: str) -> bool:
    """Tell whether a field holds days."""
    return name in _DAYS or name.endswith("_on")


def is_moment(owner: str, name: str) -> bool:
    """Tell whether a field holds local moments."""
    return f"{owner}.{name}" in _MOMENTS


def typed(kind: type[Kind], value: object, place: str = "content") -> Kind:
    """Return the projection that a parsed JSON value tells.

    Raises:
        DoesNotFit: something is missing, too much, or of another kind.
    """
    return cast(Kind, _reader(kind)(value, place))


def _reader(hint: Any) -> Read:
    """Return what reads one type, made once."""
    if hint not in _READERS:
        _READERS[hint] = _new_reader(hint)
    return _READERS[hint]


def _new_reader(hint: Any) -> Read:
    if isinstance(hint, type) and is_dataclass(hint):
        return _object_reader(hint)
    if get_origin(hint) is tuple:
        return _tuple_reader(get_args(hint))
    if get_origin(hint) is types.UnionType:
        (other,) = (each for each in get_args(hint) if each is not types.NoneType)
        return _optional(_reader(other))
    return _SIMPLE[hint]


def _object_reader(kind: type) -> Read:
    owner, hints = name_of(kind), get_type_hints(kind)
    readers = {field.name: _field_reader(owner, field.name, hints) for field in fields(kind)}
    needed = [
        field.name
        for field in fields(kind)
        if field.default is MISSING and field.default_factory is MISSING
    ]

    def read(value: object, place: str) -> object:
        if not isinstance(value, Mapping):
            raise DoesNotFit(place)
        for name in needed:
            if name not in value:
                raise DoesNotFit(f"{place}.{name}")
        found = {}
        for name, each in value.items():
            if name not in readers:
                raise DoesNotFit(f"{place}.{name[:40]}")
            found[name] = readers[name](each, f"{place}.{name}")
        return kind(**found)

    return read


def _field_reader(owner: str, name: str, hints: Mapping[str, Any]) -> Read:
    """Return what reads a field: by its words where it has some, as a day where it is one."""
    if allowed := ENUMERATED.get(f"{owner}.{name}"):
        return _one_of(frozenset(allowed) | {""})
    if is_moment(owner, name):
        return _time(MOMENT)
    if is_day(owner, name):
        day = _time(DAY)
        return _many(day) if hints[name] == tuple[str, ...] else day
    return _reader(hints[name])


def _one_of(allowed: frozenset[str]) -> Read:
    def read(value: object, place: str) -> str:
        if not isinstance(value, str) or value not in allowed:
            raise DoesNotFit(place)
        return str(value)

    return read


def _tuple_reader(parts: tuple[Any, ...]) -> Read:
    if parts[1:] == (Ellipsis,):
        return _many(_reader(parts[0]))
    readers = [_reader(part) for part in parts]

    def read(value: object, place: str) -> tuple[object, ...]:
        if not isinstance(value, list) or len(value) != len(readers):
            raise DoesNotFit(place)
        pairs = zip(readers, value, strict=True)
        return tuple(one(each, f"{place}[{i}]") for i, (one, each) in enumerate(pairs))

    return read


def _many(one: Read) -> Read:
    def read(value: object, place: str) -> tuple[object, ...]:
        if not isinstance(value, list):
            raise DoesNotFit(place)
        return tuple(one(each, f"{place}[{index}]") for index, each in enumerate(value))

    return read


def _optional(one: Read) -> Read:
    def read(value: object, place: str) -> object:
        return None if value is None else one(value, place)

    return read


def _text(value: object, place: str) -> str:
    if not isinstance(value, str):
        raise DoesNotFit(place)
    return value


def _time(pattern: str) -> Read:
    form = re.compile(pattern)

    def read(value: object, place: str) -> str:
        text = _text(value, place)
        if not form.match(text):
            raise DoesNotFit(place)
        if text:
            try:
                datetime.fromisoformat(text)
            except ValueError:
                raise DoesNotFit(place) from None
        return text

    return read


def _number(value: object, place: str) -> int:
    if type(value) is not int or not -LARGEST <= value <= LARGEST:
        raise DoesNotFit(place)
    return value


def _truth(value: object, place: str) -> bool:
    if not isinstance(value, bool):
        raise DoesNotFit(place)
    return value


_READERS: dict[Any, Read] = {}
_SIMPLE: dict[Any, Read] = {str: _text, int: _number, bool: _truth}
