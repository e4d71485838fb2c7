"""Words of give and take, of the speaking balance and of the closing rounds."""

from __future__ import annotations

from datetime import date

from facilitator.queries.speaking import Balance, SessionSpeech, Spoke
from ui import wording
from ui.wording import translate

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
    """Return 'of the last three sessions', of as many as there are."""
    if count == 1:
        return translate("balance", "of one session")
    return translate("balance", "of the last {0} sessions").format(count)


def speech_title(speech: SessionSpeech, today: date) -> str:
    """Return '2026/12, 23 June'."""
    day = wording.short_day(speech.day, today)
    return f"{speech.label}, {day}" if speech.label else day


def balance_words(found: Balance) -> str:
    """Return all sides of the last sessions in one sentence."""
    sides = "; ".join(side_spoke(each) for each in found.sides)
    return translate("balance", "{0}: {1}").format(over_sessions(len(found.sessions)), sides)
