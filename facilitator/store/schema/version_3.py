"""The third version: the communication plan, its rhythm, advice and calendar. It never changes.

A series holds its rhythms one after the other: each is in force from its own first time on, until
the next one begins. A `rule` is an RRULE of RFC 5545 without DTSTART, UNTIL or COUNT. A session's
`original_local` is the time at which the rhythm expected it; a session of a series without one
came in addition. `series_exception` holds what is known of a time for which there is no session.
`calendar_sent` remembers what calendars were told, so that a change is an update.
`sealed_speaking` grows while somebody speaks, as a clock does: nobody undoes a second of it.
"""

from __future__ import annotations

from collections.abc import Iterable

from facilitator.store.schema import search, version_2
from facilitator.store.schema.search import statements

COLUMNS = """
ALTER TABLE series ADD COLUMN purpose TEXT;
ALTER TABLE series ADD COLUMN link TEXT;
ALTER TABLE series ADD COLUMN level TEXT;
ALTER TABLE session ADD COLUMN original_local TEXT;
ALTER TABLE session ADD COLUMN level TEXT;
ALTER TABLE session ADD COLUMN uid TEXT;
ALTER TABLE session ADD COLUMN without_facilitator INTEGER NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN opens_party_id INTEGER REFERENCES party(id) ON DELETE SET NULL;
ALTER TABLE agenda_item ADD COLUMN series_id INTEGER REFERENCES series(id) ON DELETE SET NULL;
ALTER TABLE agenda_item ADD COLUMN arrived_on TEXT;
ALTER TABLE agenda_item ADD COLUMN needed_on TEXT;
ALTER TABLE agenda_item ADD COLUMN papers_wanted TEXT;
ALTER TABLE agenda_item ADD COLUMN let_go_on TEXT;
ALTER TABLE decision ADD COLUMN needed_on TEXT;
"""

PLAN = """
CREATE TABLE plan (
  id INTEGER PRIMARY KEY, purpose TEXT, participants TEXT, contact_between TEXT, escalation TEXT,
  papers_days INTEGER NOT NULL DEFAULT 5, fixed_s INTEGER NOT NULL DEFAULT 1200,
  preparation_s INTEGER NOT NULL DEFAULT 1200) STRICT;
CREATE TABLE advice (
  id INTEGER PRIMARY KEY, series_id INTEGER REFERENCES series(id) ON DELETE CASCADE,
  made_on TEXT NOT NULL, remark TEXT NOT NULL, current_days INTEGER NOT NULL,
  advised_days INTEGER NOT NULL, chosen_days INTEGER NOT NULL, answer TEXT NOT NULL,
  reason TEXT, from_local TEXT, inputs_json TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE rhythm (
  id INTEGER PRIMARY KEY, series_id INTEGER NOT NULL REFERENCES series(id) ON DELETE CASCADE,
  starts_local TEXT NOT NULL, zone TEXT NOT NULL, length_s INTEGER NOT NULL, rule TEXT NOT NULL,
  because TEXT, advice_id INTEGER REFERENCES advice(id) ON DELETE SET NULL) STRICT;
CREATE TABLE series_exception (
  id INTEGER PRIMARY KEY, series_id INTEGER NOT NULL REFERENCES series(id) ON DELETE CASCADE,
  original_local TEXT NOT NULL, state TEXT NOT NULL, moved_local TEXT, reason TEXT,
  at TEXT NOT NULL) STRICT;
CREATE TABLE threshold (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, value INTEGER NOT NULL) STRICT;
CREATE TABLE incident (
  id INTEGER PRIMARY KEY, title TEXT NOT NULL, opened_on TEXT NOT NULL, closed_on TEXT,
  session_id INTEGER REFERENCES session(id) ON DELETE SET NULL) STRICT;
CREATE TABLE closing_round (
  id INTEGER PRIMARY KEY, session_id INTEGER NOT NULL REFERENCES session(id) ON DELETE CASCADE,
  party_id INTEGER NOT NULL REFERENCES party(id) ON DELETE CASCADE,
  useful TEXT, heard TEXT, note TEXT, at TEXT NOT NULL) STRICT;
"""

