"""The undo law for what minutes that came back bring."""

from __future__ import annotations

from facilitator.commands import from_minutes
from tests.commands.brought import MINUTES
from tests.commands.law import Table, nothing

LAW: Table = {
    "from_minutes.continue_from": (
        nothing,
        lambda s, _: from_minutes.continue_from(s.store, MINUTES, (0, 1), (0,), s.planned),
    ),
}
# Makes a file of its own; there is nothing in it to go back to.
NO_LAW = {"from_minutes.make_from_minutes"}
