"""Many sessions in one document, and the registers (M1, D5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from facilitator.commands import captures
from facilitator.domain.words import CaptureKind
from facilitator.projections.minutes import build_minutes
from facilitator.projections.record import build_record
from facilitator.projections.registers import build_actions, build_decisions
from tests.commands.scene import Scene
from tests.projections.listening import ListeningReader


def test_a_record_holds_the_sessions_held_oldest_first(demo: ListeningReader) -> None:
    record = build_record(demo)
    numbers = [minutes.session.number for minutes in record.sessions]
    assert numbers == [f"2026/{n:02d}" for n in range(1, 13)]
    assert (record.from_on, record.to_on) == ("2026-01-13", "2026-06-23")
    assert len(record.decisions) == sum(len(minutes.decisions) for minutes in record.sessions)
    assert len(record.actions) == sum(len(minutes.actions) for minutes in record.sessions)


def test_the_minutes_in_a_record_are_those_of_each_session(demo: ListeningReader) -> None:
    record = build_record(demo)
    terms = set(record.terms)
    for minutes in record.sessions:
        row = demo.one("SELECT id FROM session WHERE title = ?", (minutes.session.title,))
        assert row
        own = build_minutes(demo, row["id"])
        assert replace(own, terms=()) == minutes
        assert set(own.terms) <= terms


def test_both_days_of_a_record_are_included(demo: ListeningReader) -> None:
    record = build_record(demo, date(2026, 1, 13), "2026-02-10")
    assert [minutes.session.number for minutes in record.sessions] == [
        "2026/01",
        "2026/02",
        "2026/03",
    ]
    assert build_record(demo, "2030-01-01").sessions == ()


def test_more_sessions_ask_no_more_questions(demo: ListeningReader) -> None:
    """A record of a hundred sessions must not run thousands of queries."""
    build_record(demo, "2026-01-13", "2026-01-13")
    few = len(demo.asked)
    demo.asked.clear()
    build_record(demo)
    assert len(demo.asked) == few < 80


def test_no_projection_asks_a_sealed_table_or_the_search(demo: ListeningReader) -> None:
    """S2: projections read joint tables only, and never through search."""
    build_record(demo)
    build_decisions(demo)
    build_actions(demo)
    assert demo.asked
    assert not [sql for sql in demo.asked if "sealed" in sql or "search" in sql]


def test_the_registers_hold_all_of_the_file(scene: Scene) -> None:
    """D5: also what was written outside of any session."""
    captures.capture(scene.store, CaptureKind.DECISION, "A proposal by mail")
    captures.capture(scene.store, CaptureKind.ACTION, "A small favour")
    proposals = build_decisions(scene.store).decisions
    assert [(entry.number, entry.wording) for entry in proposals] == [
        ("D-2026-001", "Two tools are switched off"),
        ("", "A proposal by mail"),
    ]
    assert proposals[1].session_number == ""
    assert [entry.text for entry in build_actions(scene.store).actions] == [
        "Repeat the test",
        "A small favour",
    ]
