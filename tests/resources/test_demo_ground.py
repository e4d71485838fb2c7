"""The demo engagement between the sides: goals, tensions, money, words, questions, data.

The sessions and what was captured in them stand in `test_demo.py`.
"""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise
from typing import Any

import pytest

from facilitator import resources
from facilitator.domain.acceptance import Standing, standing
from facilitator.domain.sayback import state_of
from facilitator.domain.words import BudgetState, FactKind, MilestoneState
from facilitator.language.starter import starter_terms

Json = dict[str, Any]
STORY: Json = json.loads(resources.text("demo", "demo.json"))
ANCHOR: str = STORY["anchor"]
PARTIES = [party["id"] for party in STORY["parties"]]
CAPTURES = [row for session in STORY["sessions"] for row in session.get("captures", ())]
SAYBACKS = {row["id"]: row for row in CAPTURES if row["kind"] == "sayback"}
QUESTIONS = {row["id"]: row for row in CAPTURES if row["kind"] == "question"}
FRIENDS = {
    f"term:{term.term}": term.is_false_friend
    for term in starter_terms(resources.text("glossary", "glossary.csv"))
}


# --- common ground -------------------------------------------------------------------------------


def test_one_side_accepted_words_that_have_changed_since() -> None:
    """G1: every other acceptance is of the sentence as it stands."""
    stale = [
        (goal["id"], side["party_id"])
        for goal in STORY["goals"]
        for side in goal["sides"]
        if "accepted_words" in side
        and standing(side["accepted_words"], goal["common_ground"]) is Standing.STALE
    ]
    assert stale == [("g1", "mkt")]


def test_one_milestone_is_late_and_each_has_an_owner() -> None:
    """G3."""
    rows = [row for goal in STORY["goals"] for row in goal["milestones"]]
    late = [row["id"] for row in rows if row["state"] == "open" and row["due_on"] < ANCHOR]
    assert late == ["g2m3"]
    assert {row["state"] for row in rows} == set(MilestoneState)
    for row in rows:
        assert row["owner_id"]
        assert ("done_on" in row) == (row["state"] == "done")
    for goal in STORY["goals"]:
        assert all(row["due_on"] <= goal["due_on"] for row in goal["milestones"])


def test_the_states_of_a_goal_lead_to_the_one_that_stands() -> None:
    """G1."""
    for goal in STORY["goals"]:
        changes = [row for row in goal.get("history", ()) if row["field"] == "state"]
        for before, after in pairwise(changes):
            assert before["after"] == after["before"]
            assert before["at"] < after["at"]
        assert not changes or changes[-1]["after"] == goal["state"], goal["id"]


def test_six_tensions_are_told_from_both_sides() -> None:
    """G4."""
    tensions = STORY["tensions"]
    assert [row["state"] for row in tensions] == [
        "hard", "pulls", "eased", "eased", "eased", "settled",
    ]  # fmt: skip
    for row in tensions:
        assert [end["party_id"] for end in row["ends"]] == PARTIES
        assert all(end["objective"] and end["interest"] for end in row["ends"])
        assert row["question"].endswith("?")
        assert row["eased_by"]
    kinds = {link["to_kind"] for row in tensions for link in row["eased_by"]}
    assert kinds == {"decision", "action", "concern", "goal"}


def test_one_trade_off_is_decided_and_one_is_not() -> None:
    """G6."""
    assert [("because" in row, "chosen_option_id" in row) for row in STORY["tradeoffs"]] == [
        (True, True),
        (False, False),
    ]
    for row in STORY["tradeoffs"]:
        assert len(row["options"]) == 3
        assert all(option["risk_left"] and option["given_up"] for option in row["options"])


def test_the_pot_is_shared_but_not_everything_is_covered() -> None:
    """G7: one line falls short, and both sides ask for one thing."""
    shares = {row["id"]: [share["percent"] for share in row["shares"]] for row in STORY["budget"]}
    assert shares["m5"] == [60, 40]
    assert [key for key, each in shares.items() if sum(each) != 100] == ["m6"]
    both_ask = [row for row in STORY["budget"] if "loyalty accounts" in row["name"]]
    assert [row["state"] for row in both_ask] == ["asked", "asked"]
    assert len({row["shares"][0]["party_id"] for row in both_ask}) == 2
    assert len({row["goal_id"] for row in both_ask}) == 1
    assert {row["state"] for row in STORY["budget"]} == set(BudgetState)


def test_what_is_agreed_was_accepted_by_both_sides() -> None:
    """G8: one acceptance is stale, one is still missing; both stand without a day."""
    for row in STORY["facts"]:
        fresh = [side for side in row["sides"] if side["accepted_words"] == row["text"]]
        assert ("agreed_on" in row) == (len(fresh) == len(PARTIES)), row["id"]
    assert {row["kind"] for row in STORY["facts"]} == set(FactKind)
    assert [row["id"] for row in STORY["facts"] if "retired_on" in row] == ["f5"]


def test_one_round_was_revealed_and_one_order_waits_sealed() -> None:
    """G5: the open round ranks every goal that is not done, once."""
    revealed, waiting = STORY["rank_rounds"]
    assert {row["party_id"] for row in revealed["ranks"]} == set(PARTIES)
    assert "ranks" not in waiting
    assert "revealed_on" not in waiting
    assert {row["party_id"] for row in waiting["sealed"]} == {"mkt"}
    open_goals = {goal["id"] for goal in STORY["goals"] if goal["state"] != "done"}
    assert {row["goal_id"] for row in waiting["sealed"]} == open_goals
    places = [row["place"] for row in waiting["sealed"]]
    assert places == list(range(1, len(open_goals) + 1))


