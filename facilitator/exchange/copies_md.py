"""A side's copy and the page for the executives as Markdown (M3)."""

from __future__ import annotations

from collections.abc import Iterable

from facilitator.exchange.copy_words import Part, Said, executive_parts, reading_parts
from facilitator.exchange.ground_md import restatement_lines
from facilitator.exchange.markdown import bullet, document, escape, paragraph
from facilitator.exchange.wording import SESSION_KIND, long_day, sentence, word
from facilitator.projections.executive_papers import ExecutiveSummary
from facilitator.projections.types import Minutes


def reading_blocks(minutes: Minutes) -> list[str]:
    """Return what stands first in one side's copy, nothing in the joint one."""
    reading = minutes.reading
    if reading is None:
        return []
    blocks = _parts(reading_parts(reading))
    if reading.understood:
        blocks += ["## What the others understood", restatement_lines(reading.understood)]
    return blocks


def executive_markdown(summary: ExecutiveSummary) -> str:
    """Return one session for the executives as one Markdown document."""
    session, engagement = summary.session, summary.engagement
    of = ", ".join(filter(None, (engagement.title, engagement.organisation)))
    kind = word(SESSION_KIND, session.kind)
    what = f"Executive summary. {kind}, session {session.number}, {long_day(session.starts)}, {of}"
    head = [f"# {escape(session.title)}", escape(sentence(what))]
    return document([*head, *_parts(executive_parts(summary)), escape(engagement.classification)])


def _parts(parts: Iterable[Part]) -> list[str]:
    blocks = []
    for part in parts:
        body = "\n".join(bullet(_line(one)) for one in part.lines) or escape(part.otherwise)
        blocks += [f"## {part.title}", body] if body else []
    return blocks


def _line(one: Said) -> str:
    under = f"\\\n  {escape(one.under)}" if one.under else ""
    return f"**{escape(one.lead)}** {paragraph(one.text, '  ')}{under}"
