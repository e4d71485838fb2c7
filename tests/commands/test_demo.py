"""The demo as it lies in the file: all of it there, all of it linked, its dates moved (E6)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from facilitator import resources
from facilitator.clock import FixedClock
from facilitator.commands.demo import write_demo
from facilitator.domain.templates import parse_template
from facilitator.domain.words import MinutesAnswer
from facilitator.errors import CommandRefused, DecisionFixed
from facilitator.queries.minutes import open_minutes
from facilitator.queries.numbers import find_session, session_labels
from facilitator.queries.record import verify_chain
from facilitator.store import Store
from facilitator.store.tables import TRACKED

ANCHOR = date(2026, 6, 30)
STORY: dict[str, Any] = json.loads(resources.text("demo", "demo.json"))
COUNTS = {
    "party": 2,
    "person": 7,
    "agreement": 8,
    "goal": 5,
    "series": 1,
    "sealed_template": 1,
    "session": 15,
    "attendance": 105,
    "agenda_item": 67,
    "decision": 21,
    "decision_position": 42,
    "action": 25,
    "concern": 10,
    "term": 198 + 3,
    "home_party": 3,
    "tension": 6,
    "tradeoff": 2,
    "budget_line": 9,
    "agreed_fact": 8,
    "rank_round": 2,
    "data_set": 8 + 1,
    "data_request": 4,
    "sayback": 7 + 6,
    "idea": 4 + 1,
    "sealed_session": 3,
    "sealed_note": 4,
    "sealed_release": 1,
}


def written(folder: Path, clock: FixedClock, on: date = ANCHOR) -> Store:
    store = Store.create(folder / f"demo-{on}.facilitator", clock)
    write_demo(store, on)
    return store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Return the demo on its anchor; no test changes it."""
    clock = FixedClock(datetime(2026, 6, 30, 8, 0, tzinfo=UTC))
    with written(tmp_path_factory.mktemp("demo"), clock) as store:
        yield store


def texts(store: Store) -> Iterator[tuple[str, str, str]]:
    """Yield (table, column, text) of every text in the file."""
    tables = [
        row["name"]
        for row in store.all(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%STRICT%'"
        )
    ]
    for table in tables:
        for row in store.all(f'SELECT * FROM "{table}"'):
            yield from ((table, name, each) for name, each in row.items() if isinstance(each, str))


def test_all_rows_are_there(store: Store) -> None:
    for table, count in COUNTS.items():
        assert store.value(f"SELECT count(*) FROM {table}") == count, table
    captures = [row for each in STORY["sessions"] for row in each.get("captures", ())]
    assert store.value("SELECT count(*) FROM capture") == len(captures)
    for table, key in (
        ("decision_option", "options"),
        ("consideration", "considerations"),
    ):
        count = sum(len(row.get(key, ())) for row in captures)
        assert store.value(f"SELECT count(*) FROM {table}") == count, table


def test_the_file_is_whole(store: Store) -> None:
    """S2 and the links: no finding, no key that leads nowhere."""
    assert store.check() == []
    assert store.all("PRAGMA foreign_key_check") == []


def test_every_column_of_the_tables_is_alive_somewhere(store: Store) -> None:
    """The demo shows every field that this product has."""
    asleep = {
        ("party", "archived_on"),  # both sides are at the table
        ("person", "archived_on"),  # nobody has left
        ("session", "level"),  # the series has one
        ("session", "uid"),  # no session came as an invitation
        ("agenda_item", "let_go_on"),  # nothing that waited was given up
        ("paper", "alt"),  # no paper is a picture
    }
    without_rows = {
        "clock_event",  # no session is running, and past ones keep their minutes
        "guide_step",  # no step of the guided path was skipped
        "threshold",  # the judgements of the advice are as they come
    }
    tables = [table for table in TRACKED if table not in without_rows]
    for table in tables:
        rows = store.all(f'SELECT * FROM "{table}"')
        assert rows, table
        for column in rows[0]:
            is_alive = any(row[column] is not None for row in rows)
            assert is_alive or (table, column) in asleep, (table, column)


def test_it_is_one_step_that_undo_does_not_cross(store: Store) -> None:
    """U1."""
    assert [row["label"] for row in store.all("SELECT label FROM step")] == ["Write the demo"]
    assert store.undo_label is None
    assert store.undo() is None


