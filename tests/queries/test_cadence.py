"""The figures of the advice: on the demo as counted by hand, and one case for each rule (K3).

The hand count reads the story of the demo, never the store.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest

from facilitator import resources
from facilitator.cadence.advice import TermName, advise
from facilitator.clock import FixedClock
from facilitator.queries.cadence import Counted, counted
from facilitator.queries.carry_over import waiting_topics
from facilitator.queries.series import series as all_series
from facilitator.store import Reader
from tests.demo_file import ANCHOR, NOW, demo_file

Json = dict[str, Any]
ON = ANCHOR.isoformat()
PARKED, CONCERN, DEFERRED, ACTION = 10, 15, 10, 5  # minutes, the usual sizes


# --- the hand count ------------------------------------------------------------------------------


class Hand:
    """The demo counted from its story. Rows are (text, minutes or what else counted)."""

    def __init__(self, story: Json) -> None:
        self.story = story
        self.sessions: list[Json] = sorted(story["sessions"], key=lambda each: each["starts_local"])
        self.rows = [(row, each) for each in self.sessions for row in each.get("captures", ())]

    def items(self) -> Iterator[tuple[Json, Json | None]]:
        for item in self.story["backlog"]:
            yield item, None
        for each in self.sessions:
            for item in each["items"]:
                yield item, each

    def held(self) -> list[Json]:
        """The sessions that lie behind, the latest first."""
        return [each for each in self.sessions[::-1] if each["state"] == "closed"]

    def taken(self) -> set[str]:
        """What stands on an agenda to come or in the backlog, and all that it came from."""
        came = {item["id"]: item.get("came_from_id") for item, _ in self.items()}
        found: set[str] = set()
        for item, where in self.items():
            if where is None or where["state"] in ("planned", "running"):
                source = item.get("came_from_id")
                while source is not None and source not in found:
                    found.add(source)
                    source = came.get(source)
        return found

    def open_ones(self, kind: str) -> list[tuple[Json, Json]]:
        """The parked points, or the concerns, that are open, with their session."""
        answered = {row["id"]: row for row, _ in self.rows}
        for row, where in self.rows:
            assert "id" in row, row
            assert where["state"] == "closed", "all were raised in a session that was held"
            if row["kind"] == "concern" and (by := row["concern"].get("answered_by_id")):
                part = answered[by].get("decision") or answered[by].get("action")
                assert part["state"] not in ("rejected", "declined", "dropped"), by
                assert part["state"] != "superseded" or by in self.replaced(), by
        return [
            (row, where)
            for row, where in self.rows
            if row["kind"] == kind
            and "settled_on" not in row
            and (kind != "concern" or row["concern"]["state"] == "open")
        ]

    def replaced(self) -> set[str]:
        return {row.get("decision", {}).get("supersedes_id") for row, _ in self.rows}

    def arrived(self) -> list[tuple[str, int]]:
        since = (ANCHOR - timedelta(days=28)).isoformat()
        found = [
            (item["title"], item["length_min"])
            for item, _ in self.items()
            if since < item.get("arrived_on", "") <= ON
            and not item.get("is_standing")
            and item.get("came_from_kind") != "agenda_item"
        ]
        once = {item.get("came_from_id") for item, _ in self.items()}
        for kind, size in (("parked", PARKED), ("concern", CONCERN)):
            for row, where in self.open_ones(kind):
                if since < where["starts_local"][:10] <= ON and row["id"] not in once:
                    found.append((row["text"], size))
        return found

    def waiting(self) -> list[tuple[str, int]]:
        found = [(item["title"], item["length_min"]) for item in self.story["backlog"]]
        for item, where in self.items():
            is_past = where is not None and where["state"] in ("closed", "cancelled")
            if is_past and item["state"] != "done" and not item.get("is_standing"):
                found.append((item["title"], item["length_min"]))
        taken = self.taken()
        for kind, size in (("parked", PARKED), ("concern", CONCERN)):
            found += [
                (row["text"], size) for row, _ in self.open_ones(kind) if row["id"] not in taken
            ]
        for row, _ in self.rows:
            decision, action = row.get("decision", {}), row.get("action", {})
            if row["id"] in taken:
                continue
            if decision.get("state") == "deferred" and decision.get("review_on", "") <= ON:
                found.append((row["text"], DEFERRED))
            if action.get("state") in ("asked", "promised") and action.get("due_on", "9") < ON:
                found.append((row["text"], ACTION))
        for each in self.sessions:
            over = sum(item["length_min"] for item in each["items"]) - each["length_min"]
            if each["state"] == "planned" and each["starts_local"] >= ON and over > 0:
                found.append((each["title"], over))
        return found

    def serious(self) -> list[str]:
        return [
            row["text"]
            for row, _ in self.open_ones("concern")
            if row["concern"].get("severity") == "high"
        ]

    def risky(self) -> tuple[str, int]:
        """The milestone at risk or late that is nearest, and the days to it."""
        due, title = min(
            (step["due_on"], step["title"])
            for goal in self.story["goals"]
            for step in goal["milestones"]
            if step["state"] == "open"
            and goal["state"] not in ("done", "dropped")
            and (goal["state"] in ("at_risk", "late") or step["due_on"] < ON)
        )
        return title, (date.fromisoformat(due) - ANCHOR).days

    def attended(self) -> dict[str, list[bool]]:
        """For each side whether somebody of it was at each of the last four sessions."""
        found: dict[str, list[bool]] = {}
        for party in self.story["parties"]:
            for each in self.held()[:4]:
                rows = [row for row in each["attendance"] if row.get("party_id") == party["id"]]
                there = any(row["state"] == "present" for row in rows)
                found.setdefault(party["short_name"], []).append(there)
        return found

    def in_a_row(self, kind: str) -> int:
        """How many sessions in a row were thin or overfull, from the latest backwards."""
        left_out = [
            (each["original_local"], None)
            for row in self.story["series"]
            for each in row.get("exceptions", ())
            if each["state"] == "skipped" and each["original_local"][:10] <= ON
        ]
        behind = [(each["starts_local"], each) for each in self.held()]
        count = 0
        for _, each in sorted([*behind, *left_out], key=lambda pair: pair[0], reverse=True):
            if each is None:
                hit = kind == "thin"
            elif kind == "thin":
                used = sum(item.get("used_min", 0) for item in each["items"])
                hit = used * 2 < each["length_min"]
            else:
                real = [item for item in each["items"] if not item.get("is_standing")]
                over = sum(item["length_min"] for item in real if item["state"] != "done")
                hit = over * 4 >= sum(item["length_min"] for item in real)
            if not hit:
                return count
            count += 1
        return count

    def current(self) -> int:
        """The rhythm in force, days."""
        (row,) = self.story["series"]
        begun = [each for each in row["rhythms"] if each["starts_local"][:10] <= ON]
        rule = max(begun, key=lambda each: each["starts_local"])["rule"]
        return 7 * int(rule.removeprefix("FREQ=WEEKLY;INTERVAL="))


@pytest.fixture(scope="module")
def hand() -> Hand:
    return Hand(json.loads(resources.text("demo", "demo.json")))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    path = demo_file(tmp_path_factory.mktemp("cadence"))
    with Reader.open(path, FixedClock(NOW)) as reader:
        yield reader


@pytest.fixture
def found(demo: Reader) -> Counted:
    (row,) = all_series(demo)
    found = counted(demo, row.id, ANCHOR)
    assert found is not None
    return found


def _rows(found: Counted, name: TermName) -> list[tuple[str, Any]]:
    return sorted((row.text, row.minutes) for row in found.sources(name))


def test_what_arrived_equals_the_hand_count_row_by_row(found: Counted, hand: Hand) -> None:
    by_hand = hand.arrived()
    assert _rows(found, TermName.NEW) == sorted(by_hand)
    assert found.inputs.new_per_week == Fraction(sum(size for _, size in by_hand), 4)


def test_what_waits_equals_the_hand_count_row_by_row(found: Counted, hand: Hand) -> None:
    by_hand = hand.waiting()
    assert len(by_hand) > 5
    assert _rows(found, TermName.QUEUE) == sorted(by_hand)
    assert found.inputs.queue == sum(size for _, size in by_hand)


def test_the_serious_concerns_equal_the_hand_count(found: Counted, hand: Hand) -> None:
    assert [row.text for row in found.sources(TermName.CONCERN)] == hand.serious()
    assert found.inputs.red_flag is bool(hand.serious())


def test_the_milestone_at_risk_equals_the_hand_count(found: Counted, hand: Hand) -> None:
    title, days = hand.risky()
    (row,) = found.sources(TermName.MILESTONE)
    assert (row.text, found.inputs.risky_milestone) == (title, days)


def test_attendance_equals_the_hand_count(found: Counted, hand: Hand) -> None:
    shares = [Fraction(sum(there), len(there)) for there in hand.attended().values()]
    assert found.inputs.attendance == min(shares)
    rows = found.sources(TermName.ATTENDANCE)
    there = hand.attended()[rows[0].name]
    assert [row.why == "attended" for row in rows] == there
    assert [row.day for row in rows] == [each["starts_local"][:10] for each in hand.held()[:4]]


def test_thin_and_overfull_sessions_equal_the_hand_count(found: Counted, hand: Hand) -> None:
    assert found.inputs.thin == hand.in_a_row("thin")
    assert found.inputs.overfull == hand.in_a_row("overfull")


def test_incidents_equal_the_hand_count(found: Counted, hand: Hand) -> None:
    still = [
        each["title"]
        for each in hand.story.get("incidents", ())
        if each["opened_on"] <= ON < each.get("closed_on", "9")
    ]
    assert [row.text for row in found.sources(TermName.INCIDENT)] == still
    assert found.inputs.incident is bool(still)


def test_rhythm_length_and_age_equal_the_hand_count(found: Counted, hand: Hand) -> None:
    first = date.fromisoformat(hand.held()[-1]["starts_local"][:10])
    plan = hand.story.get("plan", {})
    assert found.inputs.age == (ANCHOR - first).days
    assert (found.inputs.current, found.inputs.length) == (hand.current(), 60)
    assert found.inputs.fixed == plan.get("fixed_min", 20)


def test_no_decision_of_the_demo_is_due_before_its_next_session(found: Counted, hand: Hand) -> None:
    needed = [item["needed_on"] for item, _ in hand.items() if "needed_on" in item]
    needed += [
        row["decision"]["needed_on"]
        for row, _ in hand.rows
        if "needed_on" in row.get("decision", {})
        and row["decision"]["state"] in ("proposed", "deferred")
    ]
    first = next(each for each in hand.sessions if each["starts_local"] >= ON)
    assert found.coming is not None
    assert found.coming.starts_local == first["starts_local"]
    early = [day for day in needed if day < first["starts_local"][:10]]
    expected = (date.fromisoformat(min(early)) - ANCHOR).days if early else None
    assert found.inputs.decision_due == expected
    assert not found.inputs.next_is_empty


def test_the_advice_on_the_demo_is_that_of_the_hand_count(found: Counted, hand: Hand) -> None:
    """36 usable minutes; the need of the hand count; one step from four weeks to two."""
    need = Fraction(sum(n for _, n in hand.arrived()), 4) + Fraction(
        sum(n for _, n in hand.waiting()), 4
    )
    raw = 7 * 36 / need
    fits = max((step for step in (7, 14, 28) if step <= raw * Fraction(115, 100)), default=7)
    _, left = hand.risky()
    half = Fraction(left, 2) * Fraction(115, 100)
    cap = max((step for step in (7, 14, 28) if step <= half), default=7)
    given = advise(found.inputs, found.thresholds)
    assert (given.usable, given.need, given.raw_days) == (36, need, raw)
    assert given.target == min(fits, cap, 14)
    assert (found.inputs.current, given.days) == (28, 14)


def test_every_row_of_a_figure_is_a_row_of_the_file(found: Counted, demo: Reader) -> None:
    tables = {
        "item": "agenda_item", "parked": "capture", "concern": "concern", "decision": "decision",
        "action": "action", "session": "session", "milestone": "milestone",
        "incident": "incident", "slot": "series_exception",
    }  # fmt: skip
    for figure in found.figures.values():
        assert figure.count == len(figure.sources)
        for row in figure.sources:
            assert demo.value(f"SELECT 1 FROM {tables[row.kind]} WHERE id = ?", (row.id,)), row


def test_what_waits_is_offered_by_the_preview_of_carrying_over(
    found: Counted, demo: Reader
) -> None:
    """Two rooms, one rule: what counts as waiting is a candidate there, unless in the backlog."""
    offered = {each.source_id for each in waiting_topics(demo, found.series.id).candidates}
    kinds = {"parked", "concern", "deferred", "overdue", "not_reached", "skipped"}
    counted_ids = {row.id for row in found.sources(TermName.QUEUE) if row.why in kinds}
    assert counted_ids
    assert counted_ids <= offered


# --- another day ---------------------------------------------------------------------------------


def test_another_day_is_counted_from_what_was_so_then(demo: Reader) -> None:
    (row,) = all_series(demo)
    spring = counted(demo, row.id, date(2026, 3, 31))
    assert spring is not None
    assert (spring.inputs.current, spring.inputs.age) == (14, 77)
    days = [each.day for each in spring.sources(TermName.ATTENDANCE)]
    assert days == ["2026-03-24", "2026-03-10", "2026-02-24", "2026-02-10"]
    before = counted(demo, row.id, date(2026, 1, 1))
    assert before is not None
    assert (before.inputs.current, before.inputs.age, before.inputs.attendance) == (14, 0, None)


def test_a_later_day_brings_its_own_overdue_actions_and_days(demo: Reader) -> None:
    (row,) = all_series(demo)
    now, later = counted(demo, row.id, ANCHOR), counted(demo, row.id, ANCHOR + timedelta(days=10))
    assert now is not None
    assert later is not None
    assert later.inputs.age == (now.inputs.age or 0) + 10
    assert later.inputs.risky_milestone == (now.inputs.risky_milestone or 0) - 10
