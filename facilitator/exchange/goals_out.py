"""Goals as a table, as text and as data: both sides, milestones and money (G1 to G3)."""

from __future__ import annotations

import csv
import io
from dataclasses import asdict

from facilitator.domain.acceptance import Standing
from facilitator.domain.money import show
from facilitator.exchange.csv_files import MARK, guarded
from facilitator.exchange.json_files import canonical
from facilitator.exchange.markdown import bold, bullet, document, escape, paragraph
from facilitator.exchange.wording import HORIZON, STATE, short_day, word
from facilitator.projections.common_ground import GoalEntry, GoalSide, MilestoneLine, MoneyLine
from facilitator.projections.marks import PartyMark
from facilitator.projections.types import GoalRegister

VERSION = 1
COLUMNS = (
    "Goal", "Horizon", "Measure", "Begins", "Due", "Owner", "Sponsors", "State", "Reason",
    "Common ground", "Common", "Milestones", "Money",
)  # fmt: skip
SIDE_COLUMNS = ("Position", "Interest", "In scope", "Out of scope", "Accepts")
_STANDING = {
    Standing.OPEN: "not yet",
    Standing.STALE: "accepted other words",
    Standing.ACCEPTED: "accepts",
}


def goals_csv(register: GoalRegister) -> str:
    """Return the goals as CSV: one line for each, five columns for each side."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    parties = _parties(register)
    heads = [f"{column} ({party.name})" for party in parties for column in SIDE_COLUMNS]
    writer.writerow([*COLUMNS, *map(guarded, heads)])
    for goal in register.goals:
        cells = [*_cells(goal, register.currency), *_side_cells(goal, parties)]
        writer.writerow([guarded(cell) for cell in cells])
    return MARK + out.getvalue()


def goals_json(register: GoalRegister) -> str:
    """Return the goals as one JSON document."""
    return canonical(
        {"format": "facilitator-goals", "version": VERSION, "content": asdict(register)}
    )


def goals_markdown(register: GoalRegister) -> str:
    """Return the goals as Markdown, a section for each."""
    head = register.engagement
    title = escape(", ".join(filter(None, (head.title, head.organisation))))
    blocks = [f"# Goals of {title}"]
    for goal in register.goals:
        blocks += _blocks(goal, register.currency)
    if not register.goals:
        blocks.append("No goals yet.")
    return document(blocks)


def _parties(register: GoalRegister) -> list[PartyMark]:
    """Return every side that any goal names, in the order in which they first appear."""
    return list(dict.fromkeys(side.party for goal in register.goals for side in goal.sides))


def _cells(goal: GoalEntry, currency: str) -> list[str]:
    return [
        goal.title,
        word(HORIZON, goal.horizon),
        goal.measure,
        goal.begins_on,
        goal.due_on,
        goal.owner,
        "; ".join(goal.sponsors),
        word(STATE, goal.state),
        goal.state_reason,
        goal.common_ground,
        "yes" if goal.is_common else "not yet",
        "; ".join(map(milestone_words, goal.milestones)),
        "; ".join(money_words(line, currency) for line in goal.money),
    ]


def _side_cells(goal: GoalEntry, parties: list[PartyMark]) -> list[str]:
    sides = {side.party: side for side in goal.sides}
    cells = []
    for party in parties:
        side = sides.get(party)
        cells += _side_line(side) if side else [""] * len(SIDE_COLUMNS)
    return cells


def _side_line(side: GoalSide) -> list[str]:
    interests = "\n".join(side.interests)
    return [side.position, interests, side.scope_in, side.scope_out, acceptance_words(side)]


def acceptance_words(side: GoalSide) -> str:
    """Return whether a side accepts today's sentence, since when and by whom."""
    words = _STANDING[Standing(side.standing)]
    if side.standing == Standing.OPEN:
        return words
    return ", ".join(filter(None, (words, short_day(side.accepted_on), side.accepted_by)))


def milestone_words(milestone: MilestoneLine) -> str:
    """Return a milestone with its day, its state and its owner, on one line."""
    state = "late" if milestone.is_late else word(STATE, milestone.state)
    if milestone.done_on:
        state = f"{state} {short_day(milestone.done_on)}"
    due = f"due {short_day(milestone.due_on)}" if milestone.due_on else ""
    return f"{milestone.title} ({', '.join(filter(None, (due, state, milestone.owner)))})"


def money_words(line: MoneyLine, currency: str) -> str:
    """Return a line of the pot with its amount and each side's share, on one line."""
    amount = "no amount yet" if line.cents is None else show(line.cents, currency)
    shares = ", ".join(
        f"{mark.short_name or mark.name} {percent} %" for mark, percent in line.shares
    )
    return f"{line.name}: {amount}" + (f" ({shares})" if shares else "")


def _blocks(goal: GoalEntry, currency: str) -> list[str]:
    state = word(STATE, goal.state)
    facts = [
        ("State", f"{state}. {goal.state_reason}" if goal.state_reason else state),
        ("Horizon", word(HORIZON, goal.horizon)),
        ("Measure", goal.measure),
        ("Due", short_day(goal.due_on)),
        ("Owner", goal.owner),
        ("Sponsors", ", ".join(goal.sponsors)),
    ]
    lines = [_line(label, text) for label, text in facts]
    blocks = [f"## {escape(goal.title)}", "\n".join(line for line in lines if line)]
    if goal.common_ground:
        blocks += ["Common ground:", bold(goal.common_ground)]
    if not goal.is_common:
        blocks.append("Not yet common: one side has not said what it wants here, or why.")
    blocks += [_side_block(side) for side in goal.sides]
    if goal.milestones:
        blocks += [
            "Milestones:",
            "\n".join(bullet(escape(milestone_words(one))) for one in goal.milestones),
        ]
    if goal.money:
        money = [bullet(escape(money_words(line, currency))) for line in goal.money]
        blocks += ["Money:", "\n".join(money)]
    return blocks


def _side_block(side: GoalSide) -> str:
    lines = [
        bullet(f"**{escape(side.party.name)}**, {escape(acceptance_words(side))}"),
        _inner("Position", side.position),
        _inner("Interest", "; ".join(side.interests)),
        _inner("In scope", side.scope_in),
        _inner("Out of scope", side.scope_out),
    ]
    return "\n".join(line for line in lines if line)


def _line(label: str, text: str) -> str:
    return bullet(f"{label}: {paragraph(text, '  ')}") if text.strip() else ""


def _inner(label: str, text: str) -> str:
    return f"  - {label}: {paragraph(text, '    ')}" if text.strip() else ""
