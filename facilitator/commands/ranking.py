"""Each side ranks the goals alone and unseen; all orders show in one moment (G5).

`sealed_rank` holds the orders until then. Nothing but `reveal_round` reads a place there: not a
query, not a list, not a paper.
"""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.commands.fields import must_exist
from facilitator.commands.links import add_link, put_on_next_agenda
from facilitator.errors import CommandRefused
from facilitator.queries.engagement import day_of, parties
from facilitator.queries.ranking import Gap, gaps, gaps_on_agenda, rankable_goals
from facilitator.store import Reader, Row, Store


def open_round(store: Store) -> int:
    """Begin a round of ranking, in which nobody is in yet.

    Raises:
        CommandRefused: a round is open, or there is nothing to compare.
    """
    if store.value("SELECT 1 FROM rank_round WHERE revealed_on IS NULL"):
        raise CommandRefused("A round is open already. Reveal it, or drop it first.")
    if len(parties(store)) < 2:
        raise CommandRefused("Ranking compares sides: add a second one first.")
    if len(rankable_goals(store)) < 2:
        raise CommandRefused("There is nothing to rank with fewer than two open goals.")
    with store.step("Begin a ranking"):
        return store.insert("rank_round", opened_on=day_of(store).isoformat())


def rank_alone(store: Store, round_id: int, party_id: int, goal_ids: Sequence[int]) -> None:
    """Keep one side's order, the most important first, sealed until all are in.

    Raises:
        CommandRefused: the round is over, the side is not at the table or is in already, or the
            order does not hold every open goal once.
    """
    _must_be_open(store, round_id)
    party = must_exist(store, "party", party_id)
    if party["archived_on"] is not None:
        raise CommandRefused(f"{party['name']} is no longer at the table and does not rank.")
    if _is_in(store, round_id, party_id):
        raise CommandRefused(f"{party['name']} is in already. Take its order back first.")
    if sorted(goal_ids) != sorted(goal.id for goal in rankable_goals(store)):
        raise CommandRefused("Each open goal is ranked once. Look at the list again.")
    with store.step("Rank the goals alone"):
        for place, goal_id in enumerate(goal_ids, start=1):
            store.insert(
                "sealed_rank", round_id=round_id, goal_id=goal_id, party_id=party_id, place=place
            )


def take_back(store: Store, round_id: int, party_id: int) -> None:
    """Forget one side's sealed order, unseen, so that it can rank again."""
    _must_be_open(store, round_id)
    if not _is_in(store, round_id, party_id):
        raise CommandRefused("This side is not in yet. Nothing was changed.")
    with store.step("Take an order back"):
        _forget(store, "round_id = ? AND party_id = ?", round_id, party_id)


def reveal_round(store: Store, round_id: int) -> None:
    """Show the orders of all sides in one moment; undo never crosses it.

    Goals that not every side ranked, because they came or went meanwhile, are left out.

    Raises:
        CommandRefused: a side at the table is not in yet, or there is nothing left to compare.
    """
    _must_be_open(store, round_id)
    table = parties(store)
    missing = [party.name for party in table if not _is_in(store, round_id, party.id)]
    if missing:
        raise CommandRefused(f"Not in yet: {', '.join(missing)}. Nothing was revealed.")
    orders = _orders(store, round_id, [party.id for party in table])
    if len(table) < 2 or not all(orders.values()):
        raise CommandRefused(
            "There is no longer anything that two sides ranked. Nothing was revealed; drop this "
            "round and begin a new one."
        )
    with store.step("Reveal the ranking", barrier=True):
        for party_id, order in orders.items():
            for place, goal_id in enumerate(order, start=1):
                store.insert(
                    "goal_rank", round_id=round_id, goal_id=goal_id, party_id=party_id, place=place
                )
        _forget(store, "round_id = ?", round_id)
        store.update("rank_round", round_id, revealed_on=day_of(store).isoformat())


def drop_round(store: Store, round_id: int) -> None:
    """Give up a round that was not revealed; its orders go unseen."""
    _must_be_open(store, round_id)
    with store.step("Drop the ranking"):
        _forget(store, "round_id = ?", round_id)
        store.delete("rank_round", round_id)


def put_gaps_on_agenda(store: Store, round_id: int, goal_ids: Sequence[int]) -> tuple[int, ...]:
    """Put goals on which the sides are far apart on the next agenda, as one step.

    Raises:
        CommandRefused: there is none, or all of them wait on an agenda already.
    """
    found = {gap.goal_id: gap for gap in gaps(store, round_id)}
    waiting = gaps_on_agenda(store)
    chosen = [found[goal_id] for goal_id in goal_ids if goal_id in found]
    if not chosen:
        raise CommandRefused("There is no gap to put on the agenda. Nothing was changed.")
    new = [gap for gap in chosen if gap.goal_id not in waiting]
    if not new:
        raise CommandRefused("These gaps are on an agenda already. Nothing was changed.")
    with store.step("Put the gaps on the agenda"):
        return tuple(_put(store, gap) for gap in new)


def _put(store: Store, gap: Gap) -> int:
    item_id = put_on_next_agenda(
        store,
        f"Why do we rank “{gap.goal}” so differently?",
        goal_id=gap.goal_id,
        agenda_text="\n".join(f"{place.party}: {place.place} of {gap.of}" for place in gap.places),
    )
    add_link(store, "goal", gap.goal_id, "item", item_id, "gap")
    return item_id


def _must_be_open(store: Store, round_id: int) -> Row:
    row = must_exist(store, "rank_round", round_id)
    if row["revealed_on"] is not None:
        raise CommandRefused("This round was revealed and stays as it is. Begin a new one.")
    return row


def _is_in(store: Store, round_id: int, party_id: int) -> bool:
    return bool(
        store.value(
            "SELECT 1 FROM sealed_rank WHERE round_id = ? AND party_id = ?", (round_id, party_id)
        )
    )


def _orders(reader: Reader, round_id: int, party_ids: Sequence[int]) -> dict[int, list[int]]:
    """Return each side's order of the goals that all of them ranked and that are still there."""
    rows = reader.all(
        "SELECT party_id, goal_id FROM sealed_rank WHERE round_id = ?"
        " AND goal_id IN (SELECT id FROM goal) ORDER BY place, id",
        (round_id,),
    )
    orders = {
        party_id: [row["goal_id"] for row in rows if row["party_id"] == party_id]
        for party_id in party_ids
    }
    ranked = [set(order) for order in orders.values()]
    shared = set.intersection(*ranked) if ranked else set()
    return {
        party_id: [goal_id for goal_id in order if goal_id in shared]
        for party_id, order in orders.items()
    }


def _forget(store: Store, where: str, *params: int) -> None:
    for row in store.all(f"SELECT id FROM sealed_rank WHERE {where}", params):
        store.delete("sealed_rank", row["id"])
