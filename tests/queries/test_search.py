"""Search over everything, with the syntax of the window (U2)."""

from __future__ import annotations

import pytest

from facilitator.commands import actions, captures, decisions, preparation, sealed, sessions
from facilitator.commands.agenda import set_item, set_notes
from facilitator.domain.words import CaptureKind
from facilitator.queries.search import Hit, search, unknown_filters
from facilitator.store import Reader
from tests.commands.scene import Scene


def _kinds(hits: list[Hit]) -> set[str]:
    return {hit.kind for hit in hits}


def _ids(scene: Scene, query: str) -> list[int]:
    return [hit.id for hit in search(scene.store, query)]


def test_a_word_finds_every_kind_of_thing(demo: Reader) -> None:
    assert _kinds(search(demo, "agency", 200)) >= {"session", "item", "decision", "paper", "goal"}


def test_a_hit_tells_what_it_is_and_where_it_belongs(scene: Scene) -> None:
    (hit,) = search(scene.store, "switched")
    assert hit == Hit(
        kind="decision",
        id=scene.decision,
        title="Two tools are switched off",
        snippet="Two tools are switched off",
        session_id=scene.held,
        session_label="2026/01",
        number="D-2026-001",
        on="2026-06-23",
    )


def test_hits_come_newest_first_and_no_more_than_asked_for(demo: Reader) -> None:
    ids = [hit.id for hit in search(demo, "customer", 10)]
    assert ids == sorted(ids, reverse=True)
    assert len(ids) == 10
    assert ids == [hit.id for hit in search(demo, "customer", 500)][:10]


def test_the_beginning_of_a_word_finds_it(scene: Scene) -> None:
    assert scene.decision in _ids(scene, "switc")


def test_a_phrase_stands_together(scene: Scene) -> None:
    assert _ids(scene, '"tools are"') == [scene.decision]
    assert _ids(scene, '"are tools"') == []


def test_filters_find_without_words(scene: Scene) -> None:
    assert _ids(scene, "is:decision") == [scene.decision]
    assert _ids(scene, "is:session") == [scene.planned, scene.held]
    assert _ids(scene, "is:session is:open") == [scene.planned]
    assert _ids(scene, "is:session is:closed") == [scene.held]


def test_is_open_means_it_for_each_kind(scene: Scene) -> None:
    everything = {scene.decision, scene.action, scene.concern, scene.parked, scene.goal}
    assert everything <= set(_ids(scene, "is:open"))
    actions.advance_action(scene.store, scene.action)
    actions.accept_action(scene.store, scene.action, scene.security)
    assert scene.action not in _ids(scene, "is:open")
    assert _ids(scene, "is:action is:accepted") == [scene.action]


def test_overdue_looks_at_the_day(scene: Scene) -> None:
    assert _ids(scene, "is:overdue") == []
    scene.clock.advance(days=30)
    assert _ids(scene, "is:overdue") == [scene.action]


def test_a_changed_kind_is_found_as_what_it_is_now(scene: Scene) -> None:
    """V4: the old row of a capture stays and must not answer."""
    captures.change_kind(scene.store, scene.concern, CaptureKind.ACTION)
    assert scene.concern in _ids(scene, "is:action is:asked")
    assert scene.concern not in _ids(scene, "is:concern")
    captures.change_kind(scene.store, scene.decision, CaptureKind.NOTE)
    assert _ids(scene, "is:proposed") == []
    captures.change_kind(scene.store, scene.action, CaptureKind.IDEA)
    assert scene.action not in _ids(scene, "is:promised")


def test_a_person_is_found_by_what_they_own_lead_or_said(scene: Scene) -> None:
    set_item(scene.store, scene.planned_items[0], lead_id=scene.jonas)
    assert set(_ids(scene, "@jonas")) == {scene.action, scene.planned_items[0], scene.jonas}
    assert set(_ids(scene, "@feld is:action")) == {scene.action}
    assert _ids(scene, "@nobody") == []


def test_goal_and_party_narrow(scene: Scene) -> None:
    by_goal = set(_ids(scene, "goal:choices"))
    assert {scene.decision, scene.action, scene.goal, scene.running_items[0]} <= by_goal
    assert scene.running_items[1] not in by_goal
    assert scene.concern in _ids(scene, "party:sec")
    assert scene.concern not in _ids(scene, "party:marketing")
    assert scene.nadia in _ids(scene, "party:security is:person")


