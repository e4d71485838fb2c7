"""The judgements behind the advice, and what an hour of people costs: dialogs of settings."""

from __future__ import annotations

from dataclasses import fields
from functools import partial

from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget

from facilitator.cadence.advice import DEFAULTS, RANGES, Thresholds
from facilitator.commands import advice as commands
from facilitator.domain import money
from facilitator.errors import InvalidText
from facilitator.queries.cadence import thresholds
from facilitator.queries.costs import rates
from ui.dialogs.form import FormDialog
from ui.pages.goals.locking import lock
from ui.theme import theme
from ui.widgets.buttons import LinkButton
from ui.widgets.card import column, row
from ui.widgets.fields import Field, FieldLabel, guard_wheel, line_edit
from ui.widgets.naming import identify
from ui.widgets.text import Text
from ui.wording import thresholds as words
from ui.workspace import Workspace


class ThresholdsDialog(FormDialog):
    """Every threshold with its meaning and default; each takes effect at once."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(
            parent, self.tr("Thresholds of the advice"), self.tr("Done"),
            lead=self.tr(
                "Each is a judgement, for this engagement alone: no study gives an optimum. The"
                " advice follows at once."
            ),
            width=620,
        )  # fmt: skip
        self._workspace = workspace
        self.boxes: dict[str, QSpinBox] = {}
        for field in fields(Thresholds):
            self.body.addWidget(self._line(field.name))
        self.body.addStretch(1)
        self.reset = identify(LinkButton(self.tr("Back to the defaults")), "thresholds-reset")
        self.reset.clicked.connect(self._on_reset)
        self.foot.insertWidget(0, self.reset)
        self.cancel.hide()
        lock(workspace, [*self.boxes.values(), self.reset])
        self._load()

    def _line(self, name: str) -> QWidget:
        low, high = RANGES[name]
        box = identify(QSpinBox(), f"threshold-{name.replace('_', '-')}")
        box.setRange(low, high)
        box.setKeyboardTracking(False)
        box.setFixedWidth(theme().px(96))
        guard_wheel(box)
        box.valueChanged.connect(partial(self._on_value, name))
        self.boxes[name] = box
        holder, line, texts = QWidget(), row(12), column(1)
        holder.setLayout(line)
        label = FieldLabel(words.threshold_name(name), box)
        label.set_style("row")
        label.setWordWrap(True)
        meaning = words.threshold_meaning(name, int(getattr(DEFAULTS, name)))
        box.setAccessibleDescription(meaning)
        texts.addWidget(label)
        texts.addWidget(Text(meaning, "hint", wrap=True))
        line.addLayout(texts, 1)
        line.addWidget(box)
        return holder

    def _load(self) -> None:
        found = thresholds(self._workspace.reader)
        for name, box in self.boxes.items():
            was = box.blockSignals(True)
            box.setValue(int(getattr(found, name)))
            box.blockSignals(was)
        self.reset.setVisible(found != DEFAULTS)

    def _on_value(self, name: str, value: int) -> None:
        self.complain("")
        self.attempt(commands.set_threshold, self._workspace.store, name, value)
        self._load()

    def _on_reset(self) -> None:
        self.attempt(commands.reset_thresholds, self._workspace.store)
        self._load()


class RatesDialog(FormDialog):
    """One rate for everybody, and one for each person who differs; sealed."""

    def __init__(self, workspace: Workspace, parent: QWidget, currency: str) -> None:
        super().__init__(
            parent, self.tr("What an hour costs"), self.tr("Save"),
            lead=self.tr(
                "For your screen alone: rates are sealed, and only sums are shown. No paper, list"
                " or command line has them."
            ),
            width=480,
        )  # fmt: skip
        self._workspace, self._currency = workspace, currency
        self.lines: dict[int | None, QLineEdit] = {}
        self._places: dict[int | None, Field] = {}
        self._before: dict[int | None, int | None] = {}
        for each in rates(workspace.reader):
            self._add(each.person_id, each.name, each.cents)
        self.body.addStretch(1)
        lock(workspace, [*self.lines.values(), self.confirm])
        self.lines[None].setFocus()

    def _add(self, person_id: int | None, name: str, cents: int | None) -> None:
        everybody = self.tr("Everybody, {0} an hour").format(self._currency)
        line = line_edit("" if cents is None else money.show(cents))
        line.setPlaceholderText(
            self.tr("no rate") if person_id is None else self.tr("as everybody")
        )
        key = "everybody" if person_id is None else "person"
        field = Field(everybody if person_id is None else name, identify(line, f"rate-{key}"))
        self.lines[person_id], self._places[person_id] = line, field
        self._before[person_id] = cents
        self.body.addWidget(field)
        if person_id is None:
            self.body.addWidget(Text(self.tr("Only where somebody differs:"), "small"))

    def submit(self) -> bool:
        """Write what changed, as one step."""
        wanted: dict[int | None, int | None] = {}
        for person_id, line in self.lines.items():
            self._places[person_id].set_error("")
            try:
                wanted[person_id] = money.parse_cents(line.text())
            except InvalidText as error:
                self._places[person_id].set_error(str(error))
                line.setFocus()
                return False
        return self.attempt(self._save, wanted)

    def _save(self, wanted: dict[int | None, int | None]) -> None:
        store = self._workspace.store
        changed = {key: cents for key, cents in wanted.items() if cents != self._before[key]}
        if not changed:
            return
        with store.step("Set hourly rates"):
            for person_id, cents in changed.items():
                commands.set_rate(store, cents, person_id)
