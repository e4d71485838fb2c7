"""Sealed notes and private talks, for the facilitator alone (S1). No label tells the words."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from facilitator.commands.captures import capture
from facilitator.commands.fields import (
    Converter,
    convert,
    day,
    line,
    local_moment,
    must_exist,
    reference,
    required_line,
    seconds,
    stamp,
    text,
    zone_name,
)
from facilitator.domain.text import clean
from facilitator.domain.words import CaptureKind, Disclosure
from facilitator.errors import InvalidText
from facilitator.queries.engagement import zone_of
from facilitator.store import Store

TALK: dict[str, Converter] = {
    "at_local": local_moment,
    "with_party_id": reference,
    "with_person_id": reference,
    "title": line,
    "minutes_s": seconds,
    "zone": zone_name,
}


def write_sealed_note(
    store: Store,
    words: str,
    *,
    session_id: int | None = None,
    item_id: int | None = None,
    party_id: int | None = None,
    person_id: int | None = None,
    sealed_session_id: int | None = None,
    guidance: str = "",
) -> int:
    """Keep a sealed note; it draws no number and appears in no count."""
    if (cleaned := text("Note", words)) is None:
        raise InvalidText("Note", "a few words are needed here")
    with store.step("Sealed note"):
        return store.insert(
            "sealed_note",
            sealed_session_id=sealed_session_id,
            session_id=session_id,
            item_id=item_id,
            party_id=party_id,
            person_id=person_id,
            text=cleaned.strip(),
            disclosure=Disclosure.KEPT.value,
            guidance=text("Guidance", guidance),
            at=stamp(store),
        )


def set_sealed_note(
    store: Store,
    note_id: int,
    *,
    words: str | None = None,
    guidance: str | None = None,
    origin: object | None = None,
) -> None:
    """Change the words of a sealed note, or how it may be used."""
    must_exist(store, "sealed_note", note_id)
    values: dict[str, str | None] = {}
    if words is not None:
        if (cleaned := text("Note", words)) is None:
            raise InvalidText("Note", "a few words are needed here")
        values["text"] = cleaned
    if guidance is not None:
        values["guidance"] = text("Guidance", guidance)
    merge = f"sealed_note:{note_id}:{'+'.join(sorted(values))}"
    with store.step("Sealed note", merge=merge, origin=origin):
        store.update("sealed_note", note_id, **values)


def set_disclosure(
    store: Store, note_id: int, disclosure: Disclosure, guidance: str | None = None
) -> None:
    """Say how far a sealed note may go: kept, or usable without its source, and how."""
    must_exist(store, "sealed_note", note_id)
    if disclosure is Disclosure.RELEASED:
        raise InvalidText("Disclosure", "releasing needs words and who agreed to them")
    with store.step("Sealed note"):
        store.update("sealed_note", note_id, disclosure=Disclosure(disclosure).value)
        if guidance is not None:
            store.update("sealed_note", note_id, guidance=text("Guidance", guidance))


def set_expiry(store: Store, note_id: int, expires_on: date | str | None) -> None:
    """Say on which day a sealed note is offered for destruction; None keeps it.

    Nothing goes by itself: on that day somebody is asked.
    """
    must_exist(store, "sealed_note", note_id)
    with store.step("Sealed note"):
        store.update("sealed_note", note_id, expires_on=day("Expires", expires_on))


def release_note(
    store: Store,
    note_id: int,
    words: str,
    approved_by: str,
    *,
    session_id: int | None = None,
    kind: CaptureKind = CaptureKind.NOTE,
) -> int:
    """Release in these words: a new statement is written, the note itself stays sealed."""
    note = must_exist(store, "sealed_note", note_id)
    approved = required_line("Who agreed", approved_by)
    with store.step("Release in these words"):
        capture_id = capture(store, kind, words, session_id=session_id, party_id=note["party_id"])
        store.update("capture", capture_id, in_minutes=1)
        store.insert(
            "sealed_release",
            note_id=note_id,
            capture_id=capture_id,
            words=clean(words).strip(),
            approved_by=approved,
            at=stamp(store),
        )
        store.update("sealed_note", note_id, disclosure=Disclosure.RELEASED.value)
    return capture_id


def delete_sealed_note(store: Store, note_id: int) -> None:
    """Delete a sealed note; what was released from it stays released."""
    must_exist(store, "sealed_note", note_id)
    with store.step("Sealed note"):
        for row in store.all("SELECT id FROM sealed_release WHERE note_id = ?", (note_id,)):
            store.delete("sealed_release", row["id"])
        store.delete("sealed_note", note_id)


def new_private_talk(
    store: Store,
    at_local: str | datetime,
    *,
    party_id: int | None = None,
    person_id: int | None = None,
    title: str = "",
    minutes_s: int | None = None,
    zone: str | None = None,
) -> int:
    """Keep that a private talk takes place: no session, no number, no calendar entry (P4)."""
    with store.step("Private talk"):
        return store.insert(
            "sealed_session",
            with_party_id=party_id,
            with_person_id=person_id,
            at_local=local_moment("When", at_local),
            zone=zone_name("Zone", zone or zone_of(store)),
            title=line("Title", title),
            minutes_s=None if minutes_s is None else seconds("Length", minutes_s),
        )


def set_private_talk(store: Store, talk_id: int, **fields: Any) -> None:
    """Change when a private talk takes place, with whom, or what it is about."""
    must_exist(store, "sealed_session", talk_id)
    values = convert(TALK, fields)
    merge = f"sealed_session:{talk_id}:{'+'.join(sorted(values))}"
    with store.step("Private talk", merge=merge):
        store.update("sealed_session", talk_id, **values)


def delete_private_talk(store: Store, talk_id: int) -> None:
    """Delete a private talk with its notes."""
    must_exist(store, "sealed_session", talk_id)
    with store.step("Private talk"):
        for row in store.all("SELECT id FROM sealed_note WHERE sealed_session_id = ?", (talk_id,)):
            delete_sealed_note(store, row["id"])
        store.delete("sealed_session", talk_id)
