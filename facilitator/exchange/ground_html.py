"""What stands between the sides, as HTML inside minutes, in the order of the paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element

from facilitator.domain.words import TermRelation
from facilitator.exchange.ground_md import goal_row
from facilitator.exchange.html import Part, facts, listing, paragraphs, table, tag
from facilitator.exchange.wording import ANSWER, RELATION, SAYBACK_PART, STATE, short_day, word
from facilitator.projections.common_ground import (
    RequestEntry,
    RestatementEntry,
    SaidVersion,
    TermEntry,
    TouchedGoal,
)

_GOAL_HEADS = ("Goal", "Common ground", "Where it stands", "Minutes", "What came of it")


def goals(entries: Sequence[TouchedGoal]) -> Element | None:
    """Return the goals a session worked on, None where it worked on none."""
    if not entries:
        return None
    return table("Goals this session worked on", _GOAL_HEADS, map(goal_row, entries))


def restatements(entries: Iterable[RestatementEntry]) -> Element | None:
    """Return say-it-backs with all their versions."""
    return listing(map(_restatement, entries))


def _restatement(one: RestatementEntry) -> list[Part]:
    when = f" {short_day(one.confirmed_on)}" if one.confirmed_on else ""
    title = one.topic or one.about or "In other words"
    state = f", {word(STATE, one.state)}{when}"
    return [tag("strong", title), state, listing(map(_version, one.versions))]


def _version(version: SaidVersion) -> list[Part]:
    who = ", ".join(filter(None, (version.party.name if version.party else "", version.person)))
    lead = f"{who} {word(SAYBACK_PART, version.part)}".strip()
    return [f"{lead}: ", *paragraphs(version.text)]


def requests(entries: Iterable[RequestEntry]) -> list[Element]:
    """Return data requests with the reasons of each side."""
    return [_request(one) for one in entries]


def _request(one: RequestEntry) -> Element:
    answer = word(ANSWER, one.answer) if one.answer else "not answered yet"
    sides = (
        (s.party.name, ", ".join(filter(None, (word(ANSWER, s.answer), s.reason))))
        for s in one.sides
    )
    return tag(
        "div",
        tag("h3", f"{one.number or 'Request'}"),
        *paragraphs(one.question),
        facts(
            [
                ("Asked by", one.asked_by),
                ("Data set", one.data_set),
                ("For", one.purpose),
                ("Until", short_day(one.until_on)),
                *((f"Field {name}", why or "no reason given") for name, why in one.fields),
                *sides,
                ("Answer", f"{answer}. {one.terms}" if one.terms else answer),
                ("Decision", one.decision_number),
            ]
        ),
    )


def terms(entries: Iterable[TermEntry]) -> Element | None:
    """Return the words used, false friends first."""
    return listing(map(_term, entries))


def _term(one: TermEntry) -> list[Part]:
    name = f"{one.term} ({one.abbreviation})" if one.abbreviation else one.term
    said = ": ".join(
        filter(None, (word(RELATION, one.relation) if one.relation else "", one.other_term))
    )
    is_false_friend = one.relation == TermRelation.ONE_WORD
    meanings = [
        (
            each.party.name,
            f"{each.meaning} (say: {each.say_instead})" if each.say_instead else each.meaning,
        )
        for each in one.meanings
        if is_false_friend
    ]
    words = one.agreed_wording or ("" if is_false_friend else one.plain)
    return [
        tag("strong", name),
        f", {said}" if said else None,
        facts(
            [
                *meanings,
                ("In plain words", words),
                ("Why it matters", one.why_other),
                ("Say instead", one.say_instead),
            ]
        ),
    ]
