"""Rows whose words may be cut off: the mouse reads them whole."""

from __future__ import annotations

from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QToolTip

from ui.widgets.row_delegate import RowDelegate
from ui.widgets.row_model import Index, Row, RowRole


class TippedDelegate(RowDelegate):
    """Shows what a screen reader says of a row as its tooltip."""

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        row = index.data(RowRole) if index.isValid() else None
        QToolTip.showText(event.globalPos(), row.words() if isinstance(row, Row) else "", view)
        return True
