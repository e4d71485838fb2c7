"""The run book of one session: the agenda with all that only the facilitator may see (P7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from facilitator.domain.words import Disclosure, Purpose, TermRelation
from facilitator.projections.actions import ActionShelf
from facilitator.projections.agenda import build_agenda
from facilitator.projections.moments import later
from facilitator.projections.names import IN_LIST, Names, id_list, load_names
from facilitator.projections.prebrief import side_briefs
from facilitator.projections.run_book_papers import (
    FloorShare,
    MethodCard,
    ReturnLine,
    RunBook,
    RunItem,
    RunSide,
    SealedLine,
)
from facilitator.projections.terms import Terms
from facilitator.projections.types import ActionEntry, Agenda
from facilitator.queries.carry_over import carry_over
from facilitator.queries.engagement import day_of
from facilitator.queries.primers import methods
from facilitator.queries.speaking import LAST, balance
from facilitator.store import Reader, Row

AUDIENCE = "facilitator"
_MOST_NOTES, _MOST_RETURNS, _MOST_WORDS, _MOST_METHODS = 8, 12, 6, 2
_ITEMS = """
SELECT i.id, i.length_s, i.is_not_clear, i.papers_wanted, p.text AS prep, q.text AS prompt,
  EXISTS (SELECT 1 FROM paper a WHERE a.item_id = i.id) AS has_papers
FROM agenda_item i LEFT JOIN sealed_prep p ON p.item_id = i.id
LEFT JOIN sealed_prompt q ON q.item_id = i.id
WHERE i.session_id = ? ORDER BY i.position, i.id"""
# Released words stand in a statement of their own; what has expired is no longer there to be used.
_NOTES = f"""
SELECT n.*, coalesce(n.party_id, t.with_party_id) AS side,
  coalesce(n.person_id, t.with_person_id) AS who, coalesce(t.at_local, n.at) AS told_at
FROM sealed_note n LEFT JOIN sealed_session t ON t.id = n.sealed_session_id
WHERE n.disclosure <> '{Disclosure.RELEASED}' AND (n.expires_on IS NULL OR n.expires_on > :today)
ORDER BY told_at DESC, n.id DESC"""


def build_run_book(reader: Reader, session_id: int) -> RunBook:
    """Return the run book of a session; nobody but its facilitator may see it."""
    names = load_names(reader)
    agenda = build_agenda(reader, session_id)
    session = reader.one("SELECT * FROM session WHERE id = ?", (session_id,)) or {}
    on = session["starts_local"][:10]
    rows = reader.all(_ITEMS, (session_id,))
    notes = _notes(reader, names, session_id, {row["id"] for row in rows})
    floor, heard = _floor(reader, names)
    returns = carry_over(reader, session_id).candidates if session["state"] == "planned" else ()
    return RunBook(
        audience=AUDIENCE,
        engagement=agenda.engagement,
        session=agenda.session,
        invited=agenda.invited,
        items=tuple(_items(Terms(reader, names), session, agenda, rows, notes.of_items)),
        notes=tuple(notes.of_session),
        sides=_sides(reader, names, on, notes.of_sides),
        floor=floor,
        floor_sessions=heard,
        returns=tuple(
            ReturnLine(each.title, each.why, each.since, each.label, each.party, each.is_serious)
            for each in returns[:_MOST_RETURNS]
        ),
        more_returns=max(0, len(returns) - _MOST_RETURNS),
        methods=_methods(reader, agenda),
        primers=agenda.primers,
        agreements=agenda.agreements,
        goals=agenda.goals,
        terms=agenda.terms,
    )


def _items(
    terms: Terms,
    session: Row,
    agenda: Agenda,
    rows: Sequence[Row],
    notes: defaultdict[int, list[SealedLine]],
) -> Iterable[RunItem]:
    gone_s = 0
    for row, item in zip(rows, agenda.items, strict=True):
        gone_s += row["length_s"]
        used = terms.used_in(item)
        yield RunItem(
            item=item,
            ends=later(session["starts_local"], session["zone"], gone_s),
            preparation=row["prep"] or "",
            prompt=row["prompt"] or "",
            notes=tuple(notes[row["id"]]),
            words=tuple(_watch(each.term, each.relation) for each in used[:_MOST_WORDS]),
            is_not_clear=bool(row["is_not_clear"]),
            waits_for="" if row["has_papers"] else row["papers_wanted"] or "",
        )


def _watch(term: str, relation: str) -> str:
    return f"{term} (one word, two things)" if relation == TermRelation.ONE_WORD else term


class _Notes:
    """Sealed notes by where they belong: the session, an item of it, a side at the table."""

    def __init__(self) -> None:
        self.of_session: list[SealedLine] = []
        self.of_items: defaultdict[int, list[SealedLine]] = defaultdict(list)
        self.of_sides: defaultdict[int, list[SealedLine]] = defaultdict(list)


def _notes(reader: Reader, names: Names, session_id: int, items: set[int]) -> _Notes:
    """Return what was noted on this session and on the sides; of other sessions' items nothing."""
    today = day_of(reader).isoformat()
    found = _Notes()
    for row in reader.all(_NOTES, {"today": today}):
        line = SealedLine(
            text=row["text"],
            disclosure=row["disclosure"],
            guidance=row["guidance"] or "",
            party=names.party(row["side"]),
            person=names.person(row["who"]),
            on=row["told_at"][:10],
        )
        if row["item_id"] in items:
            found.of_items[row["item_id"]].append(line)
        elif row["session_id"] == session_id:
            found.of_session.append(line)
        elif row["side"] in names.parties:
            found.of_sides[row["side"]].append(line)
    return found


