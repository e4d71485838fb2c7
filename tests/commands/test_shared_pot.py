"""The shared pot, trade-offs and agreed facts: sums by hand, refusals in sentences (G2, G7, G8)."""

from __future__ import annotations

import pytest

from facilitator.commands import budget, facts, goals, parties, tradeoffs
from facilitator.domain.acceptance import Standing
from facilitator.domain.words import FactKind
from facilitator.errors import CommandRefused, InvalidText
from facilitator.queries import decisions
from facilitator.queries.budget import budget_lines, pot
from facilitator.queries.facts import facts as found_facts
from facilitator.queries.facts import facts_of_goal
from facilitator.queries.tradeoffs import tradeoffs as found_sheets
from tests.commands.scene import Scene


def _line(
    s: Scene, name: str = "Preference tool", amount: str | int = "60,000", **more: int
) -> int:
    line_id = budget.add_budget_line(s.store, name, goal_id=s.goal, amount=amount)
    for side, percent in more.items():
        budget.set_share(s.store, line_id, getattr(s, side), percent)
    return line_id


# --- money -------------------------------------------------------------------------------------


def test_parts_add_up_to_the_cent(scene: Scene) -> None:
    """G7: 100.01 in 60 and 40 percent are 60.01 and 40.00."""
    _line(scene, amount="100.01", security=60, marketing=40)
    (line,) = budget_lines(scene.store)
    assert [share.cents for share in line.shares] == [6001, 4000]
    assert line.uncovered_cents == 0


@pytest.mark.parametrize("amount", [10**18, 10**30, -5, "1" + "0" * 18])
def test_an_amount_beyond_all_sums_is_refused(scene: Scene, amount: int | str) -> None:
    """G7, bad input: a few of them would be more than the file can add up."""
    with pytest.raises(InvalidText, match="more than can be kept"):
        _line(scene, amount=amount)
    assert budget_lines(scene.store) == []


def test_what_nobody_pays_is_counted(scene: Scene) -> None:
    """G7: 80 of 100 percent of 18,000 leave 3,600."""
    _line(scene, amount="18,000", security=50, marketing=30)
    (line,) = budget_lines(scene.store)
    assert (line.percent, line.uncovered_cents) == (80, 360_000)
    assert pot(scene.store).uncovered_cents == 360_000


def test_too_much_is_kept_and_plain_to_see(scene: Scene) -> None:
    """While people talk, both may want to pay; the page says that it is too much."""
    _line(scene, amount="1,000", security=80, marketing=40)
    (line,) = budget_lines(scene.store)
    assert (line.percent, line.uncovered_cents) == (120, -20_000)
    assert pot(scene.store).uncovered_cents == 0


@pytest.mark.parametrize("percent", ["101", "-1", "a half", "12.5", "１２"])
def test_a_share_is_a_whole_percent(scene: Scene, percent: str) -> None:
    line_id = _line(scene)
    with pytest.raises(InvalidText, match="not a whole percent"):
        budget.set_share(scene.store, line_id, scene.security, percent)


def test_an_archived_side_takes_no_new_share_and_keeps_its_old_one(scene: Scene) -> None:
    line_id = _line(scene, security=40, marketing=60)
    parties.archive_party(scene.store, scene.marketing)
    with pytest.raises(CommandRefused, match="takes no new share"):
        budget.set_share(scene.store, line_id, scene.marketing, 70)
    (line,) = budget_lines(scene.store)
    assert [(share.percent, share.is_archived) for share in line.shares] == [
        (40, False), (60, True),
    ]  # fmt: skip
    budget.set_share(scene.store, line_id, scene.marketing, None)
    assert [share.percent for share in budget_lines(scene.store)[0].shares] == [40]


def test_three_sides_share_evenly_and_make_a_hundred(scene: Scene) -> None:
    parties.add_party(scene.store, "Legal")
    line_id = _line(scene, amount="100")
    budget.share_evenly(scene.store, line_id)
    (line,) = budget_lines(scene.store)
    assert [share.percent for share in line.shares] == [34, 33, 33]
    assert sum(share.cents or 0 for share in line.shares) == 10_000


def test_totals_by_side_and_by_goal_leave_out_what_was_refused(scene: Scene) -> None:
    """G7, by hand."""
    other = goals.add_goal(scene.store, "Other")
    _line(scene, "Tool", "1,000", security=100)
    second = _line(scene, "Audit", "500", security=50, marketing=50)
    third = _line(scene, "Party", "9,000", marketing=100)
    budget.set_budget_line(scene.store, second, goal_id=other)
    budget.set_budget_line(scene.store, third, state="refused")
    found = pot(scene.store)
    assert (found.cents, [each.cents for each in found.parties]) == (150_000, [125_000, 25_000])
    assert [(goal.goal, goal.cents) for goal in found.goals] == [
        ("Choices in one place", 100_000), ("Other", 50_000),
    ]  # fmt: skip
    assert [each.cents for each in found.goals[1].parties] == [25_000, 25_000]


