"""How a file leaves: whole under its name, or not at all.

The bytes go into a `.part` file beside the target, reach the disk, pass the caller's inspection
and only then take the target's name. Whatever goes wrong, what stood there before is unchanged.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from facilitator.errors import WriteFailed

Inspect = Callable[[Path], None]


@contextmanager
def replacing(target: Path, inspect: Inspect | None = None) -> Iterator[Path]:
    """Yield the path of an empty file to write; on leaving it becomes `target`.

    `inspect` reads the finished file before it takes its name and raises to refuse it. An exception
    from the block or from `inspect` leaves no file behind. Devices and pipes are written through,
    since nothing can be renamed onto them.

    Raises:
        WriteFailed: the system could not write; says which path and why.
    """
    final = target.resolve()
    part: Path | None = None
    try:
        part = _new_part(final)
        yield part
        _reach_disk(part)
        if inspect is not None:
            inspect(part)
        _take_name(part, final)
    except OSError as error:
        raise WriteFailed(target, _cause(error)) from error
    finally:
        if part is not None:
            with suppress(OSError):
                part.unlink(missing_ok=True)


def write_bytes(target: Path, data: bytes, inspect: Inspect | None = None) -> None:
    """Write `data` as the whole content of `target`."""
    with replacing(target, inspect) as part:
        part.write_bytes(data)


def write_text(target: Path, text: str, inspect: Inspect | None = None) -> None:
    """Write text as UTF-8, its line ends as they are."""
    write_bytes(target, text.encode("utf-8"), inspect)


def _new_part(final: Path) -> Path:
    """Create the empty part file with the rights any new file gets; its name is nobody else's."""
    if final.is_dir():
        raise IsADirectoryError(errno.EISDIR, "it is a folder")
    if not final.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "the folder is not there")
    folder = Path(tempfile.gettempdir()) if _is_special(final) else final.parent
    part = folder / f"{final.name[:40]}.{secrets.token_hex(4)}.part"
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
    return part


def _is_special(path: Path) -> bool:
    return path.exists() and not path.is_file()


def _reach_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _take_name(part: Path, final: Path) -> None:
    if _is_special(final):
        with part.open("rb") as source, final.open("wb") as sink:
            shutil.copyfileobj(source, sink)
        return
    part.replace(final)
    if os.name == "posix":
        folder = os.open(final.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _cause(error: OSError) -> str:
    """Return what the system says, in small letters and without numbers or paths."""
    text = error.strerror or type(error).__name__
    return text[:1].lower() + text[1:]
