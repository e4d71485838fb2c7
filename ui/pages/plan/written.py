"""The written plan: what the sides agreed about how they stay in touch (K1)."""

from __future__ import annotations

from functools import partial
from math import ceil
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QMenu, QSpinBox, QWidget

from facilitator.commands import plan as commands
from facilitator.queries.plan import PlanRow, Seats, plan, seats
from facilitator.queries.series import series
from facilitator.store import Change
from ui.actions import Command
from ui.drafts import TypingSaver
from ui.pages.goals.locking import lock
from ui.pages.tabbed import TabPage
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import LinkButton, PlainButton
from ui.widgets.card import Card, clear_layout, column
from ui.widgets.card_grid import CardGrid
from ui.widgets.chips import DotLabel
from ui.widgets.fact_rows import FactRows
from ui.widgets.fields import AutoGrowTextEdit, Field, guard_wheel
from ui.widgets.naming import identify
from ui.widgets.scrolled import scrolled
from ui.widgets.text import Text
from ui.wording import plan as wording_plan
from ui.wording.sessions import minutes
from ui.workspace import Workspace

_NAMES = 84  # the least room for what a fact is called


class SeatsView(QWidget):
    """Who takes part, by side; one line each, names beside the dot."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self._grid.setVerticalSpacing(theme().px(8))
        self._grid.setHorizontalSpacing(theme().px(8))
        self._grid.setColumnMinimumWidth(0, theme().px(_NAMES))
        self._shown: list[Seats] | None = None

    def show_seats(self, found: list[Seats]) -> None:
        """Show the sides, then who sits on none."""
        if found == self._shown:
            return
        self._shown = found
        clear_layout(self._grid)
        for number, side in enumerate(found):
            name = side.party or self.tr("Facilitator")
            label: QWidget
            if side.party_id is None:
                label = Text(name if side.has_facilitator else self.tr("No side"), "small")
            else:
                label = DotLabel(name, (side.colour,), size=13, tone="text")
            people = ", ".join(side.people) or self.tr("nobody yet")
            words = Text(people, "body", wrap=True, tone=None if side.people else "text3")
            words.setAccessibleName(f"{name}: {people}")
            self._grid.addWidget(label, number, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(words, number, 1)

    def names_width(self) -> int:
        """Return how wide the names of the sides are, in design pixels."""
        items = [self._grid.itemAtPosition(row, 0) for row in range(len(self._shown or ()))]
        names = [item.widget() for item in items if item is not None]
        widest = max((name.sizeHint().width() for name in names if name is not None), default=0)
        return max(_NAMES, ceil(widest / theme().unit))


class WrittenTab(TabPage):
    """What the plan says, every field saved while it is typed; beside it what the file knows."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"plan", "party", "person", "membership", "series", "rhythm", "engagement"}
    )

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(workspace, shell)
        self._savers: dict[str, TypingSaver] = {}
        self._numbers: dict[str, tuple[QSpinBox, int]] = {}
        self.print = identify(PlainButton(self.tr("Print plan"), icon="printer"), "print-plan")
        self.print.clicked.connect(self.shell.exports.plan)
        self.others = identify(
            PlainButton(self.tr("Other papers"), trailing="caret-down"), "other-papers"
        )
        self.others.clicked.connect(self._on_others)
        whole = column(0)
        self.setLayout(whole)
        inside = QWidget()
        grid = CardGrid(inside, 400)
        grid.setContentsMargins(0, 0, theme().px(2), theme().px(8))
        self.words_card = self._build_words()
        grid.addWidget(self.words_card)
        grid.addWidget(self._build_side())
        whole.addWidget(scrolled(inside), 1)

    # --- building ---------------------------------------------------------------------------

    def _build_words(self) -> Card:
        card = Card(self.tr("What we agreed"), spacing=12)
        self._text(
            card, "purpose", self.tr("Purpose"),
            self.tr("Why do the sides meet at all, and what would go wrong if they did not?"),
        )  # fmt: skip
        self._text(
            card, "participants", self.tr("Who takes part"),
            self.tr("Who always comes, who comes when needed, who may stand in for whom"),
        )  # fmt: skip
        self._text(
            card, "contact_between", self.tr("Contact between sessions"),
            self.tr("for example: one call with each side in the week before"),
        )  # fmt: skip
        self._text(
            card, "escalation", self.tr("When the sides cannot settle it"),
            self.tr("Who is asked, by whom, and within how many days"),
        )  # fmt: skip
        card.body.addStretch(1)
        return card

    def _text(self, card: Card, name: str, label: str, placeholder: str) -> None:
        edit = AutoGrowTextEdit(placeholder=placeholder, least=3)
        card.add(Field(label, identify(edit, f"plan-{name.replace('_', '-')}")))
        self._savers[name] = self.shell.drafts.bind_text(edit, partial(self._save, name))

    def _build_side(self) -> QWidget:
        side = QWidget()
        box = column(16)
        side.setLayout(box)
        self.facts_card = Card(self.tr("From this file"), spacing=12)
        self.people = identify(
            LinkButton(self.tr("People")), "plan-people", self.tr("People and their sides")
        )
        self.people.clicked.connect(self._on_people)
        self.facts_card.add_to_header(self.people)
        self.facts = FactRows(_NAMES)
        self.facts_card.add(self.facts)
        self.seats = SeatsView()
        self.facts_card.add(self.seats)
        box.addWidget(self.facts_card)
        box.addWidget(self._build_numbers())
        box.addStretch(1)
        return side

    def _build_numbers(self) -> Card:
        card = Card(self.tr("Time around a session"), spacing=12)
        days = self._number("papers_days", commands.MOST_PAPERS_DAYS, 1, self.tr(" working days"))
        fixed = self._number("fixed_s", commands.MOST_MINUTES, 60, self.tr(" min"))
        ready = self._number("preparation_s", commands.MOST_MINUTES, 60, self.tr(" min"))
        card.add(
            self._with_hint(
                Field(self.tr("Papers go out this long before"), days),
                self.tr("Monday to Friday count."),
            )
        )
        card.add(
            self._with_hint(
                Field(self.tr("Fixed part of every session"), fixed),
                self.tr("Check-in and recap: the advice counts what is left for topics."),
            )
        )
        card.add(
            self._with_hint(
                Field(self.tr("Preparation of each person"), ready),
                self.tr("Counts in what a session costs."),
            )
        )
        return card

    def _with_hint(self, field: Field, hint: str) -> QWidget:
        """Keep the number short and say beside nothing else what it is for."""
        field.set_hint(hint)
        field.control.setMaximumWidth(theme().px(200))
        return field

    def _number(self, name: str, most: int, unit: int, suffix: str) -> QSpinBox:
        box = identify(QSpinBox(), f"plan-{name.removesuffix('_s').replace('_', '-')}")
        box.setRange(0, most)
        box.setSingleStep(1 if unit == 1 else 5)
        box.setSuffix(suffix)
        box.setKeyboardTracking(False)
        guard_wheel(box)
        box.valueChanged.connect(partial(self._save_number, name, unit))
        self._numbers[name] = (box, unit)
        return box

    # --- showing and saving -----------------------------------------------------------------

    def load(self) -> None:
        """Show what the file says."""
        self._load(force=False)

    def show_change(self, change: Change) -> None:
        """Load again; undo and redo also go into the field being edited."""
        self._load(force=change.kind != "do")

    def _load(self, *, force: bool) -> None:
        reader = self.workspace.reader
        found = plan(reader)
        for name, saver in self._savers.items():
            saver.load(str(getattr(found, name)), force=force)
        self._show_numbers(found)
        self.facts.set_facts(self._facts())
        self.seats.show_seats(seats(reader))
        self.facts.set_label_width(self.seats.names_width())
        boxes = [box for box, _unit in self._numbers.values()]
        lock(self.workspace, [*self._edits(), *boxes])

    def _facts(self) -> list[tuple[str, str]]:
        """Return rhythm, length and place of every series, with its name where there are more."""
        rows, today = series(self.workspace.reader), self.workspace.today()
        if not rows:
            return [(self.tr("Rhythm"), self.tr("none yet"))]
        facts: list[tuple[str, str]] = []
        for row in rows:
            now = row.in_force(today)
            name = row.title if len(rows) > 1 else self.tr("Rhythm")
            facts += [
                (name, wording_plan.rhythm_now(row, today)),
                (self.tr("Then"), wording_plan.rhythm_then(row, today)),
                (self.tr("Length"), minutes(now.length_s) if now else ""),
                (self.tr("Place"), row.place),
            ]
        return facts

    def _edits(self) -> list[QWidget]:
        return [*self.words_card.findChildren(AutoGrowTextEdit)]

    def _show_numbers(self, found: PlanRow) -> None:
        for name, (box, unit) in self._numbers.items():
            box.blockSignals(True)
            box.setValue(round(int(getattr(found, name)) / unit))
            box.blockSignals(False)

    def _save(self, name: str, words: str) -> None:
        self.workspace.run(commands.set_plan, **{name: words})

    def _save_number(self, name: str, unit: int, value: int) -> None:
        self.workspace.run(commands.set_plan, **{name: value * unit})

    def _on_people(self) -> None:
        self.shell.go("people")

    def _on_others(self) -> None:
        files = self.shell.files
        menu = self._menu = QMenu(self)
        menu.addAction(self.tr("Handover pack for a stand-in (PDF)"), files.handover)
        menu.addAction(self.tr("Report for the executives (PDF)"), files.report)
        menu.addAction(self.tr("Record of many sessions (PDF)"), files.record)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.others.mapToGlobal(self.others.rect().bottomLeft()))

    # --- the window's questions -------------------------------------------------------------

    def header_actions(self) -> list[QWidget]:
        """Return what prints the plan, and the papers that belong beside it."""
        return [self.others, self.print]

    def commands(self) -> list[Command]:
        """Return what can be done with the written plan."""
        return [
            Command(
                "plan.print", self.tr("Print the communication plan (PDF)"),
                self.shell.exports.plan, icon="file-pdf", group=self.tr("Plan"),
            )
        ]  # fmt: skip

    def panes(self) -> list[QWidget]:
        """Return the words, then what the file knows."""
        return [self.words_card, self.facts_card]

    def start_focus(self) -> QWidget | None:
        """Give the keyboard to the first field."""
        return self._edits()[0]
