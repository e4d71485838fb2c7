"""Words of the home page: goals and their next step, early warnings, what changed (E5)."""

from __future__ import annotations

from datetime import date

from facilitator.queries.catch_up import Change
from facilitator.queries.goal_lines import GoalLine, MilestoneRow
from facilitator.queries.guide import Guide
from facilitator.queries.understanding import Quote
from facilitator.queries.warnings import EarlyWarning
from ui import wording
from ui.wording import QT_TRANSLATE_NOOP, translate
from ui.wording import data as wording_data
from ui.wording import goals as wording_goals
from ui.wording import guide as wording_guide
from ui.wording import plan as wording_plan


def _counted(one: str, many: str, count: int) -> str:
    return one if count == 1 else many.format(count)


# --- goals ---------------------------------------------------------------------------------------


def next_step(line: GoalLine) -> MilestoneRow | None:
    """Return the milestone that comes next: the one that is late longest, else the first due."""
    open_ones = [step for step in line.milestones if step.state == "open"]
    return min(open_ones, key=_due, default=None)


def _due(step: MilestoneRow) -> tuple[bool, str]:
    return not step.due_on, step.due_on


def step_words(step: MilestoneRow, today: date) -> tuple[str, str]:
    """Return when a milestone is due, and how loud that is."""
    if not step.due_on:
        return translate("together", "no date"), "text2"
    day = wording.short_day(step.due_on, today, weekday=True)
    if step.is_late:
        words = translate("together", "{0}, was {1}")
        return words.format(wording_goals.days_late(step.days_late), day), "danger"
    if step.due_on == today.isoformat():
        return translate("together", "due today"), "warn"
    words = translate("together", "{0}, {1}")
    return words.format(day, wording.distance(step.due_on, today)), "text2"


def over_words(line: GoalLine, today: date) -> str:
    """Return 'Done on 28 May, 1 day early' of a goal that is over."""
    word = wording.state("goal", line.state)[0]
    if not line.over_on:
        return word
    words = translate("together", "{0} on {1}").format(word, wording.short_day(line.over_on, today))
    if line.state != "done" or not line.due_on:
        return words
    days = (wording.as_day(line.due_on) - wording.as_day(line.over_on)).days
    if days > 0:
        return translate("together", "{0}, {1} early").format(words, wording.span(days))
    if days < 0:
        return translate("together", "{0}, {1}").format(words, wording_goals.days_late(-days))
    return translate("together", "{0}, in time").format(words)


def steps_words(line: GoalLine) -> str:
    """Return '2 of 4 milestones reached, 1 late' for a screen reader."""
    steps = [step for step in line.milestones if step.state != "dropped"]
    if not steps:
        return translate("together", "no milestones")
    done, late = sum(s.state == "done" for s in steps), sum(s.is_late for s in steps)
    words = translate("together", "{0} of {1} milestones reached").format(done, len(steps))
    return translate("together", "{0}, {1} late").format(words, late) if late else words


# --- early warnings ------------------------------------------------------------------------------

ICONS = {
    "silent": ("hand-palm", "warn"),
    "absent": ("user", "warn"),
    "decision": ("gavel", "decision"),
    "concern": ("warning-circle", "danger"),
    "milestone": ("flag", "danger"),
    "untouched": ("target", "warn"),
    "not_accepted": ("handshake", "warn"),
    "claims": ("database", "danger"),
    "advice": ("lightbulb", "accent"),
}


def warning(found: EarlyWarning, today: date) -> tuple[str, str]:
    """Return the fact as a sentence, and what it is about."""
    since = wording.short_day(found.on, today) if found.on else ""
    if found.kind == "advice":
        return wording_plan.advised(found.count, int(found.more)), translate(
            "warning", "{0}: it waits for an answer"
        ).format(found.name)
    if found.kind == "silent":
        words = translate("warning", "{0} is on no line of the last {1} sessions")
        return words.format(found.name, wording_guide.number_word(found.count)), translate(
            "warning", "no words, no concern, no position since {0}"
        ).format(since)
    if found.kind == "absent":
        words = translate("warning", "{0} was missing twice in a row").format(found.name)
        more = translate("warning", "since {0}").format(since)
        excused = translate("warning", "since {0}, both times with apologies").format(since)
        return words, excused if found.more else more
    if found.kind == "decision":
        words = translate("warning", "A decision waits since {0}").format(since)
        return words, found.name
    if found.kind == "concern":
        words = translate("warning", "A concern is unanswered for {0}")
        told = f"{found.more}: {found.name}" if found.more else found.name
        return words.format(_weeks(found.count)), told
    return _of_goals(found, since)


def _weeks(count: int) -> str:
    return _counted(translate("warning", "1 week"), translate("warning", "{0} weeks"), count)


def _of_goals(found: EarlyWarning, since: str) -> tuple[str, str]:
    if found.kind == "milestone":
        words = translate("warning", "A milestone is {0}, was {1}")
        return words.format(wording_goals.days_late(found.count), since), found.name
    if found.kind == "untouched":
        words = translate("warning", "A goal was not touched for {0} sessions")
        return words.format(found.count), found.name
    if found.kind == "not_accepted":
        words = translate("warning", "{0} never accepted the common ground of {1}")
        goals = _counted(
            translate("warning", "a goal"), translate("warning", "{0} goals"), found.count
        )
        return words.format(found.name, goals), found.more
    words = translate("warning", "Two sides say that they answer for the same data")
    return words, translate("warning", "{0}: {1}").format(found.name, found.more)


# --- understanding -------------------------------------------------------------------------------


def quote_of(quote: Quote) -> str:
    """Return 'Celeste, on server-side tagging'."""
    return translate("together", "{0}, on “{1}”").format(quote.voice.short, quote.topic)


# --- what changed --------------------------------------------------------------------------------

_CHANGES = {
    "raised": QT_TRANSLATE_NOOP("change", "new"),
    "answered": QT_TRANSLATE_NOOP("change", "answered"),
    "confirmed": QT_TRANSLATE_NOOP("change", "said back and confirmed"),
    "reached": QT_TRANSLATE_NOOP("change", "milestone reached"),
    "accepted_ground": QT_TRANSLATE_NOOP("change", "common ground accepted"),
    "asked": QT_TRANSLATE_NOOP("change", "asked"),
}


def change_word(each: Change) -> tuple[str, str, str]:
    """Return word, tone and icon of what changed."""
    if each.kind in ("goal", "action", "decision") and each.what not in _CHANGES:
        return wording.state(each.kind, each.what)
    if each.kind == "action" and each.what == "asked":
        return wording.state("action", "asked")
    if each.kind == "request" and each.what != "asked":
        return wording_data.answer(each.what)
    tone = "neutral" if each.what in ("raised", "asked") else "ok"
    words = translate("change", _CHANGES.get(each.what, each.what))
    return words, tone, "plus" if tone == "neutral" else "check"


# --- the guided path -----------------------------------------------------------------------------


def path_words(found: Guide) -> str:
    """Return 'Guided path: 2 of 6 steps are behind you. Next: first goal.'"""
    behind = sum(not each.is_open for each in found.steps)
    words = translate("together", "Guided path: {0} of {1} steps are behind you.")
    words = words.format(behind, len(found.steps))
    if found.next_step is None:
        return words
    after = translate("together", " Next: {0}.")
    return words + after.format(wording_guide.step_word(found.next_step).lower())
