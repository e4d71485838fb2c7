"""What a side's copy and the executives' page say, as lines for Markdown and HTML alike (M3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from facilitator.exchange.wording import POSITION, STATE, hour, long_day, sentence, word
from facilitator.projections.common_ground import Gloss
from facilitator.projections.executive_papers import (
    DecidedLine,
    ExecutiveSummary,
    NeededLine,
    OpenLine,
    PromisedLine,
)
from facilitator.projections.types import ActionEntry, Minutes, RaisedEntry, Reading

_OPEN_KIND = {"concern": "Concern", "overdue": "Late", "not_reached": "Not reached"}
_NEEDED_KIND = {"decision": "Decision", "goal": "Goal", "handed_up": "Handed up"}
EQUAL = "It holds the same decisions and actions as every other copy."


class Said(NamedTuple):
    """A line: what leads it, what people wrote, and what is told of it."""

    lead: str
    text: str
    under: str = ""


class Part(NamedTuple):
    """A part of a copy under its heading; `otherwise` stands there where there is no line."""

    title: str
    lines: Sequence[Said]
    otherwise: str = ""


def copy_words(minutes: Minutes) -> str:
    """Return for whom a copy of the minutes is."""
    if minutes.reading is None:
        return "Joint copy"
    return f"Copy for {minutes.reading.party.name}. {EQUAL}"


# --- one side's own copy -------------------------------------------------------------------------


def reading_parts(reading: Reading) -> list[Part]:
    """Return what stands first in one side's copy; nothing where it has none."""
    waits = [_action(one, "To accept") for one in reading.to_accept]
    waits += [_question(one) for one in reading.questions]
    waits += [_action(one, "Promised to you") for one in reading.expected]
    return [
        Part(
            "What you promised", [_action(one) for one in reading.promised], "Nothing that is open."
        ),
        Part("What waits for you", waits),
        Part("Words of others in this text", [_gloss(one) for one in reading.glosses]),
    ]


def _action(one: ActionEntry, lead: str = "") -> Said:
    owner = one.owner or (one.owner_party.name if one.owner_party else "")
    due = f"due {long_day(one.due_on)}" if one.due_on else ""
    due = due or ("due next session" if one.due_is_next else "no date yet")
    done = f"delivered {long_day(one.delivered_on)}" if one.delivered_on else due
    asked = f"asked by {one.asked_by}" if one.asked_by and not lead else ""
    named = " ".join(filter(None, (lead, one.number))) or "Action"
    return Said(named, one.text, ", ".join(filter(None, (owner, done, asked))))


def _question(one: RaisedEntry) -> Said:
    return Said("A question", one.text, one.party.name if one.party else "")


def _gloss(one: Gloss) -> Said:
    if not one.sides:
        return Said(one.term, one.words)
    told = "; ".join(f"{side.party.name}: {side.meaning}" for side in one.sides)
    return Said(one.term, f"One word, two things. {told}")


# --- the executives' page ------------------------------------------------------------------------


def executive_parts(summary: ExecutiveSummary) -> list[Part]:
    """Return the page for the executives, whole: text has room for every entry."""
    return [
        Part("What is needed from you", [*map(_needed, summary.needed)], "Nothing."),
        Part("Decided, and why", [*map(_decided, summary.decisions)], "No decision was taken."),
        Part("Promised", [*map(_promised, summary.actions)], "No action was agreed."),
        Part("Open or at risk", [*map(_open, summary.open)], "Nothing."),
        Part("Next session", [], next_words(summary)),
    ]


def _needed(one: NeededLine) -> Said:
    detail = word(STATE, one.detail) if one.kind == "decision" else one.detail
    on = long_day(one.on) if one.on else ""
    lead = " ".join(filter(None, (_NEEDED_KIND.get(one.kind, one.kind), one.number)))
    return Said(lead, one.text, ", ".join(filter(None, (detail, on))))


def _decided(one: DecidedLine) -> Said:
    told = [] if one.state == "agreed" else [sentence(word(STATE, one.state))]
    if one.why:
        told.append(sentence(f"Why: {one.why}"))
    for each in one.dissent:
        said = f"{each.party.name}: {word(POSITION, each.position)}"
        told.append(sentence(f"{said}, {each.reason}" if each.reason else said))
    return Said(one.number or "Decision", one.wording, " ".join(told))


def _promised(one: PromisedLine) -> Said:
    mark = one.owner_party
    owner = one.owner or (mark.name if mark else "nobody yet")
    to = f" to {one.asked_by}" if one.asked_by else ""
    due = f"due {long_day(one.due_on)}" if one.due_on else ""
    due = due or ("due next session" if one.due_is_next else "no date yet")
    return Said(one.number or "Action", one.text, f"{owner}{to}, {due}, {word(STATE, one.state)}")


def _open(one: OpenLine) -> Said:
    told = [one.party.name if one.party else "", one.detail]
    told.append(f"was due {long_day(one.due_on)}" if one.due_on else "")
    return Said(_OPEN_KIND.get(one.kind, one.kind), one.text, ", ".join(filter(None, told)))


def next_words(summary: ExecutiveSummary) -> str:
    """Return when the next session is, and why then."""
    following = summary.next_session
    if following is None:
        return "None planned yet."
    when = f"{long_day(following.starts)}, {hour(following.starts)} ({following.zone})"
    said = sentence(f"{following.number} {following.title}, {when}")
    return f"{said} {sentence(following.reason)}" if following.reason else said
