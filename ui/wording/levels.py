"""Sentences about what levels hand to each other (E10)."""

from __future__ import annotations

from datetime import date

from facilitator.domain.words import Level
from facilitator.queries.levels import UP, Handed, Handing, Place
from ui.wording import short_day, translate


def level(value: str) -> str:
    """Return 'leadership' or 'working level'."""
    if value == Level.LEADERSHIP:
        return translate("levels", "leadership")
    return translate("levels", "working level") if value == Level.WORKING else ""


def hand_words(found: Handing) -> str:
    """Return 'Hand up' or 'Hand down'; without levels both are meant."""
    if not found.direction:
        return translate("levels", "Hand up or down")
    if found.direction == UP:
        return translate("levels", "Hand up")
    return translate("levels", "Hand down")


def missing(found: Handing) -> str:
    """Return what is missing before anything can be handed over; empty where nothing is."""
    if not found.level:
        return translate("levels", "Nobody said on which level this meets.")
    if not found.places:
        other = translate("levels", "leadership") if found.direction == UP else translate(
            "levels", "the working level"
        )  # fmt: skip
        return translate("levels", "There is no series of {0} yet.").format(other)
    return ""


def place(found: Place, today: date) -> str:
    """Return 'Backlog of Leadership', or the day and title of a coming session."""
    if found.session_id is None:
        return translate("levels", "Backlog of {0}").format(found.series)
    return f"{short_day(found.starts_local, today, weekday=True)}  {found.title}"


def handed(found: Handed) -> str:
    """Return 'handed up from 2026/12 (Working level)' or 'handed up to 2026/15, decided …'."""
    where = found.label or found.series or translate("levels", "no session")
    if found.label and found.series:
        where = f"{found.label} ({found.series})"
    if found.is_here:
        up, down = (
            translate("levels", "handed up from {0}"), translate("levels", "handed down from {0}"),
        )  # fmt: skip
        return (up if found.direction == UP else down).format(where)
    up, down = translate("levels", "handed up to {0}"), translate("levels", "handed down to {0}")
    words = (up if found.direction == UP else down).format(where)
    return f"{words}, {_became(found)}"


def _became(found: Handed) -> str:
    return {
        "decided": translate("levels", "decided {0}").format(found.became_label).strip(),
        "discussed": translate("levels", "was discussed"),
        "agenda": translate("levels", "stands on the agenda"),
        "backlog": translate("levels", "waits in the backlog"),
        "not_reached": translate("levels", "was not reached"),
        "gone": translate("levels", "was deleted there"),
    }[found.became]
