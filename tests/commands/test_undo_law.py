"""The undo law (U1): run a command, undo equals before, redo equals after. Once for each command."""

# ruff: noqa: E501  (one line for each command reads better than a wrapped table)

from __future__ import annotations

import importlib
import inspect
import pkgutil
import random
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import facilitator.commands
from facilitator.commands import (
    actions,
    agenda,
    agreements,
    attendance,
    capture_line,
    captures,
    carry_over,
    clarity,
    closing,
    concerns,
    decisions,
    engagement,
    goals,
    numbers,
    papers,
    parties,
    people,
    preparation,
    running,
    sealed,
    sessions,
    templates,
)
from facilitator.domain.capture_line import Captured, parse
from facilitator.domain.words import (
    ActionState,
    Attendance,
    CaptureKind,
    DecisionState,
    Disclosure,
    PointKind,
    Position,
)
from facilitator.queries.carry_over import carry_over as preview
from facilitator.queries.vocabulary import vocabulary
from facilitator.store import Store
from tests.commands.law import tables
from tests.commands.scene import Scene

Call = Callable[[Scene], Any]


def _heard(s: Scene) -> None:
    for party in (s.security, s.marketing):
        decisions.set_consideration(s.store, s.decision, party, "We can live with it")


def _agreed(s: Scene) -> None:
    _heard(s)
    decisions.decide(s.store, s.decision, DecisionState.AGREED)


def _started(s: Scene) -> None:
    running.start_session(s.store, s.planned)


def _rebooted(s: Scene) -> None:
    _started(s)
    now = s.clock.now().isoformat()
    s.store.execute(
        "INSERT OR REPLACE INTO clock_now VALUES (?, ?, 5, 'earlier')", (s.planned, now)
    )


def _note(s: Scene) -> int:
    return sealed.write_sealed_note(s.store, "Only for me", session_id=s.planned)


def _line(words: str, s: Scene) -> Captured:
    return parse(words, vocabulary(s.store), date(2026, 6, 23))


def _paper(s: Scene) -> int:
    source = s.store.path.parent / "paper.txt"
    source.write_text("the test")
    return papers.add_paper(s.store, s.planned_items[0], source)


def _picture(s: Scene) -> int:
    paper_id = _paper(s)
    with s.store.step("A picture"):
        s.store.update("paper", paper_id, mime="image/png")
    return paper_id


def _template(s: Scene) -> Any:
    templates.save_template(s.store, s.planned, "Ours")
    return templates.own_templates(s.store)[0]


NOTHING: Call = lambda s: None  # noqa: E731

