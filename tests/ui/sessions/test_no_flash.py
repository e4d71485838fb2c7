"""Nothing flashes up as a window of its own while a page or a form is built."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from facilitator.commands.series import new_series
from facilitator.domain.rule import weekly
from facilitator.queries.prepare import session_detail
from tests.commands.scene import Scene
from ui.dialogs.change_rhythm import ChangeRhythmDialog
from ui.dialogs.series_form import SeriesDialog
from ui.dialogs.session_forms import NewSessionDialog, SessionDetailsDialog
from ui.dialogs.template_form import TemplateDialog
from ui.dialogs.words_form import WordsDialog
from ui.main_window import MainWindow
from ui.templates import shipped


class _Shown(QObject):
    """Collects the windows that are shown."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_shown = event.type() == QEvent.Type.Show
        if is_shown and isinstance(watched, QWidget) and watched.isWindow():
            self.names.append(type(watched).__name__)
        return False


def _watch(qtbot: QtBot, act: Callable[[], object]) -> list[str]:
    app, shown = QApplication.instance(), _Shown()
    assert app is not None
    app.installEventFilter(shown)
    act()
    QApplication.processEvents()
    app.removeEventFilter(shown)
    return shown.names


def test_a_page_is_built_without_a_flash(qtbot: QtBot, window: MainWindow, scene: Scene) -> None:
    def visit() -> None:
        window.go("prepare", session_id=scene.planned, item_id=scene.planned_items[0])
        window.go("sessions")
        window.go("prepare", session_id=scene.held)

    assert _watch(qtbot, visit) == []


def test_each_form_opens_as_the_one_window_it_is(
    qtbot: QtBot, window: MainWindow, scene: Scene
) -> None:
    space = window.workspace
    table = new_series(scene.store, "Table", weekly(2), "2026-07-07T10:00")
    detail = session_detail(scene.store, scene.planned)
    assert detail is not None
    forms: list[Callable[[], QDialog]] = [
        lambda: NewSessionDialog(space, window),
        lambda: SeriesDialog(space, window),
        lambda: ChangeRhythmDialog(space, window, table),
        lambda: SessionDetailsDialog(space, window, detail),
        lambda: TemplateDialog(space, window, shipped()[0], scene.planned, [1, 2], own_id=3),
        lambda: WordsDialog(window, "Name", "Name", "Save", str),
    ]
    for make in forms:
        opened: list[QDialog] = []

        def show(make: Callable[[], QDialog] = make, opened: list[QDialog] = opened) -> None:
            opened.append(make())
            opened[0].open()

        assert _watch(qtbot, show) == [type(opened[0]).__name__]
        opened[0].reject()
