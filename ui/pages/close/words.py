"""What is asked about each thing that is missing when a session closes."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.queries.closing import Missing
from ui import wording
from ui.wording import translate


@dataclass(frozen=True, slots=True)
class Asked:
    """How a gap is told: kind with icon and tone, the question, and what it is about."""

    kind: str
    icon: str
    tone: str
    question: str
    about: str


def asked(missing: Missing) -> Asked:
    """Return how a gap is told."""
    if missing.why == "unheard":
        word, tone, icon = wording.state("capture", "decision")
        question = translate("close", "What does this mean for {0}?").format(missing.party)
        return Asked(missing.label or word, icon, tone, question, missing.text)
    if missing.why in ("owner", "due", "asked_by"):
        word, tone, icon = wording.state("capture", "action")
        question = {
            "owner": translate("close", "Who owns it?"),
            "due": translate("close", "Until when?"),
            "asked_by": translate("close", "Who asked for it?"),
        }[missing.why]
        return Asked(missing.label or word, icon, tone, question, missing.text)
    if missing.why in ("question", "sayback"):
        word, tone, icon = wording.state("capture", missing.why)
        about = translate("close", "{0} asked").format(missing.party) if missing.party else ""
        if missing.why == "sayback":
            about = {
                "restated": translate("close", "It was said back. Does the speaker confirm?"),
                "corrected": translate("close", "It was corrected. Say it back once more."),
            }.get(missing.state, translate("close", "Nobody has said it back yet."))
        return Asked(word, icon, "text2" if tone == "neutral" else tone, missing.text, about)
    if missing.why == "unsent":
        line = translate("close", "Capture line")
        question = translate("close", "What was typed and not sent")
        return Asked(line, "pencil-simple", "warn", question, missing.text)
    item = translate("close", "Agenda item")
    if missing.why == "not_clear":
        question = translate("close", "Is it clear by now?")
        return Asked(item, "question", "warn", question, missing.text)
    return Asked(item, "list-checks", "text2", translate("close", "What came of it?"), missing.text)


def count_line(count: int) -> str:
    """Return what can still be settled, as a sentence."""
    if not count:
        return translate("close", "All settled. Nothing is missing.")
    words = {
        1: translate("close", "One thing"), 2: translate("close", "Two things"),
        3: translate("close", "Three things"), 4: translate("close", "Four things"),
        5: translate("close", "Five things"), 6: translate("close", "Six things"),
    }.get(count, translate("close", "{0} things").format(count))  # fmt: skip
    if count == 1:
        whole = translate("close", "{0} can still be settled in the room. It does not stop you.")
        return whole.format(words)
    whole = translate(
        "close", "{0} can still be settled in the room. None of them stops you from closing."
    )
    return whole.format(words)


def reached_line(reached: int, items: int) -> str:
    """Return how many items were reached."""
    if not items:
        return translate("close", "there was no agenda")
    return translate("close", "{0} of {1} items reached").format(reached, items)


def kinds(kind: str, count: int) -> str:
    """Return the name of a kind in the count of what else was captured."""
    one = wording.state("capture", kind)[0]
    many = {
        "note": translate("close", "Notes"), "concern": translate("close", "Concerns"),
        "idea": translate("close", "Ideas"), "question": translate("close", "Questions"),
        "want": translate("close", "Wants"), "need": translate("close", "Needs"),
        "challenge": translate("close", "Challenges"), "parked": translate("close", "Parked"),
        "term": translate("close", "Words"), "sayback": translate("close", "Say-it-backs"),
    }.get(kind, one)  # fmt: skip
    return one if count == 1 else many
