"""Keys to sign with, on the command line: made, and opened with their passphrase (M2)."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.cli.passphrase import ask, is_terminal, read_secret
from facilitator.cli.terminal import print_line, wrong_use
from facilitator.domain.words import MinutesState
from facilitator.errors import CommandRefused
from facilitator.projections.types import Minutes

if TYPE_CHECKING:
    from facilitator.documents.signing import SigningKey

_SIGNED = (MinutesState.CIRCULATED, MinutesState.CORRECTED, MinutesState.APPROVED)


def make_key_file(path: Path, name: str, secret: str | None) -> None:
    """Write a key of one's own; a file that is there already stays."""
    from facilitator.documents.signing import make_key

    if path.exists():
        raise CommandRefused(f"{path.name} is there already. Nothing was written.")
    passphrase = _secret(secret, f"Passphrase for {path.name}", twice=True)
    make_key(path, name, passphrase, datetime.now(UTC))
    print_line(
        f"Wrote {path.name}. Nobody proves that it belongs to {name}: tell the others by another "
        "way that it is yours."
    )


def key_for(path: Path, secret: str | None) -> SigningKey:
    """Return the key to sign with; its passphrase is kept nowhere."""
    from facilitator.documents.signing import open_key

    return open_key(path, _secret(secret, f"Passphrase of {path.name}"))


def ensure_finished(minutes: object) -> None:
    """Refuse to sign what nobody was given yet.

    Raises:
        CommandRefused: it is a draft, or no minutes.
    """
    if not isinstance(minutes, Minutes) or minutes.approval.state not in _SIGNED:
        raise CommandRefused(
            "Only minutes that are circulated or approved are signed. Nothing was written."
        )


def _secret(name: str | None, words: str, *, twice: bool = False) -> str:
    if name is not None:
        return read_secret(name)
    if not is_terminal():
        wrong_use("Name the file that holds the key's passphrase with --key-passphrase-file.")
    return ask(words, twice=twice)
