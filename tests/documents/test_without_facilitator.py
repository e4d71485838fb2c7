"""A session held without the facilitator says so on every paper (K1)."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.commands import session_changes
from facilitator.documents import agenda as agenda_paper
from facilitator.documents import minutes as minutes_paper
from facilitator.exchange.minutes_md import minutes_markdown
from facilitator.projections.agenda import build_agenda
from facilitator.projections.minutes import build_minutes
from tests.commands.scene import Scene, play


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return play(tmp_path / "table.facilitator")


def _facts(entries: object) -> str:
    return repr(entries)


def test_minutes_name_nobody_where_the_facilitator_was_not_part(scene: Scene) -> None:
    minutes = build_minutes(scene.store, scene.held)
    assert "Ruth Calder" in _facts(dict(minutes_paper.fact_list(minutes))["Facilitator"])
    session_changes.set_without_facilitator(scene.store, scene.held, True)
    minutes = build_minutes(scene.store, scene.held)
    found = _facts(dict(minutes_paper.fact_list(minutes))["Facilitator"])
    assert "Held without the facilitator" in found
    assert "Ruth Calder" not in found
    assert "| Facilitator | held without the facilitator |" in minutes_markdown(minutes)


def test_an_agenda_says_it_of_a_session_to_come(scene: Scene) -> None:
    session_changes.set_without_facilitator(scene.store, scene.planned, True)
    found = dict(agenda_paper._facts(build_agenda(scene.store, scene.planned)))
    assert "Takes place without the facilitator" in _facts(found["Facilitator"])
