"""Where each thing on the home page leads: the page it belongs to, and itself on it."""

from __future__ import annotations

from ui.shell import Shell

_PLACES = {
    "action": ("actions", "action_id"),
    "acceptance": ("actions", "action_id"),
    "decision": ("decisions", "decision_id"),
    "review": ("decisions", "decision_id"),
    "concern": ("radar", "concern_id"),
    "idea": ("radar", "idea_id"),
    "want": ("radar", "need_id"),
    "need": ("radar", "need_id"),
    "challenge": ("radar", "need_id"),
    "question": ("language", "question_id"),
    "sayback": ("language", "sayback_id"),
    "request": ("data", "request_id"),
    "claim": ("data", "data_set_id"),
    "minutes": ("minutes", "session_id"),
    "approval": ("minutes", "session_id"),
    "data_set": ("data", "data_set_id"),
    "goal": ("goals", "goal_id"),
    "person": ("people", "person_id"),
    "party": ("people", "party_id"),
    "series": ("plan", "series_id"),
}


def lead(shell: Shell, kind: str, row_id: int) -> None:
    """Show something where it belongs."""
    page_id, name = _PLACES[kind]
    shell.go(page_id, **{name: row_id})
