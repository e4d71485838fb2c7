"""Tensions, ranking, trade-offs, budget, facts and links (G4, G5, G7, G8)."""

# ruff: noqa: E501  (one line for each command reads better than a wrapped table)

from __future__ import annotations

from facilitator.commands import budget, facts, goals, links, ranking, tensions, tradeoffs
from facilitator.commands.tensions import End
from tests.commands.law import Table, nothing
from tests.commands.scene import Scene


def pair(s: Scene) -> int:
    return tensions.add_tension(
        s.store, End(s.security, "Everything off", s.goal), End(s.marketing, "Banner stays"),
    )  # fmt: skip


def _two(s: Scene) -> list[int]:
    left = End(s.security, "Slow")
    return [pair(s), tensions.add_tension(s.store, left, End(s.marketing, "Fast"))]


def _end(s: Scene) -> int:
    tension = pair(s)
    return int(s.store.value("SELECT min(id) FROM tension_end WHERE tension_id = ?", (tension,)))


def two_goals(s: Scene) -> list[int]:
    return [s.goal, goals.add_goal(s.store, "One rehearsed answer")]


def a_round(s: Scene) -> tuple[int, list[int]]:
    found = two_goals(s)
    return ranking.open_round(s.store), found


def one_in(s: Scene) -> tuple[int, list[int]]:
    round_id, found = a_round(s)
    ranking.rank_alone(s.store, round_id, s.security, found)
    return round_id, found


def revealed(s: Scene) -> tuple[int, list[int]]:
    round_id, found = one_in(s)
    ranking.rank_alone(s.store, round_id, s.marketing, found[::-1])
    ranking.reveal_round(s.store, round_id)
    return round_id, found


def sheet(s: Scene) -> int:
    return tradeoffs.add_tradeoff(s.store, "How wide do we start?", goal_id=s.goal)


def _scopes(s: Scene) -> tuple[int, int, int]:
    found = sheet(s)
    return (found, *(tradeoffs.add_tradeoff_option(s.store, found, word) for word in ("A", "B")))


def _chosen(s: Scene) -> int:
    found, first, _ = _scopes(s)
    tradeoffs.choose_option(s.store, found, first)
    return found


def line(s: Scene) -> int:
    return budget.add_budget_line(s.store, "Preference tool", goal_id=s.goal, amount="60k")


def _lines(s: Scene) -> list[int]:
    found = [line(s), line(s)]
    for line_id, party in zip(found, (s.security, s.marketing), strict=True):
        budget.set_share(s.store, line_id, party, 100)
    return found


def fact(s: Scene) -> int:
    return facts.add_fact(s.store, "Two tools obey within three days")


def _accepted(s: Scene) -> int:
    found = fact(s)
    facts.accept_fact(s.store, found, s.security)
    return found


def _retired(s: Scene) -> int:
    found = fact(s)
    facts.retire_fact(s.store, found)
    return found


def _link(s: Scene) -> int:
    return links.add_link(s.store, "goal", s.goal, "decision", s.decision, "eases")


