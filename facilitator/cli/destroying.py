"""`facilitator destroy`: raw notes of a session, for good (S3)."""

from __future__ import annotations

from pathlib import Path

import click

from facilitator.cli.terminal import complain
from facilitator.commands.destruction import destroy_scratch
from facilitator.queries.numbers import find_session
from facilitator.queries.scratch import scratch
from facilitator.store import Reader

LIMITS = (
    "What cannot be reached from here: copies and backups, exports and papers that left, old "
    "blocks of the disk, earlier versions that a sync client keeps."
)


def destroy_notes(path: Path, session: str, is_sure: bool) -> bool:
    """Say how many raw notes there are; destroy them when that was asked. False: not (all) gone."""
    with Reader.open(path) as reader:
        session_id = find_session(reader, session)
        count = scratch(reader, session_id).count
    what = "1 raw note" if count == 1 else f"{count} raw notes"
    if not is_sure:
        complain(f"{what} would go for good; nothing was destroyed. Say --yes to do it. {LIMITS}")
        return False
    reached = destroy_scratch(path, session_id).reached
    gone = reached.snapshots + reached.backups
    if not reached.is_proven:
        complain(
            f"{what} are gone, but not everything that held them could be written anew; close "
            f"{path.name} elsewhere, then open it in the window to finish."
        )
        return False
    click.echo(
        f"{what} destroyed; every byte was read again and nothing is left. Snapshots and backups "
        f"taken away: {gone}. {LIMITS}"
    )
    return True
