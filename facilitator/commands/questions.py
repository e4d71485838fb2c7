"""Questions each side asks the other: answered in plain words, confirmed by the asker (L6)."""

from __future__ import annotations

import json
from typing import Any

from facilitator import resources
from facilitator.commands.agenda import add_item
from facilitator.commands.captures import capture, set_capture
from facilitator.commands.fields import (
    Converter,
    convert,
    must_exist,
    reference,
    remember,
    text,
)
from facilitator.commands.people import party_of
from facilitator.commands.restating import needed, reopen_asked, settle_question, write_answer
from facilitator.domain.words import CaptureKind, Purpose
from facilitator.errors import CommandRefused
from facilitator.store import Reader, Store

QUESTION: dict[str, Converter] = {"to_party_id": reference, "to_person_id": reference}
_AGENDA_S = 300


def ask_question(
    store: Store,
    words: str,
    *,
    from_party_id: int | None = None,
    from_person_id: int | None = None,
    to_party_id: int | None = None,
    to_person_id: int | None = None,
    is_nameless: bool = False,
    is_on_shelf: bool = False,
    about_id: int | None = None,
    about_kind: str | None = None,
    session_id: int | None = None,
    item_id: int | None = None,
    goal_id: int | None = None,
) -> int:
    """Ask a question; without a name the person who asks is written nowhere (L8)."""
    if is_nameless:
        from_person_id = None
    if to_party_id is None and to_person_id is not None:
        to_party_id = party_of(store, to_person_id)
    with store.step("Ask a question"):
        question_id = capture(
            store, CaptureKind.QUESTION, words, party_id=from_party_id, person_id=from_person_id,
            session_id=session_id, item_id=item_id, goal_id=goal_id,
        )  # fmt: skip
        store.update(
            "question",
            question_id,
            to_party_id=to_party_id,
            to_person_id=to_person_id,
            is_nameless=int(is_nameless),
            is_on_shelf=int(is_on_shelf),
            about_id=about_id,
            about_kind=about_kind,
        )
    return question_id


def set_question(store: Store, question_id: int, **fields: Any) -> None:
    """Say to whom it goes, who asks (`party_id`, `person_id`), or change its words (`text`)."""
    must_exist(store, "question", question_id)
    own = {name: fields.pop(name) for name in QUESTION if name in fields}
    values = convert(QUESTION, own)
    if values.get("to_person_id") is not None and values.get("to_party_id") is None:
        values["to_party_id"] = party_of(store, values["to_person_id"])
    merge = f"question:{question_id}:{'+'.join(sorted((*own, *fields)))}"
    with store.step("Edit question", merge=merge):
        if values:
            store.update("question", question_id, **values)
        if fields:
            set_capture(store, question_id, **fields)


def answer_question(
    store: Store,
    question_id: int,
    words: str,
    *,
    by_id: int | None = None,
    by_party_id: int | None = None,
) -> None:
    """Answer in plain words; the asker has still to confirm. An earlier answer is kept.

    Raises:
        CommandRefused: the asker has confirmed an answer already.
    """
    row = must_exist(store, "question", question_id)
    if row["confirmed_on"] is not None:
        raise CommandRefused("The asker has confirmed the answer. Ask again to open it.")
    if by_party_id is None and by_id is not None:
        by_party_id = party_of(store, by_id)
    answer = needed("Answer", words)
    with store.step("Answer a question"):
        write_answer(store, question_id, answer, by_id, by_party_id)


def confirm_answer(store: Store, question_id: int) -> None:
    """Write that the asker has understood.

    Raises:
        CommandRefused: there is no answer to confirm.
    """
    row = must_exist(store, "question", question_id)
    if not row["answer"]:
        raise CommandRefused("There is no answer yet that the asker could confirm.")
    with store.step("Confirm an answer"):
        settle_question(store, must_exist(store, "capture", question_id), "")


def ask_again(store: Store, question_id: int, why: str = "") -> None:
    """Open a question again: its answer goes into the history, with what is still not clear."""
    row = must_exist(store, "question", question_id)
    if not row["answer"] and row["confirmed_on"] is None:
        raise CommandRefused("This question is open already.")
    with store.step("Ask again"):
        remember(store, question_id, "answer", row["answer"], None, text("Why", why))
        reopen_asked(store, must_exist(store, "capture", question_id))
        store.update(
            "question", question_id, answer=None, answered_by_id=None,
            answered_by_party_id=None, answered_on=None,
        )  # fmt: skip


def put_on_shelf(store: Store, question_id: int) -> None:
    """Keep a question in sight for everybody who comes new."""
    must_exist(store, "question", question_id)
    with store.step("Put on the shelf"):
        store.update("question", question_id, is_on_shelf=1)


def take_off_shelf(store: Store, question_id: int) -> None:
    """Take a question off the shelf; it stays among the others."""
    must_exist(store, "question", question_id)
    with store.step("Take off the shelf"):
        store.update("question", question_id, is_on_shelf=0)


def put_on_agenda(store: Store, question_id: int, session_id: int | None) -> int:
    """Make a question an item of five minutes; without a session it goes to the backlog."""
    question = must_exist(store, "capture", question_id)
    row = must_exist(store, "question", question_id)
    with store.step("Put a question on the agenda"):
        item_id = add_item(
            store, session_id, question["text"], purpose=Purpose.DISCUSS, length_s=_AGENDA_S,
            asked_by_party_id=question["party_id"], asked_by_person_id=question["person_id"],
            lead_id=row["to_person_id"], goal_id=question["goal_id"],
        )  # fmt: skip
        store.update("question", question_id, agenda_item_id=item_id)
    return item_id


def missing_from_shelf(reader: Reader) -> list[dict[str, str]]:
    """Return the shipped questions that this engagement does not have yet."""
    shipped = json.loads(resources.text("questions", "shelf.json"))["questions"]
    there = {
        row["text"]
        for row in reader.all(
            "SELECT c.text FROM question q JOIN capture c ON c.id = q.id AND +c.kind = 'question'"
        )
    }
    return [each for each in shipped if each["text"] not in there]


def bring_shelf(store: Store) -> int:
    """Add the shipped questions that are missing, answered; return how many.

    Who asks and who answers follows the homes of words, e.g. “Marketing” (see `home_party`);
    the asker has not confirmed yet, so each side can say whether the words do.
    """
    missing = missing_from_shelf(store)
    if not missing:
        raise CommandRefused("The shelf holds all questions already.")
    with store.step("Bring the question shelf"):
        for each in missing:
            answer_question(
                store,
                ask_question(
                    store, each["text"], from_party_id=_home(store, each["from"]),
                    to_party_id=_home(store, each["to"]), is_on_shelf=True,
                ),
                each["answer"],
                by_party_id=_home(store, each["to"]),
            )  # fmt: skip
    return len(missing)


def _home(reader: Reader, label: str) -> int | None:
    """Return the party that is the home of a label: as mapped, else by its own name."""
    row = reader.one("SELECT party_id FROM home_party WHERE label = ?", (label,))
    if row is not None:
        return int(row["party_id"]) if row["party_id"] is not None else None
    found = reader.value(
        "SELECT id FROM party WHERE archived_on IS NULL AND (name = :label OR short_name = :label)",
        {"label": label},
    )
    return int(found) if found is not None else None
