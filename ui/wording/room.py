"""What the room view says, and what other pages say while it is open (V7)."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from facilitator.domain.words import DecisionState, ItemState, SessionState, TermRelation
from facilitator.projections.common_ground import TermEntry
from facilitator.projections.room import RoomAction, RoomDecision, RoomItem, RoomView
from ui import wording

translate = QCoreApplication.translate

AGREED = (DecisionState.AGREED.value, DecisionState.AGREED_TO_DIFFER.value)
OPEN = (DecisionState.PROPOSED.value, DecisionState.DEFERRED.value)


def agenda_name() -> str:
    """Return the name of the agenda."""
    return translate("room", "Agenda")


def agenda_line(number: int, item: RoomItem, is_current: bool) -> str:
    """Return what a screen reader says of one item."""
    if is_current:
        state = translate("room", "on the table")
    elif item.state == ItemState.DONE:
        state = translate("room", "done")
    elif item.state == ItemState.SKIPPED:
        state = translate("room", "not today")
    else:
        state = translate("room", "to come")
    return f"{number}. {item.title}, {state}, {wording.length(item.minutes * 60)}"


def session_line(view: RoomView) -> str:
    """Return what stands above the session's title."""
    kind = wording.word(view.kind).lower()
    parts = (view.engagement, f"{view.number}, {kind}" if view.number else kind)
    return " · ".join(part for part in parts if part)


def begins(view: RoomView, today: date) -> str:
    """Return when a session that has not begun begins."""
    day = wording.long_day(view.starts, today)
    if view.starts[:10] == today.isoformat():
        return translate("room", "We begin at {0}").format(wording.time_of(view.starts))
    return translate("room", "{0}, {1}").format(day, wording.time_of(view.starts))


def plan_line(view: RoomView) -> str:
    """Return how much there is to do."""
    minutes = wording.length(sum(item.minutes for item in view.items) * 60)
    count = len(view.items)
    if not count:
        return translate("room", "The agenda is still empty.")
    if count == 1:
        return translate("room", "1 item, {0}").format(minutes)
    return translate("room", "{0} items, {1}").format(count, minutes)


def sheet_head(view: RoomView, today: date) -> tuple[str, str, str]:
    """Return the label, the title and the line below it of the sheet."""
    if view.item is not None:
        item = view.item
        return translate("room", "We are discussing"), item.title, item.wanted_result or item.goal
    if view.state == SessionState.CLOSED:
        return translate("room", "The session is closed"), translate("room", "What we agreed"), ""
    if view.state == SessionState.PLANNED:
        return begins(view, today), view.title, plan_line(view)
    if view.state == SessionState.CANCELLED:
        return "", translate("room", "This session is cancelled"), ""
    if view.items:
        return "", translate("room", "Every item is done"), ""
    return "", translate("room", "Without an agenda"), ""


def session_clock_name() -> str:
    """Return the name of the session's clock."""
    return translate("room", "Session")


def item_clock_name() -> str:
    """Return the name of the item's clock."""
    return translate("room", "Item")


def how_we_work() -> str:
    """Return the heading of the agreements."""
    return translate("room", "How we work")


def on_the_table() -> str:
    """Return the heading of what is proposed on this item."""
    return translate("room", "On the table")


def agreed_name() -> str:
    """Return the name of the column of what was agreed."""
    return translate("room", "What was agreed")


def agreed_today() -> str:
    """Return the heading of the decisions."""
    return translate("room", "Agreed today")


def promised_today() -> str:
    """Return the heading of the actions."""
    return translate("room", "Promised today")


def still_open() -> str:
    """Return the heading of proposals that stand elsewhere."""
    return translate("room", "Still open")


def parked() -> str:
    """Return the heading of what was parked."""
    return translate("room", "Parked for later")


def next_time() -> str:
    """Return the heading of the next session."""
    return translate("room", "Next session")


def nothing_agreed() -> str:
    """Return what a session leaves that took no decision and no promise."""
    return translate("room", "No decision and no promise today.")


