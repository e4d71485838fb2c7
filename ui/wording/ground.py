"""Sentences about common ground: what pulls apart, rankings, scopes, money, agreed facts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from facilitator.domain import money
from facilitator.domain.acceptance import Standing
from facilitator.queries.budget import BudgetLine
from facilitator.queries.facts import Fact, FactSide
from facilitator.queries.ranking import Gap, Place
from facilitator.queries.tensions import Easing, Tension
from ui import wording
from ui.wording import QT_TRANSLATE_NOOP, translate

_STATES: dict[str, tuple[str, str, str]] = {
    "tension.hard": (QT_TRANSLATE_NOOP("state", "Pulls hard"), "danger", "arrows-left-right"),
    "tension.pulls": (QT_TRANSLATE_NOOP("state", "Pulls"), "danger", "arrows-left-right"),
    "tension.eased": (QT_TRANSLATE_NOOP("state", "Eased"), "warn", "handshake"),
    "tension.settled": (QT_TRANSLATE_NOOP("state", "Settled"), "ok", "check"),
    "budget.asked": (QT_TRANSLATE_NOOP("state", "Asked for"), "neutral", "circle"),
    "budget.approved": (QT_TRANSLATE_NOOP("state", "Approved"), "ok", "check"),
    "budget.spent": (QT_TRANSLATE_NOOP("state", "Spent"), "neutral", "check-circle-fill"),
    "budget.refused": (QT_TRANSLATE_NOOP("state", "Refused"), "warn", "x-circle"),
    "fact.fact": (QT_TRANSLATE_NOOP("state", "Fact"), "accent", "check-circle"),
    "fact.wording": (QT_TRANSLATE_NOOP("state", "Wording"), "decision", "quotes"),
}  # fmt: skip


def state(noun: str, value: str) -> tuple[str, str, str]:
    """Return word, tone and icon, e.g. of `state("tension", "hard")`."""
    word, tone, icon = _STATES[f"{noun}.{value}"]
    return translate("state", word), tone, icon


def states(noun: str) -> list[tuple[object, str]]:
    """Return (value, word) of every state of a noun, for `Choice` and `Segmented`."""
    return [
        (key.split(".")[1], translate("state", found[0]))
        for key, found in _STATES.items()
        if key.startswith(f"{noun}.")
    ]


# --- tensions --------------------------------------------------------------------------------


def pull(tension: Tension) -> str:
    """Return the words on the line of a pair: 'Pulls hard', 'Eased by D-2026-017'."""
    word = state("tension", tension.state)[0]
    if tension.state == "eased" and tension.eased_by:
        return translate("tension", "Eased by {0}").format(tension.eased_by)
    if tension.state == "settled" and tension.eased_by:
        return translate("tension", "Settled by {0}").format(tension.eased_by)
    return word


def spoken_pair(tension: Tension) -> str:
    """Return what a screen reader says for a pair."""
    ends = [
        translate("tension", "{0} wants: {1}").format(end.party, end.objective)
        for end in tension.ends
    ]
    return ". ".join([pull(tension), *ends])


def easing(each: Easing, today: date) -> tuple[str, str, str, str]:
    """Return words, tone, icon and its tone: how far something is that eases a pair."""
    if each.kind == "action":
        return _easing_action(each, today)
    if each.kind == "concern":
        return _easing_concern(each, today)
    noun = "goal" if each.kind == "goal" else "decision"
    if f"{noun}.{each.state}" not in wording._STATES:
        return each.kind, "text2", "circle", "text3"
    word, tone, icon = wording.state(noun, each.state)
    words = word
    if each.days_late:
        return f"{word}, {wording.overdue(each.on, today)}", "danger", icon, "danger"
    if each.on and noun == "goal":
        words = translate("tension", "{0}, due {1}").format(word, wording.short_day(each.on, today))
    elif each.on and each.state != "proposed":
        words = translate("tension", "{0} {1}").format(word, wording.short_day(each.on, today))
    is_done = each.state in ("agreed", "done")
    return words, "text2", "check-circle-fill" if is_done else icon, _ink(tone)


def _easing_action(each: Easing, today: date) -> tuple[str, str, str, str]:
    who = f", {each.who}" if each.who else ""
    if each.state in ("asked", "promised"):
        words, tone = wording.due(each.on, today)
        return words + who, tone, "clock" if each.days_late else "circle", tone
    word, tone, icon = wording.state("action", each.state)
    return word + who, "text2", icon, _ink(tone)


def _easing_concern(each: Easing, today: date) -> tuple[str, str, str, str]:
    if each.state == "open":
        since = translate("tension", "unanswered since {0}")
        return since.format(wording.short_day(each.on, today)), "text2", "flag", "danger"
    word, tone, icon = wording.state("concern", each.state)
    return word, "text2", icon, _ink(tone)


def _ink(tone: str) -> str:
    return "text3" if tone == "neutral" else tone


# --- ranking ---------------------------------------------------------------------------------


def ordinal(place: int) -> str:
    """Return '1st', '2nd', '3rd', '4th', '11th'."""
    tens = place % 100 in (11, 12, 13)
    ending = "th" if tens else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return translate("ranking", "{0}{1}").format(place, ending)


def gap_words(gap: Gap) -> str:
    """Return 'Security 1st, Marketing 4th'."""
    return ", ".join(f"{place.party} {ordinal(place.place)}" for place in gap.places)


def gap_ends(gap: Gap) -> str:
    """Return who put it first and who last of the sides: 'Legal 1st, Marketing 5th'.

    Two sides stand in their order; of more, only the two that are furthest apart are named.
    """
    if len(gap.places) < 3:
        return gap_words(gap)
    ordered = sorted(gap.places, key=_place_of)
    ends = ordered[:1] if not gap.width else [ordered[0], ordered[-1]]
    return ", ".join(f"{place.party} {ordinal(place.place)}" for place in ends)


def _place_of(place: Place) -> int:
    return place.place


def gap_width(gap: Gap) -> tuple[str, str]:
    """Return words and tone for how far apart the sides are."""
    if not gap.width:
        return translate("ranking", "the same place"), "ok"
    if gap.width == 1:
        return translate("ranking", "1 place apart"), "text2"
    return translate("ranking", "{0} places apart").format(gap.width), "warn"


def names(words: Sequence[str]) -> str:
    """Return 'Security', 'Security and Marketing', 'Security, Legal and Marketing'."""
    if len(words) < 2:
        return "".join(words)
    return translate("list", "{0} and {1}").format(", ".join(words[:-1]), words[-1])


# --- money -----------------------------------------------------------------------------------


def amount(cents: int | None, currency: str) -> str:
    """Return 'EUR 60,000', or that nobody has said how much."""
    if cents is None:
        return translate("money", "no amount yet")
    return money.show(cents, currency)


def cover(line: BudgetLine, currency: str) -> tuple[str, str]:
    """Return words and tone for how much of a line is paid; empty when it is just paid."""
    if line.percent > 100:
        over = translate("money", "{0} % is {1} % too much")
        return over.format(line.percent, line.percent - 100), "danger"
    rest = line.uncovered_cents
    if line.percent == 100:
        return "", "text2"
    if rest is None:
        words = translate("money", "{0} % nobody pays yet").format(100 - line.percent)
    else:
        words = translate("money", "{0}, {1} %, nobody pays yet").format(
            money.show(rest, currency), 100 - line.percent
        )
    return words, "warn"


# --- facts -----------------------------------------------------------------------------------


def fact_side(side: FactSide, today: date) -> tuple[str, str, str]:
    """Return words, tone and icon for where a side stands."""
    if side.standing is Standing.OPEN:
        return translate("fact", "{0} has not accepted it").format(side.party), "text2", "circle"
    day = wording.short_day(side.accepted_on, today)
    if side.standing is Standing.STALE:
        words = translate("fact", "{0} accepted other words, {1}").format(side.party, day)
        return words, "warn", "warning"
    who = side.accepted_by.split()[0] if side.accepted_by else ""
    said = translate("fact", "{0} accepts: {1}, {2}").format(side.party, who, day)
    plain = translate("fact", "{0} accepts, {1}").format(side.party, day)
    return said if who else plain, "ok", "check-circle-fill"


def fact_line(fact: Fact, today: date) -> tuple[str, str]:
    """Return words and tone for where all sides stand."""
    if fact.retired_on:
        words = translate("fact", "retired {0}").format(wording.short_day(fact.retired_on, today))
        return words, "text2"
    if fact.is_agreed:
        if not fact.agreed_on:
            return translate("fact", "agreed by all"), "ok"
        day = wording.short_day(fact.agreed_on, today)
        return translate("fact", "agreed since {0}").format(day), "ok"
    waiting = names([side.party for side in fact.waits_for])
    return translate("fact", "waits for {0}").format(waiting), "warn"
