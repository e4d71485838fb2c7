"""How the columns a person edits are checked and written: one converter per kind of field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeAlias

from facilitator.domain.moments import YEARS, zone_named
from facilitator.domain.text import clean, clean_line
from facilitator.errors import InvalidMoment, InvalidText, NotThere
from facilitator.store import Reader, Row, Store

Converter: TypeAlias = Callable[[str, Any], Any]


def required_line(name: str, value: Any) -> str:
    """Return one line of text; an empty one is refused."""
    if text := clean_line(str(value or "")):
        return text
    raise InvalidText(name, "a few words are needed here")


def line(name: str, value: Any) -> str | None:
    """Return one line of text, None where nothing is left."""
    return clean_line(str(value or "")) or None


def text(name: str, value: Any) -> str | None:
    """Return text of many lines, None where nothing is left."""
    cleaned = clean(str(value or ""))
    return cleaned if cleaned.strip() else None


def day(name: str, value: Any) -> str | None:
    """Return an ISO date, None where nothing was given."""
    if value in (None, ""):
        return None
    try:
        found = value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        raise InvalidMoment(str(value), "is not a date") from None
    if found.year not in YEARS:
        raise InvalidMoment(str(value), "is too far away")
    return found.isoformat()


def local_moment(name: str, value: Any) -> str:
    """Return local wall time as `2026-06-23T10:00`."""
    try:
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    except ValueError:
        raise InvalidMoment(str(value), "is not a date and time") from None
    if moment.year not in YEARS:
        raise InvalidMoment(str(value), "is too far away")
    return moment.replace(tzinfo=None).isoformat(timespec="minutes")


def zone_name(name: str, value: Any) -> str:
    """Return the name of a time zone that exists, spelled as the zone file spells it."""
    return zone_named(required_line(name, value)).key


def seconds(name: str, value: Any) -> int:
    """Return a length of 0 to 24 hours in seconds."""
    length = int(value)
    if not 0 <= length <= 24 * 3600:
        raise InvalidText(name, "between nothing and 24 hours is possible")
    return length


def reference(name: str, value: Any) -> int | None:
    """Return the id of another row, None where nothing is chosen."""
    return None if value is None else int(value)


def flag(name: str, value: Any) -> int:
    """Return 1 or 0."""
    return int(bool(value))


def choice(kind: type[StrEnum]) -> Converter:
    """Return a converter that takes only the values of `kind`."""

    def convert(name: str, value: Any) -> str:
        try:
            return kind(value).value
        except ValueError:
            raise InvalidText(name, f"“{value}” is not one of the choices") from None

    return convert


def convert(spec: Mapping[str, Converter], fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return `fields` as columns take them.

    Raises:
        InvalidText, InvalidMoment: a value cannot be taken.
        KeyError: a field is not in `spec`; that is a mistake in the code.
    """
    return {name: spec[name](name, value) for name, value in fields.items()}


def edit(
    store: Store,
    label: str,
    table: str,
    row_id: int,
    spec: Mapping[str, Converter],
    fields: Mapping[str, Any],
    origin: object | None = None,
) -> None:
    """Write some fields of one row as a step; typing in one field becomes one step."""
    values = convert(spec, fields)
    must_exist(store, table, row_id)
    merge = f"{table}:{row_id}:{'+'.join(sorted(values))}"
    with store.step(label, merge=merge, origin=origin):
        store.update(table, row_id, **values)


def with_asking_side(row: Row, values: dict[str, Any]) -> dict[str, Any]:
    """Take the person who asked away where another side asks and nobody of it is named."""
    side = values.get("asked_by_party_id", row["asked_by_party_id"])
    if side == row["asked_by_party_id"]:
        return values
    return {"asked_by_person_id": None} | values


def must_exist(reader: Reader, table: str, row_id: int) -> Row:
    """Return the row, or raise NotThere."""
    row = reader.one(f'SELECT * FROM "{table}" WHERE id = ?', (row_id,))
    if row is None:
        raise NotThere(table.replace("_", " "), str(row_id))
    return row


def remember(
    store: Store, row_id: int, field: str, before: Any, after: Any, reason: str | None = None
) -> None:
    """Keep what a field was, inside the step that changes it."""
    store.insert(
        "history",
        row_id=row_id,
        field=field,
        before=None if before is None else str(before),
        after=None if after is None else str(after),
        reason=reason,
        at=stamp(store),
    )


def stamp(reader: Reader) -> str:
    """Return now in UTC as ISO text with zone, to the second."""
    return reader.clock.now().isoformat(timespec="seconds")


def last_position(
    reader: Reader, table: str, where: str = "true", params: tuple[Any, ...] = ()
) -> int:
    """Return the position behind the last row of a list."""
    found = reader.value(f"SELECT max(position) FROM {table} WHERE {where}", params)
    return 1 if found is None else int(found) + 1


def rewrite_positions(store: Store, table: str, ordered: list[int]) -> None:
    """Number the rows 1, 2, 3… in the order given."""
    for position, row_id in enumerate(ordered, start=1):
        store.update(table, row_id, position=position)


def moved(ordered: list[int], row_id: int, before: int | None) -> list[int]:
    """Return the list with `row_id` before `before`, or at the end."""
    rest = [other for other in ordered if other != row_id]
    at = rest.index(before) if before in rest else len(rest)
    return [*rest[:at], row_id, *rest[at:]]
