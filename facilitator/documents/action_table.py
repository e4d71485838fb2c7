"""Actions on paper: one table, every row with its owner, its date and its state in words."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.documents import look, wording
from facilitator.documents.desk import Column, Desk, Rich, Table, led, say
from facilitator.documents.lines import Span, Style
from facilitator.documents.parts import joined
from facilitator.projections.types import ActionEntry


def place_of(action: ActionEntry) -> str:
    return f"action-{action.number}" if action.number else ""


def owner(action: ActionEntry, style: Style) -> list[Span]:
    """Return who owns an action; the dot tells the party."""
    if action.owner_party is None:
        return [say(action.owner or "Nobody yet", style)]
    name = action.owner or action.owner_party.name
    return [say(name, style, dot=look.party_colour(action.owner_party.colour))]


def due(action: ActionEntry) -> str:
    if action.due_on:
        return wording.short_day(action.due_on)
    return "Next session" if action.due_is_next else "No date yet"


def put(
    desk: Desk, actions: Sequence[ActionEntry], *, places: bool, sessions: bool = False
) -> None:
    """Put the full table of actions.

    `places` makes each row one that links lead to; `sessions` says where each comes from.
    """
    table = Table(
        desk,
        [
            Column("Number", 56),
            Column("Action"),
            Column("Owner", 82),
            Column("Due", 58),
            Column("State", 50),
        ],
    )
    for action in actions:
        table.row(
            _number_lines(action, sessions),
            [*_action_lines(action), *notes_of(desk, action)],
            [owner(action, look.DATA)],
            _due_lines(action),
            _state_lines(action),
            place=place_of(action) if places else "",
        )
    table.close()


def notes_of(desk: Desk, action: ActionEntry) -> list[list[Span]]:
    """Return the notes on words that an action uses first."""
    return desk.notes.of(action.text, action.done_when, action.topic, action.state_reason)


def _number_lines(action: ActionEntry, sessions: bool) -> list[Rich]:
    lines: list[Rich] = [[say(action.number or "\u2013", look.DATA)]]
    if sessions and action.session_number:
        lines.append([say(action.session_number, look.DATA_SOFT)])
    return lines


def _action_lines(action: ActionEntry) -> list[Rich]:
    lines: list[Rich] = [[say(action.text, look.DATA)]]
    if action.done_when:
        lines.append(led("Done when: ", action.done_when, look.DATA_SOFT))
    topic = action.topic or action.goal
    under: list[Rich] = [led("Topic: ", topic, look.DATA_SOFT)] if topic else []
    if action.decision_number:
        link = f"decision-{action.decision_number}"
        number = say(action.decision_number, look.DATA_SOFT, link=link)
        under.append([Span("from ", look.DATA_SOFT), number])
    if action.asked_by:
        under.append(led("asked by ", action.asked_by, look.DATA_SOFT))
    if under:
        lines.append(joined(under, look.DATA_SOFT, " \u00b7 "))
    if action.state_reason:
        state = wording.of(wording.ACTION_STATE, action.state)
        lines.append(led(f"{state}, because: ", action.state_reason, look.DATA_SOFT))
    return lines


def _due_lines(action: ActionEntry) -> list[Rich]:
    lines: list[Rich] = [[Span(due(action), look.DATA)]]
    if action.was_due:
        was = wording.moved_from(action.was_due, action.due_on)
        lines.append([say(was, look.DATA_SOFT)])
    return lines


def _state_lines(action: ActionEntry) -> list[Rich]:
    lines: list[Rich] = [[Span(wording.of(wording.ACTION_STATE, action.state), look.DATA)]]
    on = action.accepted_on or action.delivered_on
    if on:
        lines.append([Span(wording.short_day(on), look.DATA_SOFT)])
    return lines
