"""Things that are held already, as the source of a `LongList`: rows are made when looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol, TypeVar

from ui.widgets.paged_rows import PagedRows
from ui.widgets.row_model import Row


class _WithId(Protocol):
    @property
    def id(self) -> int: ...


H = TypeVar("H", bound=_WithId)


def held_rows(groups: Sequence[tuple[Row, Sequence[H]]], row: Callable[[H], Row]) -> PagedRows[H]:
    """Return the things of each group below its heading."""
    things = {each.id: each for _heading, own in groups for each in own}
    starts: list[int] = []
    count = 0
    for _heading, own in groups:
        starts.append(count)
        count += len(own)
    return PagedRows(list(things), partial(_of, things), row, starts, partial(_heading_of, groups))


def _of(things: dict[int, H], ids: Sequence[int]) -> list[tuple[int, H]]:
    return [(each, things[each]) for each in ids]


def _heading_of(groups: Sequence[tuple[Row, Sequence[H]]], number: int, _first: H) -> Row:
    return groups[number][0]
