"""What minutes say, in each style, of a session that runs or was held (M1, MINUTES.md)."""

from __future__ import annotations

from datetime import timedelta

from facilitator.commands import (
    actions,
    agenda,
    attendance,
    captures,
    carry_over,
    concerns,
    decisions,
    ideas,
    parties,
    people,
    questions,
    running,
    sessions,
)
from facilitator.domain.words import Attendance, CaptureKind, DecisionState, IdeaStage, Position
from facilitator.exchange.minutes_md import minutes_markdown
from facilitator.projections.minutes import build_minutes
from facilitator.projections.types import ActionEntry, Minutes
from facilitator.queries.carry_over import carry_over as preview
from facilitator.queries.listing import capture_lines
from facilitator.store import Reader
from tests.commands.scene import Scene


def _of(scene: Scene, style: str | None = None) -> Minutes:
    return build_minutes(scene.store, scene.held, style=style)


def _numbers(entries: tuple[ActionEntry, ...]) -> list[str]:
    return [entry.number for entry in entries]


# --- the head and the people ----------------------------------------------------------------------


def test_the_head_tells_what_happened_in_local_time(scene: Scene) -> None:
    head = _of(scene).session
    assert (head.number, head.starts, head.ends) == (
        "2026/01",
        "2026-06-23T10:00",
        "2026-06-23T10:17",
    )
    assert (head.planned_minutes, head.used_minutes) == (90, 17)


def test_a_running_session_has_no_end_and_its_clock_counts(scene: Scene) -> None:
    """M1, V11: minutes can be made in the middle of a session."""
    running.start_session(scene.store, scene.planned)
    scene.clock.advance(minutes=7)
    minutes = build_minutes(scene.store, scene.planned)
    assert minutes.session.ends == ""
    assert minutes.session.used_minutes == 7
    assert [item.used_minutes for item in minutes.items] == [7, None]


def test_start_times_follow_each_other_over_a_clock_change(scene: Scene) -> None:
    """P3: the night in which clocks go forward has no half past two."""
    night = sessions.new_session(scene.store, "Night shift", "2026-03-29T01:30")
    agenda.add_item(scene.store, night, "Before", length_s=1800)
    agenda.add_item(scene.store, night, "After")
    starts = [item.starts for item in build_minutes(scene.store, night).items]
    assert starts == ["2026-03-29T01:30", "2026-03-29T03:00"]


def test_people_stand_with_the_side_they_sat_with_then(scene: Scene) -> None:
    """E3: a person can move to another party on a date; history stays right."""
    before = _of(scene).attendance
    people.correct_party(scene.store, scene.jonas, scene.security)
    assert _of(scene).attendance == before
    marketing = next(p for p in before if p.party and p.party.name == "Marketing")
    assert [person.name for person in marketing.present] == ["Jonas Feld"]


def test_both_sides_are_represented_only_when_each_has_somebody_present(scene: Scene) -> None:
    """V6."""
    assert _of(scene).is_represented
    attendance.set_attendance(scene.store, scene.held, scene.jonas, Attendance.APOLOGIES)
    minutes = _of(scene)
    assert not minutes.is_represented
    marketing = next(p for p in minutes.attendance if p.party and p.party.name == "Marketing")
    assert [person.name for person in marketing.apologies] == ["Jonas Feld"]


def test_late_and_early_are_shown_as_hours(scene: Scene) -> None:
    attendance.set_attendance(
        scene.store, scene.held, scene.jonas, Attendance.PRESENT,
        arrived_at="10:04", left_at="2026-06-23T11:00",
    )  # fmt: skip
    marketing = next(p for p in _of(scene).attendance if p.party and p.party.name == "Marketing")
    assert (marketing.present[0].arrived, marketing.present[0].left) == ("10:04", "11:00")


def test_a_side_that_left_later_was_at_the_table_then(scene: Scene) -> None:
    scene.clock.advance(days=1)
    parties.archive_party(scene.store, scene.marketing)
    minutes = _of(scene)
    assert minutes.is_represented
    assert [p.party.name for p in minutes.attendance if p.party] == ["Security", "Marketing"]
    planned = build_minutes(scene.store, scene.planned)
    assert [p.party.name for p in planned.attendance if p.party] == ["Security", "Marketing"]


def test_minutes_go_to_everybody_by_side(scene: Scene) -> None:
    late = people.add_person(scene.store, "Ada Byron", scene.security)
    assert late
    assert _of(scene).distribution == (
        "Nadia Rahmani",
        "Ada Byron",
        "Jonas Feld",
        "Ruth Calder",
    )


# --- what was taken -------------------------------------------------------------------------------


