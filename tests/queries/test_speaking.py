"""The speaking balance (V8): per side, over three sessions, outside of undo, in no copy."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.commands import agenda, running, sessions
from facilitator.commands.speaking import add_speaking, forget_speaking
from facilitator.errors import NotThere
from facilitator.queries.speaking import balance, percents, spoken_in
from facilitator.store import Change, Store
from tests.commands.scene import Scene


def test_seconds_add_up_per_session_and_side(scene: Scene) -> None:
    for party, seconds in ((scene.security, 5), (scene.marketing, 3), (scene.security, 4)):
        add_speaking(scene.store, scene.held, party, seconds)
    assert spoken_in(scene.store, scene.held) == {scene.security: 9, scene.marketing: 3}


def test_a_second_that_was_counted_is_no_step(scene: Scene) -> None:
    """Typing, then undo, takes back the typing: never what somebody said."""
    store, item = scene.store, scene.planned_items[0]
    agenda.set_notes(store, item, "Fifteen of seventeen")
    label, seen = store.undo_label, list[Change]()
    store.subscribe(seen.append)
    add_speaking(store, scene.held, scene.security, 30)
    assert store.undo_label == label
    assert not seen
    store.undo()
    assert spoken_in(store, scene.held) == {scene.security: 30}
    assert store.redo_label == label


def test_nothing_of_it_is_in_a_history_or_a_copy_that_is_handed_on(
    scene: Scene, tmp_path: Path
) -> None:
    add_speaking(scene.store, scene.held, scene.security, 30)
    kept = scene.store.value(
        "SELECT count(*) FROM sealed_journal WHERE \"table\" = 'sealed_speaking'"
    )
    assert kept == 0
    copy = tmp_path / "copy.facilitator"
    scene.store.save_copy(copy, everything=False)
    with Store.open(copy) as store:
        assert spoken_in(store, scene.held) == {}
        assert balance(store).sides == ()


def test_a_session_or_side_that_is_not_there_is_refused(scene: Scene) -> None:
    with pytest.raises(NotThere):
        add_speaking(scene.store, 1, scene.security, 30)
    with pytest.raises(NotThere):
        add_speaking(scene.store, scene.held, 1, 30)
    assert balance(scene.store).sessions == ()


def _held(scene: Scene, day: str) -> int:
    session = sessions.new_session(scene.store, f"Held on {day}", f"{day}T10:00")
    running.start_session(scene.store, session)
    scene.clock.advance(days=1)
    running.close_session(scene.store, session)
    return session


def test_the_balance_is_of_the_last_three_sessions_in_which_it_was_counted(scene: Scene) -> None:
    store = scene.store
    held = [scene.held, *(_held(scene, f"2026-06-2{day}") for day in (4, 5, 6, 7))]
    for number, session in enumerate(held):
        if number != 2:  # nobody counted in this one
            add_speaking(store, session, scene.security, 100 * (number + 1))
            add_speaking(store, session, scene.marketing, 100)
    found = balance(store)
    assert [each.session_id for each in found.sessions] == [held[4], held[3], held[1]]
    assert [(each.party, each.seconds, each.percent) for each in found.sides] == [
        ("Security", 1100, 79),
        ("Marketing", 300, 21),
    ]
    assert [side.percent for side in found.sessions[0].sides] == [83, 17]


def test_a_session_whose_start_was_undone_is_left_out(scene: Scene) -> None:
    running.start_session(scene.store, scene.planned)
    add_speaking(scene.store, scene.planned, scene.security, 30)
    assert len(balance(scene.store).sessions) == 1
    scene.store.undo()
    assert balance(scene.store).sessions == ()


def test_what_was_counted_can_be_forgotten(scene: Scene) -> None:
    add_speaking(scene.store, scene.held, scene.security, 30)
    forget_speaking(scene.store, scene.held)
    assert balance(scene.store).sides == ()


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=9))
def test_whole_percents_add_up_to_a_hundred(amounts: list[int]) -> None:
    found = percents(amounts)
    assert sum(found) == (100 if any(amounts) else 0)
    for amount, percent in zip(amounts, found, strict=True):
        assert abs(percent * sum(amounts) - 100 * amount) < max(sum(amounts), 1)


def _naming(words: str) -> set[str]:
    root = Path(__file__).parents[2]
    return {
        path.relative_to(root).as_posix()
        for folder in ("facilitator", "ui")
        for path in (root / folder).rglob("*.py")
        if words in path.read_text(encoding="utf-8")
    }


def test_nothing_but_the_facilitators_screen_asks_for_it() -> None:
    """S2: no projection, paper, export, list or count can name what it does not know."""
    assert _naming("sealed_speaking") == {
        "facilitator/commands/speaking.py",
        "facilitator/queries/speaking.py",
        "facilitator/store/schema/version_3.py",
        "facilitator/store/tables.py",
    }
    assert _naming("queries.speaking") == {
        "facilitator/projections/run_book.py",  # the one paper for the facilitator alone
        "ui/pages/plan/balance/speech_card.py",
        "ui/pages/run/speaking.py",
        "ui/wording/balance.py",
    }
