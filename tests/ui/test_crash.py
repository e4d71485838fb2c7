"""A crash loses nothing, and its report holds no word of the engagement (U6)."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from facilitator import preferences
from ui import crash
from ui.crash import CrashGuard
from ui.workspace import Workspace

SECRET = "Celeste-said-this"


def _breaks(text: str) -> None:
    note = {"sealed": text}
    try:
        raise KeyError(text)
    except KeyError as error:
        raise ValueError(f"cannot save {note}") from error


def _caught() -> BaseException:
    try:
        _breaks(SECRET)
    except ValueError as error:
        return error
    raise AssertionError("nothing was raised")


def test_the_report_names_types_and_places_and_no_word() -> None:
    report = crash.report_text(_caught())
    assert "ValueError" in report
    assert "KeyError" in report
    assert "test_crash.py:" in report
    assert SECRET not in report
    assert "cannot save" not in report


def test_the_report_does_not_say_whose_computer_it_is() -> None:
    assert "/home" not in crash.report_text(_caught())
    assert str(preferences.data_dir()) not in crash.report_text(_caught())


def _box() -> QMessageBox:
    boxes = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox)]
    assert boxes
    return boxes[-1]


def _button(box: QMessageBox, words: str) -> QPushButton:
    found = [b for b in box.findChildren(QPushButton) if b.text() == words]
    assert found, words
    return found[0]


def test_an_error_is_written_down_told_and_the_app_goes_on(
    qtbot: QtBot, workspace: Workspace
) -> None:
    guard = CrashGuard()
    error = _caught()
    with qtbot.waitSignal(guard.happened):
        guard._hook(type(error), error, error.__traceback__)
    qtbot.waitUntil(_is_reported)
    reports = _reports()
    assert len(reports) == 1
    assert SECRET not in reports[0].read_text(encoding="utf-8")
    box = _box()
    shown = box.text() + box.informativeText() + box.detailedText()
    assert SECRET not in shown
    _button(box, "Copy the report").click()
    assert "ValueError" in QApplication.clipboard().text()
    assert box.isVisible()
    _button(box, "Go on").click()
    qtbot.waitUntil(_no_box)


def _reports() -> list[Path]:
    return list((preferences.data_dir() / "reports").glob("*.txt"))


def _is_reported() -> bool:
    return bool(_reports())


def _no_box() -> bool:
    return not [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox)]


def _slot() -> None:
    raise ValueError(SECRET)


def test_an_error_in_a_slot_reaches_the_guard(
    qtbot: QtBot, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    guard = CrashGuard()
    told: list[str] = []

    def note(report: str, path: object) -> None:
        told.append(report)

    monkeypatch.setattr(guard, "_tell", note)
    guard.install()
    try:
        with qtbot.waitSignal(guard.happened):
            QTimer.singleShot(0, _slot)
        qtbot.waitUntil(lambda: bool(told))
    finally:
        guard.remove()
    assert "_slot" in told[0]
    assert SECRET not in told[0]


def test_an_error_on_another_thread_is_told_on_the_windows(
    qtbot: QtBot, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    guard = CrashGuard()
    told: list[threading.Thread] = []

    def note(report: str, path: object) -> None:
        told.append(threading.current_thread())

    monkeypatch.setattr(guard, "_tell", note)
    error = _caught()
    args = threading.ExceptHookArgs((type(error), error, error.__traceback__, None))
    thread = threading.Thread(target=guard._thread_hook, args=(args,))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(told))
    assert told == [threading.main_thread()]
