"""Why something returns to an agenda, why something stays, where an item came from (P5, E10)."""

from __future__ import annotations

from datetime import date

from facilitator.queries.candidates import Candidate, Left
from facilitator.queries.prepare import ItemRow
from ui.wording import QT_TRANSLATE_NOOP, short_day, translate

_WHY: dict[str, str] = {
    "standing": QT_TRANSLATE_NOOP("why", "Standing item"),
    "not_reached": QT_TRANSLATE_NOOP("why", "Not reached on {since}"),
    "skipped": QT_TRANSLATE_NOOP("why", "Skipped on {since}"),
    "cancelled": QT_TRANSLATE_NOOP("why", "Stood on the agenda of {since}, which was cancelled"),
    "due": QT_TRANSLATE_NOOP("why", "{what} is due {since}"),
    "needed": QT_TRANSLATE_NOOP("why", "{what} is needed by {since}"),
    "undecided": QT_TRANSLATE_NOOP("why", "{what} was proposed {since}, not decided yet"),
    "question": QT_TRANSLATE_NOOP("why", "{what}, no answer since {since}"),
    "sayback": QT_TRANSLATE_NOOP("why", "{what}, no yes since {since}"),
    "overdue": QT_TRANSLATE_NOOP("why", "{what} was due {since}"),
    "concern": QT_TRANSLATE_NOOP("why", "{what}, unanswered since {since}"),
    "parked": QT_TRANSLATE_NOOP("why", "Parked {since}"),
    "review": QT_TRANSLATE_NOOP("why", "{what} is due for review since {since}"),
    "deferred": QT_TRANSLATE_NOOP("why", "{what} was deferred, review was due {since}"),
}
_WITHOUT_DAY: dict[str, str] = {
    "deferred": QT_TRANSLATE_NOOP("why", "{what} was deferred, with no day to come back"),
}
_LEFT: dict[str, str] = {
    "done": QT_TRANSLATE_NOOP("why", "was discussed"),
    "not_due": QT_TRANSLATE_NOOP("why", "is not due yet"),
    "due": QT_TRANSLATE_NOOP("why", "are due and not listed here"),
    "not_reached": QT_TRANSLATE_NOOP("why", "were not reached long ago and are not listed here"),
    "concern": QT_TRANSLATE_NOOP("why", "are unanswered and not listed here"),
    "parked": QT_TRANSLATE_NOOP("why", "are parked and not listed here"),
    "review": QT_TRANSLATE_NOOP("why", "are due for review and not listed here"),
    "question": QT_TRANSLATE_NOOP("why", "have no answer and are not listed here"),
    "sayback": QT_TRANSLATE_NOOP("why", "wait for a yes and are not listed here"),
    "with_item": QT_TRANSLATE_NOOP("why", "returns with “{about}”"),
    "delivered": QT_TRANSLATE_NOOP("why", "is delivered and waits to be accepted"),
    "answered": QT_TRANSLATE_NOOP("why", "is answered; who asked has not said yes yet"),
    "let_go": QT_TRANSLATE_NOOP("why", "need not return, as somebody said"),
    "same": QT_TRANSLATE_NOOP("why", "was parked again in the same words"),
    "on_agenda": QT_TRANSLATE_NOOP("why", "is on an agenda or in the backlog already"),
    "settled": QT_TRANSLATE_NOOP("why", "is settled"),
}
_CAME: dict[str, str] = {
    "standing": QT_TRANSLATE_NOOP("why", "standing item"),
    "not_reached": QT_TRANSLATE_NOOP("why", "not reached in {0}"),
    "skipped": QT_TRANSLATE_NOOP("why", "skipped in {0}"),
    "cancelled": QT_TRANSLATE_NOOP("why", "stood in {0}, which was cancelled"),
    "open_actions": QT_TRANSLATE_NOOP("why", "open actions of {0}"),
    "due": QT_TRANSLATE_NOOP("why", "action {0}"),
    "needed": QT_TRANSLATE_NOOP("why", "decision needed: {0}"),
    "undecided": QT_TRANSLATE_NOOP("why", "not decided yet: {0}"),
    "question": QT_TRANSLATE_NOOP("why", "question without an answer"),
    "sayback": QT_TRANSLATE_NOOP("why", "say-it-back without a yes"),
    "overdue": QT_TRANSLATE_NOOP("why", "overdue action {0}"),
    "concern": QT_TRANSLATE_NOOP("why", "open concern"),
    "parked": QT_TRANSLATE_NOOP("why", "was parked"),
    "review": QT_TRANSLATE_NOOP("why", "review of {0}"),
    "deferred": QT_TRANSLATE_NOOP("why", "deferred {0}"),
    "double_claim": QT_TRANSLATE_NOOP("why", "two claim this data"),
    "nobody_answers": QT_TRANSLATE_NOOP("why", "nobody answers for this data"),
    "handed_up": QT_TRANSLATE_NOOP("why", "handed up from {0}"),
    "handed_down": QT_TRANSLATE_NOOP("why", "handed down from {0}"),
    "data_request": QT_TRANSLATE_NOOP("why", "data request {0}"),
}


