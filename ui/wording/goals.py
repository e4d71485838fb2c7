"""Sentences about goals: how they stand in time, what their sides say, what hangs on them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from facilitator.domain import money
from facilitator.domain.acceptance import Standing
from facilitator.errors import MilestonesAfterGoal
from facilitator.queries.decisions import HistoryRow
from facilitator.queries.engagement import engagement
from facilitator.queries.goal_lines import GoalLine, MilestoneRow
from facilitator.queries.goals import BudgetPart, GoalBudget, GoalDetail, GoalSide, Sponsor
from facilitator.store import Reader
from ui import wording
from ui.widgets.timeline_scale import Window
from ui.wording import long_day, short_day, translate


def _counted(one: str, many: str, count: int) -> str:
    return one if count == 1 else many.format(f"{count:,}")


def listed(names: Sequence[str]) -> str:
    """Return 'A', 'A and B', 'A, B and C'."""
    if len(names) < 2:
        return "".join(names)
    return translate("goals", "{0} and {1}").format(", ".join(names[:-1]), names[-1])


# --- in time ---------------------------------------------------------------------------------


def stands(line: GoalLine, today: date) -> str:
    """Return the second line of a goal: state, day, and what is missing."""
    word = wording.state("goal", line.state)[0]
    if line.state == "done" and line.over_on:
        word = translate("goals", "Done {0}").format(short_day(line.over_on, today))
    elif line.due_on == today.isoformat() and not line.is_over:
        word = translate("goals", "{0}, due today").format(word)
    if line.due_on and not (line.due_on == today.isoformat() and not line.is_over):
        day = short_day(line.due_on, today)
        word = translate("goals", "{0}, due {1}").format(word, day)
    if line.is_over:
        return word
    if line.silent:
        return translate("goals", "{0}. Not yet common").format(word)
    if (line.sessions_since or 0) >= 3:
        return translate("goals", "{0}. Not touched for {1} sessions").format(
            word, line.sessions_since
        )
    return word


def days_late(days: int) -> str:
    """Return '4 days late'."""
    return _counted(translate("goals", "1 day late"), translate("goals", "{0} days late"), days)


def milestones_late(count: int) -> str:
    """Return '3 milestones late'."""
    return translate("goals", "{0} milestones late").format(count)


def spoken_milestone(step: MilestoneRow, today: date) -> str:
    """Return what a tooltip and a screen reader say of a milestone."""
    parts = [step.title]
    if step.state == "done":
        words = translate("goals", "done {0}").format(short_day(step.on, today)) if step.on else ""
        parts.append(words or translate("goals", "done"))
        if step.days_late and step.done_on:
            parts.append(days_late(step.days_late))
    elif step.state == "dropped":
        parts.append(translate("goals", "dropped"))
    elif step.due_on:
        parts.append(translate("goals", "due {0}").format(short_day(step.due_on, today)))
        if step.is_late:
            parts.append(days_late(step.days_late))
    else:
        parts.append(translate("goals", "open, no date"))
    if step.owner:
        parts.append(step.owner)
    return ", ".join(parts)


def spoken_goal(line: GoalLine, today: date) -> str:
    """Return what a screen reader says for a goal of the timeline."""
    parts = [line.title, stands(line, today)]
    if line.starts:
        parts.append(translate("goals", "from {0}").format(short_day(line.starts, today)))
    if line.milestones:
        steps = "; ".join(spoken_milestone(step, today) for step in line.milestones)
        parts.append(translate("goals", "Milestones: {0}").format(steps))
    return ". ".join(parts)


def trailing(step: MilestoneRow, today: date) -> tuple[str, str]:
    """Return day and tone of a milestone in the list: '26 Jun, late' in red."""
    if step.state == "dropped":
        return translate("goals", "dropped"), "text2"
    if step.state == "done":
        day = short_day(step.on, today) if step.on else translate("goals", "done")
        return day, "warn" if step.days_late and step.done_on else "text2"
    if not step.due_on:
        return translate("goals", "no date"), "text2"
    day = short_day(step.due_on, today)
    if step.is_late:
        return translate("goals", "{0}, late").format(day), "danger"
    return day, "warn" if step.due_on == today.isoformat() else "text2"


def beside(step: MilestoneRow) -> str:
    """Return the second line of a milestone: who owns it, and by how much it was late."""
    parts = [step.owner]
    if step.is_late or (step.days_late and step.done_on):
        parts.append(days_late(step.days_late))
    return ", ".join(part for part in parts if part)


_COUNTS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def span(window: Window, today: date) -> str:
    """Return '2026', 'Apr to Jun 2026', 'June 2026'."""
    first, last = window.first, window.last
    if window.months == 12 and first.month == 1:
        return str(first.year)
    if window.months == 1:
        return long_day(first, first).split(" ", 2)[2] + f" {first.year}"
    names = [short_day(day, day).split(" ", 1)[1] for day in (first, last)]
    if first.year == last.year:
        return translate("goals", "{0} to {1} {2}").format(*names, last.year)
    words = translate("goals", "{0} {1} to {2} {3}")
    return words.format(names[0], first.year, names[1], last.year)


def heading(count: int, window: Window, today: date) -> str:
    """Return 'Four goals in 2026' or 'Four goals, Apr to Jun 2026'."""
    number = _COUNTS[count] if count < len(_COUNTS) else f"{count:,}"
    goals = translate("goals", "goal") if count == 1 else translate("goals", "goals")
    words = translate("goals", "{0} {1}, {2}")
    if window.months == 12 and window.first.month == 1:
        words = translate("goals", "{0} {1} in {2}")
    return words.format(number, goals, span(window, today))


def today_words(today: date) -> str:
    """Return 'Today, 30 June'."""
    return translate("goals", "Today, {0}").format(long_day(today, today).split(" ", 1)[1])


# --- one goal --------------------------------------------------------------------------------


def facts(detail: GoalDetail, today: date) -> str:
    """Return horizon, dates, owner and sponsors as sentences."""
    card = detail.card
    term = {"short": translate("goals", "Short term"), "long": translate("goals", "Long term")}
    when = term[card.horizon]
    if detail.begins_on:
        day = short_day(detail.begins_on, today)
        when = translate("goals", "{0}, begins {1}").format(when, day)
    due = short_day(card.due_on) if card.due_on else ""
    if due:
        when = translate("goals", "{0}, due {1}").format(when, due)
    else:
        when = translate("goals", "{0}, no date yet").format(when)
    owner = translate("goals", "Owner {0}").format(card.owner)
    parts = [when, owner if card.owner else translate("goals", "No owner yet")]
    if detail.sponsors:
        parts.append(sponsored(detail.sponsors))
    else:
        parts.append(translate("goals", "No sponsors yet"))
    return ". ".join(parts) + "."


def sponsored(sponsors: Sequence[Sponsor]) -> str:
    """Return 'Sponsors Ingrid Solheim (Security) and Celeste Amadi (Marketing)'."""
    names = [f"{each.name} ({each.party})" if each.party else each.name for each in sponsors]
    one = translate("goals", "Sponsor {0}")
    return (one if len(names) == 1 else translate("goals", "Sponsors {0}")).format(listed(names))


def acceptance(side: GoalSide, today: date) -> tuple[str, str, str]:
    """Return words, icon and tone: where a side stands towards the sentence."""
    if side.standing is Standing.OPEN:
        return translate("goals", "{0} has not accepted yet").format(side.party), "circle", "text2"
    day = short_day(side.accepted_on, today) if side.accepted_on else ""
    if side.standing is Standing.STALE:
        words = translate("goals", "{0} accepted other words on {1}").format(side.party, day)
        return words, "warning", "warn"
    who = ", ".join(part for part in (side.accepted_by, day) if part)
    words = translate("goals", "{0} accepts: {1}").format(side.party, who)
    return words, "check-circle-fill", "ok"


def question_to(party: str, title: str) -> str:
    """Return the question that asks a side for its position and interest."""
    words = translate("goals", "{0}: what do you want of “{1}”, and why does it matter to you?")
    return words.format(party, title)


def numbers(detail: GoalDetail) -> str:
    """Return '61 minutes, 3 decisions, 4 actions, 1 concern'."""
    counts = (
        (translate("goals", "1 minute"), translate("goals", "{0} minutes"), detail.card.minutes),
        (
            translate("goals", "1 decision"), translate("goals", "{0} decisions"),
            len(detail.decisions),
        ),
        (translate("goals", "1 action"), translate("goals", "{0} actions"), len(detail.actions)),
        (
            translate("goals", "1 concern"), translate("goals", "{0} concerns"),
            len(detail.concerns),
        ),
    )  # fmt: skip
    return ", ".join(_counted(*each) for each in counts)


def touched(detail: GoalDetail, today: date) -> tuple[str, str]:
    """Return when anybody last touched a goal, and its tone (G6)."""
    since, last = detail.sessions_since, detail.card.last_session
    if since is None:
        return translate("goals", "Never on the table yet"), "text2"
    if since:
        words = _counted(
            translate("goals", "Not touched for 1 session"),
            translate("goals", "Not touched for {0} sessions"),
            since,
        )
        return words, "warn" if since >= 3 else "text2"
    if not last:
        return "", "text2"
    return translate("goals", "Last on the table {0}").format(short_day(last, today)), "text2"


def part(budget: GoalBudget, each: BudgetPart) -> str:
    """Return 'Marketing EUR 60,000, all of it' or 'Security EUR 0, no line yet'."""
    amount = f"{each.party} {money.show(each.cents, budget.currency)}"
    if not each.cents:
        return translate("goals", "{0}, no part yet").format(amount)
    if each.cents == budget.cents:
        return translate("goals", "{0}, all of it").format(amount)
    return amount


def told(each: HistoryRow, today: date) -> str:
    """Return one line of a goal's history, with the reason where there was one."""
    day = short_day(each.at, today)
    words = {"state": _told_state, "due_on": _told_due}.get(each.field, _told_words)(each, today)
    words = f"{day}: {words}"
    return f"{words.rstrip('.')}. {each.reason}" if each.reason else words


