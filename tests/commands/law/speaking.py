"""Speaking time is counted like a clock (V8): it is no step, so that undo never meets it."""

from __future__ import annotations

from tests.commands.law import Table

LAW: Table = {}
NO_LAW = {"speaking.add_speaking", "speaking.forget_speaking"}
