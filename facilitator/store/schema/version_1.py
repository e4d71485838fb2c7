"""The first version of the tables: released, so it never changes. `version_2` adds to it.

Audience is a property of the table: `sealed_*` is for the facilitator alone, every other table is
joint. No joint table refers to a sealed one. Tracked tables are STRICT and hold INTEGER and TEXT
only, so that the journal's JSON loses nothing. Times are ISO text with zone (UTC), days are ISO
dates, `*_local` is local wall time without zone beside an IANA `zone`, durations are whole seconds.
"""

from __future__ import annotations

from facilitator.store.schema import search
from facilitator.store.schema.search import statements

TRACKED = """
CREATE TABLE engagement (
  id INTEGER PRIMARY KEY, title TEXT NOT NULL, organisation TEXT, purpose TEXT,
  success_sentence TEXT, language TEXT NOT NULL DEFAULT 'en', paper_size TEXT NOT NULL DEFAULT 'A4',
  zone TEXT NOT NULL, classification TEXT, attribution TEXT NOT NULL DEFAULT 'nobody',
  minutes_style TEXT NOT NULL DEFAULT 'reasons', created_at TEXT NOT NULL) STRICT;
CREATE TABLE party (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, short_name TEXT, colour TEXT NOT NULL,
  position INTEGER NOT NULL, archived_on TEXT) STRICT;
CREATE TABLE party_point (
  id INTEGER PRIMARY KEY, party_id INTEGER NOT NULL REFERENCES party(id) ON DELETE CASCADE,
  kind TEXT NOT NULL, text TEXT NOT NULL, position INTEGER NOT NULL) STRICT;
CREATE TABLE person (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, role TEXT, email TEXT, decides TEXT,
  is_facilitator INTEGER NOT NULL DEFAULT 0, archived_on TEXT) STRICT;
CREATE TABLE membership (
  id INTEGER PRIMARY KEY, person_id INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  party_id INTEGER REFERENCES party(id) ON DELETE CASCADE, from_on TEXT, to_on TEXT) STRICT;
CREATE TABLE agreement (
  id INTEGER PRIMARY KEY, text TEXT NOT NULL, position INTEGER NOT NULL, retired_on TEXT) STRICT;
CREATE TABLE goal (
  id INTEGER PRIMARY KEY, title TEXT NOT NULL, horizon TEXT NOT NULL, measure TEXT, due_on TEXT,
  owner_id INTEGER REFERENCES person(id) ON DELETE SET NULL, state TEXT NOT NULL,
  state_reason TEXT, common_ground TEXT, position INTEGER NOT NULL) STRICT;
CREATE TABLE series (
  id INTEGER PRIMARY KEY, title TEXT NOT NULL, every_weeks INTEGER NOT NULL,
  starts_local TEXT NOT NULL, zone TEXT NOT NULL, length_s INTEGER NOT NULL, place TEXT,
  ends_on TEXT) STRICT;
CREATE TABLE session (
  id INTEGER PRIMARY KEY, series_id INTEGER REFERENCES series(id) ON DELETE SET NULL,
  kind TEXT NOT NULL, title TEXT NOT NULL, starts_local TEXT NOT NULL, zone TEXT NOT NULL,
  length_s INTEGER NOT NULL, place TEXT, link TEXT,
  facilitator_id INTEGER REFERENCES person(id) ON DELETE SET NULL,
  minute_taker_id INTEGER REFERENCES person(id) ON DELETE SET NULL,
  state TEXT NOT NULL, started_at TEXT, ended_at TEXT, next_reason TEXT,
  created_at TEXT NOT NULL) STRICT;
CREATE TABLE attendance (
  id INTEGER PRIMARY KEY, session_id INTEGER NOT NULL REFERENCES session(id) ON DELETE CASCADE,
  person_id INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  party_id INTEGER REFERENCES party(id) ON DELETE SET NULL, state TEXT NOT NULL,
  arrived_at TEXT, left_at TEXT) STRICT;
CREATE TABLE agenda_item (
  id INTEGER PRIMARY KEY, session_id INTEGER REFERENCES session(id) ON DELETE CASCADE,
  position INTEGER NOT NULL, title TEXT NOT NULL, purpose TEXT NOT NULL, wanted_result TEXT,
  lead_id INTEGER REFERENCES person(id) ON DELETE SET NULL,
  asked_by_party_id INTEGER REFERENCES party(id) ON DELETE SET NULL,
  asked_by_person_id INTEGER REFERENCES person(id) ON DELETE SET NULL,
  goal_id INTEGER REFERENCES goal(id) ON DELETE SET NULL,
  length_s INTEGER NOT NULL, box TEXT NOT NULL, agenda_text TEXT, outcome TEXT,
  is_standing INTEGER NOT NULL DEFAULT 0, is_not_clear INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL, used_s INTEGER, extended_s INTEGER NOT NULL DEFAULT 0,
  came_from_id INTEGER, came_from_kind TEXT, came_from_reason TEXT,
  carried_to_id INTEGER) STRICT;
CREATE TABLE item_notes (
  id INTEGER PRIMARY KEY, item_id INTEGER NOT NULL REFERENCES agenda_item(id) ON DELETE CASCADE,
  text TEXT NOT NULL, in_minutes INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE clock_event (
  id INTEGER PRIMARY KEY, session_id INTEGER NOT NULL REFERENCES session(id) ON DELETE CASCADE,
  item_id INTEGER REFERENCES agenda_item(id) ON DELETE SET NULL, what TEXT NOT NULL,
  at_utc TEXT NOT NULL, monotonic_ms INTEGER NOT NULL, boot TEXT NOT NULL) STRICT;
CREATE TABLE paper (
  id INTEGER PRIMARY KEY, item_id INTEGER NOT NULL REFERENCES agenda_item(id) ON DELETE CASCADE,
  name TEXT NOT NULL, mime TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL,
  position INTEGER NOT NULL) STRICT;
CREATE TABLE capture (
  id INTEGER PRIMARY KEY, session_id INTEGER REFERENCES session(id) ON DELETE CASCADE,
  item_id INTEGER REFERENCES agenda_item(id) ON DELETE SET NULL, kind TEXT NOT NULL,
  text TEXT NOT NULL, party_id INTEGER REFERENCES party(id) ON DELETE SET NULL,
  person_id INTEGER REFERENCES person(id) ON DELETE SET NULL,
  goal_id INTEGER REFERENCES goal(id) ON DELETE SET NULL, at TEXT NOT NULL,
  in_minutes INTEGER NOT NULL DEFAULT 1, settled_on TEXT, settled_words TEXT) STRICT;
CREATE TABLE decision (
  id INTEGER PRIMARY KEY REFERENCES capture(id) ON DELETE CASCADE, wording TEXT, plain TEXT,
  context TEXT, because TEXT, consequences TEXT, method TEXT NOT NULL, method_note TEXT,
  decider_id INTEGER REFERENCES person(id) ON DELETE SET NULL, state TEXT NOT NULL, decided_on TEXT,
  review_on TEXT, supersedes_id INTEGER REFERENCES decision(id) ON DELETE SET NULL) STRICT;
CREATE TABLE decision_option (
  id INTEGER PRIMARY KEY, decision_id INTEGER NOT NULL REFERENCES decision(id) ON DELETE CASCADE,
  text TEXT NOT NULL, effect TEXT, is_chosen INTEGER NOT NULL DEFAULT 0,
  position INTEGER NOT NULL) STRICT;
CREATE TABLE decision_position (
  id INTEGER PRIMARY KEY, decision_id INTEGER NOT NULL REFERENCES decision(id) ON DELETE CASCADE,
  party_id INTEGER NOT NULL REFERENCES party(id) ON DELETE CASCADE,
  position TEXT NOT NULL, reason TEXT) STRICT;
CREATE TABLE consideration (
  id INTEGER PRIMARY KEY, row_id INTEGER NOT NULL REFERENCES capture(id) ON DELETE CASCADE,
  party_id INTEGER NOT NULL REFERENCES party(id) ON DELETE CASCADE, text TEXT, passed_reason TEXT,
  at TEXT NOT NULL,
  CHECK ((text IS NULL) <> (passed_reason IS NULL))) STRICT;
CREATE TABLE action (
  id INTEGER PRIMARY KEY REFERENCES capture(id) ON DELETE CASCADE, done_when TEXT,
  owner_id INTEGER REFERENCES person(id) ON DELETE SET NULL,
  owner_party_id INTEGER REFERENCES party(id) ON DELETE SET NULL,
  asked_by_party_id INTEGER REFERENCES party(id) ON DELETE SET NULL,
  asked_by_person_id INTEGER REFERENCES person(id) ON DELETE SET NULL,
  due_on TEXT, due_rule TEXT, state TEXT NOT NULL, state_reason TEXT, delivered_on TEXT,
  accepted_on TEXT, decision_id INTEGER REFERENCES decision(id) ON DELETE SET NULL) STRICT;
CREATE TABLE concern (
  id INTEGER PRIMARY KEY REFERENCES capture(id) ON DELETE CASCADE, plain TEXT, category TEXT,
  severity TEXT, state TEXT NOT NULL, answered_by_id INTEGER, answer_words TEXT) STRICT;
CREATE TABLE history (
  id INTEGER PRIMARY KEY, row_id INTEGER NOT NULL, field TEXT NOT NULL, before TEXT, after TEXT,
  reason TEXT, at TEXT NOT NULL) STRICT;
"""