def reason(each: Candidate, today: date) -> str:
    """Return why something could return, as a sentence without its full stop."""
    since = short_day(each.since, today) if each.since else ""
    if each.why == "open_actions":
        return _open_actions(each, since)
    if each.why == "parked":
        return _parked(each, since, today)
    template = _WHY[each.why] if since else _WITHOUT_DAY.get(each.why, _WHY[each.why])
    return translate("why", template).format(since=since, what=_what(each))


def _what(each: Candidate) -> str:
    """Return what a reason is about: “Concern of Security”, “A-2026-021 of Marketing”."""
    if each.source == "concern":
        serious, plain = translate("why", "Serious concern"), translate("why", "Concern")
        return _of(serious if each.is_serious else plain, each.party)
    if each.source == "action":
        return _of(each.label or translate("why", "An action"), each.party)
    if each.source == "decision":
        return each.label or translate("why", "A decision")
    if each.source == "question":
        return _of(translate("why", "Question"), each.party)
    if each.source == "sayback":
        return _of(translate("why", "Say-it-back"), each.party)
    return each.label


def _open_actions(each: Candidate, first: str) -> str:
    """Return “2 open actions, the first due 10 Jul”."""
    one, many = translate("why", "1 open action"), translate("why", "{0} open actions")
    words = one if each.times == 1 else many.format(each.times)
    if not first:
        return words
    due = translate("why", "{0}, due {1}") if each.times == 1 else translate(
        "why", "{0}, the first due {1}"
    )  # fmt: skip
    return due.format(words, first)


def _parked(each: Candidate, since: str, today: date) -> str:
    """Return “Parked 23 Jun”, or “Parked 23 Jun, second time since 10 Feb, by Security”."""
    words = translate("why", _WHY["parked"]).format(since=since)
    if each.times > 1 and each.first_since == each.since:
        words = translate("why", "{0}, was on an agenda since").format(words)
    elif each.times > 1:
        first = short_day(each.first_since or each.since, today)
        times = {
            2: translate("why", "{0}, second time since {1}"),
            3: translate("why", "{0}, third time since {1}"),
        }.get(each.times, translate("why", "{0}, {2} times since {1}"))
        words = times.format(words, first, each.times)
    return translate("why", "{0}, by {1}").format(words, each.party) if each.party else words


def _of(what: str, party: str) -> str:
    return translate("why", "{0} of {1}").format(what, party) if party else what


def left_reason(left: Left) -> str:
    """Return why something stays where it is."""
    why = translate("why", _LEFT[left.why]).format(about=left.about)
    return f"{left.label} {why}".strip()


def left_title(left: Left) -> str:
    """Return the words of something that stays, or “17 more”."""
    return left.title or translate("why", "{0} more").format(left.count)


def came_from(item: ItemRow) -> str:
    """Return where an item came from, e.g. 'not reached in 2026/12'; empty for a new one."""
    why, _space, label = item.came_from_reason.partition(" ")
    if why not in _CAME:
        return ""
    return translate("why", _CAME[why]).format(label).strip(" :")
