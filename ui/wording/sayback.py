"""Words around say-it-backs, questions and primers (L5, L6, L8, D4)."""

from __future__ import annotations

from datetime import date

from facilitator.domain.sayback import Step
from facilitator.queries.questions import QuestionRow
from facilitator.queries.saybacks import SaybackRow, Voice
from ui.wording import distance, short_day, translate

_SOON = 7


def state(value: str) -> tuple[str, str, str]:
    """Return word, tone and icon of where a say-it-back stands."""
    return {
        "open": (translate("sayback", "Open"), "warn", "circle"),
        "restated": (translate("sayback", "Restated"), "warn", "chat-teardrop-text"),
        "corrected": (translate("sayback", "Corrected"), "warn", "arrow-counter-clockwise"),
        "confirmed": (translate("sayback", "Confirmed"), "ok", "check-circle-fill"),
    }[value]


def step_word(step: Step) -> str:
    """Return what stands below a step."""
    words = {
        "said": translate("sayback", "Said"),
        "restated": translate("sayback", "Restated again")
        if step.is_again
        else translate("sayback", "Restated"),
        "corrected": translate("sayback", "Corrected"),
        "confirmed": translate("sayback", "Confirmed"),
    }[step.part]
    if step.times > 1:
        words = translate("sayback", "{0}, {1} times").format(words, step.times)
    return words


def part(value: str) -> str:
    """Return what somebody did who is named before it."""
    return {
        "said": translate("sayback", "explained, original words"),
        "restated": translate("sayback", "restated in own words"),
        "corrected": translate("sayback", "corrected"),
    }[value]


def topic(found: SaybackRow) -> str:
    """Return what it is called in a list: the thing, or what a decision means for a side."""
    if found.about_kind == "decision" and found.number:
        return translate("sayback", "{0} means for {1}").format(
            found.number, found.listener.party or translate("sayback", "one side")
        )
    return found.topic


def from_to(found: SaybackRow) -> str:
    """Return “Mei-Lin to Tomasz”, as far as it is known who."""
    speaker, listener = found.speaker.short, found.listener.short
    if speaker and listener:
        return translate("sayback", "{0} to {1}").format(speaker, listener)
    if speaker:
        return translate("sayback", "{0} explained").format(speaker)
    if listener:
        return translate("sayback", "said by {0}").format(listener)
    return translate("sayback", "nobody named yet")


def line(found: SaybackRow, today: date) -> str:
    """Return the second line in a list: since when it stands where, and who it is between."""
    when = short_day(found.since, today)
    if found.is_open:
        when = f"{state(found.state)[0]} {distance(found.since, today)}"
    return f"{when}, {from_to(found)}"


def same_side(speaker: Voice) -> str:
    """Return the warning where who says it back sits on the side that explained it."""
    return translate(
        "sayback", "{0} explained it and says it back. The other side has not said it yet."
    ).format(speaker.party)


def restated(party: str, count: int) -> str:
    """Return “Security restated 2 words”."""
    if not count:
        return translate("sayback", "{0} has restated nothing yet").format(party)
    if count == 1:
        return translate("sayback", "{0} restated 1 thing").format(party)
    return translate("sayback", "{0} restated {1} things").format(party, count)


# --- questions -----------------------------------------------------------------------------------


def question_state(value: str) -> tuple[str, str, str]:
    """Return word, tone and icon of where a question stands."""
    return {
        "open": (translate("question", "Open"), "warn", "circle"),
        "answered": (translate("question", "Answered, not confirmed"), "warn", "hourglass-medium"),
        "confirmed": (translate("question", "Understood"), "ok", "check-circle-fill"),
    }[value]


def asks_whom(found: QuestionRow) -> str:
    """Return “Marketing asks Security”, as far as it is known who."""
    asker = found.asker.short
    if found.is_nameless:
        side = found.asker.party
        asker = (
            translate("question", "Somebody of {0}").format(side)
            if side
            else translate("question", "Somebody, without a name,")
        )
    if asker and found.to.short:
        return translate("question", "{0} asks {1}").format(asker, found.to.short)
    if asker:
        return translate("question", "{0} asks").format(asker.rstrip(","))
    if found.to.short:
        return translate("question", "for {0}").format(found.to.short)
    return translate("question", "nobody named yet")


def first_sentence(text: str) -> str:
    """Return the first sentence of a text, for a hint."""
    return text.split(". ")[0].rstrip(".") + "."
