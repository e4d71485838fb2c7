"""One goal with everything that was linked to it (G1 in its simple form, G6)."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.queries.actions import ActionRow, actions_of_goal
from facilitator.queries.decisions import DecisionRow, HistoryRow, decisions_of_goal, history
from facilitator.queries.numbers import session_labels
from facilitator.queries.together import GoalCard, goal_cards
from facilitator.store import Reader


@dataclass(frozen=True, slots=True)
class LinkedItem:
    """An agenda item on the way to a goal; `session_label` is empty in the backlog."""

    id: int
    title: str
    state: str
    session_id: int | None
    session_label: str
    session_state: str
    day: str
    minutes: int


@dataclass(frozen=True, slots=True)
class GoalDetail:
    """A goal, what is linked to it, and what its state and due day were before."""

    card: GoalCard
    items: tuple[LinkedItem, ...]
    decisions: tuple[DecisionRow, ...]
    actions: tuple[ActionRow, ...]
    history: tuple[HistoryRow, ...]


def goal_count(reader: Reader) -> int:
    """Return how many goals there are, done and dropped ones too."""
    return int(reader.value("SELECT count(*) FROM goal") or 0)


def goal_detail(reader: Reader, goal_id: int) -> GoalDetail | None:
    """Return one goal, or None where it was deleted."""
    card = next((card for card in goal_cards(reader) if card.id == goal_id), None)
    if card is None:
        return None
    return GoalDetail(
        card,
        tuple(_items(reader, goal_id)),
        tuple(decisions_of_goal(reader, goal_id)),
        tuple(actions_of_goal(reader, goal_id)),
        history(reader, goal_id),
    )


def _items(reader: Reader, goal_id: int) -> list[LinkedItem]:
    labels = session_labels(reader)
    rows = reader.all(
        "SELECT i.id, i.title, i.state, i.session_id, i.used_s, s.state AS session_state,"
        " s.starts_local FROM agenda_item i LEFT JOIN session s ON s.id = i.session_id"
        " WHERE i.goal_id = ? ORDER BY s.starts_local DESC, i.position, i.id",
        (goal_id,),
    )
    return [
        LinkedItem(
            row["id"],
            row["title"],
            row["state"],
            row["session_id"],
            labels[row["session_id"]].label if row["session_id"] in labels else "",
            row["session_state"] or "",
            (row["starts_local"] or "")[:10],
            (row["used_s"] or 0) // 60,
        )
        for row in rows
    ]
