"""What was handed up and down between the levels of an engagement (E10)."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.domain.words import Level
from facilitator.queries.engagement import day_of
from facilitator.queries.numbers import decision_label, session_labels
from facilitator.store import Reader, Row

UP, DOWN = "handed_up", "handed_down"
_MOST_COPIES = 20  # how far what became of a handed item is followed through its copies
OTHER = {Level.LEADERSHIP.value: Level.WORKING.value, Level.WORKING.value: Level.LEADERSHIP.value}


@dataclass(frozen=True, slots=True)
class Place:
    """Where something can be handed to: the backlog of a series, or a session that is coming."""

    series_id: int | None
    series: str
    session_id: int | None
    label: str
    title: str
    starts_local: str


@dataclass(frozen=True, slots=True)
class Handing:
    """Where a session stands, and where it can hand things.

    `level` and `direction` are empty where nobody said on which level it meets; `places` is empty
    where the other level has no series and no session that is coming.
    """

    series_id: int | None
    series: str
    level: str
    direction: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Handed:
    """One hand-over as one of its ends sees it. `is_here` tells that it came here.

    `label` and `series` name the other end; `became` is decided, discussed, agenda, backlog,
    not_reached or gone, and `became_label` the number that belongs to it.
    """

    direction: str
    is_here: bool
    kind: str
    row_id: int
    session_id: int | None
    label: str
    series: str
    became: str
    became_label: str


def level_of(reader: Reader, session_id: int | None, series_id: int | None = None) -> str:
    """Return the level of a session, else of its series; empty where none was said."""
    row = reader.one(
        "SELECT coalesce(s.level, r.level) AS level FROM session s"
        " LEFT JOIN series r ON r.id = s.series_id WHERE s.id = ?",
        (session_id,),
    )
    if row is not None and row["level"]:
        return str(row["level"])
    return str(reader.value("SELECT level FROM series WHERE id = ?", (series_id,)) or "")


def handing(reader: Reader, session_id: int | None, series_id: int | None = None) -> Handing:
    """Return where things of a session, or of a series' backlog, can be handed."""
    if session_id is not None:
        row = reader.one("SELECT series_id FROM session WHERE id = ?", (session_id,))
        series_id = row["series_id"] if row is not None else series_id
    level = level_of(reader, session_id, series_id)
    title = str(reader.value("SELECT title FROM series WHERE id = ?", (series_id,)) or "")
    if level not in OTHER:
        return Handing(series_id, title, "", "", ())
    direction = UP if level == Level.WORKING else DOWN
    return Handing(series_id, title, level, direction, tuple(_places(reader, OTHER[level])))


def _places(reader: Reader, level: str) -> list[Place]:
    out = [
        Place(row["id"], row["title"], None, "", "", "")
        for row in reader.all("SELECT id, title FROM series WHERE level = ? ORDER BY id", (level,))
    ]
    rows = reader.all(
        "SELECT s.id, s.title, s.starts_local, s.series_id, r.title AS series FROM session s"
        " LEFT JOIN series r ON r.id = s.series_id WHERE s.state = 'planned'"
        " AND s.starts_local >= ? AND coalesce(s.level, r.level) = ?"
        " ORDER BY s.starts_local, s.id LIMIT 8",
        (day_of(reader).isoformat(), level),
    )
    labels = session_labels(reader, [row["id"] for row in rows])
    return out + [
        Place(row["series_id"], row["series"] or "", row["id"], labels[row["id"]].label,
              row["title"], row["starts_local"])
        for row in rows
    ]  # fmt: skip


def handed(reader: Reader, row_id: int) -> list[Handed]:
    """Return what a row was handed to, and where it came from, the oldest first."""
    rows = reader.all(
        "SELECT * FROM link WHERE role IN ('handed_up', 'handed_down')"
        " AND (from_id = :id OR to_id = :id) ORDER BY id",
        {"id": row_id},
    )
    # A copy brings the links of what it was copied from: each end is told once.
    found = [_away(reader, row) if row["from_id"] == row_id else _here(reader, row) for row in rows]
    return list({(each.is_here, each.row_id): each for each in found}.values())


def _here(reader: Reader, link: Row) -> Handed:
    """Tell from where something came."""
    found = _session_of(reader, link["from_kind"], link["from_id"])
    return Handed(
        link["role"], True, link["from_kind"], link["from_id"], found[0], found[1], found[2], "", ""
    )


def _away(reader: Reader, link: Row) -> Handed:
    """Tell where something went, and what became of it there."""
    item = _last_copy(reader, link["to_id"])
    if item is None:
        return Handed(link["role"], False, "item", link["to_id"], None, "", "", "gone", "")
    session_id, label, series = _session_of(reader, "item", item["id"])
    became, number = _became(reader, item)
    return Handed(
        link["role"], False, "item", item["id"], session_id, label, series, became, number
    )


def _last_copy(reader: Reader, item_id: int) -> Row | None:
    row = reader.one("SELECT * FROM agenda_item WHERE id = ?", (item_id,))
    for _ in range(_MOST_COPIES):
        if row is None or row["carried_to_id"] is None:
            break
        further = reader.one("SELECT * FROM agenda_item WHERE id = ?", (row["carried_to_id"],))
        if further is None:
            break
        row = further
    return row


def _session_of(reader: Reader, kind: str, row_id: int) -> tuple[int | None, str, str]:
    """Return id and number of the session a row belongs to, and the title of the series."""
    table = "agenda_item" if kind == "item" else "capture"
    own = "t.series_id" if kind == "item" else "NULL"
    row = reader.one(
        f"SELECT t.session_id, r.title AS series FROM {table} t"
        " LEFT JOIN session s ON s.id = t.session_id"
        f" LEFT JOIN series r ON r.id = coalesce(s.series_id, {own}) WHERE t.id = ?",
        (row_id,),
    )
    if row is None:
        return None, "", ""
    session_id = row["session_id"]
    labels = session_labels(reader, [session_id]) if session_id is not None else {}
    label = labels[session_id].label if session_id in labels else ""
    return session_id, label, row["series"] or ""


def _became(reader: Reader, item: Row) -> tuple[str, str]:
    """Return what became of an item, and the number of the decision where there is one."""
    decision = reader.one(
        "SELECT n.year, n.n FROM capture c JOIN decision d ON d.id = c.id"
        " LEFT JOIN issued_number n ON n.row_id = c.id AND n.kind = 'decision'"
        " WHERE c.item_id = ? AND c.kind = 'decision'"
        " AND d.state IN ('agreed', 'agreed_to_differ', 'rejected') ORDER BY c.id LIMIT 1",
        (item["id"],),
    )
    if decision is not None:
        label = decision_label(decision["year"], decision["n"]) if decision["n"] else ""
        return "decided", label
    if item["session_id"] is None:
        return "backlog", ""
    state = reader.value("SELECT state FROM session WHERE id = ?", (item["session_id"],))
    if state in ("planned", "running"):
        return "agenda", ""
    return ("discussed" if item["state"] == "done" or item["used_s"] else "not_reached"), ""
