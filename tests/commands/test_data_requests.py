"""Data-request reviews: both sides' reasons first, then the joint answer, which stays (C5)."""

from __future__ import annotations

import pytest

from facilitator.commands import data_requests, parties, people, running, sessions
from facilitator.commands.carry_over import carry_over as carry
from facilitator.domain.words import DataAnswer
from facilitator.errors import CommandRefused, InvalidMoment, InvalidText
from facilitator.queries.carry_over import carry_over
from facilitator.queries.data_requests import (
    RequestRow,
    past_requests,
    request,
    request_of_item,
    requests,
    requests_of_decision,
)
from tests.commands.law.data import a_request, answered, heard
from tests.commands.scene import Scene
from tests.store.rows import dump


def _row(scene: Scene, request_id: int) -> RequestRow:
    found = request(scene.store, request_id)
    assert found is not None
    return found


def test_a_request_has_its_number_and_marks_a_field_without_a_why(scene: Scene) -> None:
    """C5."""
    row = _row(scene, a_request(scene))
    assert (row.number, row.is_open, row.without_why) == ("R-2026-001", True, 1)
    assert [(field.name, field.why) for field in row.fields] == [
        ("opt-out flag", "to compare"), ("birthday", ""),
    ]  # fmt: skip
    assert [side.party for side in row.not_heard] == ["Security", "Marketing"]


def test_numbers_of_requests_are_never_given_twice(scene: Scene) -> None:
    """MINUTES: numbers are never re-used."""
    a_request(scene)
    scene.store.undo()
    assert requests(scene.store) == []
    assert _row(scene, a_request(scene)).number == "R-2026-002"


def test_no_joint_answer_without_each_sides_reason(scene: Scene) -> None:
    """C5."""
    request_id = a_request(scene)
    data_requests.set_side_answer(scene.store, request_id, scene.security, DataAnswer.YES, "Fine")
    data_requests.set_side_answer(scene.store, request_id, scene.marketing, DataAnswer.YES, " ")
    before = dump(scene.store)
    with pytest.raises(CommandRefused, match="Marketing has not said an answer with its reason"):
        data_requests.answer_request(scene.store, request_id, DataAnswer.YES)
    assert dump(scene.store) == before
    data_requests.set_side_answer(scene.store, request_id, scene.marketing, DataAnswer.YES, "Ours")
    data_requests.answer_request(scene.store, request_id, DataAnswer.YES)
    assert (_row(scene, request_id).answer, _row(scene, request_id).answered_on) == (
        "yes", "2026-06-23",
    )  # fmt: skip


def test_a_third_side_has_to_be_heard_too(scene: Scene) -> None:
    """C5, more than two parties."""
    request_id = heard(scene)
    legal = parties.add_party(scene.store, "Legal")
    with pytest.raises(CommandRefused, match="Legal has not said"):
        data_requests.answer_request(scene.store, request_id, DataAnswer.YES)
    data_requests.set_side_answer(scene.store, request_id, legal, DataAnswer.NOT_NOW, "A law comes")
    data_requests.answer_request(scene.store, request_id, DataAnswer.NOT_NOW)
    later = parties.add_party(scene.store, "Shop")
    assert later not in [side.party_id for side in _row(scene, request_id).sides]


@pytest.mark.parametrize("answer", [DataAnswer.YES_IF, DataAnswer.ALTERNATIVE])
def test_a_yes_if_and_another_way_need_their_terms(scene: Scene, answer: DataAnswer) -> None:
    """C5."""
    request_id = heard(scene)
    with pytest.raises(InvalidText, match="Terms: say what"):
        data_requests.answer_request(scene.store, request_id, answer, "  ")
    data_requests.answer_request(scene.store, request_id, answer, "Hashed")
    assert _row(scene, request_id).terms == "Hashed"


def test_an_answered_request_stays_as_it_is(scene: Scene) -> None:
    """C5: only a new review changes it."""
    request_id = answered(scene)
    before = dump(scene.store)
    store, party = scene.store, scene.security
    for change in (
        lambda: data_requests.set_request(store, request_id, question="Other"),
        lambda: data_requests.set_side_answer(store, request_id, party, DataAnswer.YES, "x"),
        lambda: data_requests.clear_side_answer(store, request_id, party),
        lambda: data_requests.answer_request(store, request_id, DataAnswer.YES),
        lambda: data_requests.delete_request(store, request_id),
        lambda: data_requests.put_request_on_agenda(store, request_id, scene.planned),
    ):
        with pytest.raises(CommandRefused, match="R-2026-001 is answered, so it stays as it is"):
            change()
    assert dump(scene.store) == before


