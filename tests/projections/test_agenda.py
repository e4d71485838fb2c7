"""The room's agenda (P3, P7)."""

from __future__ import annotations

from pathlib import Path

from facilitator.commands import agenda, agreements, papers, preparation
from facilitator.projections.agenda import build_agenda
from facilitator.store import Reader
from tests.commands.scene import Scene


def test_items_start_one_after_the_other(scene: Scene) -> None:
    agenda.set_item(scene.store, scene.planned_items[0], length_s=1500)
    built = build_agenda(scene.store, scene.planned)
    assert [(item.number, item.starts, item.minutes) for item in built.items] == [
        ("2026/02-1", "2026-07-21T10:00", 25),
        ("2026/02-2", "2026-07-21T10:25", 10),
    ]
    assert built.session.ends == "2026-07-21T11:00"


def test_a_moved_item_takes_its_new_number_and_time(scene: Scene) -> None:
    first, second = scene.planned_items
    agenda.move_item(scene.store, second, first)
    titles = [item.title for item in build_agenda(scene.store, scene.planned).items]
    assert titles == ["Server-side set-up", "Do all seventeen tools obey?"]


def test_it_carries_agreements_papers_and_who_is_invited(scene: Scene, tmp_path: Path) -> None:
    """E4: working agreements print on the agenda."""
    agreements.add_agreement(scene.store, "Plain words first")
    (tmp_path / "Test.pdf").write_bytes(b"%PDF-1.7")
    papers.add_paper(scene.store, scene.planned_items[0], tmp_path / "Test.pdf")
    built = build_agenda(scene.store, scene.planned)
    assert built.agreements == ("Plain words first",)
    assert [(paper.name, paper.size) for paper in built.items[0].papers] == [("Test.pdf", 8)]
    names = [person.name for side in built.invited for person in side.invited]
    assert names == ["Nadia Rahmani", "Jonas Feld", "Ruth Calder"]


def test_it_lists_the_actions_that_are_open_when_it_begins(scene: Scene) -> None:
    assert [entry.number for entry in build_agenda(scene.store, scene.planned).open_actions] == [
        "A-2026-001"
    ]


def test_it_holds_no_outcome_no_notes_and_nothing_sealed(scene: Scene) -> None:
    """P2: agenda text is kept apart from the outcome; preparation is sealed."""
    item = scene.planned_items[0]
    agenda.set_item(scene.store, item, agenda_text="Bring the list", outcome="Decided beforehand")
    agenda.set_notes(scene.store, item, "Raw note")
    agenda.print_notes(scene.store, item, True)
    preparation.set_preparation(scene.store, item, "Let Marketing speak first")
    built = build_agenda(scene.store, scene.planned).items[0]
    assert (built.agenda_text, built.outcome, built.notes) == ("Bring the list", "", ())
    assert "Marketing speak" not in repr(built)


def test_every_session_of_the_demo_has_an_agenda_whose_minutes_add_up(demo: Reader) -> None:
    for row in demo.all("SELECT id FROM session"):
        built = build_agenda(demo, row["id"])
        assert built.items
        assert built.items[0].starts[:10] == built.session.starts[:10]
        assert sum(item.minutes for item in built.items) <= built.session.planned_minutes + 15
