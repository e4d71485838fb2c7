"""What the run screen and the close screen write: lines, clarity, closing with carry-over."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from facilitator.clock import FixedClock
from facilitator.commands import captures, clarity, closing, decisions, running
from facilitator.commands.capture_line import keep_line
from facilitator.domain.capture_line import parse
from facilitator.domain.words import CaptureKind, Position
from facilitator.errors import CommandRefused
from facilitator.queries.captured import card, cards
from facilitator.queries.carry_over import leaving
from facilitator.queries.prepare import agenda
from facilitator.queries.vocabulary import vocabulary
from tests.commands.scene import Scene

TODAY = date(2026, 6, 23)


def _keep(scene: Scene, line: str, draft: str = "") -> int:
    said = parse(line, vocabulary(scene.store), TODAY)
    return keep_line(scene.store, said, scene.planned, scene.planned_items[0], draft=draft)


@pytest.fixture(autouse=True)
def _start(scene: Scene) -> None:
    running.start_session(scene.store, scene.planned)


def test_a_line_becomes_an_action_with_owner_day_and_goal(scene: Scene) -> None:
    """V3."""
    found = card(scene.store, _keep(scene, "/a Move the voucher @jonas ^10jul #g1"))
    assert found is not None
    assert (found.kind, found.text, found.person) == ("action", "Move the voucher", "Jonas Feld")
    assert (found.due_on, found.goal, found.party) == (
        "2026-07-10", "Choices in one place", "Marketing",
    )  # fmt: skip


def test_the_draft_of_a_line_goes_with_its_row_and_undo_leaves_none(scene: Scene) -> None:
    scene.store.set_draft("line", "Something")
    _keep(scene, "Something", draft="line")
    assert scene.store.draft("line") is None


def test_a_refused_line_keeps_its_draft(scene: Scene) -> None:
    scene.store.set_draft("line", "/a @jonas")
    with pytest.raises(CommandRefused):
        _keep(scene, "/a @jonas", draft="line")
    assert scene.store.draft("line") == "/a @jonas"


def test_a_sealed_line_is_in_no_shared_table_and_leaves_no_draft(scene: Scene) -> None:
    """S4."""
    scene.store.set_draft("line", "// Celeste wants a way out", sealed=True)
    _keep(scene, "// Celeste wants a way out", draft="line")
    assert scene.store.draft("line", sealed=True) is None
    assert scene.store.value("SELECT text FROM sealed_note") == "Celeste wants a way out"
    for table in scene.store.all(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sealed%'"
    ):
        for row in scene.store.all(f'SELECT * FROM "{table["name"]}"'):
            assert "Celeste wants" not in str(row), table["name"]


def test_a_card_shows_each_side_of_a_decision(scene: Scene) -> None:
    decision = _keep(scene, "/d Two tools are off")
    decisions.set_position(scene.store, decision, scene.security, Position.AGREE)
    decisions.set_consideration(scene.store, decision, scene.security, "We can live with it")
    found = cards(scene.store, scene.planned)[0]
    assert [(side.party, side.position) for side in found.sides] == [
        ("Security", "agree"), ("Marketing", ""),
    ]  # fmt: skip
    assert [side.party for side in found.unheard] == ["Marketing"]


def test_an_unclear_item_queues_a_question_and_is_clear_once_all_are_settled(scene: Scene) -> None:
    """V12."""
    item = scene.planned_items[0]
    first = clarity.ask_for_clarity(scene.store, item, CaptureKind.QUESTION, "Which two tools?")
    second = clarity.ask_for_clarity(scene.store, item, CaptureKind.SAYBACK)
    assert agenda(scene.store, scene.planned)[0].is_not_clear
    clarity.make_clear(scene.store, first, "Mailer and printer")
    assert agenda(scene.store, scene.planned)[0].is_not_clear
    clarity.make_clear(scene.store, second, "All seventeen, says the other side")
    assert not agenda(scene.store, scene.planned)[0].is_not_clear


def test_what_is_not_clear_becomes_nothing_else(scene: Scene) -> None:
    with pytest.raises(CommandRefused):
        clarity.ask_for_clarity(scene.store, scene.planned_items[0], CaptureKind.ACTION)


def test_an_item_that_was_on_the_table_does_not_carry_over_as_not_reached(scene: Scene) -> None:
    """P5: before closing as after it."""
    found = leaving(scene.store, scene.planned)
    titles = [each.title for each in found.candidates if each.why == "not_reached"]
    assert titles == ["Server-side set-up"]
    assert "Do all seventeen tools obey?" in [each.title for each in found.left]


def test_closing_and_carrying_over_are_one_step(scene: Scene) -> None:
    """U1: one undo brings the running session back."""
    chosen = [each for each in leaving(scene.store, scene.planned).candidates if each.is_ticked]
    closing.close_and_carry(scene.store, scene.planned, chosen, None, next_reason="Few wait")
    row = scene.store.one("SELECT state, next_reason FROM session WHERE id = ?", (scene.planned,))
    assert row == {"state": "closed", "next_reason": "Few wait"}
    count = "SELECT count(*) FROM agenda_item WHERE session_id IS NULL"
    assert scene.store.value(count) == len(chosen)
    scene.store.undo()
    assert scene.store.value(count) == 0
    assert running.reading(scene.store, scene.planned).is_running


def test_a_capture_that_changes_its_kind_keeps_its_card(scene: Scene) -> None:
    """V4."""
    note = _keep(scene, "Ask the agency")
    captures.change_kind(scene.store, note, CaptureKind.QUESTION)
    captures.settle(scene.store, note, "It said yes")
    found = card(scene.store, note)
    assert found is not None
    assert (found.kind, found.is_settled, found.answer) == ("question", True, "It said yes")


def test_a_reboot_with_a_clock_set_back_keeps_what_the_last_heartbeat_knew(scene: Scene) -> None:
    """V2: the heartbeat goes among the events, so that the next one cannot wipe it out."""
    scene.clock.advance(minutes=10)
    scene.store.heartbeat(scene.planned)
    after = FixedClock(scene.clock.now() - timedelta(hours=2), boot="after the restart")
    scene.store.clock = after
    running.keep_heartbeat(scene.store, scene.planned)
    scene.store.heartbeat(scene.planned)
    after.advance(minutes=1)
    assert running.reading(scene.store, scene.planned).session_elapsed_s == 660
