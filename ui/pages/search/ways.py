"""Open what was found, on the page where it lives."""

from __future__ import annotations

from facilitator.domain.words import SessionState
from facilitator.queries.data_hits import data_target
from facilitator.queries.glossary import term_of_side
from facilitator.queries.ground_hits import GROUND_KINDS, ground_target
from facilitator.queries.home import Home, home
from facilitator.queries.minutes_hits import MINUTES_KINDS
from facilitator.queries.plan_hits import PLAN_KINDS, plan_target
from facilitator.queries.sayback_hits import sayback_of, session_of_primer
from facilitator.queries.search import Hit
from ui.pages import PAGES
from ui.shell import Shell

_OWN_PAGE = {
    "decision": ("decisions", "decision_id"),
    "action": ("actions", "action_id"),
    "goal": ("goals", "goal_id"),
    "person": ("people", "person_id"),
    "sealed_note": ("private", "note_id"),
    "glossary": ("language", "term_id"),
    "question": ("language", "question_id"),
    "sayback": ("language", "sayback_id"),
    "concern": ("radar", "concern_id"),
    "idea": ("radar", "idea_id"),
    "want": ("radar", "need_id"),
    "need": ("radar", "need_id"),
    "challenge": ("radar", "need_id"),
}
_PLACES = ("session", "item", "notes", "paper")
_ANSWERED = ("parked",)
Way = tuple[str, dict[str, object]]


def open_hit(shell: Shell, hit: Hit) -> None:
    """Go to the page of what was found; what still waits for an answer is asked for here."""
    if hit.kind in _OWN_PAGE:
        page, name = _OWN_PAGE[hit.kind]
        _go(shell, (page, {name: hit.id}))
        return
    if hit.kind.startswith("data_"):
        _go(shell, ("data", data_target(shell.workspace.reader, hit.kind, hit.id)))
        return
    if hit.kind == "glossary_side":
        _go(shell, ("language", {"term_id": term_of_side(shell.workspace.reader, hit.id)}))
        return
    if hit.kind == "sayback_version":
        _go(shell, ("language", {"sayback_id": sayback_of(shell.workspace.reader, hit.id)}))
        return
    if hit.kind == "primer":
        session_id = session_of_primer(shell.workspace.reader, hit.id)
        _go(shell, ("prepare", {"session_id": session_id}))
        return
    if hit.kind in GROUND_KINDS:
        _go(shell, ("goals", ground_target(shell.workspace.reader, hit.kind, hit.id)))
        return
    if hit.kind in PLAN_KINDS:
        _go(shell, ("plan", plan_target(shell.workspace.reader, hit.kind, hit.id)))
        return
    if hit.kind in MINUTES_KINDS:
        _go(shell, ("minutes", {"session_id": hit.session_id}))
        return
    if hit.kind == "agreement":
        _go(shell, ("people", {}))
        return
    if hit.kind.startswith("sealed"):
        _go(shell, ("prepare", {"session_id": hit.session_id}))
        return
    found = home(shell.workspace.reader, hit.kind, hit.id)
    if found is None:
        return
    is_asked = hit.kind in _ANSWERED and not found.is_settled
    if hit.kind not in _PLACES and (is_asked or found.session_id is None):
        from ui.dialogs.settle import SettleDialog

        SettleDialog(shell.workspace, hit.id, shell.window_widget).open()
        return
    _go(shell, way_to(found))


def way_to(found: Home) -> Way:
    """Return the step of a session where a thing is shown: the one that is due."""
    if found.session_id is None and found.item_id is not None:
        return "plan", {"tab": "backlog", "item_id": found.item_id}
    if found.session_id is None:
        return "sessions", {}
    if found.state == SessionState.RUNNING:
        return "run", {"session_id": found.session_id}
    if found.state == SessionState.CLOSED:
        return "minutes", {"session_id": found.session_id}
    target: dict[str, object] = {"session_id": found.session_id}
    if found.item_id is not None:
        target["item_id"] = found.item_id
    return "prepare", target


def _go(shell: Shell, way: Way) -> None:
    page, target = way
    if any(spec.id == page for spec in PAGES):
        shell.go(page, **target)
    else:
        shell.go("together")
