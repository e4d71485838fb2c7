"""Where minutes stand, in the words of the window (M2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from facilitator.domain.words import CameBy, MinutesAnswer, MinutesState
from facilitator.projections.changes import Change, ChangeKind
from facilitator.queries.minutes import AnswerRow, CorrectionRow, Life, OpenMinutes, VersionRow
from ui.wording import QT_TRANSLATE_NOOP, as_day, long_day, short_day, translate

_ANSWERS = {
    MinutesAnswer.AGREE: QT_TRANSLATE_NOOP("life", "Agrees"),
    MinutesAnswer.AGREE_WITH_NOTE: QT_TRANSLATE_NOOP("life", "Agrees, with a note"),
    MinutesAnswer.CONTESTS: QT_TRANSLATE_NOOP("life", "Contests"),
    MinutesAnswer.NO_OBJECTION: QT_TRANSLATE_NOOP("life", "No objection received"),
}
_CAME_BY = {
    CameBy.SAID: QT_TRANSLATE_NOOP("life", "Said"),
    CameBy.SHEET: QT_TRANSLATE_NOOP("life", "Reply sheet"),
    CameBy.MAIL: QT_TRANSLATE_NOOP("life", "Mail"),
}
TONES = {
    MinutesAnswer.AGREE: "ok",
    MinutesAnswer.AGREE_WITH_NOTE: "ok",
    MinutesAnswer.CONTESTS: "warn",
    MinutesAnswer.NO_OBJECTION: "text2",
}
_FIELDS = {
    "outcome": QT_TRANSLATE_NOOP("life", "outcome"),
    "title": QT_TRANSLATE_NOOP("life", "title"),
    "wording": QT_TRANSLATE_NOOP("life", "wording"),
    "text": QT_TRANSLATE_NOOP("life", "words"),
    "plain": QT_TRANSLATE_NOOP("life", "plain words"),
    "because": QT_TRANSLATE_NOOP("life", "reason"),
    "owner": QT_TRANSLATE_NOOP("life", "owner"),
    "owner_party": QT_TRANSLATE_NOOP("life", "side of the owner"),
    "due_on": QT_TRANSLATE_NOOP("life", "due date"),
    "notes": QT_TRANSLATE_NOOP("life", "notes"),
    "state": QT_TRANSLATE_NOOP("life", "state"),
    "place": QT_TRANSLATE_NOOP("life", "place"),
    "starts": QT_TRANSLATE_NOOP("life", "begin"),
    "ends": QT_TRANSLATE_NOOP("life", "end"),
    "done_when": QT_TRANSLATE_NOOP("life", "done when"),
    "party": QT_TRANSLATE_NOOP("life", "side"),
}


def answer_choices() -> list[tuple[object, str]]:
    """Return the answers that a person records; silence is recorded by approval."""
    return [
        (value.value, translate("life", _ANSWERS[value]))
        for value in (MinutesAnswer.AGREE, MinutesAnswer.AGREE_WITH_NOTE, MinutesAnswer.CONTESTS)
    ]


def came_by_choices() -> list[tuple[object, str]]:
    """Return the ways in which an answer comes."""
    return [(value.value, translate("life", words)) for value, words in _CAME_BY.items()]


def answer(row: AnswerRow, life: Life) -> str:
    """Return what a side said, in a few words."""
    if row.answer == MinutesAnswer.CONTESTS and row.objections:
        named = ", ".join(each.target for each in row.objections)
        return translate("life", "Contests {0}").format(named)
    if row.answer:
        return translate("life", _ANSWERS[MinutesAnswer(row.answer)])
    if life.last is None:
        return translate("life", "not asked yet")
    if life.is_window_over:
        return translate("life", "no objection received")
    return translate("life", "waiting")


def answer_tone(row: AnswerRow) -> str:
    """Return the tone in which an answer is shown."""
    return TONES[MinutesAnswer(row.answer)] if row.answer else "text3"


def steps(life: Life) -> tuple[list[str], int]:
    """Return the words of the steps and how many are reached."""
    middle = translate("life", "Circulated")
    if life.last is not None and life.last.version > 1:
        middle = translate("life", "Corrected")
    words = [translate("life", "Draft"), middle, translate("life", "Approved")]
    reached = {MinutesState.DRAFT: 1, MinutesState.APPROVED: 3}
    return words, reached.get(MinutesState(life.state), 2)


def standing(life: Life, today: date, approved_in: str = "") -> str:
    """Return a sentence that says where the minutes stand."""
    last = life.last
    if last is None:
        return translate(
            "life", "Nothing went out yet. The sides read a version once it is circulated."
        )
    if last.state == MinutesState.APPROVED:
        words = translate("life", "Version {0} was approved on {1}.")
        if approved_in:
            words = translate("life", "Version {0} was approved on {1}, in {2}.")
        return words.format(last.version, long_day(last.approved_on, today), approved_in)
    sent = long_day(last.circulated_on, today)
    until = long_day(last.comments_until, today)
    words = translate("life", "Version {0} went out on {1}; comments until {2}.")
    if life.is_window_over:
        words = translate("life", "Version {0} went out on {1}; comments ended on {2}.")
    return words.format(last.version, sent, until)


def preview_label(life: Life | None, *, is_changed: bool) -> str:
    """Return what the preview shows: which version, and in which state."""
    if life is None or life.last is None:
        return translate("life", "draft")
    if life.last.state == MinutesState.APPROVED:
        return translate("life", "approved, version {0}").format(life.last.version)
    if is_changed:
        return translate("life", "draft of version {0}").format(life.last.version + 1)
    return translate("life", "version {0}, circulated").format(life.last.version)


def version(row: VersionRow, today: date) -> str:
    """Return one version with its day."""
    words = translate("life", "Version {0}, {1}")
    return words.format(row.version, long_day(row.circulated_on, today))


def correction(row: CorrectionRow) -> tuple[str, str]:
    """Return a correction as a title and what changed."""
    late = translate("life", ", after approval") if row.is_late else ""
    title = f"{row.n}. {row.target}{late}"
    change = translate("life", "{0} → {1}").format(row.before or "–", row.after or "–")
    because = translate("life", "Because: {0}").format(row.because)
    return title, f"{change}\n{because}"


def change_target(change: Change) -> str:
    """Return what a change is about, with the name of the field in words."""
    name = change.target or change.title
    if change.kind is ChangeKind.ADDED:
        return translate("life", "{0} (new)").format(name)
    if change.kind is ChangeKind.REMOVED:
        return translate("life", "{0} (left out)").format(name)
    field = translate("life", _FIELDS.get(change.field, change.field.replace("_", " ")))
    return f"{name}, {field}" if field else name


def changed_since(life: Life, count: int) -> str:
    """Return that the minutes were changed since a version went out."""
    number = life.last.version if life.last else 0
    if count == 1:
        return translate("life", "1 thing changed since version {0} went out.").format(number)
    return translate("life", "{0} things changed since version {1} went out.").format(count, number)


def names(rows: Sequence[AnswerRow]) -> str:
    """Return sides as they are listed in a sentence."""
    words = [row.short for row in rows]
    if len(words) < 2:
        return "".join(words)
    return translate("life", "{0} and {1}").format(", ".join(words[:-1]), words[-1])


def waits_for(row: OpenMinutes, today: date) -> tuple[str, str]:
    """Return what circulated minutes wait for, in a few words, and its tone."""
    if row.contested:
        return translate("life", "{0} contests").format(names(row.contested)), "warn"
    if row.is_window_over or not row.silent:
        return translate("life", "to approve"), "accent"
    until = as_day(row.comments_until)
    day = long_day(until, today) if (until - today).days > 6 else _weekday(until, today)
    if len(row.silent) == 1:
        words = translate("life", "waiting for {0} until {1}").format(names(row.silent), day)
        return words, "neutral"
    return translate("life", "comments until {0}").format(day), "neutral"


def _weekday(day: date, today: date) -> str:
    if day == today:
        return translate("life", "today")
    return short_day(day, today, weekday=True)
