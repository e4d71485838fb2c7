"""Minutes between the sides: every command is a fact that undo does not go back behind (M2)."""

from __future__ import annotations

from tests.commands.law import Table

LAW: Table = {}
NO_LAW = {
    "minutes.circulate_minutes",
    "minutes.circulate_corrected",
    "minutes_answers.answer_minutes",
    "minutes_answers.take_back_answer",
    "minutes_answers.approve_minutes",
    "minutes.correct_approved",
    "minutes.must_be",
    "record.append_event",
}
