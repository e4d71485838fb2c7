"""Search hits of common ground: what they are called, and the target on the goals page."""

from __future__ import annotations

from facilitator.queries.hits import Facts
from facilitator.store import Reader

_IDS = "IN (SELECT value FROM json_each(:ids))"
_FACTS = f"""
SELECT id, title AS title, NULL AS day FROM tension WHERE id {_IDS}
UNION ALL SELECT id, objective, NULL FROM tension_end WHERE id {_IDS}
UNION ALL SELECT id, title, NULL FROM tradeoff WHERE id {_IDS}
UNION ALL SELECT id, title, NULL FROM tradeoff_option WHERE id {_IDS}
UNION ALL SELECT id, name, NULL FROM budget_line WHERE id {_IDS}
UNION ALL SELECT id, text, agreed_on FROM agreed_fact WHERE id {_IDS}
UNION ALL SELECT id, title, coalesce(done_on, due_on) FROM milestone WHERE id {_IDS}
UNION ALL SELECT p.id, g.title, p.accepted_on FROM goal_party p JOIN goal g ON g.id = p.goal_id
  WHERE p.id {_IDS}"""
# the target a kind leads to, and the column of its own table that holds it
_WAYS = {
    "tension": ("tension_id", "tension", "id"),
    "tension_end": ("tension_id", "tension_end", "tension_id"),
    "tradeoff": ("tradeoff_id", "tradeoff", "id"),
    "tradeoff_option": ("tradeoff_id", "tradeoff_option", "tradeoff_id"),
    "budget_line": ("line_id", "budget_line", "id"),
    "agreed_fact": ("fact_id", "agreed_fact", "id"),
    "milestone": ("goal_id", "milestone", "goal_id"),
    "goal_side": ("goal_id", "goal_party", "goal_id"),
}
GROUND_KINDS = frozenset(_WAYS)


def ground_facts(reader: Reader, ids: str) -> dict[int, Facts]:
    """Return what is known of tensions, trade-offs, money, facts, milestones and sides of goals."""
    return {
        row["id"]: Facts(row["title"], None, "", row["day"] or "")
        for row in reader.all(_FACTS, {"ids": ids})
    }


def ground_target(reader: Reader, kind: str, row_id: int) -> dict[str, object]:
    """Return the target of the goals page that shows a hit; empty where it was deleted."""
    name, table, column = _WAYS[kind]
    found = reader.value(f"SELECT {column} FROM {table} WHERE id = ?", (row_id,))
    return {} if found is None else {name: found}
