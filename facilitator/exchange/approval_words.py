"""Where minutes stand between the sides, as text exports say it (M2)."""

from __future__ import annotations

from facilitator.exchange.wording import long_day, word
from facilitator.projections.approval import Approval, CorrectionEntry, SideAnswer
from facilitator.projections.types import Minutes, PreviousMinutes

ANSWER = {
    "agree": "agrees",
    "agree_with_note": "agrees, with a note",
    "contests": "contests",
    "no_objection": "no objection received",
    "": "not answered yet",
}
CAME_BY = {"said": "said", "sheet": "on the reply sheet", "mail": "by mail"}
PREVIOUS = {
    "approved": "approved",
    "approved_with_corrections": "approved with corrections",
    "circulated": "circulated, not approved yet",
}


def standing(minutes: Minutes) -> str:
    """Return what this text is."""
    approval = minutes.approval
    if approval.state == "approved":
        return f"Approved minutes, version {approval.version}"
    if approval.state == "draft":
        return f"Draft minutes, version {minutes.version}"
    which = f"version {approval.version}"
    if approval.state != "circulated":
        which = f"corrected {which}"
    return f"Minutes, {which}, comments until {long_day(approval.comments_until)}"


def previous_words(previous: PreviousMinutes) -> str:
    """Return how the minutes of the session before stand."""
    state = PREVIOUS.get(previous.state, "not approved yet")
    if previous.comments_until:
        state = f"circulated, comments until {long_day(previous.comments_until)}"
    return f"Minutes of {previous.number}, {long_day(previous.date)}: {state}"


def facts(approval: Approval) -> list[tuple[str, str]]:
    """Return what is known about the standing, each with its label; none for a first draft."""
    if approval.state == "draft":
        if not approval.went_out:
            return []
        return [("Before", f"version {approval.went_out} went out; this draft says what changed")]
    rows = [
        ("Circulated", f"version {approval.version}, on {long_day(approval.circulated_on)}"),
        ("Comments until", long_day(approval.comments_until)),
        *((said.party.name, answer_words(said)) for said in approval.answers),
    ]
    if approval.approved_on:
        where = f", in session {approval.approved_in}" if approval.approved_in else ""
        rows.append(("Approved", f"on {long_day(approval.approved_on)}{where}"))
    if approval.despite:
        rows.append(("Although contested", approval.despite))
    if approval.record_head:
        rows.append(("Record", f"event {approval.record_number}, {approval.record_head}"))
    return rows


def answer_words(said: SideAnswer) -> str:
    """Return what a side said, with its note and what it contests."""
    words = word(ANSWER, said.answer)
    by = ", ".join(filter(None, (said.by_name, word(CAME_BY, said.came_by))))
    if by and said.answer != "no_objection":
        words = f"{words} ({by}, on {long_day(said.on)})"
    contested = [f"{one.target}: {one.note}" if one.note else one.target for one in said.objections]
    return ". ".join(filter(None, (words, said.note, "; ".join(contested))))


CORRECTION_HEADS = ("No.", "Where", "Before", "After", "Because")


def correction_cells(entry: CorrectionEntry) -> tuple[str, str, str, str, str]:
    """Return one correction as the cells of a table."""
    when = "after approval" if entry.is_after_approval else f"version {entry.version}"
    asked = f" (asked for by {entry.asked_by.name})" if entry.asked_by else ""
    return (
        str(entry.n),
        f"{entry.target}, {when}",
        entry.before,
        entry.after,
        f"{entry.because}{asked}",
    )
