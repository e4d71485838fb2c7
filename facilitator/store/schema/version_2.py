"""The second version: common ground, language, concerns and ideas, data. It never changes.

Money is whole cents of the engagement's currency. `link` joins rows of any kind; `check` proves
that both its ends are there. Whatever a side accepts is kept with the words that it accepted:
`accepted_words` that differ from today's words mean that the acceptance is stale.
"""

from __future__ import annotations

from collections.abc import Iterable

from facilitator.store.schema import search
from facilitator.store.schema.search import statements
from facilitator.store.schema.version_1 import SEALED_SEARCHED
from facilitator.store.schema.version_1 import SEARCHED as SEARCHED_1

COLUMNS = """
ALTER TABLE engagement ADD COLUMN currency TEXT NOT NULL DEFAULT 'EUR';
ALTER TABLE goal ADD COLUMN begins_on TEXT;
ALTER TABLE concern ADD COLUMN subject TEXT;
"""

GOALS = """
CREATE TABLE goal_sponsor (
  id INTEGER PRIMARY KEY, goal_id INTEGER NOT NULL REFERENCES goal(id) ON DELETE CASCADE,
  person_id INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE) STRICT;
CREATE TABLE goal_party (
  id INTEGER PRIMARY KEY, goal_id INTEGER NOT NULL REFERENCES goal(id) ON DELETE CASCADE,
  party_id INTEGER NOT NULL REFERENCES party(id) ON DELETE CASCADE,
  position_text TEXT, interest TEXT, scope_in TEXT, scope_out TEXT, accepted_on TEXT,
  accepted_words TEXT, accepted_by_id INTEGER REFERENCES person(id) ON DELETE SET NULL) STRICT;
CREATE TABLE milestone (
  id INTEGER PRIMARY KEY, goal_id INTEGER NOT NULL REFERENCES goal(id) ON DELETE CASCADE,
  title TEXT NOT NULL, due_on TEXT, owner_id INTEGER REFERENCES person(id) ON DELETE SET NULL,
  state TEXT NOT NULL, done_on TEXT, position INTEGER NOT NULL) STRICT;
CREATE TABLE budget_line (
  id INTEGER PRIMARY KEY, goal_id INTEGER REFERENCES goal(id) ON DELETE SET NULL,
  name TEXT NOT NULL, cents INTEGER, state TEXT NOT NULL, scope_in TEXT, scope_out TEXT,
  position INTEGER NOT NULL) STRICT;
CREATE TABLE budget_share (
  id INTEGER PRIMARY KEY, line_id INTEGER NOT NULL REFERENCES budget_line(id) ON DELETE CASCADE,
  party_id INTEGER NOT NULL REFERENCES party(id) ON DELETE CASCADE,
  percent INTEGER NOT NULL) STRICT;
CREATE TABLE tension (
  id INTEGER PRIMARY KEY, title TEXT NOT NULL, eases TEXT, question TEXT, state TEXT NOT NULL,
  position INTEGER NOT NULL) STRICT;
CREATE TABLE tension_end (
  id INTEGER PRIMARY KEY, tension_id INTEGER NOT NULL REFERENCES tension(id) ON DELETE CASCADE,
  party_id INTEGER NOT NULL REFERENCES party(id) ON DELETE CASCADE,
  goal_id INTEGER REFERENCES goal(id) ON DELETE SET NULL, objective TEXT NOT NULL,
  interest TEXT, position INTEGER NOT NULL) STRICT;
CREATE TABLE rank_round (
  id INTEGER PRIMARY KEY, opened_on TEXT NOT NULL, revealed_on TEXT) STRICT;
CREATE TABLE goal_rank (
  id INTEGER PRIMARY KEY, round_id INTEGER NOT NULL REFERENCES rank_round(id) ON DELETE CASCADE,
  goal_id INTEGER NOT NULL REFERENCES goal(id) ON DELETE CASCADE,
  party_id INTEGER NOT NULL REFERENCES party(id) ON DELETE CASCADE,
  place INTEGER NOT NULL) STRICT;
CREATE TABLE tradeoff (
  id INTEGER PRIMARY KEY, title TEXT NOT NULL,
  goal_id INTEGER REFERENCES goal(id) ON DELETE SET NULL, chosen_option_id INTEGER,
  because TEXT, decision_id INTEGER REFERENCES decision(id) ON DELETE SET NULL,
  position INTEGER NOT NULL) STRICT;
CREATE TABLE tradeoff_option (
  id INTEGER PRIMARY KEY, tradeoff_id INTEGER NOT NULL REFERENCES tradeoff(id) ON DELETE CASCADE,
  title TEXT NOT NULL, benefit TEXT, risk_left TEXT, cost_cents INTEGER, given_up TEXT,
  position INTEGER NOT NULL) STRICT;
CREATE TABLE agreed_fact (
  id INTEGER PRIMARY KEY, goal_id INTEGER REFERENCES goal(id) ON DELETE SET NULL,
  kind TEXT NOT NULL, text TEXT NOT NULL, source TEXT, agreed_on TEXT,
  decision_id INTEGER REFERENCES decision(id) ON DELETE SET NULL, retired_on TEXT,
  position INTEGER NOT NULL) STRICT;
CREATE TABLE fact_party (
  id INTEGER PRIMARY KEY, fact_id INTEGER NOT NULL REFERENCES agreed_fact(id) ON DELETE CASCADE,
  party_id INTEGER NOT NULL REFERENCES party(id) ON DELETE CASCADE,
  accepted_on TEXT NOT NULL, accepted_words TEXT NOT NULL,
  accepted_by_id INTEGER REFERENCES person(id) ON DELETE SET NULL) STRICT;
CREATE TABLE link (
  id INTEGER PRIMARY KEY, from_id INTEGER NOT NULL, from_kind TEXT NOT NULL,
  to_id INTEGER NOT NULL, to_kind TEXT NOT NULL, role TEXT NOT NULL,
  position INTEGER NOT NULL) STRICT;
"""

