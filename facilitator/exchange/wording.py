"""The words that exports print for the values of `facilitator.domain.words`."""

from __future__ import annotations

from datetime import date

from facilitator.domain.moments import MONTHS, WEEKDAYS
from facilitator.projections.types import PartyPosition

STATE = {
    "proposed": "proposed",
    "agreed": "agreed",
    "deferred": "deferred",
    "rejected": "rejected",
    "superseded": "superseded",
    "agreed_to_differ": "agreed to differ",
    "asked": "asked",
    "promised": "promised",
    "delivered": "delivered",
    "accepted": "accepted",
    "declined": "declined",
    "dropped": "dropped",
    "open": "open",
    "answered": "answered",
    "heard": "heard, not taken up",
    "done": "done",
    "skipped": "left out",
    "restated": "restated, not confirmed yet",
    "corrected": "corrected, to be said back again",
    "confirmed": "confirmed",
    "on_track": "on track",
    "at_risk": "at risk",
    "late": "late",
    "watch": "on the radar: watch",
    "explore": "on the radar: explore",
    "try": "on the radar: try",
    "plan": "on the radar: plan",
}
HORIZON = {"short": "short term", "long": "long term"}
SAYBACK_PART = {"said": "said", "restated": "said back", "corrected": "corrected"}
ANSWER = {
    "yes": "yes",
    "yes_if": "yes, if",
    "alternative": "an alternative",
    "not_now": "not now",
}
RELATION = {
    "one_word": "one word for two things",
    "two_words": "two words for one thing",
    "same": "the same on both sides",
}
POSITION = {
    "agree": "agrees",
    "reservation": "consents with reservation",
    "stand_aside": "stands aside",
    "object": "objects",
    "not_heard": "not heard",
}
HEARD = "heard, took no position"
METHOD = {
    "consent": "consent of each side",
    "fist_to_five": "fist to five",
    "advice": "advice",
    "majority": "majority",
    "daci": "DACI",
    "rapid": "RAPID",
}
PURPOSE = {
    "inform": "To inform",
    "discuss": "To discuss",
    "decide": "To decide",
    "explore": "To explore",
    "review": "To review",
}
KIND = {
    "concern": "Concern",
    "idea": "Idea",
    "question": "Question",
    "want": "Want",
    "need": "Need",
    "challenge": "Challenge",
    "term": "Term",
    "sayback": "Said back",
    "note": "Note",
}
SESSION_KIND = {
    "kickoff": "Kickoff",
    "goal_alignment": "Goal alignment",
    "recurring_sync": "Recurring sync",
    "decision": "Decision session",
    "data_request_review": "Data-request review",
    "incident_exercise": "Incident exercise",
    "incident_review": "Incident review",
    "retrospective": "Retrospective",
    "quarterly_plan": "Quarterly plan",
    "other": "Session",
}


def word(words: dict[str, str], value: str) -> str:
    """Return the word for a value; a value without one is shown as it is, never dropped."""
    return words.get(value, value.replace("_", " "))


def position_word(found: PartyPosition) -> str:
    """Return where a side stands; a side that was heard without a position is not “not heard”."""
    is_heard = found.position == "not_heard" and found.is_heard
    return HEARD if is_heard else word(POSITION, found.position)


def long_day(text: str) -> str:
    """Return `Tuesday, 23 June 2026` for an ISO day or moment."""
    day = date.fromisoformat(text[:10])
    return f"{WEEKDAYS[day.weekday()]}, {short_day(text)}"


def short_day(text: str) -> str:
    """Return `23 June 2026` for an ISO day or moment, empty where none is said."""
    if not text:
        return ""
    day = date.fromisoformat(text[:10])
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def hour(text: str) -> str:
    """Return the `10:00` of a local moment."""
    return text[11:16]


def sentence(text: str) -> str:
    """Return the text with a full stop, unless it ends a sentence already."""
    stripped = text.strip()
    return stripped if stripped.endswith((".", "!", "?", "…")) else f"{stripped}."