def test_a_decision_stands_under_its_item_and_in_the_list(scene: Scene) -> None:
    minutes = _of(scene)
    (entry,) = minutes.decisions
    assert minutes.items[0].decisions == (entry,)
    assert minutes.items[1].decisions == ()
    assert (entry.number, entry.item_number, entry.goal) == (
        "D-2026-001",
        "2026/01-1",
        "Choices in one place",
    )


def test_a_decision_tells_each_sides_position_and_consideration(scene: Scene) -> None:
    """D1, D2."""
    store, decision = scene.store, scene.decision
    decisions.set_position(
        store, decision, scene.marketing, Position.RESERVATION, "The voucher must move first"
    )
    decisions.set_consideration(store, decision, scene.marketing, "We can live with it")
    decisions.set_consideration(store, decision, scene.security, passed_reason="Nothing to add")
    said = {each.party.name: each for each in _of(scene).decisions[0].positions}
    assert list(said) == ["Security", "Marketing"]
    assert said["Marketing"].position == "reservation"
    assert said["Marketing"].consideration == "We can live with it"
    assert said["Security"].position == "not_heard"
    assert said["Security"].passed_reason == "Nothing to add"


def test_a_chain_of_decisions_is_told_both_ways(scene: Scene) -> None:
    """D3: superseded, with a chain both ways; a mere proposal supersedes nothing yet."""
    store = scene.store
    for party in (scene.security, scene.marketing):
        decisions.set_consideration(store, scene.decision, party, "Fine")
    decisions.decide(store, scene.decision, DecisionState.AGREED)
    given_up = decisions.replace_decision(store, scene.decision, scene.held)
    decisions.decide(store, given_up, DecisionState.REJECTED)
    new = decisions.replace_decision(store, scene.decision, scene.held)
    assert _of(scene).decisions[0].superseded_by == ""
    for party in (scene.security, scene.marketing):
        decisions.set_consideration(store, new, party, "Better")
    decisions.decide(store, new, DecisionState.AGREED)
    old, rejected, successor = _of(scene).decisions
    assert rejected.state == "rejected"
    assert (old.state, old.superseded_by) == ("superseded", "D-2026-003")
    assert (successor.number, successor.supersedes) == ("D-2026-003", "D-2026-001")


def test_an_action_tells_who_asked_and_when_it_was_due_before(scene: Scene) -> None:
    """A1: old due dates are kept."""
    actions.set_due(scene.store, scene.action, "2026-07-17")
    actions.set_due(scene.store, scene.action, "2026-07-24")
    (entry,) = _of(scene).actions
    assert (entry.due_on, entry.was_due) == ("2026-07-24", ("2026-07-10", "2026-07-17"))
    assert (entry.asked_by, entry.topic) == ("Security", "Opt-outs: why amber?")
    assert entry.owner_party
    assert entry.owner_party.name == "Marketing"


def test_an_action_due_next_session_says_so_until_there_is_a_date(scene: Scene) -> None:
    sessions.cancel_session(scene.store, scene.planned)
    actions.set_due(scene.store, scene.action, None, due_next=True)
    (entry,) = _of(scene).actions
    assert entry.due_is_next
    sessions.new_session(scene.store, "Found a date", "2026-07-21T10:00")
    (entry,) = _of(scene).actions
    assert (entry.due_is_next, entry.due_on) == (False, "2026-07-21")


def test_a_capture_that_changed_its_kind_stands_once_as_what_it_is_now(scene: Scene) -> None:
    """V4."""
    captures.change_kind(scene.store, scene.concern, CaptureKind.ACTION)
    minutes = _of(scene)
    assert [entry.text for entry in minutes.actions] == [
        "Repeat the test",
        "We cannot prove consent",
    ]
    assert minutes.raised == ()
    captures.change_kind(scene.store, scene.decision, CaptureKind.QUESTION)
    captures.change_kind(scene.store, scene.action, CaptureKind.PARKED)
    minutes = _of(scene)
    assert minutes.decisions == ()
    assert [entry.text for entry in minutes.actions] == ["We cannot prove consent"]
    assert [entry.text for entry in minutes.raised] == ["Two tools are switched off"]


# --- styles and notes -----------------------------------------------------------------------------


def test_raw_notes_stay_out_unless_marked(scene: Scene) -> None:
    """MINUTES: raw notes are working text."""
    store, (item, *_) = scene.store, scene.running_items
    agenda.set_notes(store, item, "Said while typing\n\n  and more")
    captures.capture(store, CaptureKind.NOTE, "A quick note", session_id=scene.held, item_id=item)
    assert _of(scene).items[0].notes == ()
    agenda.print_notes(store, item, True)
    assert _of(scene).items[0].notes == ("Said while typing", "and more")