def in_our_words() -> str:
    """Return the heading of what was agreed on an item, in words of its own."""
    return translate("room", "In our words")


def write_outcome() -> str:
    """Invite to write what was agreed on the item."""
    return translate("room", "Nothing agreed on this item yet. Click here to write it together.")


def nothing_yet() -> str:
    """Say that nothing was agreed on the item, where nobody can write it here."""
    return translate("room", "Nothing agreed on this item yet.")


def wording_name() -> str:
    """Return the name of the field with a decision's words."""
    return translate("room", "Wording of the decision")


def decision_label(decision: RoomDecision) -> str:
    """Return what a decision is, with its number where it has one."""
    state = {
        DecisionState.PROPOSED.value: translate("room", "Proposed decision"),
        DecisionState.AGREED.value: translate("room", "Agreed"),
        DecisionState.AGREED_TO_DIFFER.value: translate("room", "Agreed to differ"),
        DecisionState.DEFERRED.value: translate("room", "Put off"),
        DecisionState.REJECTED.value: translate("room", "Not agreed"),
        DecisionState.SUPERSEDED.value: translate("room", "Replaced since"),
    }[decision.state]
    return f"{state} · {decision.number}" if decision.number else state


def heard(decision: RoomDecision) -> str:
    """Return whether each side has had its word; never which one has not."""
    if decision.state not in OPEN:
        return ""
    if decision.is_heard:
        return translate("room", "each side was heard")
    return translate("room", "needs a word from each side")


def due(action: RoomAction, today: date) -> str:
    """Return by when an action is promised."""
    if action.due_is_next:
        return translate("room", "by the next session")
    if not action.due_on:
        return ""
    return translate("room", "by {0}").format(wording.long_day(action.due_on, today))


def owner(action: RoomAction) -> str:
    """Return who promised."""
    side = action.party.name if action.party is not None else ""
    found = ", ".join(each for each in (action.owner, side) if each)
    return found or translate("room", "nobody yet")


def term(entry: TermEntry) -> str:
    """Return a word in plain words; where sides mean different things, what each means."""
    name = f"{entry.term} ({entry.abbreviation})" if entry.abbreviation else entry.term
    meanings = [
        translate("room", "for {0} “{1}”").format(each.party.short_name, _bare(each.meaning))
        for each in entry.meanings
    ]
    if entry.relation == TermRelation.ONE_WORD and meanings:
        return f"{name}: {', '.join(meanings)}"
    plain = entry.agreed_wording or entry.plain
    return f"{name}: {_bare(plain)}" if plain else f"{name}: {', '.join(meanings)}"


def _bare(sentence: str) -> str:
    """Return a sentence as it stands behind a colon."""
    return sentence.strip().rstrip(".")


def next_line(view: RoomView, today: date) -> str:
    """Return when we meet again, and for what."""
    found = view.next_session
    if found is None:
        return translate("room", "The next session is not planned yet.")
    when = f"{wording.long_day(found.starts, today)}, {wording.time_of(found.starts)}"
    return f"{when}: {found.title}" if found.title else when


def closed_title() -> str:
    """Return what a page says instead of sealed text."""
    return translate("room", "Closed while the room view is open")


def closed_more() -> str:
    """Return why."""
    return translate(
        "room",
        "Others can see this computer's picture now. Sealed notes, private preparation and the"
        " search in them come back when the room view is closed.",
    )


def close_word() -> str:
    """Return what the button that closes the room view says."""
    return translate("room", "Close the room view")


def sealed_line() -> str:
    """Return what the capture line says of a sealed note while others look on."""
    return translate("room", "Sealed: nothing shows while the room view is open. Enter keeps it")


def not_searched() -> str:
    """Return what the search page says of sealed text while others look on."""
    return translate("room", "Sealed text is not searched while the room view is open.")


def refused() -> str:
    """Return why something for the facilitator alone cannot be opened."""
    return translate("room", "For you alone: close the room view first.")
