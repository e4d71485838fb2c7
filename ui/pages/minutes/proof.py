"""A proof of a paper: the real file, made in the background, read again, and counted.

It goes through the same door as a file that is saved: written, scanned for sealed words, and only
then shown or printed. Nothing of it stays on the disk.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ui.jobs import JobContext
from ui.pages.minutes.audience import party_of
from ui.pdf_pages import Sheets, read_sheets

if TYPE_CHECKING:
    from facilitator.clock import Clock
    from facilitator.projections.changes import Change
    from facilitator.projections.types import Agenda, Minutes, PartyPresence, PreBrief
    from facilitator.queries.closing import Missing
    from facilitator.queries.prepare import ItemRow
    from facilitator.store import Reader

Paper = TypeVar("Paper")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to make: `paper` is minutes or agenda, `style` one of the minutes' styles.

    `audience` is whom it is for: joint, `party:` with an id, executive, room, facilitator.
    `version_id` names a version to show as it went out; 0 is what stands.
    """

    session_id: int
    paper: str
    style: str
    version_id: int = 0
    audience: str = "joint"


@dataclass(frozen=True, slots=True)
class Since:
    """What was changed since a version went out: `changed` is the text, `told` all there is."""

    changed: tuple[Change, ...] = ()
    told: tuple[Change, ...] = ()


_NOTHING = Since()


@dataclass(frozen=True, slots=True)
class Receipt:
    """What leaves with a paper and who sees it, counted from its projection."""

    readers: tuple[str, ...]
    sides: int
    decisions: int = 0
    actions: int = 0
    raised: int = 0
    items: int = 0
    outcomes: int = 0
    notes: int = 0
    papers: int = 0
    open_actions: int = 0
    is_for_facilitator: bool = False


@dataclass(frozen=True, slots=True)
class Contents:
    """What minutes still lack, their items, and for each item how many notes print."""

    missing: tuple[Missing, ...] = ()
    items: tuple[ItemRow, ...] = ()
    notes: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Proof:
    """A finished paper in memory; `undrawn` names characters that no font could draw."""

    wanted: Wanted
    sheets: Sheets
    undrawn: tuple[str, ...]
    receipt: Receipt
    contents: Contents
    since: Since = _NOTHING


def make_proof(file: Path, clock: Clock, wanted: Wanted, context: JobContext) -> Proof:
    """Make a paper from the file as it is now; for a thread of the pool.

    Raises:
        SealedTextFound: sealed words stand in it.
        Cancelled: somebody no longer wants it.
    """
    from facilitator.handover import hand_over
    from facilitator.store import Reader

    context.check()
    with (
        tempfile.TemporaryDirectory(prefix="facilitator-proof-") as folder,
        Reader.open(file, clock) as reader,
    ):
        target = Path(folder) / f"{wanted.paper}.pdf"
        if wanted.audience == "facilitator":
            undrawn, receipt = _run_book(reader, wanted, target, context)
        else:
            write, receipt = _writing(reader, wanted, context)
            undrawn = hand_over(reader, target, "pdf", write)
        context.check()
        sheets = read_sheets(target.read_bytes())
        contents, since = _contents(reader, wanted), _since(reader, wanted)
        return Proof(wanted, sheets, undrawn, receipt, contents, since)


def _since(reader: Reader, wanted: Wanted) -> Since:
    """Compare what the file says today with the version that went out last (M2)."""
    from facilitator.projections.minutes import build_live_minutes
    from facilitator.projections.standing import (
        changed_since,
        differences,
        version_as_it_went_out,
    )
    from facilitator.queries.minutes import OUT, last_version

    last = last_version(reader, wanted.session_id) if wanted.paper == "minutes" else None
    if last is None or last.state not in OUT:
        return Since()
    frozen = version_as_it_went_out(reader, last.id)
    live = build_live_minutes(reader, wanted.session_id, last.style)
    return Since(changed_since(frozen, live), differences(frozen, live))


def _contents(reader: Reader, wanted: Wanted) -> Contents:
    if wanted.paper == "agenda":
        return Contents()
    from facilitator.queries.closing import closing
    from facilitator.queries.prepare import agenda
    from facilitator.queries.running import captures

    items = agenda(reader, wanted.session_id)
    prints_all = wanted.style == "discussion"
    counts = {
        item.id: sum(bool(line.strip()) for line in item.notes.splitlines())
        for item in items
        if item.notes_in_minutes or prints_all
    }
    for each in captures(reader, wanted.session_id):
        if each.kind == "note" and each.item_id and (each.in_minutes or prints_all):
            counts[each.item_id] = counts.get(each.item_id, 0) + 1
    missing = closing(reader, wanted.session_id).missing
    return Contents(missing, tuple(items), tuple(counts.items()))


