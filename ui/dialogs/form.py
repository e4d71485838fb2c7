"""What forms in dialogs share: a title, fields that scroll when they must, one filled button."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QRadioButton, QScrollArea, QVBoxLayout, QWidget

from facilitator.errors import FacilitatorError
from ui.theme import theme
from ui.widgets.buttons import PlainButton, PrimaryButton
from ui.widgets.card import column, row
from ui.widgets.naming import identify
from ui.widgets.notices import announce
from ui.widgets.text import Text

# Widths, then the heights of wrapped words, then those of what holds them: each takes a turn.
_PASSES = 3


class _Fields(QScrollArea):
    """As high as its fields, as far as the screen allows."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        inside = self.widget()
        layout = inside.layout() if inside is not None else None
        if inside is None or layout is None:
            return super().sizeHint()
        width = max(self.width(), inside.minimumSizeHint().width())
        height = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else -1
        return QSize(width, max(height, inside.sizeHint().height()))


class FormDialog(QDialog):
    """A form that opens with `open()`. A subclass fills `body` and answers `submit`.

    Ctrl+Enter presses the filled button, Esc closes. What a command refuses is said above the
    buttons, and the form stays.
    """

    def __init__(
        self, parent: QWidget, title: str, action: str, *, lead: str = "", width: int = 600
    ) -> None:
        super().__init__(parent)
        self._width = width
        self._passes = 0
        self._turn = QTimer(self)  # a child: it ends with the form
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._on_refit)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        outer = column(16, 24)
        self.setLayout(outer)
        self.heading = Text(title, "heading")
        self.lead = Text(lead, "quiet", wrap=True)
        if not lead:
            self.lead.hide()
        inside = QWidget()
        inside.setProperty("plain", "true")
        self.body: QVBoxLayout = column(12)
        self.body.setContentsMargins(theme().px(2), 0, theme().px(6), 0)
        inside.setLayout(self.body)
        self._fields = _Fields()
        self._fields.setWidget(inside)
        self.problem = Text("", "row", tone="danger", wrap=True)
        self.problem.hide()
        outer.addWidget(self.heading)
        outer.addWidget(self.lead)
        outer.addWidget(self._fields, 1)
        outer.addWidget(self.problem)
        self._build_buttons(outer, action)

    def _build_buttons(self, outer: QVBoxLayout, action: str) -> None:
        line = row(8)
        self.cancel = PlainButton(self.tr("Cancel"))
        self.confirm = identify(PrimaryButton(action, key="Ctrl+Return"), "confirm", action)
        line.addStretch(1)
        line.addWidget(self.cancel)
        line.addWidget(self.confirm)
        outer.addLayout(line)
        self.foot = line
        self.cancel.clicked.connect(self.reject)
        self.confirm.clicked.connect(self._on_confirm)

    # --- for subclasses ---------------------------------------------------------------------

    def submit(self) -> bool:
        """Do what the form is for; False keeps it open."""
        return True

    def attempt(self, command: Callable[..., object], *args: object, **fields: object) -> bool:
        """Run a command; a refusal is said in the form and nothing has changed."""
        try:
            self.result_value = command(*args, **fields)
        except FacilitatorError as error:
            self.complain(str(error))
            return False
        return True

    result_value: object = None

    def set_action(self, words: str) -> None:
        """Change what the filled button says, to eyes and to a screen reader alike."""
        self.confirm.setText(words)
        self.confirm.setAccessibleName(words)

    def complain(self, sentence: str) -> None:
        """Say above the buttons what is wrong; an empty sentence takes it back."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)

    # --- itself -----------------------------------------------------------------------------

    def _on_confirm(self) -> None:
        self.complain("")
        if self.submit():
            self.accept()
        else:
            self.refit()  # what is said under a field needs room

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._on_confirm()
            return
        if is_enter:
            return  # Enter in a field reads the field; it does not send the form by accident
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        self._fit()
        if self.focusWidget() is None:
            self._focus_first()
        super().showEvent(event)
        self.refit()

    def _focus_first(self) -> None:
        """Give the keyboard to the first field; the buttons were built before the fields."""
        for found in self._fields.findChildren(QWidget):
            if _takes_keyboard(found):
                found.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def refit(self) -> None:
        """Take the height the fields need now, once their widths are known."""
        self._passes = _PASSES
        self._turn.start()

    def _on_refit(self) -> None:
        inside = self._fields.widget()
        layout = inside.layout() if inside is not None else None
        if layout is None or not self.isVisible():
            return
        area = self._fields.viewport().size()
        needed = layout.totalHeightForWidth(area.width()) if layout.hasHeightForWidth() else -1
        needed = max(needed, layout.totalMinimumSize().height())
        wanted = self.height() + needed - area.height()
        self.resize(self.width(), min(wanted, self._most().height()))
        self._passes -= 1
        if self._passes > 0:
            self._turn.start()

    def _most(self) -> QSize:
        home = self.parentWidget()
        size = home.window().size() if home is not None else QSize(1280, 720)
        return size - QSize(theme().px(32), theme().px(48))

    def _fit(self) -> None:
        """Be as high as the fields need, and never higher than the window behind."""
        most = self._most()
        width = min(theme().px(self._width), max(most.width(), 320))
        self.setMinimumWidth(min(width, theme().px(360)))
        self.resize(width, 10)
        layout = self.layout()
        inside = self._fields.widget()
        if layout is None or inside is None or inside.layout() is None:
            return
        margins = layout.contentsMargins()
        room = width - margins.left() - margins.right()
        fields = inside.layout()
        needed = fields.heightForWidth(room) if fields and fields.hasHeightForWidth() else -1
        needed = max(needed, inside.sizeHint().height())
        others = self._height_beside(room)
        self.resize(width, min(needed + others, most.height()))

    def _height_beside(self, width: int) -> int:
        layout = self.layout()
        if layout is None:
            return 0
        margins = layout.contentsMargins()
        height, count = margins.top() + margins.bottom(), 0
        for number in range(layout.count()):
            item = layout.itemAt(number)
            if item is None or item.widget() is self._fields or item.isEmpty():
                continue
            tall = item.heightForWidth(width) if item.hasHeightForWidth() else -1
            height += max(tall, item.sizeHint().height())
            count += 1
        return height + layout.spacing() * count + theme().px(8)


def _takes_keyboard(widget: QWidget) -> bool:
    """Tell whether Tab stops here; of a radio group it stops at what is chosen."""
    takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    if isinstance(widget, QRadioButton) and not widget.isChecked():
        takes = False
    return takes and widget.isEnabled() and not widget.isHidden()
