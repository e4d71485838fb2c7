"""Every word that paper adds to the words of the people: labels, states, sentences, dates.

Dates and times are written out here and not by the machine's locale, so that equal content gives
equal paper everywhere. What cannot be read as a date is printed as it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from facilitator.domain.words import (
    ActionState,
    Box,
    CaptureKind,
    ConcernCategory,
    ConcernState,
    DataAnswer,
    DecisionState,
    GoalState,
    ItemState,
    Method,
    MilestoneState,
    Position,
    Purpose,
    SaybackPart,
    SaybackState,
    SessionKind,
    SessionState,
    Severity,
)
from facilitator.projections.types import PartyPosition

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

PURPOSE: dict[str, str] = {
    Purpose.INFORM: "To inform",
    Purpose.DISCUSS: "To discuss",
    Purpose.DECIDE: "To decide",
    Purpose.EXPLORE: "To explore",
    Purpose.REVIEW: "To review",
}
BOX: dict[str, str] = {Box.LIMIT: "at most", Box.MINIMUM: "at least", Box.EXACT: "exactly"}
KIND: dict[str, str] = {
    SessionKind.KICKOFF: "Kickoff",
    SessionKind.GOAL_ALIGNMENT: "Goal alignment",
    SessionKind.RECURRING_SYNC: "Recurring sync",
    SessionKind.DECISION: "Decision session",
    SessionKind.DATA_REQUEST_REVIEW: "Data-request review",
    SessionKind.INCIDENT_EXERCISE: "Incident exercise",
    SessionKind.INCIDENT_REVIEW: "Incident review",
    SessionKind.RETROSPECTIVE: "Retrospective",
    SessionKind.QUARTERLY_PLAN: "Quarterly plan",
    SessionKind.OTHER: "Session",
}
SESSION_STATE: dict[str, str] = {
    SessionState.RUNNING: "written while the session was running",
    SessionState.CANCELLED: "cancelled",
}
ITEM_STATE: dict[str, str] = {ItemState.SKIPPED: "skipped", ItemState.OPEN: "not reached"}
DECISION_STATE: dict[str, str] = {
    DecisionState.PROPOSED: "Proposed",
    DecisionState.AGREED: "Agreed",
    DecisionState.DEFERRED: "Deferred",
    DecisionState.REJECTED: "Rejected",
    DecisionState.SUPERSEDED: "Superseded",
    DecisionState.AGREED_TO_DIFFER: "Agreed to differ",
}
METHOD: dict[str, str] = {
    Method.CONSENT: "by consent",
    Method.FIST_TO_FIVE: "by fist to five",
    Method.ADVICE: "after advice",
    Method.MAJORITY: "by majority",
    Method.DACI: "by DACI",
    Method.RAPID: "by RAPID",
}
POSITION: dict[str, str] = {
    Position.AGREE: "Agrees",
    Position.RESERVATION: "Consents with a reservation",
    Position.STAND_ASIDE: "Stands aside",
    Position.OBJECT: "Objects",
    Position.NOT_HEARD: "Not heard",
}
HEARD = "Heard, took no position"
ACTION_STATE: dict[str, str] = {
    ActionState.ASKED: "Asked",
    ActionState.PROMISED: "Promised",
    ActionState.DELIVERED: "Delivered",
    ActionState.ACCEPTED: "Accepted",
    ActionState.DECLINED: "Declined",
    ActionState.DROPPED: "Dropped",
}
CONCERN_STATE: dict[str, str] = {
    ConcernState.OPEN: "Not answered yet",
    ConcernState.ANSWERED: "Answered",
    ConcernState.HEARD: "Heard, not taken up",
}
IDEA_STATE: dict[str, str] = {
    "watch": "On the radar: watch",
    "explore": "On the radar: explore",
    "try": "On the radar: try",
    "plan": "On the radar: plan",
    "dropped": "Dropped",
    "done": "Done",
}
RAISED: dict[str, str] = {
    CaptureKind.NOTE: "Note",
    CaptureKind.DECISION: "Decision",
    CaptureKind.ACTION: "Action",
    CaptureKind.CONCERN: "Concern",
    CaptureKind.IDEA: "Idea",
    CaptureKind.QUESTION: "Question",
    CaptureKind.WANT: "Want",
    CaptureKind.NEED: "Need",
    CaptureKind.CHALLENGE: "Challenge",
    CaptureKind.PARKED: "Parked",
    CaptureKind.TERM: "Term",
    CaptureKind.SAYBACK: "Said back",
}
RAISED_ORDER = (
    CaptureKind.IDEA,
    CaptureKind.QUESTION,
    CaptureKind.WANT,
    CaptureKind.NEED,
    CaptureKind.CHALLENGE,
)


GOAL_STATE: dict[str, str] = {
    GoalState.ON_TRACK: "On track",
    GoalState.AT_RISK: "At risk",
    GoalState.LATE: "Late",
    GoalState.DONE: "Done",
    GoalState.DROPPED: "Dropped",
}
MILESTONE_STATE: dict[str, str] = {
    MilestoneState.OPEN: "Open",
    MilestoneState.DONE: "Done",
    MilestoneState.DROPPED: "Dropped",
}
CONCERN_CATEGORY: dict[str, str] = {
    ConcernCategory.PRIVACY_SECURITY: "Privacy and security",
    ConcernCategory.TECHNOLOGY: "Technological limits",
    ConcernCategory.REPUTATION: "Reputation",
    ConcernCategory.LEGAL: "Legal",
    ConcernCategory.MONEY: "Money",
    ConcernCategory.TIME: "Time",
    ConcernCategory.SUPPLIER: "Supplier",
}
SEVERITY: dict[str, str] = {
    Severity.HIGH: "serious",
    Severity.MEDIUM: "of some weight",
    Severity.LOW: "small",
}
SAYBACK_STATE: dict[str, str] = {
    SaybackState.OPEN: "Not said back yet",
    SaybackState.RESTATED: "Said back, not confirmed yet",
    SaybackState.CORRECTED: "Corrected, to be said back once more",
    SaybackState.CONFIRMED: "Confirmed by the speaker",
}
SAYBACK_PART: dict[str, str] = {
    SaybackPart.SAID: "said",
    SaybackPart.RESTATED: "said it back",
    SaybackPart.CORRECTED: "corrected",
}
DATA_ANSWER: dict[str, str] = {
    DataAnswer.YES: "Yes",
    DataAnswer.YES_IF: "Yes, if",
    DataAnswer.ALTERNATIVE: "An alternative",
    DataAnswer.NOT_NOW: "Not now",
}


def of(words: dict[str, str], value: str) -> str:
    """Return the word for an enumerated value; an unknown one is printed, not lost."""
    return words.get(value) or value.replace("_", " ").capitalize()


def position(found: PartyPosition) -> str:
    """Return where a side stands; a side that was heard without a position is not “not heard”."""
    if found.position == Position.NOT_HEARD and found.is_heard:
        return HEARD
    return of(POSITION, found.position)


# --- dates, times, lengths -----------------------------------------------------------------------


def moment(text: str) -> datetime | None:
    """Return an ISO day or moment, None where it is none."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def day(text: str) -> str:
    """Return `Tuesday, 23 June 2026`."""
    at = moment(text)
    return f"{DAYS[at.weekday()]}, {long_day(text)}" if at else text