def test_a_new_review_asks_the_same_anew_and_leaves_the_answer(scene: Scene) -> None:
    """C5."""
    old = answered(scene)
    new = data_requests.review_again(scene.store, old)
    row = _row(scene, new)
    assert (row.number, row.is_open, row.until_on) == ("R-2026-002", True, "")
    assert (row.question, len(row.fields)) == (_row(scene, old).question, 2)
    assert row.before is not None
    assert row.before.number == "R-2026-001"
    after = _row(scene, old).after
    assert after is not None
    assert after.number == "R-2026-002"
    with pytest.raises(CommandRefused, match="reviewed again already"):
        data_requests.review_again(scene.store, old)
    data_requests.delete_request(scene.store, new)
    assert _row(scene, old).after is None
    assert scene.store.check() == []


def test_an_open_request_is_answered_not_reviewed_again(scene: Scene) -> None:
    with pytest.raises(CommandRefused, match="is not answered yet"):
        data_requests.review_again(scene.store, a_request(scene))


def test_bad_input_is_refused_with_a_sentence_and_changes_nothing(scene: Scene) -> None:
    """Bad input of C5."""
    people.archive_person(scene.store, scene.nadia)
    before = dump(scene.store)
    with pytest.raises(InvalidText, match="say which question"):
        data_requests.add_request(scene.store, " \n ")
    with pytest.raises(InvalidMoment, match="is over already"):
        data_requests.add_request(scene.store, "Who?", until_on="2026-06-22")
    with pytest.raises(InvalidMoment, match="is not a date"):
        data_requests.add_request(scene.store, "Who?", until_on="2026-06-31")
    with pytest.raises(CommandRefused, match="Nadia Rahmani is archived"):
        data_requests.add_request(scene.store, "Who?", asked_by_person_id=scene.nadia)
    assert dump(scene.store) == before
    assert data_requests.add_request(scene.store, "Who?", until_on="2026-06-23")


def test_a_request_whose_asker_left_can_still_be_edited(scene: Scene) -> None:
    request_id = data_requests.add_request(scene.store, "Who?", asked_by_person_id=scene.jonas)
    people.archive_person(scene.store, scene.jonas)
    data_requests.set_request(
        scene.store, request_id, question="Who else?", asked_by_person_id=scene.jonas
    )
    assert _row(scene, request_id).question == "Who else?"


def test_a_request_goes_onto_an_agenda_once_and_the_item_says_so(scene: Scene) -> None:
    """C5: sessions refer to it by number and state."""
    request_id = a_request(scene)
    item = data_requests.put_request_on_agenda(scene.store, request_id, scene.planned)
    (place,) = _row(scene, request_id).items
    assert (place.item_id, place.session) == (item, "2026/02")
    ref = request_of_item(scene.store, item)
    assert ref is not None
    assert (ref.number, ref.answer) == ("R-2026-001", "")
    title = scene.store.value("SELECT title FROM agenda_item WHERE id = ?", (item,))
    assert title == "R-2026-001: Which tools obey?"
    with pytest.raises(CommandRefused, match="R-2026-001 is on an agenda already"):
        data_requests.put_request_on_agenda(scene.store, request_id, None)


def test_a_decision_names_the_request_that_it_answers(scene: Scene) -> None:
    """C5: decisions refer to it."""
    request_id = answered(scene)
    data_requests.link_request_decision(scene.store, request_id, scene.decision)
    assert [ref.number for ref in requests_of_decision(scene.store, scene.decision)] == [
        "R-2026-001"
    ]
    assert "Two tools are switched off" in _row(scene, request_id).decision


def test_a_day_that_is_over_reminds_of_what_was_granted(scene: Scene) -> None:
    """C5: until when."""
    request_id = answered(scene)
    assert past_requests(scene.store) == []
    scene.clock.advance(days=192)
    assert [row.id for row in past_requests(scene.store)] == [request_id]


def test_an_item_that_is_carried_over_still_names_its_request(scene: Scene) -> None:
    """C5, P5: the number stays with the item from session to session."""
    request_id = a_request(scene)
    item = data_requests.put_request_on_agenda(scene.store, request_id, scene.planned)
    running.start_session(scene.store, scene.planned)
    running.close_session(scene.store, scene.planned, "Nothing waits")
    after = sessions.new_session(scene.store, "After", "2026-08-18T10:00")
    found = carry_over(scene.store, after).candidates
    (chosen,) = [each for each in found if each.source_id == item]
    (copy,) = carry(scene.store, after, [chosen])
    ref = request_of_item(scene.store, copy)
    assert ref is not None
    assert ref.number == "R-2026-001"
    assert [place.session for place in _row(scene, request_id).items] == ["2026/02", "2026/03"]
    with pytest.raises(CommandRefused, match="is on an agenda already"):
        data_requests.put_request_on_agenda(scene.store, request_id, after)
