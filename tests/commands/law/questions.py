"""Questions and their shelf (L6)."""

from __future__ import annotations

from facilitator.commands import questions
from tests.commands.law import Table, nothing
from tests.commands.scene import Scene


def _asked(s: Scene) -> int:
    return questions.ask_question(
        s.store, "What is a framework?", from_person_id=s.jonas, to_person_id=s.nadia
    )


def _answered(s: Scene) -> int:
    question = _asked(s)
    questions.answer_question(s.store, question, "A list of what to look after", by_id=s.nadia)
    return question


def _on_shelf(s: Scene) -> int:
    question = _asked(s)
    questions.put_on_shelf(s.store, question)
    return question


LAW: Table = {
    "questions.ask_question": (nothing, lambda s, _: _asked(s)),
    "questions.set_question": (
        _asked, lambda s, q: questions.set_question(s.store, q, to_party_id=s.marketing),
    ),
    "questions.answer_question": (
        _answered, lambda s, q: questions.answer_question(s.store, q, "Rules", by_id=s.nadia),
    ),
    "questions.confirm_answer": (_answered, lambda s, q: questions.confirm_answer(s.store, q)),
    "questions.ask_again": (_answered, lambda s, q: questions.ask_again(s.store, q, "Why that?")),
    "questions.put_on_shelf": (_asked, lambda s, q: questions.put_on_shelf(s.store, q)),
    "questions.take_off_shelf": (_on_shelf, lambda s, q: questions.take_off_shelf(s.store, q)),
    "questions.put_on_agenda": (
        _asked, lambda s, q: questions.put_on_agenda(s.store, q, s.planned),
    ),
    "questions.bring_shelf": (nothing, lambda s, _: questions.bring_shelf(s.store)),
}  # fmt: skip
