"""The rows below a say-it-back and a question, for the commands that write them in their steps.

`capture.settled_on` is the one flag for “dealt with”; here it is written with what it stands for.
"""

from __future__ import annotations

from facilitator.commands.fields import remember, stamp, text
from facilitator.domain.sayback import state_of
from facilitator.domain.words import CaptureKind, SaybackPart, SaybackState
from facilitator.errors import CommandRefused, InvalidText
from facilitator.queries.engagement import day_of
from facilitator.store import Reader, Row, Store

ASKED = (CaptureKind.SAYBACK, CaptureKind.QUESTION)


def needed(name: str, words: str) -> str:
    """Return words that must be there."""
    cleaned = text(name, words)
    if cleaned is None:
        raise InvalidText(name, "a few words are needed here")
    return cleaned.strip()


def add_version(
    store: Store,
    sayback_id: int,
    part: SaybackPart,
    words: str,
    person_id: int | None,
    party_id: int | None,
) -> int:
    """Add one version behind the others and say where the say-it-back stands now."""
    version_id = store.insert(
        "sayback_version",
        sayback_id=sayback_id,
        n=int(store.value(
            "SELECT coalesce(max(n), 0) FROM sayback_version WHERE sayback_id = ?", (sayback_id,)
        )) + 1,
        part=part.value,
        text=needed("Words", words),
        party_id=party_id,
        person_id=person_id,
        at=stamp(store),
    )  # fmt: skip
    store.update("sayback", sayback_id, state=standing(store, sayback_id).value)
    return version_id


def versions(reader: Reader, sayback_id: int) -> list[Row]:
    """Return the versions of a say-it-back, the oldest first."""
    return reader.all(
        "SELECT * FROM sayback_version WHERE sayback_id = ? ORDER BY n, id", (sayback_id,)
    )


def standing(reader: Reader, sayback_id: int) -> SaybackState:
    """Return where it stands by its versions alone, confirmed or not."""
    return state_of([row["part"] for row in versions(reader, sayback_id)])


def begin_sayback(store: Store, capture: Row) -> None:
    """Write the row of a capture that became a say-it-back, its words as what was said."""
    store.insert(
        "sayback",
        id=capture["id"],
        explained_by_id=capture["person_id"],
        explained_by_party_id=capture["party_id"],
        state=SaybackState.OPEN.value,
    )
    add_version(
        store, capture["id"], SaybackPart.SAID, capture["text"], capture["person_id"],
        capture["party_id"],
    )  # fmt: skip


def follow_capture(store: Store, before: Row) -> None:
    """Let what was said follow its capture, until somebody has said it back.

    Later its versions stay as they are; only the line on the card changes.
    """
    capture = store.one("SELECT * FROM capture WHERE id = ?", (before["id"],))
    found = versions(store, before["id"])
    if capture is None or len(found) != 1 or found[0]["part"] != SaybackPart.SAID:
        return
    said = found[0]
    if said["text"] == before["text"]:
        store.update("sayback_version", said["id"], text=capture["text"])
    if said["person_id"] == before["person_id"] and said["party_id"] == before["party_id"]:
        who = {"person_id": capture["person_id"], "party_id": capture["party_id"]}
        store.update("sayback_version", said["id"], **who)
        store.update("sayback", before["id"], explained_by_id=capture["person_id"],
                     explained_by_party_id=capture["party_id"])  # fmt: skip


def confirm_sayback(store: Store, capture: Row) -> None:
    """Write that the speaker confirms what was said back last.

    Raises:
        CommandRefused: nothing was said back since it was said or corrected.
    """
    found = versions(store, capture["id"])
    if not found or found[-1]["part"] != SaybackPart.RESTATED:
        raise CommandRefused(
            "Nothing was said back since. Write how the other side says it; then it is confirmed."
        )
    today = day_of(store).isoformat()
    store.update("sayback", capture["id"], state=SaybackState.CONFIRMED.value, confirmed_on=today)
    store.update("capture", capture["id"], settled_on=today, settled_words=found[-1]["text"])
    clear_mark(store, capture)


def settle_sayback(store: Store, capture: Row, words: str) -> None:
    """Confirm in one go; `words` are how it was said back, left out where that is written."""
    if text("How", words) is not None:
        other = store.all(
            "SELECT id FROM party WHERE archived_on IS NULL AND id IS NOT ? ORDER BY position",
            (_speaking_side(store, capture),),
        )
        party_id = other[0]["id"] if len(other) == 1 else None
        add_version(store, capture["id"], SaybackPart.RESTATED, words, None, party_id)
    confirm_sayback(store, capture)


def _speaking_side(reader: Reader, capture: Row) -> int | None:
    found = reader.value("SELECT explained_by_party_id FROM sayback WHERE id = ?", (capture["id"],))
    return int(found) if found is not None else None


def settle_question(store: Store, capture: Row, words: str) -> None:
    """Write the answer, if one is given, and that the asker confirms it."""
    today = day_of(store).isoformat()
    answer = text("Answer", words)
    if answer is not None:
        write_answer(store, capture["id"], answer, None, None)
    answer = store.value("SELECT answer FROM question WHERE id = ?", (capture["id"],))
    store.update("question", capture["id"], confirmed_on=today)
    store.update("capture", capture["id"], settled_on=today, settled_words=answer)
    clear_mark(store, capture)


def write_answer(
    store: Store, question_id: int, answer: str, by_id: int | None, by_party_id: int | None
) -> None:
    """Write an answer; the one before is kept in the history."""
    before = store.value("SELECT answer FROM question WHERE id = ?", (question_id,))
    if before and before != answer:
        remember(store, question_id, "answer", before, answer)
    store.update(
        "question",
        question_id,
        answer=answer,
        answered_by_id=by_id,
        answered_by_party_id=by_party_id,
        answered_on=day_of(store).isoformat(),
        confirmed_on=None,
    )


def reopen_asked(store: Store, capture: Row) -> None:
    """Take a confirmation back; all versions and the answer stay."""
    if capture["kind"] == CaptureKind.SAYBACK:
        store.update(
            "sayback", capture["id"], state=standing(store, capture["id"]).value,
            confirmed_on=None,
        )  # fmt: skip
    else:
        store.update("question", capture["id"], confirmed_on=None)
    store.update("capture", capture["id"], settled_on=None, settled_words=None)


def clear_mark(store: Store, capture: Row) -> None:
    """Take “not clear” from an item with the last thing that was asked about it (V12)."""
    item_id = capture["item_id"]
    if item_id is not None and not store.value(
        "SELECT 1 FROM capture WHERE item_id = ? AND kind IN ('question', 'sayback')"
        " AND settled_on IS NULL",
        (item_id,),
    ):
        store.update("agenda_item", item_id, is_not_clear=0)
