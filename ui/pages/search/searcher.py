"""Searches in the background: the newest query wins, an older one is interrupted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from facilitator.clock import Clock
from facilitator.queries.called import called
from facilitator.queries.search import Hit, not_understood, search
from facilitator.store import Reader
from ui.asking import answer
from ui.jobs import Job, JobContext

if TYPE_CHECKING:
    from ui.shell import Shell

LIMIT = 50


@dataclass(frozen=True, slots=True)
class Found:
    """What a query found; `has_more` where the limit cut it; what of it names nothing here."""

    query: str
    hits: tuple[Hit, ...]
    has_more: bool
    not_understood: tuple[str, ...]


def find(
    file: Path, clock: Clock, query: str, context: JobContext, *, sealed: bool = True
) -> Found:
    """Search a file for a query, with or without sealed text; for a thread of the pool."""
    return answer(file, clock, partial(_find, query, sealed), context)


def _find(query: str, sealed: bool, reader: Reader) -> Found:
    hits = search(reader, query, LIMIT + 1, sealed=sealed)
    first = called(reader, query, LIMIT)
    unknown = not_understood(reader, query)
    return Found(query, ordered(hits[:LIMIT], first), len(hits) > LIMIT, unknown)


def ordered(hits: list[Hit], first: list[int]) -> tuple[Hit, ...]:
    """Return what is called by the number asked for, then by day, the newest first.

    What has no day comes late, sealed text last: its place must not tell its day.
    """
    by_day = sorted(hits, key=_day, reverse=True)
    return tuple(sorted(by_day, key=partial(_rank, first)))


def _day(hit: Hit) -> str:
    return "" if hit.kind.startswith("sealed") else hit.on


def _rank(first: list[int], hit: Hit) -> int:
    if hit.id in first:
        return first.index(hit.id)
    return len(first) + hit.kind.startswith("sealed")


class Searcher(QObject):
    """One search at a time. `found` carries a `Found` for the newest query."""

    found = Signal(object)

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._job: Job | None = None
        self._next: str | None = None

    def search(self, query: str) -> None:
        """Search for a query in place of the one before."""
        if self._job is not None:
            self._next = query
            self._job.cancel()
            return
        self._next = None
        space = self._shell.workspace
        sealed = not self._shell.room.is_open
        work = partial(find, space.path, space.clock, query, sealed=sealed)
        self._job = Job(self.tr("Searching"), work)
        self._job.done.connect(self._on_done)
        self._job.finished.connect(self._on_finished)
        self._shell.run_job(self._job)

    def stop(self) -> None:
        """Want nothing any more."""
        self._next = None
        if self._job is not None:
            self._job.cancel()

    def is_busy(self) -> bool:
        """Tell whether a search runs or waits."""
        return self._job is not None

    def _on_done(self, found: Found) -> None:
        if self._next is None:
            self.found.emit(found)

    def _on_finished(self) -> None:
        self._job = None
        if self._next is not None:
            self.search(self._next)
