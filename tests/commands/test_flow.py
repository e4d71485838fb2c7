"""What flows between sessions: turns, readiness, levels, closing rounds, the backlog."""

from __future__ import annotations

import pytest

from facilitator.commands import (
    agenda,
    attendance,
    backlog,
    captures,
    closing_rounds,
    decisions,
    levels,
    opening,
    parties,
    running,
    series,
    sessions,
)
from facilitator.commands import carry_over as carry
from facilitator.domain.rule import weekly
from facilitator.domain.words import Attendance, CaptureKind, DecisionState
from facilitator.errors import CommandRefused, InvalidText
from facilitator.projections.agenda import build_agenda
from facilitator.projections.minutes import build_minutes
from facilitator.projections.prebrief import build_prebrief
from facilitator.queries import backlog as backlog_queries
from facilitator.queries.carry_over import carry_over, following_session, waiting_topics
from facilitator.queries.closing_rounds import closing_round
from facilitator.queries.closing_rounds import closing_rounds as rounds
from facilitator.queries.engagement import parties as sides
from facilitator.queries.levels import handed, handing
from facilitator.queries.opening import opener
from facilitator.queries.readiness import readiness
from facilitator.queries.sessions import sessions as session_rows
from tests.commands.scene import Scene


def _hold(scene: Scene, session_id: int) -> None:
    running.start_session(scene.store, session_id)
    running.close_session(scene.store, session_id)
    scene.clock.advance(days=1)


def _opens(scene: Scene, session_id: int) -> str:
    found = opener(scene.store, session_id)
    assert found is not None
    return found.name


# --- who opens (V8) --------------------------------------------------------------------------


def test_the_side_that_opened_least_recently_opens_with_four_sides(scene: Scene) -> None:
    """V8: in turn, also of more than two sides; who joined last has not opened yet."""
    for name in ("Legal", "Service"):
        parties.add_party(scene.store, name)
    planned = [
        sessions.new_session(scene.store, f"Session {n}", f"2026-08-{n:02}T10:00")
        for n in range(4, 10)
    ]
    # The one held and the one planned took Security's and, for the planned one, Marketing's turn.
    assert _opens(scene, scene.planned) == "Marketing"
    turns = [_opens(scene, each) for each in planned]
    assert turns == ["Legal", "Service", "Security", "Marketing", "Legal", "Service"]


def test_a_choice_holds_and_the_turn_goes_on_from_it(scene: Scene) -> None:
    """V8."""
    opening.set_opener(scene.store, scene.planned, scene.security)
    found = opener(scene.store, scene.planned)
    assert found is not None
    assert (found.name, found.is_chosen) == ("Security", True)
    later = sessions.new_session(scene.store, "Later", "2026-08-04T10:00")
    assert _opens(scene, later) == "Marketing"
    opening.set_opener(scene.store, scene.planned, None)
    assert _opens(scene, scene.planned) == "Marketing"


def test_starting_writes_down_who_opened(scene: Scene) -> None:
    """V8: what was the turn is what was; nobody's later choice rewrites it."""
    before = _opens(scene, scene.planned)
    _hold(scene, scene.planned)
    row = scene.store.one("SELECT opens_party_id FROM session WHERE id = ?", (scene.planned,))
    assert row is not None
    assert {each.id: each.short for each in sides(scene.store)}[row["opens_party_id"]] == before
    with pytest.raises(CommandRefused, match="closed"):
        opening.set_opener(scene.store, scene.planned, scene.security)


def test_one_side_alone_has_no_turn(scene: Scene) -> None:
    parties.archive_party(scene.store, scene.marketing)
    assert opener(scene.store, scene.planned) is None


def test_paper_says_who_opens(scene: Scene) -> None:
    """V8, P7: on the agenda for the room and on each side's pre-brief."""
    name = _opens(scene, scene.planned)
    assert build_agenda(scene.store, scene.planned).session.opens == name
    brief = build_prebrief(scene.store, scene.planned, scene.marketing)
    assert brief.session.opens == name


# --- readiness (P9) --------------------------------------------------------------------------


def test_a_wanted_paper_that_is_not_there_is_missing(scene: Scene) -> None:
    """P9: papers are in."""
    first = scene.planned_items[0]
    agenda.set_item(scene.store, first, papers_wanted="the test report")
    assert readiness(scene.store, scene.planned).waiting_for_papers == (first,)
    (row,) = [each for each in session_rows(scene.store) if each.id == scene.planned]
    assert row.papers_missing == 1
    source = scene.store.path.parent / "test.txt"
    source.write_text("fine")
    from facilitator.commands.papers import add_paper

    add_paper(scene.store, first, source)
    assert readiness(scene.store, scene.planned).waiting_for_papers == ()


