"""The Sessions page, its forms and its calendar line (P1, K2)."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.commands import series as series_commands
from facilitator.commands import session_changes
from facilitator.commands import sessions as commands
from facilitator.commands.series import new_series
from facilitator.domain.rule import weekly
from facilitator.queries.prepare import agenda, session_detail
from facilitator.queries.series import series
from facilitator.queries.session_marks import session_marks
from facilitator.queries.sessions import sessions
from tests.commands.scene import Scene
from tests.ui.sessions.window import (
    dialog,
    named,
    shown_page,
)
from ui.dialogs.series_form import SeriesDialog
from ui.dialogs.session_forms import NewSessionDialog, SessionDetailsDialog
from ui.dialogs.words_form import WordsDialog
from ui.item_models.session_rows import SessionDelegate
from ui.main_window import MainWindow
from ui.pages.prepare import PreparePage
from ui.pages.sessions import SessionsPage
from ui.templates import shipped
from ui.theme import Theme
from ui.widgets.calendar_line import MarkKind
from ui.wording.sessions import ready_line, session_line

Ctrl = Qt.KeyboardModifier.ControlModifier
Left = Qt.MouseButton.LeftButton


def _new(listing: SessionsPage, qtbot: QtBot) -> NewSessionDialog:
    qtbot.mouseClick(named(listing, "new-session"), Left)
    found = dialog(NewSessionDialog)
    assert isinstance(found, NewSessionDialog)
    return found


def _state(scene: Scene) -> str:
    return str(scene.store.value("SELECT state FROM session WHERE id = ?", (scene.planned,)))


def _has_session(scene: Scene, session_id: int) -> bool:
    return session_detail(scene.store, session_id) is not None


# --- the list -----------------------------------------------------------------------------------


def test_the_list_says_what_is_coming_and_what_was_held(listing: SessionsPage) -> None:
    rows = listing.list.rows.rows()
    assert [row.title for row in rows] == ["Coming", "Do the tools obey?", "Held", "Second half"]
    words = rows[1].words()
    assert "2026/02" in words
    assert "2 items, 20 of 60 min" in words
    assert "Security: 1 of 1 present" in rows[3].words()
    assert "1 decision, 1 action" in rows[3].words()
    assert rows[2].second == "1 session, 1 decision, 1 action"


def test_a_session_held_on_another_day_than_planned_stands_under_that_day(
    listing: SessionsPage, scene: Scene, window: MainWindow
) -> None:
    """Planned for 30 June, held on 23 June."""
    with scene.store.step("Plan for another day"):
        scene.store.update("session", scene.held, starts_local="2026-06-30T10:00")
    listing.reload()
    assert "23 Jun" in listing.list.rows.rows()[3].words()
    detail = session_detail(scene.store, scene.held)
    assert detail is not None
    assert "23 June 2026" in session_line(detail)


def test_a_planned_session_whose_day_is_past_stands_apart_until_it_is_held(
    listing: SessionsPage, scene: Scene
) -> None:
    """P1: it neither comes nor was it held."""
    commands.new_session(scene.store, "Later", "2026-09-15T10:00")
    commands.set_session(scene.store, scene.planned, starts_local="2026-06-16T10:00")
    listing.reload()
    rows = listing.list.rows.rows()
    titles = ["Coming", "Later", "Not held", "Do the tools obey?", "Held", "Second half"]
    assert [row.title for row in rows] == titles
    assert rows[0].second == "1 planned"
    assert rows[2].second == "1 session"
    assert rows[4].second.startswith("1 session,")
    (mark,) = [mark for mark in listing.line._marks if mark.key == scene.planned]
    assert mark.kind is MarkKind.COMING
    commands.cancel_session(scene.store, scene.planned, "holidays")
    listing.reload()
    assert "Not held" not in [row.title for row in listing.list.rows.rows()]


def test_enter_opens_the_step_that_is_due(
    qtbot: QtBot, listing: SessionsPage, scene: Scene, window: MainWindow
) -> None:
    listing.list.setFocus()
    listing.list.set_current(scene.held)
    qtbot.keyClick(listing.list, Qt.Key.Key_Return)
    assert shown_page(window) == "minutes"
    window.go("sessions", session_id=scene.planned)
    qtbot.keyClick(listing.list, Qt.Key.Key_Return)
    assert shown_page(window) == "prepare"


def test_the_filled_button_prepares_the_next_session(
    qtbot: QtBot, listing: SessionsPage, window: MainWindow
) -> None:
    assert listing.primary.text() == "Prepare 2026/02"
    qtbot.mouseClick(listing.primary, Left)
    assert shown_page(window) == "prepare"


def test_the_calendar_line_and_the_list_follow_each_other(
    qtbot: QtBot, listing: SessionsPage, scene: Scene
) -> None:
    line = listing.line
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Home)
    assert listing.list.current() == scene.held
    qtbot.keyClick(line, Qt.Key.Key_Right)
    assert listing.list.current() == scene.planned
    assert "Do the tools obey?" in line.accessibleName()
    mark = next(mark for mark in line._marks if mark.key == scene.held)
    qtbot.mouseClick(line, Left, pos=QPoint(round(line._x(mark.day)), line._line_y()))
    assert listing.list.current() == scene.held


def test_cancelling_keeps_the_session_with_its_reason_and_it_can_be_planned_again(
    qtbot: QtBot, listing: SessionsPage, scene: Scene
) -> None:
    listing.list.set_current(scene.planned)
    listing._to_current(listing._deeds.cancel)
    found = dialog(WordsDialog)
    assert isinstance(found, WordsDialog)
    qtbot.keyClicks(found.words, "Celeste is away")
    qtbot.keyClick(found.words, Qt.Key.Key_Return)
    assert _state(scene) == "cancelled"
    reason = scene.store.value(
        "SELECT reason FROM history WHERE row_id = ? AND field = 'state'", (scene.planned,)
    )
    assert reason == "Celeste is away"
    assert any("Cancelled" in row.words() for row in listing.list.rows.rows())
    listing._to_current(listing._deeds.restore)
    assert _state(scene) == "planned"


def test_the_delete_key_deletes_a_planned_session_and_undo_brings_it_back(
    qtbot: QtBot, listing: SessionsPage, scene: Scene, window: MainWindow
) -> None:
    """U1."""
    listing.list.setFocus()
    listing.list.set_current(scene.planned)
    qtbot.keyClick(listing.list, Qt.Key.Key_Delete)
    assert not _has_session(scene, scene.planned)
    window.undo()
    assert _has_session(scene, scene.planned)
    assert len(agenda(scene.store, scene.planned)) == 2


def test_a_held_session_is_never_deleted(qtbot: QtBot, listing: SessionsPage, scene: Scene) -> None:
    listing.list.setFocus()
    listing.list.set_current(scene.held)
    qtbot.keyClick(listing.list, Qt.Key.Key_Delete)
    assert _has_session(scene, scene.held)


def test_duplicating_plans_the_same_agenda_a_week_later(
    listing: SessionsPage, scene: Scene
) -> None:
    listing.list.set_current(scene.planned)
    listing._to_current(listing._deeds.duplicate)
    made = listing.list.current()
    assert isinstance(made, int)
    detail = session_detail(scene.store, made)
    assert detail is not None
    assert detail.starts_local == "2026-07-28T10:00"
    assert [item.title for item in agenda(scene.store, made)] == [
        "Do all seventeen tools obey?", "Server-side set-up",
    ]  # fmt: skip


def test_the_list_of_an_engagement_without_sessions_offers_the_next_step(
    listing: SessionsPage, scene: Scene, window: MainWindow
) -> None:
    with scene.store.step("Empty"):
        for row in sessions(scene.store):
            scene.store.delete("session", row.id)
    assert listing._stack.currentIndex() == 1
    assert not listing.primary.isVisible()


# --- new session --------------------------------------------------------------------------------


def test_a_session_is_made_from_a_template_by_keyboard_alone(
    qtbot: QtBot, listing: SessionsPage, scene: Scene, window: MainWindow
) -> None:
    """P1, P4."""
    form = _new(listing, qtbot)
    assert QApplication.focusWidget() is form.title or form.focusWidget() is form.title
    qtbot.keyClicks(form.title, "What does the app send?")
    form.when.day.edit.selectAll()
    qtbot.keyClicks(form.when.day.edit, "21 sep")
    form.when.time.edit.selectAll()
    qtbot.keyClicks(form.when.time.edit, "2pm")
    form.when.length.edit.selectAll()
    qtbot.keyClicks(form.when.length.edit, "1h30")
    qtbot.keyClick(form.when.length.edit, Qt.Key.Key_Return)
    assert form.when.length.edit.text() == "1 h 30"
    qtbot.keyClick(form, Qt.Key.Key_Return, Ctrl)
    assert shown_page(window) == "prepare"
    made = next(row for row in sessions(scene.store) if row.title == "What does the app send?")
    assert (made.starts_local, made.length_s, made.kind) == (
        "2026-09-21T14:00", 5400, "recurring_sync",
    )  # fmt: skip
    sync = next(t for t in shipped() if t.kind == "recurring_sync")
    titles = [item.title for item in agenda(scene.store, made.id)]
    assert titles == [item.title for item in sync.items]


def test_a_day_that_does_not_exist_is_said_in_its_field_and_nothing_is_made(
    qtbot: QtBot, listing: SessionsPage, scene: Scene
) -> None:
    before = len(sessions(scene.store))
    form = _new(listing, qtbot)
    qtbot.keyClicks(form.title, "Leap")
    form.when.day.edit.setText("31 june")
    form.confirm.click()
    assert form.isVisible()
    assert form.when.day.below.isVisible()
    assert "June" in form.when.day.below.text()
    assert len(sessions(scene.store)) == before
    form.reject()


def test_a_time_that_the_clocks_skip_is_refused(
    qtbot: QtBot, listing: SessionsPage, scene: Scene
) -> None:
    form = _new(listing, qtbot)
    qtbot.keyClicks(form.title, "Early")
    form.when.day.edit.setText("2027-03-28")
    form.when.time.edit.setText("2:30")
    form.confirm.click()
    assert form.isVisible()
    assert "skip" in form.when.time.below.text()
    form.reject()


def test_the_words_of_a_template_are_shown_when_it_is_chosen(
    qtbot: QtBot, listing: SessionsPage
) -> None:
    form = _new(listing, qtbot)
    form.template.setCurrentIndex(1)
    form.template.activated.emit(1)
    assert form.about.text() == shipped()[0].about
    assert form.kind.current() == "kickoff"
    assert form.when.length.value() == shipped()[0].minutes * 60
    form.reject()


def test_a_template_sets_the_length_until_somebody_typed_one(
    qtbot: QtBot, listing: SessionsPage, window: MainWindow
) -> None:
    """P1: in a series too, and after another day was typed."""
    window.workspace.run(new_series, "Round table", weekly(2), "2026-08-04T10:00", length_s=1800)
    form = _new(listing, qtbot)
    assert form.when.length.value() == 1800
    form.when.day.edit.selectAll()
    qtbot.keyClicks(form.when.day.edit, "11 aug")
    sizes = []
    for number in (1, 2):
        form.template.setCurrentIndex(number)
        form.template.activated.emit(number)
        sizes.append(form.when.length.value())
    assert sizes == [each.minutes * 60 for each in shipped()[:2]]
    form.when.length.edit.selectAll()
    qtbot.keyClicks(form.when.length.edit, "50")
    form.template.setCurrentIndex(1)
    form.template.activated.emit(1)
    assert form.when.length.read() == 3000
    form.reject()


# --- series -------------------------------------------------------------------------------------


def test_a_series_is_made_and_its_first_session_offered_on_its_first_day(
    qtbot: QtBot, listing: SessionsPage, scene: Scene
) -> None:
    """K2."""
    listing._on_new_series()
    form = dialog(SeriesDialog)
    assert isinstance(form, SeriesDialog)
    qtbot.keyClicks(form.title, "Round table")
    form.editor.when.day.edit.setText("11 aug")
    form.editor.when.day.read()
    form.editor.every.setValue(4)
    assert form.editor.summary.text() == "Every 4 weeks, Tuesday 10:00"
    form.confirm.click()
    found = series(scene.store)
    assert [(row.title, row.rhythms[0].rule) for row in found] == [("Round table", weekly(4))]
    opened = dialog(NewSessionDialog)
    assert isinstance(opened, NewSessionDialog)
    assert opened.when.day.edit.text() == "Tue 11 Aug 2026"
    assert opened.title.text() == "Round table"
    opened.reject()
    assert listing.header.subtitle.text() == "Every 4 weeks, Tuesday 10:00"


def test_plan_next_asks_with_the_next_free_date_and_goes_on_to_the_agenda(
    listing: SessionsPage, scene: Scene, window: MainWindow
) -> None:
    """K2: nothing is made before somebody says so."""
    window.workspace.run(new_series, "Round table", weekly(2), "2026-08-04T10:00")
    before = len(sessions(scene.store))
    listing._plan_next()
    form = dialog(NewSessionDialog)
    assert isinstance(form, NewSessionDialog)
    assert form.title.text() == "Round table"
    assert form.when.day.edit.text() == "Tue 4 Aug 2026"
    form.reject()
    assert len(sessions(scene.store)) == before
    for _ in range(2):
        window.go("sessions")
        listing._plan_next()
        asked = dialog(NewSessionDialog)
        assert isinstance(asked, NewSessionDialog)
        asked.confirm.click()
        assert shown_page(window) == "prepare"
    days = [row.starts_local[:10] for row in sessions(scene.store) if row.series_id is not None]
    assert sorted(days) == ["2026-08-04", "2026-08-18"]


def test_an_end_before_the_beginning_is_refused(
    qtbot: QtBot, listing: SessionsPage, scene: Scene
) -> None:
    listing._on_new_series()
    form = dialog(SeriesDialog)
    assert isinstance(form, SeriesDialog)
    qtbot.keyClicks(form.title, "Backwards")
    form.editor.when.day.edit.setText("11 aug")
    form.end.edit.setText("4 aug")
    form.confirm.click()
    assert "before" in form.end.below.text()
    assert series(scene.store) == []
    form.reject()


# --- details ------------------------------------------------------------------------------------


def test_the_details_of_a_session_are_saved_as_one_step(
    qtbot: QtBot, prepare: PreparePage, scene: Scene, window: MainWindow
) -> None:
    """P1."""
    prepare.head.edit_details()
    form = dialog(SessionDetailsDialog)
    assert isinstance(form, SessionDetailsDialog)
    form.title.setText("Do they obey?")
    form.place.setText("Larch")
    form.when.time.edit.setText("11:30")
    form.minute_taker.set_current(scene.nadia)
    form.confirm.click()
    detail = session_detail(scene.store, scene.planned)
    assert detail is not None
    assert (detail.title, detail.place, detail.starts_local[-5:], detail.minute_taker) == (
        "Do they obey?", "Larch", "11:30", "Nadia Rahmani",
    )  # fmt: skip
    assert prepare.head.title.text() == "Do they obey?"
    assert "11:30" in prepare.head.line.text()
    window.undo()
    again = session_detail(scene.store, scene.planned)
    assert again is not None
    assert (again.title, again.place) == ("Do the tools obey?", "")


def test_dialogs_are_freed_when_they_close(qtbot: QtBot, listing: SessionsPage) -> None:
    form = _new(listing, qtbot)
    ref = weakref.ref(form)
    form.reject()
    del form
    QApplication.sendPostedEvents(None, 52)  # DeferredDelete
    QApplication.processEvents()
    gc.collect()
    assert ref() is None


# --- the rhythm on the line, levels, who is part of it -------------------------------------------


def _series(scene: Scene, title: str, level: str = "") -> int:
    made = series_commands.new_series(
        scene.store, title, weekly(2), "2026-06-23T10:00", level=level
    )
    QApplication.processEvents()
    return made


def test_the_line_shows_rhythms_and_the_times_not_planned_yet(
    listing: SessionsPage, scene: Scene
) -> None:
    """K2."""
    series_id = _series(scene, "Round table")
    series_commands.skip_slot(scene.store, series_id, "2026-08-04T10:00", "Holidays")
    QApplication.processEvents()
    kinds = {str(mark.day): mark.kind for mark in listing.line._marks}
    assert kinds["2026-07-07"] is MarkKind.FREE
    assert kinds["2026-08-04"] is MarkKind.CROSSED
    assert [band.words for band in listing.line._bands] == ["every 2 weeks, Tuesday 10:00"]
    spoken = [mark.spoken for mark in listing.line._marks if str(mark.day) == "2026-08-04"]
    assert spoken == ["Tue 4 Aug, Round table, skipped, Holidays"]


def test_two_sessions_outside_of_a_series_are_no_rhythm(listing: SessionsPage) -> None:
    """U3: the head says that sessions stand alone; the line says nothing else."""
    assert listing.line._marks
    assert not listing.line._bands


@pytest.mark.parametrize(
    ("items", "leads", "papers", "words"),
    [
        (0, 0, 0, ""),
        (2, 2, 0, "Every item has a lead"),
        (2, 1, 0, "1 of 2 items have a lead"),
        (2, 2, 1, "1 paper missing"),
        (2, 1, 1, "1 lead, 1 paper missing"),
        (3, 1, 2, "2 leads, 2 papers missing"),
    ],
)
def test_readiness_fits_its_column(
    scene: Scene, items: int, leads: int, papers: int, words: str
) -> None:
    row = sessions(scene.store)[0]
    row = replace(row, items=items, items_with_lead=leads, papers_missing=papers)
    assert ready_line(row) == words


@pytest.mark.parametrize(("width", "has_counts"), [(640, False), (900, True)])
def test_counts_take_no_column_where_there_is_no_room(
    listing: SessionsPage, look: Theme, width: int, has_counts: bool
) -> None:
    delegate = SessionDelegate(listing.list)
    _end, first, second = delegate._columns(QRect(0, 0, look.px(width), look.px(48)))
    assert first
    assert bool(second) is has_counts


def test_several_series_are_filtered_and_each_has_its_line(
    listing: SessionsPage, scene: Scene
) -> None:
    first, second = _series(scene, "Round table"), _series(scene, "Steering")
    commands.set_session(scene.store, scene.planned, series_id=second)
    QApplication.processEvents()
    assert {band.lane for band in listing.line._bands} == {0, 1}
    listing.filter.set_current(first)
    listing.load()
    assert scene.planned not in [row.key for row in listing.list.rows.rows()]
    assert {band.lane for band in listing.line._bands} == {0}
    listing.filter.set_current(second)
    listing.load()
    assert scene.planned in [row.key for row in listing.list.rows.rows()]


def test_levels_are_said_where_there_are_two(listing: SessionsPage, scene: Scene) -> None:
    """E10: a session's own level wins over that of its series."""
    commands.set_session(
        scene.store, scene.planned, series_id=_series(scene, "Round table", "working")
    )
    session_changes.set_session_level(scene.store, scene.held, "leadership")
    QApplication.processEvents()
    words = {row.key: row.words() for row in listing.list.rows.rows()}
    assert "Working level" in words[scene.planned]
    assert "Leadership" in words[scene.held]


