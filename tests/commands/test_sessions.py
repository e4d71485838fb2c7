"""Sessions, series, people by date, papers (P1, P2, E3)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from facilitator.commands import (
    actions,
    agenda,
    engagement,
    papers,
    people,
    preparation,
    running,
    sealed,
    series,
    sessions,
)
from facilitator.commands.attendance import set_attendance, uninvite
from facilitator.domain.rule import weekly
from facilitator.domain.words import Attendance
from facilitator.errors import CommandRefused, InvalidMoment, InvalidText
from facilitator.queries.calendar import next_slots
from facilitator.queries.numbers import session_labels
from facilitator.queries.prepare import agenda as items_of
from facilitator.queries.readiness import readiness
from facilitator.queries.running import attendance
from tests.commands.scene import Scene
from tests.commands.test_undo_law import contents


def test_a_series_plans_its_next_free_date(scene: Scene) -> None:
    """P1: every n weeks, same wall time."""
    table = series.new_series(scene.store, "Round table", weekly(2), "2026-06-23T10:00")
    first = series.plan_next(scene.store, table)
    second = series.plan_next(scene.store, table)
    starts = [
        scene.store.value("SELECT starts_local FROM session WHERE id = ?", (each,))
        for each in (first, second)
    ]
    assert starts == ["2026-06-23T10:00", "2026-07-07T10:00"]


def test_a_series_that_has_ended_says_so(scene: Scene) -> None:
    table = series.new_series(
        scene.store, "Round table", weekly(2), "2026-01-13T10:00", ends_on=date(2026, 3, 1)
    )
    with pytest.raises(CommandRefused, match="has ended"):
        series.plan_next(scene.store, table)


def test_a_planned_session_shows_the_number_it_will_get(scene: Scene) -> None:
    labels = session_labels(scene.store)
    assert (labels[scene.held].label, labels[scene.held].is_issued) == ("2026/01", True)
    assert (labels[scene.planned].label, labels[scene.planned].is_issued) == ("2026/02", False)
    running.start_session(scene.store, scene.planned)
    assert session_labels(scene.store)[scene.planned].is_issued


@pytest.mark.parametrize(
    "starts",
    ["2026-02-30T10:00", "soon", "2026-06-23T25:00", "0999-01-01T10:00", "9999-12-31T23:30"],
)
def test_a_start_that_does_not_exist_is_refused(scene: Scene, starts: str) -> None:
    with pytest.raises(InvalidMoment):
        sessions.new_session(scene.store, "Third", starts)


@pytest.mark.parametrize("weeks", [0, -1, 53])
def test_a_rhythm_that_never_occurs_is_refused(scene: Scene, weeks: int) -> None:
    with pytest.raises(InvalidText):
        series.new_series(scene.store, "Never", weekly(weeks), "2026-06-23T10:00")


def test_start_times_follow_the_order(scene: Scene) -> None:
    """P3."""
    first, second = scene.planned_items
    agenda.set_item(scene.store, first, length_s=900)
    assert [item.starts for item in items_of(scene.store, scene.planned)] == ["10:00", "10:15"]
    agenda.move_item(scene.store, second, first)
    assert [item.starts for item in items_of(scene.store, scene.planned)] == ["10:00", "10:10"]
    agenda.set_item(scene.store, first, length_s=3600)
    assert readiness(scene.store, scene.planned).over_s == 600


def test_moving_takes_an_item_away_and_duplicating_does_not(scene: Scene) -> None:
    """P5."""
    first, second = scene.planned_items
    copy = agenda.duplicate_item(scene.store, second, scene.planned)
    assert [item.id for item in items_of(scene.store, scene.planned)] == [first, second, copy]
    agenda.move_item_to(scene.store, second, None)
    assert [item.id for item in items_of(scene.store, scene.planned)] == [first, copy]
    with pytest.raises(CommandRefused):
        agenda.move_item_to(scene.store, scene.running_items[0], None)


def test_a_person_moves_on_a_date_and_earlier_sessions_keep_the_party(scene: Scene) -> None:
    """E3."""
    people.move_person(scene.store, scene.jonas, scene.security, date(2026, 7, 1))
    assert people.party_of(scene.store, scene.jonas, date(2026, 6, 30)) == scene.marketing
    assert people.party_of(scene.store, scene.jonas, date(2026, 7, 1)) == scene.security
    assert (
        scene.store.value(
            "SELECT party_id FROM attendance WHERE session_id = ? AND person_id = ?",
            (scene.held, scene.jonas),
        )
        == scene.marketing
    )


def test_the_same_paper_is_kept_once(scene: Scene, tmp_path: Path) -> None:
    """P2: by content hash."""
    source = tmp_path / "test.pdf"
    source.write_bytes(b"%PDF-1.7 the same")
    for item in scene.planned_items:
        papers.add_paper(scene.store, item, source)
    assert scene.store.value("SELECT count(*) FROM paper_body") == 1
    paper = items_of(scene.store, scene.planned)[0].papers[0]
    assert (paper.name, paper.mime, paper.size) == ("test.pdf", "application/pdf", 17)
    assert papers.paper_content(scene.store, paper.id) == ("test.pdf", b"%PDF-1.7 the same")


def test_a_folder_is_no_paper(scene: Scene, tmp_path: Path) -> None:
    with pytest.raises(CommandRefused, match="not a file"):
        papers.add_paper(scene.store, scene.planned_items[0], tmp_path)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda s: engagement.set_engagement(s.store, zone="Nowhere/City"),
        lambda s: sessions.set_session(s.store, s.planned, zone="Nowhere/City"),
        lambda s: sessions.new_session(s.store, "Third", "2026-08-01T10:00", zone="Nowhere/City"),
        lambda s: series.new_series(
            s.store, "Table", weekly(2), "2026-08-01T10:00", zone="Nowhere/City"
        ),
        lambda s: sealed.new_private_talk(s.store, "2026-08-01T10:00", zone="Nowhere/City"),
    ],
)
def test_a_zone_that_does_not_exist_is_refused(
    scene: Scene, wrong: Callable[[Scene], object]
) -> None:
    """P1: a file with such a zone could not even say what day it is."""
    with pytest.raises(InvalidMoment, match="is not a time zone"):
        wrong(scene)


def _seats(scene: Scene, session: int) -> dict[str, str]:
    return {row.name: row.party for row in attendance(scene.store, session)}


def test_a_planned_session_seats_people_as_of_its_own_day(scene: Scene) -> None:
    """E3: somebody who moves before it sits, on its agenda too, with the new party."""
    people.move_person(scene.store, scene.jonas, scene.security, on=date(2026, 7, 1))
    third = sessions.new_session(scene.store, "Third", "2026-06-30T10:00")
    assert _seats(scene, scene.held)["Jonas Feld"] == "Marketing"
    assert _seats(scene, third)["Jonas Feld"] == "Marketing"
    assert _seats(scene, scene.planned)["Jonas Feld"] == "Security"
    sessions.set_session(scene.store, third, starts_local="2026-07-02T10:00")
    assert _seats(scene, third)["Jonas Feld"] == "Security"
    people.correct_party(scene.store, scene.jonas, None)
    assert _seats(scene, third)["Jonas Feld"] == ""
    assert _seats(scene, scene.held)["Jonas Feld"] == "Marketing"


def test_an_action_due_next_session_gets_its_date_however_that_session_comes(scene: Scene) -> None:
    """A1: not only a new one, also one that is planned again or moved to a coming day."""

    def asked() -> int:
        return actions.add_action(scene.store, "Write it down", due_next=True)

    def due(action: int) -> str:
        return str(scene.store.value("SELECT due_on FROM action WHERE id = ?", (action,)))

    sessions.cancel_session(scene.store, scene.planned)
    first = asked()
    sessions.restore_session(scene.store, scene.planned)
    assert due(first) == "2026-07-21"
    sessions.set_session(scene.store, scene.planned, starts_local="2026-06-01T10:00")
    second = asked()
    sessions.set_session(scene.store, scene.planned, starts_local="2026-08-01T10:00")
    assert (due(first), due(second)) == ("2026-07-21", "2026-08-01")


def test_a_session_that_was_moved_keeps_its_place_in_the_series(scene: Scene) -> None:
    """P1: the date it was moved from is not free again."""
    table = series.new_series(scene.store, "Round table", weekly(2), "2026-07-07T10:00")
    first = series.plan_next(scene.store, table)
    sessions.set_session(scene.store, first, starts_local="2026-07-06T09:00")
    assert _next(scene, table) == "2026-07-21T10:00"
    sessions.set_session(scene.store, first, starts_local="2026-07-09T17:00")
    assert _next(scene, table) == "2026-07-21T10:00"
    series.change_rhythm(scene.store, table, weekly(2), "2026-07-17T10:00")
    assert _next(scene, table) == "2026-07-17T10:00"


def _next(scene: Scene, table: int) -> str:
    return next_slots(scene.store, table, 1)[0].starts_local


def test_a_deleted_session_takes_its_private_preparation_along(scene: Scene) -> None:
    """S1: sealed words about an agenda that is gone would be found for ever; undo brings both."""
    item = scene.planned_items[0]
    agenda.set_item(scene.store, item, prompt="Who has not spoken?")
    preparation.set_preparation(scene.store, item, "Ask Jonas first")
    before = contents(scene.store)
    sessions.delete_session(scene.store, scene.planned)
    assert scene.store.all("SELECT * FROM sealed_prep") == []
    assert scene.store.all("SELECT * FROM sealed_prompt") == []
    scene.store.undo()
    assert contents(scene.store) == before


def test_who_is_put_on_a_list_afterwards_sits_as_of_the_session_s_day(scene: Scene) -> None:
    """E3: also when somebody moved since then."""
    uninvite(scene.store, scene.held, scene.jonas)
    people.move_person(scene.store, scene.jonas, scene.security, on=date(2026, 7, 1))
    scene.clock.advance(days=10)
    set_attendance(scene.store, scene.held, scene.jonas, Attendance.PRESENT)
    assert _seats(scene, scene.held)["Jonas Feld"] == "Marketing"