SEALED = """
CREATE TABLE sealed_rate (
  id INTEGER PRIMARY KEY, person_id INTEGER, cents_per_hour INTEGER NOT NULL) STRICT;
"""

UNTRACKED = """
CREATE TABLE sealed_speaking (
  session_id INTEGER NOT NULL, party_id INTEGER NOT NULL, seconds INTEGER NOT NULL,
  PRIMARY KEY (session_id, party_id)) STRICT;
CREATE TABLE calendar_sent (
  uid TEXT NOT NULL, recurrence TEXT NOT NULL, kind TEXT NOT NULL, starts TEXT, zone TEXT,
  digest TEXT NOT NULL, sequence INTEGER NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (uid, recurrence)) STRICT;
"""

INDEXES = """
CREATE INDEX rhythm_series ON rhythm(series_id, starts_local);
CREATE INDEX series_exception_series ON series_exception(series_id, original_local);
CREATE INDEX advice_series ON advice(series_id);
CREATE INDEX closing_round_session ON closing_round(session_id);
CREATE INDEX session_slot ON session(series_id, original_local) WHERE original_local IS NOT NULL;
CREATE INDEX session_series ON session(series_id, starts_local);
CREATE INDEX session_started ON session(started_at) WHERE started_at IS NOT NULL;
CREATE INDEX session_state ON session(state, starts_local);
CREATE INDEX agenda_item_arrived ON agenda_item(arrived_on);
CREATE INDEX agenda_item_backlog ON agenda_item(series_id) WHERE session_id IS NULL;
CREATE INDEX agenda_item_came_from ON agenda_item(came_from_id) WHERE came_from_id IS NOT NULL;
CREATE INDEX agenda_item_waiting ON agenda_item(session_id)
  WHERE state <> 'done' AND let_go_on IS NULL AND carried_to_id IS NULL;
CREATE INDEX agenda_item_standing ON agenda_item(session_id) WHERE is_standing = 1;
CREATE INDEX capture_parked_open ON capture(at) WHERE kind = 'parked' AND settled_on IS NULL;
CREATE INDEX agenda_item_needed ON agenda_item(needed_on) WHERE needed_on IS NOT NULL;
CREATE INDEX decision_needed ON decision(needed_on) WHERE needed_on IS NOT NULL;
CREATE INDEX decision_review ON decision(review_on) WHERE review_on IS NOT NULL;
CREATE INDEX milestone_open ON milestone(due_on) WHERE state = 'open';
CREATE INDEX capture_outside ON capture(kind, at) WHERE session_id IS NULL;
CREATE INDEX capture_parked_settled ON capture(settled_on)
  WHERE kind = 'parked' AND settled_on IS NOT NULL;
CREATE INDEX decision_decided ON decision(decided_on) WHERE decided_on IS NOT NULL;
CREATE INDEX action_accepted ON action(accepted_on) WHERE accepted_on IS NOT NULL;
CREATE INDEX history_state ON history(at) WHERE field = 'state';
CREATE INDEX history_due ON history(row_id) WHERE field = 'due_on' AND before IS NOT NULL;
"""

