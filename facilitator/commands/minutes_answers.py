"""What the sides say to circulated minutes, and their approval (M2).

Every command here is a fact between the sides: it enters the append-only record, and undo does not
go back behind it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from facilitator.commands.fields import day, line, must_exist, required_line, stamp, text
from facilitator.commands.minutes import must_be
from facilitator.commands.record import append_event
from facilitator.domain.words import CameBy, MinutesAnswer, MinutesState
from facilitator.errors import CommandRefused, InvalidText
from facilitator.projections.minutes import build_live_minutes
from facilitator.projections.standing import changed_since, version_as_it_went_out
from facilitator.queries.engagement import day_of
from facilitator.queries.minutes import OUT, AnswerRow, VersionRow, answers_to, sides_of
from facilitator.store import Store


@dataclass(frozen=True, slots=True)
class Objection:
    """What a side contests: `target` is the number of an item, a decision or an action."""

    target: str
    note: str = ""


def answer_minutes(
    store: Store,
    minutes_id: int,
    party_id: int,
    answer: MinutesAnswer | str,
    *,
    note: str = "",
    by_name: str = "",
    came_by: CameBy | str = CameBy.SAID,
    objections: Sequence[Objection] = (),
) -> int:
    """Keep what one side says to a circulated version; a later answer takes the earlier's place."""
    version = must_be(store, minutes_id, *OUT)
    said = _answer(answer, note, objections)
    row = _side(store, version, party_id)
    values: dict[str, Any] = {
        "answer": said.value,
        "note": text("Note", note),
        "by_name": line("Who said it", by_name),
        "came_by": CameBy(came_by).value,
        "at": stamp(store),
    }
    kept = [(required_line("What", each.target), text("Note", each.note)) for each in objections]
    with store.step(f"Answer of {row['name']}", barrier=True):
        answer_id = _write_answer(store, minutes_id, party_id, values)
        for position, (target, words) in enumerate(kept, start=1):
            store.insert(
                "minutes_objection",
                answer_id=answer_id,
                target=target,
                note=words,
                position=position,
            )
        facts = {name: str(value or "") for name, value in values.items()}
        contested = "\n".join(f"{target}: {words or ''}" for target, words in kept)
        append_event(
            store, "answered", minutes_id, facts | {"party": row["name"], "contested": contested}
        )
    return answer_id


def take_back_answer(store: Store, minutes_id: int, party_id: int) -> None:
    """Take an answer away that was written down by mistake; the record keeps that it was there."""
    version = must_be(store, minutes_id, *OUT)
    row = _side(store, version, party_id)
    answer_id = _answer_id(store, minutes_id, party_id)
    if answer_id is None:
        return
    with store.step(f"Answer of {row['name']} taken back", barrier=True):
        store.delete("minutes_answer", answer_id)
        append_event(store, "answer_taken_back", minutes_id, {"party": row["name"]})


def _answer(
    answer: MinutesAnswer | str, note: str, objections: Sequence[Objection]
) -> MinutesAnswer:
    try:
        said = MinutesAnswer(answer)
    except ValueError:
        raise InvalidText("Answer", f"“{answer}” is not one of the choices") from None
    if said is MinutesAnswer.CONTESTS and not objections:
        raise InvalidText("Answer", "what is contested needs at least one number")
    if said is not MinutesAnswer.CONTESTS and objections:
        raise InvalidText("Answer", "only who contests something names what")
    if said is MinutesAnswer.AGREE_WITH_NOTE and not note.strip():
        raise InvalidText("Note", "to agree with a note needs the note")
    return said


def _side(store: Store, version: VersionRow, party_id: int) -> Mapping[str, Any]:
    row = must_exist(store, "party", party_id)
    if party_id not in sides_of(store, version.session_id):
        raise CommandRefused(
            f"{row['name']} was not at the table of this session. Nothing was changed."
        )
    return row


