"""Ideas on the half disc, in the whole window: moved, opened, closed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from facilitator.commands import ideas
from facilitator.domain.words import IdeaStage
from facilitator.queries.engagement import parties as table
from facilitator.queries.ideas import ideas as radar_ideas
from tests.ui.radar.window import dialog_of, hear_all, store_of
from ui.dialogs.words_form import WordsDialog
from ui.main_window import MainWindow
from ui.pages.radar.forms import IdeaForm
from ui.pages.radar.idea_sheet import IdeaSheet
from ui.pages.radar.page import RadarPage


def test_arrows_go_from_idea_to_idea_and_from_ring_to_ring(
    demo_window: MainWindow, page: RadarPage
) -> None:
    """C3: right is the next idea, down a ring nearer, up a ring farther; one step each."""
    disc = page.ideas.radar
    assert disc.accessibleIdentifier() == "idea-radar"
    disc.setFocus()
    QTest.keyClick(disc, Qt.Key.Key_Right)
    QTest.keyClick(disc, Qt.Key.Key_Right)
    second = radar_ideas(demo_window.workspace.reader)[1]
    assert page.ideas.list.current() == second.id
    assert second.stage == "try"
    QTest.keyClick(disc, Qt.Key.Key_Down)
    now = next(i for i in radar_ideas(demo_window.workspace.reader) if i.id == second.id)
    assert now.stage == "plan"
    QTest.keyClick(disc, Qt.Key.Key_Down)  # nothing is nearer
    QTest.keyClick(disc, Qt.Key.Key_Up)
    now = next(i for i in radar_ideas(demo_window.workspace.reader) if i.id == second.id)
    assert now.stage == "try"
    QTest.keyClick(disc, Qt.Key.Key_Return)
    assert dialog_of(demo_window, IdeaSheet).idea_id == second.id


def test_a_screen_reader_hears_the_whole_radar(demo_window: MainWindow, page: RadarPage) -> None:
    """C3, U3: ring by ring, with who considered what and what is next."""
    spoken = page.ideas.radar.accessibleDescription().splitlines()
    assert [line.split(":")[0] for line in spoken] == ["Watch", "Explore", "Try", "Plan"]
    assert "No next step" in spoken[0]
    assert "Security considered it, Marketing not yet" in spoken[2]
    row = str(page.ideas.list.rows.index(0).data())
    assert row.startswith("1. ")


def test_the_mouse_finds_the_mark_of_an_idea(demo_window: MainWindow, page: RadarPage) -> None:
    """C3: a click chooses, a second one opens."""
    disc = page.ideas.radar
    found = radar_ideas(demo_window.workspace.reader)[0]
    where = disc.point_of(found.id).toPoint()
    QTest.mouseClick(disc, Qt.MouseButton.LeftButton, pos=where)
    assert page.ideas.list.current() == found.id
    QTest.mouseClick(disc, Qt.MouseButton.LeftButton, pos=where)
    assert dialog_of(demo_window, IdeaSheet).idea_id == found.id


def test_twelve_ideas_stand_in_clusters_that_the_keyboard_still_enters(
    demo_window: MainWindow, page: RadarPage
) -> None:
    """C3: each of them can be reached, opened and moved."""
    sides = [party.id for party in table(demo_window.workspace.reader)]
    for number in range(12):
        ideas.new_idea(store_of(demo_window), f"Idea {number}", stage=IdeaStage.WATCH,
                       party_id=sides[number % 2])  # fmt: skip
    disc = page.ideas.radar
    assert any(len(spot.ids) > 1 for spot in disc.spots())
    disc.setFocus()
    every = [each.id for each in radar_ideas(demo_window.workspace.reader) if not each.is_closed]
    reached = []
    for _each in every:
        QTest.keyClick(disc, Qt.Key.Key_Right)
        reached.append(page.ideas.list.current())
    assert reached == every
    assert not page.grab().isNull()


def test_an_idea_closes_only_when_each_side_was_heard_and_says_who_is_missing(
    demo_window: MainWindow, page: RadarPage
) -> None:
    """C3: the sentence stands in the dialog; with both sides heard it goes to the folded list."""
    found = next(i for i in radar_ideas(demo_window.workspace.reader) if i.unheard)
    sheet = IdeaSheet(demo_window.workspace, demo_window, found.id)
    sheet.open()
    QTest.mouseClick(sheet.drop, Qt.MouseButton.LeftButton)
    ask = dialog_of(demo_window, WordsDialog)
    QTest.keyClicks(ask.words, "Nobody buys it")
    QTest.mouseClick(ask.confirm, Qt.MouseButton.LeftButton)
    assert "not considered this idea yet" in ask.problem.text()
    hear_all(demo_window, found.id)
    QTest.mouseClick(ask.confirm, Qt.MouseButton.LeftButton)
    over = {each.id: each for each in radar_ideas(demo_window.workspace.reader) if each.is_closed}
    assert over[found.id].closed_because == "Nobody buys it"
    assert page.ideas.closed.isVisible()
    assert found.id in [row.key for row in page.ideas.ended.rows.rows()]


def test_an_opened_idea_takes_considerations_passes_and_becomes_an_agenda_item(
    demo_window: MainWindow, page: RadarPage
) -> None:
    """C3: what is typed is saved; a pass keeps its reason; one press puts it on the agenda."""
    reader = demo_window.workspace.reader
    found = next(i for i in radar_ideas(reader) if i.unheard)
    side = next(s for s in found.sides if not s.is_heard)
    sheet = IdeaSheet(demo_window.workspace, demo_window, found.id)
    sheet.open()
    field = sheet._side_fields[side.party_id]
    field.passes.setChecked(True)
    QTest.keyClicks(field.words, "Not our field")
    sheet.next_step.setText("Ask two brands")
    demo_window.drafts.flush()
    QTest.mouseClick(sheet.to_item, Qt.MouseButton.LeftButton)
    now = next(i for i in radar_ideas(reader) if i.id == found.id)
    heard = next(s for s in now.sides if s.party_id == side.party_id)
    assert (heard.words, heard.passed_reason) == ("", "Not our field")
    assert now.next_step == "Ask two brands"
    assert [each.kind for each in now.became] == ["item"]
    assert now.agenda is not None
    assert now.agenda.label == "2026/13"


def test_a_new_idea_begins_on_a_ring(demo_window: MainWindow, page: RadarPage) -> None:
    """C3: the form is reached from its card."""
    assert page.ideas.new.accessibleIdentifier() == "new-idea"
    QTest.mouseClick(page.ideas.new, Qt.MouseButton.LeftButton)
    form = dialog_of(demo_window, IdeaForm)
    QTest.keyClicks(form.words, "A joint quiz")
    form.ring.set_current("try")
    QTest.mouseClick(form.confirm, Qt.MouseButton.LeftButton)
    found = next(i for i in radar_ideas(demo_window.workspace.reader) if i.text == "A joint quiz")
    assert (found.stage, found.party_id) == ("try", None)
    assert not page.grab().isNull()  # a third sector, of nobody's side