# one line for each command: what must be there before, and the command itself
LAW: dict[str, tuple[Call, Callable[[Scene, Any], Any]]] = {
    "engagement.set_engagement": (NOTHING, lambda s, _: engagement.set_engagement(s.store, title="Other")),
    "parties.add_party": (NOTHING, lambda s, _: parties.add_party(s.store, "Legal")),
    "parties.set_party": (NOTHING, lambda s, _: parties.set_party(s.store, s.security, short_name="Sec")),
    "parties.archive_party": (NOTHING, lambda s, _: parties.archive_party(s.store, s.security)),
    "parties.restore_party": (lambda s: parties.archive_party(s.store, s.security), lambda s, _: parties.restore_party(s.store, s.security)),
    "parties.move_party": (NOTHING, lambda s, _: parties.move_party(s.store, s.marketing, s.security)),
    "parties.set_points": (NOTHING, lambda s, _: parties.set_points(s.store, s.security, PointKind.WORRY, ["Exports", "Tools"])),
    "people.add_person": (NOTHING, lambda s, _: people.add_person(s.store, "Mei-Lin Castro", s.marketing)),
    "people.set_person": (NOTHING, lambda s, _: people.set_person(s.store, s.jonas, role="CRM")),
    "people.move_person": (NOTHING, lambda s, _: people.move_person(s.store, s.jonas, s.security)),
    "people.correct_party": (NOTHING, lambda s, _: people.correct_party(s.store, s.jonas, s.security)),
    "people.set_facilitator": (NOTHING, lambda s, _: people.set_facilitator(s.store, s.jonas)),
    "people.archive_person": (NOTHING, lambda s, _: people.archive_person(s.store, s.jonas)),
    "people.restore_person": (lambda s: people.archive_person(s.store, s.jonas), lambda s, _: people.restore_person(s.store, s.jonas)),
    "agreements.add_agreement": (NOTHING, lambda s, _: agreements.add_agreement(s.store, "Plain word first")),
    "agreements.set_agreement": (lambda s: agreements.add_agreement(s.store, "A"), lambda s, a: agreements.set_agreement(s.store, a, "B")),
    "agreements.move_agreement": (lambda s: [agreements.add_agreement(s.store, x) for x in "AB"], lambda s, a: agreements.move_agreement(s.store, a[1], a[0])),
    "agreements.retire_agreement": (lambda s: agreements.add_agreement(s.store, "A"), lambda s, a: agreements.retire_agreement(s.store, a)),
    "goals.add_goal": (NOTHING, lambda s, _: goals.add_goal(s.store, "Agencies in one door")),
    "goals.set_goal": (NOTHING, lambda s, _: goals.set_goal(s.store, s.goal, state="at_risk")),
    "goals.delete_goal": (NOTHING, lambda s, _: goals.delete_goal(s.store, s.goal)),
    "sessions.new_session": (NOTHING, lambda s, _: sessions.new_session(s.store, "Third", "2026-08-18T10:00")),
    "sessions.set_session": (NOTHING, lambda s, _: sessions.set_session(s.store, s.planned, place="Room 4")),
    "sessions.cancel_session": (NOTHING, lambda s, _: sessions.cancel_session(s.store, s.planned, "Sale")),
    "sessions.restore_session": (lambda s: sessions.cancel_session(s.store, s.planned), lambda s, _: sessions.restore_session(s.store, s.planned)),
    "sessions.delete_session": (NOTHING, lambda s, _: sessions.delete_session(s.store, s.planned)),
    "sessions.duplicate_session": (NOTHING, lambda s, _: sessions.duplicate_session(s.store, s.planned)),
    "sessions.settle_next_dates": (lambda s: s.store.all("SELECT 1"), lambda s, _: _settle(s)),
    "templates.apply_template": (_template, lambda s, t: templates.apply_template(s.store, s.planned, t[1])),
    "templates.save_template": (NOTHING, lambda s, _: templates.save_template(s.store, s.planned, "Ours")),
    "templates.delete_template": (_template, lambda s, t: templates.delete_template(s.store, t[0])),
    "agenda.add_item": (NOTHING, lambda s, _: agenda.add_item(s.store, s.planned, "New", before=s.planned_items[0])),
    "agenda.set_item": (NOTHING, lambda s, _: agenda.set_item(s.store, s.planned_items[0], outcome="Yes")),
    "agenda.move_item": (NOTHING, lambda s, _: agenda.move_item(s.store, s.planned_items[1], s.planned_items[0])),
    "agenda.let_item_go": (NOTHING, lambda s, _: agenda.let_item_go(s.store, s.running_items[2])),
    "agenda.move_item_to": (NOTHING, lambda s, _: agenda.move_item_to(s.store, s.planned_items[1], None)),
    "agenda.duplicate_item": (NOTHING, lambda s, _: agenda.duplicate_item(s.store, s.running_items[0], s.planned)),
    "agenda.delete_item": (lambda s: preparation.set_preparation(s.store, s.planned_items[0], "x"), lambda s, _: agenda.delete_item(s.store, s.planned_items[0])),
    "agenda.mark_not_clear": (NOTHING, lambda s, _: agenda.mark_not_clear(s.store, s.planned_items[0], True)),
    "agenda.set_notes": (NOTHING, lambda s, _: agenda.set_notes(s.store, s.planned_items[0], "Fifteen of seventeen")),
    "agenda.print_notes": (NOTHING, lambda s, _: agenda.print_notes(s.store, s.planned_items[0], True)),
    "papers.add_paper": (NOTHING, lambda s, _: _paper(s)),
    "papers.rename_paper": (_paper, lambda s, p: papers.rename_paper(s.store, p, "Other.txt")),
    "papers.describe_paper": (_paper, lambda s, p: papers.describe_paper(s.store, p, "A plan")),
    "papers.print_picture": (
        _picture,
        lambda s, p: papers.print_picture(s.store, p, prints=True),
    ),
    "papers.remove_paper": (_paper, lambda s, p: papers.remove_paper(s.store, p)),
    "attendance.set_attendance": (NOTHING, lambda s, _: attendance.set_attendance(s.store, s.planned, s.jonas, Attendance.PRESENT)),
    "attendance.set_all_present": (NOTHING, lambda s, _: attendance.set_all_present(s.store, s.planned)),
    "attendance.uninvite": (NOTHING, lambda s, _: attendance.uninvite(s.store, s.planned, s.jonas)),
    "running.start_session": (NOTHING, lambda s, _: running.start_session(s.store, s.planned)),
    "running.enter_item": (_started, lambda s, _: running.enter_item(s.store, s.planned, s.planned_items[1])),
    "running.next_item": (_started, lambda s, _: running.next_item(s.store, s.planned)),
    "running.previous_item": (lambda s: (_started(s), running.next_item(s.store, s.planned)), lambda s, _: running.previous_item(s.store, s.planned)),
    "running.skip_item": (_started, lambda s, _: running.skip_item(s.store, s.planned, s.planned_items[0])),
    "running.pause_session": (_started, lambda s, _: running.pause_session(s.store, s.planned)),
    "running.resume_session": (lambda s: (_started(s), running.pause_session(s.store, s.planned)), lambda s, _: running.resume_session(s.store, s.planned)),
    "running.keep_heartbeat": (_rebooted, lambda s, _: running.keep_heartbeat(s.store, s.planned)),
    "running.extend_item": (_started, lambda s, _: running.extend_item(s.store, s.planned_items[0], 300)),
    "running.close_session": (_started, lambda s, _: running.close_session(s.store, s.planned, "Few items wait")),
    "captures.capture": (NOTHING, lambda s, _: captures.capture(s.store, CaptureKind.ACTION, "Do it", person_id=s.jonas, due_next=True)),
    "captures.set_capture": (NOTHING, lambda s, _: captures.set_capture(s.store, s.parked, text="Other words")),
    "captures.change_kind": (NOTHING, lambda s, _: captures.change_kind(s.store, s.parked, CaptureKind.ACTION)),
    "captures.delete_capture": (NOTHING, lambda s, _: captures.delete_capture(s.store, s.decision)),
    "captures.settle": (NOTHING, lambda s, _: captures.settle(s.store, s.parked, "Answered")),
    "captures.reopen_capture": (lambda s: captures.settle(s.store, s.parked), lambda s, _: captures.reopen_capture(s.store, s.parked)),
    "carry_over.carry_over": (NOTHING, lambda s, _: carry_over.carry_over(s.store, s.planned, preview(s.store, s.planned).candidates)),
    "capture_line.keep_line": (_started, lambda s, _: capture_line.keep_line(s.store, _line("/a Do it @jonas", s), s.planned, s.planned_items[0], draft="x")),
    "clarity.ask_for_clarity": (NOTHING, lambda s, _: clarity.ask_for_clarity(s.store, s.planned_items[0], CaptureKind.QUESTION)),
    "clarity.make_clear": (lambda s: clarity.ask_for_clarity(s.store, s.planned_items[0], CaptureKind.SAYBACK), lambda s, c: clarity.make_clear(s.store, c, "In my words")),
    "closing.close_and_carry": (_started, lambda s, _: closing.close_and_carry(s.store, s.planned, preview(s.store, s.planned).candidates, None, next_reason="Few items wait")),
    "concerns.set_concern": (NOTHING, lambda s, _: concerns.set_concern(s.store, s.concern, severity="high")),
    "concerns.answer_concern": (NOTHING, lambda s, _: concerns.answer_concern(s.store, s.concern, "Not now")),
    "concerns.reopen_concern": (lambda s: concerns.answer_concern(s.store, s.concern, "No"), lambda s, _: concerns.reopen_concern(s.store, s.concern)),
    "decisions.propose_decision": (NOTHING, lambda s, _: decisions.propose_decision(s.store, "Meet weekly")),
    "decisions.set_decision": (NOTHING, lambda s, _: decisions.set_decision(s.store, s.decision, plain="They stay off")),
    "decisions.set_position": (NOTHING, lambda s, _: decisions.set_position(s.store, s.decision, s.security, Position.AGREE)),
    "decisions.set_consideration": (NOTHING, lambda s, _: decisions.set_consideration(s.store, s.decision, s.security, "Yes")),
    "decisions.add_option": (NOTHING, lambda s, _: decisions.add_option(s.store, s.decision, "Keep them on")),
    "decisions.set_option": (lambda s: decisions.add_option(s.store, s.decision, "A"), lambda s, o: decisions.set_option(s.store, o, effect="Slow")),
    "decisions.choose_option": (lambda s: decisions.add_option(s.store, s.decision, "A"), lambda s, o: decisions.choose_option(s.store, o)),
    "decisions.remove_option": (lambda s: decisions.add_option(s.store, s.decision, "A"), lambda s, o: decisions.remove_option(s.store, o)),
    "decisions.decide": (_heard, lambda s, _: decisions.decide(s.store, s.decision, DecisionState.AGREED)),
    "decisions.replace_decision": (_agreed, lambda s, _: decisions.replace_decision(s.store, s.decision)),
    "actions.add_action": (NOTHING, lambda s, _: actions.add_action(s.store, "Write it", person_id=s.nadia)),
    "actions.set_action": (NOTHING, lambda s, _: actions.set_action(s.store, s.action, done_when="Seen")),
    "actions.set_owner": (NOTHING, lambda s, _: actions.set_owner(s.store, s.action, s.nadia)),
    "actions.set_due": (NOTHING, lambda s, _: actions.set_due(s.store, s.action, "2026-07-31", reason="Holiday")),
    "actions.set_terms": (NOTHING, lambda s, _: actions.set_terms(s.store, s.action, owner_id=s.nadia, due_on="2026-08-14", due_next=False, asked_by_party_id=s.marketing, done_when="Seen")),
    "actions.advance_action": (NOTHING, lambda s, _: actions.advance_action(s.store, s.action)),
    "actions.accept_action": (lambda s: actions.advance_action(s.store, s.action), lambda s, _: actions.accept_action(s.store, s.action, s.security)),
    "actions.end_action": (NOTHING, lambda s, _: actions.end_action(s.store, s.action, ActionState.DROPPED, "Not needed")),
    "actions.reopen_action": (lambda s: actions.advance_action(s.store, s.action), lambda s, _: actions.reopen_action(s.store, s.action)),
    "preparation.set_preparation": (NOTHING, lambda s, _: preparation.set_preparation(s.store, s.planned_items[0], "Ask Jonas first")),
    "preparation.set_prompt": (NOTHING, lambda s, _: preparation.set_prompt(s.store, s.planned_items[0], "Who has not spoken?")),
    "sealed.write_sealed_note": (NOTHING, lambda s, _: _note(s)),
    "sealed.set_sealed_note": (_note, lambda s, n: sealed.set_sealed_note(s.store, n, guidance="Open questions")),
    "sealed.set_disclosure": (_note, lambda s, n: sealed.set_disclosure(s.store, n, Disclosure.USABLE)),
    "sealed.release_note": (_note, lambda s, n: sealed.release_note(s.store, n, "We can live with it", "Ingrid")),
    "sealed.delete_sealed_note": (lambda s: (n := _note(s), sealed.release_note(s.store, n, "Yes", "Ingrid"))[0], lambda s, n: sealed.delete_sealed_note(s.store, n)),
    "sealed.new_private_talk": (NOTHING, lambda s, _: sealed.new_private_talk(s.store, "2026-06-24T09:00", party_id=s.security)),
    "sealed.set_private_talk": (lambda s: sealed.new_private_talk(s.store, "2026-06-24T09:00"), lambda s, t: sealed.set_private_talk(s.store, t, title="Elsewhere", with_party_id=s.security)),
    "sealed.delete_private_talk": (lambda s: sealed.new_private_talk(s.store, "2026-06-24T09:00"), lambda s, t: sealed.delete_private_talk(s.store, t)),
}  # fmt: skip
# Not steps of a person: barriers, parts of other steps, and numbers, which undo never touches.
NO_LAW = {
    "engagement.begin_engagement",
    "demo.write_demo",
    "templates.fill_from_template",
    "agenda.copy_item",
    "preparation.copy_preparation",
    "preparation.forget_item",
    "people.seat_planned",
    "numbers.issue_session_number",
    "numbers.issue_capture_number",
    "numbers.issue_for_session",
    "fields.edit",
    "fields.remember",
    "fields.rewrite_positions",
    "running.reading",
    "running.item_ids",
    "running.local_now",
    "sessions.must_be",
    "sessions.fill_slot",
    "sessions.next_session_day",
    "papers.paper_content",
    "papers.is_picture",
}
_MORE, _MORE_EXCEPTIONS = tables()
LAW |= _MORE
NO_LAW |= _MORE_EXCEPTIONS


