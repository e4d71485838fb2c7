"""Write pictures of every widget, light and dark: `python -m tests.ui.gallery FOLDER`."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDateEdit,
    QGridLayout,
    QHBoxLayout,
    QProgressBar,
    QRadioButton,
    QSpinBox,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from ui.theme import Scheme, Theme, install
from ui.widgets.buttons import (
    DangerButton,
    IconButton,
    KeyHint,
    LinkButton,
    PlainButton,
    PrimaryButton,
    QuietButton,
)
from ui.widgets.card import Card, Collapsible, Divider, PageHeader, column, row
from ui.widgets.chips import Avatar, Chip, DotLabel, StatePill
from ui.widgets.fields import AutoGrowTextEdit, Choice, DateField, Field, SearchField, line_edit
from ui.widgets.flow import FlowLayout
from ui.widgets.notices import Banner, EmptyState, ProgressStrip, Toast
from ui.widgets.rows import Row, RowList, Who
from ui.widgets.segmented import FilterTabs, Segmented
from ui.widgets.steps import Share, ShareBar, TimelineSteps
from ui.widgets.text import Text
from ui.widgets.veil import HoldToRead

PARTIES = ("blue", "rust", "green", "violet", "gold", "teal", "rose", "slate")


def _no_day(words: str) -> date:
    raise ValueError("June has 30 days.")


def _show(day: date) -> str:
    return day.isoformat()


def _nothing() -> None:
    return None


def _left() -> QVBoxLayout:
    box = column(12)
    card = Card()
    empty = EmptyState(
        "target",
        "No goals yet",
        "A goal is one sentence both sides can sign, with a measure, a date and one owner.",
    )
    empty.set_step("Write the first goal", _nothing)
    empty.set_step("or see the four goals of the demo", _nothing, primary=False)
    card.add(empty)
    box.addWidget(card)
    rows = RowList("Actions", fit=8)
    rows.set_rows(
        [
            Row(1, "Repeat the opt-out test in all seventeen tools", number="A21",
                icon="check-circle", icon_tone="action", trailing="18 days overdue",
                trailing_tone="danger", who=Who("Jonas", "JF", ("rust",))),
            Row(2, "Draw the app data on one page for Celeste", number="A20",
                icon="check-circle", icon_tone="action", trailing="14 days overdue",
                trailing_tone="danger", who=Who("Jonas", "JF", ("rust",))),
            Row(3, "Call-centre notes: paused. Stop for good, or bring it back?", number="D9",
                icon="gavel", icon_tone="decision", trailing="review was 2 Jun",
                trailing_tone="warn", who=Who("Both sides", "", ("blue", "rust"))),
            Row(4, "Order the server-side set-up", number="A22", trailing="due today",
                icon="check-circle", icon_tone="action", trailing_tone="warn"),
            Row(5, "Move the birthday voucher", number="A24", trailing="due 10 Jul",
                icon="check-circle", icon_tone="action", is_quiet=True),
        ]
    )  # fmt: skip
    rows.set_current(2)
    many = Card("Actions", margin=12)
    many.set_title("Actions", "1,204 of 8,310")
    many.add_to_header(LinkButton("All promises"))
    many.add(rows)
    box.addWidget(many)
    log = RowList("Log", title_lines=2, dividers=False, fit=8)
    log.set_rows(
        [
            Row("h1", "2026/12", "23 Jun, quarterly plan", is_heading=True),
            Row(1, "Two slow tools are switched off for mailings until they obey within 24 hours",
                "Marketing has not said it back", second_tone="warn", number="D-2026-020",
                chip=("Agreed", "ok", "check")),
            Row(2, "Agency access: keep the two-day promise", "Security asked",
                second_dots=("blue",), number="D-2026-019", trailing="10 min",
                trailing_second="exact"),
        ]
    )  # fmt: skip
    log.set_current(2)
    box.addWidget(log)
    box.addStretch(1)
    return box


def _middle() -> QVBoxLayout:
    box = column(10)
    failed = Banner()
    failed.show_notice(
        "The disk is full, so the last 3 changes are not saved.",
        "They are kept here while the app is open.",
    )
    failed.add_button("Try again", _nothing)
    failed.add_button("Save elsewhere", _nothing)
    box.addWidget(failed)
    held = Banner()
    held.show_notice(
        "Open on RUTH-LAPTOP since 13:40. You can read.", tone="warn", icon="lock-simple"
    )
    held.add_button("Work on a copy", _nothing, link=True)
    box.addWidget(held)
    strip = ProgressStrip("Writing the minutes, page 4 of 6")
    strip.set_progress(4, 6)
    box.addWidget(strip)
    grid = QGridLayout()
    name = line_edit("Nadia Rahmani")
    grid.addWidget(Field("Name", name), 0, 0)
    focused = line_edit("Nadia R")
    focused.setObjectName("focused")
    grid.addWidget(Field("Name", focused), 0, 1)
    due = DateField(_no_day, _show)
    due.setText("31 June")
    field = Field("Due", due)
    due.read()
    grid.addWidget(field, 1, 0)
    fixed = line_edit("Marketing")
    fixed.setReadOnly(True)
    grid.addWidget(Field("Accepted by", fixed, hint="Celeste accepts this one."), 1, 1)
    spin = QSpinBox()
    spin.setSuffix(" min")
    spin.setValue(15)
    grid.addWidget(Field("Minutes", spin), 2, 0)
    party = Choice()
    party.add(1, "Security", party="blue")
    party.add(2, "Marketing", party="rust")
    grid.addWidget(Field("Asked by", party), 2, 1)
    grid.addWidget(Field("From", QTimeEdit()), 3, 0)
    grid.addWidget(Field("Day", QDateEdit()), 3, 1)
    box.addLayout(grid)
    box.addWidget(Field("Agenda text", AutoGrowTextEdit("D-2026-020 switched two tools off until "
                        "they obey. Look at the repeated opt-out test, then keep, change or end "
                        "the switch-off.")))  # fmt: skip
    checks = row(12)
    for on, words in ((True, "Call centre view"), (False, "Which notes")):
        tick = QCheckBox(words)
        tick.setChecked(on)
        checks.addWidget(tick)
    radio = QRadioButton("Joint")
    radio.setChecked(True)
    checks.addWidget(radio)
    checks.addWidget(QRadioButton("Executive"))
    box.addLayout(checks)
    box.addWidget(SearchField("Search wording and reasons"))
    box.addStretch(1)
    return box


def _right() -> QVBoxLayout:
    box = column(10)
    line = row(8)
    line.addWidget(PrimaryButton("Primary", icon="plus"))
    line.addWidget(PlainButton("Plain"))
    line.addWidget(LinkButton("Link"))
    line.addWidget(PlainButton("With key", key="F8"))
    line.addStretch(1)
    box.addLayout(line)
    line = row(8)
    focus = PlainButton("Focused")
    focus.setObjectName("focused-button")
    line.addWidget(focus)
    off = PlainButton("Not yet possible")
    off.setEnabled(False)
    line.addWidget(off)
    line.addWidget(DangerButton("Delete"))
    line.addWidget(QuietButton("Quiet", icon="export"))
    line.addWidget(IconButton("dots-three", "More"))
    line.addStretch(1)
    box.addLayout(line)
    line = row(8)
    line.addWidget(PrimaryButton("Next item", icon="skip-forward", key="F8"))
    line.addWidget(PlainButton("Template", trailing="caret-down"))
    line.addWidget(PlainButton("Write it now", compact=True))
    line.addWidget(KeyHint("Ctrl+K"))
    line.addStretch(1)
    box.addLayout(line)
    pills = QWidget()
    flow = FlowLayout(pills)
    for words, tone, icon in (
        ("On track", "ok", "check-circle"), ("At risk", "warn", "warning"),
        ("Late", "danger", "clock"), ("Done", "ok", "check-circle-fill"),
        ("Open", "neutral", "circle"), ("Decision", "decision", "gavel"),
        ("Action", "action", "check-circle"), ("Concern", "danger", "flag"),
        ("Idea", "park", "lightbulb"),
    ):  # fmt: skip
        flow.addWidget(StatePill(words, tone, icon))
    flow.addWidget(Chip("no lead", "warn"))
    box.addWidget(pills)
    line = row(12)
    line.addWidget(DotLabel("Security and Privacy", ["blue"], size=13, tone="text"))
    line.addWidget(DotLabel("Both sides", ["blue", "rust"]))
    line.addStretch(1)
    box.addLayout(line)
    line = row(6)
    for key in PARTIES:
        line.addWidget(Avatar("Ingrid Solheim", key))
    for key in PARTIES[:4]:
        line.addWidget(Avatar("Ingrid Solheim", key, quiet=True))
    line.addStretch(1)
    box.addLayout(line)
    box.addWidget(Segmented([(1, "Inform"), (2, "Discuss"), (3, "Decide")], "Purpose", current=3))
    tabs = FilterTabs([("a", "All"), ("b", "Agreed"), ("c", "Review due")], "Filter")
    tabs.set_counts({"a": 21, "b": 19, "c": 4})
    box.addWidget(tabs)
    bar = ShareBar("Time")
    bar.set_shares([Share(10, "Check-in"), Share(15, "Tools", True), Share(15, "App"),
                    Share(23, "Rest")], 60, "11:00")  # fmt: skip
    box.addWidget(bar)
    box.addWidget(TimelineSteps(["asked", "promised", "delivered", "accepted"], 2))
    plain = QProgressBar()
    plain.setValue(40)
    box.addWidget(plain)
    sealed = Card("Private talk")
    sealed.add(HoldToRead("Hold Space to read", _words))
    box.addWidget(sealed)
    fold = Collapsible("More about this", opened=True)
    fold.body.addWidget(Text("Folded away until asked for.", "quiet"))
    box.addWidget(fold)
    box.addWidget(Divider())
    for style in ("display", "title", "heading", "lead", "strong", "body", "small", "label"):
        box.addWidget(Text("3:12 " + style, style))
    box.addStretch(1)
    return box


def _words() -> str:
    return "nobody sees this"


def build() -> QWidget:
    """Return a window with every widget in it."""
    window = QWidget()
    outer = column(16, 32)
    window.setLayout(outer)
    head = PageHeader("Shared states and parts", "The same on every page, light and dark.")
    head.add_action(PlainButton("Catch up", icon="newspaper"))
    head.add_action(PrimaryButton("Prepare session 13", icon="arrow-right"))
    outer.addWidget(head)
    columns = QHBoxLayout()
    columns.setSpacing(16)
    for part in (_left(), _middle(), _right()):
        holder = QWidget()
        part.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(part)
        columns.addWidget(holder, 1)
    outer.addLayout(columns, 1)
    toast = Toast(window)
    toast.setObjectName("toast")
    return window


def picture(app: QApplication, look: Theme, scheme: Scheme, target: Path) -> None:
    """Write one picture."""
    look.set_scheme(scheme)
    window = build()
    window.resize(1366, 960)
    window.show()
    focused = window.findChild(QWidget, "focused-button")
    if focused is not None:
        window.activateWindow()
        focused.setFocus(Qt.FocusReason.TabFocusReason)
    toast = window.findChild(Toast, "toast")
    if toast is not None:
        toast.show_words("Goal moved to “done”.", undo=True)
    app.processEvents()
    app.processEvents()
    window.grab().save(str(target))
    window.close()


def main(out: str) -> None:
    """Write all pictures."""
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    look = install(app, QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        picture(app, look, scheme, folder / f"gallery-{scheme.value}.png")


if __name__ == "__main__":
    main(sys.argv[1])