def test_papers_go_out_working_days_before(scene: Scene) -> None:
    """P9: five working days before Tuesday 21 July is Tuesday 14 July."""
    found = readiness(scene.store, scene.planned)
    assert (found.papers_due_on, found.is_late) == ("2026-07-14", False)
    scene.clock.advance(days=22)
    assert readiness(scene.store, scene.planned).is_late


def test_a_side_of_which_nobody_comes_is_named(scene: Scene) -> None:
    """P9: both sides have time."""
    attendance.set_attendance(scene.store, scene.planned, scene.jonas, Attendance.APOLOGIES)
    found = readiness(scene.store, scene.planned)
    assert found.parties_without_people == ("Marketing",)
    assert found.parties_without_item == ("Security", "Marketing")


def test_minutes_are_counted_for_each_side(scene: Scene) -> None:
    """P9."""
    agenda.set_item(
        scene.store, scene.planned_items[0], asked_by_party_id=scene.security, length_s=1500
    )
    found = {each.party: each.asked_s for each in readiness(scene.store, scene.planned).sides}
    assert found == {"Security": 1500, "Marketing": 0}


# --- the closing round (V13) -----------------------------------------------------------------


def test_a_round_is_kept_for_each_side_and_can_be_left_out(scene: Scene) -> None:
    """V13: useful, heard and a word, per side; emptied it was not asked."""
    closing_rounds.set_round(scene.store, scene.held, scene.security, useful="yes", heard="partly")
    closing_rounds.set_round(scene.store, scene.held, scene.security, note="Too fast")
    first, second = closing_round(scene.store, scene.held)
    assert (first.useful, first.heard, first.note) == ("yes", "partly", "Too fast")
    assert not second.was_asked
    assert [each.session_id for each in rounds(scene.store)] == [scene.held]
    closing_rounds.set_round(scene.store, scene.held, scene.security, useful="", heard="", note="")
    assert rounds(scene.store) == []


def test_only_yes_partly_and_no_are_answers(scene: Scene) -> None:
    with pytest.raises(InvalidText, match="not one of the choices"):
        closing_rounds.set_round(scene.store, scene.held, scene.security, useful="5 stars")
    assert rounds(scene.store) == []


# --- levels (E10) ----------------------------------------------------------------------------


def _two_levels(scene: Scene) -> tuple[int, int]:
    work = series.new_series(
        scene.store, "Working level", weekly(2), "2026-07-21T10:00", level="working"
    )
    lead = series.new_series(
        scene.store, "Leadership", weekly(4), "2026-07-23T10:00", level="leadership"
    )
    for each in (scene.held, scene.planned):
        sessions.set_session(scene.store, each, series_id=work)
    return work, lead


def test_a_concern_is_handed_up_and_both_places_say_so(scene: Scene) -> None:
    """E10: it shows where it came from, and what became of it."""
    _work, lead = _two_levels(scene)
    item = levels.hand_row(scene.store, "concern", scene.concern, series_id=lead)
    (away,) = handed(scene.store, scene.concern)
    assert (away.direction, away.is_here, away.series, away.became) == (
        "handed_up", False, "Leadership", "backlog",
    )  # fmt: skip
    (here,) = handed(scene.store, item)
    assert (here.is_here, here.label, here.series) == (True, "2026/01", "Working level")
    left = {each.title: each.why for each in carry_over(scene.store, scene.planned).left}
    assert left["We cannot prove consent"] == "on_agenda"


def test_what_leadership_decides_is_told_below(scene: Scene) -> None:
    """E10: through pulling it into an agenda, and through carrying it further."""
    _work, lead = _two_levels(scene)
    item = levels.hand_row(scene.store, "concern", scene.concern, series_id=lead)
    (top,) = series.create_sessions(scene.store, lead)
    backlog.pull_items(scene.store, [item], top)
    assert handed(scene.store, scene.concern)[0].became == "agenda"
    running.start_session(scene.store, top)
    taken = captures.capture(
        scene.store, CaptureKind.DECISION, "Keep the log", session_id=top, item_id=item
    )
    for side in (scene.security, scene.marketing):
        decisions.set_consideration(scene.store, taken, side, "Fine")
    decisions.decide(scene.store, taken, DecisionState.AGREED)
    running.close_session(scene.store, top)
    (away,) = handed(scene.store, scene.concern)
    assert (away.became, away.became_label[:2]) == ("decided", "D-")


def test_an_item_that_is_handed_up_is_not_offered_below_as_well(scene: Scene) -> None:
    """E10, P5: nothing is offered twice; the prompt of the facilitator stays below."""
    _work, lead = _two_levels(scene)
    standing = scene.running_items[2]
    agenda.set_item(scene.store, standing, prompt="Ask Nadia")
    made = levels.hand_item(scene.store, standing, series_id=lead)
    assert standing not in {
        each.source_id for each in carry_over(scene.store, scene.planned).candidates
    }
    assert scene.store.value("SELECT 1 FROM sealed_prompt WHERE item_id = ?", (made,)) is None
    (row,) = [item for item in build_minutes(scene.store, scene.held).items if item.handed]
    assert row.handed == ("handed up to Leadership, waits in the backlog",)


