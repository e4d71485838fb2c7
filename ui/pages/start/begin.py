"""A new engagement in three steps: the sides, what it is called, where it is kept (E6)."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from facilitator.clock import local_zone_name
from facilitator.domain.moments import zone_named
from facilitator.errors import InvalidMoment
from ui.file_work import Beginning
from ui.files import ENDING, documents_folder, free_name, is_taken
from ui.pages.start.sides import SidesList
from ui.shell import Shell
from ui.widgets.buttons import LinkButton, PlainButton, PrimaryButton
from ui.widgets.card import Card, column, row
from ui.widgets.fields import Field, line_edit
from ui.widgets.naming import identify
from ui.widgets.step_down import Step, StepsDown
from ui.widgets.text import Text


class BeginForm(Card):
    """Asks for as little as an engagement needs; all of it can be changed later."""

    cancelled = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__(margin=20, spacing=12)
        self._shell = shell
        self._is_title_touched = self._is_path_touched = False
        self._build()
        self._connect()
        self._suggest()

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        head = row(8)
        titles = column(2)
        titles.addWidget(Text(self.tr("New engagement"), "heading"))
        titles.addWidget(
            Text(self.tr("Three short steps. All of it can be changed later."), "quiet", wrap=True)
        )
        head.addLayout(titles, 1)
        self.cancel = LinkButton(self.tr("Cancel"))
        head.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        steps = [
            Step(1, self.tr("Sides"), self.tr("who sits at the table")),
            Step(2, self.tr("Engagement"), self.tr("what it is called, and who you are")),
            Step(3, self.tr("File"), self.tr("where it is kept")),
        ]
        self.sides = SidesList()
        steps[0].body.addWidget(self.sides)
        self._build_names(steps[1])
        self._build_file(steps[2])
        self._nexts = [self._build_next(step, number) for number, step in enumerate(steps)]
        self.steps = StepsDown(steps, self._said)
        self.add(self.steps)
        self.body.addStretch(1)

    def _build_names(self, step: Step) -> None:
        self.title_edit = identify(line_edit(), "engagement-title-field")
        self.facilitator = identify(
            line_edit(placeholder=self.tr("first and last name")), "facilitator-name"
        )
        self.title_field = Field(self.tr("Title"), self.title_edit)
        step.body.addWidget(self.title_field)
        step.body.addWidget(Field(self.tr("Who facilitates"), self.facilitator))

    def _build_file(self, step: Step) -> None:
        self.path = identify(line_edit(), "engagement-path")
        self.choose = PlainButton(self.tr("Choose"), icon="folder-open")
        self.path_field = Field(self.tr("Kept in one file"), self.path)
        line = row(8)
        line.addWidget(self.path_field, 1)
        line.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignBottom)
        holder = QWidget()
        holder.setLayout(line)
        step.body.addWidget(holder)
        self.warning = Text("", "small", tone="warn", wrap=True)
        step.body.addWidget(self.warning)
        self.zone = identify(line_edit(local_zone_name()), "engagement-zone")
        self.zone_field = Field(self.tr("Time zone of the sessions"), self.zone)
        step.body.addWidget(self.zone_field)

    def _build_next(self, step: Step, number: int) -> PrimaryButton:
        words = (self.tr("Next: the engagement"), self.tr("Next: the file"), self.tr("Begin"))
        button = PrimaryButton(words[number], icon="arrow-right", key="Ctrl+Return")
        identify(button, "begin-engagement" if number == 2 else f"begin-step-{number + 1}")
        problem = Text("", "small", tone="danger", wrap=True)
        problem.hide()
        step.body.addWidget(problem)
        line = row(8)
        line.addWidget(button)
        line.addStretch(1)
        step.body.addLayout(line)
        button.clicked.connect(self.go_on)
        self._problems = [*getattr(self, "_problems", []), problem]
        return button

    def _connect(self) -> None:
        self.cancel.clicked.connect(self.cancelled)
        self.sides.edited.connect(self._suggest)
        self.sides.finished.connect(self.go_on)
        self.title_edit.textEdited.connect(self._on_title)
        self.path.textEdited.connect(self._on_path)
        self.title_edit.returnPressed.connect(self.facilitator.setFocus)
        self.facilitator.returnPressed.connect(self.go_on)
        self.path.returnPressed.connect(self.zone.setFocus)
        self.zone.returnPressed.connect(self.go_on)
        self.choose.clicked.connect(self._on_choose)
        self.steps.opened.connect(self._on_opened)

    # --- what is suggested ------------------------------------------------------------------

    def suggest_facilitator(self, name: str) -> None:
        """Fill in who facilitated last, where nothing was typed."""
        if not self.facilitator.text():
            self.facilitator.setText(name)

    def _suggest(self) -> None:
        names = [name for name, _colour in self.sides.named()]
        if not self._is_title_touched:
            self.title_edit.setText(self._joined(names))
        self._suggest_path()

    def _joined(self, names: list[str]) -> str:
        if len(names) < 2:
            return "".join(names)
        return self.tr("{0} and {1}").format(", ".join(names[:-1]), names[-1])

    def _suggest_path(self) -> None:
        if not self._is_path_touched:
            plain = " ".join(re.sub(r"[^\w .,-]+", " ", self.title_edit.text()).split())
            found = free_name(documents_folder(), plain[:60].strip() or self.tr("Round table"))
            self.path.setText(str(found))
        self._warn()

    def _warn(self) -> None:
        """Say so when a sync client looks after the folder: it copies files that are open."""
        from facilitator.store.places import sync_folder  # brings the engine

        client = sync_folder(Path(self.path.text()).expanduser()) if self.path.text() else None
        words = self.tr(
            "{0} looks after this folder. Open the file on one computer at a time, or choose"
            " another folder."
        )
        self.warning.setText(words.format(client) if client else "")
        self.warning.setVisible(client is not None)

    # --- going on ---------------------------------------------------------------------------

    def go_on(self) -> None:
        """Go to the next step, or begin; what is missing is said where it is missing."""
        number = self.steps.current()
        problem = (self.sides.problem, self._title_problem, self._file_problem)[number]()
        self._problems[number].setText(problem)
        self._problems[number].setVisible(bool(problem))
        if problem:
            return
        if number < 2:
            self.steps.open_step(number + 1)
        else:
            self._begin()

    def _title_problem(self) -> str:
        missing = "" if self.title_edit.text().strip() else self.tr("A few words are needed here.")
        self.title_field.set_error(missing)
        if missing:
            self.title_edit.setFocus()
        return self.tr("The engagement needs a title.") if missing else ""

    def _file_problem(self) -> str:
        self.zone_field.set_error("")
        self.path_field.set_error("")
        try:
            zone_named(self.zone.text())
        except InvalidMoment as error:
            self.zone_field.set_error(f"“{error.text}” {error.cause}.")
            self.zone.setFocus()
            return self.tr("The time zone is not known.")
        path = self._target()
        if path is None or is_taken(path):
            words = self.tr("There is a file of that name already.")
            self.path_field.set_error(words if path else self.tr("A name is needed here."))
            self.path.setFocus()
            return self.tr("Choose another name for the file.")
        return ""

    def _target(self) -> Path | None:
        words = self.path.text().strip()
        if not words:
            return None
        path = Path(words).expanduser()
        path = path if path.is_absolute() else documents_folder() / path
        return path if path.suffix == ENDING else path.with_name(path.name + ENDING)

    def _begin(self) -> None:
        target = self._target()
        if target is None:
            return
        zone = str(zone_named(self.zone.text()))
        wanted = Beginning(
            self.title_edit.text().strip(), tuple(self.sides.named()),
            self.facilitator.text().strip(), zone, target,
        )  # fmt: skip
        self._shell.files.begin(wanted)

    def _said(self, number: int) -> str:
        if number == 0:
            return self._joined([name for name, _colour in self.sides.named()])
        return self.title_edit.text() if number == 1 else Path(self.path.text()).name

    # --- what people do ---------------------------------------------------------------------

    def _on_title(self, words: str) -> None:
        self._is_title_touched = bool(words.strip())
        self.title_field.set_error("")
        self._suggest_path()

    def _on_path(self, words: str) -> None:
        self._is_path_touched = bool(words.strip())
        self._warn()

    def _on_choose(self) -> None:
        target = self._target() or free_name(documents_folder(), self.tr("Round table"))
        self._shell.files.ask_new(self.tr("Where to keep it"), target, self._on_chosen)

    def _on_chosen(self, path: Path) -> None:
        self._is_path_touched = True
        self.path.setText(str(path))
        self._warn()

    def _on_opened(self, _number: int) -> None:
        if self.isVisible():
            self.focus_step()

    def focus_step(self) -> None:
        """Put the keyboard into the first field of the open step."""
        fields = (self.sides.first_field(), self.title_edit, self.path)
        fields[self.steps.current()].setFocus()

    # --- surviving a zoom -------------------------------------------------------------------

    def kept(self) -> dict[str, object]:
        """Return what was typed, as plain values."""
        return {
            "sides": self.sides.named(),
            "title": self.title_edit.text() if self._is_title_touched else "",
            "facilitator": self.facilitator.text(),
            "path": self.path.text() if self._is_path_touched else "",
            "zone": self.zone.text(),
            "step": self.steps.current(),
        }

    def show_kept(self, kept: dict[str, object]) -> None:
        """Show what was typed before."""
        sides = kept.get("sides")
        if isinstance(sides, list):
            self.sides.show_sides([(str(name), str(colour)) for name, colour in sides])
        self._is_title_touched = bool(kept.get("title"))
        self._is_path_touched = bool(kept.get("path"))
        for field, name in (
            (self.title_edit, "title"), (self.facilitator, "facilitator"), (self.path, "path"),
            (self.zone, "zone"),
        ):  # fmt: skip
            if kept.get(name):
                field.setText(str(kept[name]))
        self._suggest()
        step = kept.get("step")
        self.steps.open_step(step if isinstance(step, int) else 0)