LAW: Table = {
    "tensions.add_tension": (nothing, lambda s, _: pair(s)),
    "tensions.set_tension": (pair, lambda s, t: tensions.set_tension(s.store, t, state="eased", question="What would help?", reason="D1")),
    "tensions.set_end": (_end, lambda s, e: tensions.set_end(s.store, e, interest="Proof of consent")),
    "tensions.move_tension": (_two, lambda s, t: tensions.move_tension(s.store, t[1], t[0])),
    "tensions.delete_tension": (lambda s: (t := pair(s), tensions.ease_with(s.store, t, s.action))[0], lambda s, t: tensions.delete_tension(s.store, t)),
    "tensions.ease_with": (pair, lambda s, t: tensions.ease_with(s.store, t, s.concern)),
    "tensions.put_tension_on_agenda": (pair, lambda s, t: tensions.put_tension_on_agenda(s.store, t)),
    "links.add_link": (nothing, lambda s, _: _link(s)),
    "links.remove_link": (_link, lambda s, x: links.remove_link(s.store, x)),
    "links.put_on_next_agenda": (nothing, lambda s, _: links.put_on_next_agenda(s.store, "Do the tools obey")),
    "ranking.open_round": (two_goals, lambda s, _: ranking.open_round(s.store)),
    "ranking.rank_alone": (a_round, lambda s, r: ranking.rank_alone(s.store, r[0], s.marketing, r[1])),
    "ranking.take_back": (one_in, lambda s, r: ranking.take_back(s.store, r[0], s.security)),
    "ranking.drop_round": (one_in, lambda s, r: ranking.drop_round(s.store, r[0])),
    "ranking.put_gaps_on_agenda": (revealed, lambda s, r: ranking.put_gaps_on_agenda(s.store, r[0], r[1])),
    "tradeoffs.add_tradeoff": (nothing, lambda s, _: sheet(s)),
    "tradeoffs.set_tradeoff": (sheet, lambda s, t: tradeoffs.set_tradeoff(s.store, t, because="It is enough for now")),
    "tradeoffs.delete_tradeoff": (_chosen, lambda s, t: tradeoffs.delete_tradeoff(s.store, t)),
    "tradeoffs.add_tradeoff_option": (sheet, lambda s, t: tradeoffs.add_tradeoff_option(s.store, t, "Everything")),
    "tradeoffs.set_tradeoff_option": (_scopes, lambda s, t: tradeoffs.set_tradeoff_option(s.store, t[1], cost_cents="60k", benefit="Done by May")),
    "tradeoffs.move_tradeoff_option": (_scopes, lambda s, t: tradeoffs.move_tradeoff_option(s.store, t[2], t[1])),
    "tradeoffs.delete_tradeoff_option": (lambda s: (t := _scopes(s), tradeoffs.choose_option(s.store, t[0], t[1]))[0], lambda s, t: tradeoffs.delete_tradeoff_option(s.store, t[1])),
    "tradeoffs.choose_option": (_scopes, lambda s, t: tradeoffs.choose_option(s.store, t[0], t[2])),
    "tradeoffs.propose_tradeoff": (_chosen, lambda s, t: tradeoffs.propose_tradeoff(s.store, t)),
    "budget.set_currency": (nothing, lambda s, _: budget.set_currency(s.store, "chf")),
    "budget.add_budget_line": (nothing, lambda s, _: line(s)),
    "budget.set_budget_line": (line, lambda s, x: budget.set_budget_line(s.store, x, cents="80,000", state="approved")),
    "budget.delete_budget_line": (_lines, lambda s, x: budget.delete_budget_line(s.store, x[0])),
    "budget.set_share": (line, lambda s, x: budget.set_share(s.store, x, s.security, 40)),
    "budget.share_evenly": (line, lambda s, x: budget.share_evenly(s.store, x)),
    "budget.merge_budget_lines": (_lines, lambda s, x: budget.merge_budget_lines(s.store, *x)),
    "budget.keep_lines_apart": (_lines, lambda s, x: budget.keep_lines_apart(s.store, *x)),
    "facts.add_fact": (nothing, lambda s, _: fact(s)),
    "facts.set_fact": (fact, lambda s, f: facts.set_fact(s.store, f, source="Test of 19 May")),
    "facts.accept_fact": (_accepted, lambda s, f: facts.accept_fact(s.store, f, s.marketing)),
    "facts.withdraw_fact": (_accepted, lambda s, f: facts.withdraw_fact(s.store, f, s.security)),
    "facts.retire_fact": (fact, lambda s, f: facts.retire_fact(s.store, f)),
    "facts.restore_fact": (_retired, lambda s, f: facts.restore_fact(s.store, f)),
    "facts.delete_fact": (_accepted, lambda s, f: facts.delete_fact(s.store, f)),
}  # fmt: skip
# Undo never crosses the reveal: it would show one side's order, or hide what all have seen.
NO_LAW = {"ranking.reveal_round"}