LANGUAGE = """
CREATE TABLE home_party (
  id INTEGER PRIMARY KEY, label TEXT NOT NULL,
  party_id INTEGER REFERENCES party(id) ON DELETE CASCADE) STRICT;
CREATE TABLE term (
  id INTEGER PRIMARY KEY, term TEXT NOT NULL, abbreviation TEXT, home_label TEXT, plain TEXT,
  why_other TEXT, agreed_wording TEXT, say_instead TEXT, source TEXT,
  came_from_id INTEGER, created_at TEXT NOT NULL, retired_on TEXT) STRICT;
CREATE TABLE term_party (
  id INTEGER PRIMARY KEY, term_id INTEGER NOT NULL REFERENCES term(id) ON DELETE CASCADE,
  party_id INTEGER NOT NULL REFERENCES party(id) ON DELETE CASCADE,
  owns INTEGER NOT NULL DEFAULT 0, meaning TEXT, example TEXT, say_instead TEXT,
  accepted_on TEXT, accepted_words TEXT,
  accepted_by_id INTEGER REFERENCES person(id) ON DELETE SET NULL) STRICT;
CREATE TABLE term_relation (
  id INTEGER PRIMARY KEY, term_id INTEGER NOT NULL REFERENCES term(id) ON DELETE CASCADE,
  other_term_id INTEGER REFERENCES term(id) ON DELETE CASCADE, relation TEXT NOT NULL) STRICT;
CREATE TABLE unknown_word (
  id INTEGER PRIMARY KEY, word TEXT NOT NULL, expansion TEXT, seen_in_id INTEGER,
  seen_in_kind TEXT, party_id INTEGER REFERENCES party(id) ON DELETE SET NULL,
  person_id INTEGER REFERENCES person(id) ON DELETE SET NULL, state TEXT NOT NULL,
  asked_on TEXT, term_id INTEGER REFERENCES term(id) ON DELETE SET NULL,
  at TEXT NOT NULL) STRICT;
CREATE TABLE primer (
  id INTEGER PRIMARY KEY, session_id INTEGER NOT NULL REFERENCES session(id) ON DELETE CASCADE,
  term_id INTEGER REFERENCES term(id) ON DELETE SET NULL, kind TEXT NOT NULL,
  title TEXT NOT NULL, text TEXT, length_s INTEGER NOT NULL, position INTEGER NOT NULL,
  item_id INTEGER REFERENCES agenda_item(id) ON DELETE SET NULL) STRICT;
CREATE TABLE sayback (
  id INTEGER PRIMARY KEY REFERENCES capture(id) ON DELETE CASCADE, topic TEXT, about_id INTEGER,
  about_kind TEXT, explained_by_id INTEGER REFERENCES person(id) ON DELETE SET NULL,
  explained_by_party_id INTEGER REFERENCES party(id) ON DELETE SET NULL, state TEXT NOT NULL,
  confirmed_on TEXT) STRICT;
CREATE TABLE sayback_version (
  id INTEGER PRIMARY KEY, sayback_id INTEGER NOT NULL REFERENCES sayback(id) ON DELETE CASCADE,
  n INTEGER NOT NULL, part TEXT NOT NULL, text TEXT NOT NULL,
  party_id INTEGER REFERENCES party(id) ON DELETE SET NULL,
  person_id INTEGER REFERENCES person(id) ON DELETE SET NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE question (
  id INTEGER PRIMARY KEY REFERENCES capture(id) ON DELETE CASCADE,
  to_party_id INTEGER REFERENCES party(id) ON DELETE SET NULL,
  to_person_id INTEGER REFERENCES person(id) ON DELETE SET NULL, answer TEXT,
  answered_by_id INTEGER REFERENCES person(id) ON DELETE SET NULL,
  answered_by_party_id INTEGER REFERENCES party(id) ON DELETE SET NULL, answered_on TEXT,
  confirmed_on TEXT, is_on_shelf INTEGER NOT NULL DEFAULT 0,
  is_nameless INTEGER NOT NULL DEFAULT 0, about_id INTEGER, about_kind TEXT,
  agenda_item_id INTEGER REFERENCES agenda_item(id) ON DELETE SET NULL) STRICT;
"""

