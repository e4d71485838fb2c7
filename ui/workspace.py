"""The open engagement as the window sees it: commands in, facts out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from facilitator.clock import Clock, SystemClock, local_zone_name
from facilitator.errors import FacilitatorError

if TYPE_CHECKING:
    from facilitator.store import Change, Reader, Store
    from facilitator.store.keys import Key

R = TypeVar("R")

# Beyond this, a question may take longer than a frame: about 300 sessions with all they bring.
LARGE_BYTES = 6_000_000


class Workspace(QObject):
    """Holds the one writer. Everything a screen learns comes from `changed`."""

    changed = Signal(object)  # Change, after a commit, an undo or a redo
    saved = Signal(object)  # datetime of the commit, in UTC
    failed = Signal(object)  # FacilitatorError; nothing was changed
    opened = Signal()
    closing = Signal()  # the store still takes what waits to be saved
    closed = Signal()

    def __init__(self, clock: Clock | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.clock: Clock = clock or SystemClock()
        self.last_error: FacilitatorError | None = None
        self._store: Store | None = None
        self._key: Key | None = None
        self._unsubscribe: Callable[[], None] | None = None
        self._origin: object | None = None

    # --- opening and closing ----------------------------------------------------------------

    def open(self, path: Path, *, read_only: bool = False) -> None:
        """Open a file in place of the present one, which stays open when this one cannot be.

        Raises:
            FacilitatorError: One of the classes of `facilitator.errors`, saying what is wrong.
        """
        from facilitator.store import Store  # the engine loads when a file is first opened

        if self._store is not None and self._store.path == path:
            self.close()
        self.adopt(Store.open(path, self.clock, read_only=read_only))

    def adopt(self, store: Store) -> None:
        """Take over an open store, e.g. one that was just created."""
        from facilitator.store import keys

        key = keys.key_of(store.path)
        self.close()
        if key is not None:
            keys.remember(key)  # a copy has the key of what was closed just now
        self._store, self._key = store, key
        self.clock = store.clock
        self._unsubscribe = store.subscribe(self._on_store_changed)
        self.opened.emit()

    def close(self) -> None:
        """Close the file, if one is open, and forget its key; the pages let go of it first."""
        if self._store is None:
            return
        self.closing.emit()
        store, self._store = self._store, None
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None
        self.closed.emit()
        store.close()
        self._forget_key()

    def _forget_key(self) -> None:
        from facilitator.store import keys

        key, self._key = self._key, None
        keys.forget(key)

    # --- what pages read --------------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        """Tell whether an engagement is open."""
        return self._store is not None

    @property
    def store(self) -> Store:
        """Return the open store; asking without one is a mistake of the caller."""
        if self._store is None:
            raise RuntimeError("no engagement is open")
        return self._store

    @property
    def reader(self) -> Reader:
        """Return what queries and projections take."""
        return self.store

    @property
    def path(self) -> Path:
        """Return the open file."""
        return self.store.path

    @property
    def read_only(self) -> bool:
        """Tell whether changes are refused."""
        return self._store is not None and self._store.read_only

    @property
    def is_protected(self) -> bool:
        """Tell whether the open file can only be opened with its passphrase (S4)."""
        return self._key is not None

    @property
    def is_large(self) -> bool:
        """Tell whether the file is so large that pages ask it in the background."""
        return self._store is not None and self._store.readable.stat().st_size >= LARGE_BYTES

    @property
    def zone(self) -> ZoneInfo:
        """Return the engagement's zone, or this machine's without one."""
        if not self.is_open:
            return ZoneInfo(local_zone_name())
        from facilitator.queries.engagement import zone_of  # brings the engine

        return ZoneInfo(zone_of(self.store))

    def now(self) -> datetime:
        """Return the wall time in the engagement's zone."""
        return self.clock.now().astimezone(self.zone)

    def today(self) -> date:
        """Return the calendar day in the engagement's zone."""
        return self.now().date()

    # --- what pages do ----------------------------------------------------------------------

    def run(
        self, command: Callable[..., R], *args: object, origin: object | None = None, **kw: object
    ) -> R | None:
        """Run a command on the store. A refusal goes to `failed`, and None comes back.

        `origin` comes back in the change, so that a page knows its own.
        """
        return self._guarded(origin, command, self.store, *args, **kw)

    def carry_out(
        self,
        command: Callable[..., object],
        *args: object,
        origin: object | None = None,
        **kw: object,
    ) -> bool:
        """Run a command whose result does not matter; tell whether it was carried out."""
        self._guarded(origin, command, self.store, *args, **kw)
        return self.last_error is None

    def undo(self) -> None:
        """Take the last step back."""
        self._guarded(None, self.store.undo)

    def redo(self) -> None:
        """Bring the step that was undone last back."""
        self._guarded(None, self.store.redo)

    def _guarded(
        self, origin: object | None, call: Callable[..., R], *args: object, **kw: object
    ) -> R | None:
        outer, self._origin = self._origin, origin
        self.last_error = None
        try:
            return call(*args, **kw)
        except FacilitatorError as error:
            self.last_error = error
            self.failed.emit(error)
            return None
        finally:
            self._origin = outer

    def _on_store_changed(self, change: Change) -> None:
        if change.origin is None and self._origin is not None:
            change = replace(change, origin=self._origin)
        self.saved.emit(self.clock.now())
        self.changed.emit(change)
