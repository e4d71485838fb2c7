"""Goals, and what hangs on them, as rows."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from facilitator.queries.actions import ActionRow
from facilitator.queries.decisions import DecisionRow
from facilitator.queries.goal_lines import GoalLine, MilestoneRow
from facilitator.queries.goals import LinkedConcern, LinkedItem
from ui import wording
from ui.widgets.naming import initials
from ui.widgets.rows import Row, Who
from ui.widgets.timeline_paint import Bar, Diamond, Mark
from ui.wording import goals as wording_goals

translate = QCoreApplication.translate


def goal_row(line: GoalLine, today: date) -> Row:
    """Return a goal as a row of the timeline: its words, and its bar with diamonds."""
    _word, tone, icon = wording.state("goal", line.state)
    second_tone = "text2" if tone in ("ok", "neutral") else tone
    late = _late(line, today)
    return Row(
        line.id, line.title, wording_goals.stands(line, today), "danger" if late else second_tone,
        icon=icon, icon_tone="text3" if tone == "neutral" else tone, is_quiet=line.is_over,
        spoken=wording_goals.spoken_goal(line, today), data=_bar(line, late, today),
    )  # fmt: skip


def _late(line: GoalLine, today: date) -> str:
    if line.is_over or not line.due_on or line.due_on >= today.isoformat():
        return ""
    return wording_goals.days_late((today - date.fromisoformat(line.due_on)).days)


def _bar(line: GoalLine, late: str, today: date) -> Bar:
    end = (line.over_on if line.is_over else line.due_on) or ""
    if not end:
        end = max((step.on for step in line.milestones if step.on), default="")
    start = line.starts or (min(end, today.isoformat()) if end else "")
    if start and end and start > end:
        start = end
    tone = {"done": "ok", "dropped": "neutral"}.get(line.state, "accent")
    behind = sum(step.is_late for step in line.milestones)
    words = late or (wording_goals.milestones_late(behind) if behind > 1 else "")
    return Bar(
        _day(start), _day(end), tone, words, bool(late),
        tuple(
            _diamond(step, today, is_alone=not words)
            for step in line.milestones
            if step.on and step.state != "dropped"
        ),
    )  # fmt: skip


def _day(words: str) -> date | None:
    return date.fromisoformat(words) if words else None


def _diamond(step: MilestoneRow, today: date, *, is_alone: bool) -> Diamond:
    mark = Mark.OPEN
    if step.state == "done":
        mark = Mark.DONE_LATE if step.days_late and step.done_on else Mark.DONE
    elif step.is_late:
        mark = Mark.LATE
    elif step.due_on == today.isoformat():
        mark = Mark.DUE
    label = wording_goals.days_late(step.days_late) if step.is_late and is_alone else ""
    spoken = wording_goals.spoken_milestone(step, today)
    return Diamond(step.id, date.fromisoformat(step.on), mark, spoken, label)


def concern_row(each: LinkedConcern, today: date) -> Row:
    """Return a concern: plain words first, whose it is, and whether it was answered."""
    return Row(
        ("concern", each.id), each.plain or each.text, wording.short_day(each.on, today),
        chip=wording.state("concern", each.state),
        who=Who(each.party, "", (each.colour,)) if each.party else None,
        is_quiet=each.state != "open",
    )  # fmt: skip


def item_row(item: LinkedItem, today: date) -> Row:
    """Return an agenda item: where it was, or where it will be."""
    if item.session_id is None:
        second = translate("goals", "in the backlog")
    else:
        second = f"{item.session_label}, {wording.short_day(item.day, today)}"
    took = translate("goals", "{0} min").format(item.minutes) if item.minutes else ""
    waits = translate("goals", "planned") if item.session_state == "planned" else ""
    return Row(("item", item.id), item.title, second, trailing=took or waits, data=item)


def decision_row(row: DecisionRow, today: date) -> Row:
    """Return a decision with its state."""
    word, tone, icon = wording.state("decision", row.state)
    day = wording.short_day(row.session_day, today) if row.session_day else ""
    return Row(
        ("decision", row.id), row.text, day, number=row.number, chip=(word, tone, icon),
        is_quiet=row.state in ("superseded", "rejected"),
    )  # fmt: skip


def action_row(row: ActionRow, today: date) -> Row:
    """Return an action: who has it, and when it is due while it is open."""
    who = Who(row.owner, initials(row.owner), (row.owner_colour,)) if row.owner else None
    if row.is_open:
        words, tone = wording.due(row.due_on, today)
    else:
        words, tone = wording.state("action", row.state)[0], "text2"
    return Row(
        ("action", row.id), row.text, number=row.number, who=who, trailing=words,
        trailing_tone=tone, is_quiet=not row.is_open,
    )  # fmt: skip
