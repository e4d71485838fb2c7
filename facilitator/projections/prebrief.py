"""What one party reads before a session: how the others see it, and in which words (P7, E2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from facilitator.domain.words import CaptureKind, PointKind
from facilitator.errors import NotThere
from facilitator.projections.actions import ActionShelf
from facilitator.projections.goals import Goals
from facilitator.projections.items import Items
from facilitator.projections.names import Names, item_numbers, load_names
from facilitator.projections.sessions import Sessions, opens_name
from facilitator.projections.terms import Terms
from facilitator.projections.types import ActionEntry, PreBrief, RaisedEntry, SideBrief
from facilitator.queries.answers import UNANSWERED
from facilitator.store import Reader, Row

_NEEDS = (CaptureKind.WANT, CaptureKind.NEED, CaptureKind.CHALLENGE)
_WAITING = f"""
SELECT c.*, k.plain, k.category, k.severity FROM capture c
LEFT JOIN concern k ON k.id = c.id AND c.kind = 'concern'
WHERE c.in_minutes = 1 AND (
  (c.kind = 'concern' AND {UNANSWERED})
  OR (c.kind IN ('want', 'need', 'challenge') AND c.settled_on IS NULL))
ORDER BY c.at, c.id"""
_ASKED = """
SELECT c.* , NULL AS plain, NULL AS category, NULL AS severity FROM question q
JOIN capture c ON c.id = q.id AND c.kind = 'question' AND c.settled_on IS NULL
LEFT JOIN membership m ON m.person_id = q.to_person_id AND m.to_on IS NULL
WHERE q.answer IS NULL AND coalesce(q.to_party_id, m.party_id) = :party
  AND c.party_id IS NOT :party
GROUP BY c.id ORDER BY c.at, c.id"""


def build_prebrief(reader: Reader, session_id: int, party_id: int) -> PreBrief:
    """Return the pre-brief of one party for one session.

    Raises:
        NotThere: there is no such party.
    """
    names = load_names(reader)
    mark = names.party(party_id)
    if mark is None:
        raise NotThere("party", str(party_id))
    sessions = Sessions(reader, names)
    row = sessions.by_id[session_id]
    on = row["starts_local"][:10]
    items = Items(reader, names, [session_id]).of(row, {})
    others = side_briefs(reader, names, on, without=party_id)
    goals = Goals(reader, names, _goal_ids(reader, session_id))
    return PreBrief(
        audience=mark.short_name or mark.name,
        engagement=names.head,
        session=replace(sessions.head(session_id), opens=opens_name(reader, session_id)),
        party=mark,
        items=items,
        goals=tuple(goals.entry(each, on, row["ended_at"]) for each in goals.ids),
        others=others,
        terms=Terms(reader, names).strange_to(party_id, items, others),
        to_explain=_to_explain(reader, party_id),
        questions=tuple(
            raised_entry(each, names, {}) for each in reader.all(_ASKED, {"party": party_id})
        ),
        owed=_owed(reader, names, party_id),
    )


def _goal_ids(reader: Reader, session_id: int) -> list[int]:
    rows = reader.all(
        "SELECT DISTINCT goal_id FROM agenda_item WHERE session_id = ? AND goal_id IS NOT NULL",
        (session_id,),
    )
    return [row["goal_id"] for row in rows]


def side_briefs(
    reader: Reader, names: Names, on: str, without: int | None = None
) -> tuple[SideBrief, ...]:
    """Return how each side at the table on a day sees it, in the order of the parties."""
    points = reader.all("SELECT * FROM party_point ORDER BY position, id")
    waiting = reader.all(_WAITING)
    numbers = item_numbers(reader, names, {row["session_id"] for row in waiting} - {None})
    return tuple(
        _side(names, each, points, [row for row in waiting if row["party_id"] == each], numbers)
        for each in names.parties
        if each != without and not names.has_left(each, on)
    )


def _side(
    names: Names, party_id: int, points: list[Row], rows: list[Row], numbers: dict[int, str]
) -> SideBrief:
    def of(kind: PointKind) -> tuple[str, ...]:
        mine = (row for row in points if row["party_id"] == party_id)
        return tuple(row["text"] for row in mine if row["kind"] == kind)

    return SideBrief(
        party=names.parties[party_id],
        answers_for=of(PointKind.ANSWERS_FOR),
        worries=of(PointKind.WORRY),
        evidence=of(PointKind.EVIDENCE),
        told_how=of(PointKind.TOLD_HOW),
        concerns=_entries(rows, names, numbers, (CaptureKind.CONCERN,)),
        needs=_entries(rows, names, numbers, _NEEDS),
    )


def _entries(
    rows: list[Row], names: Names, numbers: dict[int, str], kinds: Iterable[CaptureKind]
) -> tuple[RaisedEntry, ...]:
    return tuple(
        raised_entry(row, names, numbers) for kind in kinds for row in rows if row["kind"] == kind
    )


def raised_entry(row: Row, names: Names, numbers: dict[int, str]) -> RaisedEntry:
    """Return what was said and waits still; a person is named only where the file says so."""
    shown = names.attribution == "person"
    return RaisedEntry(
        kind=row["kind"],
        text=row["text"],
        plain=row["plain"] or "",
        party=names.party(row["party_id"]),
        person=names.person(row["person_id"]) if shown else "",
        item_number=numbers.get(row["item_id"], ""),
        state="open",
        answer="",
        category=row["category"] or "",
        severity=row["severity"] or "",
    )


def _to_explain(reader: Reader, party_id: int) -> tuple[str, ...]:
    """Return the words that this side used and was asked to put in plain words (L4)."""
    rows = reader.all(
        "SELECT u.word FROM unknown_word u"
        " LEFT JOIN membership m ON m.person_id = u.person_id AND m.to_on IS NULL"
        " WHERE u.state = 'asked' AND coalesce(u.party_id, m.party_id) = ?"
        " GROUP BY u.id ORDER BY u.asked_on, u.id",
        (party_id,),
    )
    return tuple(row["word"] for row in rows)


def _owed(reader: Reader, names: Names, party_id: int) -> tuple[ActionEntry, ...]:
    shelf = ActionShelf(
        reader,
        names,
        "a.state IN ('asked', 'promised') AND a.owner_party_id = :party",
        {"party": party_id},
    )
    return tuple(shelf.entry(row) for row in shelf.rows)
