"""What is said about what leaves, what goes for good, and what nobody can take back (S2, S3)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Any

from ui.wording import QT_TRANSLATE_NOOP, long_day, time_of, translate

if TYPE_CHECKING:
    from facilitator.queries.receipts import Receipt
    from facilitator.store.purge import Reached

_KINDS: dict[str, tuple[str, str]] = {
    "minutes": (QT_TRANSLATE_NOOP("receipts", "Minutes"), "file-text"),
    "agenda": (QT_TRANSLATE_NOOP("receipts", "Agenda"), "list-checks"),
    "prebrief": (QT_TRANSLATE_NOOP("receipts", "Pre-brief"), "file-text"),
    "runbook": (QT_TRANSLATE_NOOP("receipts", "Run book"), "lock-simple"),
    "letter": (QT_TRANSLATE_NOOP("receipts", "Letter"), "file-text"),
    "executive": (QT_TRANSLATE_NOOP("receipts", "Executive summary"), "file-text"),
    "reply": (QT_TRANSLATE_NOOP("receipts", "Reply sheet"), "check-circle"),
    "record": (QT_TRANSLATE_NOOP("receipts", "Record"), "file-text"),
    "report": (QT_TRANSLATE_NOOP("receipts", "Report"), "file-text"),
    "plan": (QT_TRANSLATE_NOOP("receipts", "Communication plan"), "calendar-check"),
    "handover": (QT_TRANSLATE_NOOP("receipts", "Handover pack"), "file-text"),
    "goals": (QT_TRANSLATE_NOOP("receipts", "Goals"), "target"),
    "decisions": (QT_TRANSLATE_NOOP("receipts", "Decisions"), "gavel"),
    "actions": (QT_TRANSLATE_NOOP("receipts", "Actions"), "check-circle"),
    "glossary": (QT_TRANSLATE_NOOP("receipts", "Glossary"), "translate"),
    "data": (QT_TRANSLATE_NOOP("receipts", "Data"), "database"),
    "calendar": (QT_TRANSLATE_NOOP("receipts", "Calendar"), "calendar-blank"),
    "picture": (QT_TRANSLATE_NOOP("receipts", "Picture"), "eye"),
    "copy": (QT_TRANSLATE_NOOP("receipts", "Copy to hand on"), "copy"),
    "destroyed": (QT_TRANSLATE_NOOP("receipts", "Raw notes destroyed"), "trash"),
    "destroyed_sealed": (QT_TRANSLATE_NOOP("receipts", "Sealed notes destroyed"), "trash"),
}
_AUDIENCES: dict[str, str] = {
    "joint": QT_TRANSLATE_NOOP("receipts", "every side"),
    "room": QT_TRANSLATE_NOOP("receipts", "the room"),
    "executive": QT_TRANSLATE_NOOP("receipts", "the executives"),
    "facilitator": QT_TRANSLATE_NOOP("receipts", "the facilitator alone"),
}
_PLACES: dict[str, str] = {
    "pages": QT_TRANSLATE_NOOP("receipts", "pages"),
    "properties": QT_TRANSLATE_NOOP("receipts", "properties"),
    "bookmarks": QT_TRANSLATE_NOOP("receipts", "bookmarks"),
    "attachments": QT_TRANSLATE_NOOP("receipts", "attachments"),
    "streams": QT_TRANSLATE_NOOP("receipts", "unpacked streams"),
    "bytes": QT_TRANSLATE_NOOP("receipts", "every byte"),
    "text": QT_TRANSLATE_NOOP("receipts", "text"),
    "words": QT_TRANSLATE_NOOP("receipts", "painted words"),
    "tables": QT_TRANSLATE_NOOP("receipts", "joint tables alone are copied"),
}
_STAGES: dict[str, str] = {
    "rows": QT_TRANSLATE_NOOP("destroy", "Taking the notes and their history out"),
    "file": QT_TRANSLATE_NOOP("destroy", "Writing the file anew, without its free pages"),
    "snapshots": QT_TRANSLATE_NOOP("destroy", "Renewing the snapshots"),
    "proof": QT_TRANSLATE_NOOP("destroy", "Reading every byte again"),
}
STAGES = tuple(_STAGES)


def kind(name: str) -> str:
    """Return what left, or what was destroyed, in a few words."""
    return translate("receipts", _KINDS[name][0]) if name in _KINDS else name


def icon(name: str) -> str:
    """Return the icon of what left."""
    return _KINDS[name][1] if name in _KINDS else "export"


def audience(name: str) -> str:
    """Return who sees it: a word for an audience, or the name of a side."""
    return translate("receipts", _AUDIENCES[name]) if name in _AUDIENCES else name


def title(receipt: Receipt) -> str:
    """Return 'Minutes 2026/12 (PDF)'."""
    session, form = str(receipt.body.get("session", "")), str(receipt.body.get("form", ""))
    words = " ".join(part for part in (kind(receipt.kind), session) if part)
    return f"{words} ({form.upper()})" if form else words


def when(receipt: Receipt, zone: tzinfo) -> str:
    """Return the day and the time of a receipt, in the engagement's zone."""
    at = datetime.fromisoformat(receipt.at).astimezone(zone)
    return f"{long_day(at.date())}, {time_of(at)}"