def _answer_id(store: Store, minutes_id: int, party_id: int) -> int | None:
    found = store.value(
        "SELECT id FROM minutes_answer WHERE minutes_id = ? AND party_id = ?",
        (minutes_id, party_id),
    )
    return None if found is None else int(found)


def _write_answer(store: Store, minutes_id: int, party_id: int, values: Mapping[str, Any]) -> int:
    answer_id = _answer_id(store, minutes_id, party_id)
    if answer_id is None:
        return store.insert("minutes_answer", minutes_id=minutes_id, party_id=party_id, **values)
    for row in store.all("SELECT id FROM minutes_objection WHERE answer_id = ?", (answer_id,)):
        store.delete("minutes_objection", row["id"])
    store.update("minutes_answer", answer_id, **values)
    return answer_id


# --- approval ------------------------------------------------------------------------------------


def approve_minutes(
    store: Store,
    minutes_id: int,
    on: date | str,
    *,
    approved_in_session: int | None = None,
    despite: str = "",
) -> None:
    """Approve the version that went out last, and lock what it says of its session.

    A side that said nothing until the end of the comment window gets "no objection received".

    Raises:
        CommandRefused: a side still has time to answer, something is contested and `despite` does
            not say why it is approved nevertheless, or the text was changed since.
    """
    version = must_be(store, minutes_id, *OUT)
    approved = _approval_day(store, version, on)
    if approved_in_session is not None:
        must_exist(store, "session", approved_in_session)
    reason = line("Despite", despite)
    answers = answers_to(store, version)
    _refuse_too_early(version, answers, approved)
    _refuse_contested(answers, reason)
    _refuse_changed(store, version)
    with store.step("Approve minutes", barrier=True):
        for each in answers:
            if not each.answer:
                _write_answer(store, minutes_id, each.party_id, _no_objection(store))
        store.update(
            "minutes",
            minutes_id,
            state=MinutesState.APPROVED.value,
            approved_on=approved,
            approved_in_id=approved_in_session,
            despite=reason,
        )
        facts = {each.party: each.answer or "no_objection" for each in answers}
        facts |= {"on": approved, "code": version.code, "despite": reason or ""}
        append_event(store, MinutesState.APPROVED, minutes_id, facts)


def _approval_day(store: Store, version: VersionRow, on: date | str) -> str:
    approved, today = day("Approved on", on), day_of(store).isoformat()
    if approved is None or not version.circulated_on <= approved <= today:
        raise InvalidText("Approved on", f"the day lies between {version.circulated_on} and today")
    return approved


def _no_objection(store: Store) -> dict[str, Any]:
    return {
        "answer": MinutesAnswer.NO_OBJECTION.value,
        "note": None,
        "by_name": None,
        "came_by": "",
        "at": stamp(store),
    }


def _refuse_too_early(version: VersionRow, answers: Sequence[AnswerRow], approved: str) -> None:
    silent = [each.party for each in answers if not each.answer]
    if silent and approved <= version.comments_until:
        raise CommandRefused(
            f"{' and '.join(silent)} {'has' if len(silent) == 1 else 'have'} not answered, and "
            f"comments are awaited until {version.comments_until}. Nothing was changed; wait for "
            "the answer, or for the day after."
        )


def _refuse_contested(answers: Sequence[AnswerRow], despite: str | None) -> None:
    contested = [each for each in answers if each.answer == MinutesAnswer.CONTESTS]
    if contested and not despite:
        named = "; ".join(
            f"{each.party} contests {', '.join(one.target for one in each.objections)}"
            for each in contested
        )
        raise CommandRefused(
            f"{named}. Nothing was changed; circulate a corrected version, record the new answer, "
            "or say why they are approved nevertheless."
        )


def _refuse_changed(store: Store, version: VersionRow) -> None:
    frozen = version_as_it_went_out(store, version.id)
    live = build_live_minutes(store, version.session_id, version.style)
    if changed_since(frozen, live):
        raise CommandRefused(
            f"What these minutes say was changed since version {version.version} went out. Nothing "
            "was approved; circulate a corrected version, or take the changes back."
        )
