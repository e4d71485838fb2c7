"""Forms of a series: its rhythm, a change of it, and which date a session is (K2)."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from facilitator.commands import sessions as session_commands
from facilitator.commands.series import change_rhythm, create_sessions, new_series, plan_next
from facilitator.domain.rule import Pattern, Rule, weekly
from facilitator.queries.series import SeriesRow, one_series, series
from tests.commands.scene import Scene
from tests.ui.sessions.window import dialog, named
from ui.dialogs.change_rhythm import ChangeRhythmDialog
from ui.dialogs.rhythm_editor import RhythmEditor
from ui.dialogs.series_form import SeriesDialog
from ui.dialogs.session_forms import NewSessionDialog
from ui.main_window import MainWindow

FIRST = "2026-07-07T10:00"  # a Tuesday; today is 23 June
SECOND = "2026-07-21T10:00"


@pytest.fixture
def table(scene: Scene) -> int:
    return new_series(scene.store, "Round table", weekly(2), FIRST)


def _row(scene: Scene, series_id: int) -> SeriesRow:
    found = one_series(scene.store, series_id)
    assert found is not None
    return found


def _new(window: MainWindow) -> SeriesDialog:
    form = SeriesDialog(window.workspace, window)
    form.open()
    return form


def _choose(editor: RhythmEditor, pattern: Pattern) -> None:
    editor.pattern.set_current(pattern)
    editor.pattern.activated.emit(editor.pattern.currentIndex())


def _tick(qtbot: QtBot, editor: RhythmEditor, *weekdays: int) -> None:
    for weekday in weekdays:
        qtbot.mouseClick(editor.days.boxes[weekday], Qt.MouseButton.LeftButton)


def _visible(editor: RhythmEditor) -> set[str]:
    names = ("rhythm-every", "rhythm-nth", "rhythm-weekday", "rhythm-days")
    return {
        name for name in names
        if any(each.isVisible() for each in editor.findChildren(QWidget, name))
    }  # fmt: skip


# --- the editor ---------------------------------------------------------------------------------


def test_a_rhythm_is_said_with_its_next_dates_while_it_is_set(
    qtbot: QtBot, window: MainWindow
) -> None:
    """K2: sentence and five dates, for each pattern."""
    form = _new(window)
    editor = form.editor
    assert editor.summary.text() == "Every 2 weeks, Tuesday 10:00"
    assert _visible(editor) == {"rhythm-every", "rhythm-days"}
    _tick(qtbot, editor, 3)
    assert editor.summary.text() == "Every 2 weeks, Tuesday and Thursday 10:00"
    assert editor.dates.text() == (
        "The first dates: Tue 30 Jun, Thu 2 Jul, Tue 14 Jul, Thu 16 Jul, Tue 28 Jul."
    )
    _choose(editor, Pattern.MONTH_WEEKDAY)
    assert _visible(editor) == {"rhythm-every", "rhythm-nth", "rhythm-weekday"}
    assert editor.summary.text() == "Last Tuesday of the month, 10:00"
    assert editor.dates.text().startswith("The first dates: Tue 30 Jun, Tue 28 Jul, Tue 25 Aug,")
    editor.every.setValue(3)
    assert editor.summary.text() == "Every 3 months, last Tuesday of the month, 10:00"
    _choose(editor, Pattern.MONTH_WORKING_DAY)
    assert _visible(editor) == {"rhythm-every", "rhythm-nth"}
    assert editor.summary.text() == "Last working day of the month, 10:00"
    _choose(editor, Pattern.WORKING_DAYS)
    assert _visible(editor) == set()
    assert editor.summary.text() == "Every working day, 10:00"
    form.reject()


def test_the_weekday_follows_the_first_day_until_somebody_ticks_one(
    qtbot: QtBot, window: MainWindow
) -> None:
    """K2."""
    form = _new(window)
    editor = form.editor
    editor.when.day.edit.setText("8 jul")
    editor.when.day.read()
    assert editor.days.days() == (2,)
    _tick(qtbot, editor, 4, 2)
    editor.when.day.edit.setText("9 jul")
    editor.when.day.read()
    assert editor.days.days() == (4,)
    wanted = editor.value()
    assert wanted is not None
    assert wanted.when.starts_local == "2026-07-10T10:00"
    form.reject()


def test_the_last_day_ends_the_dates_that_are_shown(window: MainWindow) -> None:
    """K2."""
    form = _new(window)
    form.end.edit.setText("15 jul")
    form.end.read()
    assert form.editor.summary.text() == "Every 2 weeks, Tuesday 10:00, until 15 Jul 2026"
    assert form.editor.dates.text() == "The first dates: Tue 30 Jun, Tue 14 Jul."
    form.reject()


def test_a_date_that_the_clocks_skip_is_shown_as_it_takes_place(window: MainWindow) -> None:
    """K2: half past two on the last Sunday of March."""
    form = _new(window)
    form.editor.when.day.edit.setText("21 mar 2027")
    form.editor.when.day.read()
    form.editor.when.time.edit.setText("2:30")
    form.editor.when.time.read()
    form.editor.every.setValue(1)
    assert form.editor.dates.text().startswith("The first dates: Sun 21 Mar 2027, Sun 28 Mar 2027")
    form.reject()


def test_everything_of_a_series_is_kept(qtbot: QtBot, window: MainWindow, scene: Scene) -> None:
    """K1, K2, E10."""
    form = _new(window)
    qtbot.keyClicks(form.title, "Leads")
    form.place.setText("Larch")
    form.link.setText("https://example.org/leads")
    form.purpose.setPlainText("Decide what needs both")
    form.level.set_current("leadership")
    form.editor.when.zone.edit.setText("America/New_York")
    form.editor.when.zone.read()
    _choose(form.editor, Pattern.MONTH_WORKING_DAY)
    form.editor.nth.set_current(-1)
    form.confirm.click()
    (found,) = series(scene.store)
    assert (found.title, found.place, found.link, found.purpose, found.level) == (
        "Leads", "Larch", "https://example.org/leads", "Decide what needs both", "leadership",
    )  # fmt: skip
    (rhythm,) = found.rhythms
    assert rhythm.rule == Rule(Pattern.MONTH_WORKING_DAY, 1, (), -1)
    assert (rhythm.starts_local, rhythm.zone) == ("2026-06-30T10:00", "America/New_York")


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("day", "30 feb", "does not exist"),
        ("time", "25:00", "does not exist"),
        ("length", "soon", "is not a length"),
        ("length", "0", "at least a minute"),
        ("zone", "Mars", "is not a time zone"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(
    qtbot: QtBot, window: MainWindow, scene: Scene, field: str, typed: str, said: str
) -> None:
    """K2: nothing is made of it."""
    form = _new(window)
    qtbot.keyClicks(form.title, "Backwards")
    wrong = getattr(form.editor.when, field)
    wrong.edit.setText(typed)
    form.confirm.click()
    assert said in wrong.below.text()
    assert form.isVisible()
    assert series(scene.store) == []
    form.reject()


# --- a series that is there ---------------------------------------------------------------------


def test_a_rhythm_nobody_met_by_is_corrected_in_the_form(
    window: MainWindow, scene: Scene, table: int
) -> None:
    """K2: as one step of undo."""
    form = SeriesDialog(window.workspace, window, _row(scene, table))
    form.open()
    assert form.editor.isVisible()
    assert not form.change.isVisible()
    form.title.setText("Table")
    form.editor.every.setValue(3)
    form.confirm.click()
    found = _row(scene, table)
    assert (found.title, found.rhythms[0].rule) == ("Table", weekly(3))
    window.undo()
    found = _row(scene, table)
    assert (found.title, found.rhythms[0].rule) == ("Round table", weekly(2))


def test_a_rhythm_people_met_by_is_changed_from_a_day_on(
    window: MainWindow, scene: Scene, table: int
) -> None:
    """K2: the form says it, and leads on to the change without losing what was typed."""
    session_commands.set_session(scene.store, scene.held, series_id=table)
    with scene.store.step("Met"):
        scene.store.update("session", scene.held, original_local=FIRST)
    form = SeriesDialog(window.workspace, window, _row(scene, table))
    form.open()
    assert not form.editor.isVisible()
    assert form.told.text() == "Every 2 weeks, Tuesday 10:00"
    form.place.setText("Oak")
    form.change.click()
    change = dialog(ChangeRhythmDialog)
    assert isinstance(change, ChangeRhythmDialog)
    assert _row(scene, table).place == "Oak"
    change.editor.every.setValue(4)
    change.because.setText("quiet summer")
    change.confirm.click()
    found = _row(scene, table)
    assert [each.rule for each in found.rhythms] == [weekly(2), weekly(4)]
    assert found.rhythms[1].because == "quiet summer"


def test_a_change_tells_what_it_leaves_behind_and_moves_it(
    window: MainWindow, scene: Scene, table: int
) -> None:
    """K2: in one step; nothing is changed while it is only looked at."""
    made = create_sessions(scene.store, table, 3)
    label = scene.store.undo_label
    form = ChangeRhythmDialog(window.workspace, window, table, starts_local="2026-07-16T14:00")
    form.open()
    assert form.heard.text() == "2 planned sessions are then on no date of the rhythm:"
    assert form.list.text().splitlines()[0] == (
        "Tue 21 Jul 10:00 moves to Thu 16 Jul 14:00 (Round table)"
    )
    assert form.until.text() == "Until then: every 2 weeks, Tuesday 10:00."
    assert scene.store.undo_label == label
    form.confirm.click()
    starts = [
        scene.store.value("SELECT starts_local FROM session WHERE id = ?", (each,)) for each in made
    ]
    assert starts == [FIRST, "2026-07-16T14:00", "2026-07-30T14:00"]
    window.undo()
    assert scene.store.undo_label == label


def test_sessions_stay_where_they_are_when_nobody_wants_them_moved(
    window: MainWindow, scene: Scene, table: int
) -> None:
    """K2."""
    made = create_sessions(scene.store, table, 2)
    form = ChangeRhythmDialog(
        window.workspace, window, table, rule=weekly(4), starts_local="2026-07-16T14:00"
    )
    form.open()
    form.moving.setChecked(False)
    form.confirm.click()
    assert scene.store.value("SELECT starts_local FROM session WHERE id = ?", (made[1],)) == SECOND
    assert len(_row(scene, table).rhythms) == 2


def test_a_change_says_which_later_rhythms_it_replaces(
    window: MainWindow, scene: Scene, table: int
) -> None:
    """K2: and begins on the next date that nothing is planned for."""
    create_sessions(scene.store, table, 2)
    change_rhythm(scene.store, table, weekly(4), "2026-09-01T10:00")
    form = ChangeRhythmDialog(window.workspace, window, table)
    form.open()
    assert form.editor.when.day.value() == date(2026, 8, 4)
    assert not form.heard.isVisible()
    assert form.until.text() == (
        "Until then: every 2 weeks, Tuesday 10:00."
        " No longer from 1 Sep: every 4 weeks, Tuesday 10:00."
    )
    form.reject()


# --- which date a session is --------------------------------------------------------------------


def test_a_new_session_says_which_date_of_the_rhythm_it_is(
    window: MainWindow, scene: Scene, table: int
) -> None:
    """K2: the date of the rhythm, moved, or in addition."""
    form = NewSessionDialog(window.workspace, window, series_id=table)
    form.open()
    assert form.slot.text() == "It is the date Tue 7 Jul 10:00 of the rhythm."
    form.when.day.edit.setText("9 jul")
    form.when.day.read()
    assert form.slot.text() == "It is the date Tue 7 Jul 10:00 of the rhythm, moved."
    named(form, "session-extra").click()
    assert form.slot.text() == "It comes in addition to the rhythm."
    form.confirm.click()
    row = scene.store.one("SELECT * FROM session WHERE id = ?", (form.session_id,))
    assert row is not None
    assert (row["series_id"], row["original_local"]) == (table, None)
    made = plan_next(scene.store, table)
    assert scene.store.value("SELECT starts_local FROM session WHERE id = ?", (made,)) == FIRST


def test_a_session_alone_has_no_date_of_a_rhythm(
    window: MainWindow, scene: Scene, table: int
) -> None:
    form = NewSessionDialog(window.workspace, window, series_id=table)
    form.open()
    form.series.setCurrentIndex(0)
    form.series.activated.emit(0)
    assert not form.slot.isVisible()
    assert not form.extra.isVisible()
    form.reject()
