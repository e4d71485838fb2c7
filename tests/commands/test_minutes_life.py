"""The life of minutes: circulated, answered, corrected, approved, locked (M2)."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from facilitator.commands import (
    actions,
    agenda,
    attendance,
    captures,
    concerns,
    decisions,
    minutes,
    minutes_answers,
    saybacks,
    sessions,
)
from facilitator.commands.minutes import Correction
from facilitator.commands.minutes_answers import Objection
from facilitator.domain.words import (
    Attendance,
    CameBy,
    CaptureKind,
    MinutesAnswer,
)
from facilitator.errors import (
    CommandRefused,
    InvalidText,
    MinutesApproved,
    MinutesWentOut,
)
from facilitator.projections.data import code_of, content_code, data_of
from facilitator.projections.minutes import build_minutes
from facilitator.projections.standing import version_as_it_went_out
from facilitator.queries import minutes as queries
from facilitator.queries.record import head, verify_chain
from tests.commands.scene import Scene

TODAY, UNTIL, AFTER = "2026-06-23", "2026-06-30", "2026-07-01"


def circulate(s: Scene) -> int:
    return minutes.circulate_minutes(s.store, s.held, style="reasons", comments_until=UNTIL)


def agree(s: Scene, minutes_id: int, *parties: int) -> None:
    for party in parties or (s.security, s.marketing):
        minutes_answers.answer_minutes(s.store, minutes_id, party, MinutesAnswer.AGREE)


def approve(s: Scene) -> int:
    minutes_id = circulate(s)
    agree(s, minutes_id)
    minutes_answers.approve_minutes(s.store, minutes_id, TODAY)
    return minutes_id


def correction(target: str = "2026/01-1") -> Correction:
    return Correction(target, "", "Amber until August", "It was left out")


# --- circulated ----------------------------------------------------------------------------------


def test_a_draft_has_no_version_yet(scene: Scene) -> None:
    """M2: until it goes out there is no row, and the paper says draft 1."""
    assert queries.last_version(scene.store, scene.held) is None
    found = build_minutes(scene.store, scene.held)
    assert (found.version, found.approval.state) == (1, "draft")


def test_circulating_freezes_the_joint_text_with_its_code(scene: Scene) -> None:
    """M2, SCHEMA 7: the code printed on what went out is that of the frozen text."""
    minutes_id = circulate(scene)
    row = queries.version_row(scene.store, minutes_id)
    text = queries.content_of(scene.store, minutes_id)
    assert row is not None
    assert row.code == code_of(text.encode())
    found = build_minutes(scene.store, scene.held)
    assert data_of(found).decode() == text
    assert content_code(found) == row.code
    assert (found.approval.state, found.approval.version) == ("circulated", 1)
    assert (found.approval.circulated_on, found.approval.comments_until) == (TODAY, UNTIL)
    assert [each.party.name for each in found.approval.answers] == ["Security", "Marketing"]


def test_only_a_closed_session_sends_minutes_out(scene: Scene) -> None:
    """M2: nothing goes out of a session that is still to come."""
    with pytest.raises(CommandRefused, match="not closed"):
        minutes.circulate_minutes(scene.store, scene.planned, style="reasons", comments_until=UNTIL)


def test_comments_are_not_awaited_until_yesterday(scene: Scene) -> None:
    """M2: the comment window cannot end before it begins."""
    with pytest.raises(InvalidText, match="Comments until"):
        minutes.circulate_minutes(
            scene.store, scene.held, style="reasons", comments_until="2026-06-22"
        )
    assert queries.versions(scene.store, scene.held) == []


def test_undo_stops_at_what_went_out(scene: Scene) -> None:
    """SCHEMA 5: circulating is a barrier; nothing before it can be undone."""
    agenda.set_item(scene.store, scene.running_items[0], outcome="Amber")
    circulate(scene)
    assert scene.store.undo() is None
    assert scene.store.value(
        "SELECT outcome FROM agenda_item WHERE id = ?", (scene.running_items[0],)
    ) == "Amber"  # fmt: skip


def test_what_goes_on_after_a_session_is_no_change_of_its_minutes(scene: Scene) -> None:
    """M2: actions live on; the text that went out still stands to the letter."""
    minutes_id = circulate(scene)
    code = content_code(build_minutes(scene.store, scene.held))
    actions.advance_action(scene.store, scene.action)
    actions.set_due(scene.store, scene.action, "2026-07-17")
    concerns.answer_concern(scene.store, scene.concern, "The proof is kept now")
    assert content_code(build_minutes(scene.store, scene.held)) == code
    agree(scene, minutes_id)
    minutes_answers.approve_minutes(scene.store, minutes_id, TODAY)


def test_a_change_after_it_went_out_is_the_draft_of_the_next_version(scene: Scene) -> None:
    """M2: editing goes on, and the paper never passes for the version that went out."""
    minutes_id = circulate(scene)
    agenda.set_item(scene.store, scene.running_items[0], outcome="Amber until August")
    found = build_minutes(scene.store, scene.held)
    assert (found.version, found.approval.state, found.approval.went_out) == (2, "draft", 1)
    assert found.items[0].outcome == "Amber until August"
    assert version_as_it_went_out(scene.store, minutes_id).items[0].outcome == ""
    agenda.set_item(scene.store, scene.running_items[0], outcome="")
    assert build_minutes(scene.store, scene.held).version == 1


# --- corrected -----------------------------------------------------------------------------------


def test_a_corrected_version_takes_the_place_of_the_one_before(scene: Scene) -> None:
    """M2: numbered, visible corrections, a new comment window, the answers begin anew."""
    first = circulate(scene)
    agree(scene, first, scene.security)
    agenda.set_item(scene.store, scene.running_items[0], outcome="Amber until August")
    second = minutes.circulate_corrected(
        scene.store, scene.held, [correction(), correction("A-2026-001")], comments_until=AFTER
    )
    states = {row.id: (row.version, row.state) for row in queries.versions(scene.store, scene.held)}
    assert states == {first: (1, "superseded"), second: (2, "corrected")}
    found = build_minutes(scene.store, scene.held)
    assert (found.version, found.approval.state) == (2, "corrected")
    assert [each.n for each in found.approval.corrections] == [1, 2]
    assert {each.answer for each in found.approval.answers} == {""}
    with pytest.raises(CommandRefused, match="superseded"):
        minutes_answers.answer_minutes(scene.store, first, scene.marketing, "agree")


def test_corrections_are_numbered_through_all_versions(scene: Scene) -> None:
    """M2: number 1 is never used twice, whatever the version."""
    circulate(scene)
    for place, words in enumerate(("one", "two"), start=1):
        agenda.set_item(scene.store, scene.running_items[0], outcome=words)
        minutes.circulate_corrected(scene.store, scene.held, [correction()], comments_until=UNTIL)
        assert len(queries.corrections_of(scene.store, scene.held)) == place
    numbers = [(row.n, row.version) for row in queries.corrections_of(scene.store, scene.held)]
    assert numbers == [(1, 2), (2, 3)]


def test_a_correction_says_why(scene: Scene) -> None:
    """M2: before, after, because."""
    circulate(scene)
    with pytest.raises(InvalidText, match="Because"):
        minutes.circulate_corrected(
            scene.store, scene.held, [Correction("2026/01-1", "", "x", " ")], comments_until=UNTIL
        )
    assert [row.state for row in queries.versions(scene.store, scene.held)] == ["circulated"]


def test_minutes_are_not_circulated_twice_without_saying_what_changed(scene: Scene) -> None:
    """M2: the second time is a corrected version."""
    circulate(scene)
    with pytest.raises(CommandRefused, match="corrected version"):
        circulate(scene)
    with pytest.raises(CommandRefused, match="Nothing differs"):
        minutes.circulate_corrected(scene.store, scene.held, [], comments_until=UNTIL)


# --- answers -------------------------------------------------------------------------------------


def test_a_later_answer_replaces_the_earlier_one_and_the_record_keeps_both(scene: Scene) -> None:
    """M2: one answer per side and version."""
    minutes_id = circulate(scene)
    before = head(scene.store).n
    minutes_answers.answer_minutes(
        scene.store, minutes_id, scene.marketing, MinutesAnswer.CONTESTS,
        by_name="Jonas Feld", came_by=CameBy.MAIL,
        objections=[Objection("2026/01-1", "It was amber"), Objection("D-2026-001")],
    )  # fmt: skip
    minutes_answers.answer_minutes(
        scene.store, minutes_id, scene.marketing, "agree_with_note", note="Fine now"
    )
    (said,) = (row for row in queries.life(scene.store, scene.held).answers if row.answer)
    assert (said.party, said.answer, said.note) == ("Marketing", "agree_with_note", "Fine now")
    assert said.objections == ()
    assert head(scene.store).n == before + 2
    assert verify_chain(scene.store) == []


@pytest.mark.parametrize(
    ("answer", "more"),
    [
        ("contests", {}),
        ("agree", {"objections": [Objection("D-2026-001")]}),
        ("agree_with_note", {}),
        ("perhaps", {}),
    ],
)
def test_an_answer_that_says_half_is_refused(
    scene: Scene, answer: str, more: dict[str, Any]
) -> None:
    """M2: to contest names what, to agree with a note has a note."""
    minutes_id = circulate(scene)
    with pytest.raises(InvalidText):
        minutes_answers.answer_minutes(scene.store, minutes_id, scene.marketing, answer, **more)
    assert [row.answer for row in queries.life(scene.store, scene.held).answers] == ["", ""]


def test_an_answer_written_by_mistake_is_taken_back(scene: Scene) -> None:
    """M2: the side is silent again, and the record keeps that there was an answer."""
    minutes_id = circulate(scene)
    agree(scene, minutes_id, scene.security)
    minutes_answers.take_back_answer(scene.store, minutes_id, scene.security)
    assert len(queries.life(scene.store, scene.held).silent) == 2
    assert [row["what"] for row in scene.store.all("SELECT what FROM record ORDER BY id")] == [
        "circulated", "answered", "answer_taken_back",
    ]  # fmt: skip


# --- approved ------------------------------------------------------------------------------------


def test_silence_is_no_objection_received_only_after_the_window(scene: Scene) -> None:
    """M2: before its end a silent side still has time; after it, it had."""
    minutes_id = circulate(scene)
    agree(scene, minutes_id, scene.security)
    with pytest.raises(CommandRefused, match="Marketing has not answered"):
        minutes_answers.approve_minutes(scene.store, minutes_id, TODAY)
    scene.clock.advance(hours=24 * 7)
    with pytest.raises(CommandRefused, match="awaited until 2026-06-30"):
        minutes_answers.approve_minutes(scene.store, minutes_id, UNTIL)
    scene.clock.advance(hours=24)
    minutes_answers.approve_minutes(
        scene.store, minutes_id, AFTER, approved_in_session=scene.planned
    )
    found = build_minutes(scene.store, scene.held).approval
    assert [each.answer for each in found.answers] == ["agree", "no_objection"]
    assert (found.state, found.approved_on, found.approved_in) == ("approved", AFTER, "2026/02")


def test_what_is_contested_blocks_approval_until_somebody_says_why_not(scene: Scene) -> None:
    """M2: it is then printed as contested."""
    minutes_id = circulate(scene)
    agree(scene, minutes_id, scene.security)
    minutes_answers.answer_minutes(
        scene.store, minutes_id, scene.marketing, "contests", objections=[Objection("D-2026-001")]
    )
    with pytest.raises(CommandRefused, match="Marketing contests D-2026-001"):
        minutes_answers.approve_minutes(scene.store, minutes_id, TODAY)
    minutes_answers.approve_minutes(scene.store, minutes_id, TODAY, despite="Both want to go on")
    found = build_minutes(scene.store, scene.held).approval
    assert found.despite == "Both want to go on"
    assert found.answers[1].objections[0].target == "D-2026-001"


def test_minutes_that_were_changed_since_are_not_approved(scene: Scene) -> None:
    """M2: what is approved is what the sides were given."""
    minutes_id = circulate(scene)
    agree(scene, minutes_id)
    agenda.set_item(scene.store, scene.running_items[0], outcome="Something else")
    with pytest.raises(CommandRefused, match="changed since version 1"):
        minutes_answers.approve_minutes(scene.store, minutes_id, TODAY)


@pytest.mark.parametrize("on", ["2026-06-22", "2026-06-24", ""])
def test_the_day_of_approval_is_real(scene: Scene, on: str) -> None:
    """M2: not before they went out, and not in the future."""
    minutes_id = circulate(scene)
    agree(scene, minutes_id)
    with pytest.raises(CommandRefused):
        minutes_answers.approve_minutes(scene.store, minutes_id, on)


_ITEM: dict[str, Any] = {
    "position": 9, "title": "Afterthought", "purpose": "inform", "length_s": 300, "box": "limit",
    "state": "open",
}  # fmt: skip


def _written(s: Scene, verb: str, *args: Any, **values: Any) -> None:
    """Write a row as no command would: the file itself refuses it."""
    with s.store.step("Write"):
        getattr(s.store, verb)(*args, **values)


LOCKED: dict[str, Callable[[Scene], object]] = {
    "outcome": lambda s: agenda.set_item(s.store, s.running_items[0], outcome="Other"),
    "title of an item": lambda s: agenda.set_item(s.store, s.running_items[1], title="Other"),
    "new item": lambda s: _written(s, "insert", "agenda_item", **_ITEM, session_id=s.held),
    "order of items": lambda s: _written(
        s, "update", "agenda_item", s.running_items[0], position=9
    ),
    "deleted item": lambda s: _written(s, "delete", "agenda_item", s.running_items[2]),
    "item of another session": lambda s: _written(
        s, "update", "agenda_item", s.planned_items[0], session_id=s.held
    ),
    "item to another session": lambda s: _written(
        s, "update", "agenda_item", s.running_items[2], session_id=s.planned
    ),
    "title of the session": lambda s: sessions.set_session(s.store, s.held, title="Other"),
    "when it was": lambda s: sessions.set_session(s.store, s.held, starts_local="2026-06-22T10:00"),
    "who came": lambda s: attendance.set_attendance(s.store, s.held, s.jonas, Attendance.ABSENT),
    "who was on the list": lambda s: attendance.uninvite(s.store, s.held, s.jonas),
    "words of an action": lambda s: captures.set_capture(s.store, s.action, text="Other"),
    "words of a concern": lambda s: captures.set_capture(s.store, s.concern, text="Other"),
    "a decision more": lambda s: captures.capture(
        s.store, CaptureKind.DECISION, "And another thing", session_id=s.held
    ),
    "a note more": lambda s: captures.capture(
        s.store, CaptureKind.CONCERN, "And another thing", session_id=s.held
    ),
    "a capture less": lambda s: captures.delete_capture(s.store, s.parked),
    "notes that print": lambda s: agenda.print_notes(s.store, s.running_items[0], True),
}  # fmt: skip


@pytest.mark.parametrize("name", LOCKED)
def test_approved_minutes_are_locked(scene: Scene, name: str) -> None:
    """M2: whatever prints of the session refuses a change, with a clear sentence."""
    agenda.set_notes(scene.store, scene.running_items[0], "Fifteen of seventeen")
    approve(scene)
    before = _image(scene)
    with pytest.raises(MinutesApproved, match="add a numbered correction"):
        LOCKED[name](scene)
    assert _image(scene) == before


@pytest.mark.parametrize("name", LOCKED)
def test_before_approval_nothing_is_locked(scene: Scene, name: str) -> None:
    """M2: editing goes on after minutes went out; so it is the approval that locks."""
    agenda.set_notes(scene.store, scene.running_items[0], "Fifteen of seventeen")
    circulate(scene)
    LOCKED[name](scene)


def _image(scene: Scene) -> list[object]:
    tables = ("session", "agenda_item", "item_notes", "attendance", "capture", "decision", "action")
    return [scene.store.all(f"SELECT * FROM {table} ORDER BY id") for table in tables]


FREE: dict[str, Callable[[Scene], object]] = {
    "state of an action": lambda s: actions.advance_action(s.store, s.action),
    "due date": lambda s: actions.set_due(s.store, s.action, "2026-08-01"),
    "owner": lambda s: actions.set_owner(s.store, s.action, s.nadia),
    "answer to a concern": lambda s: concerns.answer_concern(
        s.store, s.concern, "The proof is kept"
    ),
    "restatement": lambda s: saybacks.restate_decision(
        s.store, s.decision, s.marketing, "Two tools go dark"
    ),
    "raw notes": lambda s: agenda.set_notes(s.store, s.running_items[0], "Scribbles"),
    "another session": lambda s: agenda.add_item(s.store, s.planned, "More"),
    "review date": lambda s: decisions.set_decision(s.store, s.decision, review_on="2026-09-01"),
}  # fmt: skip


@pytest.mark.parametrize("name", FREE)
def test_what_lives_on_stays_free_after_approval(scene: Scene, name: str) -> None:
    """M2, SCHEMA 5: and the paper still prints the text that was approved."""
    approve(scene)
    code = content_code(build_minutes(scene.store, scene.held))
    FREE[name](scene)
    assert content_code(build_minutes(scene.store, scene.held)) == code


def test_approved_minutes_print_the_frozen_text_in_any_style(scene: Scene) -> None:
    """M2: what was approved is one text."""
    minutes_id = approve(scene)
    frozen = version_as_it_went_out(scene.store, minutes_id)
    found = build_minutes(scene.store, scene.held, style="decisions")
    assert found.style == frozen.style == "reasons"
    assert found.decisions == frozen.decisions
    assert found.approval.state == "approved"
    assert found.approval.record_head == head(scene.store).printed


def test_a_correction_after_approval_is_an_added_note(scene: Scene) -> None:
    """M2: numbered and visible; the approved text stays as it is."""
    minutes_id = approve(scene)
    before = queries.content_of(scene.store, minutes_id)
    n = minutes.correct_approved(
        scene.store, minutes_id, "2026/01-1", "amber", "red", "A slip", scene.security
    )
    found = build_minutes(scene.store, scene.held).approval.corrections
    assert [(each.n, each.is_after_approval, each.after) for each in found] == [(n, True, "red")]
    assert found[0].asked_by is not None
    assert queries.content_of(scene.store, minutes_id) == before
    assert scene.store.undo() is None


def test_only_approved_minutes_take_a_late_correction(scene: Scene) -> None:
    """M2: before approval a correction leads to a new version."""
    minutes_id = circulate(scene)
    with pytest.raises(CommandRefused, match="is circulated"):
        minutes.correct_approved(scene.store, minutes_id, "2026/01-1", "a", "b", "c")


def test_approved_minutes_are_neither_answered_nor_circulated_again(scene: Scene) -> None:
    """M2: approved is the end of the road."""
    minutes_id = approve(scene)
    with pytest.raises(CommandRefused, match="approved"):
        minutes_answers.answer_minutes(scene.store, minutes_id, scene.security, "agree")
    with pytest.raises(CommandRefused, match="approved"):
        minutes.circulate_corrected(scene.store, scene.held, [correction()], comments_until=UNTIL)
    with pytest.raises(CommandRefused, match="approved"):
        minutes_answers.approve_minutes(scene.store, minutes_id, TODAY)


def test_what_went_out_stays_in_the_file(scene: Scene) -> None:
    """M2: neither its text nor its session can be taken away."""
    minutes_id = circulate(scene)
    for table, row_id in (("session", scene.held), ("minutes", minutes_id)):
        with pytest.raises(MinutesWentOut, match="stay in the file"), scene.store.step("Delete"):
            scene.store.delete(table, row_id)
    with pytest.raises(MinutesWentOut), scene.store.step("Rewrite"):
        scene.store.update("minutes", minutes_id, content_json="{}")
    assert json.loads(queries.content_of(scene.store, minutes_id))["content"]


# --- the minutes before --------------------------------------------------------------------------


def test_the_next_session_says_how_the_minutes_before_stand(scene: Scene) -> None:
    """MINUTES 4: not yet, circulated, approved, approved with corrections."""

    def state() -> tuple[str, str]:
        previous = build_minutes(scene.store, scene.planned).previous
        assert previous is not None
        return previous.state, previous.comments_until

    assert state() == ("draft", "")
    minutes_id = circulate(scene)
    assert state() == ("circulated", UNTIL)
    agree(scene, minutes_id)
    minutes_answers.approve_minutes(scene.store, minutes_id, TODAY)
    assert state() == ("approved", "")
    minutes.correct_approved(scene.store, minutes_id, "2026/01-1", "a", "b", "A slip")
    assert state() == ("approved_with_corrections", "")
