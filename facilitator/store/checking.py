"""What can be wrong inside a file that opens: one sentence each, never any of its words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from facilitator.domain.moments import local_to_utc
from facilitator.domain.rule import parse_rule
from facilitator.errors import FileDamaged, InvalidMoment, InvalidText
from facilitator.store import engine, keys, record, schema
from facilitator.store.tables import LINKED, TRACKED, journal_of

if TYPE_CHECKING:
    from facilitator.store.reader import Reader, Row

_TOLD = 5  # findings of one kind; after that only their number helps


def findings(reader: Reader) -> list[str]:
    """Return every finding; a file that cannot even be read ends the list there."""
    found: list[str] = []
    try:
        for part in _PARTS:
            found += part(reader)
    except FileDamaged as error:
        found.append(f"The file is damaged: {error.finding}.")
    return found


def _engine(reader: Reader) -> list[str]:
    rows = reader.all(f"PRAGMA integrity_check({_TOLD})")
    texts = [str(next(iter(row.values()))) for row in rows]
    return [] if texts == ["ok"] else [f"The file is damaged: {text}." for text in texts]


def _pages(reader: Reader) -> list[str]:
    """Ask for the proof that each page of a protected file carries (S4); a plain one has none."""
    rows = reader.all("PRAGMA cipher_integrity_check")
    texts = [str(next(iter(row.values()))) for row in rows]
    more = [f"{len(texts) - _TOLD} more pages are damaged."] if len(texts) > _TOLD else []
    return [f"The file is damaged: {text}." for text in texts[:_TOLD]] + more


def _references(reader: Reader) -> list[str]:
    counts: dict[tuple[str, str], int] = {}
    for row in reader.all("PRAGMA foreign_key_check"):
        key = (row["table"], row["parent"])
        counts[key] = counts.get(key, 0) + 1
    return [
        f"{count} rows of {table} refer to rows of {parent} that are not there."
        for (table, parent), count in sorted(counts.items())
    ]


def _links(reader: Reader) -> list[str]:
    """Prove that both ends of every link are there, which no foreign key can."""
    found = []
    for end in ("from", "to"):
        for row in reader.all(
            f"SELECT {end}_kind AS kind, count(*) AS n FROM link GROUP BY 1 ORDER BY 1"
        ):
            table = LINKED.get(row["kind"])
            if table is None:
                found.append(f"{row['n']} links name {row['kind']}, which nothing links to.")
                continue
            lost = reader.value(
                f"SELECT count(*) FROM link WHERE {end}_kind = ? AND {end}_id NOT IN"
                f' (SELECT id FROM "{table}")',
                (row["kind"],),
            )
            if lost:
                found.append(f"{lost} links of {row['kind']} lead to nothing that is there.")
    return found


def _circles(reader: Reader) -> list[str]:
    """Say where what a file edited elsewhere replaces or comes from leads back to itself."""
    found = []
    for table, before, told in (
        ("decision", "supersedes_id", "decisions replace themselves, over others or at once."),
        ("agenda_item", "came_from_id", "agenda items come from themselves, over others."),
    ):
        count = reader.value(
            f"WITH RECURSIVE earlier(first, id) AS (SELECT id, {before} FROM {table}"
            f" WHERE {before} IS NOT NULL UNION SELECT e.first, t.{before} FROM earlier e"
            f" JOIN {table} t ON t.id = e.id WHERE t.{before} IS NOT NULL)"
            " SELECT count(*) FROM earlier WHERE first = id"
        )
        if count:
            found.append(f"{count} {told}")
    return found


def _data_roles(reader: Reader) -> list[str]:
    """Say where a file edited elsewhere has two who are accountable, or a role that is none."""
    double = reader.value(
        "SELECT count(*) FROM (SELECT 1 FROM data_role WHERE role = 'accountable'"
        " GROUP BY data_set_id HAVING count(*) > 1)"
    )
    found = []
    if double:
        found.append(
            f"{double} data sets have more than one who is accountable; exactly one can be."
        )
    for table in ("data_role", "data_claim"):
        unknown = reader.value(
            f"SELECT count(*) FROM {table} WHERE role NOT IN"
            " ('accountable', 'responsible', 'consulted', 'informed')"
        )
        if unknown:
            found.append(f"{unknown} rows of {table} name a role that there is not.")
    silent = reader.value(
        "SELECT count(*) FROM data_request WHERE answer IS NOT NULL AND EXISTS (SELECT 1"
        " FROM data_request_party p WHERE p.request_id = data_request.id AND p.reason IS NULL)"
    )
    if silent:
        found.append(f"{silent} answered data requests lack the reason of a side.")
    return found


def _rhythms(reader: Reader) -> list[str]:
    """Say where a file edited elsewhere has a rhythm that is none, or one time filled twice."""
    broken = sum(1 for row in reader.all("SELECT * FROM rhythm") if not _can_be_followed(row))
    found = [f"{broken} rhythms cannot be followed: rule, start or zone is none."] if broken else []
    for table, told in (
        ("session", "times of a series have more than one session."),
        ("series_exception", "times of a series are moved or left out twice."),
    ):
        double = reader.value(
            f"SELECT count(*) FROM (SELECT 1 FROM {table} WHERE series_id IS NOT NULL"
            " AND original_local IS NOT NULL GROUP BY series_id, original_local"
            " HAVING count(*) > 1)"
        )
        if double:
            found.append(f"{double} {told}")
    both = reader.value(
        "SELECT count(*) FROM series_exception e JOIN session s ON s.series_id = e.series_id"
        " AND s.original_local = e.original_local"
    )
    if both:
        found.append(f"{both} times of a series have a session and are moved or left out as well.")
    empty = reader.value(
        "SELECT count(*) FROM series WHERE id NOT IN (SELECT series_id FROM rhythm)"
    )
    if empty:
        found.append(f"{empty} series have no rhythm.")
    return found


def _can_be_followed(row: Row) -> bool:
    try:
        parse_rule(row["rule"])
        local_to_utc(row["starts_local"], row["zone"])
    except (InvalidText, InvalidMoment):
        return False
    return True


# --- the journal -------------------------------------------------------------------------------


def _journal(reader: Reader) -> list[str]:
    found = []
    if reader.value(
        "SELECT 1 FROM step WHERE undone = 0"
        " AND id > (SELECT min(id) FROM step WHERE undone = 1) LIMIT 1"
    ):
        found.append("The undo history is out of order: a step follows one that was undone.")
    for table in TRACKED:
        try:
            broken = sum(1 for _ in _stale_entries(reader, table))
        except (ValueError, KeyError):
            found.append(f"The undo history of {table} cannot be read.")
            continue
        if broken:
            found.append(f"The undo history does not fit {broken} rows of {table}.")
    foreign = reader.all(
        'SELECT "table" AS t FROM journal UNION SELECT "table" FROM sealed_journal'
    )
    unknown = sorted({row["t"] for row in foreign} - set(TRACKED))
    found += [f"The undo history names {name}, which is no table of it." for name in unknown]
    return found


def _stale_entries(reader: Reader, table: str) -> Iterator[int]:
    """Yield the ids of rows that are not as the journal says it left them.

    Only steps after the last barrier count: nothing before it is ever replayed.
    """
    entries = reader.all(
        f"SELECT j.pk, j.before, j.after, s.undone FROM {journal_of(table)} j"
        " JOIN step s ON s.id = j.step_id"
        ' WHERE j."table" = ?'
        " AND s.id > coalesce((SELECT max(id) FROM step WHERE is_barrier = 1), 0) ORDER BY j.id",
        (table,),
    )
    expected: dict[int, str | None] = {}
    is_settled: set[int] = set()
    for entry in entries:
        pk = entry["pk"]
        if not entry["undone"]:
            expected[pk] = entry["after"]
            is_settled.add(pk)
        elif pk not in is_settled:
            expected[pk] = entry["before"]
            is_settled.add(pk)
    for pk, image in expected.items():
        row = reader.one(f'SELECT * FROM "{table}" WHERE id = ?', (pk,))
        if row != (None if image is None else json.loads(image)):
            yield pk


# --- numbers -----------------------------------------------------------------------------------


def _numbers(reader: Reader) -> list[str]:
    found = [
        f"The numbers of {row['kind']} in {row['year']} have a gap: {row['given']} were given, "
        f"the highest is {row['highest']}."
        for row in reader.all(
            "SELECT kind, year, count(*) AS given, max(n) AS highest FROM issued_number"
            " GROUP BY kind, year HAVING count(*) <> max(n) OR min(n) <> 1"
        )
    ]
    anywhere = " UNION ALL ".join(f'SELECT id FROM "{table}"' for table in TRACKED)
    # A row that was deleted or undone explains its number, as long as the journal reaches back.
    lost = reader.all(
        f"SELECT kind, year, n FROM issued_number WHERE row_id NOT IN ({anywhere})"
        " AND row_id NOT IN (SELECT pk FROM journal UNION ALL SELECT pk FROM sealed_journal)"
        " AND at >= (SELECT coalesce(min(at), '9999') FROM step)"
        " ORDER BY kind, year, n"
    )
    found += [
        f"The number {row['year']}/{row['n']:02} of {row['kind']} leads nowhere, and nothing "
        "tells why."
        for row in lost[:_TOLD]
    ]
    if len(lost) > _TOLD:
        found.append(f"{len(lost) - _TOLD} more numbers lead nowhere.")
    return found


# --- search ------------------------------------------------------------------------------------


def _sources(reader: Reader) -> list[str]:
    """Compare what search reads with the rows it was made from."""
    found = []
    for index, select in schema.searched_text().items():
        text = f"{index}_text"
        count = reader.value(
            f"WITH source AS ({select}), indexed AS (SELECT id, kind, body FROM {text})"
            " SELECT (SELECT count(*) FROM (SELECT * FROM source EXCEPT SELECT * FROM indexed))"
            " + (SELECT count(*) FROM indexed WHERE id NOT IN (SELECT id FROM source))"
        )
        if count:
            found.append(f"Search is out of date in {count} places ({index}).")
    return found


def _search(reader: Reader) -> list[str]:
    return [
        f"The index of search does not equal its text ({index})."
        for index in ("search", "sealed_search")
        if not _index_equals_text(reader, index)
    ]


def _index_equals_text(reader: Reader, index: str) -> bool:
    """Build the index once more in memory and compare every word's place in both."""
    connection = dbapi2.connect(":memory:", isolation_level=None, uri=True)
    try:
        engine.attach(connection, reader.readable, "file", keys.key_of(reader.readable))
        connection.execute(schema.index_ddl(index))
        connection.execute(
            f"CREATE TABLE main.{index}_text (id INTEGER PRIMARY KEY, kind TEXT, body TEXT)"
        )
        connection.execute(f"INSERT INTO main.{index}_text SELECT * FROM file.{index}_text")
        connection.execute(f"INSERT INTO main.{index}({index}) VALUES ('rebuild')")
        for where in ("file", "main"):
            connection.execute(
                f"CREATE VIRTUAL TABLE temp.{where}_words"
                f" USING fts5vocab({where}, {index}, 'instance')"
            )
        places = 'SELECT term, doc, "offset" FROM temp.'
        for one, other in (("file", "main"), ("main", "file")):
            rows = connection.execute(
                f"{places}{one}_words EXCEPT {places}{other}_words LIMIT 1"
            ).fetchall()
            if rows:
                return False
        return True
    except dbapi2.DatabaseError:
        # The shadow tables are so damaged that the index cannot be read: it is not equal.
        return False
    finally:
        connection.close()


_PARTS = (
    _pages, _engine, _references, _links, _circles, _data_roles, _rhythms, _journal, _numbers,
    _sources, _search, record.broken_links,
)  # fmt: skip