def test_words_and_filters_together_narrow(demo: Reader) -> None:
    hits = search(demo, "opt is:action @jonas", 500)
    assert hits
    assert _kinds(hits) == {"action"}


@pytest.mark.parametrize("query", ["is:nonsense", "tools is:foo"])
def test_a_filter_that_means_nothing_is_reported_and_finds_nothing(
    scene: Scene, query: str
) -> None:
    assert unknown_filters(query) == (query.split()[-1],)
    assert search(scene.store, query) == []


@pytest.mark.parametrize(
    "query",
    ["", "   ", '"', "*", "C++", "AND", "NEAR(", "a OR", "';--", "is:", "@", "\0", "\ud800"],
)
def test_no_query_breaks_the_search(scene: Scene, query: str) -> None:
    assert isinstance(search(scene.store, query), list)


def test_nothing_asked_finds_nothing(scene: Scene) -> None:
    assert search(scene.store, " ") == []
    assert search(scene.store, "?!") == []


def test_signs_in_a_word_are_not_operators(scene: Scene) -> None:
    found = captures.capture(scene.store, CaptureKind.IDEA, "Rewrite it in C++ -now")
    assert _ids(scene, '"in C++"') == [found]
    assert _ids(scene, "-now") == [found]
    assert found in _ids(scene, "C++")


def test_letters_with_marks_are_found_without_them(scene: Scene) -> None:
    found = captures.capture(scene.store, CaptureKind.IDEA, "Größe der Łódź-Liste")
    assert _ids(scene, "große") == [found]
    assert _ids(scene, "größe") == [found]
    assert _ids(scene, "liste") == [found]


def test_what_was_undone_is_not_found(scene: Scene) -> None:
    captures.capture(scene.store, CaptureKind.IDEA, "Zeppelin")
    assert len(search(scene.store, "zeppelin")) == 1
    scene.store.undo()
    assert search(scene.store, "zeppelin") == []


def test_notes_are_found_under_the_name_of_their_item(scene: Scene) -> None:
    set_notes(scene.store, scene.running_items[0], "A zeppelin was mentioned")
    (hit,) = search(scene.store, "zeppelin")
    assert (hit.kind, hit.title, hit.number) == ("notes", "Opt-outs: why amber?", "2026/01-1")
    assert [each.id for each in search(scene.store, "is:note")] == [hit.id]


def test_an_item_of_the_backlog_has_no_number(scene: Scene) -> None:
    sessions.delete_session(scene.store, scene.planned)
    assert _ids(scene, "seventeen") == []


def test_a_decision_is_called_by_its_exact_words(scene: Scene) -> None:
    decisions.set_decision(scene.store, scene.decision, wording="Exactly these words")
    (hit,) = search(scene.store, "exactly")
    assert hit.title == "Exactly these words"


def test_sealed_text_is_found_only_when_the_window_asks(scene: Scene) -> None:
    """S2: no search while the room view is open, and never on the command line."""
    note = sealed.write_sealed_note(scene.store, "Zeppelin is worried", party_id=scene.marketing)
    assert search(scene.store, "zeppelin") == []
    (hit,) = search(scene.store, "zeppelin", sealed=True)
    assert (hit.kind, hit.id) == ("sealed_note", note)
    assert search(scene.store, "zeppelin is:note", sealed=True) == []


def test_sealed_preparation_is_found_with_its_session(scene: Scene) -> None:
    preparation.set_preparation(scene.store, scene.planned_items[0], "Zeppelin first")
    (hit,) = search(scene.store, "zeppelin", sealed=True)
    assert (hit.kind, hit.title, hit.session_id) == ("sealed_prep", "Zeppelin first", scene.planned)


def test_an_action_is_found_by_its_owner_of_now(scene: Scene) -> None:
    """A2: not by who had it before, nor as an action that something else was once."""
    assert scene.action in _ids(scene, "@jonas is:action")
    actions.set_owner(scene.store, scene.action, scene.nadia)
    assert scene.action not in _ids(scene, "@jonas")
    assert scene.action not in _ids(scene, "party:marketing")
    assert scene.action in _ids(scene, "@nadia is:action")
    captures.change_kind(scene.store, scene.action, CaptureKind.NOTE)
    assert scene.action not in _ids(scene, "@nadia")
    assert scene.action in _ids(scene, "@jonas is:note")
