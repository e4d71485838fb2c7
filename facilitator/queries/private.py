"""Sealed things, for the facilitator's own screen alone. No paper and no export asks here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from facilitator.queries.numbers import capture_label, session_labels
from facilitator.store import Reader, Row


@dataclass(frozen=True, slots=True)
class Release:
    """A statement that was written anew; `place` is where it stands: a number and a session."""

    words: str
    approved_by: str
    on: str
    capture_id: int | None
    session_id: int | None
    place: str


@dataclass(frozen=True, slots=True)
class SealedNoteRow:
    """A sealed note; `on` is a UTC moment or the local time of the private talk.

    On `expires_on`, a day or empty, its destruction is offered.
    """

    id: int
    text: str
    disclosure: str
    guidance: str
    expires_on: str
    on: str
    party_id: int | None
    party: str
    colour: str
    person_id: int | None
    person: str
    talk_id: int | None
    talk_title: str
    session_id: int | None
    session_label: str
    session_day: str
    item_title: str
    releases: tuple[Release, ...]


@dataclass(frozen=True, slots=True)
class TalkRow:
    """A private talk: no session, no number, no calendar entry (P4)."""

    id: int
    at_local: str
    party_id: int | None
    party: str
    colour: str
    person_id: int | None
    person: str
    title: str
    zone: str
    minutes_s: int | None
    notes: int


def sealed_notes(reader: Reader) -> list[SealedNoteRow]:
    """Return the sealed notes, the latest first."""
    labels = session_labels(reader)
    releases = _releases(reader)
    rows = reader.all(
        "SELECT n.*, t.at_local, t.title AS talk_title, coalesce(y.short_name, y.name) AS party,"
        " y.id AS with_party, y.colour, p.id AS with_person, p.name AS person, s.starts_local,"
        " i.title AS item_title FROM sealed_note n"
        " LEFT JOIN sealed_session t ON t.id = n.sealed_session_id"
        " LEFT JOIN party y ON y.id = coalesce(n.party_id, t.with_party_id)"
        " LEFT JOIN person p ON p.id = coalesce(n.person_id, t.with_person_id)"
        " LEFT JOIN session s ON s.id = n.session_id LEFT JOIN agenda_item i ON i.id = n.item_id"
        " ORDER BY coalesce(t.at_local, n.at) DESC, n.id DESC"
    )
    return [
        SealedNoteRow(
            row["id"],
            row["text"],
            row["disclosure"],
            row["guidance"] or "",
            row["expires_on"] or "",
            row["at_local"] or row["at"],
            row["with_party"],
            row["party"] or "",
            row["colour"] or "",
            row["with_person"],
            row["person"] or "",
            row["sealed_session_id"],
            row["talk_title"] or "",
            row["session_id"],
            labels[row["session_id"]].label if row["session_id"] in labels else "",
            (row["starts_local"] or "")[:10],
            row["item_title"] or "",
            tuple(releases.get(row["id"], ())),
        )
        for row in rows
    ]


def _releases(reader: Reader) -> dict[int, list[Release]]:
    """Return what was released from each note, the latest first."""
    labels = session_labels(reader)
    found: dict[int, list[Release]] = {}
    for row in reader.all(
        "SELECT r.*, c.id AS there, c.kind, c.session_id, n.year, n.n FROM sealed_release r"
        " LEFT JOIN capture c ON c.id = r.capture_id"
        " LEFT JOIN issued_number n ON n.row_id = c.id AND n.kind = c.kind"
        " ORDER BY r.at DESC, r.id DESC"
    ):
        session = labels[row["session_id"]].label if row["session_id"] in labels else ""
        found.setdefault(row["note_id"], []).append(_release(row, session))
    return found


def _release(row: Row, session: str) -> Release:
    number = capture_label(row["kind"] or "", row["year"], row["n"])
    return Release(
        row["words"],
        row["approved_by"] or "",
        row["at"][:10],
        row["there"],
        row["session_id"],
        ", ".join(part for part in (number, session) if part),
    )


def expired(notes: list[SealedNoteRow], today: date) -> list[SealedNoteRow]:
    """Return the notes whose day has come; they wait until somebody decides."""
    return [note for note in notes if note.expires_on and note.expires_on <= today.isoformat()]


def private_talks(reader: Reader) -> list[TalkRow]:
    """Return the private talks, the latest first."""
    rows = reader.all(
        "SELECT t.*, coalesce(y.short_name, y.name) AS party, y.colour, p.name AS person,"
        " (SELECT count(*) FROM sealed_note n WHERE n.sealed_session_id = t.id) AS notes"
        " FROM sealed_session t LEFT JOIN party y ON y.id = t.with_party_id"
        " LEFT JOIN person p ON p.id = t.with_person_id ORDER BY t.at_local DESC, t.id DESC"
    )
    return [
        TalkRow(
            row["id"],
            row["at_local"],
            row["with_party_id"],
            row["party"] or "",
            row["colour"] or "",
            row["with_person_id"],
            row["person"] or "",
            row["title"] or "",
            row["zone"],
            row["minutes_s"],
            row["notes"],
        )
        for row in rows
    ]


def preparation(reader: Reader, item_id: int) -> str:
    """Return the private preparation of an agenda item, empty where there is none."""
    return str(reader.value("SELECT text FROM sealed_prep WHERE item_id = ?", (item_id,)) or "")
