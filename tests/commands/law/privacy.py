"""Privacy (S2, S3): what left has left, and what is destroyed does not come back."""

from __future__ import annotations

from tests.commands.law import Table

LAW: Table = {}
NO_LAW = {
    "destruction.destroy_scratch",
    "destruction.destroy_sealed_notes",
    "destruction.finish_destruction",
    "destruction.seal_capture",
    "receipts.note_export",
}
