"""The written plan and the short meeting beside the rhythm (K1, K3)."""

from __future__ import annotations

import pytest

from facilitator.commands import plan as commands
from facilitator.commands import series as series_commands
from facilitator.commands.agenda import add_item
from facilitator.domain.rule import weekly
from facilitator.errors import InvalidText, NotThere
from facilitator.queries.plan import PlanRow, plan, seats
from tests.commands.scene import Scene


def test_a_plan_nobody_wrote_has_the_defaults(scene: Scene) -> None:
    """K1."""
    assert plan(scene.store) == PlanRow()
    assert (PlanRow().papers_days, PlanRow().fixed_s, PlanRow().preparation_s) == (5, 1200, 1200)


def test_writing_makes_one_row_and_keeps_what_was_written_before(scene: Scene) -> None:
    """K1."""
    commands.set_plan(scene.store, purpose="No surprises")
    commands.set_plan(scene.store, escalation="Both heads", papers_days=3)
    found = plan(scene.store)
    assert (found.purpose, found.escalation, found.papers_days) == ("No surprises", "Both heads", 3)
    assert scene.store.value("SELECT count(*) FROM plan") == 1


def test_an_empty_field_alone_writes_no_plan(scene: Scene) -> None:
    """K1."""
    commands.set_plan(scene.store, purpose="  \n ")
    assert scene.store.value("SELECT count(*) FROM plan") == 0


def test_typing_in_one_field_is_one_step_of_undo(scene: Scene) -> None:
    """U1."""
    for words in ("N", "No", "No surprises"):
        commands.set_plan(scene.store, purpose=words)
    scene.store.undo()
    assert plan(scene.store) == PlanRow()


@pytest.mark.parametrize(
    "field", [{"papers_days": 61}, {"papers_days": -1}, {"fixed_s": -60}, {"fixed_s": 8 * 3600 + 1},
              {"preparation_s": 10**9}],
)  # fmt: skip
def test_numbers_out_of_bounds_are_refused_and_nothing_is_written(
    scene: Scene, field: dict[str, int]
) -> None:
    """K1."""
    with pytest.raises(InvalidText):
        commands.set_plan(scene.store, purpose="never kept", **field)
    assert plan(scene.store) == PlanRow()


def test_seats_name_every_side_and_who_sits_on_none(scene: Scene) -> None:
    """K1: the facilitator is part of every session."""
    found = {side.party or "none": side for side in seats(scene.store)}
    assert found["none"].people == ("Ruth Calder",)
    assert found["none"].has_facilitator
    assert "Nadia Rahmani" in found["Security"].people
    assert not found["Security"].has_facilitator


def _series(scene: Scene) -> int:
    return series_commands.new_series(
        scene.store, "Round table", weekly(4), "2026-07-07T10:00", place="Room 4"
    )


def test_a_decision_meeting_comes_beside_the_rhythm_with_one_item(scene: Scene) -> None:
    """K3: one short decision meeting; the rhythm stays."""
    series_id = _series(scene)
    session_id = commands.plan_decision_meeting(
        scene.store, series_id, "Who signs?", "2026-06-30T10:00"
    )
    row = scene.store.one("SELECT * FROM session WHERE id = ?", (session_id,))
    assert row is not None
    assert (row["kind"], row["length_s"], row["place"]) == ("decision", 1800, "Room 4")
    assert (row["series_id"], row["original_local"]) == (series_id, None)
    items = scene.store.all("SELECT * FROM agenda_item WHERE session_id = ?", (session_id,))
    assert [(each["title"], each["purpose"]) for each in items] == [("Who signs?", "decide")]


def test_the_item_that_waits_moves_to_its_meeting(scene: Scene) -> None:
    """K3."""
    item_id = add_item(scene.store, None, "Who signs?")
    session_id = commands.plan_decision_meeting(
        scene.store, _series(scene), "Who signs?", "2026-06-30T10:00", item_id=item_id
    )
    items = scene.store.all("SELECT id FROM agenda_item WHERE session_id = ?", (session_id,))
    assert [each["id"] for each in items] == [item_id]


def test_a_meeting_for_a_series_that_is_gone_plans_nothing(scene: Scene) -> None:
    """K3."""
    before = scene.store.value("SELECT count(*) FROM session")
    with pytest.raises(NotThere):
        commands.plan_decision_meeting(scene.store, 12345, "Who signs?", "2026-06-30T10:00")
    assert scene.store.value("SELECT count(*) FROM session") == before
