"""Decisions as paper shows them: exact words, reasons, each side's position (D1)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Any

from facilitator.projections.names import IN_LIST, Names, id_list
from facilitator.projections.restatements import saybacks_of_decisions
from facilitator.projections.types import DecisionEntry, OptionLine, PartyPosition
from facilitator.queries.numbers import capture_label, decision_label
from facilitator.store import Reader, Row

_DECISIONS = """
SELECT c.id, c.session_id, c.item_id, c.goal_id, c.text, d.wording, d.plain, d.context, d.because,
  d.consequences, d.method, d.method_note, d.decider_id, d.state, d.decided_on, d.review_on,
  n.year, n.n, o.year AS old_year, o.n AS old_n, w.year AS new_year, w.n AS new_n
FROM capture c LEFT JOIN decision d ON d.id = c.id
LEFT JOIN session s ON s.id = c.session_id
LEFT JOIN issued_number n ON n.kind = 'decision' AND n.row_id = c.id
LEFT JOIN issued_number o ON o.kind = 'decision' AND o.row_id = d.supersedes_id
LEFT JOIN decision f ON f.supersedes_id = c.id AND d.state = 'superseded'
  AND f.state IN ('agreed', 'agreed_to_differ', 'superseded')
LEFT JOIN issued_number w ON w.kind = 'decision' AND w.row_id = f.id
WHERE c.kind = 'decision' AND {where}
ORDER BY substr(coalesce(s.starts_local, c.at), 1, 10), s.id IS NULL, s.starts_local, c.at, c.id"""


@dataclass(frozen=True, slots=True)
class PlacedDecision:
    """A decision with the session and the item under which it was taken."""

    session_id: int | None
    item_id: int | None
    entry: DecisionEntry


def decisions_of(
    reader: Reader, names: Names, items: dict[int, str], where: str = "true", *params: Any
) -> list[PlacedDecision]:
    """Read decisions, oldest session first; `where` speaks of the capture `c`."""
    found = reader.all(_DECISIONS.format(where=where), params)
    rows = list({row["id"]: row for row in found}.values())
    ids = id_list(row["id"] for row in rows)
    options = _options(reader, ids)
    positions = _positions(reader, names, ids)
    restated = saybacks_of_decisions(reader, names, (row["id"] for row in rows))
    return [
        PlacedDecision(
            row["session_id"],
            row["item_id"],
            replace(
                _entry(row, names, items, tuple(options[row["id"]]), tuple(positions[row["id"]])),
                restatements=tuple(restated.get(row["id"], ())),
            ),
        )
        for row in rows
    ]


def _entry(
    row: Row,
    names: Names,
    items: dict[int, str],
    options: tuple[OptionLine, ...],
    positions: tuple[PartyPosition, ...],
) -> DecisionEntry:
    return DecisionEntry(
        number=capture_label("decision", row["year"], row["n"]),
        wording=row["wording"] or row["text"],
        plain=row["plain"] or "",
        context=row["context"] or "",
        because=row["because"] or "",
        consequences=row["consequences"] or "",
        method=row["method"] or "consent",
        method_note=row["method_note"] or "",
        decider=names.person(row["decider_id"]),
        state=row["state"] or "proposed",
        decided_on=row["decided_on"] or "",
        review_on=row["review_on"] or "",
        goal=names.goal(row["goal_id"]),
        item_number=items.get(row["item_id"], ""),
        session_number=names.session(row["session_id"]),
        options=options,
        positions=positions,
        supersedes=_number(row["old_year"], row["old_n"]),
        superseded_by=_number(row["new_year"], row["new_n"]),
    )


def _number(year: int | None, n: int | None) -> str:
    return "" if year is None or n is None else decision_label(year, n)


def _options(reader: Reader, ids: str) -> defaultdict[int, list[OptionLine]]:
    out: defaultdict[int, list[OptionLine]] = defaultdict(list)
    for row in reader.all(
        "SELECT decision_id, text, effect, is_chosen FROM decision_option"
        f" WHERE decision_id {IN_LIST} ORDER BY decision_id, position, id",
        (ids,),
    ):
        line = OptionLine(row["text"], row["effect"] or "", bool(row["is_chosen"]))
        out[row["decision_id"]].append(line)
    return out


def _positions(reader: Reader, names: Names, ids: str) -> defaultdict[int, list[PartyPosition]]:
    """Return each side's position and consideration, in the order of the parties."""
    said = {
        (row["decision_id"], row["party_id"]): row
        for row in reader.all(
            "SELECT decision_id, party_id, position, reason FROM decision_position"
            f" WHERE decision_id {IN_LIST} ORDER BY id",
            (ids,),
        )
    }
    heard = {
        (row["row_id"], row["party_id"]): row
        for row in reader.all(
            "SELECT row_id, party_id, text, passed_reason FROM consideration"
            f" WHERE row_id {IN_LIST} ORDER BY id",
            (ids,),
        )
    }
    out: defaultdict[int, list[PartyPosition]] = defaultdict(list)
    order = {party: place for place, party in enumerate(names.parties)}
    for key in sorted(said.keys() | heard.keys(), key=lambda key: (key[0], order.get(key[1], 0))):
        if mark := names.party(key[1]):
            position, words = said.get(key, {}), heard.get(key, {})
            out[key[0]].append(
                PartyPosition(
                    party=mark,
                    position=position.get("position") or "not_heard",
                    reason=position.get("reason") or "",
                    consideration=words.get("text") or "",
                    passed_reason=words.get("passed_reason") or "",
                )
            )
    return out


def without_reasons(entry: DecisionEntry) -> DecisionEntry:
    """Return a decision as the style “decisions” prints it."""
    return replace(entry, context="", because="", restatements=())
