"""The words in which paper says where minutes stand between the sides (M2)."""

from __future__ import annotations

from facilitator.documents.wording import long_day, of, short_day
from facilitator.domain.words import CameBy, MinutesAnswer, MinutesState
from facilitator.projections.approval import Approval, CorrectionEntry, SideAnswer
from facilitator.projections.types import Minutes, PreviousMinutes

ANSWER: dict[str, str] = {
    MinutesAnswer.AGREE: "Agrees",
    MinutesAnswer.AGREE_WITH_NOTE: "Agrees, with a note",
    MinutesAnswer.CONTESTS: "Contests",
    MinutesAnswer.NO_OBJECTION: "No objection received",
    "": "Not answered yet",
}
CAME_BY: dict[str, str] = {
    CameBy.SAID: "said",
    CameBy.SHEET: "on the reply sheet",
    CameBy.MAIL: "by mail",
}
PREVIOUS: dict[str, str] = {
    "approved": "approved",
    "approved_with_corrections": "approved with corrections",
    "circulated": "circulated, not approved yet",
}
NOT_YET = "not approved yet"


def standing(minutes: Minutes) -> str:
    """Return what this paper is, as it stands at the head and at the foot of its pages."""
    approval = minutes.approval
    if approval.state == MinutesState.APPROVED:
        return f"APPROVED MINUTES, version {approval.version}"
    if approval.state == MinutesState.DRAFT:
        return f"DRAFT MINUTES, version {minutes.version}"
    which = f"version {approval.version}"
    if approval.state != MinutesState.CIRCULATED:
        which = f"corrected {which}"
    return f"MINUTES, {which}, comments until {short_day(approval.comments_until)}"


def previous(minutes: PreviousMinutes) -> str:
    """Return how the minutes of the session before stand (MINUTES 4)."""
    on = f" ({long_day(minutes.date)})" if minutes.date else ""
    state = PREVIOUS.get(minutes.state, NOT_YET)
    if minutes.comments_until:
        state = f"circulated, comments until {long_day(minutes.comments_until)}"
    return f"Minutes of session {minutes.number}{on}: {state}."


def went_out(approval: Approval) -> str:
    """Return when the version went out, or which one did before this draft."""
    if approval.state == MinutesState.DRAFT:
        return (
            f"Version {approval.went_out} went out. What was changed since stands in this draft "
            "of the next version."
        )
    until = f"; comments until {long_day(approval.comments_until)}"
    return f"Version {approval.version}, on {long_day(approval.circulated_on)}{until}"


def answer(said: SideAnswer) -> str:
    """Return what a side said, who said it and how it came."""
    words = of(ANSWER, said.answer)
    by = [said.by_name, of(CAME_BY, said.came_by) if said.came_by else ""]
    by.append(f"on {short_day(said.on)}" if said.on else "")
    told = ", ".join(word for word in by if word)
    if said.answer == MinutesAnswer.NO_OBJECTION or not said.answer or not told:
        return words
    return f"{words} ({told})"


def approved(approval: Approval) -> str:
    """Return when the minutes were approved, and in which session."""
    where = f", in session {approval.approved_in}" if approval.approved_in else ""
    return f"On {long_day(approval.approved_on)}{where}"


def record(approval: Approval) -> str:
    """Return the head of the file's record: with it a record that was cut short is found out."""
    return f"Event {approval.record_number}, {approval.record_head}"


def correction_label(entry: CorrectionEntry) -> str:
    """Return to which version a correction belongs."""
    if entry.is_after_approval:
        return f"after approval, {short_day(entry.on)}"
    return f"version {entry.version}, {short_day(entry.on)}"
