"""Each side ranks alone: nothing shows an order before all are in (G5, S4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import facilitator
from facilitator.cli import facilitator as command_line
from facilitator.cli.listing import KINDS
from facilitator.commands import agenda, goals, parties, ranking
from facilitator.errors import CommandRefused
from facilitator.exchange import render
from facilitator.projections.agenda import build_agenda
from facilitator.projections.minutes import build_minutes
from facilitator.projections.record import build_record
from facilitator.projections.registers import build_actions, build_decisions
from facilitator.queries.ranking import (
    biggest_gaps,
    gaps,
    gaps_on_agenda,
    rank_rounds,
    rankable_goals,
    waits_for,
)
from facilitator.store import Store
from tests.commands.law.common_ground import a_round, one_in, revealed
from tests.commands.scene import Scene


def _four(s: Scene) -> list[int]:
    return [s.goal, *(goals.add_goal(s.store, words) for words in ("B", "C", "D"))]


def _all_in(s: Scene, *orders: list[int]) -> int:
    round_id = ranking.open_round(s.store)
    table = [row["id"] for row in s.store.all("SELECT id FROM party ORDER BY position")]
    for party, order in zip(table, orders, strict=True):
        ranking.rank_alone(s.store, round_id, party, order)
    return round_id


def test_a_side_that_is_in_is_named_and_its_order_is_not(scene: Scene) -> None:
    """G5: “Security is in” is all that anybody learns."""
    round_id, _ = one_in(scene)
    (found,) = rank_rounds(scene.store)
    assert found.entered == {scene.security}
    assert waits_for(scene.store, found) == ["Marketing"]
    assert gaps(scene.store, round_id) == []


def test_one_step_reveals_all_orders_and_leaves_nothing_sealed(scene: Scene) -> None:
    """G5: by hand, a goal on 1 and 4 is three places apart."""
    first, second, third, fourth = _four(scene)
    round_id = _all_in(scene, [first, second, third, fourth], [second, third, fourth, first])
    ranking.reveal_round(scene.store, round_id)
    found = gaps(scene.store, round_id)
    assert [(gap.goal_id, gap.width) for gap in found] == [
        (first, 3), (second, 1), (third, 1), (fourth, 1),
    ]  # fmt: skip
    assert [(place.party, place.place) for place in found[0].places] == [
        ("Security", 1), ("Marketing", 4),
    ]  # fmt: skip
    assert [gap.goal_id for gap in biggest_gaps(found)] == [first]
    assert scene.store.value("SELECT count(*) FROM sealed_rank") == 0
    assert rank_rounds(scene.store)[0].revealed_on == "2026-06-23"


def test_nothing_is_revealed_while_a_side_is_missing(scene: Scene) -> None:
    round_id, _ = one_in(scene)
    with pytest.raises(CommandRefused, match="Not in yet: Marketing"):
        ranking.reveal_round(scene.store, round_id)
    assert scene.store.value("SELECT count(*) FROM goal_rank") == 0


def test_undo_never_crosses_the_reveal(scene: Scene) -> None:
    """It would leave the orders open or half open (U1)."""
    round_id, _ = revealed(scene)
    assert scene.store.undo_label is None
    assert scene.store.undo() is None
    assert len(gaps(scene.store, round_id)) == 2


def test_undo_of_an_order_takes_it_out_unseen(scene: Scene) -> None:
    _, _ = one_in(scene)
    assert scene.store.undo_label == "Rank the goals alone"
    scene.store.undo()
    assert rank_rounds(scene.store)[0].entered == frozenset()


def test_an_order_holds_each_open_goal_once(scene: Scene) -> None:
    round_id, found = a_round(scene)
    for order in (found[:1], [found[0], found[0]], [*found, 404]):
        with pytest.raises(CommandRefused, match="ranked once"):
            ranking.rank_alone(scene.store, round_id, scene.security, order)


def test_a_side_ranks_once_unless_it_takes_its_order_back(scene: Scene) -> None:
    round_id, found = one_in(scene)
    with pytest.raises(CommandRefused, match="is in already"):
        ranking.rank_alone(scene.store, round_id, scene.security, found)
    ranking.take_back(scene.store, round_id, scene.security)
    ranking.rank_alone(scene.store, round_id, scene.security, found[::-1])
    with pytest.raises(CommandRefused, match="not in yet"):
        ranking.take_back(scene.store, round_id, scene.marketing)


def test_an_archived_side_does_not_rank_and_is_not_waited_for(scene: Scene) -> None:
    legal = parties.add_party(scene.store, "Legal")
    round_id, found = one_in(scene)
    ranking.rank_alone(scene.store, round_id, scene.marketing, found)
    parties.archive_party(scene.store, legal)
    with pytest.raises(CommandRefused, match="no longer at the table"):
        ranking.rank_alone(scene.store, round_id, legal, found)
    ranking.reveal_round(scene.store, round_id)
    assert {place.party for gap in gaps(scene.store, round_id) for place in gap.places} == {
        "Security", "Marketing",
    }  # fmt: skip


def test_the_order_of_a_side_that_left_is_never_shown(scene: Scene) -> None:
    legal = parties.add_party(scene.store, "Legal")
    round_id, found = one_in(scene)
    for party in (scene.marketing, legal):
        ranking.rank_alone(scene.store, round_id, party, found)
    parties.archive_party(scene.store, legal)
    ranking.reveal_round(scene.store, round_id)
    sides = scene.store.all("SELECT DISTINCT party_id FROM goal_rank")
    assert legal not in [row["party_id"] for row in sides]
    assert scene.store.value("SELECT count(*) FROM sealed_rank") == 0


def test_a_goal_deleted_meanwhile_leaves_no_hole(scene: Scene) -> None:
    first, second, third, fourth = _four(scene)
    order = [first, second, third, fourth]
    round_id = _all_in(scene, order, order[::-1])
    goals.delete_goal(scene.store, second)
    ranking.reveal_round(scene.store, round_id)
    assert sorted(gap.places[0].place for gap in gaps(scene.store, round_id)) == [1, 2, 3]
    assert scene.store.check() == []


def test_goals_that_came_or_went_between_two_orders_make_no_gap(scene: Scene) -> None:
    """G5: only what every side ranked is compared, in the places among themselves."""
    first, second, third, fourth = _four(scene)
    round_id = ranking.open_round(scene.store)
    ranking.rank_alone(scene.store, round_id, scene.security, [first, second, third, fourth])
    goals.set_state(scene.store, first, "dropped", "Nobody asks for it")
    new = goals.add_goal(scene.store, "E")
    ranking.rank_alone(scene.store, round_id, scene.marketing, [new, second, third, fourth])
    ranking.reveal_round(scene.store, round_id)
    found = gaps(scene.store, round_id)
    assert {gap.goal_id: gap.width for gap in found} == {second: 0, third: 0, fourth: 0}
    assert {place.place for gap in found for place in gap.places} == {1, 2, 3}


def test_nothing_is_revealed_where_nothing_is_left_to_compare(scene: Scene) -> None:
    first, second, third, fourth = _four(scene)
    order = [first, second, third, fourth]
    round_id = _all_in(scene, order, order)
    for goal_id in order:
        goals.delete_goal(scene.store, goal_id)
    with pytest.raises(CommandRefused, match="no longer anything"):
        ranking.reveal_round(scene.store, round_id)
    for _ in order:
        scene.store.undo()
    parties.archive_party(scene.store, scene.marketing)
    with pytest.raises(CommandRefused, match="no longer anything"):
        ranking.reveal_round(scene.store, round_id)
    parties.restore_party(scene.store, scene.marketing)
    ranking.reveal_round(scene.store, round_id)
    assert len(gaps(scene.store, round_id)) == 4


def test_four_sides_have_one_gap_from_first_to_last(scene: Scene) -> None:
    for name in ("Legal", "Shop"):
        parties.add_party(scene.store, name)
    order = _four(scene)
    round_id = _all_in(scene, order, order, order[::-1], order)
    ranking.reveal_round(scene.store, round_id)
    widest = gaps(scene.store, round_id)[0]
    assert (widest.width, len(widest.places)) == (3, 4)


def test_a_round_begins_where_there_is_something_to_compare(scene: Scene) -> None:
    with pytest.raises(CommandRefused, match="fewer than two open goals"):
        ranking.open_round(scene.store)
    goals.add_goal(scene.store, "Second")
    ranking.open_round(scene.store)
    with pytest.raises(CommandRefused, match="open already"):
        ranking.open_round(scene.store)
    ranking.drop_round(scene.store, rank_rounds(scene.store)[0].id)
    parties.archive_party(scene.store, scene.marketing)
    with pytest.raises(CommandRefused, match="add a second one"):
        ranking.open_round(scene.store)


def test_a_revealed_round_stays_and_a_new_one_follows(scene: Scene) -> None:
    round_id, found = revealed(scene)
    for turn in (
        lambda: ranking.rank_alone(scene.store, round_id, scene.security, found),
        lambda: ranking.drop_round(scene.store, round_id),
        lambda: ranking.reveal_round(scene.store, round_id),
    ):
        with pytest.raises(CommandRefused, match="stays as it is"):
            turn()
    ranking.open_round(scene.store)
    assert [bool(each.revealed_on) for each in rank_rounds(scene.store)] == [False, True]


def test_the_gaps_become_agenda_items_in_one_step(scene: Scene) -> None:
    """G5: questions on the next agenda, each with its goal and both places."""
    round_id, found = revealed(scene)
    items = ranking.put_gaps_on_agenda(scene.store, round_id, found)
    rows = scene.store.all(
        "SELECT * FROM agenda_item WHERE session_id = ? AND goal_id IS NOT NULL", (scene.planned,)
    )
    assert [row["id"] for row in rows] == list(items)
    assert all(row["title"].endswith("?") for row in rows)
    assert rows[0]["agenda_text"] == "Security: 1 of 2\nMarketing: 2 of 2"
    scene.store.undo()
    assert not scene.store.value(
        "SELECT 1 FROM agenda_item WHERE id IN (?, ?)", (items[0], items[1])
    )
    with pytest.raises(CommandRefused, match="no gap"):
        ranking.put_gaps_on_agenda(scene.store, round_id, [])


def test_a_gap_stands_on_one_agenda_at_a_time(scene: Scene) -> None:
    round_id, found = revealed(scene)
    (item,) = ranking.put_gaps_on_agenda(scene.store, round_id, found[:1])
    assert gaps_on_agenda(scene.store) == {found[0]}
    assert len(ranking.put_gaps_on_agenda(scene.store, round_id, found)) == 1, "the other one"
    with pytest.raises(CommandRefused, match="on an agenda already"):
        ranking.put_gaps_on_agenda(scene.store, round_id, found)
    agenda.delete_item(scene.store, item)
    assert gaps_on_agenda(scene.store) == {found[1]}


# --- the wall: an order that is sealed stands nowhere ------------------------------------------


def _everything(s: Scene) -> Iterator[tuple[str, str]]:
    """Yield all that a person or a program gets out of the file, with its name."""
    for row in s.store.all("SELECT id FROM session"):
        minutes = build_minutes(s.store, row["id"])
        yield "agenda", repr(build_agenda(s.store, row["id"]))
        yield "minutes", repr(minutes)
        for kind in render.MINUTES_KINDS:
            yield kind, render.minutes_text(minutes, kind)
    for kind in render.REGISTER_KINDS:
        yield kind, render.decisions_text(build_decisions(s.store), kind)
        yield kind, render.actions_text(build_actions(s.store), kind)
    yield "record", repr(build_record(s.store))
    yield "rounds", repr(rank_rounds(s.store)[0].entered)
    yield "goals", repr(rankable_goals(s.store))
    yield "gaps", repr(gaps(s.store, rank_rounds(s.store)[0].id))
    for table in ("search_text", "sealed_search_text", "history", "draft"):
        yield table, repr(s.store.all(f'SELECT * FROM "{table}" ORDER BY 1'))
    yield "journal", repr(s.store.all('SELECT "table", before, after FROM journal ORDER BY id'))
    yield "steps", repr(s.store.all("SELECT label, merge_key FROM step ORDER BY id"))


def _told(s: Scene, order: list[int]) -> list[tuple[str, str]]:
    round_id = ranking.open_round(s.store)
    ranking.rank_alone(s.store, round_id, s.marketing, order)
    found = [(name, re.sub(r"\d{4}-\d\d-\d\dT[\d:.+]+", "", text)) for name, text in _everything(s)]
    s.store.undo()
    s.store.undo()
    return found


def test_nothing_tells_one_order_from_another_before_the_reveal(scene: Scene) -> None:
    """G5, S4: whichever order is sealed, everything that leaves the file is the same."""
    order = _four(scene)
    ones, others = _told(scene, order), _told(scene, order[::-1])
    assert len(ones) > 15
    ids = re.compile(r"\d{6,}")
    for (name, one), (_, other) in zip(ones, others, strict=True):
        assert ids.sub("#", one) == ids.sub("#", other), name


def test_no_list_and_no_search_of_the_command_line_knows_the_order(scene: Scene) -> None:
    order = _four(scene)
    outputs = []
    for chosen in (order, order[::-1]):
        round_id = ranking.open_round(scene.store)
        ranking.rank_alone(scene.store, round_id, scene.marketing, chosen)
        told = [
            CliRunner().invoke(command_line, ["list", str(scene.store.path), kind]).output
            for kind in KINDS
        ]
        told.append(CliRunner().invoke(command_line, ["search", str(scene.store.path), "B"]).output)
        outputs.append(told)
        ranking.drop_round(scene.store, round_id)
    assert outputs[0] == outputs[1]
    assert any("Choices in one place" in text for text in outputs[0])


def test_a_copy_to_hand_on_leaves_every_sealed_order(scene: Scene, tmp_path: Path) -> None:
    """E9."""
    one_in(scene)
    copy = tmp_path / "handed-on.facilitator"
    scene.store.save_copy(copy, everything=False)
    with Store.open(copy) as handed:
        assert handed.value("SELECT count(*) FROM rank_round") == 1
        assert handed.value("SELECT count(*) FROM sealed_rank") == 0
        assert handed.value("SELECT count(*) FROM sealed_journal") == 0
        assert rank_rounds(handed)[0].entered == frozenset()
        goal_ids = [goal.id for goal in rankable_goals(handed)]
        for side in (scene.security, scene.marketing):
            ranking.rank_alone(handed, rank_rounds(handed)[0].id, side, goal_ids)
        ranking.reveal_round(handed, rank_rounds(handed)[0].id)
        assert handed.check() == []


def test_only_the_reveal_reads_a_sealed_place() -> None:
    """Whoever names the table elsewhere is found here and has to be let in."""
    root = Path(facilitator.__file__).parent
    named = {
        str(path.relative_to(root.parent))
        for folder in (root, root.parent / "ui")
        for path in folder.rglob("*.py")
        if "sealed_rank" in path.read_text("utf-8")
    }
    assert named == {
        "facilitator/commands/ranking.py",
        "facilitator/commands/demo.py",  # writes the open round of the demo
        "facilitator/queries/ranking.py",
        "facilitator/store/schema/version_2.py",
        "facilitator/store/tables.py",
        "ui/pages/goals/ranking/tab.py",  # looks again when somebody is in
    }
    reads = (root / "queries" / "ranking.py").read_text("utf-8")
    assert re.findall(r"SELECT[^\"]*sealed_rank", reads) == [
        "SELECT DISTINCT round_id, party_id FROM sealed_rank"
    ]
