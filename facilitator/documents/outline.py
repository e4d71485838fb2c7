"""Bookmarks as PDF objects: a tree in which every entry knows its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Entry:
    number: int
    parent: int
    says: str
    kids: list[_Entry] = field(default_factory=list)


def outline_objects(first: int, entries: Sequence[tuple[int, str]]) -> list[str]:
    """Return the objects of an outline, its root numbered `first`.

    An entry is its level, from 0, and what it says: title, destination, element. A level that is
    skipped counts as the next one. Sections are open, what is below them is closed.
    """
    root = _Entry(first, 0, "")
    above = [root]
    listed: list[_Entry] = []
    for number, (level, says) in enumerate(entries, start=first + 1):
        del above[min(level, len(above) - 1) + 1 :]
        entry = _Entry(number, above[-1].number, says)
        above[-1].kids.append(entry)
        above.append(entry)
        listed.append(entry)
    visible = len(root.kids) + sum(len(entry.kids) for entry in root.kids)
    bodies = [f"<</Type/Outlines/Count {visible}{_ends(root)}>>"]
    around: dict[int, str] = {}
    for parent in (root, *listed):
        for place, entry in enumerate(parent.kids):
            before = f"/Prev {parent.kids[place - 1].number} 0 R" if place else ""
            has_next = place + 1 < len(parent.kids)
            after = f"/Next {parent.kids[place + 1].number} 0 R" if has_next else ""
            around[entry.number] = before + after
    for entry in listed:
        count = ""
        if entry.kids:
            count = f"/Count {len(entry.kids) if entry.parent == first else -len(entry.kids)}"
        beside = around[entry.number] + _ends(entry)
        bodies.append(f"<</Parent {entry.parent} 0 R{entry.says}{beside}{count}>>")
    return bodies


def _ends(entry: _Entry) -> str:
    if not entry.kids:
        return ""
    return f"/First {entry.kids[0].number} 0 R/Last {entry.kids[-1].number} 0 R"
