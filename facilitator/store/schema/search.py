"""How text becomes searchable: one plain table per seal, an index over it, triggers that keep both.

Released migrations call these; what they return for the same arguments never changes.
"""

from __future__ import annotations

from typing import TypeAlias

# kind in the index, source table, body as an expression over {r}; the id is the row's own
Searched: TypeAlias = tuple[tuple[str, str, str], ...]


def index_ddl(name: str) -> str:
    """Return the statement that creates one index over `{name}_text`."""
    return (
        f"CREATE VIRTUAL TABLE {name} USING fts5(body, kind UNINDEXED,"
        f" content='{name}_text', content_rowid='id',"
        " tokenize='unicode61 remove_diacritics 2', prefix='1 2 3 4')"
    )


def index_with_triggers(name: str) -> list[str]:
    """Return the index over `{name}_text` and the triggers that keep it equal to that table."""
    text = f"{name}_text"
    gone = f"INSERT INTO {name}({name}, rowid, body) VALUES ('delete', old.id, old.body);"
    come = f"INSERT INTO {name}(rowid, body) VALUES (new.id, new.body);"
    return [
        index_ddl(name),
        f"CREATE TRIGGER {text}_ai AFTER INSERT ON {text} BEGIN {come} END",
        f"CREATE TRIGGER {text}_ad AFTER DELETE ON {text} BEGIN {gone} END",
        (
            f"CREATE TRIGGER {text}_au AFTER UPDATE OF body ON {text}"
            f" WHEN old.body IS NOT new.body BEGIN {gone} {come} END"
        ),
    ]


def source(searched: Searched) -> str:
    """Return the query for what the text of some tables has to be: id, kind, body."""
    return " UNION ALL ".join(
        f"SELECT r.id, '{kind}' AS kind, {body.format(r='r')} AS body FROM {table} r"
        for kind, table, body in searched
    )


def upsert(index: str, select: str) -> str:
    """Return the statement that brings `{index}_text` up to what `select` says."""
    return (
        f"INSERT INTO {index}_text(id, kind, body) {select}"
        " ON CONFLICT(id) DO UPDATE SET kind = excluded.kind, body = excluded.body"
        f" WHERE {index}_text.kind <> excluded.kind OR {index}_text.body <> excluded.body;"
    )


def rows_triggers(index: str, searched: Searched) -> list[str]:
    """Return the triggers that keep the text of some tables."""
    return [
        statement
        for kind, table, body in searched
        for statement in _row_triggers(index, kind, table, body)
    ]


def _row_triggers(index: str, kind: str, table: str, body: str) -> list[str]:
    keep = upsert(index, f"SELECT new.id, '{kind}', {body.format(r='new')} WHERE true")
    return [
        f"CREATE TRIGGER {table}_search_ai AFTER INSERT ON {table} BEGIN {keep} END",
        f"CREATE TRIGGER {table}_search_au AFTER UPDATE ON {table} BEGIN {keep} END",
        (
            f"CREATE TRIGGER {table}_search_ad AFTER DELETE ON {table}"
            f" BEGIN DELETE FROM {index}_text WHERE id = old.id; END"
        ),
    ]


def capture_triggers(body: str, extensions: tuple[str, ...]) -> list[str]:
    """Return the triggers that keep the text of a capture with its extensions."""
    out = []
    for table in ("capture", *extensions):
        keep = upsert("search", f"{body} WHERE c.id = new.id")
        out.append(f"CREATE TRIGGER {table}_search_ai AFTER INSERT ON {table} BEGIN {keep} END")
        out.append(f"CREATE TRIGGER {table}_search_au AFTER UPDATE ON {table} BEGIN {keep} END")
    # An extension may go while its capture stays; the capture's own end is the trigger below.
    for table in extensions:
        keep = upsert("search", f"{body} WHERE c.id = old.id")
        out.append(f"CREATE TRIGGER {table}_search_ad AFTER DELETE ON {table} BEGIN {keep} END")
    out.append(
        "CREATE TRIGGER capture_search_ad AFTER DELETE ON capture"
        " BEGIN DELETE FROM search_text WHERE id = old.id; END"
    )
    return out


def triggers_of(table: str) -> tuple[str, str, str]:
    """Return the names of the triggers that keep the text of one table."""
    return f"{table}_search_ai", f"{table}_search_au", f"{table}_search_ad"


def statements(script: str) -> list[str]:
    """Split a script of plain statements (no triggers inside) at its semicolons."""
    return [part.strip() for part in script.split(";\n") if part.strip()]