def test_a_file_that_holds_an_engagement_is_left_alone(store: Store) -> None:
    with pytest.raises(CommandRefused, match="holds an engagement already"):
        write_demo(store, ANCHOR)
    assert store.value("SELECT count(*) FROM engagement") == 1


def test_numbers_are_those_of_the_story(store: Store) -> None:
    """D1: what was held has a number, what is planned will get the one it shows."""
    numbers = {
        row["kind"]: (row["count"], row["top"])
        for row in store.all(
            "SELECT kind, count(*) AS count, max(n) AS top FROM issued_number GROUP BY kind"
        )
    }
    assert numbers == {
        "session": (12, 12), "decision": (21, 21), "action": (25, 25), "data_request": (4, 4),
    }  # fmt: skip
    labels = session_labels(store)
    shown = store.all("SELECT id, title FROM session ORDER BY starts_local")
    assert [labels[row["id"]].label for row in shown] == [
        session["number"] for session in STORY["sessions"]
    ]
    last = store.one("SELECT * FROM session WHERE id = ?", (find_session(store, "last"),))
    assert last is not None
    assert last["title"] == "Second half of the year"
    assert store.value(
        "SELECT c.text FROM capture c JOIN issued_number n ON n.row_id = c.id"
        " WHERE n.kind = 'decision' AND n.n = 19"
    ) == "Agency access: keep the two-day promise"  # fmt: skip


def test_nothing_is_left_to_be_written_out(store: Store) -> None:
    for table, column, text in texts(store):
        if (table, column) != ("sealed_template", "body_json") and not table.endswith("journal"):
            assert not re.search(r"\{\w+(:|\})", text), (table, column, text)
    for row in store.all("SELECT sha256 FROM paper"):
        assert b"{" not in store.body(row["sha256"])


def test_papers_have_the_size_of_their_bodies(store: Store) -> None:
    """P2."""
    for row in store.all("SELECT sha256, size FROM paper"):
        assert len(store.body(row["sha256"])) == row["size"]


def test_own_templates_can_be_read(store: Store) -> None:
    """P4."""
    for row in store.all("SELECT * FROM sealed_template"):
        assert parse_template(json.loads(row["body_json"])).name == row["name"]


def test_the_successor_and_what_it_replaced_know_each_other(store: Store) -> None:
    """D3."""
    row = store.one(
        "SELECT old.state AS old, new.state AS new FROM decision new"
        " JOIN decision old ON old.id = new.supersedes_id"
    )
    assert row == {"old": "superseded", "new": "agreed"}


def test_what_came_from_somewhere_says_from_where(store: Store) -> None:
    """P5: the kind is the table in which the source stands."""
    rows = store.all("SELECT * FROM agenda_item WHERE came_from_id IS NOT NULL")
    assert {row["came_from_kind"] for row in rows} >= {"agenda_item", "action", "decision"}
    for row in rows:
        table = row["came_from_kind"]
        assert store.one(f"SELECT 1 FROM {table} WHERE id = ?", (row["came_from_id"],)), table
    for row in store.all("SELECT * FROM agenda_item WHERE carried_to_id IS NOT NULL"):
        target = store.one("SELECT * FROM agenda_item WHERE id = ?", (row["carried_to_id"],))
        assert target is not None
        assert target["came_from_id"] == row["id"]


def test_a_decision_in_force_can_no_longer_be_edited(store: Store) -> None:
    """D3: it was agreed on the way in as it would be by hand."""
    decision = store.value("SELECT id FROM decision WHERE state = 'agreed'")
    with pytest.raises(DecisionFixed), store.step("Edit"):
        store.update("decision", decision, because="Something else")


# --- dates ---------------------------------------------------------------------------------------


def days(store: Store) -> list[tuple[int, date]]:
    """Return the days of everything dated, by the order in which it was written."""
    rows = store.all("SELECT starts_local AS day FROM session ORDER BY id")
    rows += store.all("SELECT due_on AS day FROM action ORDER BY id")
    rows += store.all("SELECT review_on AS day FROM decision WHERE review_on <> '' ORDER BY id")
    rows += store.all("SELECT before AS day FROM history WHERE field = 'due_on' ORDER BY id")
    rows += store.all("SELECT at_local AS day FROM sealed_session ORDER BY id")
    return [(place, date.fromisoformat(row["day"][:10])) for place, row in enumerate(rows)]


