"""The minutes of the demo: which versions went out, what the sides said, what was approved (M2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from facilitator.commands.minutes import (
    Correction,
    circulate_corrected,
    circulate_minutes,
    correct_approved,
)
from facilitator.commands.minutes_answers import Objection, answer_minutes
from facilitator.commands.record import append_event
from facilitator.domain.moved_dates import MovedDates
from facilitator.domain.words import MinutesAnswer, MinutesState
from facilitator.queries.numbers import item_label
from facilitator.store import Store

Json: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class DemoMinutes:
    """Writes the story's minutes; `ids` and `words` know its people, sessions and places.

    The days of the story may lie before or after today, so what a person could only do on that
    day is written as it would stand afterwards.
    """

    store: Store
    ids: Mapping[str, int]
    dates: MovedDates
    words: Callable[[str], str]
    style: str

    def write(self, session: Json, position: Mapping[str, int]) -> None:
        """Write all versions of one session's minutes; `position` counts its items."""
        for version in session["minutes"]:
            self._circulate(session, version, position)
        last = session["minutes"][-1]
        for late in last.get("late", ()):
            self._correct_late(session, late, position)

    def _circulate(self, session: Json, version: Json, position: Mapping[str, int]) -> None:
        session_id = self.ids[session["id"]]
        window = {
            "comments_until": self.dates.day(version["until"]),
            "circulated_on": self.dates.day(version["on"]),
        }
        if "corrections" in version:
            made = [self._correction(session, each, position) for each in version["corrections"]]
            minutes_id = circulate_corrected(self.store, session_id, made, **window)
            self._date("correction", "minutes_id", minutes_id, version["on"])
        else:
            minutes_id = self._first(session, version, window)
        for answer in version.get("answers", ()):
            self._answer(session, minutes_id, answer, position)
        if "approved" in version:
            self._approve(minutes_id, version["approved"])

    def _first(self, session: Json, version: Json, window: Mapping[str, str]) -> int:
        """Send the first version out, with the words that a later one corrects."""
        session_id = self.ids[session["id"]]
        later = {each["item"]: each for each in version.get("says", ())}
        now = {
            name: str(self.store.value("SELECT outcome FROM agenda_item WHERE id = ?", (item_id,)))
            for name in later
            if (item_id := self.ids[name])
        }
        for name, each in later.items():
            self.store.update("agenda_item", self.ids[name], outcome=self.words(each["outcome"]))
        minutes_id = circulate_minutes(self.store, session_id, style=self.style, **window)
        for name, outcome in now.items():
            self.store.update("agenda_item", self.ids[name], outcome=outcome)
        return minutes_id

    def _correction(self, session: Json, each: Json, position: Mapping[str, int]) -> Correction:
        return Correction(
            self._target(session, each["item"], position),
            self.words(each["before"]),
            self.words(each["after"]),
            self.words(each["because"]),
            self.ids[each["party"]],
        )

    def _correct_late(self, session: Json, each: Json, position: Mapping[str, int]) -> None:
        wanted = self._correction(session, each, position)
        minutes_id = self.store.value(
            "SELECT id FROM minutes WHERE session_id = ? ORDER BY version DESC",
            (self.ids[session["id"]],),
        )
        correct_approved(
            self.store, minutes_id, wanted.target, wanted.before, wanted.after, wanted.because,
            wanted.asked_by_party_id,
        )  # fmt: skip
        self._date("correction", "minutes_id", minutes_id, each["on"])

    def _answer(
        self, session: Json, minutes_id: int, answer: Json, position: Mapping[str, int]
    ) -> None:
        objections = [
            Objection(self._target(session, each["item"], position), self.words(each["note"]))
            for each in answer.get("objections", ())
        ]
        answer_id = answer_minutes(
            self.store,
            minutes_id,
            self.ids[answer["party"]],
            answer["answer"],
            note=self.words(answer.get("note", "")),
            by_name=answer["by"],
            came_by=answer["came_by"],
            objections=objections,
        )
        self.store.update("minutes_answer", answer_id, at=self._noon(answer["on"]))

    def _approve(self, minutes_id: int, approved: Json) -> None:
        on = self.dates.day(approved["on"])
        for party in approved.get("silent", ()):
            self.store.insert(
                "minutes_answer",
                minutes_id=minutes_id,
                party_id=self.ids[party],
                answer=MinutesAnswer.NO_OBJECTION.value,
                came_by="",
                at=self._noon(approved["on"]),
            )
        despite = self.words(approved.get("despite", "")) or None
        self.store.update(
            "minutes",
            minutes_id,
            state=MinutesState.APPROVED.value,
            approved_on=on,
            approved_in_id=self.ids[approved["in"]],
            despite=despite,
        )
        facts = {"on": on, "despite": despite or ""}
        append_event(self.store, MinutesState.APPROVED, minutes_id, facts)

    def _target(self, session: Json, item: str, position: Mapping[str, int]) -> str:
        return item_label(self.words("{" + session["id"] + "}"), position[item])

    def _date(self, table: str, column: str, row_id: int, on: str) -> None:
        for row in self.store.all(f"SELECT id FROM {table} WHERE {column} = ?", (row_id,)):
            self.store.update(table, row["id"], at=self._noon(on))

    def _noon(self, on: str) -> str:
        return self.dates.stamp(on, "12:00")
