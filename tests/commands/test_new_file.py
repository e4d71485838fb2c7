"""A new file appears whole or not at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from facilitator.clock import FixedClock
from facilitator.commands.new_file import make, make_demo, make_engagement
from facilitator.errors import CommandRefused, FileExists, InvalidText
from facilitator.queries.engagement import engagement, parties, people
from facilitator.store import Reader, Store


def test_a_new_engagement_has_its_sides_colours_and_facilitator(tmp_path: Path) -> None:
    """E1, E2."""
    path = tmp_path / "web shop.facilitator"
    make_engagement(
        path, "Logistics and Web shop", ["Logistics", "Web shop"], "Ruth Calder",
        zone="Europe/Oslo", colours=["green", "violet"],
    )  # fmt: skip
    with Reader.open(path) as reader:
        assert engagement(reader).title == "Logistics and Web shop"
        assert engagement(reader).zone == "Europe/Oslo"
        assert [(p.name, p.colour) for p in parties(reader)] == [
            ("Logistics", "green"), ("Web shop", "violet"),
        ]  # fmt: skip
        assert [(p.name, p.is_facilitator) for p in people(reader)] == [("Ruth Calder", True)]
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == [path.name]


def test_what_is_there_already_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "demo.facilitator"
    path.write_text("mine")
    with pytest.raises(FileExists):
        make_demo(path)
    assert path.read_text() == "mine"


def test_a_failure_on_the_way_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(InvalidText):
        make_engagement(tmp_path / "x.facilitator", "Title", ["Security", "  "])
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == []


def test_the_demo_stands_on_the_day_it_is_asked_for(tmp_path: Path, clock: FixedClock) -> None:
    path = tmp_path / "demo.facilitator"
    make_demo(path, date(2026, 6, 30), clock)
    with Reader.open(path, clock) as reader:
        found = reader.value("SELECT min(starts_local) FROM session WHERE state = 'planned'")
        assert found == "2026-07-21T10:00"


def test_a_file_that_holds_an_engagement_takes_no_demo(tmp_path: Path) -> None:
    from facilitator.commands.demo import write_demo

    def fill(store: Store) -> None:
        write_demo(store, date(2026, 6, 30))
        write_demo(store, date(2026, 6, 30))

    with pytest.raises(CommandRefused):
        make(tmp_path / "twice.facilitator", fill)
