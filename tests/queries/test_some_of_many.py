"""What is asked for some sessions is what is asked for all, at the cost of some."""

from __future__ import annotations

import pytest

from facilitator.commands import numbers as number_commands
from facilitator.commands import running
from facilitator.commands import sessions as verbs
from facilitator.queries.numbers import session_labels
from facilitator.queries.search import found_ids, search
from facilitator.queries.sessions import sessions
from facilitator.queries.together import together
from tests.commands.scene import Scene


def test_numbers_of_some_sessions_are_those_they_have_among_all(scene: Scene) -> None:
    later = verbs.new_session(scene.store, "Later", "2026-12-01T10:00")
    every = session_labels(scene.store)
    assert len(every) > 2
    for some in ([scene.held], [later], [scene.held, later, scene.planned], [], [None, 1]):
        expected = {key: each for key, each in every.items() if key in some}
        assert session_labels(scene.store, some) == expected


def test_some_sessions_are_told_as_all_are(scene: Scene) -> None:
    every = sessions(scene.store)
    assert any(row.presence for row in every)
    assert any(row.items for row in every)
    for wanted in every:
        assert sessions(scene.store, [wanted.id]) == [wanted]
    assert sessions(scene.store, []) == []
    assert sessions(scene.store, [row.id for row in every]) == every


def test_home_knows_what_runs_what_is_next_and_what_was_held_last(scene: Scene) -> None:
    """E5. A planned session whose day is past is not the next one."""
    store = scene.store
    verbs.new_session(store, "Never held", "2020-01-01T10:00")
    later = verbs.new_session(store, "Later", "2031-01-01T10:00")
    found, every = together(store), sessions(store)
    for row, state in ((found.running, "running"), (found.last_session, "closed")):
        assert row == next((each for each in every if each.state == state), None)
    assert found.next_session is not None
    assert found.next_session.id == scene.planned
    verbs.cancel_session(store, scene.planned)
    following = together(store).next_session
    assert following is not None
    assert following.id == later


def test_the_session_held_last_is_told_by_when_it_was_held(scene: Scene) -> None:
    """One that was planned earlier may be held later."""
    store = scene.store
    first = verbs.new_session(store, "Put off", "2026-01-05T10:00")
    if (active := next((r for r in sessions(store) if r.state == "running"), None)) is not None:
        running.close_session(store, active.id)
    scene.clock.advance(hours=5)
    running.start_session(store, first)
    running.close_session(store, first)
    last = together(store).last_session
    assert last is not None
    assert last.id == first


@pytest.mark.parametrize(
    "query",
    [
        "tools",
        "is:action test",
        "is:action is:open",
        "@jonas",
        "A-2026-001",
        "wrong:filter",
        "",
        "is:x",
    ],
)
def test_the_ids_of_a_search_are_those_of_its_hits(scene: Scene, query: str) -> None:
    number_commands.issue_for_session(scene.store, scene.held)
    assert found_ids(scene.store, query) == {hit.id for hit in search(scene.store, query, 500)}


def test_a_search_for_ids_finds_something(scene: Scene) -> None:
    assert scene.action in found_ids(scene.store, "is:action test")
    assert found_ids(scene.store, "is:action is:open") >= {scene.action}
