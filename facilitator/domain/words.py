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


class MilestoneState(StrEnum):
    """What people say of a milestone; late is what the calendar says of an open one (G3)."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class TensionState(StrEnum):
    """How hard two objectives pull apart (G4)."""

    HARD = "hard"
    PULLS = "pulls"
    EASED = "eased"
    SETTLED = "settled"


class BudgetState(StrEnum):
    ASKED = "asked"
    APPROVED = "approved"
    SPENT = "spent"
    REFUSED = "refused"


class FactKind(StrEnum):
    """What the sides hold in common (G8): what is so, or how it is said."""

    FACT = "fact"
    WORDING = "wording"


class TermRelation(StrEnum):
    """How the words of two sides relate (L2); the last is the false friend."""

    SAME = "same"
    TWO_WORDS = "two_words"
    ONE_WORD = "one_word"


class UnknownState(StrEnum):
    """Where a word stands that nobody has explained yet (L4)."""

    OPEN = "open"
    ASKED = "asked"
    EXPLAINED = "explained"
    IGNORED = "ignored"


class SaybackState(StrEnum):
    """Where a say-it-back stands; only the speaker confirms (L5)."""

    OPEN = "open"
    RESTATED = "restated"
    CORRECTED = "corrected"
    CONFIRMED = "confirmed"


class SaybackPart(StrEnum):
    """What one version of a say-it-back is."""

    SAID = "said"
    RESTATED = "restated"
    CORRECTED = "corrected"


class PrimerKind(StrEnum):
    """What a primer card explains in five minutes (L8)."""

    WORD = "word"
    METHOD = "method"


class ConcernCategory(StrEnum):
    """What a concern is about (C1)."""

    PRIVACY_SECURITY = "privacy_security"
    TECHNOLOGY = "technology"
    REPUTATION = "reputation"
    LEGAL = "legal"
    MONEY = "money"
    TIME = "time"
    SUPPLIER = "supplier"


class Severity(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class IdeaStage(StrEnum):
    """The rings of the idea radar, from far to near, and out (C3)."""

    WATCH = "watch"
    EXPLORE = "explore"
    TRY = "try"
    PLAN = "plan"
    DROPPED = "dropped"


class DataRole(StrEnum):
    """The RACI roles for a data set (C4)."""

    ACCOUNTABLE = "accountable"
    RESPONSIBLE = "responsible"
    CONSULTED = "consulted"
    INFORMED = "informed"


class Sensitivity(StrEnum):
    """How much harm a data set could do; `special` is what GDPR article 9 lists."""

    PUBLIC = "public"
    INTERNAL = "internal"
    PERSONAL = "personal"
    SPECIAL = "special"


class DataAnswer(StrEnum):
    """The four answers of a data-request review (C5)."""

    YES = "yes"
    YES_IF = "yes_if"
    ALTERNATIVE = "alternative"
    NOT_NOW = "not_now"


class GuideStep(StrEnum):
    """The guided path of a new engagement, in order (E6)."""

    PARTIES = "parties"
    PEOPLE = "people"
    GOAL = "goal"
    WORDS = "words"
    RHYTHM = "rhythm"
    KICKOFF = "kickoff"


class Level(StrEnum):
    """The level on which a session meets (E10); things are handed up and down between them."""

    LEADERSHIP = "leadership"
    WORKING = "working"


class ExceptionState(StrEnum):
    """What is known of a time of a series for which there is no session (K2)."""

    MOVED = "moved"
    SKIPPED = "skipped"


class AdviceRemark(StrEnum):
    """What an advice says besides its rhythm (K3)."""

    KEEP = "keep"
    CHANGE = "change"
    FIX_ATTENDANCE = "fix_attendance"
    SKIP_NEXT = "skip_next"


class AdviceAnswer(StrEnum):
    """What the facilitator made of an advice; the reason is kept (K3)."""

    ACCEPTED = "accepted"
    DECLINED = "declined"


class RoundAnswer(StrEnum):
    """What a side answers in the closing round: useful? heard? (V13)."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


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


class MinutesState(StrEnum):
    """Where the minutes of a session stand (M2); a draft has not been circulated yet."""

    DRAFT = "draft"
    CIRCULATED = "circulated"
    CORRECTED = "corrected"
    SUPERSEDED = "superseded"
    APPROVED = "approved"


class MinutesAnswer(StrEnum):
    """What one side says to minutes (M2); silence until the day is no objection received."""

    AGREE = "agree"
    AGREE_WITH_NOTE = "agree_with_note"
    CONTESTS = "contests"
    NO_OBJECTION = "no_objection"


class CameBy(StrEnum):
    """How an answer to minutes reached the facilitator."""

    SAID = "said"
    SHEET = "sheet"
    MAIL = "mail"


class ScratchNotes(StrEnum):
    """What becomes of raw notes not marked "in minutes" once minutes are approved (S3)."""

    KEEP = "keep"
    DESTROY = "destroy"


PARTY_COLOURS = ("blue", "rust", "green", "violet", "gold", "teal", "rose", "slate")