def _sides(
    reader: Reader, names: Names, on: str, notes: defaultdict[int, list[SealedLine]]
) -> tuple[RunSide, ...]:
    here = [each for each in names.parties if not names.has_left(each, on)]
    owed = _owed(reader, names, here)
    return tuple(
        RunSide(
            brief=brief,
            notes=tuple(notes[party_id][:_MOST_NOTES]),
            more_notes=max(0, len(notes[party_id]) - _MOST_NOTES),
            owes=tuple(owed[party_id]),
        )
        for party_id, brief in zip(here, side_briefs(reader, names, on), strict=True)
    )


def _owed(
    reader: Reader, names: Names, party_ids: Iterable[int]
) -> defaultdict[int, list[ActionEntry]]:
    shelf = ActionShelf(
        reader,
        names,
        f"a.state IN ('asked', 'promised') AND a.owner_party_id {IN_LIST}",
        (id_list(party_ids),),
    )
    out: defaultdict[int, list[ActionEntry]] = defaultdict(list)
    for row in shelf.rows:
        out[row["owner_party_id"]].append(shelf.entry(row))
    for entries in out.values():
        entries.sort(key=lambda one: one.due_on or "9999")
    return out


def _floor(reader: Reader, names: Names) -> tuple[tuple[FloorShare, ...], int]:
    """Return how the floor was shared lately, per side, and over how many sessions."""
    known = balance(reader, LAST)
    shares = tuple(
        FloorShare(mark, each.percent)
        for each in known.sides
        if (mark := names.party(each.party_id)) is not None
    )
    return shares, len(known.sessions)


def _methods(reader: Reader, agenda: Agenda) -> tuple[MethodCard, ...]:
    """Return the cards of the methods used most here, where something is to be decided."""
    if not any(item.purpose == Purpose.DECIDE for item in agenda.items):
        return ()
    rows = reader.all(
        "SELECT method, count(*) AS n FROM decision GROUP BY method"
        " ORDER BY n DESC, method LIMIT ?",
        (_MOST_METHODS,),
    )
    wanted = [row["method"] for row in rows] or ["consent"]
    cards = {each.title.casefold().replace(" ", "_"): each for each in methods()}
    return tuple(
        MethodCard(cards[each].title, cards[each].text) for each in wanted if each in cards
    )
