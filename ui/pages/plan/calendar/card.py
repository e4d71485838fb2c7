"""The date that is chosen: what it is, and what can be done with it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from facilitator.queries.calendar import Occasion
from ui.pages.goals.locking import read_only_reason
from ui.theme import theme
from ui.widgets.buttons import PlainButton, explain_disabled
from ui.widgets.card import Card, row
from ui.widgets.chips import StatePill
from ui.widgets.fact_rows import FactRows
from ui.widgets.flow import FlowLayout
from ui.widgets.naming import identify
from ui.widgets.text import Text
from ui.wording import calendar as wording
from ui.wording import distance
from ui.wording.sessions import minutes
from ui.workspace import Workspace

# what can be done, and in which states of a date
_STATES = {
    "open": ("planned", "missed", "running", "closed", "cancelled"),
    "create": ("free", "moved", "past"),
    "move": ("free", "moved", "planned", "missed"),
    "skip": ("free", "moved"),
    "cancel": ("planned", "missed"),
    "restore": ("moved", "skipped", "cancelled"),
    "without": ("planned", "missed", "running", "closed"),
}


class OccasionCard(Card):
    """One date, or an empty day. `asked` carries the name of what a person wants done."""

    asked = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(margin=14, spacing=6)
        self._workspace = workspace
        self._kind = ""
        self.day = Text("", "heading", wrap=True)
        self.pill = StatePill("", "neutral", "")
        self.subject = Text("", "lead", wrap=True)
        self.facts = FactRows(72, 6)
        self.hint = Text("", "small", tone="warn", wrap=True)
        self.buttons: dict[str, QPushButton] = {}
        self._build()

    def _build(self) -> None:
        head = row(8)
        head.addWidget(self.day, 1)
        head.addWidget(self.pill, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        for part in (self.subject, self.facts, self.hint):
            self.add(part)
        holder = QWidget()
        flow = FlowLayout(holder)
        for name, words, icon, key in (
            ("open", self.tr("Open"), "arrow-right", ""),
            ("create", self.tr("Create session"), "plus", ""),
            ("move", self.tr("Move…"), "calendar-blank", "M"),
            ("skip", self.tr("Skip…"), "x", "S"),
            ("cancel", self.tr("Cancel session…"), "x-circle", "C"),
            ("restore", self.tr("Restore"), "arrow-counter-clockwise", "R"),
            ("without", "", "user-minus", ""),
            ("new", self.tr("New session here"), "plus", ""),
            ("rhythm", self.tr("Set a rhythm"), "calendar-check", ""),
        ):
            button = PlainButton(words, icon=icon, compact=True)
            if key:
                button.setToolTip(self.tr("{0} in the calendar").format(key))
            identify(button, f"date-{name}")
            button.clicked.connect(self._on_clicked)
            button.setProperty("asks", name)
            self.buttons[name] = button
            flow.addWidget(button)
        self.body.addSpacing(theme().px(8))
        self.add(holder)
        self.body.addStretch(1)

    def _on_clicked(self) -> None:
        self.asked.emit(str(self.sender().property("asks")))

    def offers(self, name: str) -> bool:
        """Tell whether something can be done with the date shown."""
        button = self.buttons[name]
        return not button.isHidden() and button.isEnabled()

    def show_day(self, day: date, today: date, *, has_series: bool) -> None:
        """Show a day on which there is nothing."""
        self._kind = ""
        self.day.setText(wording.day_words(day, today))
        self.pill.hide()
        nothing = self.tr("Nothing on this day.")
        if not has_series:
            nothing = self.tr("Nothing on this day. There is no rhythm yet.")
        self.subject.setText(nothing)
        self.subject.set_style("quiet")
        self.facts.set_facts([])
        self.hint.hide()
        self._show_buttons("new", *([] if has_series else ["rhythm"]))

    def show_occasion(self, each: Occasion, today: date, zone: str, rhythm: str) -> None:
        """Show a date with what its rhythm says."""
        kind = self._kind = wording.kind_of(each, today)
        self.day.setText(wording.day_words(date.fromisoformat(each.starts_local[:10]), today))
        self.pill.set_content(*wording.state(each, today))
        self.pill.show()
        self.subject.setText(", ".join(part for part in (each.label, each.title) if part))
        self.subject.set_style("lead")
        self.facts.set_facts(self._facts(each, today, zone, rhythm))
        hint = wording.clock_hint(each, zone) if kind in ("free", "moved", "planned") else ""
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        names = [name for name, states in _STATES.items() if kind in states]
        without = self.tr("With the facilitator") if each.without_facilitator else None
        self.buttons["without"].setText(without or wording.without_facilitator(each.state))
        self.buttons["open"].setText(self._open_words(kind))
        self._show_buttons(*names)

    def _open_words(self, kind: str) -> str:
        if kind == "running":
            return self.tr("Back to the session")
        return self.tr("Open minutes") if kind == "closed" else self.tr("Open agenda")

    def _facts(self, each: Occasion, today: date, zone: str, rhythm: str) -> list[tuple[str, str]]:
        at = self.tr("{0}, {1}").format(wording.times(each), minutes(each.length_s))
        if wording.kind_of(each, today) not in ("past", "skipped", "cancelled"):
            at = self.tr("{0}, {1}").format(at, distance(each.starts_local, today))
        moved = wording.moved_from(each, today)
        why = self.tr("Why")
        who = wording.without_facilitator(each.state) if each.without_facilitator else ""
        beside = wording.extra_words(each)
        return [
            (self.tr("Time"), at),
            (self.tr("Zones"), wording.elsewhere(each, zone, today)),
            (self.tr("Rhythm"), rhythm or beside[:1].upper() + beside[1:]),
            (self.tr("Was"), moved[:1].upper() + moved[1:]),
            (why, each.reason),
            (self.tr("Place"), each.place),
            (self.tr("Who"), who),
        ]

    def _show_buttons(self, *names: str) -> None:
        reason = read_only_reason(self._workspace)
        for name, button in self.buttons.items():
            button.setVisible(name in names)
            if name != "open":
                explain_disabled(button, reason)