EACH_OTHER = """
CREATE TABLE idea (
  id INTEGER PRIMARY KEY REFERENCES capture(id) ON DELETE CASCADE, stage TEXT NOT NULL,
  next_step TEXT, next_on TEXT, open_questions TEXT, closed_because TEXT) STRICT;
CREATE TABLE proposal_concern (
  id INTEGER PRIMARY KEY, decision_id INTEGER NOT NULL REFERENCES decision(id) ON DELETE CASCADE,
  concern_id INTEGER NOT NULL REFERENCES concern(id) ON DELETE CASCADE,
  met_how TEXT NOT NULL) STRICT;
CREATE TABLE turn (
  id INTEGER PRIMARY KEY, session_id INTEGER NOT NULL REFERENCES session(id) ON DELETE CASCADE,
  party_id INTEGER NOT NULL REFERENCES party(id) ON DELETE CASCADE, note TEXT,
  at TEXT NOT NULL) STRICT;
CREATE TABLE guide_step (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, skipped_on TEXT NOT NULL) STRICT;
"""

DATA = """
CREATE TABLE data_set (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, contents TEXT, sensitivity TEXT, kept_for TEXT,
  size TEXT, position INTEGER NOT NULL, retired_on TEXT) STRICT;
CREATE TABLE data_recipient (
  id INTEGER PRIMARY KEY, data_set_id INTEGER NOT NULL REFERENCES data_set(id) ON DELETE CASCADE,
  name TEXT NOT NULL, purpose TEXT, position INTEGER NOT NULL) STRICT;
CREATE TABLE data_role (
  id INTEGER PRIMARY KEY, data_set_id INTEGER NOT NULL REFERENCES data_set(id) ON DELETE CASCADE,
  role TEXT NOT NULL, party_id INTEGER NOT NULL REFERENCES party(id) ON DELETE CASCADE,
  person_id INTEGER REFERENCES person(id) ON DELETE SET NULL,
  agreed_in_id INTEGER REFERENCES decision(id) ON DELETE SET NULL) STRICT;
CREATE TABLE data_claim (
  id INTEGER PRIMARY KEY, data_set_id INTEGER NOT NULL REFERENCES data_set(id) ON DELETE CASCADE,
  party_id INTEGER NOT NULL REFERENCES party(id) ON DELETE CASCADE,
  person_id INTEGER REFERENCES person(id) ON DELETE SET NULL, role TEXT NOT NULL,
  says TEXT, at TEXT NOT NULL) STRICT;
CREATE TABLE data_request (
  id INTEGER PRIMARY KEY, data_set_id INTEGER REFERENCES data_set(id) ON DELETE SET NULL,
  session_id INTEGER REFERENCES session(id) ON DELETE SET NULL,
  item_id INTEGER REFERENCES agenda_item(id) ON DELETE SET NULL, question TEXT NOT NULL,
  purpose TEXT, until_on TEXT, asked_by_party_id INTEGER REFERENCES party(id) ON DELETE SET NULL,
  asked_by_person_id INTEGER REFERENCES person(id) ON DELETE SET NULL, asked_on TEXT NOT NULL,
  goal_id INTEGER REFERENCES goal(id) ON DELETE SET NULL, answer TEXT, terms TEXT,
  answered_on TEXT, decision_id INTEGER REFERENCES decision(id) ON DELETE SET NULL) STRICT;
CREATE TABLE data_request_field (
  id INTEGER PRIMARY KEY,
  request_id INTEGER NOT NULL REFERENCES data_request(id) ON DELETE CASCADE,
  name TEXT NOT NULL, why TEXT, position INTEGER NOT NULL) STRICT;
CREATE TABLE data_request_party (
  id INTEGER PRIMARY KEY,
  request_id INTEGER NOT NULL REFERENCES data_request(id) ON DELETE CASCADE,
  party_id INTEGER NOT NULL REFERENCES party(id) ON DELETE CASCADE,
  answer TEXT NOT NULL, reason TEXT, at TEXT NOT NULL) STRICT;
"""