def test_a_captured_note_prints_when_it_is_marked(scene: Scene) -> None:
    item = scene.running_items[0]
    note = captures.capture(
        scene.store, CaptureKind.NOTE, "Worth keeping", session_id=scene.held, item_id=item
    )
    captures.set_capture(scene.store, note, in_minutes=True)
    assert _of(scene).items[0].notes == ("Worth keeping",)


def test_the_style_discussion_prints_every_note(scene: Scene) -> None:
    item = scene.running_items[0]
    agenda.set_notes(scene.store, item, "Raw")
    captures.capture(scene.store, CaptureKind.NOTE, "Quick", session_id=scene.held, item_id=item)
    assert _of(scene, "discussion").items[0].notes == ("Raw", "Quick")


def test_the_style_decisions_leaves_reasons_and_outcomes_out(scene: Scene) -> None:
    store, item = scene.store, scene.running_items[0]
    agenda.set_item(store, item, outcome="Two tools are too slow")
    agenda.print_notes(store, item, True)
    agenda.set_notes(store, item, "Marked")
    decisions.set_decision(
        store, scene.decision, because="They are slow", context="Seventeen tools"
    )
    full, short = _of(scene), _of(scene, "decisions")
    assert full.items[0].outcome == "Two tools are too slow"
    assert (full.decisions[0].because, full.decisions[0].context) == (
        "They are slow",
        "Seventeen tools",
    )
    assert (short.items[0].outcome, short.items[0].notes) == ("", ())
    assert (short.decisions[0].because, short.decisions[0].context) == ("", "")
    assert short.items[0].decisions == short.decisions
    assert short.decisions[0].wording == full.decisions[0].wording


def test_a_marked_note_of_no_item_is_not_lost(scene: Scene) -> None:
    note = captures.capture(scene.store, CaptureKind.NOTE, "Before we began", session_id=scene.held)
    assert "Before we began" not in [entry.text for entry in _of(scene).raised]
    captures.set_capture(scene.store, note, in_minutes=True)
    assert "Before we began" in [entry.text for entry in _of(scene).raised]
    assert "Before we began" not in [entry.text for entry in _of(scene, "decisions").raised]


def test_the_style_of_the_engagement_holds_where_none_is_asked_for(scene: Scene) -> None:
    assert _of(scene).style == "reasons"
    with scene.store.step("Style"):
        scene.store.update(
            "engagement", scene.store.value("SELECT id FROM engagement"), minutes_style="discussion"
        )
    assert _of(scene).style == "discussion"


# --- what was raised, and where it goes -----------------------------------------------------------


def test_a_concern_tells_what_answered_it(scene: Scene) -> None:
    """C1."""
    assert (_of(scene).raised[0].state, _of(scene).raised[0].answer) == ("open", "")
    concerns.answer_concern(
        scene.store, scene.concern, "We test again", answered_by_id=scene.decision
    )
    (entry,) = _of(scene).raised
    assert (entry.state, entry.answer) == (
        "answered", "D-2026-001, not agreed yet. We test again"
    )  # fmt: skip
    assert entry.party
    assert entry.party.name == "Security"
    (line,) = capture_lines(scene.store, "concern")
    assert (line.state, line.answer) == (entry.state, entry.answer)
    for party in (scene.security, scene.marketing):
        decisions.set_consideration(scene.store, scene.decision, party, "Yes")
    decisions.decide(scene.store, scene.decision, DecisionState.AGREED)
    assert _of(scene).raised[0].answer == "D-2026-001. We test again"


def test_a_concern_whose_answer_was_rejected_is_open_again_on_paper(scene: Scene) -> None:
    """C1: paper and lists claim no answer that fell away."""
    concerns.answer_concern(scene.store, scene.concern, "", answered_by_id=scene.decision)
    decisions.decide(scene.store, scene.decision, DecisionState.REJECTED)
    (entry,) = _of(scene).raised
    assert (entry.state, entry.answer) == ("open", "D-2026-001, which was rejected")
    (line,) = capture_lines(scene.store, "concern")
    assert (line.state, line.answer) == (entry.state, entry.answer)


