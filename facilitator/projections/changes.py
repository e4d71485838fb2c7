"""What changed between two versions of the minutes of one session.

Pure: two sets of minutes in, as types or as the data inside a paper, and a list of differences out.
Things are told apart by their number, else by their name in calendars, else by their words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import partial
from typing import Any, TypeAlias, cast

from facilitator.projections.data import plain
from facilitator.projections.types import Minutes

Entry: TypeAlias = Mapping[str, Any]

_LIKE = 0.6
_MOST_COMPARED = 20_000
_MOST_TOKENS = 2_000
_LONGEST = 300
_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
_FIRST = (
    "number", "party", "name", "title", "wording", "text", "plain", "position", "outcome", "notes",
    "owner", "due_on", "state",
)  # fmt: skip
_BETWEEN = " \u00b7 "


class ChangeKind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Section(StrEnum):
    """The part of the minutes that a change lies in."""

    SESSION = "session"
    ATTENDANCE = "attendance"
    ITEMS = "items"
    DECISIONS = "decisions"
    ACTIONS = "actions"
    RAISED = "raised"
    PARKED = "parked"
    ANSWERED = "answered"
    RESTATEMENTS = "restatements"
    REQUESTS = "requests"
    NEXT_SESSION = "next_session"
    DISTRIBUTION = "distribution"
    MATTERS = "matters_arising"
    GOALS = "goals"
    TERMS = "terms"


SURROUNDINGS = frozenset({Section.MATTERS, Section.GOALS, Section.TERMS})
"""What minutes tell of the engagement around their session, and which goes on after it."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `target` is the number of what changed, or its words where it has none.

    `field` is the name of the field in the data, empty where the whole thing came or went;
    `before` and `after` are its text, enumerated values as they stand in the data.
    """

    kind: ChangeKind
    section: Section
    target: str
    title: str
    field: str
    before: str
    after: str


class PieceKind(StrEnum):
    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that stayed, went or came."""

    kind: PieceKind
    text: str


def changes(
    before: Minutes | Mapping[str, Any],
    after: Minutes | Mapping[str, Any],
    *,
    without: Iterable[Section] = SURROUNDINGS,
) -> tuple[Change, ...]:
    """Return what differs, in the order of the paper; equal minutes give nothing.

    Args:
        before: minutes, or their data: the whole document or its `content`.
        without: the parts that are not looked at; by default what goes on around the session.
    """
    old, new, out = _content(before), _content(after), []
    skipped = frozenset(without)
    for part in _PARTS:
        if part.section not in skipped:
            out += _compared(part, old, new)
    return tuple(out)


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Return a text with what went and what came, word by word."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if len(old) + len(new) > _MOST_TOKENS:
        whole = (Piece(PieceKind.GONE, before), Piece(PieceKind.NEW, after))
        return tuple(piece for piece in whole if piece.text)
    found: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Piece(PieceKind.SAME, "".join(old[a:b])))
            continue
        found.append(Piece(PieceKind.GONE, "".join(old[a:b])))
        found.append(Piece(PieceKind.NEW, "".join(new[c:d])))
    return tuple(_calmed([piece for piece in found if piece.text]))


def _calmed(found: Sequence[Piece]) -> Iterator[Piece]:
    """Join changes that only a blank holds apart, so that they read as one."""
    gone = new = ""
    for place, piece in enumerate(found):
        is_blank = piece.kind is PieceKind.SAME and not piece.text.strip()
        if is_blank and (gone or new) and place + 1 < len(found):
            gone, new = gone + piece.text, new + piece.text
        elif piece.kind is PieceKind.GONE:
            gone += piece.text
        elif piece.kind is PieceKind.NEW:
            new += piece.text
        else:
            yield from _both(gone, new)
            gone = new = ""
            yield piece
    yield from _both(gone, new)


def _both(gone: str, new: str) -> Iterator[Piece]:
    if gone:
        yield Piece(PieceKind.GONE, gone)
    if new:
        yield Piece(PieceKind.NEW, new)


