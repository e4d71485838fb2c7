"""The pictures that print with a paper: its items name them, the file holds them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from facilitator.projections.types import Agenda, ItemEntry, Minutes, PreBrief, Record
from facilitator.store import Reader


def pictures_in(reader: Reader, paper: object) -> Mapping[str, bytes]:
    """Return the bytes of every picture that a paper prints, by its SHA-256."""
    wanted = {mark.picture for item in _items(paper) for mark in item.papers if mark.picture}
    return {digest: reader.body(digest) for digest in sorted(wanted)}


def _items(paper: object) -> Iterator[ItemEntry]:
    if isinstance(paper, Record):
        for minutes in paper.sessions:
            yield from minutes.items
    elif isinstance(paper, Agenda | Minutes | PreBrief):
        yield from paper.items
