"""The rows of the home page: goals, things that wait, the next agenda."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from facilitator.queries.prepare import ItemRow
from facilitator.queries.together import GoalCard, Waiting
from ui import wording
from ui.widgets.naming import initials
from ui.widgets.rows import Row, Who

translate = QCoreApplication.translate

_ICONS = {
    "action": ("check-circle", "action"),
    "acceptance": ("handshake", "action"),
    "decision": ("gavel", "decision"),
    "review": ("calendar-check", "decision"),
    "concern": ("warning-circle", "danger"),
    "question": ("question", "text2"),
    "sayback": ("chat-teardrop-text", "accent"),
    "request": ("database", "text2"),
    "claim": ("database", "danger"),
}


def goal_row(card: GoalCard, today: date) -> Row:
    """Return a goal: its state, what is open on it, when it is due."""
    word, tone, icon = wording.state("goal", card.state)
    second = []
    if card.open_actions:
        one = translate("together", "1 open action")
        many = translate("together", "{0} open actions").format(card.open_actions)
        second.append(one if card.open_actions == 1 else many)
    if card.overdue_actions:
        second.append(translate("together", "{0} overdue").format(card.overdue_actions))
    second.append(
        translate("together", "last on the table {0}").format(
            wording.short_day(card.last_session, today)
        )
        if card.last_session
        else translate("together", "never on the table yet")
    )
    is_over = card.state in ("done", "dropped")
    late = card.days_left is not None and card.days_left < 0 and not is_over
    return Row(
        card.id,
        card.title,
        second=card.state_reason if is_over and card.state_reason else ", ".join(second),
        second_tone="danger" if card.overdue_actions and not is_over else "text2",
        chip=(word, tone, icon),
        trailing=wording.short_day(card.due_on, today) if card.due_on else "",
        trailing_tone="danger" if late else "text2",
        trailing_second="" if is_over or not card.due_on else wording.distance(card.due_on, today),
        is_quiet=is_over,
    )


def waiting_row(each: Waiting, today: date) -> Row:
    """Return something that waits, with whom it waits for and since when."""
    icon, tone = _ICONS[each.kind]
    words, urgency = _since(each, today)
    if each.person:
        who = Who(each.person, initials(each.person), (each.colour,))
    else:
        who = Who(each.party or translate("together", "Both sides"), "", ())
        if each.colour:
            who = Who(each.party, "", (each.colour,))
    return Row(
        (each.kind, each.id),
        each.text,
        number=each.number,
        icon=icon,
        icon_tone=tone,
        who=who,
        trailing=words,
        trailing_tone=urgency,
    )


def _since(each: Waiting, today: date) -> tuple[str, str]:
    """Return how long it waits, in words, and how loud that is."""
    if each.kind == "action":
        return wording.due(each.on, today)
    day = wording.short_day(each.on, today)
    if each.kind == "review":
        return translate("together", "review was {0}").format(day), "warn"
    if each.kind == "acceptance":
        return translate("together", "delivered {0}").format(day), "warn"
    if each.kind == "concern":
        tone = "danger" if each.days >= 28 else "warn"
        return translate("together", "unanswered since {0}").format(day), tone
    return translate("together", "open since {0}").format(day), "text2"


def item_row(item: ItemRow) -> Row:
    """Return an item of the next agenda."""
    return Row(
        item.id,
        item.title,
        second_dots=(),
        trailing=str(item.length_s // 60),
    )