def _told_state(each: HistoryRow, today: date) -> str:
    before, after = (wording.state("goal", value)[0] for value in (each.before, each.after))
    if before == after:
        return translate("goals", "still {0}").format(after)
    return f"{before} → {after}"


def _told_due(each: HistoryRow, today: date) -> str:
    before, after = (
        short_day(value, today) if value else translate("goals", "no date")
        for value in (each.before, each.after)
    )
    return translate("goals", "due {0} → {1}").format(before, after)


def _told_words(each: HistoryRow, today: date) -> str:
    if each.field == "common_ground":
        return translate("goals", "common ground was “{0}”").format(each.before)
    return translate("goals", "was “{0}”").format(each.before)


def too_late(error: MilestonesAfterGoal, today: date) -> str:
    """Return what happened, what was kept and what can be done, with days as people say them."""
    last, due = short_day(error.last_on, today), short_day(error.due_on, today)
    if len(error.titles) == 1:
        words = translate(
            "goals",
            "“{0}” would be due {1}, after its goal, which is due {2}. Nothing was changed.",
        )
        return words.format(error.titles[0], last, due)
    words = translate(
        "goals",
        "{0} milestones, “{1}” among them, are due as late as {2}, after {3}. Nothing was changed.",
    )
    return words.format(len(error.titles), error.titles[0], last, due)


def picture_line(reader: Reader, today: date) -> str:
    """Return 'Security and Marketing round table, as of 30 Jun 2026'."""
    title = engagement(reader).title
    return translate("goals", "{0}, as of {1}").format(title, short_day(today))
