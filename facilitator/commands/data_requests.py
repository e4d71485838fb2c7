"""Data-request reviews (C5): asked, answered by each side with its reason, then jointly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from facilitator.commands.agenda import refuse_closed
from facilitator.commands.data_roles import refuse_archived
from facilitator.commands.data_sets import add_item_from, drop_links
from facilitator.commands.fields import (
    Converter,
    choice,
    convert,
    day,
    line,
    must_exist,
    reference,
    stamp,
    text,
)
from facilitator.commands.numbers import issue_request_number
from facilitator.domain.words import DataAnswer, Purpose
from facilitator.errors import CommandRefused, InvalidMoment, InvalidText
from facilitator.queries.data_requests import request_refs
from facilitator.queries.data_sources import waiting_sources
from facilitator.queries.engagement import day_of, parties
from facilitator.store import Reader, Row, Store

_NEEDS_TERMS = (DataAnswer.YES_IF, DataAnswer.ALTERNATIVE)
_COPIED = (
    "data_set_id", "question", "purpose", "asked_by_party_id", "asked_by_person_id", "goal_id",
)  # fmt: skip


def _question(name: str, value: Any) -> str:
    if found := text(name, value):
        return found
    raise InvalidText("Question", "say which question the data is to answer")


REQUEST: dict[str, Converter] = {
    "question": _question,
    "purpose": text,
    "data_set_id": reference,
    "until_on": day,
    "asked_by_party_id": reference,
    "asked_by_person_id": reference,
    "goal_id": reference,
}
Fields = Sequence[tuple[str, str]]


def add_request(store: Store, question: str, *, fields: Fields = (), **values: Any) -> int:
    """Ask for data; the request gets its number, and each of `fields` is (name, why)."""
    checked = convert(REQUEST, values)
    _check(store, checked)
    with store.step("Ask for data"):
        request_id = store.insert(
            "data_request",
            question=_question("Question", question),
            asked_on=day_of(store).isoformat(),
            **checked,
        )
        _write_fields(store, request_id, fields)
        issue_request_number(store, request_id)
    return request_id


def set_request(
    store: Store,
    request_id: int,
    *,
    fields: Fields | None = None,
    origin: object | None = None,
    **values: Any,
) -> None:
    """Change what is asked, while it is not answered; `fields` are replaced where given."""
    row = _open(store, request_id)
    checked = convert(REQUEST, values)
    _check(store, {name: value for name, value in checked.items() if value != row[name]})
    with store.step("Edit data request", origin=origin):
        store.update("data_request", request_id, **checked)
        if fields is not None:
            _write_fields(store, request_id, fields)


def _check(reader: Reader, values: dict[str, Any]) -> None:
    """Refuse an end that is over, and a person who is archived."""
    until = values.get("until_on")
    if until is not None and until < day_of(reader).isoformat():
        raise InvalidMoment(until, "is over already; data is asked for until a day to come")
    for table, name in (
        ("person", "asked_by_person_id"), ("party", "asked_by_party_id"),
        ("data_set", "data_set_id"), ("goal", "goal_id"),
    ):  # fmt: skip
        if values.get(name) is not None:
            row = must_exist(reader, table, values[name])
            if table == "person":
                refuse_archived(row)


def _open(reader: Reader, request_id: int) -> Row:
    row = must_exist(reader, "data_request", request_id)
    if row["answer"] is not None:
        raise CommandRefused(
            f"{_called(reader, request_id)} is answered, so it stays as it is. "
            "Nothing was changed; review it again to change it."
        )
    return row


def _called(reader: Reader, request_id: int) -> str:
    return request_refs(reader, [request_id])[request_id].number or "This request"


def _write_fields(store: Store, request_id: int, wanted: Fields) -> None:
    """Replace the fields; those that stay keep their rows."""
    rows = store.all(
        "SELECT id FROM data_request_field WHERE request_id = ? ORDER BY position, id",
        (request_id,),
    )
    lines = [(found, line("Why", why)) for name, why in wanted if (found := line("", name))]
    for index, (name, why) in enumerate(lines):
        values = {"name": name, "why": why, "position": index + 1}
        if index < len(rows):
            store.update("data_request_field", rows[index]["id"], **values)
        else:
            store.insert("data_request_field", request_id=request_id, **values)
    for row in rows[len(lines) :]:
        store.delete("data_request_field", row["id"])


def delete_request(store: Store, request_id: int) -> None:
    """Delete a request that was not answered; its number is not used again."""
    _open(store, request_id)
    with store.step("Delete data request"):
        drop_links(store, request_id)
        store.delete("data_request", request_id)


# --- answers -----------------------------------------------------------------------------------


def set_side_answer(
    store: Store, request_id: int, party_id: int, answer: DataAnswer, reason: str = ""
) -> None:
    """Keep what one side says, and why."""
    _open(store, request_id)
    party = must_exist(store, "party", party_id)
    if party["archived_on"] is not None:
        raise CommandRefused(
            f"{party['name']} is no longer at the table. Nothing was changed; "
            "the sides that are there answer."
        )
    known = _said(store, request_id, party_id)
    values = {
        "answer": choice(DataAnswer)("Answer", answer),
        "reason": text("Reason", reason),
        "at": stamp(store),
    }
    with store.step("Answer for a side"):
        if known is None:
            store.insert("data_request_party", request_id=request_id, party_id=party_id, **values)
        else:
            store.update("data_request_party", known["id"], **values)


def clear_side_answer(store: Store, request_id: int, party_id: int) -> None:
    """Take back what one side said."""
    _open(store, request_id)
    known = _said(store, request_id, party_id)
    if known is not None:
        with store.step("Take a side's answer back"):
            store.delete("data_request_party", known["id"])


def _said(reader: Reader, request_id: int, party_id: int) -> Row | None:
    return reader.one(
        "SELECT * FROM data_request_party WHERE request_id = ? AND party_id = ?",
        (request_id, party_id),
    )


def answer_request(
    store: Store,
    request_id: int,
    answer: DataAnswer,
    terms: str = "",
    *,
    decision_id: int | None = None,
) -> None:
    """Answer a request for all sides; each has said its own answer and why before.

    `terms` are what the yes depends on, or what the other way is; both answers need them.
    """
    _open(store, request_id)
    wanted = DataAnswer(choice(DataAnswer)("Answer", answer))
    if silent := [
        party.short
        for party in parties(store)
        if (said := _said(store, request_id, party.id)) is None or not said["reason"]
    ]:
        raise CommandRefused(
            f"{' and '.join(silent)} {'has' if len(silent) == 1 else 'have'} not said an answer "
            "with its reason yet, so this is not answered. Record it first."
        )
    words = text("Terms", terms)
    if wanted in _NEEDS_TERMS and words is None:
        what = "what the yes depends on" if wanted is DataAnswer.YES_IF else "what the other way is"
        raise InvalidText("Terms", f"say {what}")
    if decision_id is not None:
        must_exist(store, "decision", decision_id)
    with store.step("Answer data request"):
        issue_request_number(store, request_id)
        store.update(
            "data_request",
            request_id,
            answer=wanted.value,
            terms=words,
            answered_on=day_of(store).isoformat(),
            decision_id=decision_id,
        )


def link_request_decision(store: Store, request_id: int, decision_id: int | None) -> None:
    """Say which decision answers a request; it may come after the answer."""
    must_exist(store, "data_request", request_id)
    if decision_id is not None:
        must_exist(store, "decision", decision_id)
    with store.step("Link the decision"):
        store.update("data_request", request_id, decision_id=decision_id)


def review_again(store: Store, request_id: int) -> int:
    """Ask an answered request anew, under a number of its own; the old answer stays."""
    row = must_exist(store, "data_request", request_id)
    if row["answer"] is None:
        raise CommandRefused(
            f"{_called(store, request_id)} is not answered yet. Nothing was changed; answer it."
        )
    if store.value(
        "SELECT 1 FROM link WHERE to_id = ? AND to_kind = 'data_request' AND role = 'reviews'",
        (request_id,),
    ):
        raise CommandRefused(
            f"{_called(store, request_id)} is reviewed again already. Nothing was changed; "
            "open the newer request."
        )
    with store.step("Review data request again"):
        new_id = store.insert(
            "data_request",
            asked_on=day_of(store).isoformat(),
            **{name: row[name] for name in _COPIED},
        )
        for each in store.all(
            "SELECT name, why, position FROM data_request_field WHERE request_id = ?"
            " ORDER BY position, id",
            (request_id,),
        ):
            store.insert("data_request_field", request_id=new_id, **each)
        store.insert(
            "link",
            from_id=new_id,
            from_kind="data_request",
            to_id=request_id,
            to_kind="data_request",
            role="reviews",
            position=1,
        )
        issue_request_number(store, new_id)
    return new_id


def put_request_on_agenda(store: Store, request_id: int, session_id: int | None) -> int:
    """Add an item that reviews a request to an agenda, or to the backlog."""
    row = _open(store, request_id)
    refuse_closed(store, session_id)
    if request_id in waiting_sources(store):
        raise CommandRefused(
            f"{_called(store, request_id)} is on an agenda already. Nothing was changed."
        )
    with store.step("Put data request on the agenda"):
        issue_request_number(store, request_id)
        number = _called(store, request_id)
        item_id = add_item_from(
            store,
            session_id,
            line("Title", f"{number}: {row['question']}") or number,
            Purpose.DECIDE,
            (request_id, "data_request", f"data_request {number}"),
            asked_by_party_id=row["asked_by_party_id"],
            asked_by_person_id=row["asked_by_person_id"],
            goal_id=row["goal_id"],
        )
        store.update("data_request", request_id, session_id=session_id, item_id=item_id)
    return item_id
