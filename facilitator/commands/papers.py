"""Papers: copied into the file by content, there when the laptop is offline (P2)."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from facilitator.commands.fields import last_position, line, must_exist, required_line
from facilitator.errors import CommandRefused, NotThere
from facilitator.store import Store

LARGEST = 50 * 1024 * 1024  # bytes; judgement: a paper for a session, not an archive


def add_paper(store: Store, item_id: int, source: Path) -> int:
    """Copy a file to an agenda item; the same content is kept once.

    Raises:
        CommandRefused: it is a folder, cannot be read, or is larger than 50 MB.
    """
    must_exist(store, "agenda_item", item_id)
    data = _read(source)
    name = required_line("Name", source.name)
    with store.step("Add paper"):
        digest = store.put_body(data)
        return store.insert(
            "paper",
            item_id=item_id,
            name=name,
            mime=mimetypes.guess_type(source.name)[0] or "application/octet-stream",
            sha256=digest,
            size=len(data),
            position=last_position(store, "paper", "item_id = ?", (item_id,)),
        )


def _read(source: Path) -> bytes:
    if not source.is_file():
        raise CommandRefused(f"{source.name} is not a file, so it was not added.")
    try:
        if source.stat().st_size > LARGEST:
            raise CommandRefused(
                f"{source.name} is larger than 50 MB, so it was not added. "
                "Add a smaller copy, or put its link into the agenda text."
            )
        return source.read_bytes()
    except OSError as error:
        raise CommandRefused(
            f"{source.name} could not be read ({error.strerror}), so it was not added."
        ) from error


def rename_paper(store: Store, paper_id: int, name: str) -> None:
    """Give a paper another name."""
    must_exist(store, "paper", paper_id)
    with store.step("Rename paper"):
        store.update("paper", paper_id, name=required_line("Name", name))


def describe_paper(store: Store, paper_id: int, alt: str) -> None:
    """Say in words what a picture shows, for those who cannot see it."""
    must_exist(store, "paper", paper_id)
    with store.step("Describe picture"):
        store.update("paper", paper_id, alt=line("What it shows", alt))


def print_picture(store: Store, paper_id: int, *, prints: bool) -> None:
    """Let a picture print with its item on agenda and minutes, or be named only.

    Raises:
        CommandRefused: the paper is no picture.
    """
    row = must_exist(store, "paper", paper_id)
    if prints and not is_picture(row["mime"]):
        raise CommandRefused(
            f"{row['name']} is no picture (PNG, JPEG, WebP or GIF), so it is named on paper, not "
            "shown. Nothing was changed."
        )
    with store.step("Print picture" if prints else "Name picture only"):
        store.update("paper", paper_id, prints=int(prints))


def is_picture(mime: str) -> bool:
    """Return whether a kind of paper can be shown on paper."""
    return mime in ("image/png", "image/jpeg", "image/webp", "image/gif")


def remove_paper(store: Store, paper_id: int) -> None:
    """Take a paper from its item; undo brings it back."""
    must_exist(store, "paper", paper_id)
    with store.step("Remove paper"):
        store.delete("paper", paper_id)


def paper_content(store: Store, paper_id: int) -> tuple[str, bytes]:
    """Return name and content of a paper."""
    row = store.one("SELECT name, sha256 FROM paper WHERE id = ?", (paper_id,))
    if row is None:
        raise NotThere("paper", str(paper_id))
    return str(row["name"]), store.body(row["sha256"])
