"""Words of the advice: its headline, each figure as a sentence, what was made of it (K3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from facilitator.cadence.advice import Advice, Exact, Term, TermName, Thresholds
from facilitator.domain import money
from facilitator.domain.words import AdviceAnswer, AdviceRemark
from facilitator.queries.cadence import AdviceRow, AdviceView, Counted
from facilitator.queries.costs import Cost
from facilitator.queries.figures import Source
from ui.wording import QT_TRANSLATE_NOOP, long_day, short_day, translate
from ui.wording import plan as words

_KINDS = 3  # of waiting topics that are named; more are counted together
_COUNTED_ONE = {
    "backlog": QT_TRANSLATE_NOOP("advice", "1 in the backlog"),
    "not_reached": QT_TRANSLATE_NOOP("advice", "1 not reached"),
    "skipped": QT_TRANSLATE_NOOP("advice", "1 skipped"),
    "parked": QT_TRANSLATE_NOOP("advice", "1 parked"),
    "concern": QT_TRANSLATE_NOOP("advice", "1 concern"),
    "deferred": QT_TRANSLATE_NOOP("advice", "1 deferred decision"),
    "overdue": QT_TRANSLATE_NOOP("advice", "1 overdue action"),
    "too_long": QT_TRANSLATE_NOOP("advice", "1 agenda too long"),
}
_COUNTED_MANY = {
    "backlog": QT_TRANSLATE_NOOP("advice", "{0} in the backlog"),
    "not_reached": QT_TRANSLATE_NOOP("advice", "{0} not reached"),
    "skipped": QT_TRANSLATE_NOOP("advice", "{0} skipped"),
    "parked": QT_TRANSLATE_NOOP("advice", "{0} parked"),
    "concern": QT_TRANSLATE_NOOP("advice", "{0} concerns"),
    "deferred": QT_TRANSLATE_NOOP("advice", "{0} deferred decisions"),
    "overdue": QT_TRANSLATE_NOOP("advice", "{0} overdue actions"),
    "too_long": QT_TRANSLATE_NOOP("advice", "{0} agendas too long"),
}


def figure(value: Exact) -> str:
    """Return a number of minutes as people read it: rounded, half a minute up."""
    return f"{int(value + Fraction(1, 2)):,}"


def _tenth(value: Exact) -> str:
    tenths = int(value * 10 + Fraction(1, 2))
    whole, rest = divmod(tenths, 10)
    return f"{whole:,}.{rest}" if rest else f"{whole:,}"


def _days(count: int) -> str:
    one, many = translate("advice", "1 day"), translate("advice", "{0} days")
    return one if count == 1 else many.format(f"{count:,}")


def _sessions(count: int) -> str:
    one = translate("advice", "1 session")
    return one if count == 1 else translate("advice", "{0} sessions").format(words.number(count))


# --- the headline --------------------------------------------------------------------------------


def headline(advice: Advice, current: int) -> str:
    """Return what the advice comes to, in one line."""
    if advice.remark is AdviceRemark.CHANGE:
        return words.advised(advice.days, current)
    if advice.remark is AdviceRemark.FIX_ATTENDANCE:
        return translate("advice", "Keep the rhythm: fix the slot or the list of people first")
    if advice.remark is AdviceRemark.SKIP_NEXT:
        return translate("advice", "Keep the rhythm, and skip the next one")
    return translate("advice", "Keep the rhythm: {0}").format(words.every_days(current))


def judgement() -> str:
    """Return the sentence that stands under every advice."""
    return translate(
        "advice", "A judgement from the figures in this file. No study gives an optimum."
    )


def why_step(advice: Advice) -> str:
    """Return that the proposal is one step on the way, where it is."""
    if advice.days == advice.target or advice.remark is not AdviceRemark.CHANGE:
        return ""
    return translate("advice", "One step at a time: the figures lead to {0}.").format(
        words.every_days(advice.target)
    )


# --- each figure ---------------------------------------------------------------------------------


def term_figure(term: Term) -> str:
    """Return the figure of a term: '17 min', '59 days', '100 %', '2'."""
    value = term.value
    if value is None:
        return "–"
    if term.name in (TermName.NEW, TermName.QUEUE, TermName.USABLE, TermName.NEED):
        return translate("advice", "{0} min").format(figure(value))
    if term.name in (TermName.AGE, TermName.MILESTONE, TermName.DECISION):
        return _days(abs(int(value)))
    if term.name is TermName.ATTENDANCE:
        return translate("advice", "{0} %").format(figure(value * 100))
    return f"{int(value)}"


def term_title(term: Term, found: Counted) -> str:
    """Return the sentence of a term."""
    sources = found.sources(term.name)
    first = sources[0].text if sources else ""
    plain = {
        TermName.NEW: translate("advice", "New topics that arrive each week"),
        TermName.USABLE: translate("advice", "One session can handle"),
        TermName.NEED: translate("advice", "Needed per week, new plus waiting"),
        TermName.THIN: translate("advice", "Sessions in a row called off or half empty"),
        TermName.OVERFULL: translate("advice", "Sessions in a row that carried much over"),
        TermName.AGE: translate("advice", "Since the first session"),
    }
    if term.name in plain:
        return plain[term.name]
    if term.name is TermName.QUEUE:
        return _queue(sources, found)
    if term.name is TermName.ATTENDANCE:
        return _attendance(term, sources)
    if term.name is TermName.MILESTONE:
        return _milestone(term, sources)
    return _named(term, first, found)


def _named(term: Term, first: str, found: Counted) -> str:
    count = found.figures[term.name].count
    forms = {
        TermName.INCIDENT: (
            translate("advice", "Incident open: “{0}”"),
            translate("advice", "Incidents open: “{0}” and {1} more"),
            translate("advice", "No incident is open"),
        ),
        TermName.CONCERN: (
            translate("advice", "Serious concern open: “{0}”"),
            translate("advice", "Serious concerns open: “{0}” and {1} more"),
            translate("advice", "No serious concern is open"),
        ),
        TermName.DECISION: (
            translate("advice", "Until a decision is needed: “{0}”"),
            translate("advice", "Until decisions are needed: “{0}” and {1} more"),
            translate("advice", "No decision is needed before the next session"),
        ),
    }
    if term.name is TermName.DECISION and _is_past(term):
        forms[term.name] = (
            translate("advice", "Late, a decision was needed: “{0}”"),
            translate("advice", "Late, decisions were needed: “{0}” and {1} more"),
            "",
        )
    one, many, none = forms[term.name]
    if not first:
        return none
    return one.format(first) if count <= 1 else many.format(first, count - 1)


def _queue(sources: Sequence[Source], found: Counted) -> str:
    """Return 'Topics waiting: 3 parked, 1 deferred decision, 1 concern'."""
    if not sources:
        return translate("advice", "Nothing is waiting")
    counts = Counter("concern" if each.why == "serious" else each.why for each in sources)
    shown = counts.most_common(_KINDS)
    parts = [
        translate("advice", _COUNTED_ONE[why])
        if count == 1
        else translate("advice", _COUNTED_MANY[why]).format(f"{count:,}")
        for why, count in shown
        if why in _COUNTED_ONE
    ]
    others = found.figures[TermName.QUEUE].count - sum(count for _why, count in shown)
    if others > 0:
        parts.append(translate("advice", "{0} more").format(f"{others:,}"))
    return translate("advice", "Topics waiting: {0}").format(", ".join(parts))


def _attendance(term: Term, sources: Sequence[Source]) -> str:
    if term.value is None or not sources:
        return translate("advice", "Nobody’s attendance is known yet")
    there, listed = sum(each.why == "attended" for each in sources), len(sources)
    if there == listed:
        every, one = (
            translate("advice", "Every side attended the last {0}"),
            translate("advice", "Every side attended the last session"),
        )
        return one if listed == 1 else every.format(_sessions(listed))
    said = translate("advice", "{0} attended {1} of the last {2}")
    return said.format(sources[0].name, there, _sessions(listed))


def _milestone(term: Term, sources: Sequence[Source]) -> str:
    if not sources:
        return translate("advice", "No milestone is at risk")
    each = sources[0]
    state = {
        "late": translate("advice", "late"),
        "at_risk": translate("advice", "at risk"),
    }.get(each.why, each.why)
    if _is_past(term):
        return translate("advice", "Late: “{0}”").format(each.text)
    return translate("advice", "To “{0}”, {1}").format(each.text, state)


def _is_past(term: Term) -> bool:
    return term.value is not None and term.value < 0


def term_how(term: Term, view: AdviceView) -> str:
    """Return how a figure came about, or what it does."""
    found, advice = view.counted, view.advice
    limits = found.thresholds
    plain = {
        TermName.NEW: translate("advice", "mean of the last {0} weeks").format(
            words.number(limits.arrival_weeks)
        ),
        TermName.QUEUE: translate("advice", "to be cleared within {0} weeks").format(
            words.number(limits.clear_weeks)
        ),
        TermName.USABLE: _usable(found, advice),
        TermName.NEED: _need(found, advice),
        TermName.INCIDENT: translate("advice", "{0} while it is open").format(
            words.every_days(limits.incident_days)
        ),
        TermName.CONCERN: translate("advice", "not longer than {0} while it is open").format(
            _stretch(limits.concern_days)
        ),
        TermName.AGE: translate("advice", "not longer than {0} in the first {1} days").format(
            _stretch(limits.young_days), limits.young_age
        ),
        TermName.DECISION: translate("advice", "sooner than the rhythm: one short meeting more"),
    }
    if term.is_idle and term.name in (TermName.INCIDENT, TermName.CONCERN, TermName.DECISION):
        return translate("advice", "no limit from this")
    return plain.get(term.name) or _how_else(term, limits)


def _how_else(term: Term, limits: Thresholds) -> str:
    if term.name is TermName.THIN:
        return translate("advice", "{0} or more make the rhythm one step longer").format(
            words.number(limits.thin_sessions)
        )
    if term.name is TermName.OVERFULL:
        return translate(
            "advice", "{0} or more that carry over {1} % or more make it one step shorter"
        ).format(words.number(limits.overfull_sessions), limits.overfull_percent)
    if term.name is TermName.MILESTONE:
        if term.limit is None:
            return translate("advice", "no limit from this")
        if _is_past(term):
            return translate("advice", "a late milestone allows {0} at most").format(
                _stretch(term.limit)
            )
        half = translate("advice", "half of it")
        if limits.milestone_percent != 50:
            half = translate("advice", "{0} % of it").format(limits.milestone_percent)
        return translate("advice", "{0} with room to spare allows {1}").format(
            half, _stretch(term.limit)
        )
    if term.decides:
        return translate(
            "advice", "below {0} %: fix the slot or the list of people before meeting more often"
        ).format(limits.attendance_percent)
    if term.value is not None and term.value * 100 < limits.attendance_percent:
        return translate("advice", "below {0} %, and nothing asks for a shorter rhythm").format(
            limits.attendance_percent
        )
    return translate("advice", "nothing to fix first")


def _stretch(days: int) -> str:
    """Return 'two weeks', 'a week', '10 days'."""
    if days == 7:
        return translate("advice", "a week")
    if days % 7 == 0:
        return translate("advice", "{0} weeks").format(words.number(days // 7))
    return _days(days)


def _usable(found: Counted, advice: Advice) -> str:
    inputs, limits = found.inputs, found.thresholds
    said = translate("advice", "{0} × ({1} min − {2} min fixed)").format(
        f"{limits.usable_percent / 100:g}", figure(inputs.length), figure(inputs.fixed)
    )
    if advice.usable == limits.least_usable:
        return translate("advice", "{0}, at least {1} min").format(said, limits.least_usable)
    return said


def _need(found: Counted, advice: Advice) -> str:
    inputs = found.inputs
    if advice.raw_days is None:
        return translate("advice", "nothing arrives and nothing waits: no limit from this")
    return translate("advice", "{0} + {1} ÷ {2}, so one session covers {3} days").format(
        figure(inputs.new_per_week),
        figure(inputs.queue),
        found.thresholds.clear_weeks,
        _tenth(advice.raw_days),
    )


def term_limit(term: Term) -> str:
    """Return what a figure does to the rhythm: 'at most 14 days', 'one step longer'."""
    if term.limit is not None:
        return translate("advice", "at most {0}").format(_days(term.limit))
    if term.shift > 0:
        return translate("advice", "one step longer")
    if term.shift < 0:
        return translate("advice", "one step shorter")
    if term.name is TermName.DECISION and term.decides:
        return translate("advice", "one meeting more")
    if term.name is TermName.ATTENDANCE and term.decides:
        return translate("advice", "first")
    return ""


# --- what was made of it -------------------------------------------------------------------------


def standing(row: AdviceRow, today: date) -> str:
    """Return that an advice was answered, and that the answer holds."""
    day, reason = long_day(row.made_on, today), row.reason.rstrip(". ")
    if row.answer == AdviceAnswer.ACCEPTED:
        begins = short_day(row.from_local, today, weekday=True) if row.from_local else ""
        said = translate("advice", "Accepted on {0}").format(day)
        said = translate("advice", "{0}, from {1}").format(said, begins) if begins else said
        said = translate("advice", "{0}, because {1}").format(said, reason) if reason else said
        return translate("advice", "{0}.").format(said)
    return translate(
        "advice", "Declined on {0} because {1}. It stays declined until something changes."
    ).format(day, reason)


def set_already(view: AdviceView, today: date) -> str:
    """Return that another rhythm is set and begins later, empty where none is."""
    row = view.to_come
    if row is None:
        return ""
    begins = short_day(row.starts_local, today)
    if row.rule.days == view.advice.days and view.advice.remark is AdviceRemark.CHANGE:
        return translate("advice", "It is set already from {0}.").format(begins)
    return translate("advice", "Set already: {0} from {1}.").format(
        words.every_days(row.rule.days), begins
    )


def remark_words(row: AdviceRow) -> str:
    """Return what an advice of the past said: 'every two weeks', 'skip the next one'."""
    if row.remark is AdviceRemark.SKIP_NEXT:
        return translate("advice", "skip the next one")
    if row.remark is AdviceRemark.FIX_ATTENDANCE:
        return translate("advice", "fix the attendance first")
    return words.every_days(row.advised_days)


def answer_words(answer: str) -> str:
    """Return 'accepted' or 'declined'."""
    if answer == AdviceAnswer.ACCEPTED:
        return translate("advice", "accepted")
    return translate("advice", "declined")


# --- costs ---------------------------------------------------------------------------------------


def quarter(cost: Cost, currency: str) -> str:
    """Return 'EUR 6,110 a quarter'."""
    return translate("advice", "{0} a quarter").format(whole(cost.quarter_cents, currency))


def cost_line(cost: Cost, currency: str) -> str:
    """Return 'EUR 940 a session, EUR 3,055 a quarter'."""
    said = translate("advice", "{0} a session, {1}")
    return said.format(whole(cost.session_cents, currency), quarter(cost, currency))


def whole(cents: int, currency: str) -> str:
    """Return an amount without cents; a cost that is reckoned is no bill."""
    return money.show((cents + 50) // 100 * 100, currency)
