"""The rows of the home page: things that wait, the next agenda."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from facilitator.queries.prepare import ItemRow
from facilitator.queries.waiting import CONCERN_DAYS, Waiting
from ui import wording
from ui.widgets.naming import initials
from ui.widgets.rows import Row, Who
from ui.wording import returning

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
    "minutes": ("file-text", "text2"),
    "approval": ("file-text", "accent"),
}


def waiting_row(each: Waiting, today: date) -> Row:
    """Return something that waits, with whom it waits for and since when."""
    icon, tone = _ICONS[each.kind]
    words, urgency = _since(each, today)
    if each.person:
        who = Who(each.person.split(" ")[0], initials(each.person), (each.colour,))
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
        tone = "danger" if each.days >= CONCERN_DAYS else "warn"
        if each.days < 7:
            return translate("together", "raised {0}").format(day), "text2"
        return translate("together", "no answer for {0}").format(wording.span(each.days)), tone
    if each.kind == "claim":
        return translate("together", "claimed twice"), "danger"
    if each.kind == "minutes":
        return translate("together", "comments until {0}").format(day), "text2"
    if each.kind == "approval":
        if each.party:
            return translate("together", "minutes contested"), "warn"
        return translate("together", "minutes to approve"), "accent"
    if each.kind in ("request", "question"):
        return translate("together", "asked {0}").format(day), "text2"
    if each.kind == "decision":
        return translate("together", "proposed {0}").format(day), "warn"
    return translate("together", "open since {0}").format(day), "text2"


def item_row(item: ItemRow) -> Row:
    """Return an item of the next agenda, with where it came from."""
    return Row(
        item.id,
        item.title,
        second=returning.came_from(item),
        trailing=str(item.length_s // 60),
    )