# A series of version 1 was one rhythm in whole weeks. An id tells the millisecond of its making.
_GROWN = (
    (
        "INSERT INTO rhythm(id, series_id, starts_local, zone, length_s, rule)"
        " SELECT :base + row_number() OVER (ORDER BY id), id, starts_local, zone, length_s,"
        " 'FREQ=WEEKLY;INTERVAL=' || every_weeks FROM series"
    ),
    # Of a series, a session fills the time of the rhythm that it is nearest to; one fills each.
    (
        "WITH near AS (SELECT s.id, r.id AS series, r.starts_local AS first,"
        " 7 * r.every_weeks AS step,"
        " s.starts_local AS at, round((julianday(s.starts_local) - julianday(r.starts_local))"
        " / (7 * r.every_weeks)) AS n FROM session s JOIN series r ON r.id = s.series_id),"
        " slot AS (SELECT id, strftime('%Y-%m-%dT%H:%M', first, (n * step) || ' days') AS original,"
        " row_number() OVER (PARTITION BY series, n ORDER BY abs(julianday(at)"
        " - julianday(first) - n * step), id) AS place FROM near WHERE n >= 0)"
        " UPDATE session SET original_local = (SELECT original FROM slot WHERE slot.id = session.id"
        " AND place = 1) WHERE series_id IS NOT NULL"
    ),
    "ALTER TABLE series DROP COLUMN every_weeks",
    "ALTER TABLE series DROP COLUMN starts_local",
    "ALTER TABLE series DROP COLUMN zone",
    "ALTER TABLE series DROP COLUMN length_s",
    "UPDATE agenda_item SET arrived_on = date((id >> 21) / 1000, 'unixepoch')",
    # A copy that was deleted carries nothing on: what it came from waits again.
    (
        "UPDATE agenda_item SET carried_to_id = NULL WHERE carried_to_id IS NOT NULL"
        " AND carried_to_id NOT IN (SELECT id FROM agenda_item)"
    ),
    # What was carried over did not arrive anew: it keeps the day of what it came from.
    (
        "WITH RECURSIVE came(id, from_id, first_on) AS (SELECT i.id, i.came_from_id, i.arrived_on"
        " FROM agenda_item i WHERE i.came_from_kind = 'agenda_item'"
        " UNION SELECT c.id, f.came_from_id, f.arrived_on FROM came c"
        " JOIN agenda_item f ON f.id = c.from_id)"
        " UPDATE agenda_item SET arrived_on = (SELECT min(first_on) FROM came"
        " WHERE came.id = agenda_item.id) WHERE came_from_kind = 'agenda_item'"
    ),
)


def _joined(*columns: str) -> str:
    return " || ' ' || ".join(f"coalesce({{r}}.{name}, '')" for name in columns)


_ITEM: search.Searched = (
    ("item", "agenda_item", _joined("title", "wanted_result", "agenda_text", "outcome",
                                    "papers_wanted")),
)  # fmt: skip
_NEW: search.Searched = (
    ("series", "series", _joined("title", "purpose", "place")),
    ("plan", "plan", _joined("purpose", "participants", "contact_between", "escalation")),
    ("rhythm", "rhythm", _joined("because")),
    ("advice", "advice", _joined("reason")),
    ("series_exception", "series_exception", _joined("reason")),
    ("incident", "incident", _joined("title")),
    ("closing_round", "closing_round", _joined("note")),
)


def searched_text() -> dict[str, str]:
    """Return, for each index, the query for what its text has to be: id, kind, body."""
    before = version_2.searched_rows()
    same = tuple(row for row in before if row[1] != "agenda_item")
    return version_2.searched_text() | {
        "search": " UNION ALL ".join([search.source(same + _ITEM + _NEW), version_2.CAPTURE_BODY])
    }


def third_migration(base: int) -> Iterable[str | tuple[str, dict[str, int]]]:
    """Yield every statement that leads from version 2 to 3; new rows get ids above `base`."""
    for script in (COLUMNS, PLAN, SEALED, UNTRACKED, INDEXES):
        yield from statements(script)
    for statement in _GROWN:
        yield (statement, {"base": base}) if ":base" in statement else statement
    yield from (f"DROP TRIGGER {name}" for name in search.triggers_of("agenda_item"))
    yield from search.rows_triggers("search", _ITEM + _NEW)
    yield search.upsert("search", f"SELECT * FROM ({searched_text()['search']}) WHERE true")
