"""What people write in several lines, with its emphasis and its lists, as parts to be set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from facilitator.documents import look
from facilitator.documents.lines import Span, Style
from facilitator.documents.text import printable
from facilitator.domain import inline

Rich = Sequence[Span]


@dataclass(frozen=True, slots=True)
class Bulleted:
    """One line of a list; the first of a list `starts` it."""

    label: str
    spans: Rich
    style: Style
    starts: bool
    is_numbered: bool


Part = Rich | Bulleted


def told(text: str, style: Style) -> list[Part]:
    """Return the paragraphs and list lines of a text."""
    text = printable(text)
    if inline.is_plain(text):
        return [[Span(line, style)] for line in text.split("\n") if line]
    parts: list[Part] = []
    for block in inline.blocks(text):
        if isinstance(block, inline.Paragraph):
            parts.append(_spans(block.runs, style))
            continue
        parts += [
            Bulleted(entry.label, _spans(entry.runs, style), style, not place, block.is_numbered)
            for place, entry in enumerate(block.entries)
        ]
    return parts


def _spans(runs: inline.Runs, style: Style) -> list[Span]:
    return [
        Span(run.text, look.variant(style, bold=run.bold, italic=run.italic), goes_on=place > 0)
        for place, run in enumerate(runs)
    ]
