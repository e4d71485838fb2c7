"""Say it back: said, restated in the other side's own words, corrected, confirmed (L5, D4).

Every version is a row that never changes; what was typed wrong is taken back by undo.
"""

from __future__ import annotations

from facilitator.commands.captures import capture, reopen_capture
from facilitator.commands.fields import line, must_exist, required_line, text
from facilitator.commands.people import party_of
from facilitator.commands.questions import ask_question
from facilitator.commands.restating import (
    add_version,
    confirm_sayback,
    needed,
    standing,
    versions,
)
from facilitator.domain.words import CaptureKind, SaybackPart, SaybackState, SessionState
from facilitator.errors import CommandRefused
from facilitator.store import Reader, Row, Store


def ask_sayback(
    store: Store,
    topic: str,
    *,
    said: str = "",
    explained_by_id: int | None = None,
    explained_by_party_id: int | None = None,
    about_id: int | None = None,
    about_kind: str | None = None,
    session_id: int | None = None,
    item_id: int | None = None,
) -> int:
    """Begin to say something back: a word, an item, or what somebody `said`; return its id."""
    side = _side(store, explained_by_id, explained_by_party_id)
    with store.step("Begin a say-it-back"):
        sayback_id = capture(
            store, CaptureKind.SAYBACK, required_line("What it is about", topic),
            party_id=side, person_id=explained_by_id, session_id=session_id, item_id=item_id,
        )  # fmt: skip
        for version in versions(store, sayback_id):
            store.delete("sayback_version", version["id"])  # a topic is no statement
        store.update(
            "sayback",
            sayback_id,
            topic=required_line("What it is about", topic),
            about_id=about_id,
            about_kind=about_kind,
        )
        if text("What was said", said):
            add_version(store, sayback_id, SaybackPart.SAID, said, explained_by_id, side)
    return sayback_id


def _side(reader: Reader, person_id: int | None, party_id: int | None) -> int | None:
    if party_id is None and person_id is not None:
        return party_of(reader, person_id)
    return party_id


def set_topic(store: Store, sayback_id: int, topic: str) -> None:
    """Name what a say-it-back is about."""
    must_exist(store, "sayback", sayback_id)
    with store.step("Name say-it-back"):
        store.update("sayback", sayback_id, topic=line("What it is about", topic))


def set_speaker(
    store: Store, sayback_id: int, person_id: int | None, party_id: int | None = None
) -> None:
    """Say who explains it, and who alone confirms; its own words go with the speaker."""
    row = must_exist(store, "sayback", sayback_id)
    side = _side(store, person_id, party_id)
    with store.step("Say who explained it"):
        for version in versions(store, sayback_id):
            is_own = version["part"] != SaybackPart.RESTATED
            if is_own and version["person_id"] == row["explained_by_id"]:
                store.update("sayback_version", version["id"], person_id=person_id, party_id=side)
        store.update("sayback", sayback_id, explained_by_id=person_id, explained_by_party_id=side)
        store.update("capture", sayback_id, person_id=person_id, party_id=side)


def say(
    store: Store,
    sayback_id: int,
    words: str,
    *,
    person_id: int | None = None,
    party_id: int | None = None,
) -> int:
    """Write what was said, in the speaker's own words; somebody named here is the speaker.

    Raises:
        CommandRefused: there is a version already; what was said stays as it was said.
    """
    row = must_exist(store, "sayback", sayback_id)
    if versions(store, sayback_id):
        raise CommandRefused("What was said stands there already. Correct it instead.")
    with store.step("Write what was said"):
        if person_id is not None or party_id is not None:
            set_speaker(store, sayback_id, person_id, party_id)
            row = must_exist(store, "sayback", sayback_id)
        return add_version(
            store, sayback_id, SaybackPart.SAID, words, row["explained_by_id"],
            row["explained_by_party_id"],
        )  # fmt: skip


def restate(
    store: Store,
    sayback_id: int,
    words: str,
    *,
    person_id: int | None = None,
    party_id: int | None = None,
) -> int:
    """Add how somebody says it back, in own words.

    Raises:
        CommandRefused: the speaker has confirmed it already; open it again first.
    """
    _refuse_confirmed(must_exist(store, "sayback", sayback_id))
    side = _side(store, person_id, party_id)
    with store.step("Say it back"):
        return add_version(store, sayback_id, SaybackPart.RESTATED, words, person_id, side)


def _refuse_confirmed(row: Row) -> None:
    if row["state"] == SaybackState.CONFIRMED:
        raise CommandRefused("This is confirmed. Open it again to say it once more.")