# --- the parts of minutes ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Part:
    """How one part is read: its entries, what names one, its words, and what is not compared."""

    section: Section
    entries: Callable[[Entry], list[Entry]]
    keys: tuple[str, ...]
    titles: tuple[str, ...]
    left_out: frozenset[str] = frozenset()


def _content(minutes: Minutes | Mapping[str, Any]) -> Entry:
    data = cast(Entry, minutes if isinstance(minutes, Mapping) else plain(minutes))
    return cast(Entry, data["content"]) if "format" in data and "content" in data else data


def _listed(name: str) -> Callable[[Entry], list[Entry]]:
    return lambda content: list(content.get(name) or ())


def _single(name: str) -> Callable[[Entry], list[Entry]]:
    return lambda content: [content[name]] if content.get(name) else []


def _people(content: Entry) -> list[Entry]:
    """Return everybody with the state in which they are listed."""
    out: list[Entry] = []
    for side in content.get("attendance") or ():
        party = (side.get("party") or {}).get("name", "")
        for state in ("present", "apologies", "absent", "invited"):
            out += [{**each, "party": party, "state": state} for each in side.get(state) or ()]
    return out


def _readers(content: Entry) -> list[Entry]:
    return [{"name": name} for name in content.get("distribution") or ()]


def _touched(content: Entry) -> list[Entry]:
    return [{**each, **each["goal"], "goal": ""} for each in content.get("goals") or ()]


_NUMBER = ("number", "uid")
_PARTS = (
    _Part(Section.SESSION, _single("session"), (), ("number",), frozenset({"used_minutes"})),
    _Part(Section.ATTENDANCE, _people, ("name", "party"), ("name",)),
    _Part(
        Section.ITEMS,
        _listed("items"),
        _NUMBER,
        ("title",),
        frozenset({"decisions", "actions", "used_minutes"}),
    ),
    _Part(Section.DECISIONS, _listed("decisions"), _NUMBER, ("wording",)),
    _Part(Section.ACTIONS, _listed("actions"), _NUMBER, ("text",), frozenset({"uid"})),
    _Part(Section.RAISED, _listed("raised"), (), ("text",)),
    _Part(Section.PARKED, _listed("parked"), (), ("text",)),
    _Part(Section.ANSWERED, _listed("answered"), (), ("text",)),
    _Part(Section.RESTATEMENTS, _listed("restatements"), (), ("about", "topic")),
    _Part(Section.REQUESTS, _listed("requests"), _NUMBER, ("question",)),
    _Part(Section.NEXT_SESSION, _single("next_session"), (), ("number",)),
    _Part(Section.DISTRIBUTION, _readers, ("name",), ("name",)),
    _Part(Section.MATTERS, _listed("matters_arising"), _NUMBER, ("text",), frozenset({"uid"})),
    _Part(Section.GOALS, _touched, ("title",), ("title",)),
    _Part(Section.TERMS, _listed("terms"), ("term",), ("term",)),
)
_SINGLE = frozenset({Section.SESSION, Section.NEXT_SESSION})


# --- which is which ------------------------------------------------------------------------------


def _compared(part: _Part, before: Entry, after: Entry) -> list[Change]:
    old, new = part.entries(before), part.entries(after)
    partner = _partners(part, old, new)
    out: list[Change] = []
    for place, entry in enumerate(new):
        if (other := partner.get(place)) is None:
            out.append(_whole(ChangeKind.ADDED, part, entry))
        else:
            out += _differences(part, old[other], entry)
    taken = set(partner.values())
    gone = [entry for place, entry in enumerate(old) if place not in taken]
    return out + [_whole(ChangeKind.REMOVED, part, entry) for entry in gone]


