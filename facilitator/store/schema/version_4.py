"""The fourth version: minutes that are circulated, answered, corrected, approved and accounted for.

A row of `minutes` is one circulated version with its text frozen as it went out; a session without
one has a draft only. A correction leads to the version that it hangs on or, when it is late, was
added to it after its approval. `record` is append-only, each row chained to the one before by
SHA-256; its digests are salted, so that words can be destroyed without breaking the chain.
`receipt` tells what left the file, and what was destroyed. Both stand outside undo.
"""

from __future__ import annotations

from collections.abc import Iterable

from facilitator.store.schema import search, version_3
from facilitator.store.schema.search import statements

COLUMNS = """
ALTER TABLE engagement ADD COLUMN scratch_notes TEXT NOT NULL DEFAULT 'keep';
ALTER TABLE engagement ADD COLUMN comment_days INTEGER NOT NULL DEFAULT 5;
ALTER TABLE paper ADD COLUMN alt TEXT;
ALTER TABLE paper ADD COLUMN prints INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sealed_note ADD COLUMN expires_on TEXT;
"""

MINUTES = """
CREATE TABLE minutes (
  id INTEGER PRIMARY KEY, session_id INTEGER NOT NULL REFERENCES session(id) ON DELETE CASCADE,
  version INTEGER NOT NULL, state TEXT NOT NULL, style TEXT NOT NULL, content_json TEXT NOT NULL,
  code TEXT NOT NULL, circulated_on TEXT NOT NULL, comments_until TEXT, approved_on TEXT,
  approved_in_id INTEGER REFERENCES session(id) ON DELETE SET NULL, despite TEXT) STRICT;
CREATE TABLE minutes_answer (
  id INTEGER PRIMARY KEY, minutes_id INTEGER NOT NULL REFERENCES minutes(id) ON DELETE CASCADE,
  party_id INTEGER NOT NULL REFERENCES party(id) ON DELETE CASCADE, answer TEXT NOT NULL,
  note TEXT, by_name TEXT, came_by TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE minutes_objection (
  id INTEGER PRIMARY KEY,
  answer_id INTEGER NOT NULL REFERENCES minutes_answer(id) ON DELETE CASCADE,
  target TEXT NOT NULL, note TEXT, position INTEGER NOT NULL) STRICT;
CREATE TABLE correction (
  id INTEGER PRIMARY KEY, minutes_id INTEGER NOT NULL REFERENCES minutes(id) ON DELETE CASCADE,
  n INTEGER NOT NULL, target TEXT NOT NULL, before TEXT, after TEXT, because TEXT,
  asked_by_party_id INTEGER REFERENCES party(id) ON DELETE SET NULL,
  is_late INTEGER NOT NULL DEFAULT 0, at TEXT NOT NULL) STRICT;
"""

UNTRACKED = """
CREATE TABLE record (
  id INTEGER PRIMARY KEY, at TEXT NOT NULL, what TEXT NOT NULL, row_id INTEGER,
  salt TEXT NOT NULL, digest TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL) STRICT;
CREATE TABLE receipt (
  id INTEGER PRIMARY KEY, at TEXT NOT NULL, kind TEXT NOT NULL, audience TEXT, code TEXT,
  file_sha256 TEXT, body_json TEXT NOT NULL) STRICT;
"""

INDEXES = """
CREATE INDEX minutes_session ON minutes(session_id, version);
CREATE INDEX minutes_open ON minutes(state) WHERE state IN ('circulated', 'corrected');
CREATE INDEX minutes_answer_minutes ON minutes_answer(minutes_id);
CREATE INDEX minutes_objection_answer ON minutes_objection(answer_id);
CREATE INDEX correction_minutes ON correction(minutes_id, n);
CREATE INDEX receipt_code ON receipt(code);
CREATE INDEX sealed_note_expires ON sealed_note(expires_on) WHERE expires_on IS NOT NULL;
"""

# The chain of what happened can only grow; a row of it is never changed or taken out.
_APPEND_ONLY = tuple(
    f"CREATE TRIGGER record_keeps_{what.lower()} BEFORE {what} ON record BEGIN"
    " SELECT RAISE(ABORT, 'the record can only grow'); END"
    for what in ("UPDATE", "DELETE")
)


def _joined(*columns: str) -> str:
    return " || ' ' || ".join(f"coalesce({{r}}.{name}, '')" for name in columns)


_NEW: search.Searched = (
    ("minutes_answer", "minutes_answer", _joined("note", "by_name")),
    ("minutes_objection", "minutes_objection", _joined("target", "note")),
    ("correction", "correction", _joined("target", "before", "after", "because")),
)


def searched_text() -> dict[str, str]:
    """Return, for each index, the query for what its text has to be: id, kind, body."""
    before = version_3.searched_text()
    return before | {"search": f"{search.source(_NEW)} UNION ALL {before['search']}"}


def fourth_migration() -> Iterable[str]:
    """Yield every statement that leads from version 3 to 4; nothing is searchable anew."""
    for script in (COLUMNS, MINUTES, UNTRACKED, INDEXES):
        yield from statements(script)
    yield from _APPEND_ONLY
    yield from search.rows_triggers("search", _NEW)
