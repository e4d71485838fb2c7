"""Where the minutes of some sessions stand, and which text of them stands (M2).

An approved version stands as it was frozen. So does a circulated one, as long as nothing of what it
says was changed since; what was is the draft of the next version.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from facilitator.domain.words import DecisionState, MinutesState
from facilitator.projections.approval import (
    Approval,
    CorrectionEntry,
    ObjectionEntry,
    SideAnswer,
)
from facilitator.projections.changes import SURROUNDINGS, Change, Section, changes
from facilitator.projections.frozen import minutes_of
from facilitator.projections.moments import local_of
from facilitator.projections.names import Names
from facilitator.projections.types import (
    ActionEntry,
    DecisionEntry,
    ItemEntry,
    Minutes,
    PreviousMinutes,
)
from facilitator.queries.minutes import (
    OUT,
    AnswerRow,
    CorrectionRow,
    Outcome,
    VersionRow,
    answers_to_all,
    content_of,
    corrections_of_all,
    last_texts,
    last_version,
)
from facilitator.queries.record import RecordHead, heads_of
from facilitator.store import Reader

NOT_YET = "draft"
# What goes on after a session is no change of its minutes.
_LIVING = SURROUNDINGS | {
    Section.ANSWERED,
    Section.NEXT_SESSION,
    Section.REQUESTS,
    Section.RESTATEMENTS,
}


class Standings:
    """The circulated versions of some sessions, read in one go."""

    def __init__(self, reader: Reader, names: Names, session_ids: Sequence[int]) -> None:
        self._names = names
        self._last = last_texts(reader, session_ids)
        versions = [version for version, _ in self._last.values()]
        self._answers = answers_to_all(reader, versions) if versions else {}
        self._corrections = corrections_of_all(reader, session_ids) if versions else {}
        self._heads = heads_of(reader, [each.id for each in versions]) if versions else {}

    def approved(self, session_id: int) -> Minutes | None:
        """Return the approved minutes of a session, None where they are not approved."""
        if session_id not in self._last:
            return None
        last, text = self._last[session_id]
        if last.state != MinutesState.APPROVED:
            return None
        return self._with_approval(minutes_of(text), last)

    def standing(self, session_id: int, live: Minutes, *, in_any_style: bool = False) -> Minutes:
        """Return the minutes that stand, as long as they are not approved.

        `live` are those the file would make today. In another style than the one that went out
        they are a draft, or with `in_any_style` the version that went out.
        """
        if session_id not in self._last:
            return live
        last, text = self._last[session_id]
        frozen = minutes_of(text)
        is_same_style = live.style == frozen.style
        if (is_same_style or in_any_style) and not (is_same_style and changed_since(frozen, live)):
            return self._with_approval(frozen, last)
        version = last.version + 1
        approval = Approval(
            version=version, went_out=last.version, corrections=self._corrected(session_id)
        )
        return replace(live, version=version, approval=approval)

    def _with_approval(self, frozen: Minutes, last: VersionRow) -> Minutes:
        """Return a frozen text with what the sides have said to it until today."""
        answers = self._answers[last.id]
        if last.state in OUT and not any(each.answer for each in answers):
            return frozen  # to the letter as it went out, its code included
        head = self._heads.get(last.id, RecordHead(0, ""))
        approval = Approval(
            state=last.state,
            version=last.version,
            circulated_on=last.circulated_on,
            comments_until=last.comments_until,
            approved_on=last.approved_on,
            approved_in=self._names.session(last.approved_in_id),
            answers=tuple(self._answer(each) for each in answers),
            corrections=self._corrected(last.session_id),
            despite=last.despite,
            record_head=head.printed,
            record_number=head.n,
        )
        return replace(frozen, approval=approval)

    def _corrected(self, session_id: int) -> tuple[CorrectionEntry, ...]:
        rows = self._corrections.get(session_id, [])
        return tuple(correction_entry(self._names, each) for each in rows)

    def _answer(self, row: AnswerRow) -> SideAnswer:
        mark = self._names.party(row.party_id)
        assert mark is not None
        return SideAnswer(
            party=mark,
            answer=row.answer,
            note=row.note,
            by_name=row.by_name,
            came_by=row.came_by,
            on=local_of(row.at, self._names.zone)[:10] if row.at else "",
            objections=tuple(ObjectionEntry(one.target, one.note) for one in row.objections),
        )


def correction_entry(names: Names, row: CorrectionRow) -> CorrectionEntry:
    """Return a correction as paper shows it."""
    return CorrectionEntry(
        n=row.n,
        version=row.version,
        target=row.target,
        before=row.before,
        after=row.after,
        because=row.because,
        asked_by=names.party(row.asked_by_party_id),
        on=local_of(row.at, names.zone)[:10],
        is_after_approval=row.is_late,
    )


def version_as_it_went_out(reader: Reader, minutes_id: int) -> Minutes:
    """Return one version exactly as the sides were given it."""
    return minutes_of(content_of(reader, minutes_id))


def changed_since(frozen: Minutes, live: Minutes) -> tuple[Change, ...]:
    """Return what the live minutes say otherwise than a version that went out.

    What lives on is left out: state, owner and due date of actions, what became of decisions and
    of what was raised, the next session, and what goes on around the session.
    """
    return changes(_fixed(frozen), _fixed(live), without=_LIVING)


def differences(frozen: Minutes, live: Minutes) -> tuple[Change, ...]:
    """Return what a corrected version would say otherwise: also who promised what, and for when."""
    return changes(_told(frozen), _told(live), without=_LIVING)


def standing_style(reader: Reader, session_id: int) -> str | None:
    """Return the style of the version that went out last, None for a mere draft."""
    last = last_version(reader, session_id)
    return None if last is None else last.style


def previous_minutes(outcome: Outcome | None, number: str, date: str) -> PreviousMinutes:
    """Return how the minutes of an earlier session stand (MINUTES 4)."""
    if outcome is None:
        return PreviousMinutes(number, date, NOT_YET)
    if outcome.state != MinutesState.APPROVED:
        return PreviousMinutes(number, date, "circulated", outcome.comments_until)
    state = "approved_with_corrections" if outcome.is_corrected else "approved"
    return PreviousMinutes(number, date, state)


# --- what of minutes is fixed --------------------------------------------------------------------


def _fixed(minutes: Minutes) -> Minutes:
    actions = (
        replace(each, owner="", owner_party=None, due_on="", due_is_next=False)
        for each in minutes.actions
    )
    return replace(_told(minutes), actions=tuple(_action(each) for each in actions))


def _told(minutes: Minutes) -> Minutes:
    return replace(
        minutes,
        items=tuple(_item(each) for each in minutes.items),
        decisions=tuple(_decision(each) for each in minutes.decisions),
        actions=tuple(_action(each) for each in minutes.actions),
        raised=tuple(replace(each, state="", answer="") for each in minutes.raised),
        parked=tuple(replace(each, goes_to="") for each in minutes.parked),
    )


def _item(item: ItemEntry) -> ItemEntry:
    return replace(item, handed=(), decisions=(), actions=())


def _decision(decision: DecisionEntry) -> DecisionEntry:
    state = decision.state
    if state == DecisionState.SUPERSEDED:
        state = DecisionState.AGREED.value
    return replace(decision, state=state, superseded_by="", review_on="", restatements=())


def _action(action: ActionEntry) -> ActionEntry:
    return replace(
        action,
        state="",
        state_reason="",
        delivered_on="",
        accepted_on="",
        was_due=(),
        decision_number="",
    )
