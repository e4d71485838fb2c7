"""What minutes that were opened again offer to take over into a file (M4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from facilitator.domain.brought import (
    BroughtAction,
    BroughtDecision,
    BroughtEngagement,
    BroughtItem,
    BroughtMinutes,
    BroughtOption,
    BroughtParty,
    BroughtPerson,
    BroughtPosition,
    BroughtTopic,
)
from facilitator.domain.text import clean_line
from facilitator.domain.words import (
    OPEN_ACTION,
    PARTY_COLOURS,
    Attendance,
    CaptureKind,
    ItemState,
    SessionState,
)
from facilitator.errors import PaperChanged
from facilitator.exchange.minutes_in import ReadMinutes
from facilitator.projections.marks import PartyMark
from facilitator.projections.types import (
    ActionEntry,
    DecisionEntry,
    EngagementHead,
    ItemEntry,
    Minutes,
)

_ASKED = (CaptureKind.QUESTION, CaptureKind.CONCERN)


def brought(read: ReadMinutes) -> BroughtMinutes:
    """Return what a paper offers.

    Raises:
        PaperChanged: its data is not the one that was printed, so it is nobody's word.
    """
    if not read.is_unchanged:
        raise PaperChanged(read.path, read.printed_code, read.code)
    minutes, session = read.paper, read.paper.session
    under = {_same(each): item.number for item in minutes.items for each in item.actions}
    return BroughtMinutes(
        code=read.code,
        engagement=_engagement(minutes.engagement, minutes.style),
        number=session.number,
        title=session.title,
        kind=session.kind,
        starts=session.starts,
        ends=session.ends,
        zone=session.zone,
        minutes=session.planned_minutes,
        place=session.place,
        link=session.link,
        facilitator=session.facilitator,
        minute_taker=session.minute_taker,
        parties=tuple(_parties(minutes)),
        people=tuple(_people(minutes)),
        items=tuple(_item(each) for each in minutes.items),
        decisions=tuple(_decision(each) for each in minutes.decisions),
        actions=tuple(_action(each, under) for each in minutes.actions),
        open_actions=tuple(_action(each, under) for each in _open(minutes)),
        topics=tuple(_topics(minutes)),
    )


def _engagement(head: EngagementHead, style: str) -> BroughtEngagement:
    return BroughtEngagement(
        head.title,
        head.organisation,
        head.purpose,
        head.classification,
        head.language,
        head.paper_size,
        style,
    )


def _parties(minutes: Minutes) -> Iterator[BroughtParty]:
    """Yield every party that the paper names, each once."""
    seen: set[str] = set()
    for mark in _marks(minutes):
        if mark is not None and clean_line(mark.name) and mark.name not in seen:
            colour = mark.colour or PARTY_COLOURS[len(seen) % len(PARTY_COLOURS)]
            seen.add(mark.name)
            yield BroughtParty(mark.name, mark.short_name, colour)


def _marks(minutes: Minutes) -> Iterator[PartyMark | None]:
    yield from (side.party for side in minutes.attendance)
    yield from (action.owner_party for action in minutes.actions)
    for decision in minutes.decisions:
        yield from (each.party for each in decision.positions)
    yield from (item.asked_party for item in minutes.items)


def _people(minutes: Minutes) -> Iterator[BroughtPerson]:
    seen: set[tuple[str, str]] = set()
    for side in minutes.attendance:
        party = side.party.name if side.party else ""
        for state, listed in (
            (Attendance.PRESENT, side.present),
            (Attendance.APOLOGIES, side.apologies),
            (Attendance.ABSENT, (*side.absent, *side.invited)),
        ):
            for mark in listed:
                if clean_line(mark.name) and (mark.name, party) not in seen:
                    seen.add((mark.name, party))
                    yield BroughtPerson(mark.name, mark.role, party, state.value)


def _item(item: ItemEntry) -> BroughtItem:
    return BroughtItem(
        item.number,
        item.title,
        item.purpose,
        item.box,
        item.minutes,
        item.used_minutes,
        item.wanted_result,
        item.outcome,
        item.state,
        item.asked_party.name if item.asked_party else "",
    )


def _decision(decision: DecisionEntry) -> BroughtDecision:
    return BroughtDecision(
        decision.number,
        decision.wording,
        decision.plain,
        decision.context,
        decision.because,
        decision.consequences,
        decision.method,
        decision.state,
        decision.decided_on,
        decision.review_on,
        decision.item_number,
        tuple(BroughtOption(each.text, each.effect, each.is_chosen) for each in decision.options),
        tuple(
            BroughtPosition(
                each.party.name, each.position, each.reason, each.consideration, each.passed_reason
            )
            for each in decision.positions
        ),
    )


def _same(action: ActionEntry) -> str:
    return action.uid or action.number or action.text


def _action(action: ActionEntry, under: Mapping[str, str]) -> BroughtAction:
    return BroughtAction(
        action.number,
        action.text,
        action.owner,
        action.owner_party.name if action.owner_party else "",
        action.asked_by,
        action.due_on,
        action.due_is_next,
        action.done_when,
        action.state,
        action.state_reason,
        action.delivered_on,
        action.accepted_on,
        under.get(_same(action), ""),
    )


def _open(minutes: Minutes) -> Iterator[ActionEntry]:
    """Yield what was still to be done, earlier actions first, each number once."""
    seen: set[str] = set()
    for action in (*minutes.matters_arising, *minutes.actions):
        is_new = action.number not in seen and bool(clean_line(action.text))
        if action.state in OPEN_ACTION and is_new:
            seen |= {action.number} if action.number else set()
            yield action


def _topics(minutes: Minutes) -> Iterator[BroughtTopic]:
    """Yield what a later agenda may take up; what has no words is nothing to take up."""
    return (topic for topic in _all_topics(minutes) if clean_line(topic.text))


def _all_topics(minutes: Minutes) -> Iterator[BroughtTopic]:
    """Yield what was not reached, parked, asked or feared."""
    if minutes.session.state == SessionState.CLOSED:
        for item in minutes.items:
            if item.state == ItemState.OPEN:
                side = item.asked_party.name if item.asked_party else ""
                yield BroughtTopic("item", item.title, side, item.minutes)
    for parked in minutes.parked:
        yield BroughtTopic("parked", parked.text, parked.party.name if parked.party else "")
    for raised in minutes.raised:
        if raised.kind in _ASKED and not raised.answer and raised.state in ("", "open"):
            side = raised.party.name if raised.party else ""
            yield BroughtTopic(raised.kind, raised.plain or raised.text, side)
