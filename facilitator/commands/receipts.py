"""Receipts: what left, when, for whom, and that no sealed word was in it (S2)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from facilitator.commands.fields import stamp
from facilitator.commands.record import append_event
from facilitator.domain.text import clean_line
from facilitator.store import Store


def note_export(
    store: Store,
    kind: str,
    audience: str,
    code: str,
    file_sha256: str,
    body: Mapping[str, Any],
) -> int:
    """Keep that a file was handed over. It stands outside undo: what left, left.

    `body` holds counts, names of forms and the file's name: never a sealed word, never a folder.
    """
    receipt_id = store.new_id()
    with store.step("Receipt"):
        store.execute(
            "INSERT INTO receipt(id, at, kind, audience, code, file_sha256, body_json)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                receipt_id, stamp(store), kind, clean_line(audience), code, file_sha256,
                json.dumps(dict(body)),
            ),
        )  # fmt: skip
        facts = {"kind": kind, "audience": audience, "code": code, "sha256": file_sha256}
        append_event(store, "handed_over", receipt_id, facts)
    return receipt_id