def _partners(part: _Part, old: Sequence[Entry], new: Sequence[Entry]) -> dict[int, int]:
    """Return, for the places of new entries, the place at which each was before."""
    if part.section in _SINGLE:
        return {0: 0} if old and new else {}
    found: dict[int, int] = {}
    if part.section is Section.ATTENDANCE:
        _match(found, old, new, partial(_said, "name", "party"))
        return found
    for name in part.keys:
        _match(found, old, new, partial(_said, name))
    _match(found, old, new, partial(_title, part))
    if part.keys != part.titles:
        _match_alike(part, found, old, new)
    return found


def _said(*names_and_entry: Any) -> str:
    *names, entry = names_and_entry
    return "\n".join(str(entry.get(name) or "") for name in names)


def _match(
    found: dict[int, int], old: Sequence[Entry], new: Sequence[Entry], key: Callable[[Entry], str]
) -> None:
    """Pair entries of one key that have no partner yet, in their order."""
    taken, waiting = set(found.values()), dict[str, list[int]]()
    for place, entry in enumerate(old):
        if place not in taken and key(entry):
            waiting.setdefault(key(entry), []).append(place)
    for place, entry in enumerate(new):
        if place not in found and (places := waiting.get(key(entry))):
            found[place] = places.pop(0)


def _match_alike(
    part: _Part, found: dict[int, int], old: Sequence[Entry], new: Sequence[Entry]
) -> None:
    """Pair what is left by likeness of its words; numbered things never with another number."""
    taken = set(found.values())
    left = [place for place in range(len(old)) if place not in taken]
    right = [place for place in range(len(new)) if place not in found]
    if len(left) * len(right) > _MOST_COMPARED:
        return
    scores = [(_likeness(part, old[a], new[b]), -b, -a) for a in left for b in right]
    for score, minus_b, minus_a in sorted(scores, reverse=True):
        if score >= _LIKE and -minus_b not in found and -minus_a not in taken:
            found[-minus_b] = -minus_a
            taken.add(-minus_a)


def _likeness(part: _Part, old: Entry, new: Entry) -> float:
    if old.get("number") and new.get("number"):
        return 0.0
    a = set(_TOKEN.findall(_title(part, old)[:_LONGEST].casefold())) - {" "}
    b = set(_TOKEN.findall(_title(part, new)[:_LONGEST].casefold())) - {" "}
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


# --- what differs --------------------------------------------------------------------------------


def _whole(kind: ChangeKind, part: _Part, entry: Entry) -> Change:
    title, target = _title(part, entry), _target(part, entry)
    words = title if part.section not in _SINGLE else _words(entry)
    if part.section is Section.ATTENDANCE:
        words = _words({name: entry.get(name) for name in ("name", "role", "party", "state")})
    is_new = kind is ChangeKind.ADDED
    return Change(kind, part.section, target, title, "", "" if is_new else words, words * is_new)


def _differences(part: _Part, old: Entry, new: Entry) -> Iterator[Change]:
    for name in sorted({*old, *new}, key=_order):
        if name in part.left_out:
            continue
        before, after = _words(old.get(name)), _words(new.get(name))
        if before != after:
            target, title = _target(part, new), _title(part, new)
            yield Change(ChangeKind.CHANGED, part.section, target, title, name, before, after)


def _title(part: _Part, entry: Entry) -> str:
    return next((str(entry[name]) for name in part.titles if entry.get(name)), "")


def _target(part: _Part, entry: Entry) -> str:
    return str(entry.get("number") or "") or _title(part, entry)


def _order(name: str) -> tuple[int, str]:
    """Return where a field stands among others: data has no order of its own."""
    return (_FIRST.index(name) if name in _FIRST else len(_FIRST), name)


def _words(value: object) -> str:
    """Return a value as text: a party by its name, a list line by line."""
    match value:
        case None | "" | False:
            return ""
        case True:
            return "yes"
        case {"name": name, "short_name": _}:
            return str(name)
        case Mapping():
            return _BETWEEN.join(
                filter(None, (_words(value[k]) for k in sorted(value, key=_order)))
            )
        case list() | tuple():
            return "\n".join(filter(None, (_words(each) for each in value)))
    return str(value)
