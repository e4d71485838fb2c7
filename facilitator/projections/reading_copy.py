"""The minutes as one side's own copy: its open actions first, the others' words explained (M3, L7).

Made from the joint minutes alone, so that both say the same: nothing is added, no decision and no
action is left out. What differs is what comes first, and which words are explained.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from facilitator.domain.words import ActionState, CaptureKind, SaybackPart, TermRelation
from facilitator.errors import NotThere
from facilitator.projections.common_ground import RestatementEntry, TermEntry
from facilitator.projections.glosses import glosses
from facilitator.projections.names import Names, load_names
from facilitator.projections.people import Attendances
from facilitator.projections.types import ActionEntry, Minutes, PartyMark, RaisedEntry, Reading
from facilitator.store import Reader

_OWED = (ActionState.ASKED, ActionState.PROMISED)
_LAST_DAY = "9999"


def party_of(audience: str) -> int | None:
    """Return the id in an audience such as `party:17`, None for any other."""
    kind, _, key = audience.partition(":")
    return int(key) if kind == "party" and key.isdecimal() else None


def reading_copy(reader: Reader, joint: Minutes, session_id: int, party_id: int) -> Minutes:
    """Return the joint minutes of a session as the copy of one side.

    Raises:
        NotThere: there is no such party.
    """
    names = load_names(reader)
    mark = names.party(party_id)
    if mark is None:
        raise NotThere("party", str(party_id))
    strange = _strange(joint.terms, _owned(reader, party_id))
    reading = Reading(
        party=mark,
        **_actions(joint, mark, _asking(reader, mark, party_id)),
        questions=_questions(reader, joint, session_id, party_id),
        understood=tuple(_understood(joint, mark)),
        glosses=glosses(strange, replace(joint, terms=())),
    )
    return replace(
        joint,
        audience=f"party:{mark.name}",
        distribution=_readers(reader, names, session_id, party_id),
        terms=strange,
        reading=reading,
    )


def _strange(terms: Iterable[TermEntry], owned: set[str]) -> tuple[TermEntry, ...]:
    """Return false friends, then the words that a side does not own."""
    return tuple(
        each for each in terms if each.relation == TermRelation.ONE_WORD or each.term not in owned
    )


def _owned(reader: Reader, party_id: int) -> set[str]:
    rows = reader.all(
        "SELECT t.term FROM term t JOIN term_party p ON p.term_id = t.id"
        " WHERE p.party_id = ? AND p.owns = 1",
        (party_id,),
    )
    return {row["term"] for row in rows}


def _asking(reader: Reader, mark: PartyMark, party_id: int) -> set[str]:
    """Return the names under which a side asks for something: its own and its people's."""
    rows = reader.all(
        "SELECT p.name FROM person p JOIN membership m ON m.person_id = p.id WHERE m.party_id = ?",
        (party_id,),
    )
    return {mark.name, mark.short_name, *(row["name"] for row in rows)}


def _actions(
    joint: Minutes, mark: PartyMark, asking: set[str]
) -> dict[str, tuple[ActionEntry, ...]]:
    every = sorted(
        (*joint.actions, *joint.matters_arising),
        key=lambda one: (one.due_on or _LAST_DAY, not one.due_is_next),
    )
    theirs = [one for one in every if one.owner_party != mark and one.asked_by in asking]
    return {
        "promised": tuple(one for one in every if one.owner_party == mark and one.state in _OWED),
        "to_accept": tuple(one for one in theirs if one.state == ActionState.DELIVERED),
        "expected": tuple(one for one in theirs if one.state in _OWED),
    }


def _questions(
    reader: Reader, joint: Minutes, session_id: int, party_id: int
) -> tuple[RaisedEntry, ...]:
    """Return the questions of this session that others asked this side, not answered yet."""
    asked = {
        row["text"]
        for row in reader.all(
            "SELECT c.text FROM question q JOIN capture c ON c.id = q.id"
            " LEFT JOIN membership m ON m.person_id = q.to_person_id AND m.to_on IS NULL"
            " WHERE c.session_id = ? AND q.answer IS NULL AND c.settled_on IS NULL"
            " AND coalesce(q.to_party_id, m.party_id) = ?",
            (session_id, party_id),
        )
    }
    return tuple(
        one for one in joint.raised if one.kind == CaptureKind.QUESTION and one.text in asked
    )


def _understood(joint: Minutes, mark: PartyMark) -> Iterable[RestatementEntry]:
    """Yield how others said this side's words back, then how they restated the decisions."""
    for one in joint.restatements:
        said = next((each.party for each in one.versions if each.part == SaybackPart.SAID), None)
        if said == mark and _is_by_others(one, mark):
            yield one
    for decision in joint.decisions:
        yield from (one for one in decision.restatements if _is_by_others(one, mark))


def _is_by_others(one: RestatementEntry, mark: PartyMark) -> bool:
    """Tell whether somebody else put it in other words."""
    return any(
        each.party is not None and each.party != mark
        for each in one.versions
        if each.part != SaybackPart.SAID or one.about
    )


def _readers(reader: Reader, names: Names, session_id: int, party_id: int) -> tuple[str, ...]:
    """Return who of this side gets the copy."""
    row = reader.one("SELECT * FROM session WHERE id = ?", (session_id,))
    return () if row is None else Attendances(reader, names, [session_id]).readers(row, party_id)
