"""What minutes wait for, and which sides are asked, also with more than two of them (M2, E5)."""

from __future__ import annotations

from facilitator.commands import minutes, minutes_answers, parties
from facilitator.commands.minutes_answers import Objection
from facilitator.projections.minutes import build_minutes
from facilitator.queries.minutes import life, open_minutes, sides_of
from facilitator.queries.waiting import waiting
from facilitator.store import Reader
from tests.commands.scene import Scene


def _out(s: Scene) -> int:
    return minutes.circulate_minutes(s.store, s.held, style="reasons", comments_until="2026-06-30")


def test_a_side_that_came_later_is_not_asked(scene: Scene) -> None:
    """E3: who answers for a session sat at its table; two more sides came afterwards."""
    scene.clock.advance(hours=24)
    legal = parties.add_party(scene.store, "Legal")
    _out(scene)
    assert sides_of(scene.store, scene.held) == [scene.security, scene.marketing]
    assert legal in sides_of(scene.store, scene.planned)


def test_a_side_that_answered_and_left_still_prints(scene: Scene) -> None:
    """E3: what was said stays, whoever leaves the table afterwards."""
    minutes_id = _out(scene)
    minutes_answers.answer_minutes(scene.store, minutes_id, scene.marketing, "agree")
    scene.clock.advance(hours=48)
    parties.archive_party(scene.store, scene.marketing)
    assert [each.answer for each in life(scene.store, scene.held).answers] == ["", "agree"]


def test_what_is_out_says_what_it_waits_for(scene: Scene) -> None:
    """E5: silent sides until the day, then approval; contested first of all."""
    minutes_id = _out(scene)
    (waits,) = open_minutes(scene.store)
    assert [each.party for each in waits.silent] == ["Security", "Marketing"]
    assert not waits.is_window_over
    assert [each.kind for each in waiting(scene.store, [], []) if each.id == scene.held] == [
        "minutes"
    ]
    minutes_answers.answer_minutes(
        scene.store, minutes_id, scene.security, "contests", objections=[Objection("2026/01-1")]
    )
    assert [each.party for each in open_minutes(scene.store)[0].contested] == ["Security"]
    assert [each.kind for each in waiting(scene.store, [], []) if each.id == scene.held] == [
        "approval"
    ]
    minutes_answers.answer_minutes(scene.store, minutes_id, scene.security, "agree")
    scene.clock.advance(hours=24 * 8)
    assert open_minutes(scene.store)[0].is_window_over
    minutes_answers.approve_minutes(scene.store, minutes_id, "2026-07-01")
    assert open_minutes(scene.store) == []


def test_the_demo_prints_every_state(demo: Reader) -> None:
    """M2: ten approved and one waiting; each prints what stands."""
    states = [
        build_minutes(demo, row["id"]).approval.state
        for row in demo.all("SELECT id FROM session WHERE state = 'closed' ORDER BY starts_local")
    ]
    assert set(states) == {"approved", "circulated"}
    assert states[-1] == "circulated"
