"""The home page: what it shows, where each row leads, what stands there when there is nothing."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from facilitator.commands import goals, parties
from facilitator.commands.actions import add_action
from facilitator.queries.engagement import parties as table_of
from facilitator.store import Store
from tests.ui.places import settle
from ui.main_window import MainWindow
from ui.pages.together.catch_up import CatchUpDialog
from ui.pages.together.page import TogetherPage
from ui.pages.together.waiting_card import SHOWN
from ui.widgets.rows import Row
from ui.workspace import Workspace


@pytest.fixture
def page(demo_window: MainWindow) -> TogetherPage:
    demo_window.go("together")
    settle()
    found = demo_window.page("together")
    assert isinstance(found, TogetherPage)
    return found


def _rows(widget: QWidget) -> list[Row]:
    return list(widget.rows.rows())  # type: ignore[attr-defined]


def test_each_goal_says_its_next_milestone_and_how_many_are_behind(page: TogetherPage) -> None:
    """E5: goals first; state word, next milestone, dashes."""
    rows = _rows(page.goals)
    assert rows[0].words() == (
        "At risk, Customers can see and change their choices in one place,"
        " Next  Opt-out reaches all tools in 24 hours (test), 4 days late, was Fri 26 Jun,"
        " 2 of 4 milestones reached, 1 late, 28 Aug"
    )
    assert rows[0].data.dashes == ("done", "done", "late", "open")  # type: ignore[attr-defined]
    assert rows[1].data.dashes == ("done", "done", "done", "today")  # type: ignore[attr-defined]
    assert rows[-1].second == "Done on 28 May, 1 day early"


def test_eight_of_what_waits_are_shown_and_the_others_on_demand(page: TogetherPage) -> None:
    """E5: many: eight rows, then 'more'."""
    assert len(_rows(page.waiting)) == SHOWN
    assert page.waiting_card.more.text() == "10 more"
    page.waiting_card.more.click()
    assert len(_rows(page.waiting)) == 18
    assert not page.waiting_card.more.isVisible()


@pytest.mark.parametrize(
    ("kind", "page_id"),
    [
        ("action", "actions"), ("review", "decisions"), ("concern", "radar"),
        ("claim", "data"), ("request", "data"), ("sayback", "language"), ("question", "language"),
        ("minutes", "minutes"),
    ],
)  # fmt: skip
def test_every_row_that_waits_opens_its_place(
    page: TogetherPage, demo_window: MainWindow, kind: str, page_id: str
) -> None:
    """E5: each row leads somewhere."""
    page.waiting_card.more.click()
    key = next(row.key for row in _rows(page.waiting) if row.key[0] == kind)  # type: ignore[index]
    page.waiting.opened.emit(key)
    assert demo_window.page_id == page_id


def test_a_warning_is_a_sentence_that_leads_to_its_fact(
    page: TogetherPage, demo_window: MainWindow
) -> None:
    """E5: facts, never scores; none can be dismissed."""
    words = [row.words() for row in _rows(page.warnings_card.list)]
    assert words[0].startswith("A concern is unanswered for 24 weeks, Security: If a customer asks")
    assert words[1].startswith("A milestone is 4 days late, was 26 Jun, Opt-out reaches all tools")
    page.warnings_card.list.opened.emit(_rows(page.warnings_card.list)[1].key)
    assert demo_window.page_id == "goals"


def test_without_a_warning_the_card_is_not_there(workspace: Workspace, page: TogetherPage) -> None:
    """E5: they go when the fact goes."""
    page.warnings_card.show_warnings((), page.workspace.today())
    assert not page.warnings_card.isVisible()


def test_the_next_session_tells_where_its_items_come_from(page: TogetherPage) -> None:
    """E5: source of each item, minutes against length, missing leads."""
    seconds = [row.second for row in _rows(page.next_card.items)]
    assert "overdue action A-2026-021" in seconds
    assert page.next_card.total.text() == "63 of 60 min"
    assert page.next_card.gap.text() == "1 item has no lead"


def test_understanding_is_counted_and_one_sentence_is_said_back(page: TogetherPage) -> None:
    """E5, L5."""
    card = page.understanding_card
    told = {name: count.number.text() for name, count in card.counts.items()}
    assert told == {
        "said_back": "9", "confirmed": "7", "still_open": "3", "explained": "1", "to_ask": "4"
    }  # fmt: skip
    assert card.quote.text().startswith("“Whoever says no hears nothing")
    assert card.who.text().startswith("Nadia, on ")


def test_with_three_sides_who_waits_on_whom_is_a_grid_said_in_sentences(
    page: TogetherPage,
) -> None:
    """E5, E3: more than two parties."""
    store = page.workspace.store
    legal = parties.add_party(store, "Legal")
    security = table_of(store)[0].id
    add_action(store, "Read the contract", party_id=security, asked_by_party_id=legal)
    settle()
    assert "Legal waits on Security: 1 promise" in page.picture.sentences()
    assert page.picture.sizeHint().height() > 90
    assert not page.grab().isNull()


def test_catching_up_leads_to_what_changed(page: TogetherPage, demo_window: MainWindow) -> None:
    """E5: what changed since the last session."""
    store = page.workspace.store
    goal = store.value("SELECT min(id) FROM goal")
    goals.set_state(store, goal, "at_risk", "The test is late")
    page.catch_up.click()
    dialog = demo_window.findChild(CatchUpDialog)
    assert dialog is not None
    (row,) = _rows(dialog.list)
    assert row.chip is not None
    assert row.chip[0] == "At risk"
    dialog.list.opened.emit(row.key)
    assert demo_window.page_id == "goals"


def test_a_new_engagement_is_led_to_the_guided_path(
    demo_window: MainWindow, store: Store, look: object
) -> None:
    """E6: empty states lead to the guided path; Together says how far it is."""
    path = store.path
    store.close()
    assert demo_window.open_engagement(path)
    demo_window.go("together")
    settle()
    page = demo_window.page("together")
    assert isinstance(page, TogetherPage)
    assert page.path_card.isVisible()
    assert page.path_words.text() == ("Guided path: 1 of 6 steps are behind you. Next: people.")
    assert page.primary.text() == "Go on with the guided path"
    assert page.no_goals.isVisible()
    assert page.waiting_card.nobody.isVisible()
    page.primary.click()
    assert demo_window.page_id == "guide"


def test_the_demo_has_left_the_guided_path_behind(page: TogetherPage) -> None:
    """E6."""
    assert not page.path_card.isVisible()
