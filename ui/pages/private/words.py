"""What the private page says about a note and a talk without telling their words."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from facilitator.queries.private import SealedNoteRow, TalkRow
from ui import wording

translate = QCoreApplication.translate


def with_whom(person: str, party: str) -> str:
    """Return 'Celeste Amadi, Marketing', as far as it is known."""
    return ", ".join(part for part in (person, party) if part)


def note_title(note: SealedNoteRow) -> str:
    """Return where a note comes from: a talk, a session, or nowhere in particular."""
    who = with_whom(note.person, note.party)
    if note.talk_id is not None:
        return (
            translate("private", "Private talk with {0}").format(who)
            if who
            else translate("private", "Private talk")
        )
    if note.session_label:
        words = translate("private", "Note in session {0}").format(note.session_label)
        return translate("private", "{0}, about {1}").format(words, who) if who else words
    return (
        translate("private", "Note about {0}").format(who)
        if who
        else translate("private", "Private note")
    )


def note_day(note: SealedNoteRow, now: datetime) -> str:
    """Return the day of a note: that of its talk or session, else when it was written."""
    if note.session_day and note.talk_id is None:
        return wording.long_day(note.session_day, now.date())
    at = datetime.fromisoformat(note.on)
    if at.tzinfo is not None:
        at = at.astimezone(now.tzinfo)
    return wording.long_day(at.date(), now.date())


def talk_title(talk: TalkRow) -> str:
    """Return with whom a talk is."""
    who = with_whom(talk.person, talk.party)
    return (
        translate("private", "Private talk with {0}").format(who)
        if who
        else translate("private", "Private talk")
    )


def talk_when(talk: TalkRow, today: date) -> str:
    """Return day, time and length of a talk."""
    words = f"{wording.long_day(talk.at_local, today)}, {wording.time_of(talk.at_local)}"
    return f"{words}, {wording.length(talk.minutes_s)}" if talk.minutes_s else words


def expiry(note: SealedNoteRow, today: date) -> tuple[str, str]:
    """Return when a note is offered for destruction, and its tone; empty where it is kept."""
    if not note.expires_on:
        return "", "text2"
    when, day = wording.distance(note.expires_on, today), wording.as_day(note.expires_on)
    if day < today:
        told = translate("private", "Expired {0}. Destroy it, or give it another day.")
        return told.format(when), "warn"
    if day == today:
        told = translate("private", "Expires today. Destroy it, or give it another day.")
        return told, "warn"
    if (day - today).days == 1:
        return translate("private", "Expires tomorrow"), "warn"
    told = translate("private", "Expires {0}").format(wording.short_day(day, today))
    return told, "text2"