SEALED = """
CREATE TABLE sealed_session (
  id INTEGER PRIMARY KEY, with_party_id INTEGER, with_person_id INTEGER, at_local TEXT NOT NULL,
  zone TEXT NOT NULL, title TEXT, minutes_s INTEGER) STRICT;
CREATE TABLE sealed_note (
  id INTEGER PRIMARY KEY, sealed_session_id INTEGER, session_id INTEGER, item_id INTEGER,
  party_id INTEGER, person_id INTEGER, text TEXT NOT NULL, disclosure TEXT NOT NULL,
  guidance TEXT, at TEXT NOT NULL) STRICT;
CREATE TABLE sealed_release (
  id INTEGER PRIMARY KEY, note_id INTEGER NOT NULL, capture_id INTEGER, words TEXT NOT NULL,
  approved_by TEXT, at TEXT NOT NULL) STRICT;
CREATE TABLE sealed_prep (
  id INTEGER PRIMARY KEY, item_id INTEGER NOT NULL, text TEXT NOT NULL) STRICT;
CREATE TABLE sealed_prompt (
  id INTEGER PRIMARY KEY, item_id INTEGER NOT NULL, text TEXT NOT NULL) STRICT;
CREATE TABLE sealed_template (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, body_json TEXT NOT NULL) STRICT;
"""

