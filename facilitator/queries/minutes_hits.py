"""Search hits of minutes between the sides: what they are called, and whose minutes they are."""

from __future__ import annotations

from facilitator.queries.hits import Facts
from facilitator.store import Reader

MINUTES_KINDS = frozenset({"minutes_answer", "minutes_objection", "correction"})
_IDS = "IN (SELECT value FROM json_each(:ids))"
_FACTS = f"""
SELECT a.id, coalesce(a.note, a.by_name) AS title, m.session_id, substr(a.at, 1, 10) AS day
  FROM minutes_answer a JOIN minutes m ON m.id = a.minutes_id WHERE a.id {_IDS}
UNION ALL SELECT o.id, o.target || coalesce(': ' || o.note, ''), m.session_id, substr(a.at, 1, 10)
  FROM minutes_objection o JOIN minutes_answer a ON a.id = o.answer_id
  JOIN minutes m ON m.id = a.minutes_id WHERE o.id {_IDS}
UNION ALL SELECT c.id, c.target || ': ' || coalesce(c.after, c.before, c.because, ''),
  m.session_id, substr(c.at, 1, 10)
  FROM correction c JOIN minutes m ON m.id = c.minutes_id WHERE c.id {_IDS}"""


def minutes_facts(reader: Reader, ids: str) -> dict[int, Facts]:
    """Return what is known of answers, objections and corrections."""
    return {
        row["id"]: Facts(row["title"] or "", row["session_id"], "", row["day"] or "")
        for row in reader.all(_FACTS, {"ids": ids})
    }
