"""What a search hit is called and where it belongs, read for all hits at once."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.queries.numbers import capture_label, item_label, session_label, session_labels
from facilitator.store import Reader

_IDS = "IN (SELECT value FROM json_each(:ids))"


@dataclass(frozen=True, slots=True)
class Facts:
    title: str
    session_id: int | None = None
    number: str = ""
    on: str = ""


def capture_facts(reader: Reader, ids: str) -> dict[int, Facts]:
    """Return what is known of captures; a decision is called by its exact wording."""
    rows = reader.all(
        "SELECT c.id, c.kind, c.session_id, n.year, n.n, substr(s.starts_local, 1, 10) AS day,"
        " c.at, CASE WHEN c.kind = 'decision' THEN coalesce(d.wording, c.text) ELSE c.text END"
        " AS title FROM capture c LEFT JOIN decision d ON d.id = c.id"
        " LEFT JOIN session s ON s.id = c.session_id"
        " LEFT JOIN issued_number n ON n.kind = c.kind AND n.row_id = c.id"
        f" WHERE c.id {_IDS}",
        {"ids": ids},
    )
    return {
        row["id"]: Facts(
            row["title"],
            row["session_id"],
            capture_label(row["kind"], row["year"], row["n"]),
            row["day"] or row["at"][:10],
        )
        for row in rows
    }


_ITEMS = f"""
SELECT x.id, i.title, i.session_id, substr(s.starts_local, 1, 10) AS day, x.name,
  (SELECT count(*) FROM agenda_item j WHERE j.session_id = i.session_id
    AND (j.position, j.id) <= (i.position, i.id)) AS place
FROM (SELECT id, id AS item_id, NULL AS name FROM agenda_item WHERE id {_IDS}
  UNION ALL SELECT id, item_id, NULL FROM item_notes WHERE id {_IDS}
  UNION ALL SELECT id, item_id, name FROM paper WHERE id {_IDS}) x
JOIN agenda_item i ON i.id = x.item_id LEFT JOIN session s ON s.id = i.session_id"""


def item_facts(reader: Reader, ids: str) -> dict[int, Facts]:
    """Return what is known of agenda items and of what hangs on them: notes, papers."""
    rows = reader.all(_ITEMS, {"ids": ids})
    labels = session_labels(reader, {row["session_id"] for row in rows})
    return {
        row["id"]: Facts(
            row["name"] or row["title"],
            row["session_id"],
            item_label(
                labels[row["session_id"]].label if row["session_id"] in labels else "",
                row["place"],
            ),
            row["day"] or "",
        )
        for row in rows
    }


_PLAIN = f"""
SELECT s.id, s.title, s.id AS session_id, substr(s.starts_local, 1, 10) AS day, n.year, n.n
  FROM session s LEFT JOIN issued_number n ON n.kind = 'session' AND n.row_id = s.id
  WHERE s.id {_IDS}
UNION ALL SELECT id, title, NULL, due_on, NULL, NULL FROM goal WHERE id {_IDS}
UNION ALL SELECT id, name, NULL, NULL, NULL, NULL FROM person WHERE id {_IDS}
UNION ALL SELECT id, text, NULL, NULL, NULL, NULL FROM agreement WHERE id {_IDS}
UNION ALL SELECT id, term || coalesce(' (' || abbreviation || ')', ''), NULL, NULL, NULL, NULL
  FROM term WHERE id {_IDS}
UNION ALL SELECT p.id, t.term, NULL, NULL, NULL, NULL
  FROM term_party p JOIN term t ON t.id = p.term_id WHERE p.id {_IDS}"""


def plain_facts(reader: Reader, ids: str) -> dict[int, Facts]:
    """Return what is known of sessions, goals, people, agreements and words."""
    return {
        row["id"]: Facts(
            row["title"],
            row["session_id"],
            session_label(row["year"], row["n"]) if row["n"] else "",
            row["day"] or "",
        )
        for row in reader.all(_PLAIN, {"ids": ids})
    }


def sealed_facts(reader: Reader, ids: str) -> dict[int, Facts]:
    """Return what is known of sealed text, for the facilitator's own window alone."""
    rows = reader.all(
        f"SELECT id, text, session_id, substr(at, 1, 10) AS day FROM sealed_note WHERE id {_IDS}"
        " UNION ALL SELECT p.id, p.text, i.session_id, substr(s.starts_local, 1, 10)"
        " FROM (SELECT id, item_id, text FROM sealed_prep UNION ALL"
        " SELECT id, item_id, text FROM sealed_prompt) p"
        " LEFT JOIN agenda_item i ON i.id = p.item_id"
        f" LEFT JOIN session s ON s.id = i.session_id WHERE p.id {_IDS}",
        {"ids": ids},
    )
    return {row["id"]: Facts(row["text"], row["session_id"], "", row["day"] or "") for row in rows}