def _settle(s: Scene) -> None:
    with s.store.step("Settle"):
        s.store.insert("capture", kind="action", text="x", at="2026-06-23T09:00:00+00:00")
        capture_id = s.store.value("SELECT max(id) FROM capture")
        s.store.insert("action", id=capture_id, due_rule="next", state="asked")
        sessions.settle_next_dates(s.store)


def contents(store: Store) -> dict[str, list[dict[str, Any]]]:
    """Return every row of every tracked table."""
    from facilitator.store.tables import UNTRACKED

    names = [
        row["name"]
        for row in store.all(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
    ]
    tracked = [
        name
        for name in names
        if name not in UNTRACKED and not name.startswith(("search", "sealed_search", "_sqlite"))
    ]
    return {name: store.all(f'SELECT * FROM "{name}" ORDER BY id') for name in tracked}


def _all_commands() -> set[str]:
    found = set()
    for info in pkgutil.iter_modules(facilitator.commands.__path__):
        module = importlib.import_module(f"facilitator.commands.{info.name}")
        for name, value in vars(module).items():
            if inspect.isfunction(value) and value.__module__ == module.__name__:
                parameters = list(inspect.signature(value).parameters.values())
                is_command = bool(parameters) and parameters[0].annotation == "Store"
                if is_command and not name.startswith("_"):
                    found.add(f"{info.name}.{name}")
    return found


def test_every_command_is_in_the_law_or_named_as_an_exception() -> None:
    assert _all_commands() == set(LAW) | NO_LAW & _all_commands()


@pytest.mark.parametrize("name", sorted(LAW))
def test_undo_equals_before_and_redo_equals_after(name: str, scene: Scene) -> None:
    first, command = LAW[name]
    prepared = first(scene)
    before = contents(scene.store)
    steps = scene.store.value("SELECT count(*) FROM step")
    scene.clock.advance(minutes=2)
    command(scene, prepared)
    after = contents(scene.store)
    assert after != before, "the command changed nothing"
    for _ in range(scene.store.value("SELECT count(*) FROM step") - steps):
        scene.store.undo()
    assert contents(scene.store) == before
    while scene.store.redo() is not None:
        pass
    assert contents(scene.store) == after
    assert scene.store.check() == []


# What has to come first is a step that undo does not cross: the ranking is revealed.
_BEHIND_A_BARRIER = {"ranking.put_gaps_on_agenda"}


@pytest.mark.parametrize("seed", range(3))
def test_a_walk_of_200_steps_is_undone_and_redone_without_a_difference(
    seed: int, scene: Scene
) -> None:
    """U1: commands in any order, those refused included."""
    from facilitator.errors import FacilitatorError

    chosen = random.Random(seed)
    states = [contents(scene.store)]
    tops = [scene.store.value("SELECT max(id) FROM step")]
    while len(states) <= 200:
        first, command = LAW[chosen.choice(sorted(LAW.keys() - _BEHIND_A_BARRIER))]
        scene.clock.advance(minutes=2)
        try:
            command(scene, first(scene))
        except FacilitatorError:
            continue
        states.append(contents(scene.store))
        tops.append(scene.store.value("SELECT max(id) FROM step"))
    final = states[-1]
    for state, top in zip(reversed(states[:-1]), reversed(tops[:-1]), strict=True):
        while scene.store.value("SELECT max(id) FROM step WHERE undone = 0") > top:
            assert scene.store.undo() is not None
        assert contents(scene.store) == state
    while scene.store.redo() is not None:
        pass
    assert contents(scene.store) == final


def test_numbers_survive_undo_and_are_never_given_twice(scene: Scene) -> None:
    """MINUTES: numbers are never re-used."""
    numbers.issue_for_session(scene.store, scene.held)
    taken = scene.store.value("SELECT count(*) FROM issued_number")
    _started(scene)
    scene.store.undo()
    assert scene.store.value("SELECT count(*) FROM issued_number") == taken + 1
    _started(scene)
    assert scene.store.value("SELECT count(*) FROM issued_number") == taken + 1
