"""Goals, through the real widgets on the demo (G1, G2, G3, G6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.commands import milestones, parties, sealed
from facilitator.commands.goals import add_goal, delete_goal
from facilitator.domain.acceptance import Standing
from facilitator.queries.goals import GoalDetail, goal_detail
from facilitator.queries.together import goal_cards
from ui.main_window import MainWindow
from ui.pages.goals.forms.facts import FactsForm
from ui.pages.goals.forms.milestone import MilestoneForm
from ui.pages.goals.forms.state import StateForm
from ui.pages.goals.page import GoalsPage
from ui.pages.goals.picture import save_picture
from ui.pages.goals.tab import GoalsTab
from ui.theme import Scheme, theme
from ui.widgets.timeline_paint import Bar, Mark
from ui.widgets.timeline_scale import Unit


@pytest.fixture
def page(demo_window: MainWindow) -> GoalsTab:
    demo_window.go("goals")
    whole = demo_window.page("goals")
    assert isinstance(whole, GoalsPage)
    found = whole.tab("goals")
    assert isinstance(found, GoalsTab)
    return found


def _current(page: GoalsTab) -> int:
    key = page.list.current()
    assert isinstance(key, int)
    return key


def _detail(page: GoalsTab) -> GoalDetail:
    found = goal_detail(page.workspace.reader, _current(page))
    assert found is not None
    return found


def _bar(page: GoalsTab, number: int = 0) -> Bar:
    bar = page.list.rows.rows()[number].data
    assert isinstance(bar, Bar)
    return bar


def _form(window: MainWindow, kind: type) -> object:
    found = [each for each in window.findChildren(kind) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def test_the_goal_at_risk_comes_first_with_what_was_spent_on_it(page: GoalsTab) -> None:
    row = page.list.rows.rows()[0]
    assert (row.title, row.second) == (
        "Customers can see and change their choices in one place", "At risk, due 28 Aug",
    )  # fmt: skip
    assert page.detail.title_edit.toPlainText() == row.title
    assert page.detail.numbers.text() == "61 minutes, 3 decisions, 4 actions, 1 concern"
    assert page.detail.touched.text() == "Last on the table 23 Jun"
    assert page.detail.reason.text() == "Two of seventeen tools need three days to obey."
    assert page.detail.facts.text().startswith("Long term, ")
    assert "due 28 Aug 2026. Owner Nadia Rahmani. Sponsors Ingrid" in page.detail.facts.text()


def test_diamonds_say_done_done_late_open_and_late_in_words(page: GoalsTab) -> None:
    """G3: late ones plain to see, those done late marked."""
    marks = [(each.mark, each.label) for each in _bar(page).diamonds]
    assert marks == [
        (Mark.DONE, ""), (Mark.DONE_LATE, ""), (Mark.LATE, "4 days late"), (Mark.OPEN, ""),
    ]  # fmt: skip
    assert _bar(page, 1).diamonds[-1].mark is Mark.DUE
    assert _bar(page, 4).tone == "ok"
    spoken = page.list.rows.rows()[0].words()
    assert "Milestones: Inventory of tools that send or target, done 24 Feb" in spoken
    assert "due 26 Jun, 4 days late" in spoken


def test_arrows_walk_goals_and_milestones_and_enter_opens_the_milestone(
    page: GoalsTab, demo_window: MainWindow
) -> None:
    """G3: the timeline by keyboard alone."""
    page.list.setFocus()
    first = _current(page)
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    assert _current(page) != first
    assert page.detail.title_edit.toPlainText() == page.list.rows.rows()[1].title
    QTest.keyClick(page.list, Qt.Key.Key_Up)
    for key, place in ((Qt.Key.Key_Right, 3), (Qt.Key.Key_Left, 2)):
        QTest.keyClick(page.list, key)
        assert page.timeline.chosen() == _bar(page).diamonds[place].key
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    form = _form(demo_window, MilestoneForm)
    assert isinstance(form, MilestoneForm)
    assert form.title.text().startswith("Opt-out reaches all tools")


def test_a_date_is_moved_by_the_keyboard_and_never_behind_its_goal(page: GoalsTab) -> None:
    """G3: dates can be changed by keyboard; a milestone does not end after its goal."""
    page.timeline.choose(_bar(page).diamonds[3].key)
    QTest.keyClick(page.list, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(page.list, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert _detail(page).milestones[3].due_on == "2026-08-26"
    for _day in range(3):
        QTest.keyClick(page.list, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert _detail(page).milestones[3].due_on == "2026-08-28"
    page.timeline.choose(_bar(page).diamonds[0].key)
    QTest.keyClick(page.list, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert _detail(page).milestones[0].done_on == "2026-02-24", "what was done stays"


def test_the_stretch_is_a_year_a_quarter_a_month_and_t_goes_to_today(page: GoalsTab) -> None:
    """G3: zoom."""
    page.card.unit.chosen.emit(Unit.QUARTER)
    window = page.timeline.stretch
    assert (window.first, window.last) == (date(2026, 4, 1), date(2026, 6, 30))
    QTest.keyClick(page.list, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert page.timeline.stretch.first == date(2026, 7, 1)
    assert page.card.today.isEnabled()
    QTest.keyClick(page.list, Qt.Key.Key_T)
    assert page.timeline.stretch.first == date(2026, 4, 1)
    assert not page.card.today.isEnabled()
    page.card.unit.chosen.emit(Unit.MONTH)
    assert page.timeline.stretch.days == 30
    page.card.unit.chosen.emit(Unit.WHOLE)
    assert page.timeline.stretch.first == date(2026, 1, 1)
    assert page.timeline.stretch.holds(date(2026, 11, 27))
    assert not page.card.after.isEnabled()


def test_the_horizon_parts_short_from_long_goals(page: GoalsTab) -> None:
    """G1, G3: zoom by horizon."""
    page.card.horizon.set_current("short")
    page.card.horizon.chosen.emit("short")
    assert len(page.list.rows.rows()) == 2
    assert page.detail.title_edit.toPlainText() == page.list.rows.rows()[0].title
    assert page._heading() == "Two goals in 2026"


def test_what_is_linked_is_counted_and_leads_there(page: GoalsTab, demo_window: MainWindow) -> None:
    """G6."""
    assert page.linked.isHidden()
    page.detail.show_all.click()
    assert page.linked.isVisible()
    names = [button.accessibleName() for button in page.linked.tabs._group.buttons()]
    assert names == ["Actions 4", "Decisions 3", "Concerns 1", "Agenda items 5"]
    first = page.linked.list.rows.rows()[0]
    page.linked.list.opened.emit(first.key)
    assert demo_window.page_id == "actions"
    demo_window.back()
    assert demo_window.page_id == "goals"
    page.linked.tabs.set_current("items")
    page.linked.tabs.chosen.emit("items")
    planned = page.linked.list.rows.rows()[0]
    assert planned.second == "2026/13, 21 Jul"
    page.linked.list.opened.emit(planned.key)
    assert demo_window.page_id == "prepare"


def test_a_new_goal_is_typed_over_and_saved(
    page: GoalsTab, qtbot: QtBot, demo_window: MainWindow
) -> None:
    """G1."""
    qtbot.mouseClick(page.new, Qt.MouseButton.LeftButton)
    QTest.keyClicks(page.detail.title_edit, "One answer within a day")
    QTest.keyClick(page.detail.title_edit, Qt.Key.Key_Return)
    assert page.detail.measure.hasFocus()
    QTest.keyClicks(page.detail.measure, "Nine of ten")
    page.detail.open_facts()
    form = _form(demo_window, FactsForm)
    assert isinstance(form, FactsForm)
    form.due.setText("30 sep")
    form.horizon.set_current("long")
    next(iter(form.sponsors.values())).setChecked(True)
    form._on_confirm()
    found = _detail(page)
    card = found.card
    assert (card.title, card.measure, card.due_on, card.horizon, len(found.sponsors)) == (
        "One answer within a day", "Nine of ten", "2026-09-30", "long", 1,
    )  # fmt: skip


def test_a_state_that_owes_a_reason_asks_for_it(page: GoalsTab, demo_window: MainWindow) -> None:
    """G1: state with a reason and its history."""
    page.list.set_current(page.list.rows.rows()[1].key)
    page.timeline.picked.emit(_current(page))
    page.detail.open_state()
    form = _form(demo_window, StateForm)
    assert isinstance(form, StateForm)
    form.state.set_current("late")
    form.reason.clear()
    form._on_confirm()
    assert form.isVisible()
    assert form.reason_field.below.text() == "Say in a few words why."
    form.reason.setText("The rehearsal moved")
    form._on_confirm()
    card = _detail(page).card
    assert (card.state, card.state_reason) == ("late", "The rehearsal moved")
    assert page.detail.state_pill.text() == "Late"
    told = page.detail.history.body.itemAt(0).widget()
    assert told.text() == "30 Jun: On track → Late. The rehearsal moved"


def test_a_side_accepts_by_name_and_an_edit_makes_it_stale(page: GoalsTab) -> None:
    """G1: accepting keeps the words; a stale acceptance is plainly marked."""
    side = _detail(page).sides[0]
    page.detail.ground.sentence.setPlainText("Who says no is obeyed.")
    page.shell.drafts.flush()
    assert _detail(page).sides[0].standing is Standing.STALE
    words = page.detail.ground._lines.itemAt(0).widget()
    texts = [each.text() for each in words.findChildren(type(page.detail.reason))]
    assert texts == ["Security accepted other words on 27 Jan"]
    page.detail.ground._accept(side.party_id, None)
    assert _detail(page).sides[0].standing is Standing.ACCEPTED
    assert _detail(page).sides[1].standing is Standing.STALE, "each side for itself"
    page.detail.ground._on_withdraw(side.party_id)
    assert _detail(page).sides[0].standing is Standing.OPEN


def test_a_silent_side_is_marked_and_asked_once(page: GoalsTab) -> None:
    """G2: a goal with one empty side is marked "not yet common"; "Ask …" puts a question."""
    made = page.workspace.run(add_goal, "Something new")
    assert isinstance(made, int)
    page.open_target(goal_id=made)
    QApplication.processEvents()
    marketing = list(page.detail.columns.values())[1]
    assert marketing.chip.isVisible()
    assert page.list.rows.rows()[page.list.currentIndex().row()].second.endswith("Not yet common")
    marketing.ask.click()
    assert not marketing.ask.isVisible()
    assert marketing.asked.text() == "Asked 30 Jun"
    QTest.keyClicks(marketing.interest, "More choice")
    page.shell.drafts.flush()
    assert not marketing.chip.isVisible()
    assert _detail(page).sides[1].interests == "More choice"


def test_more_than_two_sides_stand_beside_each_other(page: GoalsTab) -> None:
    """E3, G2."""
    page.workspace.run(parties.add_party, "Legal and Compliance")
    page.workspace.run(parties.add_party, "Web shop")
    names = [column.interest.accessibleIdentifier() for column in page.detail.columns.values()]
    assert names == [
        "goal-interest-security", "goal-interest-marketing", "goal-interest-legal-and-compliance",
        "goal-interest-web-shop",
    ]  # fmt: skip


def test_the_scope_is_written_when_asked_for(page: GoalsTab) -> None:
    """G2: scope in and out."""
    made = page.workspace.run(add_goal, "Something new")
    page.open_target(goal_id=made)
    QApplication.processEvents()
    column = next(iter(page.detail.columns.values()))
    assert column.no_scope.isVisible()
    column.write_scope.click()
    assert column.scope_in.hasFocus()
    QTest.keyClicks(column.scope_in, "Mail and web")
    page.shell.drafts.flush()
    assert _detail(page).sides[0].scope_in == "Mail and web"
    assert not column.no_scope.isVisible()


def test_a_milestone_after_its_goal_offers_to_move_the_goal_in_one_press(
    page: GoalsTab, demo_window: MainWindow
) -> None:
    """G3, bad input: what happened, what was kept, and the way out."""
    page.detail.steps.add.click()
    form = _form(demo_window, MilestoneForm)
    assert isinstance(form, MilestoneForm)
    form._on_confirm()
    assert form.title_field.below.text() == "A milestone needs a few words."
    form.title.setText("All brands follow")
    form.due.setText("30 sep")
    form._on_confirm()
    assert form.problem.text() == (
        "“All brands follow” would be due 30 Sep, after its goal, which is due 28 Aug. "
        "Nothing was changed."
    )
    assert len(_detail(page).milestones) == 4
    assert form.both.isVisible()
    form.both.click()
    assert _detail(page).card.due_on == "2026-09-30"
    assert [step.title for step in _detail(page).milestones][-1] == "All brands follow"
    demo_window.undo()
    assert (_detail(page).card.due_on, len(_detail(page).milestones)) == ("2026-08-28", 4)


def test_a_goal_drawn_before_its_milestones_takes_them_along_when_asked(
    page: GoalsTab, demo_window: MainWindow
) -> None:
    """G3, bad input."""
    page.detail.open_facts()
    form = _form(demo_window, FactsForm)
    assert isinstance(form, FactsForm)
    form.due.setText("31 jul")
    form._on_confirm()
    assert form.problem.text().startswith("“Preference centre public” would be due 28 Aug")
    assert _detail(page).card.due_on == "2026-08-28"
    form.both.click()
    assert _detail(page).card.due_on == _detail(page).milestones[3].due_on == "2026-07-31"


def test_space_ticks_a_milestone_alt_moves_it_and_delete_comes_back(
    page: GoalsTab, demo_window: MainWindow
) -> None:
    """G3."""
    steps = page.detail.steps
    steps.list.setFocus()
    steps.list.set_current(steps.list.rows.rows()[3].key)
    QTest.keyClick(steps.list, Qt.Key.Key_Space)
    assert _detail(page).milestones[3].done_on == "2026-06-30"
    assert steps.done.text() == "3 of 4 done"
    QTest.keyClick(steps.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [step.title[:5] for step in _detail(page).milestones][2] == "Prefe"
    QTest.keyClick(steps.list, Qt.Key.Key_Delete)
    assert len(_detail(page).milestones) == 3
    demo_window.undo()
    assert len(_detail(page).milestones) == 4


def test_the_picture_is_light_with_every_row_and_its_words(
    page: GoalsTab, tmp_path: Path, look: object
) -> None:
    """G3: exportable as a picture, always light."""
    theme().set_scheme(Scheme.DARK)
    for kind in ("png", "svg"):
        assert save_picture(page.shell, page.picture(), tmp_path / f"goals.{kind}", kind)
    image = QImage(str(tmp_path / "goals.png"))
    assert image.width() == 2560
    assert image.pixelColor(4, 4).lightness() > 240
    text = (tmp_path / "goals.svg").read_text()
    for words in ("Five goals in 2026", "4 days late", "Today, 30 June", "Agencies work fast"):
        assert words in text
    assert theme().is_dark
    assert theme().color("surface").lightness() < 60
    assert sorted(each.name for each in tmp_path.glob("goals*")) == ["goals.png", "goals.svg"]


def test_a_picture_with_sealed_words_is_refused(page: GoalsTab, tmp_path: Path) -> None:
    """S2."""
    words = "Celeste thinks the budget is already gone for this year"
    page.workspace.run(sealed.write_sealed_note, words)
    told = replace(page.picture(), subtitle=f"By the way: {words}")
    assert not save_picture(page.shell, told, tmp_path / "goals.png", "png")
    assert not (tmp_path / "goals.png").exists()


def test_a_deleted_goal_comes_back_with_its_links(
    page: GoalsTab, qtbot: QtBot, demo_window: MainWindow
) -> None:
    """U1."""
    goal = _current(page)
    page.detail.delete_goal()
    assert goal not in [row.key for row in page.list.rows.rows()]
    assert page.detail.isVisible(), "the next goal is shown"
    demo_window.undo()
    assert goal in [row.key for row in page.list.rows.rows()]
    found = goal_detail(page.workspace.reader, goal)
    assert found is not None
    assert (len(found.actions), len(found.decisions), len(found.items)) == (4, 3, 5)
    assert (len(found.milestones), len(found.sponsors)) == (4, 2)


def test_a_goal_asked_for_from_another_page_is_shown(
    page: GoalsTab, demo_window: MainWindow
) -> None:
    last = page.list.rows.rows()[-1].key
    page.card.horizon.set_current("long")
    page.card.horizon.chosen.emit("long")
    demo_window.go("together")
    demo_window.go("goals", goal_id=last)
    assert page.list.current() == last


def test_without_goals_the_page_offers_the_first_step(page: GoalsTab, qtbot: QtBot) -> None:
    for card in goal_cards(page.workspace.reader):
        page.workspace.run(delete_goal, card.id)
    assert page.nothing_card.isVisible()
    assert not page.area.isVisible()
    assert not page.print.isEnabled()
    page.new.click()
    assert page.area.isVisible()
    QApplication.processEvents()
    assert page.detail.title_edit.hasFocus()


def test_a_goal_keeps_its_sentence_when_the_field_is_emptied(page: GoalsTab) -> None:
    page.detail.title_edit.setFocus()
    page.detail.title_edit.selectAll()
    QTest.keyClick(page.detail.title_edit, Qt.Key.Key_Delete)
    page.shell.drafts.flush()
    assert page.detail.title_problem.isVisible()
    assert _detail(page).card.title.startswith("Customers can see")


def test_forty_goals_scroll_inside_the_timeline(page: GoalsTab) -> None:
    """G3: works for 40 goals; five rows at once."""
    with page.workspace.store.step("Many"):
        for number in range(40):
            goal = add_goal(page.workspace.store, f"Goal {number}", due_on="2026-12-01")
            for step in range(10):
                due = date(2026, 1 + step, 1 + number % 28)
                milestones.add_milestone(page.workspace.store, goal, f"Step {step}", due)
    QApplication.processEvents()
    assert len(page.list.rows.rows()) == 45
    assert page.list.sizeHint().height() == 5 * theme().px(40) + 2
    QTest.keyClick(page.list, Qt.Key.Key_End)
    index = page.list.currentIndex()
    assert page.list.viewport().rect().intersects(page.list.visualRect(index))


def test_a_file_open_read_only_shows_all_and_changes_nothing(
    page: GoalsTab, demo_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(page.workspace), "read_only", property(lambda _self: True))
    page.load()
    column = next(iter(page.detail.columns.values()))
    for edit in (page.detail.title_edit, page.detail.ground.sentence, column.interest):
        assert edit.isReadOnly()
        assert edit.toolTip() == "This file is open read-only."
    assert not page.new.isEnabled()
    assert not page.detail.steps.add.isEnabled()
    page.detail.open_facts()
    assert not demo_window.findChildren(FactsForm)


def test_the_history_tells_states_dates_and_earlier_sentences(page: GoalsTab) -> None:
    """G1: state with a reason and its history."""
    trusted = page.list.rows.rows()[2].key
    page.timeline.set_current(trusted)
    page.timeline.picked.emit(trusted)
    body = page.detail.history.body
    told = [body.itemAt(number).widget().text() for number in range(body.count())]
    assert told[1].startswith("28 Apr: common ground was “Customers are recognised correctly.”. A")
    assert told[2].startswith("14 Apr: On track → At risk. 38 customers saw")
