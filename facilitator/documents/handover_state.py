"""Where an engagement stands, for a stand-in: goals, what is open, the last sessions, words."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.documents import action_table, ground, look, parts, raised, wording, wording_plan
from facilitator.documents.desk import Column, Desk, Rich, Table, say
from facilitator.documents.lines import Span
from facilitator.projections.handover_papers import (
    BacklogLine,
    HandoverPack,
    PastSession,
    RoundLine,
    TensionEntry,
    TensionSide,
)
from facilitator.projections.types import DecisionEntry, RaisedEntry

_LABEL = 132.0


def more(desk: Desk, pack: HandoverPack, name: str) -> None:
    """Say how many of a list stand in the file besides."""
    count = dict(pack.left_out).get(name, 0)
    if count:
        desk.paragraph([Span(f"and {count} more in the file", look.META)])


def _under(desk: Desk, title: str) -> None:
    """Put a heading within the part."""
    row = desk.line([Span(title, look.HEADING)], desk.heading_role(2), before=8)
    row.after, row.keeps = 4, True
    desk.put(row)


def goals(desk: Desk, pack: HandoverPack) -> None:
    """Put the goals with both sides of each."""
    ground.goals(desk, pack.goals, "Goals", "goals")
    more(desk, pack, "goals")


# --- tensions ------------------------------------------------------------------------------------


def tensions(desk: Desk, pack: HandoverPack) -> None:
    """Put the objectives that pull apart, why each side has its own, and what eases them (G4)."""
    desk.section("Where goals pull apart", "tensions")
    for one in pack.tensions:
        desk.paragraph([say(one.title, look.STRONG)], before=4, after=3, keeps=True)
        desk.listing(_tension(one), _LABEL, after=2.5)
    more(desk, pack, "tensions")


def _tension(one: TensionEntry) -> list[tuple[Rich, Sequence[Rich]]]:
    entries = [
        ([parts.party(side.party, look.LABEL, short=True)], _wants(side)) for side in one.sides
    ]
    eased = f"{one.eases} ({one.eased_by})" if one.eases and one.eased_by else one.eases
    lines = [
        ("Where it stands", wording.of(wording_plan.TENSION_STATE, one.state)),
        ("What eases it", eased or one.eased_by),
        ("Ask", one.question),
    ]
    return [
        *entries,
        *(([Span(label, look.LABEL)], parts.value(text)) for label, text in lines if text),
    ]


def _wants(side: TensionSide) -> list[Rich]:
    lines: list[Rich] = [[say(side.objective, look.VALUE)]]
    if side.interests:
        lines.append([say(f"Because: {'; '.join(side.interests)}", look.META)])
    return lines


# --- what is open --------------------------------------------------------------------------------


def is_anything_open(pack: HandoverPack) -> bool:
    """Tell whether anything waits."""
    return any(
        (
            pack.decisions, pack.actions, pack.concerns, pack.questions, pack.restatements,
            pack.requests, pack.backlog,
        )
    )  # fmt: skip


def open_things(desk: Desk, pack: HandoverPack) -> None:
    """Put everything that waits for somebody."""
    desk.section("What is open", "open")
    if pack.decisions:
        _under(desk, "Decisions that wait, or are up for review")
        _decisions(desk, pack.decisions)
        more(desk, pack, "decisions")
    if pack.actions:
        _under(desk, "Actions")
        action_table.put(desk, pack.actions, places=False)
        more(desk, pack, "actions")
    if pack.concerns:
        _under(desk, "Concerns without an answer, by side")
        raised.concern_table(desk, pack.concerns)
        more(desk, pack, "concerns")
    if pack.questions:
        _under(desk, "Questions")
        _questions(desk, pack.questions)
        more(desk, pack, "questions")
    _common(desk, pack)


def _common(desk: Desk, pack: HandoverPack) -> None:
    if pack.restatements:
        _under(desk, "Not confirmed by the speaker yet")
        ground.restatement_list(desk, pack.restatements)
        more(desk, pack, "restatements")
    if pack.requests:
        _under(desk, "Data requests without an answer")
        ground.request_list(desk, pack.requests)
        more(desk, pack, "requests")
    if pack.backlog:
        _under(desk, "Waiting for an agenda")
        _backlog(desk, pack.backlog)
        more(desk, pack, "backlog")


def _decisions(desk: Desk, decisions: Sequence[DecisionEntry]) -> None:
    table = Table(
        desk, [Column("Number", 62), Column("Decision"), Column("State", 84), Column("Review", 66)]
    )
    for one in decisions:
        review = wording.short_day(one.review_on) if one.review_on else "–"
        table.row(
            [[say(one.number or "–", look.DATA)]],
            [[say(one.wording, look.DATA)]],
            [[Span(wording.of(wording.DECISION_STATE, one.state), look.DATA)]],
            [[Span(review, look.DATA)]],
        )
    table.close()


def _questions(desk: Desk, questions: Sequence[RaisedEntry]) -> None:
    table = Table(desk, [Column("Question", 150), Column("From", 82), Column("Where it stands")])
    for one in questions:
        stands: list[Rich] = [[Span("No answer yet", look.DATA)]]
        if one.answer:
            stands = [
                [say(one.answer, look.DATA)],
                [Span("Whoever asked has not confirmed it yet.", look.DATA_SOFT)],
            ]
        table.row([[say(one.text, look.DATA)]], [raised.side(one)], stands)
    table.close()


def _backlog(desk: Desk, lines: Sequence[BacklogLine]) -> None:
    table = Table(
        desk,
        [
            Column("Request"), Column("From", 110), Column("Minutes", 46, is_right=True),
            Column("Since", 64), Column("Needed by", 64),
        ],
    )  # fmt: skip
    for one in lines:
        who = [parts.party(one.party, look.DATA, short=True)] if one.party is not None else []
        if one.asked_by:
            who.append(say(f", {one.asked_by}" if who else one.asked_by, look.DATA))
        title: list[Rich] = [[say(one.title, look.DATA)]]
        title += [[say(one.series, look.DATA_SOFT)]] if one.series else []
        table.row(
            title,
            [who or [Span("–", look.DATA)]],
            [[Span(str(one.minutes), look.DATA)]],
            [[Span(wording.short_day(one.arrived_on) or "–", look.DATA)]],
            [[Span(wording.short_day(one.needed_on) or "–", look.DATA)]],
        )
    table.close()


# --- the last sessions ---------------------------------------------------------------------------


def last(desk: Desk, pack: HandoverPack) -> None:
    """Put the last sessions in short, the latest first."""
    desk.section("The last sessions", "last")
    for one in pack.last:
        number = f"{one.session.number} " if one.session.number else ""
        head = f"{number}{one.session.title}, {wording.long_day(one.session.starts)}"
        desk.paragraph([say(head, look.STRONG)], before=4, after=3, keeps=True)
        entries = _past(one)
        if entries:
            desk.listing(entries, _LABEL, after=2.5)
        else:
            desk.paragraph([Span("No decision was taken.", look.BODY)])


def _past(one: PastSession) -> list[tuple[Rich, Sequence[Rich]]]:
    entries: list[tuple[Rich, Sequence[Rich]]] = [
        (
            [Span(decision.number or "Decision", look.NUMBER_DECISION)],
            [[say(decision.plain or decision.wording, look.VALUE)]],
        )
        for decision in one.decisions
    ]
    if one.next_reason:
        reason: list[Rich] = [[say(one.next_reason, look.VALUE)]]
        entries.append(([Span("The next date, because", look.LABEL)], reason))
    entries += [
        ([Span("Closing: ", look.LABEL), parts.party(each.party, look.LABEL, short=True)],
         [_round(each)])
        for each in one.rounds
    ]  # fmt: skip
    return entries


def _round(one: RoundLine) -> Rich:
    answers = (("useful", one.useful), ("heard", one.heard))
    said = ", ".join(
        f"{name}: {wording.of(wording_plan.ROUND, answer)}" for name, answer in answers if answer
    )
    line: list[Span] = [Span(said, look.VALUE)] if said else []
    if one.note:
        line.append(say(f". {one.note}" if said else one.note, look.VALUE))
    return line


def terms(desk: Desk, pack: HandoverPack) -> None:
    """Put false friends and the words that are better said otherwise."""
    ground.terms(desk, pack.terms, "Words that need care", "terms")
    more(desk, pack, "terms")
