"""The rhythm tab: what it says, every figure's rows, and what is answered by button and key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.cadence.advice import TermName
from facilitator.clock import FixedClock
from facilitator.commands import advice, decisions, plan, series
from facilitator.commands.agenda import add_item
from facilitator.domain.rule import weekly
from facilitator.queries.cadence import advice_now, history
from facilitator.queries.series import one_series
from facilitator.store import Store
from tests.demo_file import demo_file
from tests.ui.sessions.window import dialog
from ui.dialogs.change_rhythm import ChangeRhythmDialog
from ui.dialogs.create_sessions import CreateSessionsDialog
from ui.dialogs.move_date import MoveDateDialog
from ui.dialogs.series_form import SeriesDialog
from ui.main_window import MainWindow
from ui.pages.plan.rhythm.dates_card import fitting
from ui.pages.plan.rhythm.dialogs import AcceptDialog, IncidentDialog, MeetingDialog
from ui.pages.plan.rhythm.settings import RatesDialog, ThresholdsDialog
from ui.pages.plan.rhythm.sources import SourcesDialog
from ui.pages.plan.rhythm.tab import RhythmTab
from ui.theme import Theme
from ui.widgets import painting
from ui.widgets.rows import Row
from ui.wording.plan import first_words
from ui.workspace import Workspace


def _tab(window: MainWindow) -> RhythmTab:
    window.go("plan", tab="rhythm")
    QApplication.processEvents()
    found = window.page("plan").shown_tab  # type: ignore[attr-defined]
    assert isinstance(found, RhythmTab)
    return found


@pytest.fixture
def tab(demo_window: MainWindow) -> RhythmTab:
    return _tab(demo_window)


@pytest.fixture
def series_id(demo_window: MainWindow) -> int:
    found = demo_window.workspace.reader.value("SELECT id FROM series")
    assert isinstance(found, int)
    return found


@pytest.fixture
def empty(
    qtbot: QtBot, workspace: Workspace, look: Theme, settings: QSettings
) -> Iterator[MainWindow]:
    window = MainWindow(workspace, settings)
    qtbot.addWidget(window)
    window.show()
    yield window
    window.drafts.flush()


def _settle() -> None:
    for _turn in range(4):
        QApplication.processEvents()


# --- what it says --------------------------------------------------------------------------------


def test_the_rhythm_in_force_is_told_line_by_line(tab: RhythmTab) -> None:
    """K1."""
    told = tab.force.facts.words()
    assert told["Rhythm"] == "every 4 weeks, Tuesday 10:00"
    assert told["Then"] == "every 2 weeks from 1 Sep, until 15 Dec"
    assert told["Length"] == "60 min, of these 20 fixed"
    assert told["Who"] == "3 Security, 3 Marketing, Ruth Calder"
    assert told["Papers"] == "5 working days before"
    assert told["Between"].startswith("One call with each side")
    assert "\n" not in told["Between"], "the rest stands in the written plan"


def test_the_headline_says_the_rhythm_and_that_it_is_a_judgement(tab: RhythmTab) -> None:
    """K3."""
    assert tab.advice.headline.text() == "Advice: meet every two weeks instead of four"
    assert tab.advice.under.text().startswith(
        "A judgement from the figures in this file. No study gives an optimum."
    )
    assert "the figures lead to every week. It is set already from 1 Sep." in (
        tab.advice.under.text()
    )


def test_every_term_is_a_row_with_figure_sentence_reason_and_limit(
    tab: RhythmTab, demo_window: MainWindow, series_id: int
) -> None:
    """K3: each term as a sentence with its figure; what binds is tinted and said."""
    view = advice_now(demo_window.workspace.reader, series_id)
    assert view is not None
    rows = {row.key: row for row in tab.advice.list.rows.rows()}
    need = rows[TermName.NEED.value]
    assert need.title == "Needed per week, new plus waiting"
    assert "one session covers" in need.second
    assert need.words().endswith("this decides")
    tab.advice.show_every()
    assert len(tab.advice.list.rows.rows()) == len(view.advice.terms)
    for row in tab.advice.list.rows.rows():
        assert row.title
        assert row.second


def test_a_figure_opens_its_rows_and_a_row_leads_to_its_place(
    tab: RhythmTab, demo_window: MainWindow
) -> None:
    """K3: the page lets a person see which rows each figure came from."""
    tab.advice.list.setFocus()
    tab.advice.list.set_current(TermName.CONCERN.value)
    QTest.keyClick(tab.advice.list, Qt.Key.Key_Return)
    found = dialog(SourcesDialog)
    assert isinstance(found, SourcesDialog)
    rows = found.list.rows.rows()
    assert [row.title for row in rows] == ["We cannot prove consent per person."]
    found.list.opened.emit(rows[0].key)
    _settle()
    assert demo_window.page_id == "radar"


def test_the_rows_of_what_waits_add_up_to_the_figure(
    tab: RhythmTab, demo_window: MainWindow, series_id: int
) -> None:
    """K3: every figure equals a hand count, row by row."""
    view = advice_now(demo_window.workspace.reader, series_id)
    assert view is not None
    tab.advice.opened.emit(tab.advice.term(TermName.QUEUE.value))
    found = dialog(SourcesDialog)
    assert isinstance(found, SourcesDialog)
    minutes = sum(int(row.trailing.split()[0]) for row in found.list.rows.rows())
    assert minutes == view.counted.inputs.queue
    found.reject()


def test_what_is_needed_is_parted_into_what_came_and_what_waits(
    tab: RhythmTab, demo_window: MainWindow, series_id: int
) -> None:
    """K3."""
    view = advice_now(demo_window.workspace.reader, series_id)
    assert view is not None
    tab.advice.opened.emit(tab.advice.term(TermName.NEED.value))
    found = dialog(SourcesDialog)
    assert isinstance(found, SourcesDialog)
    rows = found.list.rows.rows()
    headings = [(at, row.trailing) for at, row in enumerate(rows) if row.is_heading]
    came = len(view.counted.sources(TermName.NEW))
    assert headings == [(0, "14 min"), (came + 1, "103 min")]
    found.reject()


def test_the_next_dates_say_what_falls_on_each(tab: RhythmTab) -> None:
    """K1, K2."""
    rows = tab.dates.list.rows.rows()
    assert [row.trailing for row in rows] == ["Tue 21 Jul", "Tue 18 Aug", "Tue 1 Sep", "Tue 15 Sep"]
    assert rows[0].number == "2026/13"
    assert "up for review" in rows[0].title
    assert rows[2].title.startswith("every 2 weeks from here")


def test_what_was_agreed_is_told_in_one_line() -> None:
    """K1: the written plan has it whole."""
    long = "One call with each side in the week after a session: what was heard, what is stuck."
    assert first_words(long) == "One call with each side in the week after a session"
    assert first_words("One call: short.\nOne page.") == "One call: short."
    plain = "A long line without any of the marks that would end a clause of it"
    assert first_words(plain) == plain


def test_what_falls_on_a_date_is_cut_between_two_things(look: Theme) -> None:
    """K2: the first is read whole, the rest where there is room."""
    row = Row(1, "Skipped, Sale freeze", data=("Skipped", "Sale freeze"))
    assert fitting(row, 1000) == "Skipped, Sale freeze"
    room = painting.text_width("Skipped, …", look.font(13))
    assert fitting(row, room) == "Skipped, …"
    assert fitting(row, 1) == "Skipped"


def test_a_date_opens_the_calendar_at_that_date(tab: RhythmTab, demo_window: MainWindow) -> None:
    """K2."""
    tab.dates.list.opened.emit(tab.dates.list.rows.rows()[3].key)
    _settle()
    assert demo_window.page("plan").place()["tab"] == "calendar"


def test_a_date_is_moved_and_the_page_follows(
    tab: RhythmTab, demo_window: MainWindow, series_id: int
) -> None:
    """K2: everything is live."""
    free = tab.dates._found[str(tab.dates.list.rows.rows()[3].key)].occasion
    tab.dates.asked.emit("move", free)
    dialog(MoveDateDialog).reject()
    series.move_slot(demo_window.workspace.store, series_id, "2026-09-15T10:00", "2026-09-17T10:00")
    _settle()
    moved = tab.dates.list.rows.rows()[3]
    assert moved.trailing == "Thu 17 Sep"
    assert "moved from Tue 15 Sep" in moved.title


# --- answers -------------------------------------------------------------------------------------


def test_declining_needs_a_reason(tab: RhythmTab, demo_window: MainWindow, series_id: int) -> None:
    """K3: it is kept, so it has to be there."""
    before = history(demo_window.workspace.reader, series_id)
    tab.advice.decline.click()
    assert not tab.advice.problem.isHidden()
    assert tab.advice.reason.accessibleDescription() == tab.advice.problem.text()
    assert history(demo_window.workspace.reader, series_id) == before


def test_a_declined_advice_stays_so_with_its_reason_until_something_changes(
    tab: RhythmTab, demo_window: MainWindow, series_id: int
) -> None:
    """K3: declining stays declined until an input changes."""
    QTest.keyClicks(tab.advice.reason, "summer sale freeze")
    tab.advice.decline.click()
    _settle()
    assert tab.advice.answers.isHidden()
    assert tab.advice.standing.text() == (
        "Declined on Tue 30 June because summer sale freeze. It stays declined until something"
        " changes."
    )
    assert tab.advice.reason.text() == ""
    first = tab.history.list.rows.rows()[0]
    assert (first.second, first.trailing_second) == ("summer sale freeze", "chose 4 weeks")
    add_item(demo_window.workspace.store, None, "A new topic", length_s=1800)
    _settle()
    assert not tab.advice.answers.isHidden()
    assert tab.advice.standing.isHidden()


def test_accepting_asks_from_when_and_changes_the_rhythm_as_one_step(
    tab: RhythmTab, demo_window: MainWindow, series_id: int
) -> None:
    """K3, U1."""
    before = history(demo_window.workspace.reader, series_id)
    tab.advice.accept.click()
    asked = dialog(AcceptDialog)
    assert isinstance(asked, AcceptDialog)
    assert asked.when.current() == "2026-07-21T10:00"
    asked.reason.setText("the list is long")
    asked.confirm.click()
    _settle()
    row = one_series(demo_window.workspace.reader, series_id)
    assert row is not None
    last = row.rhythms[-1]
    assert (last.rule.every, last.starts_local) == (2, "2026-07-21T10:00")
    assert "Accepted on Tue 30 June" in tab.advice.standing.text()
    demo_window.workspace.undo()
    _settle()
    assert history(demo_window.workspace.reader, series_id) == before
    assert one_series(demo_window.workspace.reader, series_id) != row
    assert not tab.advice.answers.isHidden()


def test_another_day_is_asked_for_and_one_is_needed(
    tab: RhythmTab, demo_window: MainWindow, series_id: int
) -> None:
    """K3."""
    tab.advice.accept.click()
    asked = dialog(AcceptDialog)
    assert isinstance(asked, AcceptDialog)
    asked.when.set_current("other")
    asked.when.chosen.emit("other")
    asked.confirm.click()
    assert asked.isVisible(), "it says what is missing"
    asked.other.setText("11 aug")
    asked.confirm.click()
    _settle()
    row = one_series(demo_window.workspace.reader, series_id)
    assert row is not None
    assert row.rhythms[-1].starts_local == "2026-08-11T10:00"


def test_a_past_day_is_refused_with_a_sentence(
    tab: RhythmTab, demo_window: MainWindow, series_id: int
) -> None:
    """K3: nothing half-changed."""
    before = history(demo_window.workspace.reader, series_id)
    tab.advice.accept.click()
    asked = dialog(AcceptDialog)
    assert isinstance(asked, AcceptDialog)
    asked.when.set_current("other")
    asked.other.setText("2 jan 2026")
    asked.confirm.click()
    assert asked.isVisible()
    assert asked.problem.text()
    assert history(demo_window.workspace.reader, series_id) == before
    asked.reject()


def test_a_decision_needed_sooner_offers_one_short_meeting(
    tab: RhythmTab, demo_window: MainWindow
) -> None:
    """K3: one extra short meeting when a decision is due sooner; the rhythm stays."""
    store = demo_window.workspace.store
    assert tab.advice.extra.isHidden()
    item = add_item(store, None, "Who signs the contract?")
    with store.step("needed"):
        store.update("agenda_item", item, needed_on="2026-07-08")
    _settle()
    assert not tab.advice.extra.isHidden()
    assert "Wed 8 Jul" in tab.advice.extra_words.text()
    tab.advice.meet.click()
    asked = dialog(MeetingDialog)
    assert isinstance(asked, MeetingDialog)
    assert asked.words.text() == "Who signs the contract?"
    asked.confirm.click()
    _settle()
    assert tab.advice.extra.isHidden(), "the meeting covers it"
    assert store.value("SELECT session_id FROM agenda_item WHERE id = ?", (item,)) is not None


def test_nothing_to_change_is_said_with_the_same_figures(
    tab: RhythmTab, demo_window: MainWindow, series_id: int
) -> None:
    """K3: "Keep the rhythm" with the same table."""
    series.change_rhythm(demo_window.workspace.store, series_id, weekly(1), "2026-06-30T10:00")
    _settle()
    assert tab.advice.headline.text() == "Keep the rhythm: every week"
    assert tab.advice.answers.isHidden()
    assert tab.advice.standing.text() == "Nothing is to be changed."
    assert len(tab.advice.list.rows.rows()) >= 5


# --- incidents, thresholds, costs ----------------------------------------------------------------


def test_an_incident_is_opened_and_asks_for_every_week_at_once(
    tab: RhythmTab, demo_window: MainWindow
) -> None:
    """K3."""
    tab.incidents.new.click()
    asked = dialog(IncidentDialog)
    assert isinstance(asked, IncidentDialog)
    asked.confirm.click()
    assert asked.isVisible(), "it needs a name"
    asked.words.setText("Stolen log-in")
    asked.confirm.click()
    _settle()
    assert tab.advice.headline.text() == "Advice: meet every week instead of every four weeks"
    assert tab.incidents.list.rows.rows()[0].title == "Stolen log-in"


def test_an_incident_is_closed_as_one_step(tab: RhythmTab, demo_window: MainWindow) -> None:
    """K3, U1."""
    store = demo_window.workspace.store
    made = advice.open_incident(store, "Stolen log-in", "2026-06-20")
    _settle()
    tab.incidents.list.opened.emit(tab.incidents.list.rows.rows()[0].key)
    asked = dialog(IncidentDialog)
    assert isinstance(asked, IncidentDialog)
    asked.over.setText("29 jun")
    asked.confirm.click()
    _settle()
    closed_on = "SELECT closed_on FROM incident WHERE id = ?"
    assert store.value(closed_on, (made,)) == "2026-06-29"
    demo_window.workspace.undo()
    assert store.value(closed_on, (made,)) is None


def test_a_threshold_takes_effect_at_once_and_goes_back(
    tab: RhythmTab, demo_window: MainWindow
) -> None:
    """K3: thresholds adjustable per engagement."""
    tab.advice.thresholds_asked.emit()
    asked = dialog(ThresholdsDialog)
    assert isinstance(asked, ThresholdsDialog)
    assert len(asked.boxes) == 16
    assert asked.reset.isHidden()
    asked.boxes["clear_weeks"].setValue(2)
    _settle()
    rows = {row.key: row for row in tab.advice.list.rows.rows()}
    assert rows[TermName.QUEUE.value].second == "to be cleared within two weeks"
    assert not asked.reset.isHidden()
    asked.reset.click()
    assert asked.boxes["clear_weeks"].value() == 4
    assert demo_window.workspace.reader.value("SELECT count(*) FROM threshold") == 0
    asked.accept()


def test_rates_show_sums_and_never_what_a_person_costs(
    tab: RhythmTab, demo_window: MainWindow
) -> None:
    """K3, S4: cost beside each rhythm, never per person."""
    store = demo_window.workspace.store
    for row in store.all("SELECT person_id FROM sealed_rate"):
        advice.set_rate(store, None, row["person_id"])
    _settle()
    assert tab.costs.list.isHidden()
    assert "Cost" not in tab.force.facts.words()
    tab.costs.rates.click()
    asked = dialog(RatesDialog)
    assert isinstance(asked, RatesDialog)
    asked.lines[None].setText("117,50")
    asked.confirm.click()
    _settle()
    told = [(row.title, row.trailing, row.chip and row.chip[0])
            for row in tab.costs.list.rows.rows()]  # fmt: skip
    assert told == [
        ("Every week", "EUR 14,257", None),
        ("Every two weeks", "EUR 7,128", "advised"),
        ("Every four weeks", "EUR 3,564", "now"),
    ]
    assert tab.advice.cost.text() == "EUR 7,128 a quarter"
    assert tab.force.facts.words()["Cost"] == "EUR 1,097 a session, EUR 3,564 a quarter"
    words = " ".join(row.words() for row in tab.costs.list.rows.rows())
    assert "Calder" not in words


def test_a_rate_that_is_none_is_refused_beside_its_field(
    tab: RhythmTab, demo_window: MainWindow
) -> None:
    """K3."""
    before = demo_window.workspace.reader.all("SELECT * FROM sealed_rate")
    tab.costs.rates.click()
    asked = dialog(RatesDialog)
    assert isinstance(asked, RatesDialog)
    asked.lines[None].setText("a lot")
    asked.confirm.click()
    assert asked.isVisible()
    assert demo_window.workspace.reader.all("SELECT * FROM sealed_rate") == before
    asked.reject()


# --- the picture ---------------------------------------------------------------------------------


def test_the_table_says_what_the_picture_shows(tab: RhythmTab) -> None:
    """K3: accessible, the same as a table."""
    picture = tab.load_card.chart.picture()
    assert picture is not None
    tab.load_card.as_table.click()
    assert tab.load_card.stack.currentWidget() is tab.load_card.table
    lines = tab.load_card.table.words()
    assert len(lines) == len(picture.columns) + len(picture.strips) + len(picture.points)
    first = next(cells for cells in lines if cells[1].startswith("2026/01"))
    assert first[2:6] == ("held", "90", "88", "0")
    assert any(cells[1] == "Rhythm: weekly: a real incident" for cells in lines) or any(
        cells[1].startswith("Rhythm: weekly") for cells in lines
    )


def test_keys_walk_the_picture_and_open_a_session(tab: RhythmTab, demo_window: MainWindow) -> None:
    """K3: keyboard reachable."""
    chart = tab.load_card.chart
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert "2026/12" in chart.accessibleName()
    assert tab.load_card.chosen.text().startswith("2026/12, Tue 23 June: 84 min used of 90 min")
    QTest.keyClick(chart, Qt.Key.Key_Down)
    assert "every 4 weeks" in chart.accessibleName()
    QTest.keyClick(chart, Qt.Key.Key_Up)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    _settle()
    assert demo_window.page_id == "minutes"


def test_time_turns_and_comes_back(tab: RhythmTab) -> None:
    """K3."""
    card = tab.load_card
    shown = card.chart.picture()
    QTest.keyClick(card.chart, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    before = card.chart.picture()
    assert shown is not None
    assert before is not None
    assert before.window.first < shown.window.first
    QTest.keyClick(card.chart, Qt.Key.Key_T)
    assert card.chart.picture() == shown


def test_the_picture_leaves_as_png_and_svg(tab: RhythmTab, tmp_path: Path) -> None:
    """K3, S2."""
    for kind, begins in (("png", b"\x89PNG"), ("svg", b"<?xml")):
        target = tmp_path / f"load.{kind}"
        assert tab.load_card.save_picture(target, kind)
        assert target.read_bytes().startswith(begins)
    assert "Rhythm and load: Round table" in (tmp_path / "load.svg").read_text("utf-8")


# --- the window ----------------------------------------------------------------------------------


def test_an_empty_file_offers_to_set_a_rhythm(empty: MainWindow) -> None:
    """K2: the empty state says what it is for, and offers the next step."""
    tab = _tab(empty)
    assert not tab.nothing_card.isHidden()
    assert not tab.create_next.isEnabled()
    tab.first.click()
    dialog(SeriesDialog).reject()
    series.new_series(empty.workspace.store, "Round table", weekly(2), "2026-07-07T10:00")
    _settle()
    assert tab.nothing_card.isHidden()
    assert tab.force.facts.words()["Rhythm"].startswith("every 2 weeks, Tuesday 10:00")


def test_a_new_series_shows_the_months_ahead_and_no_empty_past(empty: MainWindow) -> None:
    """K3."""
    tab = _tab(empty)
    series.new_series(empty.workspace.store, "Round table", weekly(2), "2026-07-07T10:00")
    _settle()
    picture = tab.load_card.chart.picture()
    assert picture is not None
    assert (picture.window.first.month, picture.window.months) == (5, 9)


def test_several_series_are_chosen_from(tab: RhythmTab, demo_window: MainWindow) -> None:
    """K2."""
    assert tab.force.series.isHidden()
    other = series.new_series(
        demo_window.workspace.store, "Leadership", weekly(12), "2026-07-07T09:00"
    )
    _settle()
    assert not tab.force.series.isHidden()
    tab.force.series.set_current(other)
    tab.force.series.chosen.emit(other)
    assert tab.force.facts.words()["Rhythm"] == "every 12 weeks, Tuesday 09:00, from 7 Jul"
    assert tab.place() == {"series_id": other}


def test_targets_show_an_answered_advice_and_an_incident(
    tab: RhythmTab, demo_window: MainWindow, series_id: int
) -> None:
    """U2."""
    store = demo_window.workspace.store
    advice.decline_advice(store, series_id, "summer sale freeze")
    row = history(store, series_id)[-1]
    demo_window.go("plan", advice_id=row.id)
    _settle()
    assert tab.history.list.current() == row.id
    incident = advice.open_incident(store, "Stolen log-in")
    demo_window.go("plan", incident_id=incident)
    _settle()
    assert tab.incidents.list.current() == incident


def test_a_read_only_file_shows_all_and_changes_nothing(
    qtbot: QtBot, tmp_path: Path, clock: FixedClock, look: Theme, settings: QSettings
) -> None:
    """U6."""
    space = Workspace(clock)
    window = MainWindow(space, settings)
    qtbot.addWidget(window)
    window.show()
    path = demo_file(tmp_path)
    assert window.open_engagement(path, read_only=True)
    tab = _tab(window)
    for button in (tab.create_next, tab.advice.accept, tab.advice.decline, tab.force.change,
                   tab.costs.rates, tab.incidents.new):  # fmt: skip
        assert not button.isEnabled()
        assert button.toolTip()
    assert tab.advice.reason.isReadOnly()
    assert tab.advice.list.rows.rows()
    window.jobs.shut_down()
    space.close()


def test_changes_elsewhere_show_at_once(tab: RhythmTab, demo_window: MainWindow) -> None:
    """K1: the page reloads when something else changes."""
    plan.set_plan(demo_window.workspace.store, contact_between="one call with each side")
    _settle()
    assert tab.force.facts.words()["Between"] == "one call with each side"
    decision = demo_window.workspace.reader.value(
        "SELECT id FROM decision WHERE state = 'agreed' AND review_on IS NULL"
    )
    if decision is not None:
        before = [row.title for row in tab.dates.list.rows.rows()]
        decisions.set_decision(demo_window.workspace.store, decision, review_on="2026-09-10")
        _settle()
        assert [row.title for row in tab.dates.list.rows.rows()] != before


def test_the_buttons_open_their_dialogs(tab: RhythmTab) -> None:
    """K2."""
    tab.force.change.click()
    dialog(ChangeRhythmDialog).reject()
    tab.create_next.click()
    dialog(CreateSessionsDialog).reject()


def test_four_sides_and_many_sessions_stay_quick_and_readable(
    tab: RhythmTab, demo_window: MainWindow, series_id: int
) -> None:
    """K3: hundreds of sessions do not make it unreadable."""
    _add_rounds(demo_window.workspace.store, series_id, 300)
    tab.load_card.unit.set_current("all")
    tab.load_card.unit.chosen.emit("all")
    picture = tab.load_card.chart.picture()
    assert picture is not None
    assert 12 < len(picture.columns) <= tab.load_card.chart.column_room()
    assert sum(each.count for each in picture.columns) >= 300
    assert len(tab.load_card.table.words()) > 300, "the table has every one"


def _add_rounds(store: Store, series_id: int, count: int) -> None:
    with store.step("Rounds"):
        for number in range(count):
            month, day = number % 12 + 1, number % 27 + 1
            starts = f"{2000 + number // 12}-{month:02}-{day:02}T10:00"
            store.insert(
                "session", series_id=series_id, kind="recurring_sync", title=f"Round {number}",
                starts_local=starts, zone="Europe/Berlin", length_s=3600, state="closed",
                created_at="2000-01-01T00:00:00+00:00",
            )  # fmt: skip


def test_a_rhythm_between_the_steps_of_the_advice_is_told_with_its_cost(
    tab: RhythmTab, demo_window: MainWindow, series_id: int
) -> None:
    """K1, K3: every 7 weeks is no step the advice offers."""
    store = demo_window.workspace.store
    advice.set_rate(store, 10_000)
    with store.step("Edit elsewhere"):
        for row in store.all("SELECT id FROM rhythm WHERE series_id = ?", (series_id,)):
            store.update("rhythm", row["id"], rule=weekly(7).text())
    _settle()
    told = tab.force.facts.words()
    assert told["Rhythm"].startswith("every 7 weeks")
    assert told["Cost"]


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY", "nonsense", ""])
def test_a_series_whose_rhythm_cannot_be_read_is_shown_without_one(
    demo_window: MainWindow, series_id: int, rule: str
) -> None:
    """K1: only a file that was edited elsewhere holds one."""
    store = demo_window.workspace.store
    with store.step("Edit elsewhere"):
        for row in store.all("SELECT id FROM rhythm"):
            store.update("rhythm", row["id"], rule=rule)
    told = _tab(demo_window).force.facts.words()
    assert "Rhythm" not in told
    assert "Length" not in told
    assert told["Papers"]
