"""A choice that says with three dots that its word goes on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from ui.theme import theme
from ui.widgets.fields import Choice


class ElidingChoice(Choice):
    """May be narrower than its words; the whole word is its tooltip."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        style = self.style()
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        box = style.subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        taken = option.iconSize.width() + theme().px(6) if not option.currentIcon.isNull() else 0
        room = box.width() - taken - theme().px(4)
        words = option.fontMetrics.elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, max(room, 1)
        )
        self.setToolTip(option.currentText if words != option.currentText else "")
        option.currentText = words
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
