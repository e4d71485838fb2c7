"""Words of give and take, of the speaking balance and of the closing rounds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from facilitator.queries.opened_closed import Flow
from facilitator.queries.reciprocity import Counts, Fate, Given, Period
from facilitator.queries.speaking import Balance, SessionSpeech, Spoke
from facilitator.queries.stretches import Stretch
from ui import wording
from ui.widgets.load_data import Column, LoadWords
from ui.wording import QT_TRANSLATE_NOOP, translate

# --- speaking ------------------------------------------------------------------------------------


def spoken_time(seconds: int) -> str:
    """Return '0:42' or '1:12:30'."""
    return wording.countdown(seconds)


def share(percent: int) -> str:
    """Return '54 %'."""
    return translate("balance", "{0} %").format(percent)


def side_spoke(spoke: Spoke) -> str:
    """Return 'Security 12:30, 54 %'."""
    words = translate("balance", "{0} {1}, {2}")
    return words.format(spoke.party, spoken_time(spoke.seconds), share(spoke.percent))


def over_sessions(count: int) -> str:
    """Return 'of the last 3 sessions', of as many as there are."""
    if count == 1:
        return translate("balance", "of one session")
    return translate("balance", "of the last {0} sessions").format(count)


def together(count: int) -> str:
    """Return 'The last 3 sessions together'."""
    if count == 1:
        return translate("balance", "One session so far")
    return translate("balance", "The last {0} sessions together").format(count)


def speech_title(speech: SessionSpeech, today: date) -> str:
    """Return '2026/12, 23 June'."""
    day = wording.short_day(speech.day, today)
    return f"{speech.label}, {day}" if speech.label else day


def balance_words(found: Balance) -> str:
    """Return all sides of the last sessions in one sentence."""
    sides = "; ".join(side_spoke(each) for each in found.sides)
    return translate("balance", "{0}: {1}").format(together(len(found.sessions)), sides)


# --- give and take -------------------------------------------------------------------------------


def owes(owing: str, asking: str) -> str:
    """Return 'Security owes Marketing'."""
    return translate("balance", "{0} owes {1}").format(owing, asking)


def fate(fate: Fate, asking: str) -> str:
    """Return what a count of promises says."""
    if fate is Fate.WAITING:
        return translate("balance", "Waits for {0} to accept").format(asking)
    return {
        Fate.IN_TIME: translate("balance", "Kept in time"),
        Fate.LATE: translate("balance", "Kept after it slipped"),
        Fate.OPEN: translate("balance", "Open"),
        Fate.ASKED: translate("balance", "Asked, not promised yet"),
        Fate.ENDED: translate("balance", "Declined or dropped"),
    }[fate]


def slipped(count: int) -> str:
    """Return '2 of them slipped', empty where none did."""
    if not count:
        return ""
    return translate("balance", "{0} of them slipped").format(count)


def promises(counts: Counts) -> str:
    """Return '14 promised, 9 kept' as the head of one direction."""
    if not counts.every:
        return translate("balance", "nothing asked for")
    kept = counts.in_time + counts.late
    words = translate("balance", "{0} promised, {1} kept")
    return words.format(counts.promised, kept)


def due_words(given: Given, today: date) -> str:
    """Return 'due 16 June, was 2 June' of an action, empty where it never had a day."""
    if not given.due_on:
        return ""
    words = translate("balance", "due {0}").format(wording.short_day(given.due_on, today))
    if given.was_due:
        was = ", ".join(wording.short_day(day, today) for day in given.was_due)
        words = translate("balance", "{0}, was {1}").format(words, was)
    return words


def period(found: Period, today: date) -> str:
    """Return '2026/05, 10 March', or 'March' of a month."""
    if found.session_id is None:
        return wording.month_name(wording.as_day(f"{found.day}-01"), today)
    day = wording.short_day(found.day, today)
    return f"{found.label}, {day}" if found.label else day


# --- what came and went --------------------------------------------------------------------------

KINDS = {
    "decision": QT_TRANSLATE_NOOP("balance", "Decisions"),
    "action": QT_TRANSLATE_NOOP("balance", "Actions"),
    "concern": QT_TRANSLATE_NOOP("balance", "Concerns"),
}


def kind(name: str) -> str:
    """Return 'Decisions'."""
    return translate("balance", KINDS[name])


def turnover_words() -> LoadWords:
    """Return the words that stand in the pictures."""
    return LoadWords(
        unit="",
        today=translate("balance", "Today"),
        arrived=translate("balance", "opened"),
        handled=translate("balance", "closed"),
        waiting=translate("balance", "open"),
    )


def stretch(found: Stretch, today: date) -> str:
    """Return '2026/05, 10 March', or 'since the last session'."""
    if found.session_id is None:
        return translate("balance", "since the last session")
    day = wording.short_day(found.day, today)
    return f"{found.label}, {day}" if found.label else day


def flow(flow: Flow) -> str:
    """Return '2 opened, 1 closed, 4 open'."""
    words = translate("balance", "{0} opened, {1} closed, {2} open")
    return words.format(flow.opened, flow.closed, flow.open)


def flow_spoken(name: str, found: Stretch, of_kind: Flow, today: date) -> str:
    """Return what a screen reader hears of one session and kind."""
    words = translate("balance", "{0}: {1} {2}")
    return words.format(stretch(found, today), kind(name).lower(), flow(of_kind))


def gathered(name: str, start: date, columns: Sequence[Column]) -> str:
    """Return what several sessions opened and closed together."""
    every = [each.topics for each in columns if each.topics is not None]
    opened, closed = sum(each.arrived for each in every), sum(each.handled for each in every)
    words = translate("balance", "from {0}, {1} sessions: {2} {3}")
    total = Flow(round(opened), round(closed), round(every[-1].waiting) if every else 0)
    month = wording.month_name(start)
    return words.format(month, len(columns), kind(name).lower(), flow(total))


# --- closing rounds ------------------------------------------------------------------------------


def answer(value: str) -> str:
    """Return 'yes', 'partly', 'no', or a dash where nobody asked."""
    return {
        "yes": translate("balance", "yes"),
        "partly": translate("balance", "partly"),
        "no": translate("balance", "no"),
    }.get(value, "–")
