"""A side's copy and the page for the executives as accessible HTML (M3, M5)."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from facilitator.exchange.copy_words import Part, Said, executive_parts, reading_parts
from facilitator.exchange.ground_html import restatements
from facilitator.exchange.html import Part as Piece
from facilitator.exchange.html import lines, listing, page, section, tag
from facilitator.exchange.wording import SESSION_KIND, long_day, word
from facilitator.projections.executive_papers import ExecutiveSummary
from facilitator.projections.types import Minutes


def reading_sections(minutes: Minutes) -> list[Element | None]:
    """Return what stands first in one side's copy, nothing in the joint one."""
    reading = minutes.reading
    if reading is None:
        return []
    understood = section("What the others understood", restatements(reading.understood))
    return [*_sections(reading_parts(reading)), understood]


def executive_html(summary: ExecutiveSummary) -> str:
    """Return one session for the executives as one HTML file that needs no other."""
    session, engagement = summary.session, summary.engagement
    of = ", ".join(filter(None, (engagement.title, engagement.organisation)))
    kind = f"{word(SESSION_KIND, session.kind)}, session {session.number}"
    header = tag(
        "header",
        tag("p", of, class_="over"),
        tag("p", "Executive summary", class_="standing"),
        tag("h1", session.title),
        tag("p", f"{kind}, {long_day(session.starts)}", class_="soft"),
    )
    parts = (each for each in _sections(executive_parts(summary)) if each is not None)
    said = " \u00b7 ".join(filter(None, ("Executive summary", engagement.classification)))
    title = f"Executive summary {session.number}: {session.title}"
    footer = tag("footer", tag("p", said))
    return page(title, engagement.language, header, tag("main", *parts), footer)


def _sections(parts: Iterable[Part]) -> list[Element | None]:
    return [
        section(
            part.title,
            listing(map(_line, part.lines))
            or (tag("p", part.otherwise) if part.otherwise else None),
        )
        for part in parts
    ]


def _line(one: Said) -> list[Piece]:
    under = tag("p", one.under, class_="soft") if one.under else None
    return [tag("strong", one.lead), " ", *lines(one.text), under]
