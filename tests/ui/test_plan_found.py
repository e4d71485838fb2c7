"""What search finds of the communication plan leads to its tab (U2, K2)."""

from __future__ import annotations

import pytest

from facilitator.queries.plan_hits import PLAN_KINDS
from facilitator.queries.search import Hit, search
from facilitator.store import Store
from tests.ui.places import settle
from ui.main_window import MainWindow
from ui.pages.plan.page import PlanPage
from ui.pages.search.hits import hit_row, kind_of
from ui.pages.search.ways import open_hit

WORD = "quittenbaum"
TABS = {
    "series": "rhythm",
    "rhythm": "rhythm",
    "advice": "rhythm",
    "incident": "rhythm",
    "series_exception": "calendar",
    "plan": "written",
    "closing_round": "balance",
}


def _write(store: Store) -> None:
    """Write the word into one row of every kind."""
    series = store.value("SELECT id FROM series")
    session = store.value("SELECT max(id) FROM session")
    party = store.value("SELECT min(id) FROM party")
    at = "2026-06-30T08:00:00+00:00"
    with store.step("Write"):
        store.update("series", series, purpose=f"{WORD} for all")
        rhythm = store.value("SELECT max(id) FROM rhythm")
        store.update("rhythm", rhythm, because=f"{WORD} begins")
        store.insert(
            "series_exception", series_id=series, original_local="2026-09-29T10:00",
            state="skipped", reason=f"{WORD} harvest", at=at,
        )  # fmt: skip
        for row in store.all("SELECT id FROM plan"):
            store.delete("plan", row["id"])
        store.insert("plan", purpose=f"{WORD} in step")
        store.insert("incident", title=f"{WORD} fell", opened_on="2026-06-01")
        store.insert(
            "advice", series_id=series, made_on="2026-06-01", remark="keep", current_days=28,
            advised_days=28, chosen_days=28, answer="declined", reason=f"{WORD} first",
            inputs_json="{}", at=at,
        )  # fmt: skip
        store.insert(
            "closing_round", session_id=session, party_id=party, useful="yes",
            note=f"{WORD} heard", at=at,
        )  # fmt: skip


@pytest.mark.parametrize("kind", sorted(PLAN_KINDS))
def test_what_is_found_of_the_plan_leads_to_its_tab(demo_window: MainWindow, kind: str) -> None:
    """U2: every kind, with its word and sign."""
    workspace = demo_window.workspace
    _write(workspace.store)
    found = search(workspace.reader, WORD)
    assert {each.kind for each in found} == PLAN_KINDS
    (hit,) = (each for each in found if each.kind == kind)
    assert isinstance(hit, Hit)
    assert WORD in f"{hit.title} {hit.snippet}"
    word, icon = kind_of(kind)
    row = hit_row(hit, WORD, workspace.today())
    assert word in row.second
    assert row.icon == icon
    open_hit(demo_window, hit)
    settle()
    assert demo_window.page_id == "plan"
    page = demo_window.page("plan")
    assert isinstance(page, PlanPage)
    assert page.tabs.current() == TABS[kind]
