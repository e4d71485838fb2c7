"""The papers of an agenda item: added, dropped, opened, renamed, removed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt, QTemporaryDir, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QSizePolicy, QWidget

from facilitator.commands import papers as commands
from facilitator.errors import FacilitatorError, WriteFailed
from facilitator.outputs import write_bytes
from facilitator.queries.prepare import PaperRow
from ui import icons
from ui.dialogs.words_form import WordsDialog
from ui.shell import Shell
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.card import clear_layout
from ui.widgets.flow import FlowLayout
from ui.widgets.naming import identify
from ui.wording import sessions as wording_sessions
from ui.workspace import Workspace


class PaperChip(Button):
    """A paper as a chip; pressing it offers what can be done with it, Delete removes it."""

    remove_asked = Signal()
    kind = "quiet"

    def __init__(self, paper: PaperRow, parent: QWidget | None = None) -> None:
        super().__init__(paper.name.replace("&", "&&"), icon="paperclip", parent=parent)
        self.paper = paper
        size = wording_sessions.size(paper.size)
        self.setAccessibleName(self.tr("Paper {0}, {1}").format(paper.name, size))
        self.setToolTip(f"{paper.name}, {size}")
        self._size = size

    def sizeHint(self) -> QSize:
        look = theme()
        words = min(painting.text_width(self.paper.name, look.font(12, 500)), look.px(220))
        size = painting.text_width(self._size, look.font(11))
        return QSize(words + size + look.px(8 + 20 + 8 + 10), look.px(32))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_asked.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter, rect = theme(), QPainter(self), self.rect()
        box = rect.adjusted(0, look.px(4), 0, -look.px(4))
        ground = "hover" if self.underMouse() or self.isDown() else "chip"
        painting.draw_round(painter, box, look.radius("chip"), look.color(ground))
        side = look.px(14)
        mark = rect.adjusted(look.px(8), (rect.height() - side) // 2, 0, 0)
        mark.setSize(QSize(side, side))
        icons.paint(painter, painting.mirrored(mark, rect), "paperclip", look.color("text2"))
        size = painting.text_width(self._size, look.font(11))
        words = rect.adjusted(look.px(28), 0, -size - look.px(16), 0)
        self._write(painter, words, self.paper.name, 12, 500, "text")
        tail = rect.adjusted(rect.width() - size - look.px(10), 0, -look.px(8), 0)
        self._write(painter, tail, self._size, 11, 400, "text2")
        if self.hasFocus():
            painting.draw_focus(painter, rect, look.radius("chip"))

    def _write(
        self, painter: QPainter, box: QRect, words: str, size: int, weight: int, tone: str
    ) -> None:
        look = theme()
        font = look.font(size, weight)
        height = painting.line_height(font)
        box = QRect(box.x(), (self.height() - height) // 2, box.width(), height)
        painting.draw_text(
            painter, painting.mirrored(box, self.rect()), words, font, look.color(tone)
        )


class PaperBar(QWidget):
    """The chips of one item and “Add paper”."""

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__()
        self._workspace, self._shell = workspace, shell
        self._item_id: int | None = None
        self._papers: tuple[PaperRow, ...] = ()
        self._folder: QTemporaryDir | None = None
        self.tab_after: QWidget | None = None  # where Tab comes from into the first chip
        self._chips = FlowLayout(spacing=6)
        self.setLayout(self._chips)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.add = identify(LinkButton(self.tr("Add paper")), "add-paper")
        self.add.setToolTip(self.tr("Or drop a file onto the item. It is copied into this file."))
        self.add.clicked.connect(self.choose)
        self._chips.addWidget(self.add)

    def show_papers(self, item_id: int, papers: Sequence[PaperRow]) -> None:
        """Show the papers of an item."""
        if (item_id, tuple(papers)) == (self._item_id, self._papers):
            return
        self._item_id, self._papers = item_id, tuple(papers)
        self._chips.removeWidget(self.add)
        clear_layout(self._chips)
        before = self.tab_after or self.add
        for paper in papers:
            chip = PaperChip(paper)
            chip.clicked.connect(partial(self._on_chip, paper))
            chip.remove_asked.connect(partial(self._remove, paper))
            self._chips.addWidget(chip)
            self.setTabOrder(before, chip)
            before = chip
        self._chips.addWidget(self.add)
        if before is not self.add:
            self.setTabOrder(before, self.add)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the size of all chips in one line."""
        widths = []
        for number in range(self._chips.count()):
            item = self._chips.itemAt(number)
            if item is not None and not item.isEmpty():
                widths.append(item.sizeHint().width())
        gaps = theme().px(6) * max(len(widths) - 1, 0)
        return QSize(sum(widths) + gaps, theme().px(32))

    def set_fixed(self, is_fixed: bool) -> None:
        """Offer no more papers, e.g. in a closed session."""
        self.add.setVisible(not is_fixed)

    # --- doing ------------------------------------------------------------------------------

    def choose(self) -> None:
        """Ask for files to add."""
        dialog = QFileDialog(self._shell.window_widget, self.tr("Add papers"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._on_files)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_files(self, names: list[str]) -> None:
        if self._item_id is not None:
            add_papers(self._workspace, self._item_id, [Path(name) for name in names])

    def _on_chip(self, paper: PaperRow) -> None:
        chip = self.sender()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(icons.icon("folder-open"), self.tr("Open"), partial(self._open, paper))
        if self.add.isVisible():
            if commands.is_picture(paper.mime):
                self._offer_picture(menu, paper)
            rename = partial(self._rename, paper)
            menu.addAction(icons.icon("pencil-simple"), self.tr("Rename…"), rename)
            remove = partial(self._remove, paper)
            menu.addAction(icons.icon("trash"), self.tr("Remove"), remove)
        if isinstance(chip, QWidget):
            menu.popup(chip.mapToGlobal(chip.rect().bottomLeft()))

    def _offer_picture(self, menu: QMenu, paper: PaperRow) -> None:
        """Offer to show a picture on paper, and to say what it shows."""
        prints = menu.addAction(self.tr("Print with agenda and minutes"))
        prints.setCheckable(True)
        prints.setChecked(paper.prints)
        prints.triggered.connect(partial(self._print, paper, not paper.prints))
        describe = partial(self._describe, paper)
        menu.addAction(icons.icon("eye"), self.tr("Say what it shows…"), describe)

    def _print(self, paper: PaperRow, prints: bool) -> None:
        self._workspace.carry_out(commands.print_picture, paper.id, prints=prints)

    def _describe(self, paper: PaperRow) -> None:
        WordsDialog(
            self._shell.window_widget, self.tr("What does the picture show?"),
            self.tr("In words, for those who cannot see it"), self.tr("Keep"),
            partial(commands.describe_paper, self._workspace.store, paper.id), words=paper.alt,
        ).open()  # fmt: skip

    def _open(self, paper: PaperRow) -> None:
        """Open a copy: what is changed there stays out of the engagement."""
        self._folder = self._folder or QTemporaryDir()
        try:
            name, content = commands.paper_content(self._workspace.store, paper.id)
            target = Path(self._folder.path(), str(paper.id), Path(name).name)
            target.parent.mkdir(exist_ok=True)
            write_bytes(target, content)
        except FacilitatorError as error:
            self._shell.error(error)
            return
        except OSError as error:
            self._shell.error(WriteFailed(Path(self._folder.path()), error.strerror or ""))
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(target))):
            self._shell.toast(self.tr("No program on this computer opens {0}.").format(name))

    def _rename(self, paper: PaperRow) -> None:
        WordsDialog(
            self._shell.window_widget, self.tr("Rename paper"), self.tr("Name"), self.tr("Rename"),
            partial(commands.rename_paper, self._workspace.store, paper.id), words=paper.name,
        ).open()  # fmt: skip

    def _remove(self, paper: PaperRow) -> None:
        if self._workspace.carry_out(commands.remove_paper, paper.id):
            self._shell.toast(self.tr("{0} is removed.").format(paper.name), undo=True)


def add_papers(workspace: Workspace, item_id: int, files: Sequence[Path]) -> None:
    """Copy files to an item; one that is refused is told and the others are added."""
    for file in files:
        workspace.run(commands.add_paper, item_id, file)
