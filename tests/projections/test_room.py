"""What the room sees: joint things of one session, and of those only what was agreed (V7)."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from facilitator.clock import FixedClock
from facilitator.commands import captures, decisions, running
from facilitator.domain.words import CaptureKind, DecisionState, TermRelation
from facilitator.projections.room import ROOM_TABLES, RoomView, RoomWords, build_room
from facilitator.queries.engagement import parties
from facilitator.store import Store
from facilitator.store.tables import TRACKED, UNTRACKED
from tests.projections.listening import ListeningReader
from tests.ui.run_scene import begin, talk


@pytest.fixture
def played(tmp_path: Path) -> Iterator[tuple[Store, FixedClock, int]]:
    store, clock, session = begin(tmp_path / "demo.facilitator")
    talk(store, clock, session)
    yield store, clock, session
    store.close()


def _view(store: Store, session: int, **more: object) -> RoomView:
    found = build_room(store, session, words=RoomWords(store), **more)  # type: ignore[arg-type]
    assert found is not None
    return found


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)


def test_the_room_sees_agenda_item_and_proposal(played: tuple[Store, FixedClock, int]) -> None:
    store, _clock, session = played
    view = _view(store, session)
    assert view.audience == "room"
    assert [item.state for item in view.items[:3]] == ["done", "open", "open"]
    assert view.current == 1
    assert view.item is not None
    assert view.item.title == view.items[1].title
    proposal = view.decisions[0]
    assert (proposal.state, proposal.is_heard, proposal.is_here) == ("proposed", False, True)
    assert proposal.wording.startswith("Two slow tools are switched off")
    assert view.parked == ("Call centre view of the profile",)


def test_the_room_sees_no_note_no_position_and_no_other_capture(
    played: tuple[Store, FixedClock, int],
) -> None:
    """V7: notes, concerns, questions and what a side said stay with who facilitates."""
    store, _clock, session = played
    said = " ".join(_texts(_view(store, session)))
    written = " ".join(
        str(list(row.values()))
        for table in ("capture", "item_notes", "consideration")
        for row in store.all(f"SELECT * FROM {table}")
    )
    for words in (
        "Fifteen of seventeen sending tools", "One of them carries the birthday voucher",
        "Which two tools, and who owns them", "Nothing leaves without consent",
        "The mailer and the voucher printer",
    ):  # fmt: skip
        assert words in written
        assert words not in said


def test_the_clock_is_the_one_of_the_run_screen(played: tuple[Store, FixedClock, int]) -> None:
    """V2: read from the events, and told on between two readings without asking the file."""
    store, clock, session = played
    before = _view(store, session).clock
    assert (before.session_s, before.length_s) == (21 * 60 + 20, 3600)
    clock.advance(seconds=75)
    assert before.passed_s(clock.instant()) == 75
    assert _view(store, session).clock.session_s == before.session_s + 75
    running.pause_session(store, session)
    paused = _view(store, session).clock
    clock.advance(minutes=9)
    assert paused.is_paused
    assert paused.passed_s(clock.instant()) == 0


def test_a_decision_that_was_agreed_shows_its_number(
    played: tuple[Store, FixedClock, int],
) -> None:
    store, _clock, session = played
    decision = _view(store, session).decisions[0].id
    for party in parties(store):
        decisions.set_consideration(store, decision, party.id, "We can live with it")
    assert _view(store, session).decisions[0].is_heard
    decisions.decide(store, decision, DecisionState.AGREED)
    found = _view(store, session).decisions[0]
    assert (found.state, found.number[:7]) == ("agreed", "D-2026-")


def test_an_action_tells_owner_side_and_day_and_a_dropped_one_is_gone(
    played: tuple[Store, FixedClock, int],
) -> None:
    store, _clock, session = played
    owner = store.one(
        "SELECT p.id, p.name, y.name AS party FROM person p JOIN membership m ON m.person_id = p.id"
        " JOIN party y ON y.id = m.party_id LIMIT 1"
    )
    assert owner is not None
    action = captures.capture(
        store, CaptureKind.ACTION, "Move the voucher", session_id=session,
        person_id=owner["id"], due_on="2026-08-10",
    )  # fmt: skip
    found = _view(store, session).actions[0]
    assert (found.text, found.owner, found.due_on) == (
        "Move the voucher", owner["name"], "2026-08-10",
    )  # fmt: skip
    assert found.party is not None
    assert found.party.name == owner["party"]
    with store.step("Drop"):
        store.update("action", action, state="dropped")
    assert _view(store, session).actions == ()


def test_words_in_use_are_explained_false_friends_first(
    played: tuple[Store, FixedClock, int],
) -> None:
    """L2: a word that means two things comes before one that only one side knows."""
    store, _clock, session = played
    assert "Suppression list" in [each.term for each in _view(store, session).terms]
    row = store.one(
        "SELECT t.term FROM term t JOIN term_relation r ON r.term_id = t.id"
        " WHERE r.relation = 'one_word' AND t.retired_on IS NULL"
    )
    assert row is not None
    item = running.item_ids(store, session)[1]
    with store.step("Title"):
        store.update("agenda_item", item, title=f"What is {row['term']} to us?")
    first = _view(store, session).terms[0]
    assert (first.term, first.relation) == (row["term"], TermRelation.ONE_WORD)
    assert len(first.meanings) == 2


def test_a_word_put_on_the_wall_comes_first(played: tuple[Store, FixedClock, int]) -> None:
    store, _clock, session = played
    used = [each.term for each in _view(store, session).terms]
    row = store.one("SELECT id, term FROM term WHERE plain > '' ORDER BY term DESC")
    assert row is not None
    assert row["term"] not in used
    assert _view(store, session, wall=[row["id"]]).terms[0].term == row["term"]


def test_the_next_session_shows_once_this_one_is_closed(
    played: tuple[Store, FixedClock, int],
) -> None:
    store, _clock, session = played
    assert _view(store, session).next_session is None
    with store.step("Plan"):
        store.insert(
            "session", title="After the summer", kind="other", starts_local="2026-07-22T10:00",
            zone="Europe/Berlin", length_s=3600, state="planned", created_at="2026-07-01T00:00:00Z",
        )  # fmt: skip
    running.close_session(store, session)
    view = _view(store, session)
    assert (view.state, view.current) == ("closed", None)
    assert view.next_session is not None
    assert view.next_session.title == "After the summer"


def test_a_session_that_is_gone_has_no_room_view(played: tuple[Store, FixedClock, int]) -> None:
    store, _clock, _session = played
    assert build_room(store, 1) is None


def test_a_session_without_items_is_empty_and_not_wrong(
    played: tuple[Store, FixedClock, int],
) -> None:
    store, _clock, session = played
    with store.step("Empty"):
        for item in running.item_ids(store, session):
            store.delete("agenda_item", item)
    view = _view(store, session)
    assert (view.items, view.current, view.item) == ((), None, None)


def test_every_table_asked_is_one_whose_change_is_watched(
    played: tuple[Store, FixedClock, int],
) -> None:
    """What is shown and not watched would stand still on the wall; no sealed table is asked."""
    store, clock, session = played
    with ListeningReader.open(store.path, clock) as reader:
        assert build_room(reader, session, words=RoomWords(reader))
        asked = " ".join(reader.asked).replace("(", " ").replace(")", " ")
    tables = {name for name in (*TRACKED, *UNTRACKED) if f" {name} " in f"{asked} "}
    assert {"capture", "decision", "action", "term", "agreement"} <= tables
    assert tables - {"clock_now"} <= ROOM_TABLES  # a heartbeat changes nothing that is shown
    assert "sealed" not in asked


def test_building_takes_less_than_a_third_of_a_frame(
    played: tuple[Store, FixedClock, int],
) -> None:
    store, _clock, session = played
    words = RoomWords.read(store)
    took = []
    for _round in range(20):
        begun = time.perf_counter()
        build_room(store, session, words=words)
        took.append(time.perf_counter() - begun)
    assert sorted(took)[10] < 0.005
