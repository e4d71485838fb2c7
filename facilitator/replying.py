"""A reply sheet that came back, and what a file knows of the minutes it answers to (M2).

Used by the command line and the window: what was understood is shown first, then kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from facilitator.commands.captures import capture
from facilitator.commands.minutes_answers import Objection, answer_minutes
from facilitator.domain.text import fold
from facilitator.domain.words import CameBy, CaptureKind, MinutesState
from facilitator.errors import CommandRefused
from facilitator.exchange.reply_in import ReadReply
from facilitator.projections.reply import entries_of
from facilitator.projections.reply_papers import ReplyEntry
from facilitator.projections.standing import version_as_it_went_out
from facilitator.queries.minutes import (
    OUT,
    AnswerRow,
    VersionRow,
    answers_to,
    last_version,
    version_of_code,
)
from facilitator.queries.numbers import session_labels
from facilitator.store import Reader, Store


class Doubt(StrEnum):
    """Why a sheet is no answer to the minutes of a file."""

    UNKNOWN_MINUTES = "unknown_minutes"
    REFERENCE_CHANGED = "reference_changed"
    UNKNOWN_PARTY = "unknown_party"
    UNKNOWN_NUMBER = "unknown_number"
    SUPERSEDED = "superseded"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class Contested:
    """What is contested, with the words that the minutes have for it."""

    number: str
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Reply:
    """A sheet beside what the file knows: `version` it answers to, `side` with its answer so far.

    `last` is the version that is out now, which is another one where `version` is superseded.
    """

    read: ReadReply
    version: VersionRow | None
    last: VersionRow | None
    side: AnswerRow | None
    contested: tuple[Contested, ...]
    doubts: tuple[Doubt, ...]

    @property
    def may_be_kept(self) -> bool:
        """Tell whether it is an answer to the version that is out."""
        return not self.doubts and not self.read.unclear

    @property
    def may_be_noted(self) -> bool:
        """Tell whether it can be kept as a note, because its version is no longer the one out."""
        return bool(self.doubts) and set(self.doubts) <= {Doubt.SUPERSEDED, Doubt.APPROVED}

    @property
    def replaces(self) -> AnswerRow | None:
        """Return the answer that keeping it would replace, if there is one."""
        return self.side if self.side is not None and self.side.answer else None


def match_reply(reader: Reader, read: ReadReply) -> Reply:
    """Return what a file knows of what a sheet answers to."""
    version = version_of_code(reader, read.code)
    if version is None:
        return Reply(read, None, None, None, _bare(read), (Doubt.UNKNOWN_MINUTES,))
    doubts = []
    label = session_labels(reader, [version.session_id])[version.session_id].label
    if (read.version, read.session) != (version.version, label):
        doubts.append(Doubt.REFERENCE_CHANGED)
    side = _side(reader, version, read.party)
    if side is None:
        doubts.append(Doubt.UNKNOWN_PARTY)
    known = {each.number: each.words for each in _entries(reader, version)}
    if any(each.number not in known for each in read.objections):
        doubts.append(Doubt.UNKNOWN_NUMBER)
    if version.state == MinutesState.APPROVED:
        doubts.append(Doubt.APPROVED)
    elif version.state not in OUT:
        doubts.append(Doubt.SUPERSEDED)
    contested = tuple(
        Contested(each.number, known.get(each.number, ""), each.why) for each in read.objections
    )
    last = last_version(reader, version.session_id)
    return Reply(read, version, last, side, contested, tuple(doubts))


def keep_reply(store: Store, reply: Reply, *, replaces: AnswerRow | None = None) -> int:
    """Keep what a sheet says as the answer of its side.

    `replaces` is the earlier answer that was shown; another one is not written over.

    Raises:
        CommandRefused: it is no answer to the version that is out, or an answer was not shown.
    """
    now = match_reply(store, reply.read)
    if not now.may_be_kept or now.version is None or now.side is None:
        raise CommandRefused("This sheet is no answer that can be kept. Nothing was changed.")
    if now.replaces != replaces:
        raise CommandRefused(
            f"{now.side.party} has answered already. Nothing was changed; look at that answer "
            "first, then replace it."
        )
    read = now.read
    return answer_minutes(
        store,
        now.version.id,
        now.side.party_id,
        read.answer,
        note=read.note,
        by_name=read.by_name,
        came_by=CameBy.SHEET,
        objections=[Objection(each.number, each.why) for each in read.objections],
    )


def note_reply(store: Store, reply: Reply, words: str) -> int:
    """Keep a sheet to a version that is no longer out as a note of its session.

    Raises:
        CommandRefused: the file does not know what it answers to.
    """
    if reply.version is None or reply.side is None or not reply.may_be_noted:
        raise CommandRefused("This sheet belongs to no minutes here. Nothing was changed.")
    return capture(
        store,
        CaptureKind.NOTE,
        words,
        session_id=reply.version.session_id,
        party_id=reply.side.party_id,
    )


def _bare(read: ReadReply) -> tuple[Contested, ...]:
    return tuple(Contested(each.number, "", each.why) for each in read.objections)


def _side(reader: Reader, version: VersionRow, party: str) -> AnswerRow | None:
    wanted = fold(party)
    found = [each for each in answers_to(reader, version) if fold(each.party) == wanted]
    return found[0] if len(found) == 1 else None


def _entries(reader: Reader, version: VersionRow) -> tuple[ReplyEntry, ...]:
    return entries_of(version_as_it_went_out(reader, version.id))
