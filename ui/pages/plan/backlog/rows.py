"""The rows of a backlog, in the order and of the side that a person chose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from facilitator.queries.backlog import BacklogRow
from facilitator.queries.engagement import PartyRow
from ui.widgets.rows import Row
from ui.wording import backlog as words
from ui.wording import sessions as wording_sessions
from ui.wording import translate

OWN, AGE, SIDE, MINUTES, NEEDED = "own", "age", "side", "minutes", "needed"
ALL, NOBODY = "all", "nobody"
_NO_DAY = "9999"


def _by_age(row: BacklogRow) -> tuple[int, int]:
    return (-row.days, row.item.position)


def _by_minutes(row: BacklogRow) -> tuple[int, int]:
    return (row.item.length_s, row.item.position)


def _by_needed(row: BacklogRow) -> tuple[str, int]:
    return (row.item.needed_on or _NO_DAY, row.item.position)


_ORDERS: dict[str, Callable[[BacklogRow], tuple[object, int]]] = {
    AGE: _by_age, MINUTES: _by_minutes, NEEDED: _by_needed,
}  # fmt: skip


def of_side(rows: Sequence[BacklogRow], side: object) -> list[BacklogRow]:
    """Return what a side asked for; `ALL`, or `NOBODY` in particular."""
    if side == ALL:
        return list(rows)
    wanted = None if side == NOBODY else side
    return [row for row in rows if row.item.asked_by_party_id == wanted]


def ordered(rows: Sequence[BacklogRow], order: str) -> list[BacklogRow]:
    """Return the rows in an order; their own is how people put them."""
    key = _ORDERS.get(order)
    return list(rows) if key is None else sorted(rows, key=key)


def backlog_rows(
    rows: Sequence[BacklogRow],
    order: str,
    sides: Sequence[PartyRow],
    today: date,
    *,
    with_series: bool,
) -> list[Row]:
    """Return list rows; by side they stand under a heading for each."""
    if order != SIDE:
        return [_row(row, today, with_series) for row in ordered(rows, order)]
    out: list[Row] = []
    groups = [(side.id, side.short) for side in sides]
    known = {side_id for side_id, _name in groups}
    for side_id, name in [*groups, (None, translate("backlog", "Nobody in particular"))]:
        mine = [
            row for row in rows
            if row.item.asked_by_party_id == side_id
            or (side_id is None and row.item.asked_by_party_id not in known)
        ]  # fmt: skip
        if mine:
            total = sum(row.item.length_s for row in mine)
            out.append(Row(f"side-{side_id}", name, wording_sessions.minutes(total),
                           is_heading=True))  # fmt: skip
            out += [_row(row, today, with_series) for row in mine]
    return out


def _row(row: BacklogRow, today: date, with_series: bool) -> Row:
    item = row.item
    is_late = bool(item.needed_on) and item.needed_on < today.isoformat()
    return Row(
        item.id, item.title, words.row_line(row, today, with_series=with_series),
        trailing=wording_sessions.minutes(item.length_s),
        second_dots=(item.asked_colour,) if item.asked_by else (),
        chip=(translate("backlog", "needed before today"), "warn", "warning") if is_late else None,
    )  # fmt: skip
