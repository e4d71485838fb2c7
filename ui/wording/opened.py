"""Minutes that are opened again, in the words of the window: what they are, what was found (M4)."""

from __future__ import annotations

from datetime import date

from facilitator.domain.words import MinutesState
from facilitator.exchange import wording as exported
from facilitator.projections.changes import Section
from facilitator.projections.types import Minutes
from facilitator.verifying import Check, Finding, Verification
from ui.wording import QT_TRANSLATE_NOOP, as_day, long_day, short_day, translate

_SAYS = {
    Finding.PAGES_MATCH: QT_TRANSLATE_NOOP(
        "opened", "The data inside is the one that every page speaks of."
    ),
    Finding.PAGES_DIFFER: QT_TRANSLATE_NOOP(
        "opened", "The data was changed after it was printed: the pages say code {printed}."
    ),
    Finding.PROPERTIES_MATCH: QT_TRANSLATE_NOOP(
        "opened", "The properties of the file name the same code."
    ),
    Finding.PROPERTIES_DIFFER: QT_TRANSLATE_NOOP(
        "opened", "The properties of the file name another code than the data has."
    ),
    Finding.TODOS_MATCH: QT_TRANSLATE_NOOP("opened", "The to-dos inside are those of the data."),
    Finding.TODOS_DIFFER: QT_TRANSLATE_NOOP(
        "opened", "The to-dos inside were changed: they are not those of the data."
    ),
    Finding.TODOS_MISSING: QT_TRANSLATE_NOOP("opened", "The to-dos were taken out of the file."),
    Finding.NOT_SIGNED: QT_TRANSLATE_NOOP(
        "opened", "Not signed. Whoever rewrote pages and data alike would not show here."
    ),
    Finding.SIGNED: QT_TRANSLATE_NOOP(
        "opened",
        "Signed by {name} on {on} and unchanged since. Who it is says {issuer}; whether to trust "
        "that was not looked up.",
    ),
    Finding.SIGNED_SELF_MADE: QT_TRANSLATE_NOOP(
        "opened",
        "Signed by {name} on {on} and unchanged since, with a self-made key: who it is is not "
        "proven by anybody.",
    ),
    Finding.SIGNED_CHANGED: QT_TRANSLATE_NOOP(
        "opened", "It was changed after {name} signed it on {on}."
    ),
    Finding.SIGNED_UNKNOWN: QT_TRANSLATE_NOOP(
        "opened", "It carries a signature that cannot be examined: do not rely on it."
    ),
    Finding.LEFT_EXACTLY: QT_TRANSLATE_NOOP(
        "opened", "This copy is the one that left here on {on}, for {audience}."
    ),
    Finding.LEFT_ALIKE: QT_TRANSLATE_NOOP(
        "opened", "What it says left here on {on}, for {audience}; the file was written again."
    ),
    Finding.CIRCULATED: QT_TRANSLATE_NOOP(
        "opened", "What it says is version {version} as it was circulated on {on}."
    ),
    Finding.CHANGED_SINCE: QT_TRANSLATE_NOOP(
        "opened", "A copy with this code left here on {on}; its data was changed since."
    ),
    Finding.UNKNOWN: QT_TRANSLATE_NOOP("opened", "The open engagement knows nothing of this copy."),
    Finding.RECORD_HOLDS: QT_TRANSLATE_NOOP(
        "opened", "The record of the open engagement holds event {number}, which it prints."
    ),
    Finding.RECORD_BROKEN: QT_TRANSLATE_NOOP("opened", "The record does not hold: {because}"),
}
_STATES = {
    MinutesState.DRAFT: QT_TRANSLATE_NOOP("opened", "draft"),
    MinutesState.CIRCULATED: QT_TRANSLATE_NOOP("opened", "circulated"),
    MinutesState.CORRECTED: QT_TRANSLATE_NOOP("opened", "corrected"),
    MinutesState.SUPERSEDED: QT_TRANSLATE_NOOP("opened", "superseded"),
    MinutesState.APPROVED: QT_TRANSLATE_NOOP("opened", "approved"),
}
_SECTIONS = {
    Section.SESSION: QT_TRANSLATE_NOOP("opened", "The session"),
    Section.ATTENDANCE: QT_TRANSLATE_NOOP("opened", "People"),
    Section.ITEMS: QT_TRANSLATE_NOOP("opened", "Agenda items"),
    Section.DECISIONS: QT_TRANSLATE_NOOP("opened", "Decisions"),
    Section.ACTIONS: QT_TRANSLATE_NOOP("opened", "Actions"),
    Section.RAISED: QT_TRANSLATE_NOOP("opened", "Raised"),
    Section.PARKED: QT_TRANSLATE_NOOP("opened", "Parking lot"),
    Section.ANSWERED: QT_TRANSLATE_NOOP("opened", "Concerns answered"),
    Section.RESTATEMENTS: QT_TRANSLATE_NOOP("opened", "Said back"),
    Section.REQUESTS: QT_TRANSLATE_NOOP("opened", "Data requests"),
    Section.NEXT_SESSION: QT_TRANSLATE_NOOP("opened", "Next session"),
    Section.DISTRIBUTION: QT_TRANSLATE_NOOP("opened", "Distribution"),
    Section.MATTERS: QT_TRANSLATE_NOOP("opened", "Matters arising"),
    Section.GOALS: QT_TRANSLATE_NOOP("opened", "Goals"),
    Section.TERMS: QT_TRANSLATE_NOOP("opened", "Terms"),
}
_TOPICS = {
    "item": QT_TRANSLATE_NOOP("opened", "Not reached"),
    "parked": QT_TRANSLATE_NOOP("opened", "Parked"),
    "question": QT_TRANSLATE_NOOP("opened", "Question"),
    "concern": QT_TRANSLATE_NOOP("opened", "Concern"),
}


