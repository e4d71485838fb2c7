"""The tension map: what is refused, what is kept, what eases a pair (G4)."""

from __future__ import annotations

import pytest

from facilitator.commands import agenda, captures, goals, links, parties, sessions, tensions
from facilitator.commands.tensions import End
from facilitator.errors import CommandRefused, InvalidText, NotThere
from facilitator.queries.tensions import easing_choices, objectives
from facilitator.queries.tensions import tensions as found_tensions
from tests.commands.law.common_ground import pair
from tests.commands.scene import Scene


def _ends(s: Scene, left: str = "Wait", right: str = "Tell") -> tuple[End, End]:
    return End(s.security, left), End(s.marketing, right)


def test_both_objectives_make_the_title_where_none_is_given(scene: Scene) -> None:
    """G4."""
    tensions.add_tension(scene.store, *_ends(scene))
    assert [each.title for each in found_tensions(scene.store)] == ["Wait, or Tell?"]


@pytest.mark.parametrize("right", ["wait", " WAIT ", "Wáit"])
def test_the_same_objective_twice_is_no_tension(scene: Scene, right: str) -> None:
    """Bad input: common ground is said to be so."""
    with pytest.raises(InvalidText, match="common ground and no tension"):
        tensions.add_tension(scene.store, *_ends(scene, "Wait", right))
    assert found_tensions(scene.store) == []


def test_a_pair_stands_on_the_map_once_in_whichever_order(scene: Scene) -> None:
    left, right = _ends(scene)
    tensions.add_tension(scene.store, left, right)
    with pytest.raises(CommandRefused, match="on the map already"):
        tensions.add_tension(scene.store, right, left)


def test_a_pair_needs_two_sides_that_are_at_the_table(scene: Scene) -> None:
    left, _ = _ends(scene)
    with pytest.raises(CommandRefused, match="two sides"):
        tensions.add_tension(scene.store, left, End(scene.security, "Tell"))
    parties.archive_party(scene.store, scene.marketing)
    with pytest.raises(CommandRefused, match="no longer at the table"):
        tensions.add_tension(scene.store, left, End(scene.marketing, "Tell"))


def test_an_objective_needs_words(scene: Scene) -> None:
    with pytest.raises(InvalidText):
        tensions.add_tension(scene.store, *_ends(scene, "Wait", " \n "))


def test_an_end_never_becomes_the_other_one(scene: Scene) -> None:
    tensions.add_tension(scene.store, *_ends(scene))
    left, right = found_tensions(scene.store)[0].ends
    with pytest.raises(InvalidText, match="common ground"):
        tensions.set_end(scene.store, left.id, objective="tell")
    with pytest.raises(CommandRefused, match="two sides"):
        tensions.set_end(scene.store, right.id, party_id=scene.security)


def test_earlier_states_are_kept_with_their_reason(scene: Scene) -> None:
    tension = pair(scene)
    tensions.set_tension(scene.store, tension, state="eased", reason="A test of two banners")
    rows = scene.store.all("SELECT * FROM history WHERE row_id = ?", (tension,))
    assert [(row["before"], row["after"], row["reason"]) for row in rows] == [
        ("pulls", "eased", "A test of two banners")
    ]
    with pytest.raises(InvalidText, match="not one of the choices"):
        tensions.set_tension(scene.store, tension, state="gone")


def test_only_what_can_ease_a_pair_is_linked(scene: Scene) -> None:
    tension = pair(scene)
    for row_id in (scene.decision, scene.action, scene.concern, scene.goal):
        tensions.ease_with(scene.store, tension, row_id)
    kinds = [each.kind for each in found_tensions(scene.store)[0].easing]
    assert kinds == ["decision", "action", "concern", "goal"]
    with pytest.raises(CommandRefused, match="can ease a tension"):
        tensions.ease_with(scene.store, tension, scene.parked)
    again = tensions.ease_with(scene.store, tension, scene.action)
    assert again == found_tensions(scene.store)[0].easing[1].link_id, "a link is made once"


def test_the_picker_offers_what_is_not_linked_yet(scene: Scene) -> None:
    tension = pair(scene)
    tensions.ease_with(scene.store, tension, scene.action)
    offered = [each.id for each in easing_choices(scene.store, tension)]
    assert offered == [scene.concern, scene.decision, scene.goal]
    assert [each.id for each in easing_choices(scene.store, tension, "PROVE cons")] == [
        scene.concern
    ]


