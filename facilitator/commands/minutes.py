"""The life of minutes: circulated to the sides, corrected in numbered steps (M2).

Every command here is a fact between the sides: it enters the append-only record, and undo does not
go back behind it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from facilitator.commands.fields import (
    day,
    must_exist,
    required_line,
    stamp,
    text,
)
from facilitator.commands.numbers import issue_for_session
from facilitator.commands.record import append_event
from facilitator.domain.words import MinutesState, SessionState
from facilitator.errors import CommandRefused, InvalidText, NotThere
from facilitator.projections.approval import Approval, SideAnswer
from facilitator.projections.data import code_of, data_of
from facilitator.projections.minutes import build_live_minutes
from facilitator.projections.names import Names, load_names
from facilitator.projections.standing import (
    correction_entry,
)
from facilitator.projections.types import Minutes
from facilitator.queries.engagement import day_of
from facilitator.queries.minutes import (
    CorrectionRow,
    VersionRow,
    corrections_of,
    last_version,
    sides_of,
    version_row,
)
from facilitator.queries.record import head
from facilitator.store import Store


@dataclass(frozen=True, slots=True)
class Correction:
    """What a new version says otherwise, why, and which side asked for it."""

    target: str
    before: str
    after: str
    because: str
    asked_by_party_id: int | None = None


# --- sending out ---------------------------------------------------------------------------------


def circulate_minutes(
    store: Store,
    session_id: int,
    *,
    style: str,
    comments_until: date | str,
    circulated_on: date | str | None = None,
) -> int:
    """Freeze the joint minutes of a closed session as version 1, which the sides are given."""
    if last_version(store, session_id) is not None:
        raise CommandRefused(
            "Minutes of this session were circulated before. Nothing was changed; circulate a "
            "corrected version, which says what was changed and why."
        )
    with store.step("Circulate minutes", barrier=True):
        return _send_out(store, session_id, style, comments_until, circulated_on, ())


def circulate_corrected(
    store: Store,
    session_id: int,
    corrections: Sequence[Correction],
    *,
    comments_until: date | str,
    circulated_on: date | str | None = None,
) -> int:
    """Freeze the minutes anew with numbered corrections; the version before is superseded."""
    last = last_version(store, session_id)
    if last is None:
        raise CommandRefused("These minutes have not been circulated yet. Nothing was changed.")
    if last.state == MinutesState.APPROVED:
        raise CommandRefused(
            "These minutes are approved. Nothing was changed; add a numbered correction instead."
        )
    if not corrections:
        raise CommandRefused(
            f"Nothing differs from version {last.version}. Nothing was changed; change what is to "
            "be corrected first."
        )
    with store.step("Circulate a corrected version", barrier=True):
        store.update("minutes", last.id, state=MinutesState.SUPERSEDED.value)
        return _send_out(store, session_id, last.style, comments_until, circulated_on, corrections)


def _send_out(
    store: Store,
    session_id: int,
    style: str,
    comments_until: date | str,
    circulated_on: date | str | None,
    corrections: Sequence[Correction],
) -> int:
    session = must_exist(store, "session", session_id)
    if session["state"] != SessionState.CLOSED:
        raise CommandRefused(
            f"“{session['title']}” is not closed, so its minutes cannot go out yet. "
            "Nothing was changed."
        )
    sent, until = _window(store, comments_until, circulated_on)
    issue_for_session(store, session_id)
    minutes_id, version = store.new_id(), 1
    if (before := last_version(store, session_id)) is not None:
        version = before.version + 1
    state = MinutesState.CORRECTED if corrections else MinutesState.CIRCULATED
    rows = _numbered(store, session_id, minutes_id, version, corrections)
    frozen = _frozen(store, session_id, style, Approval(
        state=state.value, version=version, circulated_on=sent, comments_until=until,
    ), rows)  # fmt: skip
    data = data_of(frozen)
    store.insert(
        "minutes",
        id=minutes_id,
        session_id=session_id,
        version=version,
        state=state.value,
        style=frozen.style,
        content_json=data.decode(),
        code=code_of(data),
        circulated_on=sent,
        comments_until=until,
    )
    for row in rows:
        _write_correction(store, row)
    facts = {"session": frozen.session.number, "version": str(version), "code": code_of(data)}
    append_event(store, state.value, minutes_id, facts | {"comments_until": until})
    return minutes_id


def _window(
    store: Store, comments_until: date | str, circulated_on: date | str | None
) -> tuple[str, str]:
    sent = day("Circulated on", circulated_on) or day_of(store).isoformat()
    until = day("Comments until", comments_until)
    if until is None or until < sent:
        raise InvalidText("Comments until", "comments need a day from the circulation on")
    return sent, until


def _frozen(
    store: Store,
    session_id: int,
    style: str,
    approval: Approval,
    corrections: Sequence[CorrectionRow],
) -> Minutes:
    """Return the joint minutes as they go out, with what is known of their standing today."""
    names = load_names(store)
    last = head(store)
    entries = [*corrections_of(store, session_id), *corrections]
    approval = replace(
        approval,
        answers=tuple(_silent(names, party_id) for party_id in sides_of(store, session_id)),
        corrections=tuple(correction_entry(names, row) for row in entries),
        record_head=last.printed,
        record_number=last.n,
    )
    live = build_live_minutes(store, session_id, style)
    return replace(live, version=approval.version, approval=approval)


def _silent(names: Names, party_id: int) -> SideAnswer:
    mark = names.party(party_id)
    assert mark is not None
    return SideAnswer(mark, "")


# --- corrections ---------------------------------------------------------------------------------


def correct_approved(
    store: Store,
    minutes_id: int,
    target: str,
    before: str,
    after: str,
    because: str,
    asked_by: int | None = None,
) -> int:
    """Add a numbered correction to approved minutes, whose text stays; return its number."""
    version = must_be(store, minutes_id, MinutesState.APPROVED)
    given = Correction(target, before, after, because, asked_by)
    with store.step("Correct approved minutes", barrier=True):
        (row,) = _numbered(store, version.session_id, minutes_id, version.version, [given])
        _write_correction(store, replace(row, is_late=True))
        append_event(store, MinutesState.CORRECTED, minutes_id, _correction_facts(row))
    return row.n


def _numbered(
    store: Store, session_id: int, minutes_id: int, version: int, given: Sequence[Correction]
) -> list[CorrectionRow]:
    """Return corrections with their numbers, which run through all versions of a session."""
    last = max((row.n for row in corrections_of(store, session_id)), default=0)
    return [
        CorrectionRow(
            n,
            minutes_id,
            version,
            required_line("What is corrected", each.target),
            text("Before", each.before) or "",
            text("After", each.after) or "",
            required_line("Because", each.because),
            each.asked_by_party_id,
            stamp(store),
            False,
        )
        for n, each in enumerate(given, start=last + 1)
    ]


def _write_correction(store: Store, row: CorrectionRow) -> None:
    store.insert(
        "correction",
        minutes_id=row.minutes_id,
        n=row.n,
        target=row.target,
        before=row.before or None,
        after=row.after or None,
        because=row.because,
        asked_by_party_id=row.asked_by_party_id,
        is_late=int(row.is_late),
        at=row.at,
    )


def _correction_facts(row: CorrectionRow) -> Mapping[str, str]:
    return {
        "n": str(row.n),
        "target": row.target,
        "before": row.before,
        "after": row.after,
        "because": row.because,
    }


def must_be(store: Store, minutes_id: int, *states: MinutesState) -> VersionRow:
    """Return a version's row, or refuse because it is in another state."""
    version = version_row(store, minutes_id)
    if version is None:
        raise NotThere("version of minutes", str(minutes_id))
    if version.state not in states:
        raise CommandRefused(
            f"Version {version.version} of these minutes is {version.state}. Nothing was changed."
        )
    return version