def says(check: Check, today: date) -> str:
    """Return what was found, as a sentence."""
    facts = dict(check.facts)
    if facts.get("on"):
        facts["on"] = short_day(as_day(facts["on"]), today=today)
    if "audience" in facts:
        facts["audience"] = audience(facts["audience"])
    return translate("opened", _SAYS[check.finding]).format(**facts)


def verdict(found: Verification) -> tuple[str, str, str]:
    """Return what comes of all findings: words, tone, icon."""
    wrong = {check.finding for check in found.checks if check.is_wrong}
    if not wrong:
        words = translate("opened", "The data inside is as it was printed")
        if any(check.finding is Finding.LEFT_EXACTLY for check in found.checks):
            words = translate("opened", "The very copy that left here")
        return words, "ok", "check-circle"
    if wrong == {Finding.UNKNOWN}:
        words = translate("opened", "As it was printed; the open engagement does not know it")
        return words, "warn", "info"
    return translate("opened", "Look closely: something does not match"), "danger", "warning"


def mark(check: Check) -> tuple[str, str]:
    """Return the icon and the tone of one finding."""
    if check.is_open:
        return "info", "text2"
    if check.finding is Finding.UNKNOWN:
        return "info", "warn"
    return ("warning", "danger") if check.is_wrong else ("check", "ok")


def audience(name: str) -> str:
    """Return for whom a copy is, in a few words."""
    if name in ("", "joint"):
        return translate("opened", "everybody")
    if name == "executive":
        return translate("opened", "the executives")
    return name.removeprefix("party:")


def title(minutes: Minutes) -> str:
    """Return what was opened."""
    return translate("opened", "Minutes {0}: {1}").format(
        minutes.session.number, minutes.session.title
    )


def lead(minutes: Minutes, code: str, today: date) -> str:
    """Return what it belongs to, which version it is, for whom, and its code."""
    state = translate("opened", _STATES[MinutesState(minutes.approval.state or "draft")])
    party = minutes.reading.party.name if minutes.reading else ""
    parts = [
        minutes.engagement.title,
        long_day(as_day(minutes.session.starts), today) if minutes.session.starts else "",
        translate("opened", "version {0}, {1}").format(minutes.version, state),
        translate("opened", "for {0}").format(party or audience(minutes.audience)),
        translate("opened", "code {0}").format(code),
    ]
    return " \u00b7 ".join(filter(None, parts))


def section(found: Section) -> str:
    """Return the name of a part of minutes."""
    return translate("opened", _SECTIONS[found])


def topic_kind(kind: str) -> str:
    """Return what a topic for a later agenda was."""
    return translate("opened", _TOPICS.get(kind, kind))


def value(field: str, text: str, today: date) -> str:
    """Return a value of the data in words: a state, a day."""
    if field == "state":
        return exported.word(exported.STATE, text)
    if field.endswith("_on") and text:
        return "\n".join(short_day(as_day(line), today=today) for line in text.split("\n"))
    return text
