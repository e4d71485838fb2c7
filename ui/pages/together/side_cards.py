"""The right column of the home page: next session, early warnings, promises, understanding."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from facilitator.queries.engagement import PartyRow
from facilitator.queries.sessions import SessionRow
from facilitator.queries.together import Together
from facilitator.queries.understanding import Understanding
from facilitator.queries.warnings import EarlyWarning
from ui import wording
from ui.pages.together.rows import item_row
from ui.pages.together.waits import WaitsPicture
from ui.widgets.buttons import LinkButton
from ui.widgets.card import Card, Divider, column, row
from ui.widgets.chips import Avatar
from ui.widgets.flow import FlowLayout
from ui.widgets.naming import identify
from ui.widgets.rows import Row, RowList
from ui.widgets.text import ElidedText, Text
from ui.wording import together as wording_together


class NextCard(Card):
    """The next session: its day, its agenda, its minutes, and who still leads nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.set_title(self.tr("Next session"))
        self.open = identify(LinkButton(self.tr("Open")), "together-next")
        self.add_to_header(self.open)
        self.when = Text("", "heading", wrap=True)
        self.subject, self.what = ElidedText("", "row"), ElidedText("", "small")
        self.items = identify(
            RowList(self.tr("Next agenda"), fit=9, dividers=False), "together-agenda"
        )
        self.rule = Divider()
        line = row(8)
        self.gap, self.total = ElidedText("", "small", tone="warn"), Text("", "small_strong")
        line.addWidget(self.gap, 1)
        line.addWidget(self.total)
        for widget in (self.when, self.subject, self.what, self.items, self.rule):
            self.add(widget)
        self.body.addLayout(line)

    def show_next(self, found: Together, today: date) -> None:
        """Show the session that runs, else the next one, else that there is none."""
        upcoming = found.running or found.next_session
        running, coming = self.tr("Running now"), self.tr("Next session")
        self.set_title(coming if found.running is None else running)
        self.open.setVisible(upcoming is not None)
        self.items.setVisible(bool(found.next_agenda))
        self.rule.setVisible(upcoming is not None)
        self.gap.setVisible(upcoming is not None)
        self.total.setVisible(upcoming is not None)
        self.subject.setVisible(upcoming is not None)
        if upcoming is None:
            self.when.setText(self.tr("None planned"))
            self.what.setText(self.tr("A rhythm keeps the sides talking."))
            return
        start = wording.time_of(upcoming.starts_local)
        self.when.setText(f"{wording.long_day(upcoming.starts_local, today)}, {start}")
        length = wording.length(upcoming.length_s)
        away = wording.distance(upcoming.starts_local, today)
        self.subject.setText(upcoming.title)
        self.what.setText(self.tr("Session {0}, {1}, {2}").format(upcoming.label, length, away))
        self.items.set_rows([item_row(item) for item in found.next_agenda])
        self._show_sum(upcoming)

    def _show_sum(self, upcoming: SessionRow) -> None:
        without = upcoming.items - upcoming.items_with_lead
        words = self.tr("{0} items have no lead").format(without) if without else ""
        if not upcoming.items:
            words = self.tr("The agenda is empty")
        elif without == 1:
            words = self.tr("1 item has no lead")
        self.gap.setText(words)
        planned, length = upcoming.planned_s // 60, upcoming.length_s // 60
        self.total.setText(self.tr("{0} of {1} min").format(planned, length))
        self.total.set_tone("warn" if planned > length else None)


class WarningsCard(Card):
    """Facts that somebody should see in time. `opened` carries (about, id)."""

    opened = Signal(object)
    _SHOWN = 5

    def __init__(self) -> None:
        super().__init__()
        self._found: tuple[EarlyWarning, ...] = ()
        self._today = date.min
        self._is_whole = False
        self.list = identify(
            RowList(self.tr("Early warnings"), fit=400, title_lines=2), "warning-list"
        )
        self.more = identify(LinkButton(""), "warnings-more")
        self.add(self.list)
        self.add(self.more)
        self.list.opened.connect(self._on_opened)
        self.more.clicked.connect(self._on_more)

    def show_warnings(self, found: tuple[EarlyWarning, ...], today: date) -> None:
        """Show the facts; nothing at all where there is none."""
        self._found, self._today = found, today
        self.setVisible(bool(found))
        self.set_title(self.tr("Worth a look"), str(len(found)))
        self._show()

    def _show(self) -> None:
        shown = self._found if self._is_whole else self._found[: self._SHOWN]
        self.list.set_rows([self._row(each) for each in shown])
        rest = len(self._found) - len(shown)
        self.more.setVisible(rest > 0)
        self.more.setText(self.tr("{0} more").format(rest))

    def _row(self, each: EarlyWarning) -> Row:
        title, second = wording_together.warning(each, self._today)
        icon, tone = wording_together.ICONS[each.kind]
        dots = (each.colour,) if each.colour else ()
        return Row(
            (each.kind, each.about, each.row_id), title, second=second, second_dots=dots,
            icon=icon, icon_tone=tone,
        )  # fmt: skip

    def _on_opened(self, key: object) -> None:
        if isinstance(key, tuple):
            _kind, about, row_id = key
            self.opened.emit((about, row_id))

    def _on_more(self) -> None:
        self._is_whole = True
        self._show()
        self.list.setFocus()


