"""Rows of a long list that are fetched when they are looked at: ids in order, and pages of rows."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from ui.widgets.row_model import Row

T = TypeVar("T")
PAGE, PAGES_KEPT = 64, 40


@dataclass(frozen=True, slots=True)
class PagedRows(Generic[T]):
    """A list as ids, with headings; what a row says is fetched a page at a time.

    `starts` are the places in `ids` at which a group begins, in order: each gets a heading, which
    `heading` makes of the group's number and the group's first thing. `fetch` returns the things
    of some ids in their order; one that is gone meanwhile it leaves out.
    """

    ids: Sequence[int]
    fetch: Callable[[Sequence[int]], Sequence[tuple[int, T]]]
    row: Callable[[T], Row]
    starts: Sequence[int] = ()
    heading: Callable[[int, T], Row] | None = None
    _pages: OrderedDict[int, dict[int, T]] = field(default_factory=OrderedDict, compare=False)
    _places: list[int] = field(default_factory=list, compare=False)

    def __post_init__(self) -> None:
        self._places.extend(start + number for number, start in enumerate(self.starts))

    def __len__(self) -> int:
        return len(self.ids) + len(self.starts)

    @property
    def headings(self) -> Sequence[int]:
        """Return the places of the headings among all rows, in order."""
        return self._places

    def is_heading(self, place: int) -> bool:
        """Tell whether a heading stands there."""
        number = bisect_left(self._places, place)
        return number < len(self._places) and self._places[number] == place

    def key(self, place: int) -> int | None:
        """Return the id of a row, None for a heading; fetches nothing."""
        return None if self.is_heading(place) else self.ids[place - self._before(place)]

    def place(self, key: object) -> int:
        """Return where the row of an id stands, -1 where it stands nowhere."""
        try:
            at = self.ids.index(key) if isinstance(key, int) else -1
        except ValueError:
            at = -1
        if at < 0:
            return -1
        return at + bisect_right(self.starts, at)

    def row_at(self, place: int) -> Row:
        """Return the row at a place, fetched with its neighbours when it is not known."""
        before = self._before(place)
        if self.is_heading(place):
            first = self._thing(self.starts[before])
            if first is None or self.heading is None:
                return Row(("heading", before), "", is_heading=True)
            return self.heading(before, first)
        found = self._thing(place - before)
        return (
            Row(self.ids[place - before], "", is_quiet=True) if found is None else self.row(found)
        )

    def forget(self) -> None:
        """Fetch everything anew when it is next looked at."""
        self._pages.clear()

    def has_same_rows(self, other: object) -> bool:
        """Tell whether another list has the same things in the same places."""
        return (
            isinstance(other, PagedRows) and self.ids == other.ids and self.starts == other.starts
        )

    def _before(self, place: int) -> int:
        """Return how many headings stand above a place."""
        return bisect_left(self._places, place)

    def _thing(self, at: int) -> T | None:
        page = at // PAGE
        if page not in self._pages:
            wanted = self.ids[page * PAGE : (page + 1) * PAGE]
            self._pages[page] = dict(self.fetch(wanted))
            while len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(page)
        return self._pages[page].get(self.ids[at])
