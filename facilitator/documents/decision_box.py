"""Decisions on paper: a box with the exact wording, why, and where each side stands."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.documents import ground, look, wording
from facilitator.documents.desk import Desk, Rich, say
from facilitator.documents.flow import Cell, Row
from facilitator.documents.lines import Span
from facilitator.documents.parts import heading_text, party
from facilitator.documents.prose import Part, told
from facilitator.documents.roles import Element, Role
from facilitator.documents.text import paragraphs
from facilitator.projections.types import DecisionEntry

_LABEL = 116.0


def place_of(decision: DecisionEntry) -> str:
    """Return the place in the document where a numbered decision stands."""
    return f"decision-{decision.number}" if decision.number else ""


def put(desk: Desk, decision: DecisionEntry, *, with_reasons: bool) -> None:
    """Put one decision as a box that stays whole."""
    section = desk.sect
    desk.sect = Element(Role.SECT, section)
    rows = [_decision_top(desk, decision)]
    rows.append(desk.title([say(decision.wording, look.WORDING)], Role.P, desk.box_measure, 2))
    rows += [
        desk.line([Span(part, look.PLAIN)], Role.P, desk.box_measure, 2)
        for part in paragraphs(decision.plain)
    ]
    rows += [
        desk.line(note, Role.P, desk.box_measure, 3)
        for note in desk.notes.of(decision.wording, *_details_texts(decision, with_reasons))
    ]
    listing = Element(Role.L, desk.sect)
    for label, body in _decision_details(decision, with_reasons):
        rows.append(desk.item(label, body, listing, _LABEL, desk.box_measure, before=4))
    box = desk.box(rows, decided=True, after=10)
    box.place = place_of(decision)
    if box.place:
        box.bookmark = (desk.depth + 1, heading_text(f"{decision.number} {decision.wording}"))
    desk.put(box)
    desk.sect = section
    desk.tick()


def _details_texts(decision: DecisionEntry, with_reasons: bool) -> list[str]:
    """Return what people wrote into a box, as far as it prints."""
    texts = [decision.plain, decision.method_note]
    texts += [one.reason for one in decision.positions]
    if with_reasons:
        texts += [decision.because, decision.context, decision.consequences]
        texts += [text for one in decision.options for text in (one.text, one.effect)]
        texts += [
            text for one in decision.positions for text in (one.consideration, one.passed_reason)
        ]
    return texts


def _decision_top(desk: Desk, decision: DecisionEntry) -> Row:
    number = decision.number or "Decision"
    words = [wording.of(wording.DECISION_STATE, decision.state)]
    if decision.method:
        words[0] += f" {wording.of(wording.METHOD, decision.method)}"
    if decision.decided_on:
        words.append(wording.long_day(decision.decided_on))
    if decision.item_number:
        words.append(f"item {decision.item_number}")
    state = " \u00b7 ".join(words)
    width, left = desk.box_measure, 100.0
    heading = Element(desk.heading_role(2), desk.sect)
    top = desk.text([say(number, look.NUMBER_DECISION)], left, heading)
    rest = width - left
    end = desk.text([say(state, look.META)], rest, Element(Role.P, desk.sect), right=True)
    return Row([Cell(0, left, [top]), Cell(left, rest, [end])])


def _decision_details(
    decision: DecisionEntry, with_reasons: bool
) -> list[tuple[Rich, Sequence[Part]]]:
    details: list[tuple[Rich, Sequence[Part]]] = []

    def add(label: str, text: str) -> None:
        if text:
            details.append(([Span(label, look.LABEL)], _value_lines(text)))

    if with_reasons:
        add("Why", decision.because)
        add("Background", decision.context)
        add("What follows", decision.consequences)
        if decision.options:
            details.append(([Span("Options", look.LABEL)], _option_lines(decision)))
    details += _positions(decision, with_reasons)
    if with_reasons:
        details += [ground.decision_restatement(one) for one in decision.restatements]
    add("How", _how(decision))
    add("Serves the goal", decision.goal)
    add("Review on", wording.day(decision.review_on) if decision.review_on else "")
    for label, number in (
        ("Replaces", decision.supersedes),
        ("Replaced by", decision.superseded_by),
    ):
        if number:
            body = [say(number, look.DATA_DECISION, link=f"decision-{number}")]
            details.append(([Span(label, look.LABEL)], [body]))
    return details


def _value_lines(text: str) -> Sequence[Part]:
    return told(text, look.VALUE) or [[Span("", look.VALUE)]]


def _how(decision: DecisionEntry) -> str:
    decider = f"Decider: {decision.decider}" if decision.decider else ""
    return "; ".join(word for word in (decider, decision.method_note) if word)


def _option_lines(decision: DecisionEntry) -> list[Rich]:
    lines: list[Rich] = []
    for option in decision.options:
        style = look.VALUE_STRONG if option.is_chosen else look.VALUE
        spans = [say(option.text, style)]
        if option.effect:
            spans.append(say(f": {option.effect}", look.VALUE))
        if option.is_chosen:
            spans.append(Span(" (chosen)", look.VALUE_STRONG))
        lines.append(spans)
    return lines


def _positions(decision: DecisionEntry, with_reasons: bool) -> list[tuple[Rich, list[Rich]]]:
    found: list[tuple[Rich, list[Rich]]] = []
    for one in decision.positions:
        spans = [Span(wording.position(one) + ".", look.VALUE_STRONG)]
        if one.reason:
            spans.append(say(f" {one.reason}", look.VALUE))
        body: list[Rich] = [spans]
        if with_reasons and one.consideration:
            lead = Span("Considered: ", look.LABEL)
            body.append([lead, say(one.consideration, look.VALUE)])
        elif with_reasons and one.passed_reason:
            body.append([Span("Passed: ", look.LABEL), say(one.passed_reason, look.VALUE)])
        found.append(([party(one.party, look.LABEL)], body))
    return found