def correct(
    store: Store,
    sayback_id: int,
    words: str,
    *,
    person_id: int | None = None,
    party_id: int | None = None,
) -> int:
    """Add what the speaker corrects; without a person it is who explained it.

    Raises:
        CommandRefused: nothing was said back since; there is nothing to correct.
    """
    row = must_exist(store, "sayback", sayback_id)
    _refuse_confirmed(row)
    if standing(store, sayback_id) is not SaybackState.RESTATED:
        raise CommandRefused("There is nothing to correct yet: nobody has said it back since.")
    side = _side(store, person_id, party_id)
    if person_id is None and side is None:
        person_id, side = row["explained_by_id"], row["explained_by_party_id"]
    with store.step("Correct say-it-back"):
        return add_version(store, sayback_id, SaybackPart.CORRECTED, words, person_id, side)


def confirm(store: Store, sayback_id: int) -> None:
    """Write that the speaker confirms what was said back last (L5).

    Raises:
        CommandRefused: nothing was said back since it was said or corrected.
    """
    _refuse_confirmed(must_exist(store, "sayback", sayback_id))
    with store.step("Confirm say-it-back"):
        confirm_sayback(store, must_exist(store, "capture", sayback_id))


def restate_and_confirm(
    store: Store,
    sayback_id: int,
    words: str,
    *,
    person_id: int | None = None,
    party_id: int | None = None,
) -> None:
    """Add how it is said back, and that the speaker confirms it, as one step."""
    with store.step("Confirm say-it-back"):
        restate(store, sayback_id, words, person_id=person_id, party_id=party_id)
        confirm(store, sayback_id)


def reopen(store: Store, sayback_id: int) -> None:
    """Take the confirmation back; all versions stay."""
    row = must_exist(store, "sayback", sayback_id)
    if row["state"] != SaybackState.CONFIRMED:
        raise CommandRefused("This is open already.")
    reopen_capture(store, sayback_id)


# --- on a decision (D4) ------------------------------------------------------------------------


def restate_decision(
    store: Store, decision_id: int, party_id: int, words: str, *, person_id: int | None = None
) -> int:
    """Write what a decision means for a side, in its own words; return the say-it-back's id.

    The decision itself stays as it was agreed. A second time adds a version.
    """
    decision = must_exist(store, "capture", decision_id)
    must_exist(store, "decision", decision_id)
    must_exist(store, "party", party_id)
    with store.step("Say a decision back"):
        sayback_id = _of_decision(store, decision_id, party_id)
        if sayback_id is None:
            sayback_id = _begin_of_decision(store, decision, party_id, person_id)
        restate(store, sayback_id, needed("Words", words), person_id=person_id, party_id=party_id)
    return sayback_id


def say_decision_again(store: Store, sayback_id: int, words: str) -> None:
    """Say once more what a decision means for a side, though it was confirmed; that opens it."""
    row = must_exist(store, "capture", sayback_id)
    with store.step("Say a decision back"):
        reopen(store, sayback_id)
        restate(store, sayback_id, words, person_id=row["person_id"], party_id=row["party_id"])


def _of_decision(reader: Reader, decision_id: int, party_id: int) -> int | None:
    found = reader.value(
        "SELECT s.id FROM sayback s JOIN capture c ON c.id = s.id AND +c.kind = 'sayback'"
        " WHERE s.about_id = ? AND s.about_kind = 'decision' AND c.party_id = ? ORDER BY s.id",
        (decision_id, party_id),
    )
    return int(found) if found is not None else None


def _begin_of_decision(store: Store, decision: Row, party_id: int, person_id: int | None) -> int:
    """Begin what one side says; a session that is closed holds nothing new."""
    state = store.value("SELECT state FROM session WHERE id = ?", (decision["session_id"],))
    is_live = state == SessionState.RUNNING
    sayback_id = ask_sayback(
        store, decision["text"], about_id=decision["id"], about_kind="decision",
        session_id=decision["session_id"] if is_live else None,
        item_id=decision["item_id"] if is_live else None,
    )  # fmt: skip
    store.update("capture", sayback_id, party_id=party_id, person_id=person_id)
    return sayback_id


def not_what_we_agreed(
    store: Store, sayback_id: int, words: str, *, by_party_id: int | None = None
) -> int:
    """Write that a side reads a decision otherwise, and open a question about it (D4).

    `words` are how the others understand it. Returns the id of the question.
    """
    row = must_exist(store, "sayback", sayback_id)
    capture_row = must_exist(store, "capture", sayback_id)
    if row["about_kind"] != "decision":
        raise CommandRefused("This is not about a decision. Correct it instead.")
    decision = must_exist(store, "capture", row["about_id"])
    with store.step("This is not what we agreed"):
        if row["state"] == SaybackState.CONFIRMED:
            reopen(store, sayback_id)
        correct(store, sayback_id, words, party_id=by_party_id)
        return ask_question(
            store,
            f"What did we agree: {decision['text']}",
            from_party_id=by_party_id,
            to_party_id=capture_row["party_id"],
            about_id=decision["id"],
            about_kind="decision",
            session_id=capture_row["session_id"],
            item_id=capture_row["item_id"],
        )
