"""Sessions, series, people by date, papers (P1, P2, E3)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from facilitator.commands import (
    agenda,
    engagement,
    papers,
    people,
    running,
    sealed,
    sessions,
)
from facilitator.errors import CommandRefused, InvalidMoment, InvalidText
from facilitator.queries.numbers import session_labels
from facilitator.queries.prepare import agenda as items_of
from facilitator.queries.prepare import readiness
from tests.commands.scene import Scene


def test_a_series_plans_its_next_free_date(scene: Scene) -> None:
    """P1: every n weeks, same wall time."""
    series = sessions.new_series(scene.store, "Round table", 2, "2026-06-23T10:00")
    first = sessions.plan_next(scene.store, series)
    second = sessions.plan_next(scene.store, series)
    starts = [
        scene.store.value("SELECT starts_local FROM session WHERE id = ?", (each,))
        for each in (first, second)
    ]
    assert starts == ["2026-06-23T10:00", "2026-07-07T10:00"]


def test_a_series_that_has_ended_says_so(scene: Scene) -> None:
    series = sessions.new_series(
        scene.store, "Round table", 2, "2026-01-13T10:00", ends_on=date(2026, 3, 1)
    )
    with pytest.raises(CommandRefused, match="has ended"):
        sessions.plan_next(scene.store, series)


def test_a_planned_session_shows_the_number_it_will_get(scene: Scene) -> None:
    labels = session_labels(scene.store)
    assert (labels[scene.held].label, labels[scene.held].is_issued) == ("2026/01", True)
    assert (labels[scene.planned].label, labels[scene.planned].is_issued) == ("2026/02", False)
    running.start_session(scene.store, scene.planned)
    assert session_labels(scene.store)[scene.planned].is_issued


@pytest.mark.parametrize("starts", ["2026-02-30T10:00", "soon", "2026-06-23T25:00"])
def test_a_start_that_does_not_exist_is_refused(scene: Scene, starts: str) -> None:
    with pytest.raises(InvalidMoment):
        sessions.new_session(scene.store, "Third", starts)


@pytest.mark.parametrize("weeks", [0, -1, 53])
def test_a_rhythm_that_never_occurs_is_refused(scene: Scene, weeks: int) -> None:
    with pytest.raises(InvalidText):
        sessions.new_series(scene.store, "Never", weeks, "2026-06-23T10:00")


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
        lambda s: sessions.new_series(s.store, "Table", 2, "2026-08-01T10:00", zone="Nowhere/City"),
        lambda s: sealed.new_private_talk(s.store, "2026-08-01T10:00", zone="Nowhere/City"),
    ],
)
def test_a_zone_that_does_not_exist_is_refused(
    scene: Scene, wrong: Callable[[Scene], object]
) -> None:
    """P1: a file with such a zone could not even say what day it is."""
    with pytest.raises(InvalidMoment, match="is not a time zone"):
        wrong(scene)