def test_two_sides_that_pay_for_the_same_are_asked(scene: Scene) -> None:
    """G7: the words that both lines share are named."""
    _line(scene, "Protection against stolen accounts", "24,000", security=100)
    _line(scene, "Stolen accounts: protection", "20,000", marketing=100)
    _line(scene, "Banner", "1,000", marketing=100)
    (overlap,) = pot(scene.store).overlaps
    assert set(overlap.words) == {"protection", "stolen", "accounts"}


def test_the_words_of_the_scope_tell_of_an_overlap_too(scene: Scene) -> None:
    first = _line(scene, "Platform hardening", "24,000", security=100)
    second = _line(scene, "Campaign tools", "20,000", marketing=100)
    assert pot(scene.store).overlaps == ()
    for line_id in (first, second):
        budget.set_budget_line(scene.store, line_id, scope_in="Log of every export")
    assert pot(scene.store).overlaps[0].words == ("log", "every", "export")


@pytest.mark.parametrize("case", ["one side", "other goal", "no goal", "shared already", "apart"])
def test_no_overlap_is_asked_where_there_is_none(scene: Scene, case: str) -> None:
    first = _line(scene, "Tool", "1,000", security=100)
    second = _line(scene, "Tool", "1,000", **{
        "one side": {"security": 100},
    }.get(case, {"marketing": 100}))  # fmt: skip
    if case == "other goal":
        budget.set_budget_line(scene.store, second, goal_id=goals.add_goal(scene.store, "Other"))
    elif case == "no goal":
        for line_id in (first, second):
            budget.set_budget_line(scene.store, line_id, goal_id=None)
    elif case == "shared already":
        for line_id in (first, second):
            budget.share_evenly(scene.store, line_id)
    elif case == "apart":
        budget.keep_lines_apart(scene.store, second, first)
    assert pot(scene.store).overlaps == ()


def test_one_line_of_two_lets_each_side_pay_on(scene: Scene) -> None:
    """G7, by hand: 24,000 of Security and 16,000 of Marketing are 60 and 40 percent of 40,000."""
    first = _line(scene, "Tool", "24,000", security=100)
    second = _line(scene, "Tool", "16,000", marketing=100)
    budget.set_budget_line(scene.store, first, scope_in="Shop\nApp")
    budget.set_budget_line(scene.store, second, scope_in="App\nMail")
    budget.merge_budget_lines(scene.store, first, second)
    (line,) = budget_lines(scene.store)
    assert (line.cents, [share.cents for share in line.shares]) == (4_000_000, [2400_000, 1600_000])
    assert line.scope_in == "Shop\nApp\nMail"


def test_what_nobody_paid_stays_unpaid_in_one_line(scene: Scene) -> None:
    first = _line(scene, "Tool", "1,000", security=50)
    second = _line(scene, "Tool", "1,000", marketing=50)
    budget.merge_budget_lines(scene.store, first, second)
    (line,) = budget_lines(scene.store)
    assert [share.percent for share in line.shares] == [25, 25]
    assert line.uncovered_cents == 100_000


def test_lines_of_two_goals_stay_two(scene: Scene) -> None:
    first, second = _line(scene), _line(scene)
    budget.set_budget_line(scene.store, second, goal_id=None)
    with pytest.raises(CommandRefused, match="two goals"):
        budget.merge_budget_lines(scene.store, first, second)
    with pytest.raises(CommandRefused, match="takes two lines"):
        budget.merge_budget_lines(scene.store, first, first)


def test_a_line_keeps_what_it_was(scene: Scene) -> None:
    line_id = _line(scene)
    budget.set_budget_line(scene.store, line_id, cents="80k", state="approved")
    rows = scene.store.all("SELECT field, before, after FROM history ORDER BY field")
    assert [tuple(row.values()) for row in rows] == [
        ("cents", "6000000", "8000000"), ("state", "asked", "approved"),
    ]  # fmt: skip
    with pytest.raises(InvalidText, match="is not an amount"):
        budget.set_budget_line(scene.store, line_id, cents="a lot")


@pytest.mark.parametrize("words", ["euro", "E1R", "", "€"])
def test_a_currency_has_three_letters(scene: Scene, words: str) -> None:
    with pytest.raises(InvalidText, match="three letters"):
        budget.set_currency(scene.store, words)
    budget.set_currency(scene.store, " usd ")
    assert pot(scene.store).currency == "USD"


# --- trade-offs --------------------------------------------------------------------------------


def _sheet(s: Scene) -> tuple[int, int, int]:
    sheet = tradeoffs.add_tradeoff(s.store, "How do agencies get in?", goal_id=s.goal)
    first = tradeoffs.add_tradeoff_option(s.store, sheet, "Guest accounts")
    second = tradeoffs.add_tradeoff_option(s.store, sheet, "Managed desktop")
    tradeoffs.set_tradeoff_option(
        s.store, first, benefit="A start\non day one", cost_cents="12k", given_up="A desktop"
    )
    return sheet, first, second