def test_the_state_of_what_eases_it_is_live(scene: Scene) -> None:
    """G4: by hand, the action is due on 10 July and looked at on the 28th."""
    tension = pair(scene)
    tensions.ease_with(scene.store, tension, scene.action)
    scene.clock.advance(days=35)
    (found,) = found_tensions(scene.store)[0].easing
    assert (found.number, found.state, found.on, found.days_late, found.who) == (
        "A-2026-001", "promised", "2026-07-10", 18, "Jonas Feld",
    )  # fmt: skip
    assert found_tensions(scene.store)[0].eased_by == "A-2026-001"


def test_a_link_goes_with_either_of_its_ends_and_comes_back_with_it(scene: Scene) -> None:
    tension = pair(scene)
    tensions.ease_with(scene.store, tension, scene.concern)
    captures.delete_capture(scene.store, scene.concern)
    assert scene.store.value("SELECT count(*) FROM link") == 0
    assert scene.store.check() == []
    scene.store.undo()
    assert len(found_tensions(scene.store)[0].easing) == 1
    tensions.delete_tension(scene.store, tension)
    assert scene.store.value("SELECT count(*) FROM link") == 0
    assert scene.store.check() == []


def test_a_pair_goes_on_the_next_agenda_as_a_question_once(scene: Scene) -> None:
    """G4: with what each side wants, and the goal."""
    tension = tensions.add_tension(
        scene.store, End(scene.security, "Wait", scene.goal), End(scene.marketing, "Tell"),
        "Wait or tell.",
    )  # fmt: skip
    item = tensions.put_tension_on_agenda(scene.store, tension)
    row = scene.store.one("SELECT * FROM agenda_item WHERE id = ?", (item,))
    assert row is not None
    assert (row["session_id"], row["title"], row["goal_id"]) == (
        scene.planned, "Wait or tell?", scene.goal,
    )  # fmt: skip
    assert row["agenda_text"] == "Security: Wait\nMarketing: Tell"
    assert found_tensions(scene.store)[0].agenda_item_id == item
    with pytest.raises(CommandRefused, match="on an agenda already"):
        tensions.put_tension_on_agenda(scene.store, tension)
    agenda.delete_item(scene.store, item)
    assert found_tensions(scene.store)[0].agenda_item_id is None
    assert tensions.put_tension_on_agenda(scene.store, tension)


def test_an_item_that_is_carried_over_takes_its_pair_along(scene: Scene) -> None:
    tension = pair(scene)
    item = tensions.put_tension_on_agenda(scene.store, tension)
    copy = agenda.duplicate_item(scene.store, item, None)
    agenda.delete_item(scene.store, item)
    assert found_tensions(scene.store)[0].agenda_item_id == copy
    assert scene.store.check() == []


def test_without_a_session_to_come_it_goes_into_the_backlog(scene: Scene) -> None:
    sessions.delete_session(scene.store, scene.planned)
    item = tensions.put_tension_on_agenda(scene.store, pair(scene))
    assert scene.store.value("SELECT session_id FROM agenda_item WHERE id = ?", (item,)) is None


def test_links_lead_somewhere_else_that_is_there(scene: Scene) -> None:
    with pytest.raises(NotThere):
        links.add_link(scene.store, "goal", scene.goal, "decision", 404, "eases")
    with pytest.raises(CommandRefused, match="itself"):
        links.add_link(scene.store, "goal", scene.goal, "goal", scene.goal, "eases")


def test_positions_of_goals_that_are_not_over_make_objectives(scene: Scene) -> None:
    done = goals.add_goal(scene.store, "Over")
    with scene.store.step("Positions"):
        for goal, words in ((scene.goal, "Everything\noff"), (done, "Old")):
            scene.store.insert(
                "goal_party", goal_id=goal, party_id=scene.security, position_text=words
            )
    goals.set_goal(scene.store, done, state="done")
    assert [(each.party_id, each.words) for each in objectives(scene.store)] == [
        (scene.security, "Everything off")
    ]


def test_the_interest_is_that_of_the_goal_unless_the_pair_has_its_own(scene: Scene) -> None:
    with scene.store.step("Interest"):
        scene.store.insert(
            "goal_party", goal_id=scene.goal, party_id=scene.security, interest="Proof"
        )
    pair(scene)
    (end, other) = found_tensions(scene.store)[0].ends
    assert (end.interest, end.is_own_interest, other.interest) == ("Proof", False, "")
    tensions.set_end(scene.store, end.id, interest="Sleep at night")
    end = found_tensions(scene.store)[0].ends[0]
    assert (end.interest, end.is_own_interest) == ("Sleep at night", True)
