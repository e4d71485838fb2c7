"""Reply sheets that came back, in the words of the window (M2)."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.domain.words import MinutesAnswer
from facilitator.exchange.reply_in import ReadReply, Unclear
from facilitator.queries.minutes import ObjectionRow
from facilitator.replying import Doubt, Reply
from ui.wording import QT_TRANSLATE_NOOP, translate

_ANSWERS = {
    MinutesAnswer.AGREE: QT_TRANSLATE_NOOP("replies", "Agrees"),
    MinutesAnswer.AGREE_WITH_NOTE: QT_TRANSLATE_NOOP("replies", "Agrees, with a note"),
    MinutesAnswer.CONTESTS: QT_TRANSLATE_NOOP("replies", "Contests"),
    MinutesAnswer.NO_OBJECTION: QT_TRANSLATE_NOOP("replies", "No objection received"),
}
_UNCLEAR = {
    Unclear.NO_ANSWER: QT_TRANSLATE_NOOP("replies", "None of the three answers is chosen."),
    Unclear.AGREES_AND_CONTESTS: QT_TRANSLATE_NOOP(
        "replies", "It agrees, and contests something as well. Ask which is meant."
    ),
    Unclear.CONTESTS_NOTHING: QT_TRANSLATE_NOOP(
        "replies", "It contests, and does not say what. Ask which number is meant."
    ),
    Unclear.NOTE_MISSING: QT_TRANSLATE_NOOP(
        "replies", "It agrees with a note, and the note is empty. Ask for it."
    ),
    Unclear.LOOKS_OTHERWISE: QT_TRANSLATE_NOOP(
        "replies", "It shows another choice than its data says. Ask which is meant."
    ),
}
_DOUBTS = {
    Doubt.UNKNOWN_MINUTES: QT_TRANSLATE_NOOP(
        "replies", "The open engagement has no minutes with code {code}."
    ),
    Doubt.REFERENCE_CHANGED: QT_TRANSLATE_NOOP(
        "replies",
        "It names minutes {session}, version {version}, which is not what code {code} stands for.",
    ),
    Doubt.UNKNOWN_PARTY: QT_TRANSLATE_NOOP(
        "replies", "{party} is no side that answers to these minutes."
    ),
    Doubt.UNKNOWN_NUMBER: QT_TRANSLATE_NOOP(
        "replies", "It contests a number that these minutes do not have."
    ),
    Doubt.SUPERSEDED: QT_TRANSLATE_NOOP(
        "replies",
        "It answers to version {version}; version {last} is out by now. It is no answer to that "
        "one, and can be kept as a note of the session.",
    ),
    Doubt.APPROVED: QT_TRANSLATE_NOOP(
        "replies",
        "Version {version} is approved already. It can be kept as a note of the session.",
    ),
}


def answer(value: str) -> str:
    """Return an answer in words."""
    if not value:
        return translate("replies", "No answer")
    return translate("replies", _ANSWERS[MinutesAnswer(value)])


def answers_to(reply: Reply) -> str:
    """Return which minutes a sheet answers to."""
    read = reply.read
    words = translate("replies", "To minutes {0}, version {1}. Nothing is kept until you say so.")
    return words.format(read.session, read.version)


def doubts(reply: Reply) -> Iterator[str]:
    """Yield why a sheet cannot be kept as an answer."""
    read = reply.read
    facts = {
        "code": read.code,
        "session": read.session,
        "version": read.version,
        "party": read.party,
        "last": reply.last.version if reply.last else "",
    }
    yield from (translate("replies", _DOUBTS[each]).format(**facts) for each in reply.doubts)
    yield from (translate("replies", _UNCLEAR[each]) for each in read.unclear)


def note_taken() -> str:
    """Return what is made of a note beside plain agreement."""
    return translate("replies", "“Agree” is chosen and a note written: it agrees, with that note.")


def filled_in(read: ReadReply) -> str:
    """Return who filled a sheet in and when, as it says itself."""
    who = ", ".join(filter(None, (read.by_name, read.on)))
    return translate("replies", "Filled in by {0}").format(who) if who else ""


def objection(row: ObjectionRow) -> str:
    """Return what was contested until now."""
    return f"{row.target}: {row.note}" if row.note else row.target


def as_note(reply: Reply) -> str:
    """Return a whole sheet as the words of a note."""
    read = reply.read
    head = translate("replies", "Reply of {0} to version {1}: {2}")
    contested = (
        ": ".join(filter(None, (f"{each.number} {each.words}".strip(), each.why)))
        for each in reply.contested
    )
    lines = (
        head.format(read.party, read.version, answer(read.answer)),
        read.note,
        *contested,
        filled_in(read),
    )
    return "\n".join(filter(None, lines))
