"""Goals as paper shows them: both sides, milestones, money; and which session worked on which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from facilitator.domain.acceptance import standing
from facilitator.domain.words import MilestoneState
from facilitator.projections.common_ground import (
    GoalEntry,
    GoalSide,
    MilestoneLine,
    MoneyLine,
    TouchedGoal,
)
from facilitator.projections.moments import minutes_of
from facilitator.projections.names import IN_LIST, Names, id_list, load_names
from facilitator.projections.types import GoalRegister
from facilitator.queries.engagement import day_of
from facilitator.queries.numbers import capture_label
from facilitator.store import Reader, Row


def build_goals(reader: Reader) -> GoalRegister:
    """Return every goal in the order in which people keep them, late as of today."""
    names, on = load_names(reader), day_of(reader).isoformat()
    currency = reader.value("SELECT currency FROM engagement ORDER BY id LIMIT 1")
    goals = Goals(reader, names)
    entries = tuple(goals.entry(each, on) for each in goals.ids)
    return GoalRegister(names.head, str(currency or "EUR"), on, entries)


class Goals:
    """Goals with everything that hangs on them, read in one go."""

    def __init__(self, reader: Reader, names: Names, ids: Iterable[int] | None = None) -> None:
        """Read some goals, all of them where no ids are given."""
        where, params = ("true", ()) if ids is None else (f"id {IN_LIST}", (id_list(ids),))
        rows = reader.all(f"SELECT * FROM goal WHERE {where} ORDER BY position, id", params)
        self._names = names
        self._rows = {row["id"]: row for row in rows}
        self._hung = _Hung(reader, names, id_list(self._rows))

    @property
    def ids(self) -> list[int]:
        """Return the goals that were read, in their order."""
        return list(self._rows)

    def entry(self, goal_id: int, on: str, until: str | None = None) -> GoalEntry:
        """Return one goal.

        `on` is the day that decides what is late and who is at the table; `until` is a UTC stamp:
        sides that came to the table later are left out.
        """
        row, hung = self._rows[goal_id], self._hung
        sides = hung.sides(row, on, until)
        return GoalEntry(
            title=row["title"],
            horizon=row["horizon"],
            measure=row["measure"] or "",
            begins_on=row["begins_on"] or "",
            due_on=row["due_on"] or "",
            owner=self._names.person(row["owner_id"]),
            sponsors=hung.sponsors(goal_id),
            state=row["state"],
            state_reason=row["state_reason"] or "",
            common_ground=row["common_ground"] or "",
            is_common=bool(sides) and not any(side.is_empty for side in sides),
            sides=sides,
            milestones=hung.milestones(goal_id, on),
            money=hung.money(goal_id),
        )


class _Hung:
    """What hangs on some goals, read in one go."""

    def __init__(self, reader: Reader, names: Names, ids: str) -> None:
        self._names = names
        self._sides = _grouped(reader, "SELECT * FROM goal_party", ids)
        self._milestones = _grouped(reader, "SELECT * FROM milestone", ids, "position, id")
        self._sponsors = _grouped(reader, "SELECT * FROM goal_sponsor", ids)
        self._lines = _grouped(reader, "SELECT * FROM budget_line", ids, "position, id")
        self._shares: defaultdict[int, list[Row]] = defaultdict(list)
        for row in reader.all("SELECT * FROM budget_share ORDER BY id"):
            self._shares[row["line_id"]].append(row)

    def sides(self, goal: Row, on: str, until: str | None) -> tuple[GoalSide, ...]:
        """Return a side for every party at the table, and for those that said something."""
        said = {row["party_id"]: row for row in self._sides[goal["id"]]}
        names = self._names
        return tuple(
            self._side(goal, party_id, said.get(party_id, {}))
            for party_id in names.parties
            if party_id in said or self._is_at_table(party_id, on, until)
        )

    def _is_at_table(self, party_id: int, on: str, until: str | None) -> bool:
        has_left = self._names.has_left(party_id, on)
        return not has_left and self._names.had_joined(party_id, until)

    def _side(self, goal: Row, party_id: int, row: Mapping[str, Any]) -> GoalSide:
        return GoalSide(
            party=self._names.parties[party_id],
            position=row.get("position_text") or "",
            interests=tuple((row.get("interest") or "").splitlines()),
            scope_in=row.get("scope_in") or "",
            scope_out=row.get("scope_out") or "",
            standing=standing(row.get("accepted_words"), goal["common_ground"]).value,
            accepted_on=row.get("accepted_on") or "",
            accepted_by=self._names.person(row.get("accepted_by_id")),
        )

    def milestones(self, goal_id: int, on: str) -> tuple[MilestoneLine, ...]:
        return tuple(
            MilestoneLine(
                title=row["title"],
                due_on=row["due_on"] or "",
                done_on=row["done_on"] or "",
                owner=self._names.person(row["owner_id"]),
                state=row["state"],
                is_late=row["state"] == MilestoneState.OPEN and (row["due_on"] or "9") < on,
            )
            for row in self._milestones[goal_id]
        )

    def sponsors(self, goal_id: int) -> tuple[str, ...]:
        return tuple(self._names.person(row["person_id"]) for row in self._sponsors[goal_id])

    def money(self, goal_id: int) -> tuple[MoneyLine, ...]:
        return tuple(
            MoneyLine(row["name"], row["cents"], row["state"], tuple(self._parts(row["id"])))
            for row in self._lines[goal_id]
        )

    def _parts(self, line_id: int) -> Iterable[Any]:
        for row in self._shares[line_id]:
            if mark := self._names.party(row["party_id"]):
                yield mark, row["percent"]


def _grouped(
    reader: Reader, select: str, ids: str, order: str = "id"
) -> defaultdict[int, list[Row]]:
    out: defaultdict[int, list[Row]] = defaultdict(list)
    for row in reader.all(f"{select} WHERE goal_id {IN_LIST} ORDER BY {order}", (ids,)):
        out[row["goal_id"]].append(row)
    return out


_ITEMS = f"""
SELECT session_id, goal_id, sum(coalesce(used_s, 0)) AS used_s FROM agenda_item
WHERE goal_id IS NOT NULL AND session_id {IN_LIST}
GROUP BY session_id, goal_id"""
_SAID = f"""
SELECT c.session_id, coalesce(c.goal_id, i.goal_id) AS goal_id, c.kind, n.year, n.n
FROM capture c LEFT JOIN agenda_item i ON i.id = c.item_id
LEFT JOIN issued_number n ON n.row_id = c.id AND n.kind = c.kind
WHERE c.session_id {IN_LIST} AND coalesce(c.goal_id, i.goal_id) IS NOT NULL
  AND c.kind <> 'note' ORDER BY n.year, n.n, c.id"""


class Touched:
    """Which goals some sessions worked on, by their items and by what was said for a goal (G6)."""

    def __init__(self, reader: Reader, names: Names, session_ids: Iterable[int]) -> None:
        ids = id_list(session_ids)
        self._items = {
            (row["session_id"], row["goal_id"]): row["used_s"] for row in reader.all(_ITEMS, (ids,))
        }
        self._said: defaultdict[tuple[int, int], list[Row]] = defaultdict(list)
        for row in reader.all(_SAID, (ids,)):
            self._said[row["session_id"], row["goal_id"]].append(row)
        self._goals = Goals(reader, names, {goal for _, goal in self._items.keys() | self._said})

    def of(self, session_id: int, on: str, until: str | None) -> tuple[TouchedGoal, ...]:
        """Return the goals of one session in their order; see `Goals.entry`."""
        touched = {
            goal
            for session, goal in self._items.keys() | self._said.keys()
            if session == session_id
        }
        return tuple(
            TouchedGoal(
                self._goals.entry(goal_id, on, until),
                minutes_of(self._items.get((session_id, goal_id)) or 0),
                self._numbers(session_id, goal_id, "decision"),
                self._numbers(session_id, goal_id, "action"),
            )
            for goal_id in self._goals.ids
            if goal_id in touched
        )

    def _numbers(self, session_id: int, goal_id: int, kind: str) -> tuple[str, ...]:
        found = (
            capture_label(kind, row["year"], row["n"])
            for row in self._said[session_id, goal_id]
            if row["kind"] == kind
        )
        return tuple(number for number in found if number)
