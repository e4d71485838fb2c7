"""Since when an agenda item is there, which the advice counts (K3, P5)."""

from __future__ import annotations

import pytest

from facilitator.commands import agenda, sessions, templates
from facilitator.commands.carry_over import carry_over
from facilitator.queries.carry_over import carry_over as preview
from tests.commands.scene import Scene
from ui.templates import shipped


def _arrived(scene: Scene, item_id: int) -> str:
    return str(scene.store.value("SELECT arrived_on FROM agenda_item WHERE id = ?", (item_id,)))


@pytest.mark.parametrize("place", ["agenda", "backlog"])
def test_an_item_arrives_on_the_day_it_is_written(scene: Scene, place: str) -> None:
    """K3."""
    scene.clock.advance(days=2)
    where = scene.planned if place == "agenda" else None
    assert _arrived(scene, agenda.add_item(scene.store, where, "New")) == "2026-06-25"


def test_a_template_and_a_copy_arrive_today(scene: Scene) -> None:
    """K3: a duplicate is a new item."""
    scene.clock.advance(days=2)
    copy = agenda.duplicate_item(scene.store, scene.planned_items[0], scene.planned)
    assert _arrived(scene, copy) == "2026-06-25"
    templates.apply_template(scene.store, scene.planned, shipped()[0])
    last = scene.store.value("SELECT max(id) FROM agenda_item")
    assert _arrived(scene, last) == "2026-06-25"
    doubled = sessions.duplicate_session(scene.store, scene.planned)
    days = scene.store.all(
        "SELECT DISTINCT arrived_on FROM agenda_item WHERE session_id = ?", (doubled,)
    )
    assert days == [{"arrived_on": "2026-06-25"}]


def test_an_item_that_moves_keeps_its_day(scene: Scene) -> None:
    """P5."""
    scene.clock.advance(days=2)
    agenda.move_item_to(scene.store, scene.planned_items[0], None)
    assert _arrived(scene, scene.planned_items[0]) == "2026-06-23"


def test_what_is_carried_over_waits_since_it_came_up(scene: Scene) -> None:
    """P5, K3: an item since it arrived, a concern since it was raised; none in the future."""
    scene.clock.advance(days=20)
    found = list(preview(scene.store, scene.planned).candidates)
    assert {each.source for each in found} >= {"agenda_item", "concern", "capture"}
    made = carry_over(scene.store, scene.planned, found)
    days = {
        each.source: _arrived(scene, item_id) for each, item_id in zip(found, made, strict=True)
    }
    assert days["agenda_item"] == days["concern"] == days["capture"] == "2026-06-23"
    assert max(days.values()) <= "2026-07-13"
