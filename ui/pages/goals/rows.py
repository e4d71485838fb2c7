"""Goals, and what hangs on them, as rows."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from facilitator.queries.actions import ActionRow
from facilitator.queries.decisions import DecisionRow
from facilitator.queries.goals import LinkedItem
from facilitator.queries.together import GoalCard
from ui import wording
from ui.widgets.naming import initials
from ui.widgets.rows import Row, Who

translate = QCoreApplication.translate

OPEN = ("on_track", "at_risk", "late")


def goal_row(card: GoalCard, today: date) -> Row:
    """Return a goal: its state as icon and word, and when it is due."""
    word, tone, icon = wording.state("goal", card.state)
    second = word
    if card.due_on:
        day = wording.short_day(card.due_on, today)
        second = translate("goals", "{0}, due {1}").format(word, day)
    is_over = card.state not in OPEN
    late = card.days_left is not None and card.days_left < 0 and not is_over
    return Row(
        card.id, card.title, second, "danger" if late or card.state == "late" else "text2",
        icon=icon, icon_tone="text3" if tone == "neutral" else tone, is_quiet=is_over,
    )  # fmt: skip


def spent_line(card: GoalCard, today: date) -> str:
    """Return when a goal was on the table, and what that took."""
    if not card.last_session:
        return translate("goals", "Never on the table yet.")
    day = wording.long_day(card.last_session, today)
    length = wording.length(card.minutes * 60)
    return translate("goals", "Last on the table {0}. {1} spent so far.").format(day, length)


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