def test_an_answer_that_nobody_confirmed_yet_prints_as_that(scene: Scene) -> None:
    """L6: the asker confirms; until then minutes tell the answer, and that it waits."""
    asked = questions.ask_question(
        scene.store, "Which two tools?", from_party_id=scene.security, session_id=scene.held
    )
    questions.answer_question(scene.store, asked, "The voucher tool", by_party_id=scene.marketing)
    entry = _of(scene).raised[-1]
    assert (entry.state, entry.answer) == (
        "open", "The voucher tool (whoever asked has not confirmed it yet)"
    )  # fmt: skip
    questions.confirm_answer(scene.store, asked)
    entry = _of(scene).raised[-1]
    assert (entry.state, entry.answer) == ("answered", "The voucher tool")


def test_what_somebody_said_carries_the_side_and_no_name(scene: Scene) -> None:
    """MINUTES: attribution is nobody by default; each side is named."""
    captures.capture(
        scene.store, CaptureKind.WANT, "One view", session_id=scene.held, person_id=scene.jonas
    )
    entry = _of(scene).raised[-1]
    assert (entry.kind, entry.person) == ("want", "")
    assert entry.party
    assert entry.party.name == "Marketing"


def test_a_parked_point_tells_where_it_goes(scene: Scene) -> None:
    """MINUTES: parking lot, and where each thing goes."""
    assert _of(scene).parked[0].goes_to == ""
    offered = preview(scene.store, scene.planned).candidates
    carry_over.carry_over(
        scene.store, scene.planned, [each for each in offered if each.why == "parked"]
    )
    assert _of(scene).parked[0].goes_to == "2026/02"


def test_an_item_tells_what_it_came_from(scene: Scene) -> None:
    """P5."""
    offered = preview(scene.store, scene.planned).candidates
    carry_over.carry_over(scene.store, scene.planned, offered)
    came = {item.title: item.came_from for item in build_minutes(scene.store, scene.planned).items}
    assert came["Check-in"] == "2026/01-3"
    assert came["Call centre view"] == "2026/01"
    assert came["Server-side set-up"] == ""


# --- before and after -----------------------------------------------------------------------------


def test_matters_arising_are_earlier_actions_that_were_open(scene: Scene) -> None:
    assert _of(scene).matters_arising == ()
    running.start_session(scene.store, scene.planned)
    minutes = build_minutes(scene.store, scene.planned)
    assert _numbers(minutes.matters_arising) == ["A-2026-001"]
    assert minutes.actions == ()


def test_an_action_finished_before_a_session_is_no_matter_arising(scene: Scene) -> None:
    actions.advance_action(scene.store, scene.action)
    actions.accept_action(scene.store, scene.action, scene.security)
    scene.clock.advance(minutes=1)
    running.start_session(scene.store, scene.planned)
    assert build_minutes(scene.store, scene.planned).matters_arising == ()


def test_an_action_finished_in_a_session_is_told_with_what_became_of_it(scene: Scene) -> None:
    running.start_session(scene.store, scene.planned)
    scene.clock.advance(minutes=5)
    actions.advance_action(scene.store, scene.action)
    (entry,) = build_minutes(scene.store, scene.planned).matters_arising
    assert (entry.state, entry.delivered_on) == ("delivered", "2026-06-23")


def test_old_minutes_tell_of_an_action_as_it_stood_until_the_next_session(scene: Scene) -> None:
    """What is printed again in autumn says what it said in June."""
    before = _of(scene).actions
    scene.clock.advance(days=28)
    running.start_session(scene.store, scene.planned)
    scene.clock.advance(minutes=5)
    actions.advance_action(scene.store, scene.action)
    actions.accept_action(scene.store, scene.action, scene.security)
    assert _of(scene).actions == before
    (now,) = build_minutes(scene.store, scene.planned).matters_arising
    assert now.state == "accepted"


def test_where_no_change_was_recorded_the_days_tell(scene: Scene) -> None:
    """An action that came from elsewhere has its days and no history."""
    with scene.store.step("Brought along"):
        scene.store.update(
            "action", scene.action, state="accepted",
            delivered_on="2026-07-20", accepted_on="2026-07-21",
        )  # fmt: skip
    scene.clock.advance(days=28)
    running.start_session(scene.store, scene.planned)
    assert [entry.state for entry in _of(scene).actions] == ["delivered"]
    (entry,) = build_minutes(scene.store, scene.planned).matters_arising
    assert (entry.state, entry.accepted_on) == ("accepted", "2026-07-21")
    later = sessions.new_session(scene.store, "Later", "2026-09-01T10:00")
    assert build_minutes(scene.store, later).matters_arising == ()


def test_the_minutes_before_are_named_as_not_yet_approved(scene: Scene) -> None:
    assert _of(scene).previous is None
    sessions.new_session(scene.store, "Planned before it", "2026-07-01T10:00")
    previous = build_minutes(scene.store, scene.planned).previous
    assert previous
    assert (previous.number, previous.date, previous.state) == (
        "2026/01",
        "2026-06-23",
        "draft",
    )