SEALED = """
CREATE TABLE sealed_rank (
  id INTEGER PRIMARY KEY, round_id INTEGER NOT NULL, goal_id INTEGER NOT NULL,
  party_id INTEGER NOT NULL, place INTEGER NOT NULL) STRICT;
"""

INDEXES = """
CREATE INDEX goal_sponsor_goal ON goal_sponsor(goal_id);
CREATE INDEX goal_party_goal ON goal_party(goal_id);
CREATE INDEX milestone_goal ON milestone(goal_id, position);
CREATE INDEX budget_line_goal ON budget_line(goal_id) WHERE goal_id IS NOT NULL;
CREATE INDEX budget_share_line ON budget_share(line_id);
CREATE INDEX tension_end_tension ON tension_end(tension_id);
CREATE INDEX goal_rank_round ON goal_rank(round_id);
CREATE INDEX tradeoff_option_tradeoff ON tradeoff_option(tradeoff_id);
CREATE INDEX agreed_fact_goal ON agreed_fact(goal_id) WHERE goal_id IS NOT NULL;
CREATE INDEX fact_party_fact ON fact_party(fact_id);
CREATE INDEX link_from ON link(from_id, role);
CREATE INDEX link_to ON link(to_id, role);
CREATE INDEX term_party_term ON term_party(term_id);
CREATE INDEX term_relation_term ON term_relation(term_id);
CREATE INDEX term_relation_other ON term_relation(other_term_id) WHERE other_term_id IS NOT NULL;
CREATE INDEX unknown_word_state ON unknown_word(state);
CREATE INDEX primer_session ON primer(session_id);
CREATE INDEX primer_item ON primer(item_id) WHERE item_id IS NOT NULL;
CREATE INDEX sayback_about ON sayback(about_id) WHERE about_id IS NOT NULL;
CREATE INDEX sayback_version_sayback ON sayback_version(sayback_id, n);
CREATE INDEX question_shelf ON question(id) WHERE is_on_shelf = 1;
CREATE INDEX question_item ON question(agenda_item_id) WHERE agenda_item_id IS NOT NULL;
CREATE INDEX proposal_concern_decision ON proposal_concern(decision_id);
CREATE INDEX proposal_concern_concern ON proposal_concern(concern_id);
CREATE INDEX turn_session ON turn(session_id);
CREATE INDEX data_recipient_set ON data_recipient(data_set_id);
CREATE INDEX data_role_set ON data_role(data_set_id);
CREATE UNIQUE INDEX data_role_accountable ON data_role(data_set_id) WHERE role = 'accountable';
CREATE INDEX data_claim_set ON data_claim(data_set_id);
CREATE INDEX data_request_set ON data_request(data_set_id) WHERE data_set_id IS NOT NULL;
CREATE INDEX data_request_session ON data_request(session_id) WHERE session_id IS NOT NULL;
CREATE INDEX data_request_field_request ON data_request_field(request_id);
CREATE INDEX data_request_party_request ON data_request_party(request_id);
CREATE INDEX concern_answered_by ON concern(answered_by_id) WHERE answered_by_id IS NOT NULL;
"""


def _joined(*columns: str) -> str:
    first, *rest = columns
    return "{r}." + first + "".join(f" || ' ' || coalesce({{r}}.{name}, '')" for name in rest)


def _loose(*columns: str) -> str:
    return " || ' ' || ".join(f"coalesce({{r}}.{name}, '')" for name in columns)


