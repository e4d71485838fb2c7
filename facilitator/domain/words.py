"""The field's words, one per thing: the values that columns, commands and pages share."""

from __future__ import annotations

from enum import StrEnum


class Purpose(StrEnum):
    """What an agenda item is for (P2)."""

    INFORM = "inform"
    DISCUSS = "discuss"
    DECIDE = "decide"
    EXPLORE = "explore"
    REVIEW = "review"


class Box(StrEnum):
    """How binding the minutes of a time box are (P2)."""

    LIMIT = "limit"
    MINIMUM = "minimum"
    EXACT = "exact"


class SessionKind(StrEnum):
    """The kinds of session; each but the last has a shipped template (P4)."""

    KICKOFF = "kickoff"
    GOAL_ALIGNMENT = "goal_alignment"
    RECURRING_SYNC = "recurring_sync"
    DECISION = "decision"
    DATA_REQUEST_REVIEW = "data_request_review"
    INCIDENT_EXERCISE = "incident_exercise"
    INCIDENT_REVIEW = "incident_review"
    RETROSPECTIVE = "retrospective"
    QUARTERLY_PLAN = "quarterly_plan"
    OTHER = "other"


class SessionState(StrEnum):
    PLANNED = "planned"
    RUNNING = "running"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class ItemState(StrEnum):
    """Where an agenda item stands; `open` in a closed session means not reached."""

    OPEN = "open"
    DONE = "done"
    SKIPPED = "skipped"


class Attendance(StrEnum):
    INVITED = "invited"
    PRESENT = "present"
    APOLOGIES = "apologies"
    ABSENT = "absent"


class CaptureKind(StrEnum):
    """What a captured line is (V3). The sealed note is not among them: it is no capture."""

    NOTE = "note"
    DECISION = "decision"
    ACTION = "action"
    CONCERN = "concern"
    IDEA = "idea"
    QUESTION = "question"
    WANT = "want"
    NEED = "need"
    CHALLENGE = "challenge"
    PARKED = "parked"
    TERM = "term"
    SAYBACK = "sayback"


class DecisionState(StrEnum):
    PROPOSED = "proposed"
    AGREED = "agreed"
    DEFERRED = "deferred"
    REJECTED = "rejected"
    SUPERSEDED = "superseded"
    AGREED_TO_DIFFER = "agreed_to_differ"


class Method(StrEnum):
    """How a decision is taken (D1)."""

    CONSENT = "consent"
    FIST_TO_FIVE = "fist_to_five"
    ADVICE = "advice"
    MAJORITY = "majority"
    DACI = "daci"
    RAPID = "rapid"


class Position(StrEnum):
    """A party's position on a decision (D1)."""

    AGREE = "agree"
    RESERVATION = "reservation"
    STAND_ASIDE = "stand_aside"
    OBJECT = "object"
    NOT_HEARD = "not_heard"


class ActionState(StrEnum):
    """The life of an action (A1): the asking side accepts what the owner delivered."""

    ASKED = "asked"
    PROMISED = "promised"
    DELIVERED = "delivered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    DROPPED = "dropped"


OPEN_ACTION = (ActionState.ASKED, ActionState.PROMISED, ActionState.DELIVERED)
OWED_ACTION = (ActionState.ASKED, ActionState.PROMISED)


class ConcernState(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    HEARD = "heard"


class Horizon(StrEnum):
    SHORT = "short"
    LONG = "long"


class GoalState(StrEnum):
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    LATE = "late"
    DONE = "done"
    DROPPED = "dropped"


class PointKind(StrEnum):
    """One line of what a party brings to the table (E2)."""

    FOCUS = "focus"
    ANSWERS_FOR = "answers_for"
    SUCCESS = "success"
    MINDSET = "mindset"
    WORRY = "worry"
    EVIDENCE = "evidence"
    TOLD_HOW = "told_how"


class Disclosure(StrEnum):
    """How far a sealed note may go (S1)."""

    KEPT = "kept"
    USABLE = "usable"
    RELEASED = "released"


PARTY_COLOURS = ("blue", "rust", "green", "violet", "gold", "teal", "rose", "slate")