UNTRACKED = """
CREATE TABLE step (
  id INTEGER PRIMARY KEY, label TEXT NOT NULL, merge_key TEXT, origin TEXT, at TEXT NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0, is_barrier INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE journal (
  id INTEGER PRIMARY KEY, step_id INTEGER NOT NULL REFERENCES step(id) ON DELETE CASCADE,
  "table" TEXT NOT NULL, pk INTEGER NOT NULL, before TEXT, after TEXT) STRICT;
CREATE TABLE sealed_journal (
  id INTEGER PRIMARY KEY, step_id INTEGER NOT NULL REFERENCES step(id) ON DELETE CASCADE,
  "table" TEXT NOT NULL, pk INTEGER NOT NULL, before TEXT, after TEXT) STRICT;
CREATE INDEX journal_step ON journal(step_id);
CREATE INDEX sealed_journal_step ON sealed_journal(step_id);
CREATE TABLE issued_number (
  kind TEXT NOT NULL, year INTEGER NOT NULL, n INTEGER NOT NULL, row_id INTEGER NOT NULL,
  at TEXT NOT NULL, PRIMARY KEY (kind, year, n), UNIQUE (kind, row_id)) STRICT;
CREATE TABLE draft (place TEXT PRIMARY KEY, text TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE sealed_draft (place TEXT PRIMARY KEY, text TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE clock_now (
  session_id INTEGER PRIMARY KEY, at_utc TEXT NOT NULL, monotonic_ms INTEGER NOT NULL,
  boot TEXT NOT NULL) STRICT;
CREATE TABLE paper_body (sha256 TEXT PRIMARY KEY, body BLOB NOT NULL);
CREATE TABLE search_text (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, body TEXT NOT NULL) STRICT;
CREATE TABLE sealed_search_text (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, body TEXT NOT NULL) STRICT;
"""

