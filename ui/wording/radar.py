"""Sentences about concerns, ideas, and who had a turn."""

from __future__ import annotations

from datetime import date

from facilitator.domain.words import ConcernCategory, IdeaStage, Severity
from facilitator.queries.concerns import Answer, ConcernChange, ConcernRow, Place
from facilitator.queries.ideas import IdeaRow
from facilitator.queries.needs import Turns
from ui import wording
from ui.wording import QT_TRANSLATE_NOOP, long_day, short_day, translate

_CATEGORIES = {
    ConcernCategory.PRIVACY_SECURITY: QT_TRANSLATE_NOOP("radar", "Privacy, security"),
    ConcernCategory.TECHNOLOGY: QT_TRANSLATE_NOOP("radar", "Technical limits"),
    ConcernCategory.REPUTATION: QT_TRANSLATE_NOOP("radar", "Reputation"),
    ConcernCategory.LEGAL: QT_TRANSLATE_NOOP("radar", "Legal"),
    ConcernCategory.MONEY: QT_TRANSLATE_NOOP("radar", "Money"),
    ConcernCategory.TIME: QT_TRANSLATE_NOOP("radar", "Time"),
    ConcernCategory.SUPPLIER: QT_TRANSLATE_NOOP("radar", "Supplier"),
}
_SEVERITIES = {
    Severity.LOW: QT_TRANSLATE_NOOP("radar", "minor"),
    Severity.MEDIUM: QT_TRANSLATE_NOOP("radar", "moderate"),
    Severity.HIGH: QT_TRANSLATE_NOOP("radar", "serious"),
}
_STAGES = {
    IdeaStage.WATCH: QT_TRANSLATE_NOOP("radar", "Watch"),
    IdeaStage.EXPLORE: QT_TRANSLATE_NOOP("radar", "Explore"),
    IdeaStage.TRY: QT_TRANSLATE_NOOP("radar", "Try"),
    IdeaStage.PLAN: QT_TRANSLATE_NOOP("radar", "Plan"),
    IdeaStage.DROPPED: QT_TRANSLATE_NOOP("radar", "Dropped"),
}
_LAPSED = {
    "deleted": QT_TRANSLATE_NOOP("radar", "Answered by {0}, which was deleted"),
    "changed": QT_TRANSLATE_NOOP("radar", "Answered by {0}, which is no longer a decision"),
    "rejected": QT_TRANSLATE_NOOP("radar", "Answered by {0}, which was rejected"),
    "superseded": QT_TRANSLATE_NOOP("radar", "Answered by {0}, which was replaced"),
    "declined": QT_TRANSLATE_NOOP("radar", "Answered by {0}, which was declined"),
    "dropped": QT_TRANSLATE_NOOP("radar", "Answered by {0}, which was dropped"),
}
_HEADS = {
    "want": QT_TRANSLATE_NOOP("radar", "Wants"),
    "need": QT_TRANSLATE_NOOP("radar", "Needs"),
    "challenge": QT_TRANSLATE_NOOP("radar", "Challenges"),
}


def category(value: str) -> str:
    """Return the word for a category; what an older file calls it stays as it is."""
    known = _CATEGORIES.get(value)  # type: ignore[call-overload]
    return translate("radar", known) if known else value


def categories() -> list[tuple[object, str]]:
    """Return (value, word) of each category."""
    return [(each.value, category(each.value)) for each in ConcernCategory]


def severity(value: str) -> str:
    """Return 'serious'; what an older file calls it stays as it is."""
    known = _SEVERITIES.get(value)  # type: ignore[call-overload]
    return translate("radar", known) if known else value


def severities() -> list[tuple[object, str]]:
    """Return (value, word) of each degree of seriousness."""
    return [(each.value, severity(each.value).capitalize()) for each in Severity]


def stage(value: str) -> str:
    """Return the word for a ring."""
    return translate("radar", _STAGES[IdeaStage(value)])


def head(kind: str) -> str:
    """Return 'Wants', 'Needs' or 'Challenges'."""
    return translate("radar", _HEADS[kind])