def test_the_next_session_is_named_with_the_reason_for_the_interval(scene: Scene) -> None:
    with scene.store.step("Reason"):
        scene.store.update("session", scene.held, next_reason="Few items wait")
    following = _of(scene).next_session
    assert following
    assert (following.number, following.starts, following.reason) == (
        "2026/02",
        "2026-07-21T10:00",
        "Few items wait",
    )
    sessions.cancel_session(scene.store, scene.planned)
    assert _of(scene).next_session is None


def test_the_session_that_followed_stays_the_next_one_in_old_minutes(scene: Scene) -> None:
    scene.clock.advance(days=28)
    running.start_session(scene.store, scene.planned)
    running.close_session(scene.store, scene.planned)
    sessions.new_session(scene.store, "Even later", "2026-09-01T10:00")
    following = _of(scene).next_session
    assert following
    assert following.number == "2026/02"


def test_minutes_are_the_same_after_reopening(scene: Scene) -> None:
    before = _of(scene)
    scene.store.close()
    with Reader.open(scene.store.path, scene.clock) as reader:
        assert build_minutes(reader, scene.held) == before


def test_the_demos_minutes_know_all_of_their_session(demo: Reader) -> None:
    for row in demo.all("SELECT id FROM session WHERE state = 'closed'"):
        minutes = build_minutes(demo, row["id"])
        taken = demo.all(
            "SELECT kind, count(*) AS n FROM capture WHERE session_id = ? GROUP BY kind",
            (row["id"],),
        )
        counts = {each["kind"]: each["n"] for each in taken}
        assert len(minutes.decisions) == counts.get("decision", 0)
        assert len(minutes.actions) == counts.get("action", 0)
        assert len(minutes.parked) == counts.get("parked", 0)
        assert all(entry.number for entry in (*minutes.decisions, *minutes.actions))
        assert all(item.outcome and item.used_minutes is not None for item in minutes.items)


def test_the_time_used_is_the_same_while_a_session_runs_and_once_it_is_closed(
    scene: Scene,
) -> None:
    """V2, M1: without its break, and whatever somebody does to the system clock meanwhile."""
    running.start_session(scene.store, scene.planned)
    scene.clock.advance(minutes=10)
    running.pause_session(scene.store, scene.planned)
    scene.clock.advance(minutes=30)
    running.resume_session(scene.store, scene.planned)
    scene.clock.set_wall(scene.clock.now() + timedelta(hours=3))
    scene.clock.advance(minutes=5)
    while_it_runs = build_minutes(scene.store, scene.planned).session.used_minutes
    running.close_session(scene.store, scene.planned)
    scene.clock.advance(days=1)
    assert build_minutes(scene.store, scene.planned).session.used_minutes == while_it_runs == 15


def test_a_side_that_came_later_was_not_at_the_table_then(scene: Scene) -> None:
    """E3: a third side changes nothing about the minutes of sessions that are over."""
    before = _of(scene)
    legal = parties.add_party(scene.store, "Legal")
    assert _of(scene) == before
    assert before.is_represented
    planned = build_minutes(scene.store, scene.planned)
    assert [p.party.name for p in planned.attendance if p.party] == [
        "Security", "Marketing", "Legal",
    ]  # fmt: skip
    lea = people.add_person(scene.store, "Lea Brandt", legal)
    attendance.set_attendance(scene.store, scene.held, lea, Attendance.ABSENT)
    written_up = _of(scene)
    assert not written_up.is_represented
    assert [p.party.name for p in written_up.attendance if p.party][-1] == "Legal"


def test_an_idea_tells_where_it_is_on_the_radar(scene: Scene) -> None:
    """C3: an idea is on a ring or dropped; nobody “answers” it."""
    idea = captures.capture(scene.store, CaptureKind.IDEA, "An app", session_id=scene.held)
    ideas.move_idea(scene.store, idea, IdeaStage.TRY)
    assert _of(scene).raised[-1].state == "try"
    assert "on the radar: try" in minutes_markdown(_of(scene))
    for party in (scene.security, scene.marketing):
        decisions.set_consideration(scene.store, idea, party, "Too dear")
    ideas.drop_idea(scene.store, idea, "It costs too much")
    entry = _of(scene).raised[-1]
    assert (entry.state, entry.answer) == ("dropped", "It costs too much")
    ideas.reopen_idea(scene.store, idea)
    ideas.finish_idea(scene.store, idea, "It is live")
    entry = _of(scene).raised[-1]
    assert (entry.state, entry.answer) == ("done", "It is live")
