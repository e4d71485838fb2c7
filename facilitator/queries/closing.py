"""Before everybody leaves: what is missing, what goes into the minutes (V6, closing)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from facilitator.queries.running import CaptureRow, captures
from facilitator.store import Reader


@dataclass(frozen=True, slots=True)
class Missing:
    """One gap that can still be settled in the room.

    `why` is unheard (a decision lacks a party's consideration; `party_id` says whose), owner, due,
    asked_by, outcome (an item that was discussed has none), question, sayback, not_clear.
    `state` is that of a say-it-back, whose `party` is the one that explained it.
    """

    why: str
    row_id: int
    label: str
    text: str
    party_id: int | None
    party: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class Closing:
    missing: tuple[Missing, ...]
    decisions: tuple[CaptureRow, ...]
    actions: tuple[CaptureRow, ...]
    others: tuple[tuple[str, int], ...]
    items: int
    items_reached: int
    items_with_outcome: int
    papers: int
    new_by_party: tuple[tuple[int, str, str, int, int], ...]


def closing(reader: Reader, session_id: int) -> Closing:
    """Return what closing this session would write, and what it lacks."""
    said = list(reversed(captures(reader, session_id)))
    items = reader.all(
        "SELECT i.id, i.title, i.outcome, i.state, i.is_not_clear, EXISTS (SELECT 1 FROM"
        " clock_event e WHERE e.item_id = i.id) AS was_on_table FROM agenda_item i"
        " WHERE i.session_id = ? ORDER BY i.position, i.id",
        (session_id,),
    )
    reached = [row for row in items if row["was_on_table"] or row["state"] == "done"]
    missing = [*_decisions(reader, session_id), *_actions(reader, session_id)]
    for row in reached:
        if row["is_not_clear"]:
            missing.append(Missing("not_clear", row["id"], "", row["title"], None, ""))
        if not row["outcome"]:
            missing.append(Missing("outcome", row["id"], "", row["title"], None, ""))
    missing += [_asked(reader, each) for each in said if _is_asked(each)]
    counted = Counter(each.kind for each in said if each.kind not in ("decision", "action"))
    return Closing(
        tuple(missing),
        tuple(each for each in said if each.kind == "decision"),
        tuple(each for each in said if each.kind == "action"),
        tuple(counted.items()),
        len(items),
        len(reached),
        sum(bool(row["outcome"]) for row in items),
        int(
            reader.value(
                "SELECT count(*) FROM paper p JOIN agenda_item i ON i.id = p.item_id"
                " WHERE i.session_id = ?",
                (session_id,),
            )
        ),
        _owed(reader, session_id),
    )


def _is_asked(each: CaptureRow) -> bool:
    return each.kind in ("question", "sayback") and not each.settled_on


def _asked(reader: Reader, each: CaptureRow) -> Missing:
    if each.kind == "question":
        return Missing("question", each.id, "", each.text, each.party_id, each.party)
    row = reader.one(
        "SELECT s.state, s.topic, p.id AS party_id, coalesce(p.short_name, p.name) AS party"
        " FROM sayback s LEFT JOIN party p ON p.id = s.explained_by_party_id WHERE s.id = ?",
        (each.id,),
    ) or {"state": "open", "topic": None, "party_id": None, "party": None}
    words = row["topic"] or each.text
    return Missing("sayback", each.id, "", words, row["party_id"], row["party"] or "", row["state"])


def _decisions(reader: Reader, session_id: int) -> list[Missing]:
    rows = reader.all(
        "SELECT c.id, c.text, y.id AS party_id, coalesce(y.short_name, y.name) AS party"
        " FROM capture c JOIN decision d ON d.id = c.id JOIN party y ON y.archived_on IS NULL"
        " LEFT JOIN consideration k ON k.row_id = c.id AND k.party_id = y.id"
        " WHERE c.session_id = ? AND c.kind = 'decision' AND d.state = 'proposed'"
        " AND k.id IS NULL ORDER BY c.id, y.position",
        (session_id,),
    )
    return [
        Missing("unheard", row["id"], "", row["text"], row["party_id"], row["party"])
        for row in rows
    ]


def _actions(reader: Reader, session_id: int) -> list[Missing]:
    out = []
    for row in reader.all(
        "SELECT c.id, c.text, a.owner_id, a.due_on, a.due_rule, a.asked_by_party_id FROM capture c"
        " JOIN action a ON a.id = c.id WHERE c.session_id = ? AND c.kind = 'action'"
        " AND a.state IN ('asked', 'promised', 'delivered') ORDER BY c.id",
        (session_id,),
    ):
        gaps = {
            "owner": row["owner_id"] is None,
            "due": row["due_on"] is None and row["due_rule"] is None,
            "asked_by": row["asked_by_party_id"] is None,
        }
        out += [
            Missing(why, row["id"], "", row["text"], None, "") for why, gap in gaps.items() if gap
        ]
    return out


def _owed(reader: Reader, session_id: int) -> tuple[tuple[int, str, str, int, int], ...]:
    """Return (party id, party, colour, open obligations, of these new today)."""
    rows = reader.all(
        "SELECT y.id, coalesce(y.short_name, y.name) AS party, y.colour, count(c.id) AS open,"
        " coalesce(sum(c.session_id = ?), 0) AS new FROM party y"
        " LEFT JOIN action a ON a.owner_party_id = y.id AND a.state IN ('asked', 'promised')"
        " LEFT JOIN capture c ON c.id = a.id AND c.kind = 'action'"
        " WHERE y.archived_on IS NULL GROUP BY y.id ORDER BY y.position",
        (session_id,),
    )
    return tuple((row["id"], row["party"], row["colour"], row["open"], row["new"]) for row in rows)
