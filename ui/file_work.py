"""What happens to whole files in the background; nothing here touches a widget or the store."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ui.jobs import JobContext

if TYPE_CHECKING:
    from facilitator.clock import Clock
    from facilitator.queries.recent import Overview
    from facilitator.store.snapshots import Snapshot


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a new engagement begins with; `parties` holds (name, colour)."""

    title: str
    parties: tuple[tuple[str, str], ...]
    facilitator: str
    zone: str
    path: Path


def make_demo(path: Path, clock: Clock, context: JobContext) -> Path:
    """Write the demo as it stands today."""
    from facilitator.commands import new_file

    path.parent.mkdir(parents=True, exist_ok=True)
    new_file.make_demo(path, clock=clock)
    return path


def make_engagement(wanted: Beginning, clock: Clock, context: JobContext) -> Path:
    """Write a new engagement."""
    from facilitator.commands import new_file

    wanted.path.parent.mkdir(parents=True, exist_ok=True)
    new_file.make_engagement(
        wanted.path,
        wanted.title,
        [name for name, _colour in wanted.parties],
        wanted.facilitator or None,
        zone=wanted.zone,
        colours=[colour for _name, colour in wanted.parties],
        clock=clock,
    )
    return wanted.path


def copy_file(source: Path, target: Path, everything: bool, context: JobContext) -> Path:
    """Write a copy under a new name, also of a file that is open here or elsewhere."""
    from facilitator.store import backup

    backup.save_copy(source, target, everything=everything)
    return target


def copy_with_passphrase(source: Path, target: Path, words: str, context: JobContext) -> Path:
    """Write a copy to hand on that has a passphrase of its own."""
    from facilitator.store import backup, keys, protection

    protection.check_passphrase(words)
    backup.save_copy(source, target, everything=False, key=keys.new_key(words))
    return target


def is_protected(path: Path) -> bool:
    """Tell whether a file has a passphrase, known or not."""
    from facilitator.store import gate

    return gate.is_protected(path)


def is_locked(path: Path) -> bool:
    """Tell whether a file needs a passphrase that is not known yet."""
    from facilitator.store import gate, keys

    return gate.is_protected(path) and keys.key_of(path) is None


def bring_back(saved: Path, target: Path, context: JobContext) -> Path:
    """Bring a backup or a snapshot back under a new name."""
    from facilitator.store import backup

    backup.restore(saved, target)
    return target


def check_file(path: Path, context: JobContext) -> list[str]:
    """Return what is wrong with a file, one sentence each."""
    from facilitator.queries.sealed import sealed_in_joint
    from facilitator.store import Reader

    with Reader.open(path) as reader:
        context.on_cancel(reader.interrupt)
        return [*reader.check(), *sealed_in_joint(reader)]


def glance(path: Path, clock: Clock) -> Overview:
    """Return an engagement at a glance, without taking its lock.

    Raises:
        FileProblem: the class says why it cannot be read.
    """
    from facilitator.queries.recent import overview
    from facilitator.store import Reader

    with Reader.open(path, clock) as reader:
        return overview(reader)


def earlier_states(path: Path) -> list[Snapshot]:
    """Return the snapshots of a document, newest first."""
    from facilitator.store import snapshots

    return snapshots.listed(path)