# --- say it back, ask, know ----------------------------------------------------------------------


@pytest.mark.parametrize("row", SAYBACKS.values(), ids=lambda row: row["id"])
def test_a_say_it_back_stands_where_its_versions_lead(row: Json) -> None:
    """L5: five words confirmed, one corrected, one waits for the speaker."""
    parts = [version["part"] for version in row["versions"]]
    confirmed = "confirmed_on" in row["sayback"]
    assert row["sayback"]["state"] == state_of(parts, is_confirmed=confirmed)
    assert ("settled_on" in row) == confirmed
    assert [version["n"] for version in row["versions"]] == list(range(1, len(parts) + 1))
    moments = [version["at"] for version in row["versions"]]
    assert moments == sorted(moments)
    if confirmed:
        assert row["settled_words"] == row["versions"][-1]["text"]
        assert parts[-1] == "restated"


def test_words_and_decisions_were_said_back() -> None:
    """L5, D4."""
    states = {
        kind: Counter(
            row["sayback"]["state"]
            for row in SAYBACKS.values()
            if row["sayback"]["about_kind"] == kind
        )
        for kind in ("term", "decision")
    }
    assert states["term"] == {"confirmed": 5, "corrected": 1, "restated": 1}
    assert states["decision"] == {"confirmed": 5, "corrected": 1}


def test_a_mismatch_about_a_decision_opened_a_question() -> None:
    """D4."""
    about = [row for row in QUESTIONS.values() if "about_id" in row["question"]]
    assert [(row["question"]["about_id"], "settled_on" in row) for row in about] == [("d20", False)]
    corrected = [
        row
        for row in SAYBACKS.values()
        if row["sayback"]["about_id"] == "d20" and row["sayback"]["state"] == "corrected"
    ]
    assert len(corrected) == 1


def test_the_shelf_holds_the_three_shipped_questions() -> None:
    """L6: word by word; one is not confirmed yet."""
    shipped = json.loads(resources.text("questions", "shelf.json"))["questions"]
    shelf = [row for row in QUESTIONS.values() if row["question"].get("is_on_shelf")]
    assert sorted((row["text"], row["question"]["answer"]) for row in shelf) == sorted(
        (each["text"], each["answer"]) for each in shipped
    )
    assert [row["id"] for row in shelf if "confirmed_on" not in row["question"]] == ["s4-question2"]
    homes = {home["label"]: home["party_id"] for home in STORY["language"]["homes"]}
    asked = {each["text"]: each for each in shipped}
    for row in shelf:
        assert row["party_id"] == homes[asked[row["text"]]["from"]]
        assert row["question"]["answered_by_party_id"] == homes[asked[row["text"]]["to"]]


def test_a_question_is_settled_when_its_answer_is_confirmed() -> None:
    """L6."""
    for row in QUESTIONS.values():
        question = row["question"]
        assert ("confirmed_on" in question) == ("settled_on" in row), row["id"]
        assert ("answer" in question) == ("answered_on" in question)
    nameless = [row for row in QUESTIONS.values() if row["question"].get("is_nameless")]
    assert len(nameless) == 1
    assert not {"person_id", "party_id"} & set(nameless[0])


def test_false_friends_have_an_example_and_better_words_for_each_side() -> None:
    """L2."""
    friends = {name for name, is_friend in FRIENDS.items() if is_friend}
    told = {word["id"]: word for word in STORY["language"]["words"]}
    for name in friends:
        assert [side["party_id"] for side in told[name]["sides"]] == PARTIES
        assert all(side["example"] and side["say_instead"] for side in told[name]["sides"])


def test_what_the_story_adds_to_a_word_is_said_of_a_word_of_the_starter() -> None:
    """L1."""
    assert {word["id"] for word in STORY["language"]["words"]} <= set(FRIENDS)
    assert not {word["id"] for word in STORY["language"]["own"]} & set(FRIENDS)


# --- data ----------------------------------------------------------------------------------------


def test_data_sets_have_one_accountable_person_or_a_reason_to_settle() -> None:
    """C4: five are agreed, one is claimed twice, two by nobody."""
    rows = [row for row in STORY["data_sets"] if "retired_on" not in row]
    assert len(rows) == 8
    holders = {
        row["id"]: [role for role in row["roles"] if role["role"] == "accountable"] for row in rows
    }
    claims = {
        row["id"]: [claim for claim in row["claims"] if claim["role"] == "accountable"]
        for row in rows
    }
    assert [key for key, each in holders.items() if not each] == [
        "ds-app", "ds-notes", "ds-exports",
    ]  # fmt: skip
    assert all(len(each) < 2 for each in holders.values())
    assert [key for key in holders if len(claims[key]) > 1] == ["ds-app"]


def test_requests_were_answered_in_every_way_but_a_plain_yes() -> None:
    """C5: the last one waits for its session."""
    requests = STORY["data_requests"]
    assert [row.get("answer") for row in requests] == [
        "alternative", "yes_if", "not_now", None,
    ]  # fmt: skip
    for row in requests:
        assert row["fields"]
        answered = "answer" in row
        assert answered == ("decision_id" in row) == ("terms" in row)
        assert answered == (len(row["sides"]) == len(PARTIES))
        assert all(side["reason"] for side in row["sides"])
