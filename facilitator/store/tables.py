"""Which table is journalled and which is not. A test fails when a table is in neither list."""

from __future__ import annotations

APPLICATION_ID = 0x46434C54  # "FCLT"
SCHEMA_VERSION = 4  # the number of migrations in migrations.py; a test compares

TRACKED = (
    "engagement",
    "party",
    "party_point",
    "person",
    "membership",
    "agreement",
    "goal",
    "series",
    "session",
    "attendance",
    "agenda_item",
    "item_notes",
    "clock_event",
    "paper",
    "capture",
    "decision",
    "decision_option",
    "decision_position",
    "consideration",
    "action",
    "concern",
    "history",
    "goal_sponsor",
    "goal_party",
    "milestone",
    "budget_line",
    "budget_share",
    "tension",
    "tension_end",
    "rank_round",
    "goal_rank",
    "tradeoff",
    "tradeoff_option",
    "agreed_fact",
    "fact_party",
    "link",
    "home_party",
    "term",
    "term_party",
    "term_relation",
    "unknown_word",
    "primer",
    "sayback",
    "sayback_version",
    "question",
    "idea",
    "proposal_concern",
    "turn",
    "guide_step",
    "data_set",
    "data_recipient",
    "data_role",
    "data_claim",
    "data_request",
    "data_request_field",
    "data_request_party",
    "plan",
    "advice",
    "rhythm",
    "series_exception",
    "threshold",
    "incident",
    "closing_round",
    "minutes",
    "minutes_answer",
    "minutes_objection",
    "correction",
    "sealed_rank",
    "sealed_rate",
    "sealed_session",
    "sealed_note",
    "sealed_release",
    "sealed_prep",
    "sealed_prompt",
    "sealed_template",
)

UNTRACKED = (
    "step",
    "journal",
    "sealed_journal",
    "issued_number",
    "draft",
    "sealed_draft",
    "sealed_speaking",
    "clock_now",
    "paper_body",
    "calendar_sent",
    "record",
    "receipt",
    "search_text",
    "sealed_search_text",
    "search",
    "sealed_search",
    "_sqlite_migrations",
)

# The kinds that `link` joins, and the table that holds each.
LINKED = {
    "tension": "tension",
    "decision": "capture",
    "action": "capture",
    "concern": "capture",
    "idea": "capture",
    "question": "capture",
    "parked": "capture",
    "sayback": "capture",
    "goal": "goal",
    "item": "agenda_item",
    "budget_line": "budget_line",
    "data_request": "data_request",
    "term": "term",
}

# What a copy that is handed on leaves behind, besides every sealed_* table.
KEPT_BACK = ("step", "journal", "draft", "clock_now", "receipt")


def is_sealed(table: str) -> bool:
    """Tell whether a table is for the facilitator alone."""
    return table.startswith("sealed_")


def journal_of(table: str) -> str:
    """Name the journal that holds a table's history: sealed tables have their own."""
    return "sealed_journal" if is_sealed(table) else "journal"
