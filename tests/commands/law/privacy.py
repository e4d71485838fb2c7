"""Privacy (S2, S3): what left has left, and what is destroyed does not come back."""

from __future__ import annotations

from facilitator.commands import sealed
from tests.commands.law import Table
from tests.commands.scene import Scene


def _note(s: Scene) -> int:
    return sealed.write_sealed_note(s.store, "Only for me", session_id=s.planned)


LAW: Table = {
    "sealed.set_expiry": (_note, lambda s, note: sealed.set_expiry(s.store, note, "2026-07-31")),
}
NO_LAW = {
    "destruction.destroy_scratch",
    "destruction.destroy_sealed_notes",
    "destruction.finish_destruction",
    "destruction.seal_capture",
    "receipts.note_export",
}
