"""Files that cannot be opened: one clear sentence, a way on, and the app goes on (U6)."""

from __future__ import annotations

import os
import random
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from facilitator.clock import FixedClock
from tests.demo_file import demo_file
from ui.main_window import MainWindow
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.workspace import Workspace

Spoil = Callable[[bytes], bytes]


def _newer(data: bytes) -> bytes:
    return data[:60] + (99).to_bytes(4, "big") + data[64:]


def _scribbled(data: bytes) -> bytes:
    return data[:100] + b"\xff" * 3900 + data[4000:]


# what the file is: how it came about, the sentence that names it, the way on that is offered
BAD: dict[str, tuple[Spoil, str, list[str]]] = {
    "empty": (lambda data: b"", "is empty, so there is nothing to open.",
              ["Get an earlier state back"]),
    "text": (lambda data: "Protokoll für übermorgen\n".encode() * 99,
             "is not a Facilitator engagement.", []),
    "pdf": (lambda data: b"%PDF-1.7\n" + data, "is not a Facilitator engagement.", []),
    "another database": (lambda data: data[:68] + bytes(4) + data[72:],
                         "is not a Facilitator engagement.", []),
    "random": (lambda data: random.Random(5).randbytes(20_000),
               "is damaged, cut short or no engagement at all.", ["Get an earlier state back"]),
    "newer": (_newer, "was written by a newer Facilitator", []),
    "cut short": (lambda data: data[: len(data) // 2], "is cut short or damaged.",
                  ["Get an earlier state back"]),
    "a header alone": (lambda data: data[:50], "is cut short or damaged.",
                       ["Get an earlier state back"]),
    "scribbled over": (_scribbled, "is damaged", ["Get an earlier state back"]),
}  # fmt: skip


@pytest.fixture
def window(
    qtbot: QtBot, look: Theme, settings: QSettings, clock: FixedClock
) -> Iterator[MainWindow]:
    window = MainWindow(Workspace(clock), settings)
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close()


@pytest.fixture
def read_only_folder(tmp_path: Path) -> Iterator[Path]:
    """Return a folder with the demo in which nothing can be written, not even by root."""
    folder = tmp_path / "handed over"
    folder.mkdir()
    is_root = os.name == "posix" and os.geteuid() == 0
    if is_root:
        mount = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder)]
        if subprocess.run(mount, check=False, timeout=20).returncode:
            pytest.skip("root may write everywhere, and no disk can be mounted here")
    demo_file(folder)
    if is_root:
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True, timeout=20)
    else:
        folder.chmod(0o555)
    yield folder
    if is_root:
        subprocess.run(["umount", "--lazy", str(folder)], check=True, timeout=20)
    else:
        folder.chmod(0o755)


def _told(window: MainWindow) -> str:
    return window.banner.accessibleName() if window.banner.isVisible() else ""


def _ways_on(window: MainWindow) -> list[str]:
    QApplication.processEvents()
    return [
        button.text() for button in window.banner.findChildren(Button)
        if button.isVisible() and button.text()
    ]  # fmt: skip


def _open_through_the_dialog(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    """Choose a file as a person does."""
    window.files.ask_open()
    (dialog,) = [each for each in window.findChildren(QFileDialog) if each.isVisible()]
    field = dialog.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(field, QLineEdit)
    field.setText(str(path))
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(field, Qt.Key.Key_Return)


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_is_named_for_what_it_is(
    qtbot: QtBot,
    window: MainWindow,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    kind: str,
) -> None:
    spoil, words, ways = BAD[kind]
    good = demo_file(tmp_path)
    bad = tmp_path / "bad.facilitator"
    bad.write_bytes(spoil(good.read_bytes()))
    before = bad.read_bytes()
    _open_through_the_dialog(qtbot, window, bad)
    assert _told(window).startswith("bad.facilitator ")
    assert words in _told(window)
    assert _ways_on(window) == ways
    assert window.page_id == "start", "nothing was opened"
    assert bad.read_bytes() == before
    assert sorted(each.name for each in tmp_path.glob("*bad*")) == [bad.name], "nothing beside it"
    _open_through_the_dialog(qtbot, window, good)
    assert window.workspace.path == good, "the app goes on"
    assert _told(window) == ""
    assert "Traceback" not in "".join(capfd.readouterr())


@pytest.mark.parametrize("kind", BAD)
def test_what_is_open_stays_open_when_another_file_is_bad(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, kind: str
) -> None:
    good = demo_file(tmp_path)
    bad = tmp_path / "bad.facilitator"
    bad.write_bytes(BAD[kind][0](good.read_bytes()))
    assert window.open_engagement(good)
    window.go("decisions")
    window.files.open(bad)
    assert BAD[kind][1] in _told(window)
    assert window.workspace.path == good
    assert window.page_id == "decisions"


def test_a_file_that_is_gone_can_be_looked_for(window: MainWindow, tmp_path: Path) -> None:
    window.files.open(tmp_path / "gone.facilitator")
    assert _told(window).startswith("gone.facilitator is not there.")
    assert _ways_on(window) == ["Find it", "Get an earlier state back"]


def test_a_folder_is_no_engagement(window: MainWindow, tmp_path: Path) -> None:
    folder = tmp_path / "folder.facilitator"
    folder.mkdir()
    window.files.open(folder)
    assert _told(window).startswith("folder.facilitator ")
    assert window.page_id == "start"


def test_in_a_read_only_folder_the_way_on_is_to_read_or_to_copy(
    qtbot: QtBot, window: MainWindow, read_only_folder: Path
) -> None:
    path = read_only_folder / "demo.facilitator"
    window.files.open(path)
    assert "read-only" in _told(window)
    assert not window.workspace.is_open
    assert _ways_on(window) == ["Open read-only", "Work on a copy"]
    (button,) = [b for b in window.banner.findChildren(Button) if b.text() == "Open read-only"]
    button.click()
    assert window.workspace.path == path
    assert window.workspace.read_only
    found = window.findChild(QWidget, "status")
    assert isinstance(found, QWidget)
    assert found.accessibleName() == "Read only"
    assert window.page_id == "together"
    _copy_of_it(qtbot, window)


def _copy_of_it(qtbot: QtBot, window: MainWindow) -> None:
    """Work on a copy, which is offered where one can write."""
    source = window.workspace.path
    (button,) = [b for b in window.banner.findChildren(Button) if b.text() == "Work on a copy"]
    button.click()
    (dialog,) = [each for each in window.findChildren(QFileDialog) if each.isVisible()]
    field = dialog.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(field, QLineEdit)
    assert field.text() == "demo copy.facilitator"
    folder = Path(dialog.directory().absolutePath())
    assert folder != source.parent
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.workspace.path == folder / "demo copy.facilitator")
    assert not window.workspace.read_only
    window.close_engagement()
    (folder / "demo copy.facilitator").unlink()
