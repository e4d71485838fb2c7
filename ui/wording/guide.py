"""Words of the guided path: what each step is called, why it is there, what it holds (E6)."""

from __future__ import annotations

from datetime import date, datetime

from facilitator.domain.rule import Pattern
from facilitator.domain.words import GuideStep
from facilitator.queries.guide import Guide
from facilitator.queries.series import RhythmRow
from ui import wording
from ui.wording import QT_TRANSLATE_NOOP, translate
from ui.wording import language as wording_language
from ui.wording import series as wording_series

_WORDS = {
    GuideStep.PARTIES: QT_TRANSLATE_NOOP("guide", "Parties"),
    GuideStep.PEOPLE: QT_TRANSLATE_NOOP("guide", "People"),
    GuideStep.GOAL: QT_TRANSLATE_NOOP("guide", "First goal"),
    GuideStep.WORDS: QT_TRANSLATE_NOOP("guide", "Words"),
    GuideStep.RHYTHM: QT_TRANSLATE_NOOP("guide", "Rhythm"),
    GuideStep.KICKOFF: QT_TRANSLATE_NOOP("guide", "Kickoff"),
}
_ABOUT = {
    GuideStep.PARTIES: QT_TRANSLATE_NOOP("guide", "who sits at the table, and what worries them"),
    GuideStep.PEOPLE: QT_TRANSLATE_NOOP("guide", "who comes, and what each one decides"),
    GuideStep.GOAL: QT_TRANSLATE_NOOP("guide", "one sentence both sides can sign"),
    GuideStep.WORDS: QT_TRANSLATE_NOOP("guide", "the 20 words that will trip you up"),
    GuideStep.RHYTHM: QT_TRANSLATE_NOOP("guide", "how often, how long, where"),
    GuideStep.KICKOFF: QT_TRANSLATE_NOOP("guide", "agenda for the first session, ready to print"),
}
_WHY = {
    GuideStep.PARTIES: QT_TRANSLATE_NOOP(
        "guide",
        "Before anybody asks anybody for anything, write down what each side is there for and what"
        " keeps it awake. You will see these lines while you prepare an item for that side.",
    ),
    GuideStep.PEOPLE: QT_TRANSLATE_NOOP(
        "guide",
        "“What they decide” saves most detours: a decision without the person who can make it comes"
        " back in the next session.",
    ),
    GuideStep.GOAL: QT_TRANSLATE_NOOP(
        "guide",
        "A position is what a side asks for. The interest is why. Two positions can exclude each"
        " other while both interests fit into one sentence: that sentence is the common ground.",
    ),
    GuideStep.WORDS: QT_TRANSLATE_NOOP(
        "guide",
        "The same word for two things does more harm than a foreign one, because nobody asks."
        " While you write, words that the other side does not own are underlined quietly.",
    ),
    GuideStep.RHYTHM: QT_TRANSLATE_NOOP(
        "guide",
        "A rhythm outlives good intentions. Begin with one; it can follow the work later.",
    ),
    GuideStep.KICKOFF: QT_TRANSLATE_NOOP(
        "guide",
        "The first session is about each other: a day in each side's work, the worries, and one"
        " goal that both read in the same way.",
    ),
}
_NEXT = {
    GuideStep.PARTIES: QT_TRANSLATE_NOOP("guide", "Next: people"),
    GuideStep.PEOPLE: QT_TRANSLATE_NOOP("guide", "Next: first goal"),
    GuideStep.GOAL: QT_TRANSLATE_NOOP("guide", "Next: words"),
    GuideStep.WORDS: QT_TRANSLATE_NOOP("guide", "Next: rhythm"),
    GuideStep.RHYTHM: QT_TRANSLATE_NOOP("guide", "Next: kickoff"),
    GuideStep.KICKOFF: QT_TRANSLATE_NOOP("guide", "Make the first agenda"),
}


def step_word(step: GuideStep) -> str:
    """Return the name of a step."""
    return translate("guide", _WORDS[step])


def about(step: GuideStep) -> str:
    """Return what a step asks for."""
    return translate("guide", _ABOUT[step])