INDEXES = """
CREATE INDEX party_point_party ON party_point(party_id);
CREATE INDEX membership_person ON membership(person_id);
CREATE INDEX attendance_session ON attendance(session_id);
CREATE INDEX agenda_item_session ON agenda_item(session_id, position);
CREATE INDEX item_notes_item ON item_notes(item_id);
CREATE INDEX agenda_item_goal ON agenda_item(goal_id) WHERE goal_id IS NOT NULL;
CREATE INDEX clock_event_session ON clock_event(session_id);
CREATE INDEX clock_event_item ON clock_event(item_id) WHERE item_id IS NOT NULL;
CREATE INDEX paper_item ON paper(item_id);
CREATE INDEX session_starts ON session(starts_local);
CREATE INDEX capture_session ON capture(session_id, kind);
CREATE INDEX capture_item ON capture(item_id) WHERE item_id IS NOT NULL;
CREATE INDEX capture_kind ON capture(kind);
CREATE INDEX capture_goal ON capture(goal_id, kind) WHERE goal_id IS NOT NULL;
CREATE INDEX decision_state ON decision(state);
CREATE INDEX decision_supersedes ON decision(supersedes_id) WHERE supersedes_id IS NOT NULL;
CREATE INDEX decision_option_decision ON decision_option(decision_id);
CREATE INDEX decision_position_decision ON decision_position(decision_id);
CREATE INDEX consideration_row ON consideration(row_id);
CREATE INDEX action_open_owner ON action(owner_id, due_on)
  WHERE state IN ('asked', 'promised', 'delivered');
CREATE INDEX action_open_due ON action(due_on) WHERE state IN ('asked', 'promised', 'delivered');
CREATE INDEX action_decision ON action(decision_id) WHERE decision_id IS NOT NULL;
CREATE INDEX concern_open ON concern(id) WHERE state = 'open';
CREATE INDEX history_row ON history(row_id);
CREATE INDEX sealed_note_session ON sealed_note(session_id);
CREATE INDEX sealed_prep_item ON sealed_prep(item_id);
CREATE INDEX sealed_prompt_item ON sealed_prompt(item_id);
"""

# kind in the index, source table, id of the searched thing, body as an expression over {r}
SEARCHED: search.Searched = (
    ("session", "session", "{r}.title || ' ' || coalesce({r}.place, '')"),
    (
        "item",
        "agenda_item",
        (
            "{r}.title || ' ' || coalesce({r}.wanted_result, '') || ' '"
            " || coalesce({r}.agenda_text, '') || ' ' || coalesce({r}.outcome, '')"
        ),
    ),
    ("notes", "item_notes", "{r}.text"),
    ("goal", "goal", "{r}.title || ' ' || coalesce({r}.measure, '')"),
    ("person", "person", "{r}.name || ' ' || coalesce({r}.role, '')"),
    ("agreement", "agreement", "{r}.text"),
    ("paper", "paper", "{r}.name"),
)
SEALED_SEARCHED: search.Searched = (
    ("sealed_note", "sealed_note", "{r}.text || ' ' || coalesce({r}.guidance, '')"),
    ("sealed_prep", "sealed_prep", "{r}.text"),
    ("sealed_prompt", "sealed_prompt", "{r}.text"),
)
CAPTURE_BODY = """
  SELECT c.id, c.kind, c.text
    || CASE WHEN c.kind = 'decision' THEN ' ' || coalesce(d.wording, '') || ' '
       || coalesce(d.plain, '') || ' ' || coalesce(d.because, '') || ' ' || coalesce(d.context, '')
       || ' ' || coalesce(d.consequences, '') ELSE '' END
    || CASE WHEN c.kind = 'action' THEN ' ' || coalesce(a.done_when, '') ELSE '' END
    || CASE WHEN c.kind = 'concern' THEN ' ' || coalesce(k.plain, '') || ' '
       || coalesce(k.answer_words, '') ELSE '' END
  FROM capture c LEFT JOIN decision d ON d.id = c.id LEFT JOIN action a ON a.id = c.id
  LEFT JOIN concern k ON k.id = c.id"""


def first_migration() -> list[str]:
    """Return every statement of schema version 1, in order."""
    return [
        *statements(TRACKED),
        *statements(SEALED),
        *statements(UNTRACKED),
        *statements(INDEXES),
        *search.index_with_triggers("search"),
        *search.index_with_triggers("sealed_search"),
        *search.rows_triggers("search", SEARCHED),
        *search.rows_triggers("sealed_search", SEALED_SEARCHED),
        *search.capture_triggers(CAPTURE_BODY, ("decision", "action", "concern")),
    ]
