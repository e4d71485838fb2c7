"""People and facts, through the real widgets on the demo (E2, E3, E4)."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from facilitator.commands.parties import add_party
from facilitator.domain.words import PointKind
from facilitator.queries.engagement import (
    agreements,
    engagement,
    membership_history,
    parties,
    people,
    points,
)
from ui.main_window import MainWindow
from ui.pages.people.page import PeoplePage


@pytest.fixture
def page(demo_window: MainWindow) -> PeoplePage:
    demo_window.go("people", view="people")
    found = demo_window.page("people")
    assert isinstance(found, PeoplePage)
    return found


def _person(page: PeoplePage, name: str) -> int:
    return next(each.id for each in people(page.workspace.reader) if each.name == name)


def _choose_side(page: PeoplePage, words: str) -> None:
    side = page.persons.detail.side
    side.setCurrentText(words)
    side.activated.emit(side.currentIndex())


def _type(page: PeoplePage, field: object, words: str) -> None:
    QTest.keyClicks(field, words)
    page.shell.drafts.flush()


# --- people -------------------------------------------------------------------------------------


def test_everybody_is_listed_by_side_with_the_facilitator_between(page: PeoplePage) -> None:
    rows = page.persons.list.rows.rows()
    assert [row.title for row in rows if row.is_heading] == [
        "Between the sides", "Security and Privacy", "Marketing and Customer",
    ]  # fmt: skip
    assert rows[1].title == "Ruth Calder"
    assert rows[1].chip is not None
    assert rows[1].chip[0] == "Facilitates"


def test_what_is_typed_about_a_person_is_saved(page: PeoplePage) -> None:
    """E3."""
    jonas = _person(page, "Jonas Feld")
    page.open_target(person_id=jonas)
    detail = page.persons.detail
    detail.role.setFocus()
    detail.role.selectAll()
    _type(page, detail.role, "Head of loyalty")
    assert next(e.role for e in people(page.workspace.reader) if e.id == jonas) == "Head of loyalty"
    assert page.workspace.store.undo_label == "Edit person"


def test_a_person_moves_to_another_side_on_a_day_and_the_past_stays(
    page: PeoplePage, qtbot: QtBot
) -> None:
    """E3: history stays right."""
    jonas = _person(page, "Jonas Feld")
    page.open_target(person_id=jonas)
    detail = page.persons.detail
    _choose_side(page, "Security and Privacy")
    assert detail.moving.isVisible()
    detail.day.setText("15 jun")
    detail.day.read()
    assert detail.day.date() == date(2026, 6, 15), "the nearest one, not next year's"
    qtbot.mouseClick(detail.moved, Qt.MouseButton.LeftButton)
    assert membership_history(page.workspace.reader, jonas) == [
        ("Marketing and Customer", "", "2026-06-15"),
        ("Security and Privacy", "2026-06-15", ""),
    ]
    told = [line.text() for line in detail._past_lines if line.isVisible()]
    assert told == ["Security and Privacy since 15 Jun", "Marketing and Customer until 15 Jun"]


def test_a_correction_rewrites_where_somebody_always_sat(page: PeoplePage, qtbot: QtBot) -> None:
    """E3: a correction is not a move."""
    jonas = _person(page, "Jonas Feld")
    page.open_target(person_id=jonas)
    _choose_side(page, "Security and Privacy")
    qtbot.mouseClick(page.persons.detail.always, Qt.MouseButton.LeftButton)
    assert membership_history(page.workspace.reader, jonas) == [("Security and Privacy", "", "")]


def test_a_side_that_was_chosen_by_mistake_changes_nothing(page: PeoplePage, qtbot: QtBot) -> None:
    jonas = _person(page, "Jonas Feld")
    page.open_target(person_id=jonas)
    before = page.workspace.store.undo_label
    _choose_side(page, "Security and Privacy")
    qtbot.mouseClick(page.persons.detail.keep, Qt.MouseButton.LeftButton)
    assert page.workspace.store.undo_label == before
    assert page.persons.detail.side.currentText() == "Marketing and Customer"


def test_a_new_person_waits_for_a_name(
    page: PeoplePage, qtbot: QtBot, demo_window: MainWindow
) -> None:
    page.open_target(person_id=_person(page, "Jonas Feld"))
    qtbot.mouseClick(page.new_person, Qt.MouseButton.LeftButton)
    name = page.persons.detail.name
    assert name.selectedText() == "New person"
    _type(page, name, "Petra Novak")
    petra = _person(page, "Petra Novak")
    assert next(e.party for e in people(page.workspace.reader) if e.id == petra) == "Marketing"
    name.selectAll()
    QTest.keyClick(name, Qt.Key.Key_Delete)
    demo_window.drafts.flush()
    assert page.persons.detail.name_field.below.text() == "A person needs a name."
    assert _person(page, "Petra Novak") == petra


def test_somebody_else_becomes_the_facilitator(page: PeoplePage, qtbot: QtBot) -> None:
    ruth = _person(page, "Ruth Calder")
    page.open_target(person_id=ruth)
    detail = page.persons.detail
    assert not detail.leave.isEnabled()
    assert detail.leave.toolTip() == "Make somebody else the facilitator first."
    page.open_target(person_id=_person(page, "Nadia Rahmani"))
    qtbot.mouseClick(detail.facilitates, Qt.MouseButton.LeftButton)
    assert [e.name for e in people(page.workspace.reader) if e.is_facilitator] == ["Nadia Rahmani"]
    assert detail.facilitator.isVisible()


def test_who_is_no_longer_here_can_be_shown_and_brought_back(
    page: PeoplePage, qtbot: QtBot
) -> None:
    jonas = _person(page, "Jonas Feld")
    page.open_target(person_id=jonas)
    qtbot.mouseClick(page.persons.detail.leave, Qt.MouseButton.LeftButton)
    assert jonas not in [row.key for row in page.persons.list.rows.rows()]
    page.persons.with_gone.setChecked(True)
    page.persons.list.set_current(jonas)
    page.persons._show(jonas)
    qtbot.mouseClick(page.persons.detail.leave, Qt.MouseButton.LeftButton)
    assert _person(page, "Jonas Feld") == jonas


def test_an_odd_address_is_saved_and_said(page: PeoplePage) -> None:
    detail = page.persons.detail
    page.open_target(person_id=_person(page, "Jonas Feld"))
    detail.email.clear()
    detail.email.setFocus()
    _type(page, detail.email, "jonas at tallowmere")
    assert "does not look like an address" in detail.email_field.below.text()


# --- sides --------------------------------------------------------------------------------------


def test_each_side_says_what_it_brings_one_line_each(page: PeoplePage) -> None:
    """E2."""
    security = parties(page.workspace.reader)[0].id
    page.open_target(party_id=security)
    card = page.sides.card(security)
    assert card is not None
    edit = dict(card._edits)["Worries"]
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, "Late questions")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    _type(page, edit, "Exports")
    found = points(page.workspace.reader, security)
    assert found[PointKind.WORRY] == ["Late questions", "Exports"]
    card.name.setFocus()
    assert edit.toPlainText() == "Late questions\nExports"


def test_typing_one_line_about_a_side_is_one_step_back(
    page: PeoplePage, demo_window: MainWindow
) -> None:
    """U1: undo by name, and not letter by letter."""
    security = parties(page.workspace.reader)[0].id
    page.open_target(party_id=security)
    card = page.sides.card(security)
    assert card is not None
    edit = dict(card._edits)["Focus"]
    before = edit.toPlainText()
    edit.setFocus()
    edit.moveCursor(edit.textCursor().MoveOperation.End)
    for letter in " today":
        _type(page, edit, letter)
    assert edit.toPlainText() == f"{before} today"
    demo_window.undo()
    assert edit.toPlainText() == before
    assert demo_window._toast.accessibleName() == "Undone: Edit what a party brings"


def test_a_side_is_added_coloured_moved_and_taken_from_the_table(
    page: PeoplePage, qtbot: QtBot
) -> None:
    """E2: more than two parties work."""
    qtbot.mouseClick(page.new_party, Qt.MouseButton.LeftButton)
    legal = parties(page.workspace.reader)[-1].id
    card = page.sides.card(legal)
    assert card is not None
    assert card.name.hasFocus()
    _type(page, card.name, "Legal")
    card.colour.chosen.emit("rose")
    page.sides._move(legal, parties(page.workspace.reader)[0].id)
    found = parties(page.workspace.reader)
    assert (found[0].name, found[0].colour) == ("Legal", "rose")
    page.sides._on_archive(legal)
    assert page.sides.card(legal) is None
    assert len(parties(page.workspace.reader)) == 2
    page.sides._on_back(legal)
    assert page.sides.card(legal) is not None


def test_a_side_keeps_its_name_when_the_field_is_emptied(
    page: PeoplePage, demo_window: MainWindow
) -> None:
    security = parties(page.workspace.reader)[0].id
    page.open_target(party_id=security)
    card = page.sides.card(security)
    assert card is not None
    card.name.selectAll()
    QTest.keyClick(card.name, Qt.Key.Key_Delete)
    demo_window.drafts.flush()
    assert card.name_field.below.text() == "A side needs a name."
    assert parties(page.workspace.reader)[0].name == "Security and Privacy"


# --- agreements and facts -----------------------------------------------------------------------


def test_agreements_are_added_moved_by_keyboard_reworded_and_retired(
    page: PeoplePage, qtbot: QtBot
) -> None:
    """E4."""
    page.open_target(view="agreements")
    view = page.agreements
    view.new.setFocus()
    QTest.keyClicks(view.new, "Phones away")
    QTest.keyClick(view.new, Qt.Key.Key_Return)
    words = [text for _id, text in agreements(page.workspace.reader)]
    assert words[-1] == "Phones away"
    assert view.new.text() == ""
    last = view._lines[view._order[-1]]
    last.words.setFocus()
    QTest.keyClick(last.words, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [text for _id, text in agreements(page.workspace.reader)][-2] == "Phones away"
    assert last.words.hasFocus()
    QTest.keyClick(last.words, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [text for _id, text in agreements(page.workspace.reader)][-1] == "Phones away"
    last.words.selectAll()
    _type(page, last.words, "Phones off")
    assert agreements(page.workspace.reader)[-1][1] == "Phones off"
    first = agreements(page.workspace.reader)[0]
    page.agreements._lines[first[0]].down.click()
    assert agreements(page.workspace.reader)[1] == first
    qtbot.mouseClick(last.retire, Qt.MouseButton.LeftButton)
    assert len(agreements(page.workspace.reader)) == len(words) - 1


def test_the_facts_of_the_engagement_are_saved_and_show_in_the_sidebar(
    page: PeoplePage, demo_window: MainWindow
) -> None:
    page.open_target(view="engagement")
    title = page.facts.name_field.control
    title.setFocus()
    QTest.keyClick(title, Qt.Key.Key_End)
    _type(page, title, ", 2026")
    page.facts.paper.chosen.emit("Letter")
    page.facts.style_of_minutes.chosen.emit("discussion")
    found = engagement(page.workspace.reader)
    assert found.title == "Security and Marketing round table, 2026"
    assert (found.paper_size, found.minutes_style) == ("Letter", "discussion")
    assert "round table, 2026" in demo_window.windowTitle()


def test_half_a_time_zone_is_no_zone_yet(page: PeoplePage) -> None:
    page.open_target(view="engagement")
    zone = page.facts.zone_field.control
    zone.setFocus()
    zone.clear()
    _type(page, zone, "Europe/Os")
    assert engagement(page.workspace.reader).zone == "Europe/Berlin"
    assert "is not a time zone" in page.facts.zone_field.below.text()
    _type(page, zone, "lo")
    assert engagement(page.workspace.reader).zone == "Europe/Oslo"
    assert page.facts.zone_field.below.text() == ""


def test_the_first_steps_show_only_while_an_engagement_is_young(page: PeoplePage) -> None:
    """E6."""
    assert not page.steps.isVisible()
    page.workspace.run(add_party, "Legal")
    assert page.steps.isVisible()
    link = page.steps._links["people"]
    assert link.text() == "Somebody for Legal"
    assert link.accessibleName() == "Somebody for Legal, still to do"
    link.click()
    assert page.persons.detail.name.hasFocus()
    assert not page.steps.isVisible()


def test_the_keyboard_stays_with_the_list_when_somebody_leaves(page: PeoplePage) -> None:
    """U2, E3: the facilitator is chosen next, and their button is off."""
    page.open_target(person_id=_person(page, "Jonas Feld"))
    leave = page.persons.detail.leave
    leave.setFocus()
    QTest.keyClick(leave, Qt.Key.Key_Space)
    assert "Jonas Feld" not in {each.name for each in people(page.workspace.reader)}
    assert page.persons.list.hasFocus()