_GOAL: search.Searched = (
    ("goal", "goal", _joined("title", "measure", "common_ground", "state_reason")),
)
_NEW: search.Searched = (
    ("goal_side", "goal_party", _loose("position_text", "interest", "scope_in", "scope_out")),
    ("milestone", "milestone", _joined("title")),
    ("budget_line", "budget_line", _joined("name", "scope_in", "scope_out")),
    ("tension", "tension", _joined("title", "eases", "question")),
    ("tension_end", "tension_end", _joined("objective", "interest")),
    ("tradeoff", "tradeoff", _joined("title", "because")),
    (
        "tradeoff_option",
        "tradeoff_option",
        _joined("title", "benefit", "risk_left", "given_up"),
    ),
    ("agreed_fact", "agreed_fact", _joined("text", "source")),
    (
        "glossary",
        "term",
        _joined("term", "abbreviation", "plain", "why_other", "agreed_wording", "say_instead"),
    ),
    ("glossary_side", "term_party", _loose("meaning", "example", "say_instead")),
    ("sayback_version", "sayback_version", _joined("text")),
    ("primer", "primer", _joined("title", "text")),
    ("data_set", "data_set", _joined("name", "contents", "kept_for")),
    ("data_recipient", "data_recipient", _joined("name", "purpose")),
    ("data_claim", "data_claim", _loose("says")),
    ("data_request", "data_request", _joined("question", "purpose", "terms")),
    ("data_request_field", "data_request_field", _joined("name", "why")),
    ("data_request_party", "data_request_party", _loose("reason")),
)
CAPTURE_BODY = """
  SELECT c.id, c.kind, c.text
    || CASE WHEN c.kind = 'decision' THEN ' ' || coalesce(d.wording, '') || ' '
       || coalesce(d.plain, '') || ' ' || coalesce(d.because, '') || ' ' || coalesce(d.context, '')
       || ' ' || coalesce(d.consequences, '') ELSE '' END
    || CASE WHEN c.kind = 'action' THEN ' ' || coalesce(a.done_when, '') ELSE '' END
    || CASE WHEN c.kind = 'concern' THEN ' ' || coalesce(k.plain, '') || ' '
       || coalesce(k.subject, '') || ' ' || coalesce(k.answer_words, '') ELSE '' END
    || CASE WHEN c.kind = 'question' THEN ' ' || coalesce(q.answer, '') ELSE '' END
    || CASE WHEN c.kind = 'idea' THEN ' ' || coalesce(i.next_step, '') || ' '
       || coalesce(i.open_questions, '') || ' ' || coalesce(i.closed_because, '') ELSE '' END
    || CASE WHEN c.kind = 'sayback' THEN ' ' || coalesce(s.topic, '') ELSE '' END AS body
  FROM capture c LEFT JOIN decision d ON d.id = c.id LEFT JOIN action a ON a.id = c.id
  LEFT JOIN concern k ON k.id = c.id LEFT JOIN question q ON q.id = c.id
  LEFT JOIN idea i ON i.id = c.id LEFT JOIN sayback s ON s.id = c.id"""
# Twenty triggers need this text; a view keeps the schema short, which every opening reads.
_CAPTURE_VIEW = f"CREATE VIEW capture_searched AS {CAPTURE_BODY}"
_FROM_VIEW = "SELECT c.id, c.kind, c.body FROM capture_searched c"
_EXTENSIONS = ("decision", "action", "concern", "question", "idea", "sayback")

# What was only a line before becomes a row of its own kind.
_GROWN = (
    (
        "INSERT INTO question(id, answer, answered_on, confirmed_on)"
        " SELECT id, settled_words, CASE WHEN settled_words IS NOT NULL THEN settled_on END,"
        " settled_on FROM capture WHERE kind = 'question'"
    ),
    "INSERT INTO idea(id, stage) SELECT id, 'explore' FROM capture WHERE kind = 'idea'",
    (
        "INSERT INTO sayback(id, state, confirmed_on) SELECT id,"
        " CASE WHEN settled_on IS NULL THEN 'restated' ELSE 'confirmed' END, settled_on"
        " FROM capture WHERE kind = 'sayback'"
    ),
)


def searched_rows() -> search.Searched:
    """Return what is searched of tables that stand alone; captures have a text of their own."""
    return tuple(row for row in SEARCHED_1 if row[1] != "goal") + _GOAL + _NEW


def searched_text() -> dict[str, str]:
    """Return, for each index, the query for what its text has to be: id, kind, body."""
    return {
        "search": " UNION ALL ".join([search.source(searched_rows()), CAPTURE_BODY]),
        "sealed_search": search.source(SEALED_SEARCHED),
    }


def second_migration() -> Iterable[str]:
    """Yield every statement that leads from version 1 to 2, in order."""
    for script in (COLUMNS, GOALS, LANGUAGE, EACH_OTHER, DATA, SEALED, INDEXES):
        yield from statements(script)
    for table in ("goal", "capture", "decision", "action", "concern"):
        yield from (f"DROP TRIGGER {name}" for name in search.triggers_of(table))
    yield from search.rows_triggers("search", _GOAL + _NEW)
    yield _CAPTURE_VIEW
    yield from search.capture_triggers(_FROM_VIEW, _EXTENSIONS)
    yield from _GROWN
    yield search.upsert("search", f"SELECT * FROM ({searched_text()['search']}) WHERE true")
