"""Search hits of the communication plan: what they are called, and the target on its page."""

from __future__ import annotations

from facilitator.queries.hits import Facts
from facilitator.store import Reader

_IDS = "IN (SELECT value FROM json_each(:ids))"
_FACTS = f"""
SELECT id, title AS title, NULL AS session_id, NULL AS day FROM series WHERE id {_IDS}
UNION ALL SELECT id, coalesce(purpose, participants, contact_between, escalation), NULL, NULL
  FROM plan WHERE id {_IDS}
UNION ALL SELECT id, because, NULL, substr(starts_local, 1, 10) FROM rhythm WHERE id {_IDS}
UNION ALL SELECT id, reason, NULL, made_on FROM advice WHERE id {_IDS}
UNION ALL SELECT id, reason, NULL, substr(original_local, 1, 10) FROM series_exception
  WHERE id {_IDS}
UNION ALL SELECT id, title, session_id, opened_on FROM incident WHERE id {_IDS}
UNION ALL SELECT r.id, r.note, r.session_id, substr(s.starts_local, 1, 10)
  FROM closing_round r JOIN session s ON s.id = r.session_id WHERE r.id {_IDS}"""
# the tab a kind leads to, and what of its own row makes the target there
_WAYS: dict[str, tuple[str, str, tuple[tuple[str, str], ...]]] = {
    "series": ("rhythm", "series", (("series_id", "id"),)),
    "rhythm": ("rhythm", "rhythm", (("series_id", "series_id"),)),
    "series_exception": (
        "calendar", "series_exception",
        (("series_id", "series_id"), ("original", "original_local")),
    ),
    "advice": ("rhythm", "advice", (("advice_id", "id"),)),
    "incident": ("rhythm", "incident", (("incident_id", "id"),)),
    "closing_round": ("balance", "closing_round", (("session_id", "session_id"),)),
    "plan": ("written", "plan", ()),
}  # fmt: skip
PLAN_KINDS = frozenset(_WAYS)


def plan_facts(reader: Reader, ids: str) -> dict[int, Facts]:
    """Return what is known of series, rhythms, dates, advice, incidents and closing rounds."""
    return {
        row["id"]: Facts(row["title"] or "", row["session_id"], "", row["day"] or "")
        for row in reader.all(_FACTS, {"ids": ids})
    }


def plan_target(reader: Reader, kind: str, row_id: int) -> dict[str, object]:
    """Return the target of the plan page that shows a hit; of one that was deleted, its tab."""
    tab, table, columns = _WAYS[kind]
    row = reader.one(f"SELECT * FROM {table} WHERE id = ?", (row_id,))
    if row is None:
        return {"tab": tab}
    return {"tab": tab, **{name: row[column] for name, column in columns}}