def _run_book(
    reader: Reader, wanted: Wanted, target: Path, context: JobContext
) -> tuple[tuple[str, ...], Receipt]:
    """Write what is for the facilitator alone, through the door that it has for itself (P7)."""
    from facilitator.handover import hand_over
    from facilitator.projections.agenda import build_agenda
    from facilitator.projections.run_book import build_run_book
    from ui.export_files import write_run_book_part

    book = build_run_book(reader, wanted.session_id)
    write = partial(write_run_book_part, book, context)
    made = hand_over(reader, target, "pdf", write, paper=book, for_facilitator=True)
    receipt = _agenda_receipt(build_agenda(reader, wanted.session_id))
    return made.missing, replace(receipt, readers=(), sides=0, is_for_facilitator=True)


def _writing(
    reader: Reader, wanted: Wanted, context: JobContext
) -> tuple[Callable[[Path], tuple[str, ...]], Receipt]:
    """Return what writes the paper, and the receipt of the very same projection."""
    from ui.export_files import print_paper

    if wanted.paper == "agenda" and (party_id := party_of(wanted.audience)) is not None:
        from facilitator.projections.prebrief import build_prebrief

        brief = build_prebrief(reader, wanted.session_id, party_id)
        return partial(_with_context, print_paper, brief, reader, context), _brief_receipt(brief)
    if wanted.paper == "agenda":
        from facilitator.projections.agenda import build_agenda

        agenda = build_agenda(reader, wanted.session_id)
        return partial(_with_context, print_paper, agenda, reader, context), _agenda_receipt(agenda)
    if wanted.audience != "joint" and not wanted.version_id:
        return _copy_writing(reader, wanted, context)
    from facilitator.projections.minutes import build_minutes

    if wanted.version_id:
        from facilitator.projections.standing import version_as_it_went_out

        minutes = version_as_it_went_out(reader, wanted.version_id)
    else:
        minutes = build_minutes(reader, wanted.session_id, "joint", wanted.style)
    return partial(_with_context, print_paper, minutes, reader, context), _minutes_receipt(minutes)


def _copy_writing(
    reader: Reader, wanted: Wanted, context: JobContext
) -> tuple[Callable[[Path], tuple[str, ...]], Receipt]:
    """Return what writes the copy for one audience; it is proven equal to the joint one (M3)."""
    from facilitator.projections.audiences import build_copy
    from facilitator.projections.minutes import build_minutes
    from facilitator.projections.types import Minutes
    from ui.export_files import print_paper

    copy = build_copy(reader, wanted.session_id, wanted.audience, wanted.style)
    joint = build_minutes(reader, wanted.session_id, "joint", wanted.style)
    told = copy if isinstance(copy, Minutes) else joint
    receipt = replace(_minutes_receipt(told), sides=1)
    if not isinstance(copy, Minutes):
        receipt = replace(receipt, readers=(), outcomes=0, notes=0, raised=0, items=0)
    return partial(_with_context, print_paper, copy, reader, context), receipt


def _with_context(
    write: Callable[[Paper, Reader, Path, JobContext], tuple[str, ...]],
    paper: Paper,
    reader: Reader,
    context: JobContext,
    part: Path,
) -> tuple[str, ...]:
    return write(paper, reader, part, context)


def _minutes_receipt(minutes: Minutes) -> Receipt:
    return Receipt(
        readers=minutes.distribution,
        sides=sum(each.party is not None for each in minutes.attendance),
        decisions=len(minutes.decisions),
        actions=len(minutes.actions),
        raised=len(minutes.raised) + len(minutes.parked),
        items=len(minutes.items),
        outcomes=sum(bool(item.outcome) for item in minutes.items),
        notes=sum(len(item.notes) for item in minutes.items),
    )


def _brief_receipt(brief: PreBrief) -> Receipt:
    return Receipt(
        readers=(brief.party.name,),
        sides=1,
        items=len(brief.items),
        papers=sum(len(item.papers) for item in brief.items),
        open_actions=len(brief.owed),
    )


def _agenda_receipt(agenda: Agenda) -> Receipt:
    return Receipt(
        readers=tuple(name for each in agenda.invited for name in _names(each)),
        sides=sum(each.party is not None for each in agenda.invited),
        items=len(agenda.items),
        papers=sum(len(item.papers) for item in agenda.items),
        open_actions=len(agenda.open_actions),
    )


def _names(presence: PartyPresence) -> list[str]:
    groups = (presence.invited, presence.present, presence.apologies, presence.absent)
    return [person.name for group in groups for person in group]
