"""Which terms the bytes of a search index hold, read page by page past the index's own reader.

FTS5 does not take a word out when its row goes: it notes beside it that the row is gone, until a
merge happens to drop both. So the index itself never tells what a file still holds; its pages do.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlcipher3 import dbapi2

_HEIGHT = 31  # bits of the page number below the height of a page in its tree
_ROWS_ONLY = 1 << 36  # set where a page lists rows alone
_FIRST_SEGMENT = 1 << 37


def forgotten_terms(connection: dbapi2.Connection, index: str) -> set[bytes]:
    """Return the terms that stand in the pages of an index and in no row that it finds."""
    return _stored(connection, index) - _found(connection, index)


def _found(connection: dbapi2.Connection, index: str) -> set[bytes]:
    name = f"{index}_vocabulary"
    connection.execute(
        f"CREATE VIRTUAL TABLE temp.{name} USING fts5vocab('main', '{index}', 'row')"
    )
    try:
        rows = connection.execute(f"SELECT CAST(term AS BLOB) FROM temp.{name}").fetchall()
    finally:
        connection.execute(f"DROP TABLE temp.{name}")
    return {bytes(term) for (term,) in rows}


def _stored(connection: dbapi2.Connection, index: str) -> set[bytes]:
    """Return the terms of the main index; those for beginnings of words are made of these."""
    rows = connection.execute(
        f'SELECT block FROM "{index}_data" WHERE id >= {_FIRST_SEGMENT}'
        f" AND id & {_ROWS_ONLY} = 0 AND (id >> {_HEIGHT}) & 31 = 0"
    ).fetchall()
    return {term[1:] for (block,) in rows for term in _terms(bytes(block)) if term.startswith(b"0")}


def _terms(page: bytes) -> Iterator[bytes]:
    """Yield the terms of one leaf: each says how much it shares with the one before it."""
    end = int.from_bytes(page[2:4], "big")
    at, place, term = end, 0, b""
    is_first = True
    while at < len(page):
        step, at = _number(page, at)
        place += step
        shared, start = (0, place) if is_first else _number(page, place)
        length, start = _number(page, start)
        term = term[:shared] + page[start : start + length]
        is_first = False
        yield term


def _number(page: bytes, at: int) -> tuple[int, int]:
    """Return a number written in seven bits a byte, and where the next one begins."""
    value = 0
    for count in range(9):
        byte = page[at + count]
        if count == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + count + 1
    raise AssertionError("a number has nine bytes at most")
