"""Decisions and actions as Markdown, alone or inside minutes."""

from __future__ import annotations

from collections.abc import Iterable

from facilitator.exchange.csv_files import restatement_words
from facilitator.exchange.markdown import bold, bullet, document, escape, paragraph, table
from facilitator.exchange.wording import METHOD, STATE, position_word, sentence, short_day, word
from facilitator.projections.types import (
    ActionEntry,
    ActionRegister,
    DecisionEntry,
    DecisionRegister,
    EngagementHead,
    PartyPosition,
)

ACTION_HEADS = ("Number", "Action", "Topic", "Owner", "Asked by", "Due", "Done when", "State")


def decisions_markdown(register: DecisionRegister) -> str:
    """Return the decision log as Markdown."""
    blocks = [f"# Decisions of {_title(register.engagement)}"]
    for entry in register.decisions:
        blocks += [decision_heading(entry, 2), *decision_blocks(entry)]
    if not register.decisions:
        blocks.append("No decisions yet.")
    return document(blocks)


def actions_markdown(register: ActionRegister) -> str:
    """Return the action list as Markdown."""
    body = action_table(register.actions) if register.actions else "No actions yet."
    return document([f"# Actions of {_title(register.engagement)}", body])


def _title(engagement: EngagementHead) -> str:
    return escape(", ".join(filter(None, (engagement.title, engagement.organisation))))


def decision_heading(entry: DecisionEntry, level: int) -> str:
    """Return the heading of a decision: its number, or that it has none yet."""
    return f"{'#' * level} {entry.number or 'Decision without a number yet'}"


def decision_blocks(entry: DecisionEntry) -> list[str]:
    """Return a decision below its heading: the exact wording first, then what belongs to it."""
    lines = [
        _line("State", state_words(entry)),
        _line("In plain words", entry.plain),
        _line("Why", entry.because),
        _line("Context", entry.context),
        _line("Consequences", entry.consequences),
        _line("How it was decided", method_words(entry)),
        _line("Goal", entry.goal),
        _line("Review", short_day(entry.review_on)),
        _line("Replaces", entry.supersedes),
        _line("Replaced by", entry.superseded_by),
    ]
    lines += [_line(f"Option{' (chosen)' if o.is_chosen else ''}", o.text) for o in entry.options]
    lines += [_line(each.party.name, position_words(each)) for each in entry.positions]
    lines += [_line("Said back", restatement_words(each)) for each in entry.restatements]
    return [bold(entry.wording), "\n".join(line for line in lines if line)]


def _line(label: str, text: str) -> str:
    return bullet(f"{escape(label)}: {paragraph(text, '  ')}") if text.strip() else ""


def state_words(entry: DecisionEntry) -> str:
    """Return where a decision stands and since when."""
    state = word(STATE, entry.state)
    return f"{state} on {short_day(entry.decided_on)}" if entry.decided_on else state


def method_words(entry: DecisionEntry) -> str:
    """Return how it was decided."""
    by = f"decided by {entry.decider}" if entry.decider else ""
    return ", ".join(filter(None, (word(METHOD, entry.method), entry.method_note, by)))


def position_words(position: PartyPosition) -> str:
    """Return where a side stands, with its reasons, a sentence a line."""
    parts = [position_word(position)]
    if position.reason:
        parts.append(position.reason)
    if position.consideration:
        parts.append(f"considered: {position.consideration}")
    if position.passed_reason:
        parts.append(f"passed, because {position.passed_reason}")
    return "\n".join(sentence(part) for part in parts)


def action_table(actions: Iterable[ActionEntry]) -> str:
    """Return actions as a table."""
    return table(ACTION_HEADS, (action_row(entry) for entry in actions))


def action_row(entry: ActionEntry) -> tuple[str, ...]:
    """Return an action as the cells of a row under `ACTION_HEADS`."""
    state = word(STATE, entry.state)
    return (
        entry.number,
        entry.text,
        entry.topic,
        entry.owner,
        entry.asked_by,
        due_words(entry),
        entry.done_when,
        f"{state}: {entry.state_reason}" if entry.state_reason else state,
    )


def due_words(entry: ActionEntry) -> str:
    """Return when an action is due, and when it was."""
    due = "next session" if entry.due_is_next else short_day(entry.due_on)
    was = ", ".join(short_day(day) for day in entry.was_due)
    return f"{due} (was {was})" if was else due