def age(row: ConcernRow) -> str:
    """Return 'No answer for 24 weeks'."""
    if row.days == 0:
        return translate("radar", "No answer yet")
    return translate("radar", "No answer for {0}").format(wording.span(row.days))


def facts(row: ConcernRow) -> str:
    """Return 'serious, legal, goal: choices in one place'."""
    parts = [severity(row.severity), category(row.category).lower(), row.subject]
    if row.goal:
        parts.append(translate("radar", "goal: {0}").format(row.goal))
    return ", ".join(part for part in parts if part)


def original(row: ConcernRow) -> str:
    """Return 'Nadia’s words: “…”'."""
    first = row.person.split(" ")[0] if row.person else row.party
    if not first:
        return f"“{row.text}”"
    return translate("radar", "{0}’s words: “{1}”").format(first, row.text)


def where(place: Place | None, today: date) -> str:
    """Return 'on the agenda of 2026/13, 21 Jul', or that it is in the backlog."""
    if place is None:
        return ""
    if place.session_id is None:
        return translate("radar", "in the backlog")
    return translate("radar", "on the agenda of {0}").format(
        place.label or short_day(place.day, today)
    )


def answered(answer: Answer) -> tuple[str, str]:
    """Return word and tone of an answer: 'agreed', 'replaced', 'heard, not taken up'."""
    if answer.kind == "heard":
        return translate("radar", "heard, not taken up"), "text2"
    if answer.lapsed in ("deleted", "changed"):
        return translate("radar", "no longer there"), "warn"
    if answer.lapsed == "superseded":
        return translate("radar", "replaced"), "warn"
    is_waiting = answer.state in ("proposed", "deferred")
    word = wording.state(answer.kind, answer.state)[0].lower()
    return word, "warn" if answer.lapsed or is_waiting else "text2"


def lapsed(answer: Answer) -> str:
    """Return 'Answered by D-2026-014, which was replaced by D-2026-021.'"""
    kinds = {
        "decision": translate("radar", "a decision"),
        "action": translate("radar", "an action"),
    }
    name = answer.number or kinds.get(answer.kind, translate("radar", "something"))
    words = translate("radar", _LAPSED[answer.lapsed]).format(name)
    if answer.by:
        words = translate("radar", "{0} by {1}").format(words, answer.by)
    return f"{words}."


def change(each: ConcernChange, today: date) -> str:
    """Return '23 Jun: answered, because…'."""
    day = short_day(each.at, today)
    if each.field == "kind":
        word = wording.state("capture", each.after)[0].lower()
    else:
        word = wording.state("concern", each.after)[0].lower()
    words = translate("radar", "{0}: {1}").format(day, word)
    return f"{words}. {each.reason}" if each.reason else words


def turns(found: Turns, today: date) -> tuple[str, str]:
    """Return words and tone: 'both had a turn on 23 June', 'Marketing had no turn on …'."""
    if found.session_id is None or not found.sides:
        return "", "text2"
    day = long_day(found.day, today).split(" ", 1)[1]
    if not found.silent:
        both = len(found.sides) == 2
        all_had = translate("radar", "both had a turn on {0}")
        if not both:
            all_had = translate("radar", "all had a turn on {0}")
        return all_had.format(day), "text2"
    words = translate("radar", "{0} had no turn on {1}")
    return words.format(", ".join(found.silent), day), "warn"


def next_step(row: IdeaRow) -> tuple[str, str]:
    """Return the next step, or that there is none, with its tone."""
    if row.next_step:
        return row.next_step, "text2"
    return translate("radar", "No next step"), "warn"


def spoken(row: IdeaRow) -> str:
    """Return an idea as it is said: number, words, ring, side, who considered it, what is next."""
    parts = [f"{row.number}. {row.text}", stage(row.stage)]
    if row.party:
        parts.append(translate("radar", "from {0}").format(row.party))
    for side in row.sides:
        heard, not_yet = translate("radar", "{0} considered it"), translate("radar", "{0} not yet")
        parts.append((heard if side.is_heard else not_yet).format(side.party))
    parts.append(next_step(row)[0])
    return ", ".join(parts)
