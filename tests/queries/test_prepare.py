"""What the prepare page asks for (P2)."""

from __future__ import annotations

from datetime import date

from facilitator.commands import agenda, people, sessions
from facilitator.projections.agenda import build_agenda
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


def test_start_times_follow_the_clocks_as_those_on_paper_do(scene: Scene) -> None:
    """P3: in the night in which clocks go forward, an hour is missing."""
    night = sessions.new_session(scene.store, "Night shift", "2026-03-29T01:30")
    agenda.add_item(scene.store, night, "Before", length_s=1800)
    agenda.add_item(scene.store, night, "After", length_s=1800)
    shown = [item.starts for item in prepare.agenda(scene.store, night)]
    assert shown == ["01:30", "03:00"]
    assert shown == [item.starts[11:] for item in build_agenda(scene.store, night).items]
