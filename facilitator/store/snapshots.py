"""Rolling snapshots in the app's own data folder, out of reach of sync clients."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from facilitator.clock import Clock
from facilitator.preferences import data_dir
from facilitator.store import backup, keys

RECENT, DAYS, WEEKS = 5, 7, 8
MIGRATIONS = 3

_FORM = "%Y-%m-%dT%H-%M-%S-%fZ"
_SUFFIX = ".facilitator"
_BEFORE = "before-migration_"


def folder_of(path: Path) -> Path:
    """Return where the snapshots of one document lie."""
    full = str(path.resolve())
    stem = re.sub(r"[^\w-]+", "_", path.stem)[:40]
    return data_dir() / "snapshots" / f"{stem}-{hashlib.sha256(full.encode()).hexdigest()[:12]}"


def taken_of(path: Path) -> list[Path]:
    """Return the snapshots of a document, newest first."""
    return sorted(folder_of(path).glob(f"[0-9]*{_SUFFIX}"), reverse=True)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An earlier state of a document, whole; `at` is UTC."""

    path: Path
    at: datetime
    is_before_migration: bool


def listed(path: Path) -> list[Snapshot]:
    """Return every earlier state of a document, newest first; the document may be gone."""
    found = []
    for each in folder_of(path).glob(f"*{_SUFFIX}"):
        plain = each.name.removeprefix(_BEFORE)
        with suppress(ValueError):  # a file that somebody else put there
            found.append(Snapshot(each, _time_of(each.with_name(plain)), plain != each.name))
    return sorted(found, key=_newest_first, reverse=True)


def _newest_first(snapshot: Snapshot) -> tuple[datetime, str]:
    return snapshot.at, snapshot.path.name


def take(path: Path, clock: Clock, *, before_migration: bool = False) -> Path:
    """Write one snapshot and thin the older ones; opens its own connection, so any thread may."""
    folder = folder_of(path)
    with backup.told(folder):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    prefix = _BEFORE if before_migration else ""
    at = clock.now().astimezone(UTC)
    while (target := folder / f"{prefix}{at.strftime(_FORM)}{_SUFFIX}").exists():
        at += timedelta(microseconds=1)
    backup.copy_everything(path, target)
    if keys.salt_of(target) != keys.salt_of(path):
        # The file was protected meanwhile, or got another passphrase: this state is not.
        from facilitator.store import protection

        protection.wipe(target)
        return take(path, clock, before_migration=before_migration)
    _thin(path, before_migration)
    return target


def _thin(path: Path, before_migration: bool) -> None:
    if before_migration:
        found = sorted(folder_of(path).glob(f"{_BEFORE}*{_SUFFIX}"), reverse=True)
        surplus = found[MIGRATIONS:]
    else:
        found = taken_of(path)
        times = [_time_of(snapshot) for snapshot in found]
        surplus = [snapshot for snapshot, keep in zip(found, kept(times), strict=True) if not keep]
    for snapshot in surplus:
        snapshot.unlink(missing_ok=True)


def kept(times: Sequence[datetime]) -> list[bool]:
    """Tell for each time, newest first, whether its snapshot stays.

    The newest few stay, then the last of each day, then the last of each week.
    """
    days: set[object] = set()
    weeks: set[object] = set()
    out = []
    for index, at in enumerate(times):
        day, week = at.date(), at.isocalendar()[:2]
        is_new_day = day not in days and len(days) < DAYS
        is_new_week = week not in weeks and len(weeks) < WEEKS
        out.append(index < RECENT or is_new_day or is_new_week)
        if is_new_day:
            days.add(day)
        if is_new_week:
            weeks.add(week)
    return out


def _time_of(snapshot: Path) -> datetime:
    return datetime.strptime(snapshot.name.removesuffix(_SUFFIX), _FORM).replace(tzinfo=UTC)
