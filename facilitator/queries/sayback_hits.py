"""What a found version of a say-it-back or a found primer is called, and where it is shown."""

from __future__ import annotations

from facilitator.queries.hits import Facts
from facilitator.store import Reader

_IDS = "IN (SELECT value FROM json_each(:ids))"
_FACTS = f"""
SELECT v.id, coalesce(t.term, s.topic, c.text) AS title, c.session_id, substr(v.at, 1, 10) AS day
  FROM sayback_version v JOIN sayback s ON s.id = v.sayback_id JOIN capture c ON c.id = s.id
  LEFT JOIN term t ON t.id = s.about_id AND s.about_kind = 'term' WHERE v.id {_IDS}
UNION ALL SELECT p.id, p.title, p.session_id, substr(s.starts_local, 1, 10)
  FROM primer p JOIN session s ON s.id = p.session_id WHERE p.id {_IDS}"""


def sayback_facts(reader: Reader, ids: str) -> dict[int, Facts]:
    """Return what is known of versions and primers; a version is called as what it is about."""
    return {
        row["id"]: Facts(row["title"], row["session_id"], "", row["day"] or "")
        for row in reader.all(_FACTS, {"ids": ids})
    }


def sayback_of(reader: Reader, version_id: int) -> int | None:
    """Return the say-it-back of a version, None where it is gone."""
    found = reader.value("SELECT sayback_id FROM sayback_version WHERE id = ?", (version_id,))
    return int(found) if found is not None else None


def session_of_primer(reader: Reader, primer_id: int) -> int | None:
    """Return the session of a primer, None where it is gone."""
    found = reader.value("SELECT session_id FROM primer WHERE id = ?", (primer_id,))
    return int(found) if found is not None else None