def why(step: GuideStep) -> str:
    """Return why it is worth the time."""
    return translate("guide", _WHY[step])


def next_word(step: GuideStep, found: Guide) -> str:
    """Return what the filled button of a step says."""
    if step is GuideStep.KICKOFF and found.kickoff_id is not None:
        return translate("guide", "Open the first agenda")
    return translate("guide", _NEXT[step])


def said(step: GuideStep, found: Guide, today: date) -> str:
    """Return what a folded step holds, as facts of the file."""
    state = found.state(step)
    if not state.is_done:
        return translate("guide", "skipped for now") if state.is_skipped else about(step)
    if step is GuideStep.PARTIES:
        return wording_language.listed([party.name for party in found.parties])
    if step is GuideStep.PEOPLE:
        return counted(found)
    if step is GuideStep.GOAL:
        return _goal(found)
    if step is GuideStep.WORDS:
        return translate("guide", "{0} words in the glossary").format(found.words)
    if step is GuideStep.RHYTHM:
        return _rhythm(found, today)
    return starts(found.kickoff_starts, today)


def _rhythm(found: Guide, today: date) -> str:
    now = found.series.in_force(today) if found.series else None
    return sentence(now, found.series.place) if found.series and now else ""


def _goal(found: Guide) -> str:
    if not found.silent:
        return found.goal
    sides = wording_language.listed(list(found.silent))
    return translate("guide", "{0} (not yet common: {1})").format(found.goal, sides)


def counted(found: Guide) -> str:
    """Return 'Web shop has one person, Logistics two'."""
    parts = []
    for number, (name, count) in enumerate(found.counted):
        if number == 0:
            one, many = (
                translate("guide", "{0} has {1} person"),
                translate("guide", "{0} has {1} people"),
            )
            parts.append((one if count == 1 else many).format(name, number_word(count)))
        else:
            parts.append(translate("guide", "{0} {1}").format(name, number_word(count)))
    return ", ".join(parts)


def number_word(count: int) -> str:
    """Return 'nobody' to 'nine' in words, larger ones in digits."""
    words = translate("guide", "nobody one two three four five six seven eight nine").split()
    return words[count] if count < len(words) else str(count)


def everybody(found: Guide) -> tuple[str, str, bool]:
    """Return what is said below the people: a strong half, a quiet half, and whether it is good."""
    if found.lacking:
        sides = wording_language.listed(list(found.lacking))
        words = translate("guide", "{0} has nobody yet.")
        if len(found.lacking) > 1:
            words = translate("guide", "{0} have nobody yet.")
        return words.format(sides), "", False
    both = translate("guide", "Both sides have somebody.")
    every = translate("guide", "Every side has somebody.")
    return both if len(found.counted) == 2 else every, counted(found) + ".", True


def sentence(rhythm: RhythmRow, place: str) -> str:
    """Return 'Every two weeks on Tuesday, 10:00, 60 minutes'."""
    begins = datetime.fromisoformat(rhythm.starts_local)
    rule = rhythm.rule
    if rule.pattern is Pattern.WEEKS:
        how = translate("guide", "Every {0} weeks").format(number_word(rule.every))
        if rule.every == 1:
            how = translate("guide", "Every week")
        days = wording_series.listed_days(rule.weekdays or (begins.weekday(),))
        words = translate("guide", "{0} on {1}, {2}").format(how, days, wording.time_of(begins))
    else:
        words = wording_series.rhythm_words(rule, begins)
        words = words[:1].upper() + words[1:]
    minutes = round(rhythm.length_s / 60)
    words = translate("guide", "{0}, {1} minutes").format(words, minutes)
    return f"{words}, {place}" if place else words


def starts(starts_local: str, today: date) -> str:
    """Return 'Tue 21 July, 10:00, in 3 weeks'."""
    day, at = wording.long_day(starts_local, today), wording.time_of(starts_local)
    return f"{day}, {at}, {wording.distance(starts_local, today)}"


def question(goal: str) -> str:
    """Return the item that puts a goal on the first agenda."""
    return translate("guide", "Do we mean the same by “{0}”?").format(goal)
