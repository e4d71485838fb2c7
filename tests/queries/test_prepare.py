"""What the prepare page asks for (P2)."""

from __future__ import annotations

from datetime import date

from facilitator.commands import agenda, people
from facilitator.queries import prepare
from tests.commands.scene import Scene


def test_a_lead_has_the_colour_of_today_until_the_day_of_a_move(scene: Scene) -> None:
    """E3."""
    item = scene.planned_items[0]
    agenda.set_item(scene.store, item, lead_id=scene.jonas)

    def colour() -> str:
        (first, _) = prepare.agenda(scene.store, scene.planned)
        found = prepare.item(scene.store, item)
        assert found is not None
        assert found.lead_colour == first.lead_colour
        return first.lead_colour

    people.move_person(scene.store, scene.jonas, scene.security, on=date(2026, 9, 1))
    assert colour() == "rust"
    scene.clock.advance(days=80)
    assert colour() == "blue"
