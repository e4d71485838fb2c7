"""Concerns: open until a decision, an action or “heard, not taken up, because…” answers (C1)."""

from __future__ import annotations

from typing import Any

from facilitator.commands.fields import Converter, edit, line, must_exist, remember, text
from facilitator.domain.words import ConcernState
from facilitator.errors import InvalidText
from facilitator.store import Store

CONCERN: dict[str, Converter] = {"plain": text, "category": line, "severity": line}


def set_concern(
    store: Store, concern_id: int, *, origin: object | None = None, **fields: Any
) -> None:
    """Change plain words, category or seriousness of a concern."""
    edit(store, "Edit concern", "concern", concern_id, CONCERN, fields, origin)


def answer_concern(
    store: Store, concern_id: int, words: str, *, answered_by_id: int | None = None
) -> None:
    """Answer a concern: by a decision or an action, else as heard and not taken up, because…"""
    row = must_exist(store, "concern", concern_id)
    reason = text("Because", words)
    if answered_by_id is None and reason is None:
        raise InvalidText("Because", "say why it is not taken up, or link a decision or an action")
    state = ConcernState.HEARD if answered_by_id is None else ConcernState.ANSWERED
    with store.step("Answer concern"):
        remember(store, concern_id, "state", row["state"], state.value, reason)
        store.update(
            "concern",
            concern_id,
            state=state.value,
            answered_by_id=answered_by_id,
            answer_words=reason,
        )


def reopen_concern(store: Store, concern_id: int) -> None:
    """Say that a concern is not answered after all."""
    row = must_exist(store, "concern", concern_id)
    with store.step("Open concern again"):
        remember(store, concern_id, "state", row["state"], ConcernState.OPEN.value)
        store.update(
            "concern",
            concern_id,
            state=ConcernState.OPEN.value,
            answered_by_id=None,
            answer_words=None,
        )
