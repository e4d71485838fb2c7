"""What answered a concern, as lists and paper tell it: by what, and whether it stands (C1)."""

from __future__ import annotations

from facilitator.queries.numbers import capture_label
from facilitator.store import Row

# For a query in which `k` is the concern: what `told_answer` reads.
ANSWERED_BY = """LEFT JOIN capture w ON w.id = k.answered_by_id
LEFT JOIN decision wd ON wd.id = w.id AND w.kind = 'decision'
LEFT JOIN action wa ON wa.id = w.id AND w.kind = 'action'
LEFT JOIN issued_number n ON n.row_id = k.answered_by_id AND n.kind IN ('decision', 'action')
  AND (w.id IS NULL OR w.kind NOT IN ('decision', 'action') OR n.kind = w.kind)"""
ANSWER_COLUMNS = """k.answered_by_id, k.answer_words, w.kind AS by_kind,
  coalesce(wd.state, wa.state) AS by_state, n.kind AS answer_kind, n.year, n.n"""

# Of `concern k`: open, or what answered it is gone, of another kind, rejected, declined or dropped.
# A decision that another one replaced goes on answering in that one.
UNANSWERED = """(k.state = 'open' OR (k.state = 'answered' AND k.answered_by_id IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM capture w JOIN decision d ON d.id = w.id
    WHERE w.id = k.answered_by_id AND w.kind = 'decision'
    AND (d.state NOT IN ('rejected', 'superseded') OR EXISTS (SELECT 1 FROM decision r
      WHERE r.supersedes_id = d.id AND r.state <> 'rejected')))
  AND NOT EXISTS (SELECT 1 FROM capture w JOIN action a ON a.id = w.id
    WHERE w.id = k.answered_by_id AND w.kind = 'action'
    AND a.state NOT IN ('declined', 'dropped'))))"""

_NAMES = {"decision": "a decision", "action": "an action"}
_WAITING = ("proposed", "deferred")
_FELL = {
    "rejected": "which was rejected",
    "declined": "which was declined",
    "dropped": "which was dropped",
    "deleted": "which was deleted",
    "changed": "which is something else now",
}


def has_fallen(row: Row) -> bool:
    """Tell whether what answered a concern was deleted, changed, rejected, declined or dropped."""
    return row["answered_by_id"] is not None and _state(row) in _FELL


def _state(row: Row) -> str:
    if row["by_kind"] is None:
        return "deleted"
    if row["by_kind"] not in _NAMES:
        return "changed"
    return row["by_state"] or ""


def told_answer(row: Row) -> str:
    """Return “D-2026-004”, with what keeps it from being an answer: not agreed yet, rejected…"""
    if row["answered_by_id"] is None:
        return ""
    kind, state = row["by_kind"], _state(row)
    number = capture_label(row["answer_kind"] or "", row["year"], row["n"])
    name = number or _NAMES.get(kind or "", "something")
    if state in _FELL:
        return f"{name}, {_FELL[state]}"
    if state == "superseded":
        return f"{name}, which was replaced"
    return f"{name}, not agreed yet" if kind == "decision" and state in _WAITING else number