@pytest.mark.parametrize(
    "on",
    [
        date(2026, 7, 6),
        date(2026, 7, 7),
        date(2026, 6, 29),
        date(2026, 12, 20),
        date(2027, 2, 28),
        date(2024, 2, 29),
    ],
)
def test_all_dates_move_by_the_same_whole_weeks(
    tmp_path: Path, clock: FixedClock, store: Store, on: date
) -> None:
    weeks = (on - ANCHOR).days // 7
    with written(tmp_path, clock, on) as other:
        here, there = days(store), days(other)
        assert len(here) == len(there) > 60
        assert {(b - a).days for (_, a), (_, b) in zip(here, there, strict=True)} == {7 * weeks}
        assert other.check() == []
        last = other.value("SELECT max(starts_local) FROM session WHERE state = 'closed'")
        first = other.value("SELECT min(starts_local) FROM session WHERE state = 'planned'")
        assert last[:10] < on.isoformat() < first[:10]


def test_ten_o_clock_is_ten_o_clock_in_every_season(tmp_path: Path, clock: FixedClock) -> None:
    """Moments are kept in UTC, so their hour follows the clock change."""
    with written(tmp_path, clock, date(2026, 12, 29)) as store:
        rows = store.all("SELECT starts_local, started_at FROM session WHERE state = 'closed'")
    hours = {row["started_at"][11:] for row in rows}
    assert {row["starts_local"][11:] for row in rows} == {"10:00"}
    assert hours == {"08:00:00+00:00", "09:00:00+00:00"}
    for row in rows:
        assert datetime.fromisoformat(row["started_at"]).utcoffset() is not None


def test_numbers_follow_the_year_of_the_moved_session(tmp_path: Path, clock: FixedClock) -> None:
    """D1: a half-year over New Year has two series of numbers, and the texts name them."""
    with written(tmp_path, clock, date(2027, 3, 2)) as store:
        rows = store.all(
            "SELECT n.kind, n.year, n.n, coalesce(s.starts_local, t.starts_local, r.asked_on)"
            " AS starts"
            " FROM issued_number n LEFT JOIN session s ON s.id = n.row_id"
            " LEFT JOIN capture c ON c.id = n.row_id LEFT JOIN session t ON t.id = c.session_id"
            " LEFT JOIN data_request r ON r.id = n.row_id"
            " ORDER BY n.kind, n.year, n.n"
        )
        assert {row["year"] for row in rows} == {2026, 2027}
        for row in rows:
            assert row["starts"].startswith(str(row["year"]))
        for kind in ("session", "decision", "action"):
            for year in (2026, 2027):
                given = [row["n"] for row in rows if (row["kind"], row["year"]) == (kind, year)]
                assert given == list(range(1, len(given) + 1))
        text = store.value("SELECT agenda_text FROM agenda_item WHERE title LIKE 'Do all seven%'")
        number = store.one(
            "SELECT n.year, n.n FROM issued_number n JOIN capture c ON c.id = n.row_id"
            " WHERE c.text LIKE 'Two slow tools%'"
        )
        assert number is not None
        assert f"D-{number['year']}-{number['n']:03d} switched two tools off" in text
        assert "2026" not in text


def test_its_minutes_were_circulated_corrected_and_approved(store: Store) -> None:
    """M2: every turn that minutes can take, the last still waiting for one side."""
    found = {row["n"]: row["state"] for row in store.all(
        "SELECT n.n, m.state FROM minutes m JOIN issued_number n ON n.row_id = m.session_id"
        " AND n.kind = 'session' WHERE m.state <> 'superseded'"
    )}  # fmt: skip
    assert found == dict.fromkeys(range(1, 12), "approved") | {12: "circulated"}
    (waiting,) = open_minutes(store)
    assert [side.party for side in waiting.silent] == ["Marketing and Customer"]
    said = {row["answer"] for row in store.all("SELECT answer FROM minutes_answer")}
    assert said == set(MinutesAnswer)
    late = store.all("SELECT n, is_late FROM correction ORDER BY id")
    assert late == [{"n": 1, "is_late": 1}, {"n": 1, "is_late": 0}]
    assert verify_chain(store) == []