def test_the_chosen_scope_becomes_a_proposal_with_every_option(scene: Scene) -> None:
    """G7, D1: the decision keeps what else was considered, and why."""
    sheet, first, _ = _sheet(scene)
    with pytest.raises(CommandRefused, match="Choose one scope first"):
        tradeoffs.propose_tradeoff(scene.store, sheet)
    tradeoffs.choose_option(scene.store, sheet, first)
    tradeoffs.set_tradeoff(scene.store, sheet, because="It meets both wishes")
    found = decisions.decision_detail(scene.store, tradeoffs.propose_tradeoff(scene.store, sheet))
    assert found is not None
    assert (found.row.text, found.row.state, found.because, found.consequences) == (
        "How do agencies get in?: Guest accounts", "proposed", "It meets both wishes", "A desktop",
    )  # fmt: skip
    assert [(option.text, option.is_chosen) for option in found.options] == [
        ("Guest accounts", True), ("Managed desktop", False),
    ]  # fmt: skip
    assert found.options[0].effect == (
        "Benefit: A start on day one; Cost: EUR 12,000; Given up: A desktop"
    )
    assert found.row.goal_id == scene.goal
    with pytest.raises(CommandRefused, match="came of this sheet already"):
        tradeoffs.propose_tradeoff(scene.store, sheet)


def test_a_scope_of_another_sheet_is_not_chosen(scene: Scene) -> None:
    sheet, first, _ = _sheet(scene)
    other = tradeoffs.add_tradeoff(scene.store, "Other")
    with pytest.raises(CommandRefused, match="another sheet"):
        tradeoffs.choose_option(scene.store, other, first)
    assert [each.chosen for each in found_sheets(scene.store)] == [None, None]
    assert sheet


def test_a_chosen_scope_that_is_deleted_leaves_none_chosen(scene: Scene) -> None:
    sheet, first, second = _sheet(scene)
    tradeoffs.choose_option(scene.store, sheet, first)
    tradeoffs.delete_tradeoff_option(scene.store, first)
    (found,) = found_sheets(scene.store)
    assert ([scope.id for scope in found.scopes], found.chosen) == ([second], None)


def test_an_earlier_choice_is_kept(scene: Scene) -> None:
    sheet, first, second = _sheet(scene)
    for option in (first, second, None):
        tradeoffs.choose_option(scene.store, sheet, option)
    rows = scene.store.all(
        "SELECT before, after FROM history WHERE row_id = ? ORDER BY id", (sheet,)
    )
    assert [tuple(row.values()) for row in rows] == [
        (None, "Guest accounts"), ("Guest accounts", "Managed desktop"), ("Managed desktop", None),
    ]  # fmt: skip


# --- facts -------------------------------------------------------------------------------------


def test_a_fact_is_agreed_since_the_last_side_accepts(scene: Scene) -> None:
    """G8."""
    fact = facts.add_fact(scene.store, "Two tools need three days", source="Test of 23 June")
    facts.accept_fact(scene.store, fact, scene.security, scene.nadia)
    (found,) = found_facts(scene.store)
    assert (found.is_agreed, found.agreed_on) == (False, "")
    assert [side.party for side in found.waits_for] == ["Marketing"]
    scene.clock.advance(days=2)
    facts.accept_fact(scene.store, fact, scene.marketing)
    (found,) = found_facts(scene.store)
    assert (found.is_agreed, found.agreed_on) == (True, "2026-06-25")
    assert (found.sides[0].accepted_by, found.sides[0].accepted_on) == (
        "Nadia Rahmani", "2026-06-23",
    )  # fmt: skip


def test_new_words_make_an_acceptance_stale_and_keep_the_old_ones(scene: Scene) -> None:
    """G8: a side accepts words, not a field."""
    fact = facts.add_fact(scene.store, "Two tools", FactKind.WORDING)
    facts.accept_fact(scene.store, fact, scene.security)
    facts.set_fact(scene.store, fact, text="Three tools")
    side = found_facts(scene.store)[0].sides[0]
    assert (side.standing, side.accepted_words) == (Standing.STALE, "Two tools")
    facts.set_fact(scene.store, fact, text="Two  tools")
    assert found_facts(scene.store)[0].sides[0].standing is Standing.ACCEPTED


def test_what_is_retired_is_accepted_no_more(scene: Scene) -> None:
    fact = facts.add_fact(scene.store, "Two tools", goal_id=scene.goal)
    facts.retire_fact(scene.store, fact)
    with pytest.raises(CommandRefused, match="holds no longer"):
        facts.accept_fact(scene.store, fact, scene.security)
    assert facts_of_goal(scene.store, scene.goal) == []
    facts.restore_fact(scene.store, fact)
    assert [each.id for each in facts_of_goal(scene.store, scene.goal)] == [fact]


def test_a_side_that_left_accepts_nothing_new(scene: Scene) -> None:
    fact = facts.add_fact(scene.store, "Two tools")
    parties.archive_party(scene.store, scene.marketing)
    with pytest.raises(CommandRefused, match="accepts nothing new"):
        facts.accept_fact(scene.store, fact, scene.marketing)
    with pytest.raises(CommandRefused, match="has not accepted"):
        facts.withdraw_fact(scene.store, fact, scene.security)


def test_a_fact_needs_words(scene: Scene) -> None:
    with pytest.raises(InvalidText):
        facts.add_fact(scene.store, " \x00 ")
