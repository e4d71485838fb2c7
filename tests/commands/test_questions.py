"""Questions: answered in plain words, confirmed by the asker; without a name too (L6, L8)."""

from __future__ import annotations

import json

import pytest

from facilitator import resources
from facilitator.commands import captures, parties, questions
from facilitator.domain.words import CaptureKind
from facilitator.errors import CommandRefused
from facilitator.queries.prepare import agenda, backlog
from facilitator.queries.questions import earlier_answers, question, question_count
from facilitator.queries.questions import questions as all_questions
from tests.commands.scene import Scene


def _asked(s: Scene, **more: object) -> int:
    named = {"from_person_id": s.jonas, "to_person_id": s.nadia} | more
    return questions.ask_question(s.store, "What is a framework?", **named)  # type: ignore[arg-type]


def test_only_the_asker_ends_a_question(scene: Scene) -> None:
    """L6: asked, answered in plain words by somebody, confirmed by the asker."""
    asked = _asked(scene)
    with pytest.raises(CommandRefused, match="no answer yet"):
        questions.confirm_answer(scene.store, asked)
    questions.answer_question(scene.store, asked, "A checklist", by_id=scene.nadia)
    found = question(scene.store, asked)
    assert found is not None
    assert (found.state, found.answered_by.person, found.answered_by.party) == (
        "answered", "Nadia Rahmani", "Security",
    )  # fmt: skip
    settled = "SELECT settled_on FROM capture WHERE id = ?"
    assert scene.store.value(settled, (asked,)) is None
    questions.confirm_answer(scene.store, asked)
    found = question(scene.store, asked)
    assert found is not None
    assert (found.state, found.confirmed_on) == ("confirmed", "2026-06-23")
    assert scene.store.value(settled, (asked,)) == "2026-06-23"
    with pytest.raises(CommandRefused, match="Ask again"):
        questions.answer_question(scene.store, asked, "Another one")


def test_asked_again_the_answer_so_far_is_kept(scene: Scene) -> None:
    """L6."""
    asked = _asked(scene)
    questions.answer_question(scene.store, asked, "ISO 27001", by_id=scene.nadia)
    questions.confirm_answer(scene.store, asked)
    questions.ask_again(scene.store, asked, "Those are letters")
    found = question(scene.store, asked)
    assert found is not None
    assert (found.state, found.answer, found.confirmed_on) == ("open", "", "")
    assert [(each.text, each.why) for each in earlier_answers(scene.store, asked)] == [
        ("ISO 27001", "Those are letters")
    ]
    with pytest.raises(CommandRefused, match="open already"):
        questions.ask_again(scene.store, asked)


def test_settling_a_question_anywhere_answers_and_confirms_it(scene: Scene) -> None:
    """One truth: `captures.settle` writes answer, days and flag; reopening keeps the answer."""
    asked = captures.capture(scene.store, CaptureKind.QUESTION, "Which two tools?")
    captures.settle(scene.store, asked, "Mailer and printer")
    found = question(scene.store, asked)
    assert found is not None
    assert (found.state, found.answer, found.answered_on) == (
        "confirmed", "Mailer and printer", "2026-06-23",
    )  # fmt: skip
    captures.reopen_capture(scene.store, asked)
    found = question(scene.store, asked)
    assert found is not None
    assert (found.state, found.answer) == ("answered", "Mailer and printer")


def test_without_a_name_the_person_is_written_nowhere(scene: Scene) -> None:
    """L8: not in the row, not in the journal, and nobody can add it later."""
    asked = _asked(scene, is_nameless=True)
    row = scene.store.one("SELECT * FROM capture WHERE id = ?", (asked,))
    assert row is not None
    assert (row["person_id"], row["party_id"]) == (None, None)
    images = scene.store.all("SELECT after FROM journal WHERE pk = ?", (asked,))
    assert images
    for image in images:
        assert str(scene.jonas) not in str(json.loads(image["after"]))
    with pytest.raises(CommandRefused, match="without a name"):
        captures.set_capture(scene.store, asked, person_id=scene.jonas)


def test_the_three_shipped_questions_come_answered_and_only_once(scene: Scene) -> None:
    """L6: asked and answered by the sides that play these parts."""
    assert questions.bring_shelf(scene.store) == 3
    found = all_questions(scene.store)
    assert {each.text for each in found} == {
        "What is a security framework?",
        "Why does a cloud environment carry different risks?",
        "Why do these data points matter to marketing?",
    }
    assert all(each.is_on_shelf and each.state == "answered" for each in found)
    cloud = next(each for each in found if "cloud" in each.text)
    assert (cloud.asker.party, cloud.answered_by.party) == ("Marketing", "Security")
    with pytest.raises(CommandRefused, match="already"):
        questions.bring_shelf(scene.store)
    captures.delete_capture(scene.store, cloud.id)
    assert questions.bring_shelf(scene.store) == 1
    assert question_count(scene.store) == 3


def test_the_shelf_follows_the_homes_of_words_and_a_side_that_is_not_here(scene: Scene) -> None:
    """L6: `home_party` says who plays Marketing; nobody may."""
    legal = parties.add_party(scene.store, "Growth")
    with scene.store.step("Homes"):
        scene.store.insert("home_party", label="Marketing", party_id=legal)
        scene.store.insert("home_party", label="Security", party_id=None)
    questions.bring_shelf(scene.store)
    cloud = next(each for each in all_questions(scene.store) if "cloud" in each.text)
    assert (cloud.asker.party, cloud.answered_by.party) == ("Growth", "")


def test_the_shipped_answers_are_plain(scene: Scene) -> None:
    shipped = json.loads(resources.text("questions", "shelf.json"))["questions"]
    for each in shipped:
        assert 200 < len(each["answer"]) < 1500
        assert {"text", "from", "to", "answer"} <= set(each)


def test_a_question_becomes_five_minutes_of_an_agenda(scene: Scene) -> None:
    """L6: on the next agenda with who asked, or in the backlog."""
    asked = _asked(scene)
    item = questions.put_on_agenda(scene.store, asked, scene.planned)
    row = next(each for each in agenda(scene.store, scene.planned) if each.id == item)
    assert (row.title, row.length_s, row.asked_by, row.lead) == (
        "What is a framework?", 300, "Marketing", "Nadia Rahmani",
    )  # fmt: skip
    found = question(scene.store, asked)
    assert found is not None
    assert (found.agenda_item_id, found.agenda_on) == (item, "2026-07-21")
    other = questions.put_on_agenda(scene.store, _asked(scene), None)
    assert [each.id for each in backlog(scene.store)] == [other]


def test_open_questions_come_first_then_those_that_wait_for_the_asker(scene: Scene) -> None:
    """L6."""
    confirmed, answered, opened = (_asked(scene) for _number in range(3))
    for each in (confirmed, answered):
        questions.answer_question(scene.store, each, "So", by_id=scene.nadia)
    questions.confirm_answer(scene.store, confirmed)
    assert [each.id for each in all_questions(scene.store)] == [opened, answered, confirmed]