def sealed_part(receipt: Receipt) -> str:
    """Return '0 of 14 sealed notes'; only for the facilitator's own page."""
    count = receipt.body.get("sealed_notes")
    return "" if count is None else none_of(count)


def none_of(count: int) -> str:
    """Return '0 of 14 sealed notes'; never while others look on."""
    if count == 1:
        return translate("receipts", "0 of 1 sealed note")
    return translate("receipts", "0 of {0} sealed notes").format(count)


def scanned(places: object) -> str:
    """Return where a finished file was read again: 'pages, properties and bookmarks'."""
    found = places if isinstance(places, list | tuple) else ()
    return ", ".join(translate("receipts", _PLACES[each]) for each in found if each in _PLACES)


def stage(name: str) -> str:
    """Return what is being done."""
    return translate("destroy", _STAGES[name])


def counted(counts: Mapping[str, Any]) -> str:
    """Return '4 notes'."""
    number = sum(int(each) for each in counts.values())
    if number == 1:
        return translate("destroy", "1 note")
    return translate("destroy", "{0} notes").format(number)


def goes() -> list[str]:
    """Return where notes are destroyed."""
    return [
        translate("destroy", "from this file: its rows, its search, its free pages and its log"),
        translate("destroy", "from undo: nothing before this can be undone any more"),
        translate("destroy", "from every snapshot and backup that this app keeps of the file"),
    ]


def stays() -> list[str]:
    """Return what cannot be reached."""
    return [
        translate("destroy", "copies you saved, and backups of this computer"),
        translate("destroy", "exports and papers that were made or sent already"),
        translate("destroy", "old blocks of the disk, until it writes over them"),
        translate("destroy", "earlier versions that a sync client keeps"),
    ]


def proven(reached: Reached) -> str:
    """Return what the proof says, in one or two sentences."""
    if reached.is_proven:
        words = translate("destroy", "Every byte was read again: nothing is left.")
        if gone := reached.snapshots + reached.backups:
            told = translate("destroy", "Snapshots and backups taken away: {0}.")
            words = f"{words} {told.format(gone)}"
        return words + _elsewhere(reached)
    if not reached.is_log_empty:
        return translate(
            "destroy", "The notes are gone, but another program reads this file, so its log could"
            " not be emptied. Close it there, then finish.",
        )  # fmt: skip
    if reached.failed:
        return translate(
            "destroy", "The notes are gone, but not all that held them could be written anew. Make"
            " room on the disk, then finish.",
        )  # fmt: skip
    return translate(
        "destroy", "The notes are gone, but traces were found beside the file. Finish once more.",
    )  # fmt: skip


def _elsewhere(reached: Reached) -> str:
    if not reached.elsewhere:
        return ""
    words = translate("destroy", "Snapshots of copies under other names still hold them: {0}.")
    return " " + words.format(reached.elsewhere)
