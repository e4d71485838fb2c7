"""What leaves with a paper and who will see it, as facts counted from its projection."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.pages.minutes.proof import Receipt
from ui.widgets.card import clear_layout, column, row
from ui.widgets.notices import IconMark
from ui.widgets.text import ElidedText, Text
from ui.wording import translate

Fact = tuple[str, str, str, str]  # icon, word, value, tone


def facts(receipt: Receipt, paper: str, style: str) -> list[Fact]:
    """Return the facts of a receipt. About sealed notes it says that there are none, no more."""
    middle = _agenda_facts(receipt) if paper == "agenda" else _minutes_facts(receipt, style)
    if receipt.is_for_facilitator:
        you = translate("receipt", "only you")
        held = translate("receipt", "those of this session")
        return [
            ("users", translate("receipt", "Readers"), you, "text"),
            *middle,
            ("warning", translate("receipt", "Sealed notes"), held, "warn"),
        ]
    return [
        ("users", translate("receipt", "Readers"), _readers(receipt), "text"),
        *middle,
        ("lock-simple", translate("receipt", "Sealed notes"), translate("receipt", "none"), "ok"),
    ]


def _minutes_facts(receipt: Receipt, style: str) -> list[Fact]:
    decisions = translate("receipt", "Decisions and reasons")
    if style == "decisions":
        decisions = translate("receipt", "Decisions, without reasons")
    outcomes = translate("receipt", "{0} of {1} items").format(receipt.outcomes, receipt.items)
    return [
        ("gavel", decisions, str(receipt.decisions), "text"),
        ("check-circle", translate("receipt", "Actions"), str(receipt.actions), "text"),
        ("file-text", translate("receipt", "Outcomes written"), outcomes, "text"),
        ("pencil-simple", translate("receipt", "Notes that print"), str(receipt.notes), "text"),
        ("flag", translate("receipt", "Concerns, ideas and more"), str(receipt.raised), "text"),
    ]


def _agenda_facts(receipt: Receipt) -> list[Fact]:
    return [
        ("list-checks", translate("receipt", "Items"), str(receipt.items), "text"),
        ("paperclip", translate("receipt", "Papers, by name"), str(receipt.papers), "text"),
        ("check-circle", translate("receipt", "Open actions"), str(receipt.open_actions), "text"),
    ]


def _readers(receipt: Receipt) -> str:
    count = len(receipt.readers)
    people = translate("receipt", "1 person")
    if count != 1:
        people = translate("receipt", "{0} people").format(count)
    if receipt.sides < 2 or not count:
        return people
    sides = translate("receipt", "both sides")
    if receipt.sides > 2:
        sides = translate("receipt", "{0} sides").format(receipt.sides)
    return f"{people}, {sides}"


class ReceiptView(QWidget):
    """The facts below each other, and what is done before the file is handed over."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = column(6)
        self.setLayout(self._box)
        self.shown: list[Fact] = []

    def show_receipt(self, receipt: Receipt, paper: str, style: str) -> None:
        """Show the facts of a paper."""
        found = facts(receipt, paper, style)
        if found == self.shown:
            return
        self.shown = found
        clear_layout(self._box)
        for icon, word, value, tone in found:
            self._add(icon, word, value, tone)
        self.setToolTip("\n".join(receipt.readers))
        scanned = Text(self.tr("The saved file is read again and scanned."), "small", wrap=True)
        self._box.addWidget(scanned)

    def _add(self, icon: str, word: str, value: str, tone: str) -> None:
        line = row(10)
        line.addWidget(IconMark(icon, "ok" if tone == "ok" else "text2", 16))
        line.addWidget(ElidedText(word, "row"), 1)
        told = Text(value, "strong", tone=tone)
        told.setAccessibleName(f"{word}: {value}")
        line.addWidget(told)
        self._box.addLayout(line)