class WaitsCard(Card):
    """Who waits on whom as counts, and what each side kept of what it promised."""

    def __init__(self) -> None:
        super().__init__()
        self.set_title(self.tr("Who waits on whom"))
        self.open = identify(LinkButton(self.tr("All promises")), "together-promises")
        self.add_to_header(self.open)
        self.picture = WaitsPicture()
        self.add(self.picture)
        self.add(Divider())
        self.kept = column(4)
        self.body.addLayout(self.kept)
        self.over_time = identify(LinkButton(self.tr("Both ways over time")), "together-balance")
        self.add(self.over_time)
        self._lines: list[Text] = []

    def show_waits(self, found: Together, table: list[PartyRow]) -> None:
        """Show the counts."""
        self.picture.set_waits(table, found.waits)
        while len(self._lines) < len(found.owed):
            line = Text("", "small", wrap=True)
            self._lines.append(line)
            self.kept.addWidget(line)
        words = self.tr("{0}: {1} kept in time, {2} late, {3} dropped")
        for line, each in zip(self._lines, found.owed, strict=False):
            counts = (each.kept_in_time, each.kept_late, each.dropped)
            none = self.tr("{0}: nothing kept or dropped yet").format(each.party)
            line.setText(words.format(each.party, *counts) if any(counts) else none)
        for number, line in enumerate(self._lines):
            line.setVisible(number < len(found.owed))


class _Count(QWidget):
    """A number with its word below."""

    def __init__(self, word: str) -> None:
        super().__init__()
        box = column(0)
        self.setLayout(box)
        self._word = word
        self.number = Text("", "heading")
        box.addWidget(self.number)
        box.addWidget(Text(word, "small"))

    def set_count(self, count: int, tone: str | None = None) -> None:
        """Show a count."""
        self.number.setText(str(count))
        self.number.set_tone(tone)
        self.setAccessibleName(f"{count} {self._word}")


class UnderstandingCard(Card):
    """What was said back and explained of late, and one sentence that somebody said back."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.set_title(self.tr("Understanding in the last 30 days"))
        self.open = identify(LinkButton(self.tr("Language")), "together-language")
        self.add_to_header(self.open)
        self.counts = {
            "said_back": _Count(self.tr("said back")),
            "confirmed": _Count(self.tr("confirmed")),
            "still_open": _Count(self.tr("still open")),
            "explained": _Count(self.tr("words explained")),
            "to_ask": _Count(self.tr("still to ask")),
        }
        self.numbers = QWidget()
        flow = FlowLayout(self.numbers, 16)
        for count in self.counts.values():
            flow.addWidget(count)
        self.add(self.numbers)
        self.nothing = Text(
            self.tr("Nothing was said back yet. In a session: “Can you say it in your words?”"),
            "quiet", wrap=True,
        )  # fmt: skip
        self.add(self.nothing)
        self.rule = Divider()
        self.add(self.rule)
        self.quote = Text("", "row", wrap=True)
        self.add(self.quote)
        who = row(8)
        self.face = Avatar("", None)
        self.who = ElidedText("", "small")
        who.addWidget(self.face)
        who.addWidget(self.who, 1)
        self.body.addLayout(who)

    def show_understanding(self, found: Understanding) -> None:
        """Show the counts and the sentence."""
        self.numbers.setVisible(not found.is_empty)
        self.nothing.setVisible(found.is_empty)
        for name, count in self.counts.items():
            number = getattr(found, name)
            is_owed = name in ("still_open", "to_ask") and number > 0
            count.set_count(number, "warn" if is_owed else None)
        quote = found.quote
        for widget in (self.rule, self.quote, self.face, self.who):
            widget.setVisible(quote is not None)
        if quote is not None:
            self.quote.setText(self.tr("“{0}”").format(quote.text))
            self.face.set_person(quote.voice.name or "?", quote.voice.colour or None)
            self.who.setText(wording_together.quote_of(quote))
            self.quote.setAlignment(Qt.AlignmentFlag.AlignLeading)
