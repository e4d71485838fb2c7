"""Which table is journalled and which is not. A test fails when a table is in neither list."""

from __future__ import annotations

APPLICATION_ID = 0x46434C54  # "FCLT"
SCHEMA_VERSION = 1  # the number of migrations in migrations.py; a test compares

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
    "clock_now",
    "paper_body",
    "search_text",
    "sealed_search_text",
    "search",
    "sealed_search",
    "_sqlite_migrations",
)

# What a copy that is handed on leaves behind, besides every sealed_* table.
KEPT_BACK = ("step", "journal", "draft", "clock_now")


def is_sealed(table: str) -> bool:
    """Tell whether a table is for the facilitator alone."""
    return table.startswith("sealed_")


def journal_of(table: str) -> str:
    """Name the journal that holds a table's history: sealed tables have their own."""
    return "sealed_journal" if is_sealed(table) else "journal"
