"""What the six steps share: they show the file, save what is typed, and say what is missing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from facilitator.queries.guide import Guide, guide
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.card import column, row
from ui.widgets.text import Text
from ui.workspace import Workspace

REMOVE = 32


class StepBody(QWidget):
    """The inside of one step. `finished` asks to go on, as Ctrl+Enter does."""

    finished = Signal()

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__()
        self.workspace, self.shell = workspace, shell
        self.box = column(12)
        self.setLayout(self.box)

    def show_guide(self, found: Guide, *, force: bool) -> None:
        """Show what the file says; `force` also where somebody types (undo)."""
        raise NotImplementedError

    def show_again(self) -> None:
        """Show the file once more, after a line became a row of it."""
        self.show_guide(guide(self.workspace.reader), force=False)

    def first_field(self) -> QWidget:
        """Return where the keyboard goes when the step opens."""
        raise NotImplementedError

    def finish(self) -> str:
        """Do what is left to do; return what is missing, empty when the step can be left."""
        raise NotImplementedError


class Line(QWidget):
    """One row of fields that share columns with the rows above and below.

    `is_new` says that it is nothing in the file yet; `is_making` that it is just becoming it.
    """

    entered = Signal()
    made = Signal()
    remove_asked = Signal()

    def __init__(self, shares: tuple[int, ...]) -> None:
        super().__init__()
        self.row_id: int | None = None
        self.is_making = False
        self._shares = shares
        self._line: QHBoxLayout = row(8)
        self.setLayout(self._line)

    @property
    def is_new(self) -> bool:
        """Tell whether nothing of it is in the file."""
        return self.row_id is None

    def add(self, widget: QWidget) -> None:
        """Put the next field into its column."""
        share = self._shares[self._line.count()]
        if share:
            policy = widget.sizePolicy()
            policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
            widget.setSizePolicy(policy)
        self._line.addWidget(widget, share)

    def make(self, create: Callable[[], int | None]) -> bool:
        """Create the row in the file; tell whether that worked."""
        self.is_making = True
        try:
            self.row_id = create()
        finally:
            self.is_making = False
        if self.row_id is not None:
            self.made.emit()
        return self.row_id is not None

    def load_draft(self) -> None:
        """Show what was being typed when the app ended."""
        raise NotImplementedError

    def on_enter(self, edit: QLineEdit) -> None:
        """Let Enter in a field ask for the next row."""
        edit.returnPressed.connect(self.entered)


def heads(words: list[str], shares: tuple[int, ...], end: int) -> QWidget:
    """Return the words above the columns of `Line`s; `end` is the width of what has no word."""
    holder = QWidget()
    line = row(8)
    holder.setLayout(line)
    for word, share in zip(words, shares[: len(words)], strict=True):
        label = Text(word, "label")
        if share:
            policy = label.sizePolicy()
            policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
            label.setSizePolicy(policy)
        else:
            label.setFixedWidth(theme().px(end))
        line.addWidget(label, share)
    end_of_line = QWidget()
    end_of_line.setFixedWidth(theme().px(REMOVE))
    line.addWidget(end_of_line)
    return holder


def keep_room(button: QWidget) -> None:
    """Let the columns stay where they are while a button at the end of a line is hidden."""
    button.setFixedWidth(theme().px(REMOVE))
    policy = button.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    button.setSizePolicy(policy)


class Lines(QWidget):
    """Lines below each other. `make_line` builds an empty one; one empty line can be at the end."""

    def __init__(self, make_line: Callable[[], Line]) -> None:
        super().__init__()
        self._make_line = make_line
        self.lines: list[Line] = []
        self._box = column(8)
        self.setLayout(self._box)

    def fit(self, ids: list[int], *, blank: bool) -> None:
        """Have one line for each row of the file, in which nobody loses what is being typed.

        `blank` keeps an empty line at the end.
        """
        for line in [each for each in self.lines if each.row_id not in ids]:
            if not line.is_new:
                self._drop(line)
        known = {line.row_id for line in self.lines}
        for row_id in ids:
            if row_id not in known:
                self._insert(row_id)
        if blank and not any(line.is_new for line in self.lines):
            self.add_blank()

    def _insert(self, row_id: int) -> None:
        line = self._new(sum(not each.is_new for each in self.lines))
        line.row_id = row_id

    def add_blank(self) -> Line:
        """Add an empty line at the end, or return the one that is there."""
        found = self.blank()
        if found is not None:
            return found
        line = self._new(len(self.lines))
        line.load_draft()
        return line

    def blank(self) -> Line | None:
        """Return the empty line."""
        return next((line for line in self.lines if line.is_new), None)

    def is_making(self) -> bool:
        """Tell whether a line is just becoming a row of the file."""
        return any(line.is_making for line in self.lines)

    def _new(self, at: int) -> Line:
        line = self._make_line()
        line.remove_asked.connect(partial(self._on_remove, line))
        self.lines.insert(at, line)
        self._box.insertWidget(at, line)
        return line

    def _on_remove(self, line: Line) -> None:
        if line.is_new:
            self._drop(line)

    def _drop(self, line: Line) -> None:
        self.lines.remove(line)
        self._box.removeWidget(line)
        line.hide()
        line.deleteLater()


def keep_draft(workspace: Workspace, place: str, words: str) -> None:
    """Keep typing that is no row yet; empty words forget it."""
    if workspace.read_only:
        return
    if words.strip():
        workspace.store.set_draft(place, words)
    else:
        workspace.store.clear_draft(place)
