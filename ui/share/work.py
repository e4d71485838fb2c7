"""What the share dialog does on a thread of the pool: previews, and files that leave.

Every file goes through the same door as any other: written, read again, and only then named. Of
several copies none has its name before all of them were found clean.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

from ui.export_files import Made, print_paper
from ui.exports import Written
from ui.jobs import JobContext
from ui.pdf_pages import Sheets, read_sheets
from ui.share.parcels import Parcel, Share

if TYPE_CHECKING:
    from facilitator.clock import Clock
    from facilitator.projections.letter import Letter
    from facilitator.store import Reader

_SHOWN = 6000  # letters of a text that a preview shows
_BLOCKS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "li", "tr", "dt", "dd", "section", "header", "footer", "caption"}
)
_UNSEEN = frozenset({"style", "script", "title"})


@dataclass(frozen=True, slots=True)
class Preview:
    """What would leave: pages or the beginning of a text, and who cannot be written to."""

    share: Share
    sheets: Sheets | None = None
    text: str = ""
    undrawn: tuple[str, ...] = ()
    without_address: tuple[str, ...] = ()
    names_nobody: bool = False


class _Portion(JobContext):
    """A part of a longer job: its progress is a part of the whole progress."""

    def __init__(self, whole: JobContext, at: int, count: int) -> None:
        self._whole, self._at, self._count = whole, at, count

    @property
    def is_cancelled(self) -> bool:
        return self._whole.is_cancelled

    def check(self) -> None:
        self._whole.check()

    def report(self, done: int, total: int, words: str = "") -> None:
        share = (self._at + done / max(total, 1)) / self._count
        self._whole.report(round(share * 100), 100, words)


def preview(file: Path, clock: Clock, share: Share, context: JobContext) -> Preview:
    """Make a copy as it would leave and return what can be seen of it; nothing is kept.

    Raises:
        SealedTextFound: sealed words stand in it.
        Cancelled: somebody no longer wants it.
    """
    from facilitator.handover import hand_over
    from facilitator.store import Reader

    context.check()
    form = share.form
    with (
        tempfile.TemporaryDirectory(prefix="facilitator-share-") as folder,
        Reader.open(file, clock) as reader,
    ):
        if form == "eml":
            return _letter_preview(reader, share)
        target = Path(folder) / f"preview.{form}"
        made = hand_over(reader, target, form, partial(write_share, share, reader, context))
        context.check()
        if form == "pdf":
            return Preview(share, read_sheets(target.read_bytes()), undrawn=made.missing)
        return Preview(share, text=_beginning(target.read_text(encoding="utf-8"), form))


def hand_out(
    file: Path, clock: Clock, parcels: Sequence[Parcel], context: JobContext
) -> list[Written]:
    """Write every parcel; none of them has its name unless all were found clean.

    Raises:
        Cancelled: somebody pressed Cancel; nothing new is there.
        SealedTextFound: sealed words stand in one; nothing new is there.
        WriteFailed: the system could not write.
    """
    from facilitator.store import Reader

    with Reader.open(file, clock) as reader:
        if len(parcels) == 1:
            return [_hand(reader, parcels[0], context)]
        return _hand_together(reader, parcels, context)


def write_share(share: Share, reader: Reader, context: JobContext, part: Path) -> Made:
    """Write one copy to a path; what is equal in all copies is proven first (M3)."""
    from facilitator.projections.audiences import build_copy

    copy = build_copy(reader, share.session_id, share.readers.audience, share.style)
    context.check()
    if share.form == "pdf":
        return Made(print_paper(copy, reader, part, context), copy)
    if share.form == "eml":
        return _write_letter(_letter(reader, share), part, context)
    from facilitator.exchange.render import copy_text

    part.write_text(copy_text(copy, share.form), encoding="utf-8", newline="")
    context.check()
    return Made((), copy)


# --- leaving ------------------------------------------------------------------------------------


def _hand(reader: Reader, parcel: Parcel, context: JobContext) -> Written:
    from facilitator.handover import hand_over_proven, leaving_of

    share, target = parcel.share, parcel.target
    write = partial(write_share, share, reader, context)
    handed = hand_over_proven(reader, target, share.form, write)
    return Written(target, handed.result.missing, leaving_of(handed.result.paper), handed)


def _hand_together(reader: Reader, parcels: Sequence[Parcel], context: JobContext) -> list[Written]:
    """Write all of them beside their place, then give them their names."""
    from facilitator.errors import WriteFailed

    folder = parcels[0].target.parent
    try:
        stage = tempfile.TemporaryDirectory(prefix=".facilitator-", dir=folder)
    except OSError as error:
        raise WriteFailed(folder, (error.strerror or "it is not there").lower()) from error
    with stage as name:
        staged = [replace(one, target=Path(name) / one.target.name) for one in parcels]
        try:
            made = [
                _hand(reader, one, _Portion(context, at, len(staged)))
                for at, one in enumerate(staged)
            ]
        except WriteFailed as error:
            raise WriteFailed(folder / error.path.name, error.cause) from error
        context.check()
        _take_names(staged, parcels)
    return [replace(one, path=parcel.target) for one, parcel in zip(made, parcels, strict=True)]


def _take_names(staged: Sequence[Parcel], parcels: Sequence[Parcel]) -> None:
    from facilitator.errors import WriteFailed

    new: list[Path] = []
    for one, parcel in zip(staged, parcels, strict=True):
        is_new = not parcel.target.exists()
        try:
            one.target.replace(parcel.target)
        except OSError as error:
            for path in new:
                path.unlink(missing_ok=True)
            raise WriteFailed(parcel.target, (error.strerror or "it failed").lower()) from error
        if is_new:
            new.append(parcel.target)


# --- letters ------------------------------------------------------------------------------------


def _letter(reader: Reader, share: Share) -> Letter:
    from facilitator.projections.audiences import build_copy
    from facilitator.projections.letter import build_letter
    from facilitator.projections.reading_copy import party_of

    audience = share.readers.audience
    copy = build_copy(reader, share.session_id, audience, share.style)
    return build_letter(reader, share.session_id, copy, party_of(audience))


def _write_letter(letter: Letter, part: Path, context: JobContext) -> Made:
    from facilitator import printing
    from ui.fonts import find_font

    printed = printing.write_letter(
        letter,
        part,
        find_font=find_font,
        progress=partial(_report, context),
        cancelled=partial(_is_cancelled, context),
    )
    return Made(printed.missing, letter.minutes)


def _letter_preview(reader: Reader, share: Share) -> Preview:
    """Return head and body of a letter; its paper is the one that the form PDF shows."""
    from facilitator.exchange.eml import letter_file, parts_of
    from facilitator.printing import enclosed_name

    letter = _letter(reader, share)
    head, body = (
        data.decode("utf-8", "replace") for _, _, data in parts_of(letter_file(letter, []))
    )
    shown = "\n".join(
        line for line in head.splitlines() if line.partition(":")[0] in ("From", "To", "Subject")
    )
    return Preview(
        share,
        text=f"{shown}\nEnclosed: {enclosed_name(letter)}\n\n{body}",
        without_address=letter.without_address,
        names_nobody=not letter.to,
    )


def _report(context: JobContext, share: float) -> None:
    context.report(round(share * 100), 100)


def _is_cancelled(context: JobContext) -> bool:
    return context.is_cancelled


# --- the beginning of a text --------------------------------------------------------------------


class _Seen(HTMLParser):
    """Collects what a page shows, a line for each block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in _UNSEEN
        if tag in _BLOCKS:
            self.text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in _UNSEEN
        if tag in ("td", "th"):
            self.text.append("  ")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.text.append(" ".join(data.split()) if not data.strip() else data)


def _beginning(text: str, form: str) -> str:
    if form == "html":
        page = _Seen()
        page.feed(text)
        page.close()
        lines = (" ".join(line.split()) for line in "".join(page.text).splitlines())
        text = "\n".join(line for line in lines if line)
    elif form == "json":
        text = json.dumps(json.loads(text), indent=2, ensure_ascii=False)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
