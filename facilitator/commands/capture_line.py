"""The capture line: what was understood becomes a row, and the draft of the line goes (V3)."""

from __future__ import annotations

from facilitator.commands.captures import WORDS, capture
from facilitator.commands.sealed import write_sealed_note
from facilitator.commands.unknown_words import collect
from facilitator.domain.capture_line import Captured
from facilitator.store import Store


def keep_line(
    store: Store, said: Captured, session_id: int, item_id: int | None, *, draft: str = ""
) -> int:
    """Keep a line and forget its draft in one go, so that a crash leaves one of the two.

    A sealed line goes to the sealed notes alone: its draft is the sealed one, and no label or
    number tells of it.
    """
    if said.kind is None:
        with store.step("Sealed note"):
            note_id = write_sealed_note(store, said.text, session_id=session_id, item_id=item_id)
            if draft:
                store.clear_draft(draft, sealed=True)
        return note_id
    with store.step(f"Capture {WORDS[said.kind]}"):
        capture_id = capture(
            store,
            said.kind,
            said.text,
            session_id=session_id,
            item_id=item_id,
            party_id=said.party_id,
            person_id=said.person_id,
            goal_id=said.goal_id,
            due_on=said.due,
            due_next=said.due_next,
            asked_by_party_id=said.asked_by_party_id,
        )
        collect(store, said.text, said.kind.value, capture_id, said.party_id)
        if draft:
            store.clear_draft(draft)
    return capture_id
