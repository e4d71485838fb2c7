"""The data register and the requests, counted by hand on the demo (C4, C5)."""

from __future__ import annotations

from facilitator.queries.data_requests import requests, requests_of_decision
from facilitator.queries.data_sets import (
    DataStanding,
    data_counts,
    data_sets,
    double_claims,
    gaps,
    next_agenda,
    register,
    standing_of,
    to_settle,
)
from facilitator.store import Reader


def test_double_claims_and_gaps_are_listed(demo: Reader) -> None:
    """C4: for minutes and the command line too."""
    assert [row.name for row in double_claims(demo)] == ["Loyalty app data"]
    assert [row.name for row in gaps(demo)] == ["Call-centre notes", "Old export folder"]
    assert [row.name for row in to_settle(demo)] == [
        "Loyalty app data", "Call-centre notes", "Old export folder",
    ]  # fmt: skip


def test_the_register_counts_what_is_in_use(demo: Reader) -> None:
    counted = data_counts(demo)
    assert (counted.data_sets, counted.retired, counted.open_requests) == (8, 1, 1)
    assert len(data_sets(demo)) == 8
    assert data_sets(demo, retired=True)[-1].name == "Household income guess"


def test_columns_are_the_people_of_each_side(demo: Reader) -> None:
    """C4: grouped by party."""
    found = register(demo)
    assert [(party.short, [each.first for each in party.columns]) for party in found.parties] == [
        ("Security", ["Ingrid", "Tomasz", "Nadia"]), ("Marketing", ["Celeste", "Jonas", "Mei-Lin"]),
    ]  # fmt: skip


def test_cells_hold_the_letters(demo: Reader) -> None:
    found = register(demo)
    people = {each.first: each for party in found.parties for each in party.columns}
    log = next(row for row in found.rows if row.name == "Incident log")
    ingrid = people["Ingrid"]
    assert [mark.role for mark in log.cell(ingrid.party_id, ingrid.person_id)] == [
        "accountable", "responsible",
    ]  # fmt: skip
    app = found.rows[0]
    tomasz = people["Tomasz"]
    (claim,) = app.cell(tomasz.party_id, tomasz.person_id)
    assert (claim.role, claim.is_claim) == ("accountable", True)
    assert claim.says.startswith("For cloud and log-ins")
    assert [mark.role for mark in app.of_party(tomasz.party_id)] == ["accountable", "consulted"]
    assert standing_of(demo, app.id) is DataStanding.CLAIMED_TWICE


def test_new_items_go_to_the_next_planned_session(demo: Reader) -> None:
    found = next_agenda(demo)
    assert found is not None
    assert (found.label, found.day) == ("2026/13", "2026-07-21")


def test_requests_are_numbered_by_the_day_they_were_asked(demo: Reader) -> None:
    """C5: open first, then the latest; each names its data set, its item, its decision."""
    found = requests(demo)
    assert [(row.number, row.answer) for row in found] == [
        ("R-2026-004", ""), ("R-2026-003", "not_now"), ("R-2026-002", "yes_if"),
        ("R-2026-001", "alternative"),
    ]  # fmt: skip
    assert [side.party for side in found[0].not_heard] == ["Security"]
    magazine = found[-1]
    assert magazine.is_past
    assert magazine.decision.startswith("D-2026-007 ")
    assert [item.session for item in magazine.items] == ["2026/06"]
    assert magazine.decision_id is not None
    assert [ref.number for ref in requests_of_decision(demo, magazine.decision_id)] == [
        "R-2026-001"
    ]


def test_every_answered_request_has_the_reason_of_each_side(demo: Reader) -> None:
    """C5."""
    for row in requests(demo):
        if not row.is_open:
            assert len(row.sides) == 2
            assert row.not_heard == ()