def long_day(text: str) -> str:
    """Return `23 June 2026`."""
    at = moment(text)
    return f"{at.day} {MONTHS[at.month - 1]} {at.year}" if at else text


def short_day(text: str) -> str:
    """Return `23 Jun 2026`; the spaces do not break."""
    at = moment(text)
    return f"{at.day}\xa0{MONTHS[at.month - 1][:3]}\xa0{at.year}" if at else text


def clock_time(text: str) -> str:
    """Return `10:00`, empty where the text names no time."""
    at = moment(text)
    return f"{at.hour:02d}:{at.minute:02d}" if at and len(text) > 10 else ""


def time_span(starts: str, ends: str, zone: str) -> str:
    """Return `10:00 to 11:24 (Europe/Berlin)`, with the day where it ends on another."""
    first, last = clock_time(starts), clock_time(ends)
    if last and ends[:10] != starts[:10]:
        last = f"{last} on {long_day(ends)}"
    times = f"{first} to {last}" if first and last else first or last
    return f"{times} ({zone})" if times and zone else times


def minutes(count: int) -> str:
    return "1 minute" if count == 1 else f"{count} minutes"


def used_minutes(used: int | None, planned: int) -> str:
    """Return `12 of 15 minutes`, or what is known of it."""
    if used is None:
        return minutes(planned) if planned else ""
    return f"{used} of {minutes(planned)}" if planned else minutes(used)


def boxed(count: int, box: str) -> str:
    """Return `at most 15`."""
    return f"{of(BOX, box)}\xa0{count}" if box else str(count)


def size(count: int) -> str:
    """Return `1.2 MB`."""
    amount = float(count)
    for unit in ("bytes", "kB", "MB"):
        if amount < 1000 or unit == "MB":
            break
        amount /= 1000
    return f"{amount:.0f} {unit}" if amount >= 10 or unit == "bytes" else f"{amount:.1f} {unit}"


def counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def period(first: str, last: str) -> str:
    """Return `13 January 2026 to 23 June 2026`."""
    if first and last:
        return f"{long_day(first)} to {long_day(last)}"
    if first:
        return f"From {long_day(first)}"
    return f"Until {long_day(last)}" if last else "All sessions"


# --- sentences -----------------------------------------------------------------------------------


def represented_label(sides: int) -> str:
    return "All sides represented" if sides > 2 else "Both sides represented"


def sides_agree(sides: int) -> str:
    return "Both sides agree." if sides == 2 else f"All {sides} sides agree."


def yes_no(answer: bool) -> str:
    return "Yes" if answer else "No"


def missing_notice(names: Sequence[str]) -> str:
    """Return the sentence that names what no font could draw."""
    shown = ", ".join(names[:12])
    more = f" and {len(names) - 12} more" if len(names) > 12 else ""
    subject = "One character" if len(names) == 1 else f"{len(names)} characters"
    verb = "stands" if len(names) == 1 else "stand"
    return (
        f"{subject} could not be printed with the fonts at hand and {verb} here as \ufffd: "
        f"{shown}{more}."
    )


JOINT_COPY = "Joint copy"
ROOM_COPY = "Room copy"
EXECUTIVE_COPY = "Executive summary"
COPY_IS_EQUAL = (
    "reads this copy. It holds the same decisions and actions as every other copy; your own "
    "promises come first, and words of others are explained where they stand first."
)


def copy_for(name: str) -> str:
    return f"Copy for {name}"


DECIDED_NOTHING = "No decision was taken and no action was agreed."
"""What page 1 says when there is nothing to glance at."""


def moved_from(days: Sequence[str], now: str) -> str:
    """Return `was 9 Jun, 16 Jun`, with the year where it is another."""
    year = f"\xa0{now[:4]}"
    return "was " + ", ".join(short_day(text).removesuffix(year) for text in days)


def more_below(count: int, noun_one: str, noun_many: str) -> str:
    return f"and {counted(count, noun_one, noun_many)} more, below"


def without_facilitator(state: str) -> str:
    """Return what a session says that the facilitator is not part of."""
    if state == "closed":
        return "Held without the facilitator"
    return "Takes place without the facilitator"