def test_held_without_the_facilitator_stands_in_the_list_and_in_the_head(
    listing: SessionsPage, window: MainWindow, scene: Scene
) -> None:
    """K1."""
    listing.list.set_current(scene.held)
    listing._to_current(listing._deeds.turn_without)
    words = {row.key: row.words() for row in listing.list.rows.rows()}
    assert "Held without the facilitator" in words[scene.held]
    (mark,) = [mark for mark in listing.line._marks if mark.key == scene.held]
    assert mark.has_flag
    listing.list.set_current(scene.planned)
    listing._to_current(listing._deeds.turn_without)
    window.go("prepare", session_id=scene.planned)
    page = window.findChild(PreparePage)
    assert page is not None
    assert page.head.marks.without.isVisible()
    session_changes.set_without_facilitator(scene.store, scene.planned, False)
    assert not page.head.marks.isVisible()


def test_a_level_is_told_apart_only_from_another_one(scene: Scene) -> None:
    """E10."""
    session_changes.set_session_level(scene.store, scene.held, "working")
    assert session_marks(scene.store, scene.held).is_alone
    session_changes.set_session_level(scene.store, scene.planned, "leadership")
    found = session_marks(scene.store, scene.held)
    assert (found.level, found.is_alone) == ("working", False)
    series_id = _series(scene, "Steering", "leadership")
    session_changes.set_session_level(scene.store, scene.planned, "")
    assert not session_marks(scene.store, scene.held).is_alone
    commands.set_session(scene.store, scene.planned, series_id=series_id)
    assert session_marks(scene.store, scene.planned).level == "leadership"


def test_of_very_many_held_sessions_the_newest_are_shown_and_older_ones_asked_for(
    listing: SessionsPage, scene: Scene, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of ten thousand sessions lists without a stall."""
    monkeypatch.setattr("ui.pages.sessions.MOST", 2)
    with scene.store.step("Many"):
        for day in range(1, 6):
            made = commands.new_session(scene.store, f"Old {day}", f"2026-03-0{day}T10:00")
            scene.store.update("session", made, state="closed")
    oldest = scene.store.value("SELECT id FROM session WHERE title = 'Old 1'")
    listing.load()
    words = [row.words() for row in listing.list.rows.rows()]
    assert "the newest 2 of 6 sessions" in words[2]
    assert len(words) == 5
    assert listing.older.text() == "Show 2 older sessions"
    qtbot.mouseClick(listing.older, Left)
    assert len(listing.list.rows.rows()) == 7
    listing.open_target(session_id=oldest)
    assert listing.list.current() == oldest
    qtbot.mouseClick(listing.older, Left)
    assert not listing.older.isVisible()
