"""Markdown (CommonMark with tables) from words that people typed, which stay words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

# Anywhere: code, emphasis, links, tags, tables, entities. An underscore inside a word is no mark.
_INLINE = re.compile(r"[\\`*\[\]<>|~]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)")
# At the start of a line: headings, quotes, lists, rules, underlined headings.
_BLOCK = re.compile(r"^([#>+=-])")
_NUMBERED = re.compile(r"^(\d{1,9})([.)])")


def escape(line: str) -> str:
    """Return one line of text in which nothing is a mark."""
    plain = _INLINE.sub(lambda found: f"\\{found[0]}", " ".join(line.split()))
    return _NUMBERED.sub(r"\1\\\2", _BLOCK.sub(r"\\\1", plain))


def paragraph(text: str, indent: str = "") -> str:
    """Return text of many lines: each line on its own, an empty line between paragraphs.

    `indent` goes before every line but the first, as inside a list item.
    """
    blocks = [
        f"\\\n{indent}".join(escape(line) for line in block.splitlines() if line.strip())
        for block in re.split(r"\n\s*\n", text.strip())
    ]
    return f"\n\n{indent}".join(blocks)


def bold(text: str) -> str:
    """Return text of many lines, each of them bold."""
    return "\\\n".join(f"**{escape(line)}**" for line in text.splitlines() if line.strip())


def cell(text: str) -> str:
    """Return text for a table cell, which holds one line."""
    return "<br>".join(escape(line) for line in text.splitlines() if line.strip())


def bullet(text: str) -> str:
    """Return one list item; `text` is Markdown already, its further lines are indented."""
    return f"- {text}"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; the cells are text, not Markdown."""
    lines = [heads, ["---"] * len(heads), *([cell(each) for each in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def document(blocks: Iterable[str]) -> str:
    """Return blocks with an empty line between them."""
    return "\n\n".join(block for block in blocks if block.strip()) + "\n"
