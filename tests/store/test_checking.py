"""`check` finds what is wrong inside a file that opens, and tells it without the file's words."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from facilitator.clock import FixedClock
from facilitator.store import Reader, Store
from tests.store.rows import decision, notes, party

SECRET = "Quittenbaum"


@pytest.fixture
def closed(path: Path, clock: FixedClock) -> Path:
    with Store.create(path, clock) as store:
        party(store)
        row = decision(store)
        notes(store, SECRET)
        with store.step("Seal"):
            store.insert("sealed_prep", item_id=1, text=SECRET)
        with store.step("Number"):
            store.issue_number("decision", 2026, row)
            store.update("decision", row, state="agreed")
        party(store, "undone")
        store.undo()
        assert store.check() == []
    return path


_SERIES = "INSERT INTO series(id, title) VALUES (7, 'Table')"
_RHYTHM = "INSERT INTO rhythm(series_id, starts_local, zone, length_s, rule) VALUES"
_SESSION = (
    "INSERT INTO session(series_id, original_local, kind, title, starts_local, zone, length_s,"
    " state, created_at) VALUES (7, '2026-07-07T10:00', 'other', 'x', '2026-07-08T10:00', 'UTC',"
    " 60, 'planned', '2026-06-23T08:00:00+00:00')"
)
_MOVED = (
    "INSERT INTO series_exception(series_id, original_local, state, at)"
    " VALUES (7, '2026-07-07T10:00', 'skipped', '2026-06-23T08:00:00+00:00')"
)
_GOOD = f"{_RHYTHM} (7, '2026-07-07T10:00', 'UTC', 60, 'FREQ=WEEKLY')"

FAULTS = {
    "1 rhythms cannot be followed": f"{_SERIES};{_RHYTHM}"
    " (7, '2026-07-07T10:00', 'UTC', 60, 'FREQ=SECONDLY')",
    "2 rhythms cannot be followed": f"{_SERIES};{_RHYTHM}"
    " (7, '2026-07-07T10:00', 'Mars/Base', 60, 'FREQ=WEEKLY'),"
    " (7, '2026-07-07T25:00', 'UTC', 60, 'FREQ=WEEKLY')",
    "1 times of a series have more than one": f"{_SERIES};{_GOOD};{_SESSION};{_SESSION}",
    "1 times of a series are moved or left out twice": f"{_SERIES};{_GOOD};{_MOVED};{_MOVED}",
    "1 times of a series have a session and": f"{_SERIES};{_GOOD};{_MOVED};{_SESSION}",
    "1 series have no rhythm": _SERIES,
    "1 links of action lead to nothing": "INSERT INTO link VALUES"
    " (1, (SELECT id FROM decision), 'decision', 404, 'action', 'eases', 1)",
    "1 links name ghost": "INSERT INTO link VALUES"
    " (1, 404, 'ghost', (SELECT id FROM decision), 'decision', 'eases', 1)",
    "1 decisions replace themselves": "UPDATE decision SET supersedes_id = id",
    "2 agenda items come from themselves": "INSERT INTO agenda_item(id, position, title, purpose,"
    " length_s, box, state, came_from_id, came_from_kind) SELECT 900 + value, 1, 'x', 'inform', 60,"
    " 'limit', 'open', 901 - value, 'agenda_item' FROM json_each('[0, 1]')",
    "refer to rows": "UPDATE item_notes SET item_id = 404",
    "history does not fit 1 rows of party": "UPDATE party SET name = 'other'",
    "history does not fit 2 rows of party": "UPDATE party SET name = 'x';"
    "INSERT INTO party SELECT pk, 'back', NULL, 'teal', 1, NULL FROM journal"
    " WHERE step_id = (SELECT id FROM step WHERE undone = 1)",
    "history of sealed_prep cannot be read": "UPDATE sealed_journal SET after = '{'",
    "history names ghost": "UPDATE journal SET \"table\" = 'ghost'",
    "out of order": "UPDATE step SET undone = 1 WHERE id = 1",
    "have a gap": "INSERT INTO issued_number SELECT kind, year, 7, 1, at FROM issued_number",
    "2026/02 of decision leads nowhere": "INSERT INTO issued_number"
    " SELECT kind, year, 2, 404, '2027' FROM issued_number",
    "out of date in 1 places (search)": "UPDATE search_text SET body = 'x' WHERE kind = 'notes'",
    "out of date in 1 places (sealed_search)": "DELETE FROM sealed_search_text",
    "does not equal its text (search)": "INSERT INTO search(search, rowid, body)"
    " SELECT 'delete', id, body FROM search_text WHERE kind = 'notes'",
    "does not equal its text (sealed_search)": "DROP TABLE sealed_search_idx",
}


@pytest.mark.parametrize("sentence", sorted(FAULTS))
def test_each_fault_is_told_in_a_sentence(closed: Path, sentence: str) -> None:
    foreign = dbapi2.connect(str(closed), isolation_level=None)
    for statement in FAULTS[sentence].split(";"):
        foreign.execute(statement)
    foreign.close()
    with Reader.open(closed) as reader:
        found = reader.check()
    assert any(sentence in finding for finding in found), found
    assert SECRET.lower() not in " ".join(found).lower()
    assert all(finding.endswith(".") and "\n" not in finding for finding in found)


def test_an_undone_or_deleted_row_explains_its_number(store: Store) -> None:
    row = decision(store)
    with store.step("Number"):
        store.issue_number("decision", 2026, row)
    gone = party(store)
    with store.step("Number"):
        store.issue_number("party", 2026, gone)
    with store.step("Remove"):
        store.delete("party", gone)
    assert store.check() == []
    store.undo()
    store.undo()
    store.undo()
    assert store.value("SELECT count(*) FROM capture") == 0
    assert store.check() == []


def test_a_number_from_before_the_journal_reaches_back_is_no_finding(
    store: Store, path: Path, clock: FixedClock
) -> None:
    row = party(store)
    store.issue_number("party", 2026, row)
    with store.step("Remove"):
        store.delete("party", row)
    clock.advance(days=40)
    store.close()
    with Store.open(path, clock) as again:
        assert again.value("SELECT count(*) FROM step") == 0
        assert again.check() == []
        party(again)
        assert again.check() == []
