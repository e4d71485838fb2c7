"""Sealed things, for the facilitator's own screen alone. No paper and no export asks here."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.store import Reader


@dataclass(frozen=True, slots=True)
class SealedNoteRow:
    """A sealed note; `on` is a UTC moment or the local time of the private talk."""

    id: int
    text: str
    disclosure: str
    guidance: str
    on: str
    party: str
    colour: str
    person: str
    talk_id: int | None
    talk_title: str
    session_id: int | None
    session_title: str
    item_title: str
    released_words: str
    approved_by: str
    released_on: str
    released_capture_id: int | None


def sealed_notes(reader: Reader) -> list[SealedNoteRow]:
    """Return the sealed notes, the latest first."""
    rows = reader.all(
        "SELECT n.*, t.at_local, t.title AS talk_title, coalesce(y.short_name, y.name) AS party,"
        " y.colour, p.name AS person, s.title AS session_title, i.title AS item_title,"
        " r.words, r.approved_by, r.at AS released_on, r.capture_id FROM sealed_note n"
        " LEFT JOIN sealed_session t ON t.id = n.sealed_session_id"
        " LEFT JOIN party y ON y.id = coalesce(n.party_id, t.with_party_id)"
        " LEFT JOIN person p ON p.id = coalesce(n.person_id, t.with_person_id)"
        " LEFT JOIN session s ON s.id = n.session_id LEFT JOIN agenda_item i ON i.id = n.item_id"
        " LEFT JOIN sealed_release r ON r.id ="
        "  (SELECT max(id) FROM sealed_release WHERE note_id = n.id)"
        " ORDER BY coalesce(t.at_local, n.at) DESC, n.id DESC"
    )
    return [
        SealedNoteRow(
            row["id"],
            row["text"],
            row["disclosure"],
            row["guidance"] or "",
            row["at_local"] or row["at"],
            row["party"] or "",
            row["colour"] or "",
            row["person"] or "",
            row["sealed_session_id"],
            row["talk_title"] or "",
            row["session_id"],
            row["session_title"] or "",
            row["item_title"] or "",
            row["words"] or "",
            row["approved_by"] or "",
            (row["released_on"] or "")[:10],
            row["capture_id"],
        )
        for row in rows
    ]


def private_talks(reader: Reader) -> list[tuple[int, str, str, str]]:
    """Return (id, local time, party, title) of the private talks, the latest first."""
    rows = reader.all(
        "SELECT t.id, t.at_local, t.title, coalesce(y.short_name, y.name) AS party"
        " FROM sealed_session t LEFT JOIN party y ON y.id = t.with_party_id"
        " ORDER BY t.at_local DESC, t.id DESC"
    )
    return [(row["id"], row["at_local"], row["party"] or "", row["title"] or "") for row in rows]


def preparation(reader: Reader, item_id: int) -> str:
    """Return the private preparation of an agenda item, empty where there is none."""
    return str(reader.value("SELECT text FROM sealed_prep WHERE item_id = ?", (item_id,)) or "")