def test_with_one_series_it_says_what_is_missing(scene: Scene) -> None:
    """E10: no level was said; then there is nothing of the other level."""
    only = series.new_series(scene.store, "Round table", weekly(2), "2026-07-21T10:00")
    sessions.set_session(scene.store, scene.planned, series_id=only)
    assert handing(scene.store, scene.planned).level == ""
    series.set_series(scene.store, only, level="working")
    found = handing(scene.store, scene.planned)
    assert (found.level, found.direction, found.places) == ("working", "handed_up", ())
    with pytest.raises(CommandRefused, match="same level"):
        levels.hand_item(scene.store, scene.planned_items[0], series_id=only)


# --- the backlog (P6) ------------------------------------------------------------------------


def test_the_backlog_of_a_series_holds_its_own_and_what_waits_for_any(scene: Scene) -> None:
    """P6: with age and balance as counts."""
    work, lead = _two_levels(scene)
    mine = backlog.add_request(scene.store, "Ours", party_id=scene.security, series_id=work)
    backlog.add_request(scene.store, "Theirs", party_id=scene.marketing, series_id=lead)
    backlog.add_request(scene.store, "Anybody's")
    scene.clock.advance(days=35)
    found = backlog_queries.waiting(scene.store, work)
    assert [each.item.title for each in found] == ["Ours", "Anybody's"]
    assert found[0].days == 35
    shares = backlog_queries.balance(found, sides(scene.store))
    assert [(each.party, each.items, each.length_s) for each in shares] == [
        ("Security", 1, 600), ("Marketing", 0, 0), ("", 1, 600),
    ]  # fmt: skip
    agenda.move_item_to(scene.store, mine, scene.planned)
    agenda.move_item_to(scene.store, mine, None)
    (back,) = [
        each.item for each in backlog_queries.waiting(scene.store, work) if each.item.id == mine
    ]
    assert (back.series_id, back.arrived_on) == (work, "2026-06-23")


def test_a_session_to_pull_into_tells_its_minutes(scene: Scene) -> None:
    """P6: its length before anything moves; that of the series comes first."""
    work, lead = _two_levels(scene)
    (top,) = series.create_sessions(scene.store, lead)
    found = backlog_queries.coming_sessions(scene.store, lead)
    assert [each.id for each in found] == [top, scene.planned]
    assert (found[1].planned_s, found[1].length_s) == (1200, 3600)
    following = following_session(scene.store, scene.held)
    assert following is not None
    assert following["planned_s"] == 1200
    assert work


def test_what_waits_nowhere_is_offered_to_the_backlog_once(scene: Scene) -> None:
    """P6, P5."""
    found = waiting_topics(scene.store, None).candidates
    assert "Call centre view" in {each.title for each in found}
    carry.carry_over(scene.store, None, found)
    assert waiting_topics(scene.store, None).candidates == ()


def test_an_item_that_need_not_return_is_not_offered_again(scene: Scene) -> None:
    """P5: what does not return, and why."""
    standing = scene.running_items[2]
    agenda.let_item_go(scene.store, standing)
    found = carry_over(scene.store, scene.planned)
    assert standing not in {each.source_id for each in found.candidates}
    assert ("Check-in", "let_go") in {(each.title, each.why) for each in found.left}


def test_a_deleted_copy_lets_what_it_came_from_wait_again(scene: Scene) -> None:
    """P5: nothing is lost by deleting a session that was planned."""
    standing = scene.running_items[2]
    chosen = [
        each
        for each in carry_over(scene.store, scene.planned).candidates
        if each.source_id == standing
    ]
    third = sessions.new_session(scene.store, "Third", "2026-08-04T10:00")
    carry.carry_over(scene.store, third, chosen)
    assert standing not in {
        each.source_id for each in carry_over(scene.store, scene.planned).candidates
    }
    sessions.delete_session(scene.store, third)
    assert standing in {
        each.source_id for each in carry_over(scene.store, scene.planned).candidates
    }


def test_what_was_parked_twice_in_the_same_words_comes_once(scene: Scene) -> None:
    """P5: parked, second time since its first day."""
    _hold(scene, scene.planned)
    third = sessions.new_session(scene.store, "Third", "2026-08-04T10:00")
    running.start_session(scene.store, third)
    captures.capture(scene.store, CaptureKind.PARKED, "call centre VIEW", session_id=third)
    running.close_session(scene.store, third)
    fourth = sessions.new_session(scene.store, "Fourth", "2026-08-18T10:00")
    found = carry_over(scene.store, fourth)
    (parked,) = [each for each in found.candidates if each.why == "parked"]
    assert (parked.title, parked.times, parked.first_since) == ("call centre VIEW", 2, "2026-06-23")
    assert ("Call centre view", "same") in {(each.title, each.why) for each in found.left}
