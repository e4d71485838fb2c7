"""Where paper and exports of the command line go: a file or standard output, with a receipt."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from facilitator.cli.terminal import STDOUT, complain, print_bytes, wrong_use
from facilitator.errors import FileForbidden, FileLocked, FileReadOnly, WriteFailed
from facilitator.handover import Handed, Leaving, hand_over_proven, leaving_of, note_handed
from facilitator.store import Reader, Store, gate
from facilitator.store.tables import SCHEMA_VERSION

if TYPE_CHECKING:
    from facilitator.documents.press import Printed
    from facilitator.projections.equality import Copy
    from facilitator.projections.paper import Paper


def kind_of(out: str, kinds: tuple[str, ...], on_stdout: str, as_json: bool = False) -> str:
    """Return the kind of file that is asked for, by the ending of its name."""
    if out == STDOUT:
        if on_stdout == "pdf" and sys.stdout.isatty():
            wrong_use("A PDF is not for a terminal; give a file name, or send it on.")
        return on_stdout
    kind = Path(out).suffix.lower().removeprefix(".")
    if kind not in kinds:
        endings = ", ".join(f".{each}" for each in kinds)
        wrong_use(f"“{Path(out).name}” ends in none of {endings}, so its kind is not known.")
    if as_json and kind != "json":
        wrong_use("--json goes with a file that ends in .json, or with -o -.")
    return kind


def deliver_pdf(reader: Reader, out: str, paper: Paper, write: Callable[[Path], Printed]) -> None:
    """Write a PDF and name on standard error the characters that no font could draw."""
    with _Target(reader, out) as target:
        handed = hand_over_proven(reader, target.path, "pdf", write)
        if handed.result.warning:
            complain(handed.result.warning)
        target.finish()
    _keep_receipt(reader, leaving_of(paper), handed)


def deliver_letter(reader: Reader, session_id: int, out: str, minutes: Copy, audience: str) -> None:
    """Write the draft of a letter with the minutes enclosed; name who has no address (M5)."""
    from facilitator.printing import write_letter
    from facilitator.projections.letter import build_letter
    from facilitator.projections.reading_copy import party_of

    letter = build_letter(reader, session_id, minutes, party_of(audience))
    with _Target(reader, out) as target:
        handed = hand_over_proven(
            reader, target.path, "eml", lambda part: write_letter(letter, part)
        )
        if handed.result.warning:
            complain(handed.result.warning)
        target.finish()
    if not letter.to:
        complain("The draft names nobody; fill in to whom it goes.")
    if letter.without_address:
        names = ", ".join(letter.without_address)
        complain(f"Without an address that works, so not in the draft: {names}")
    _keep_receipt(reader, leaving_of(minutes), handed)


def deliver_run_book(reader: Reader, session_id: int, out: str) -> None:
    """Write the run book, and say what it holds and for whom."""
    from facilitator.documents import write_run_book
    from facilitator.projections.run_book import build_run_book

    book = build_run_book(reader, session_id)
    with _Target(reader, out) as target:
        handed = hand_over_proven(
            reader,
            target.path,
            "pdf",
            lambda part: write_run_book(book, part),
            paper=book,
            for_facilitator=True,
        )
        if handed.result.warning:
            complain(handed.result.warning)
        complain(f"The run book {_held(book.sealed_count)}, for you only. Do not share it.")
        target.finish()
    # How many sealed notes there are is nobody's business, so its receipt counts nothing.
    _keep_receipt(reader, Leaving("runbook", book.audience, session=book.session.number), handed)


def _held(count: int) -> str:
    """Return `holds 3 sealed notes`."""
    return f"holds {count or 'no'} sealed {'note' if count == 1 else 'notes'}"


def deliver_text(reader: Reader, out: str, kind: str, text: str, leaving: Leaving) -> None:
    data = (text.removeprefix("\ufeff") if out == STDOUT else text).encode("utf-8")
    with _Target(reader, out) as target:
        handed = hand_over_proven(reader, target.path, kind, lambda part: part.write_bytes(data))
        target.finish()
    _keep_receipt(reader, leaving, handed)


def _keep_receipt(reader: Reader, leaving: Leaving, handed: Handed[Any]) -> None:
    """Keep what left, for whom and how it was proven (S2); a file held elsewhere cannot.

    One of an earlier version stays as it is: writing to it would bring it up to date.
    """
    schema = gate.examine(reader.path).schema
    if 0 < schema < SCHEMA_VERSION:
        return
    reader.close()  # so that the writer leaves one plain file behind
    with (
        suppress(FileLocked, FileReadOnly, FileForbidden, WriteFailed),
        Store.open(reader.path) as store,
    ):
        note_handed(store, leaving, handed)


class _Target:
    """The file to write; for standard output one in a folder that is gone afterwards."""

    def __init__(self, reader: Reader, out: str) -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        if out == STDOUT:
            self._folder = tempfile.TemporaryDirectory(prefix="facilitator-")
            self.path = Path(self._folder.name) / "standard output"
            return
        self.path = Path(out)
        if self.path.exists() and self.path.samefile(reader.path):
            wrong_use("The engagement file itself cannot be written over.")

    def __enter__(self) -> _Target:
        return self

    def finish(self) -> None:
        """Send what was written on, where it goes to standard output."""
        if self._folder is not None:
            print_bytes(self.path.read_bytes())

    def __exit__(self, *_: object) -> None:
        if self._folder is not None:
            self._folder.cleanup()


class Shown:
    """Progress on a terminal, once work has taken half a second."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._since = time.monotonic()
        self._is_terminal = sys.stderr.isatty()
        self._width = 0

    def __enter__(self) -> Shown:
        return self

    def at(self, share: float) -> None:
        """Show how much is done, from 0 to 1."""
        if self._is_terminal and time.monotonic() - self._since > 0.5:
            text = f"{self._label}: {round(share * 100)} %"
            click.echo(f"\r{text}", err=True, nl=False)
            self._width = len(text)

    def __exit__(self, *_: object) -> None:
        if self._width:
            click.echo(f"\r{' ' * self._width}\r", err=True, nl=False)
