"""The concern register, the idea radar and the perspectives, counted by hand on the demo."""

from __future__ import annotations

from facilitator.commands import carry_over, concerns, decisions, ideas, parties
from facilitator.domain.words import DecisionState, PointKind
from facilitator.queries.carry_over import carry_over as preview
from facilitator.queries.concerns import concern, open_concerns
from facilitator.queries.concerns import concerns as register
from facilitator.queries.ideas import idea
from facilitator.queries.perspectives import perspective, perspectives
from facilitator.store import Reader
from tests.commands.scene import Scene


def test_the_demo_has_one_concern_that_nobody_answered_for_24_weeks(demo: Reader) -> None:
    """C1: “We cannot prove consent per person”, said on 13 January, stands first."""
    first = register(demo)[0]
    assert (first.text, first.days) == ("We cannot prove consent per person.", 168)
    assert first.title == "If a customer asks when they said yes, we do not know."
    assert (first.party, first.person, first.severity) == ("Security", "Nadia Rahmani", "high")
    answered = [row for row in register(demo) if row.answer is not None]
    assert all(not row.is_open for row in answered)
    assert all(row.answer is not None and row.answer.number for row in answered)


def test_the_most_serious_and_then_the_longest_unanswered_come_first(scene: Scene) -> None:
    """C1: seriousness before age; answered ones behind; a lapsed answer before a good one."""
    store = scene.store
    low = concerns.new_concern(store, "Low", severity="low", party_id=scene.security)
    high = concerns.new_concern(store, "High", severity="high", party_id=scene.marketing)
    scene.clock.advance(days=3)
    later = concerns.new_concern(store, "Later", severity="high", party_id=scene.security)
    fine = concerns.new_concern(store, "Fine")
    concerns.answer_concern(store, fine, "Not now")
    lapsed = concerns.new_concern(store, "Lapsed")
    concerns.answer_concern(store, lapsed, "", answered_by_id=scene.decision)
    decisions.decide(store, scene.decision, DecisionState.REJECTED)
    assert [row.id for row in register(store)] == [high, later, low, scene.concern, lapsed, fine]
    assert [row.id for row in open_concerns(store, scene.security)] == [later, low, scene.concern]
    assert [row.days for row in register(store)[:4]] == [3, 0, 3, 3]


def test_an_unanswered_concern_proposes_itself_and_says_on_which_agenda_it_is(
    scene: Scene,
) -> None:
    """C1, P5: offered for the next agenda; once carried over it says where it waits."""
    offered = list(preview(scene.store, scene.planned).candidates)
    mine = [each for each in offered if each.source_id == scene.concern]
    assert len(mine) == 1
    assert mine[0].is_ticked
    row = concern(scene.store, scene.concern)
    assert row is not None
    assert row.agenda is None
    carry_over.carry_over(scene.store, scene.planned, mine)
    row = concern(scene.store, scene.concern)
    assert row is not None
    assert row.agenda is not None
    assert (row.agenda.session_id, row.agenda.label, row.agenda.day) == (
        scene.planned, "2026/02", "2026-07-21",
    )  # fmt: skip


def test_an_idea_in_the_backlog_says_so(scene: Scene) -> None:
    """C3, P6: no session is named there."""
    found = ideas.new_idea(scene.store, "Tips")
    ideas.idea_to_item(scene.store, found)
    row = idea(scene.store, found)
    assert row is not None
    assert row.agenda is not None
    assert row.agenda.session_id is None


def test_a_perspective_holds_what_a_side_thinks_and_its_own_open_concerns(scene: Scene) -> None:
    """E2: each kind of point, only this side's concerns, and a third side too."""
    third = parties.add_party(scene.store, "Sales")
    blank = perspective(scene.store, third)
    assert blank is not None
    assert blank.is_blank
    for kind, words in (
        (PointKind.WORRY, "Leaks"), (PointKind.EVIDENCE, "A sketch"),
        (PointKind.TOLD_HOW, "With an end date"), (PointKind.MINDSET, "Bad day"),
        (PointKind.ANSWERS_FOR, "Log-ins"), (PointKind.SUCCESS, "No export"),
        (PointKind.FOCUS, "Data at home"),
    ):  # fmt: skip
        parties.set_points(scene.store, third, kind, [words])
    concerns.new_concern(scene.store, "Theirs", party_id=third)
    found = perspective(scene.store, third)
    assert found is not None
    assert not found.is_blank
    assert (found.worries, found.evidence, found.told_how) == (
        ("Leaks",), ("A sketch",), ("With an end date",),
    )  # fmt: skip
    assert (found.mindset, found.answers_for) == (("Bad day",), ("Log-ins",))
    assert (found.success, found.focus) == (("No export",), ("Data at home",))
    assert [row.text for row in found.concerns] == ["Theirs"]
    assert [each.short for each in perspectives(scene.store)] == ["Security", "Marketing", "Sales"]
    assert perspective(scene.store, 424_242) is None
