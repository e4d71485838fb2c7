"""Words people read about data: who answers for it, how sensitive it is, what was answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from facilitator.domain.words import DataAnswer, DataRole, Sensitivity
from facilitator.queries.data_requests import RequestRow
from facilitator.queries.data_sets import DataColumn, DataSetRow, DataStanding, Mark
from ui.wording import QT_TRANSLATE_NOOP, short_day, translate

_ROLES: dict[str, tuple[str, str, str]] = {
    DataRole.ACCOUNTABLE: (
        QT_TRANSLATE_NOOP("data", "A"),
        QT_TRANSLATE_NOOP("data", "accountable"),
        QT_TRANSLATE_NOOP("data", "accountable, says yes or no"),
    ),
    DataRole.RESPONSIBLE: (
        QT_TRANSLATE_NOOP("data", "R"),
        QT_TRANSLATE_NOOP("data", "responsible"),
        QT_TRANSLATE_NOOP("data", "does the work"),
    ),
    DataRole.CONSULTED: (
        QT_TRANSLATE_NOOP("data", "C"),
        QT_TRANSLATE_NOOP("data", "consulted"),
        QT_TRANSLATE_NOOP("data", "is asked before"),
    ),
    DataRole.INFORMED: (
        QT_TRANSLATE_NOOP("data", "I"),
        QT_TRANSLATE_NOOP("data", "informed"),
        QT_TRANSLATE_NOOP("data", "is told after"),
    ),
}
_SENSITIVITY: dict[str, str] = {
    Sensitivity.PUBLIC: QT_TRANSLATE_NOOP("data", "Public"),
    Sensitivity.INTERNAL: QT_TRANSLATE_NOOP("data", "Internal"),
    Sensitivity.PERSONAL: QT_TRANSLATE_NOOP("data", "Personal"),
    Sensitivity.SPECIAL: QT_TRANSLATE_NOOP("data", "Special categories (health, belief…)"),
}
_ANSWERS: dict[str, tuple[str, str, str]] = {
    "": (QT_TRANSLATE_NOOP("data", "Open"), "warn", "question"),
    DataAnswer.YES: (QT_TRANSLATE_NOOP("data", "Yes"), "ok", "check"),
    DataAnswer.YES_IF: (QT_TRANSLATE_NOOP("data", "Yes, if"), "ok", "check-circle"),
    DataAnswer.ALTERNATIVE: (QT_TRANSLATE_NOOP("data", "Another way"), "decision", "path"),
    DataAnswer.NOT_NOW: (QT_TRANSLATE_NOOP("data", "Not now"), "neutral", "x-circle"),
}


def letter(role: str) -> str:
    """Return the letter of a role."""
    return translate("data", _ROLES[role][0])


def role_word(role: str) -> str:
    """Return the word of a role, as it is spoken."""
    return translate("data", _ROLES[role][1])


def role_meaning(role: str) -> str:
    """Return what a role means, for the legend and the menu."""
    return translate("data", _ROLES[role][2])


def sensitivity(value: str) -> str:
    """Return the word of a sensitivity, empty where none is set."""
    return translate("data", _SENSITIVITY[value]) if value in _SENSITIVITY else ""


def sensitivities() -> list[tuple[object, str]]:
    """Return (value, word) of all, nothing first."""
    chosen: list[tuple[object, str]] = [("", translate("data", "Not set"))]
    return chosen + [(value, translate("data", words)) for value, words in _SENSITIVITY.items()]


def answer(value: str) -> tuple[str, str, str]:
    """Return word, tone and icon of an answer; an empty one is open."""
    word, tone, icon = _ANSWERS[value]
    return translate("data", word), tone, icon


def answers() -> list[tuple[object, str]]:
    """Return (value, word) of the four answers."""
    return [(each.value, answer(each.value)[0]) for each in DataAnswer]


def standing_word(value: DataStanding) -> str:
    """Return the word of how a data set stands, where its claims are not counted."""
    return {
        DataStanding.CLAIMED_TWICE: translate("data", "More than one claims it"),
        DataStanding.NOBODY: translate("data", "Nobody yet"),
        DataStanding.CLAIMED: translate("data", "One claims it"),
        DataStanding.SETTLED: translate("data", "Settled"),
    }[value]


def standing(row: DataSetRow) -> tuple[str, str, str]:
    """Return word, tone and icon of who answers for a data set."""
    if row.retired_on:
        return translate("data", "Retired"), "neutral", "x-circle"
    if row.standing is DataStanding.CLAIMED_TWICE:
        count = len(row.claimants)
        many = translate("data", "{0} claim it").format(count)
        return translate("data", "Two claim it") if count == 2 else many, "danger", "warning"
    if row.standing is DataStanding.NOBODY:
        return translate("data", "Nobody yet"), "danger", "user"
    if row.standing is DataStanding.CLAIMED:
        return translate("data", "One claims it"), "warn", "user"
    return translate("data", "Settled"), "ok", "check-circle"


def kept(row: DataSetRow) -> tuple[str, bool]:
    """Return how long a data set is kept, and whether that is still to be agreed."""
    if row.kept_for:
        return row.kept_for, False
    return translate("data", "Keep: not agreed"), True


def spoken_mark(mark: Mark) -> str:
    """Return 'accountable', or 'accountable claimed' where nobody agreed to it."""
    word = role_word(mark.role)
    return translate("data", "{0} claimed").format(word) if mark.is_claim else word


def spoken_cell(row: DataSetRow, name: str, marks: Sequence[Mark]) -> str:
    """Return what a screen reader says: 'Loyalty app data, Tomasz, accountable claimed'."""
    words = [spoken_mark(mark) for mark in marks] or [translate("data", "nothing")]
    return ", ".join([row.name, name, *words])


def column_name(column: DataColumn) -> str:
    """Return the name of a column: the person, or the side that names nobody."""
    if column.person_id is None:
        return translate("data", "{0}, nobody named").format(column.name)
    note = {
        "left": translate("data", "{0}, left"), "moved": translate("data", "{0}, moved"),
    }.get(column.note, "{0}")  # fmt: skip
    return note.format(column.name)


def why_unsettled(row: DataSetRow) -> str:
    """Return why a data set waits, and where it is settled."""
    if row.standing is DataStanding.CLAIMED_TWICE:
        words = translate("data", "{0} claim it").format(joined([c.name for c in row.claimants]))
    elif row.standing is DataStanding.CLAIMED:
        words = translate("data", "{0} claims it").format(row.claimants[0].name)
    else:
        words = translate("data", "nobody answers for it")
    if row.item is None:
        return words
    place = row.item.session or translate("data", "the backlog")
    return translate("data", "{0}; waits in {1}").format(words, place)


def joined(names: Sequence[str]) -> str:
    """Return 'A', 'A and B', 'A, B and C'."""
    if len(names) < 2:
        return "".join(names)
    return translate("data", "{0} and {1}").format(", ".join(names[:-1]), names[-1])


def until(row: RequestRow, today: date) -> str:
    """Return until when the data is asked for, and what a day that is over asks for."""
    if not row.until_on:
        return translate("data", "no end agreed")
    day = short_day(row.until_on, today)
    if not row.is_past:
        return translate("data", "until {0}").format(day)
    if row.is_open:
        return translate("data", "{0} is over and nobody answered").format(day)
    if row.answer in (DataAnswer.YES, DataAnswer.YES_IF):
        return translate("data", "{0} is over: end the use, or review it again").format(day)
    return translate("data", "was until {0}").format(day)
