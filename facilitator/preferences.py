"""What this installation remembers for window and command line alike: folders, settings, recents.

Nothing here is needed to open an engagement; a lost or damaged file costs the list of recent files
and the settings. Window sizes and the open tab live in QSettings, engagement data in its own file.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from facilitator.errors import WriteFailed

RECENT_LIMIT = 20
_FILE = "preferences.json"


def config_dir() -> Path:
    """Return the folder of the settings; `FACILITATOR_CONFIG_DIR` overrides the platform's."""
    return _folder("FACILITATOR_CONFIG_DIR", "XDG_CONFIG_HOME", ".config", "APPDATA")


def data_dir() -> Path:
    """Return the folder of snapshots; `FACILITATOR_DATA_DIR` overrides the platform's."""
    return _folder("FACILITATOR_DATA_DIR", "XDG_DATA_HOME", ".local/share", "LOCALAPPDATA")


def _folder(override: str, xdg: str, below_home: str, windows: str) -> Path:
    if chosen := os.environ.get(override):
        return Path(chosen)
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get(windows) or home / "AppData" / "Local") / "Facilitator"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "Facilitator"
    return Path(os.environ.get(xdg) or home / below_home) / "facilitator"


def recent_files() -> tuple[Path, ...]:
    """Return the engagements opened last, newest first; some may not be there any more."""
    return tuple(Path(entry) for entry in _read().recent)


def note_recent(path: Path) -> None:
    """Put `path` first among the recent files.

    Raises:
        WriteFailed: The folder of the settings cannot be written; nothing else is affected.
    """
    kept = _read()
    entry = _entry(path)
    others = tuple(other for other in kept.recent if other != entry)
    _write(replace(kept, recent=(entry, *others)[:RECENT_LIMIT]))


def forget_recent(path: Path) -> None:
    """Take `path` off the recent files; the file itself is left alone. May raise `WriteFailed`."""
    kept = _read()
    entry = _entry(path)
    if entry in kept.recent:
        _write(replace(kept, recent=tuple(other for other in kept.recent if other != entry)))


def setting(name: str, default: str = "") -> str:
    """Return one setting as it was last changed, or `default`."""
    return _read().settings.get(name, default)


def change_setting(name: str, value: str) -> None:
    """Keep one setting; an empty value forgets it. May raise `WriteFailed`."""
    kept = _read()
    settings = {key: text for key, text in kept.settings.items() if key != name}
    if value:
        settings[name] = value
    _write(replace(kept, settings=settings))


@dataclass(frozen=True, slots=True)
class _Kept:
    recent: tuple[str, ...] = ()
    settings: Mapping[str, str] = field(default_factory=dict)


def _entry(path: Path) -> str:
    # Not resolved: a link keeps the name under which the person knows the file.
    return os.path.abspath(path)  # noqa: PTH100  (Path.absolute keeps "..")


def _read() -> _Kept:
    import json

    path = config_dir() / _FILE
    try:
        found = json.loads(path.read_bytes())
        recent, settings = found["recent"], found["settings"]
        if not isinstance(recent, list) or not isinstance(settings, dict):
            raise TypeError("not the kind of file this app writes")
    except FileNotFoundError:
        return _Kept()
    except OSError:
        return _Kept()  # Unreadable now may be readable later: leave it where it is.
    except (ValueError, KeyError, TypeError, RecursionError):
        _set_aside(path)
        return _Kept()
    return _Kept(
        tuple(entry for entry in recent if isinstance(entry, str) and "\0" not in entry),
        {key: text for key, text in settings.items() if isinstance(text, str)},
    )


def _set_aside(path: Path) -> None:
    """Move a file that cannot be understood out of the way, so that a person can look at it."""
    try:
        path.replace(path.with_name("preferences.damaged.json"))
    except OSError:
        return  # A folder that cannot be written: the next write will say so.


def _write(kept: _Kept) -> None:
    import json

    path = config_dir() / _FILE
    text = json.dumps({"recent": kept.recent, "settings": dict(kept.settings)}, indent=1)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, text)
    except OSError as error:
        raise WriteFailed(path, error.strerror or str(error)) from error


def _replace(path: Path, text: str) -> None:
    """Write beside the file and rename, so that a crash leaves the old or the new one whole."""
    import tempfile  # slow to load, and not needed to show a window

    handle, name = tempfile.mkstemp(prefix=path.name, suffix=".part", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text + "\n")
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
