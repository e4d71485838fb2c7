"""What was found, as rows: what it is, where it stands, and the words that match."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from facilitator.domain.words import CaptureKind
from facilitator.queries.search import Hit
from ui import wording
from ui.pages.search.marks import Span, marks
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.marked import draw_marked
from ui.widgets.rows import Row, RowDelegate
from ui.wording import QT_TRANSLATE_NOOP, translate

_KINDS: dict[str, tuple[str, str]] = {
    "session": (QT_TRANSLATE_NOOP("found", "Session"), "calendar-blank"),
    "item": (QT_TRANSLATE_NOOP("found", "Agenda item"), "list-checks"),
    "notes": (QT_TRANSLATE_NOOP("found", "Notes"), "pencil-simple"),
    "goal": (QT_TRANSLATE_NOOP("found", "Goal"), "target"),
    "goal_side": (QT_TRANSLATE_NOOP("found", "A side on a goal"), "target"),
    "milestone": (QT_TRANSLATE_NOOP("found", "Milestone"), "target"),
    "person": (QT_TRANSLATE_NOOP("found", "Person"), "user"),
    "agreement": (QT_TRANSLATE_NOOP("found", "Working agreement"), "handshake"),
    "paper": (QT_TRANSLATE_NOOP("found", "Paper"), "paperclip"),
    "glossary": (QT_TRANSLATE_NOOP("found", "Word"), "translate"),
    "glossary_side": (QT_TRANSLATE_NOOP("found", "A side's meaning of a word"), "translate"),
    "sayback_version": (QT_TRANSLATE_NOOP("found", "Said back"), "quotes"),
    "primer": (QT_TRANSLATE_NOOP("found", "Primer"), "book-open-text"),
    "tension": (QT_TRANSLATE_NOOP("found", "Tension"), "arrows-left-right"),
    "tension_end": (QT_TRANSLATE_NOOP("found", "What a side wants"), "arrows-left-right"),
    "tradeoff": (QT_TRANSLATE_NOOP("found", "Trade-off"), "columns"),
    "tradeoff_option": (QT_TRANSLATE_NOOP("found", "Scope of a trade-off"), "columns"),
    "budget_line": (QT_TRANSLATE_NOOP("found", "Budget line"), "coins"),
    "agreed_fact": (QT_TRANSLATE_NOOP("found", "Agreed"), "check-circle"),
    "data_set": (QT_TRANSLATE_NOOP("found", "Data set"), "database"),
    "data_recipient": (QT_TRANSLATE_NOOP("found", "Who gets the data"), "database"),
    "data_claim": (QT_TRANSLATE_NOOP("found", "Claim on data"), "database"),
    "data_request": (QT_TRANSLATE_NOOP("found", "Data request"), "database"),
    "data_request_field": (QT_TRANSLATE_NOOP("found", "Field of a request"), "database"),
    "series": (QT_TRANSLATE_NOOP("found", "Series"), "calendar-check"),
    "rhythm": (QT_TRANSLATE_NOOP("found", "Reason for a rhythm"), "calendar-check"),
    "series_exception": (QT_TRANSLATE_NOOP("found", "Date of a series"), "calendar-blank"),
    "plan": (QT_TRANSLATE_NOOP("found", "Written plan"), "file-text"),
    "advice": (QT_TRANSLATE_NOOP("found", "Advice on the rhythm"), "lightbulb"),
    "incident": (QT_TRANSLATE_NOOP("found", "Incident"), "warning"),
    "closing_round": (QT_TRANSLATE_NOOP("found", "Closing round"), "quotes"),
    "minutes_answer": (QT_TRANSLATE_NOOP("found", "Answer to minutes"), "file-text"),
    "minutes_objection": (QT_TRANSLATE_NOOP("found", "Contested in minutes"), "file-text"),
    "correction": (QT_TRANSLATE_NOOP("found", "Correction of minutes"), "file-text"),
    "data_request_party": (QT_TRANSLATE_NOOP("found", "A side on a request"), "database"),
}
_SEALED: dict[str, tuple[str, str]] = {
    "sealed_note": (
        QT_TRANSLATE_NOOP("found", "In a sealed note"),
        QT_TRANSLATE_NOOP("found", "Its words show on the page Private only."),
    ),
    "sealed_prep": (
        QT_TRANSLATE_NOOP("found", "In your private preparation"),
        QT_TRANSLATE_NOOP("found", "Its words show where you prepare the session."),
    ),
    "sealed_prompt": (
        QT_TRANSLATE_NOOP("found", "In your private prompts"),
        QT_TRANSLATE_NOOP("found", "Its words show where you prepare the session."),
    ),
}

_OVERLAP = 4  # fewer letters than these in common are chance


@dataclass(frozen=True, slots=True)
class Marked:
    """The two lines of a hit with what matches in them; `place` begins the second line."""

    title: tuple[Span, ...]
    place: str
    snippet: str
    spans: tuple[Span, ...]


def kind_of(kind: str) -> tuple[str, str]:
    """Return word and icon of a kind of the search index."""
    if kind in _KINDS:
        word, icon = _KINDS[kind]
        return translate("found", word), icon
    word, _tone, icon = wording.state("capture", CaptureKind(kind).value)
    return word, icon


def hit_row(hit: Hit, query: str, today: date) -> Row:
    """Return a hit as a row whose key is (kind, id). Sealed words do not come into it."""
    if hit.kind in _SEALED:
        title, second = (translate("found", words) for words in _SEALED[hit.kind])
        marked = Marked((), second, "", ())
        return Row((hit.kind, hit.id), title, second, icon="lock-simple", data=marked)
    word, icon = kind_of(hit.kind)
    place = " ".join(part for part in (word, hit.number) if part)
    if hit.session_label and not hit.number.startswith(hit.session_label):
        place = f"{place} · {hit.session_label}"
    snippet = beyond(hit.title, hit.snippet)
    marked = Marked(marks(hit.title, query), place, snippet, marks(snippet, query))
    day = wording.short_day(hit.on, today) if hit.on else ""
    second = f"{place}. {snippet}" if snippet else place
    return Row((hit.kind, hit.id), hit.title, second, icon=icon, trailing=day, data=marked)


def beyond(title: str, snippet: str) -> str:
    """Return what a snippet says beyond the title, with which the searched text begins."""
    bare = snippet.lstrip("… ")
    if bare.rstrip("… ") in title:
        return ""
    for length in range(min(len(title), len(bare)), _OVERLAP - 1, -1):
        if title.endswith(bare[:length]):
            rest = bare[length:].strip()
            return "" if rest.rstrip("… ") in title else rest
    return snippet


class HitDelegate(RowDelegate):
    """Two lines: what it is called; what kind it is, where, and the words around the match."""

    def paint_row(self, painter: QPainter, rect: QRect, row: Row, selected: bool) -> None:
        marked = row.data
        if not isinstance(marked, Marked):
            super().paint_row(painter, rect, row, selected)
            return
        look = theme()
        box = self._title_rect(row, rect)
        top = rect.top() + look.px(self.pad)
        self._paint_start(painter, rect, row, top, selected)
        font = look.font(13, 500)
        line = painting.line_height(font)
        first = QRect(box.left(), top, box.width(), line)
        draw_marked(
            painter, painting.mirrored(first, rect), row.title, marked.title, font,
            look.color("text"),
        )  # fmt: skip
        below = QRect(box.left(), top + line, rect.right() - look.px(12) - box.left(), line)
        self._paint_second(painter, rect, below, marked)
        self._paint_end(painter, rect, row, box.right(), top)

    def _paint_second(self, painter: QPainter, rect: QRect, below: QRect, marked: Marked) -> None:
        look = theme()
        small, strong = look.font(12), look.font(12, 500)
        width = min(painting.text_width(marked.place, strong), below.width())
        place = QRect(below.left(), below.top(), width, below.height())
        painting.draw_text(
            painter, painting.mirrored(place, rect), marked.place, strong, look.color("text2")
        )
        rest = below.adjusted(width + look.px(12), 0, 0, 0)
        if marked.snippet and rest.width() > look.px(60):
            draw_marked(
                painter, painting.mirrored(rest, rect), marked.snippet, marked.spans, small,
                look.color("text2"),
            )  # fmt: skip
