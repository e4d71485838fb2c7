"""Data, through the real widgets: the register by keyboard, and the requests (C4, C5)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu
from pytestqt.qtbot import QtBot

from facilitator.clock import FixedClock
from facilitator.commands import data_requests, data_roles, data_sets, parties, people
from facilitator.domain.text import clean_line
from facilitator.domain.words import DataAnswer, DataRole
from facilitator.queries.data_requests import requests
from facilitator.queries.data_sets import DataStanding
from facilitator.queries.data_sets import data_sets as rows
from facilitator.queries.search import search
from facilitator.store import Store
from tests.commands.scene import Scene, play
from ui.main_window import MainWindow
from ui.pages.data.forms import ClaimForm, DataSetForm, pairs
from ui.pages.data.grid import DataGrid
from ui.pages.data.page import DataPage
from ui.pages.data.register import RegisterTab
from ui.pages.data.request_forms import AnswerForm, RequestForm, SideForm
from ui.pages.data.requests import RequestsTab
from ui.pages.search.ways import open_hit
from ui.theme import Theme
from ui.workspace import Workspace

A, R, C, I = DataRole  # noqa: E741


def _fill(s: Scene) -> None:
    """Two settled sets, one without anybody, one with two claims; a request."""
    store = s.store
    profile = data_sets.add_data_set(store, "Customer profile", kept_for="3 years")
    data_roles.assign_role(store, profile, A, s.marketing, s.jonas)
    data_roles.assign_role(store, profile, C, s.security, s.nadia)
    log = data_sets.add_data_set(store, "Incident log")
    data_roles.assign_role(store, log, A, s.security, s.nadia)
    data_roles.assign_role(store, log, R, s.security, s.nadia)
    data_sets.add_data_set(store, "Call-centre notes", contents="What callers say")
    app = data_sets.add_data_set(store, "Loyalty app data", recipients=[("App maker", "repairs")])
    data_roles.claim_role(store, app, s.security, s.nadia, "for cloud and log-ins")
    data_roles.claim_role(store, app, s.marketing, s.jonas, "for the app")
    data_requests.add_request(
        store, "Which tools obey?", fields=[("flag", "to compare"), ("birthday", "")],
        data_set_id=profile, until_on="2026-09-30", asked_by_party_id=s.marketing,
    )  # fmt: skip


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    """Return the engagement of two sides with data in it; its file is closed."""
    found = play(tmp_path / "round-table.facilitator")
    _fill(found)
    found.store.close()
    return found


@pytest.fixture
def window(qtbot: QtBot, scene: Scene, look: Theme, settings: QSettings) -> Iterator[MainWindow]:
    shown = MainWindow(Workspace(FixedClock(scene.clock.now())), settings)
    qtbot.addWidget(shown)
    shown.resize(1366, 768)
    shown.show()
    assert shown.open_engagement(scene.store.path)
    with qtbot.waitActive(shown):
        shown.activateWindow()
    yield shown
    shown.jobs.shut_down()
    shown.workspace.close()


@pytest.fixture
def page(window: MainWindow) -> DataPage:
    window.go("data")
    found = window.page("data")
    assert isinstance(found, DataPage)
    return found


@pytest.fixture
def register(page: DataPage) -> RegisterTab:
    found = page.tab("register")
    assert isinstance(found, RegisterTab)
    found.grid.setFocus()
    return found


@pytest.fixture
def asked(page: DataPage) -> RequestsTab:
    page.open_target(tab="requests")
    found = page.tab("requests")
    assert isinstance(found, RequestsTab)
    return found


def _names(grid: DataGrid) -> list[str]:
    return [row.name for row in grid.grid.rows]


def _said(grid: DataGrid) -> str:
    return str(grid.currentIndex().data())


def _standing(window: MainWindow, name: str) -> DataStanding:
    return next(row.standing for row in rows(window.workspace.reader) if row.name == name)


def _press(grid: DataGrid, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(grid, key)


def test_what_is_not_settled_comes_first_and_says_so_in_words(register: RegisterTab) -> None:
    """C4."""
    grid = register.grid
    assert _names(grid) == [
        "Loyalty app data", "Call-centre notes", "Customer profile", "Incident log",
    ]  # fmt: skip
    last = grid.grid.columnCount() - 1
    said = [str(grid.grid.index(row, last).data()) for row in range(4)]
    assert said[0] == "Loyalty app data, Two claim it"
    assert said[1] == "Call-centre notes, Nobody yet"
    assert said[2] == "Customer profile, Settled"
    assert [row.title for row in register.settle.list.rows.rows()] == _names(grid)[:2]


def test_the_arrows_go_through_cells_that_speak(register: RegisterTab) -> None:
    """C4, U3: 'Loyalty app data, Tomasz, accountable claimed'."""
    grid = register.grid
    assert _said(grid) == "Loyalty app data, Keep: not agreed"
    _press(grid, Qt.Key.Key_Right)
    assert _said(grid) == "Loyalty app data, Nadia Rahmani, accountable claimed"
    told = QAccessible.queryAccessibleInterface(grid)
    children = [told.child(number) for number in range(told.childCount())]
    assert _said(grid) in [each.text(QAccessible.Text.Name) for each in children if each]
    _press(grid, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert _said(grid) == "Incident log, Nadia Rahmani, accountable, responsible"
    assert register.detail.name.text() == "Incident log"
    _press(grid, Qt.Key.Key_Up, Qt.Key.Key_Right)
    assert _said(grid) == "Customer profile, Jonas Feld, accountable"
    _press(grid, Qt.Key.Key_Up)
    assert _said(grid) == "Call-centre notes, Jonas Feld, nothing"


def test_a_letter_sets_a_role_and_delete_clears_it(
    register: RegisterTab, window: MainWindow
) -> None:
    """C4; the keyboard stays in its cell although the row moves."""
    grid = register.grid
    _press(grid, Qt.Key.Key_Down, Qt.Key.Key_Right)
    _press(grid, Qt.Key.Key_R)
    assert _said(grid) == "Call-centre notes, Nadia Rahmani, responsible"
    _press(grid, Qt.Key.Key_A)
    assert _said(grid) == "Call-centre notes, Nadia Rahmani, accountable, responsible"
    assert _standing(window, "Call-centre notes") is DataStanding.SETTLED
    _press(grid, Qt.Key.Key_Delete)
    assert _said(grid) == "Call-centre notes, Nadia Rahmani, nothing"
    steps = window.workspace.reader.value("SELECT count(*) FROM step")
    _press(grid, Qt.Key.Key_Delete, Qt.Key.Key_X, Qt.Key.Key_7)
    assert window.workspace.reader.value("SELECT count(*) FROM step") == steps
    window.undo()
    assert _said(grid) == "Call-centre notes, Nadia Rahmani, accountable, responsible"
    assert grid.hasFocus()


def test_a_second_a_keeps_both_as_claims(register: RegisterTab, window: MainWindow) -> None:
    """C4: it does not replace silently."""
    grid = register.grid
    _press(grid, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_A)
    assert _standing(window, "Customer profile") is DataStanding.CLAIMED_TWICE
    assert window._toast.accessibleName().startswith("Jonas Feld and Nadia Rahmani claim it")
    assert register.detail.state.text() == "Two claim it"


def _buttons(register: RegisterTab, name: str) -> list[QAbstractButton]:
    return [
        each for each in register.findChildren(QAbstractButton)
        if each.accessibleIdentifier() == name and each.isVisible()
    ]  # fmt: skip


def test_choose_settles_it_and_one_undo_takes_it_back(
    register: RegisterTab, window: MainWindow, qtbot: QtBot
) -> None:
    """C4."""
    choose = _buttons(register, "data-choose")
    assert [each.accessibleName() for each in choose] == [
        "Choose Nadia Rahmani", "Choose Jonas Feld",
    ]  # fmt: skip
    qtbot.mouseClick(choose[1], Qt.MouseButton.LeftButton)
    assert _standing(window, "Loyalty app data") is DataStanding.SETTLED
    grid = register.grid
    assert register.detail.name.text() == "Loyalty app data"
    assert grid.hasFocus()
    _press(grid, Qt.Key.Key_Right)
    assert _said(grid) == "Loyalty app data, Nadia Rahmani, consulted"
    window.undo()
    assert _said(grid) == "Loyalty app data, Nadia Rahmani, accountable claimed"


def test_the_decision_that_agreed_on_it_can_be_linked(
    register: RegisterTab, window: MainWindow, scene: Scene
) -> None:
    """C4: agreed_in."""
    grid = register.grid
    _press(grid, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert register.detail.agreed_field.isVisible()
    register.detail.agreed_in.chosen.emit(scene.decision)
    row = next(each for each in rows(window.workspace.reader) if each.name == "Customer profile")
    assert row.accountable is not None
    assert row.accountable.agreed_in_id == scene.decision


def test_nobody_yet_offers_everybody_and_the_sides_alone(
    register: RegisterTab, window: MainWindow, scene: Scene
) -> None:
    """C4: a party can be accountable without a person yet."""
    _press(register.grid, Qt.Key.Key_Down)
    choice = register.detail.accountable
    assert [choice.itemText(n) for n in range(choice.count())] == [
        "Nobody yet", "Nadia Rahmani", "Jonas Feld", "Security, nobody named yet",
        "Marketing, nobody named yet",
    ]  # fmt: skip
    choice.chosen.emit((scene.security, None))
    assert _standing(window, "Call-centre notes") is DataStanding.SETTLED
    names = [str(place.name()) for place in register.grid.grid.places]
    assert "Security, nobody named" in names


def test_all_to_settle_goes_onto_the_next_agenda_in_one_press(
    register: RegisterTab, window: MainWindow, qtbot: QtBot, scene: Scene
) -> None:
    """C4."""
    assert register.settle.put.text() == "Put both on 21 Jul"
    qtbot.mouseClick(register.settle.put, Qt.MouseButton.LeftButton)
    titles = window.workspace.reader.all(
        "SELECT title FROM agenda_item WHERE came_from_kind = 'data_set' AND session_id = ?",
        (scene.planned,),
    )
    assert [row["title"] for row in titles] == [
        "Who answers for “Loyalty app data”?", "Who answers for “Call-centre notes”?",
    ]  # fmt: skip
    assert not register.settle.put.isEnabled()
    assert register.settle.put.toolTip() == "All of them wait on an agenda already."
    window.undo()
    assert register.settle.put.isEnabled()


def _menu() -> QMenu:
    (menu,) = [
        each for each in QApplication.topLevelWidgets()
        if isinstance(each, QMenu) and each.isVisible()
    ]  # fmt: skip
    return menu


def test_enter_offers_the_same_as_the_mouse(register: RegisterTab, window: MainWindow) -> None:
    grid = register.grid
    _press(grid, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Return)
    menu = _menu()
    words = [action.text() for action in menu.actions() if action.text()]
    assert words == [
        "A   accountable, says yes or no", "R   does the work", "C   is asked before",
        "I   is told after", "Claims to be accountable…",
        "Security is accountable, nobody named yet", "Clear",
    ]  # fmt: skip
    next(each for each in menu.actions() if each.text().startswith("C ")).trigger()
    menu.close()
    assert _said(grid) == "Call-centre notes, Nadia Rahmani, consulted"


def test_people_of_one_side_fold_into_one_column(
    register: RegisterTab, window: MainWindow, scene: Scene
) -> None:
    """C4, many people."""
    window.workspace.run(people.add_person, "Amira Haddad", scene.security)
    grid = register.grid
    _press(grid, Qt.Key.Key_Right)
    register.grid.fold_current()
    assert [place.name() for place in grid.grid.places] == [
        "Security, 2 people folded", "Jonas Feld",
    ]  # fmt: skip
    assert _said(grid) == "Loyalty app data, Security, 2 people folded, accountable claimed"
    _press(grid, Qt.Key.Key_R)
    menu = _menu()
    assert [each.text() for each in menu.actions() if each.text()][:2] == [
        "Nadia Rahmani", "Amira Haddad",
    ]  # fmt: skip
    menu.actions()[1].trigger()
    menu.close()
    row = next(each for each in rows(window.workspace.reader) if each.name == "Loyalty app data")
    assert [mark.name for mark in row.marks if mark.role == R] == ["Amira Haddad"]
    register.grid.fold_current()
    assert len(grid.grid.places) == 3


def test_more_people_than_fit_fold_by_themselves(
    register: RegisterTab, window: MainWindow, scene: Scene
) -> None:
    """C4, many people and more than two sides."""
    store = window.workspace.store
    with store.step("Many"):
        legal = parties.add_party(store, "Legal")
        for number in range(9):
            people.add_person(store, f"Person {number}", scene.security)
            people.add_person(store, f"Counsel {number}", legal)
    grid = register.grid
    assert sum(place.column is None for place in grid.grid.places) >= 1
    assert grid.row_width() <= grid.viewport().width() + 1
    assert [place.party.short for place in grid.grid.places if place.is_first] == [
        "Security", "Marketing", "Legal",
    ]  # fmt: skip


def test_somebody_who_left_or_moved_keeps_the_column_while_it_holds_something(
    register: RegisterTab, window: MainWindow, scene: Scene
) -> None:
    """E3: nobody vanishes from what was agreed."""
    window.workspace.run(people.archive_person, scene.jonas)
    window.workspace.run(people.move_person, scene.nadia, scene.marketing)
    names = [place.name() for place in register.grid.grid.places]
    assert names == ["Nadia Rahmani, moved", "Nadia Rahmani", "Jonas Feld, left"]
    grid = register.grid
    grid.set_current(grid.current_id(), (scene.marketing, scene.jonas))
    _press(grid, Qt.Key.Key_R)
    assert window.banner.isVisible()
    assert "Jonas Feld is archived" in window.banner.accessibleName()
    for number in range(4):
        grid.setCurrentIndex(grid.grid.index(number, 3))
        _press(grid, Qt.Key.Key_Delete)
    assert "Jonas Feld, left" not in [place.name() for place in grid.grid.places]


def test_a_new_data_set_is_asked_for_by_key_and_becomes_current(
    register: RegisterTab, window: MainWindow, qtbot: QtBot
) -> None:
    QTest.keyClick(register.grid, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    (form,) = window.findChildren(DataSetForm)
    assert not form.submit(), "a name is needed"
    assert form.name_field.below.text() == "A name is needed."
    QTest.keyClicks(form.name, "Agency accounts")
    form.recipients.setPlainText("Agency: campaigns\n\nPrinter")
    form.sensitivity.set_current("personal")
    form.confirm.click()
    assert register.grid.current_id() == max(row.id for row in rows(window.workspace.reader))
    row = register.grid.current_row()
    assert row is not None
    assert (row.name, row.sensitivity) == ("Agency accounts", "personal")
    assert row.recipients == (("Agency", "campaigns"), ("Printer", ""))


def test_lines_are_parted_at_their_first_colon() -> None:
    assert pairs("a: b: c\n : x\n\nd") == [("a", "b: c"), ("d", "")]


def test_a_claim_keeps_its_words(register: RegisterTab, window: MainWindow, scene: Scene) -> None:
    """C4."""
    _press(register.grid, Qt.Key.Key_Down)
    row_id = register.grid.current_id()
    register.grid.claim_asked.emit(row_id, scene.marketing, scene.jonas)
    (form,) = window.findChildren(ClaimForm)
    QTest.keyClicks(form.says, "for the notes")
    form.confirm.click()
    row = register.grid.current_row()
    assert row is not None
    assert [(mark.name, mark.says) for mark in row.claimants] == [("Jonas Feld", "for the notes")]
    assert register.detail.state.text() == "One claims it"


def test_a_retired_set_leaves_the_register_and_comes_back(
    register: RegisterTab, window: MainWindow
) -> None:
    assert not register.retired.isVisible()
    register.detail._on_retire()
    assert "Loyalty app data" not in _names(register.grid)
    register.retired.setChecked(True)
    assert _names(register.grid)[-1] == "Loyalty app data"
    window.go("data", data_set_id=register.grid.grid.rows[-1].id)
    assert register.detail.state.text() == "Retired"
    register.detail._on_retire()
    assert _standing(window, "Loyalty app data") is DataStanding.CLAIMED_TWICE


def test_an_empty_register_offers_the_first_step(page: DataPage, window: MainWindow) -> None:
    register = page.tab("register")
    assert isinstance(register, RegisterTab)
    store = window.workspace.store
    with store.step("Empty"):
        for row in rows(store):
            data_sets.delete_data_set(store, row.id)
    assert register.nothing_card.isVisible()
    assert not register.columns.isVisible()


# --- requests ----------------------------------------------------------------------------------


def test_a_request_shows_what_is_missing(asked: RequestsTab) -> None:
    """C5: number, a field without a why, who has to answer."""
    row = asked.list.rows.rows()[1]
    assert (row.number, row.chip) == ("R-2026-001", ("Open", "warn", "question"))
    assert row.second == ("Customer profile · until 30 Sep · Security and Marketing to answer")
    assert not asked.detail.answer.isEnabled()
    assert asked.detail.answer.toolTip() == (
        "Answer and reason are missing: Security and Marketing."
    )
    chips = [each.text() for each in asked.detail.findChildren(type(asked.detail.state).__base__)]
    assert "why is not said" in chips


def test_both_sides_answer_then_all_together(asked: RequestsTab, window: MainWindow) -> None:
    """C5, by the real forms."""
    for number, reason in enumerate(("Only hashed", "To repair")):
        side = asked._rows[0].sides[number]
        asked.detail._on_side(side)
        form = window.findChildren(SideForm)[-1]
        assert not form.submit(), "a reason is needed"
        QTest.keyClicks(form.reason, reason)
        form.answer.set_current("yes_if")
        form.confirm.click()
    assert asked.detail.answer.isEnabled()
    asked.detail.answer_it()
    (answer,) = window.findChildren(AnswerForm)
    assert answer.answer.current() == "yes_if", "what both said is proposed"
    assert not answer.submit(), "the terms are needed"
    QTest.keyClicks(answer.terms, "Hashed, for 90 days")
    answer.confirm.click()
    (row,) = requests(window.workspace.reader)
    assert (row.answer, row.terms) == ("yes_if", "Hashed, for 90 days")
    assert asked.detail.state.text() == "Yes, if"
    assert not asked.detail.edit.isVisible()
    assert asked.detail.again.isVisible()
    asked.detail.again.click()
    assert asked.detail.number.text() == "R-2026-002"
    assert asked.detail.state.text() == "Open"


def test_an_end_that_is_over_is_refused_in_the_form(asked: RequestsTab, window: MainWindow) -> None:
    """Bad input of C5: the sentence stands in the form, and nothing was written."""
    asked.add_one()
    (form,) = window.findChildren(RequestForm)
    assert not form.submit()
    assert "which question" in form.question_field.below.text()
    QTest.keyClicks(form.question, "How many?")
    form.until.setText("1 jun 2026")
    assert not form.submit()
    assert "is over already" in form.problem.text()
    form.until.setText("31 jun 2026")
    assert not form.submit()
    form.until.setText("30 sep")
    form.fields.setPlainText("flag: to count")
    form.confirm.click()
    assert [row.number for row in requests(window.workspace.reader)] == [
        "R-2026-002", "R-2026-001",
    ]  # fmt: skip
    assert asked.list.current() == requests(window.workspace.reader)[0].id


def test_an_end_that_is_over_reminds(asked: RequestsTab, window: MainWindow, scene: Scene) -> None:
    """C5."""
    store = window.workspace.store
    request_id = requests(store)[0].id
    for party in (scene.security, scene.marketing):
        data_requests.set_side_answer(store, request_id, party, DataAnswer.YES, "Fine")
    data_requests.answer_request(store, request_id, DataAnswer.YES)
    clock = window.workspace.clock
    assert isinstance(clock, FixedClock)
    clock.advance(days=120)
    asked.load()
    assert asked.detail.notice.text() == ("30 Sep is over: end the use, or review it again")


def test_item_and_decision_name_the_request_and_lead_to_it(
    asked: RequestsTab, window: MainWindow, scene: Scene
) -> None:
    """C5: number and state wherever it is referred to."""
    asked.detail.put_it()
    request_id = requests(window.workspace.reader)[0].id
    item = window.workspace.reader.value(
        "SELECT id FROM agenda_item WHERE came_from_kind = 'data_request'"
    )
    window.go("prepare", session_id=scene.planned, item_id=item)
    link = _named(window, "item-origin")
    assert link.text() == "Data request R-2026-001: open"
    link.click()
    assert window.page_id == "data"
    assert asked.isVisible()
    asked.detail._on_decision(scene.decision)
    window.go("decisions", decision_id=scene.decision)
    QApplication.processEvents()
    button = _named(window, "decision-request")
    assert button.accessibleName() == "Answers R-2026-001 (Open): Which tools obey?"
    button.click()
    assert asked.list.current() == request_id


def _named(window: MainWindow, name: str) -> QAbstractButton:
    (found,) = [
        each for each in window.findChildren(QAbstractButton)
        if each.accessibleIdentifier() == name and each.isVisible()
    ]  # fmt: skip
    return found


@pytest.mark.parametrize(
    ("query", "kind", "tab"),
    [
        ("notes", "data_set", "register"),
        ("repairs", "data_recipient", "register"),
        ('"log-ins"', "data_claim", "register"),
        ("R-2026-001", "data_request", "requests"),
        ("birthday", "data_request_field", "requests"),
        ("is:data loyalty", "data_set", "register"),
        ("is:request obey", "data_request", "requests"),
    ],
)
def test_what_search_finds_of_data_leads_here(
    window: MainWindow, query: str, kind: str, tab: str
) -> None:
    """U2."""
    window.go("search")
    hits = [hit for hit in search(window.workspace.reader, query) if hit.kind == kind]
    assert hits, query
    open_hit(window, hits[0])
    assert window.page_id == "data"
    page = window.page("data")
    assert isinstance(page, DataPage)
    assert page.tabs.current() == tab
    if hits[0].kind == "data_claim":
        assert hits[0].title == "Loyalty app data"
    if hits[0].kind == "data_request_field":
        assert (hits[0].number, hits[0].title) == ("R-2026-001", "Which tools obey?")


def test_a_file_that_is_read_only_changes_nothing(
    qtbot: QtBot, scene: Scene, look: Theme, settings: QSettings
) -> None:
    with Store.open(scene.store.path):
        window = MainWindow(Workspace(FixedClock(scene.clock.now())), settings)
        qtbot.addWidget(window)
        window.show()
        assert window.open_engagement(scene.store.path, read_only=True)
        window.go("data")
        page = window.page("data")
        assert isinstance(page, DataPage)
        register = page.tab("register")
        assert isinstance(register, RegisterTab)
        for button in (register.new, register.settle.put, *_buttons(register, "data-choose")):
            assert not button.isEnabled()
            assert button.toolTip() == "This file is open read-only."
        _press(register.grid, Qt.Key.Key_Right, Qt.Key.Key_R)
        assert _said(register.grid) == "Loyalty app data, Nadia Rahmani, accountable claimed"
        window.jobs.shut_down()
        window.workspace.close()


def test_hostile_words_are_kept_and_shown(
    register: RegisterTab, window: MainWindow, scene: Scene
) -> None:
    """U6: in names, fields and reasons; nothing is run, nothing breaks."""
    nasty = "<b>{0} %s '; DROP TABLE party; -- \u202eשלום 👩‍👩‍👧 \x00" + "W" * 300
    store = window.workspace.store
    data_set = data_sets.add_data_set(store, nasty, recipients=[(nasty, nasty)], kept_for=nasty)
    data_roles.claim_role(store, data_set, scene.marketing, scene.jonas, nasty)
    request_id = data_requests.add_request(
        store, nasty * 3, fields=[(nasty, nasty)], data_set_id=data_set, purpose=nasty
    )
    data_requests.set_side_answer(
        store, request_id, scene.security, DataAnswer.NOT_NOW, f"{nasty}\n{nasty}"
    )
    window.go("data", data_set_id=data_set)
    QApplication.processEvents()
    assert register.detail.name.text() == clean_line(nasty)
    assert register.grid.row_width() <= register.grid.viewport().width() + 1
    window.go("data", request_id=request_id)
    QApplication.processEvents()
    assert not window.banner.isVisible()
    assert store.check() == []


def test_sixty_data_sets_are_shown_at_once(register: RegisterTab, window: MainWindow) -> None:
    """C4, many: the keyboard reaches the last, and the first stays the worst."""
    store = window.workspace.store
    with store.step("Many"):
        for number in range(60):
            data_sets.add_data_set(store, f"Set {number}")
    grid = register.grid
    assert grid.grid.rowCount() == 64
    assert _names(grid)[0] == "Loyalty app data"
    QTest.keyClick(grid, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert register.detail.name.text() == _names(grid)[-1]
    assert len(register.settle.list.rows.rows()) == 5
    assert register.settle.more.text() == "and 57 more in the grid"
    assert register.settle.put.text() == "Put all 62 on 21 Jul"
