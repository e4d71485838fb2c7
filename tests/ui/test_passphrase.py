"""Files with a passphrase in the window: every dialog, every way in, and what is forgotten (S4)."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from facilitator import preferences
from facilitator.clock import FixedClock
from facilitator.commands.captures import capture
from facilitator.errors import KeyringFailed
from facilitator.store import Reader, gate, keys, protection, snapshots
from tests.demo_file import demo_file
from ui import remembered
from ui.crash import report_text
from ui.dialogs.passphrase import AskDialog, PresentDialog, RemoveDialog, SetDialog
from ui.dialogs.save_copy import SaveCopyDialog
from ui.dialogs.settings import SettingsDialog
from ui.main_window import MainWindow
from ui.pages.start.page import StartPage
from ui.pages.start.recent import RecentFile
from ui.theme import Theme
from ui.widgets.secret_field import SecretField
from ui.workspace import Workspace

PASS = "correct horse battery staple"
OTHER = "another one that is long"
WAIT_MS = 20_000


@pytest.fixture(autouse=True)
def _no_key_is_known() -> Iterator[None]:
    keys.forget_all()
    yield
    keys.forget_all()


@pytest.fixture
def window(
    qtbot: QtBot, clock: FixedClock, look: Theme, settings: QSettings
) -> Iterator[MainWindow]:
    found = MainWindow(Workspace(clock), settings)
    qtbot.addWidget(found)
    found.resize(1366, 768)
    found.show()
    yield found
    found.jobs.shut_down()
    found.workspace.close()


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    path = demo_file(tmp_path)
    protection.set_passphrase(path, PASS)
    keys.forget_all()
    return path


class Keyring(ModuleType):
    """Stands in for the system's keyring."""

    def __init__(self) -> None:
        super().__init__("keyring")
        self.held: dict[tuple[str, str], str] = {}
        self.error: Exception | None = None

    def get_keyring(self) -> object:
        return self

    def set_password(self, service: str, name: str, value: str) -> None:
        if self.error is not None:
            raise self.error
        self.held[service, name] = value

    def get_password(self, service: str, name: str) -> str | None:
        if self.error is not None:
            raise self.error
        return self.held.get((service, name))

    def delete_password(self, service: str, name: str) -> None:
        del self.held[service, name]


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> Keyring:
    found = Keyring()
    monkeypatch.setitem(sys.modules, "keyring", found)
    return found


def _dialog(window: MainWindow, kind: type[QWidget]) -> QWidget:
    (found,) = [each for each in window.findChildren(kind) if each.isVisible()]
    return found


def _asked(window: MainWindow) -> AskDialog:
    found = _dialog(window, AskDialog)
    assert isinstance(found, AskDialog)
    return found


def _type(qtbot: QtBot, dialog: AskDialog, words: str) -> None:
    dialog.secret.edit.setText(words)
    qtbot.keyClick(dialog.secret.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog._job is None, timeout=WAIT_MS)


def _open(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    window.open_engagement(path)
    _type(qtbot, _asked(window), PASS)
    qtbot.waitUntil(lambda: window.workspace.is_open, timeout=WAIT_MS)


# --- opening -------------------------------------------------------------------------------------


def test_opening_asks_for_the_passphrase_and_goes_on(
    qtbot: QtBot, window: MainWindow, locked: Path
) -> None:
    """S4: Enter opens; what was to be done then is done then."""
    done: list[str] = []
    assert not window.open_engagement(locked, then=lambda: done.append("then"))
    dialog = _asked(window)
    assert dialog.secret.edit.accessibleIdentifier() == "passphrase"
    assert dialog.secret.edit.accessibleName() == "Passphrase"
    assert dialog.secret.edit.echoMode() == QLineEdit.EchoMode.Password
    assert not dialog.keep.isChecked()
    _type(qtbot, dialog, PASS)
    assert window.workspace.is_open
    assert done == ["then"]
    assert window.workspace.is_protected
    assert "(protected)" in window.windowTitle()
    assert window.sidebar._note.text() == "Protected with a passphrase"


def test_the_window_is_not_held_up_while_the_key_is_derived(
    qtbot: QtBot, window: MainWindow, locked: Path
) -> None:
    """S4: pressing Open comes back at once, and the form says what happens."""
    window.open_engagement(locked)
    dialog = _asked(window)
    dialog.secret.edit.setText(PASS)
    began = time.monotonic()
    dialog.confirm.click()
    assert time.monotonic() - began < 0.1
    assert dialog.waiting.isVisible()
    assert not dialog.confirm.isEnabled()
    qtbot.waitUntil(lambda: window.workspace.is_open, timeout=WAIT_MS)


def test_three_wrong_ones_are_told_what_can_be_done(
    qtbot: QtBot, window: MainWindow, locked: Path
) -> None:
    """S4: in one line, nothing is changed, and the right one still opens."""
    data = locked.read_bytes()
    window.open_engagement(locked)
    dialog = _asked(window)
    for number in range(1, 4):
        _type(qtbot, dialog, OTHER)
        assert dialog.problem.text() == "This passphrase does not open the file."
        assert dialog.more.isVisible() == (number == 3)
    assert "Caps Lock" in dialog.more.text()
    assert not window.workspace.is_open
    assert not window.banner.isVisible()
    assert locked.read_bytes() == data
    _type(qtbot, dialog, PASS)
    assert window.workspace.is_open


def test_escape_leaves_what_was_open_open(
    qtbot: QtBot, window: MainWindow, locked: Path, tmp_path: Path
) -> None:
    """S4."""
    plain = demo_file(tmp_path, "plain.facilitator")
    window.open_engagement(plain)
    window.open_engagement(locked)
    qtbot.keyClick(_asked(window), Qt.Key.Key_Escape)
    assert window.workspace.path == plain


def test_what_is_typed_can_be_shown(qtbot: QtBot, look: Theme) -> None:
    """S4: and the button says what it does."""
    field = SecretField("Passphrase", "passphrase")
    qtbot.addWidget(field)
    assert field.show_words.accessibleName() == "Show what is typed"
    field.show_words.click()
    assert field.edit.echoMode() == QLineEdit.EchoMode.Normal
    assert field.show_words.accessibleName() == "Hide what is typed"


def test_closing_forgets_the_key(qtbot: QtBot, window: MainWindow, locked: Path) -> None:
    """S4: by the command that says so, and by every other way of closing."""
    _open(qtbot, window, locked)
    assert keys.key_of(locked) is not None
    command = window.commands.get("file.lock")
    assert command is not None
    command.run()
    assert not window.workspace.is_open
    assert keys.key_of(locked) is None
    _open(qtbot, window, locked)
    window.close_engagement()
    assert keys.key_of(locked) is None


def test_a_copy_opened_after_its_file_keeps_its_key(
    qtbot: QtBot, window: MainWindow, locked: Path, tmp_path: Path
) -> None:
    """S4: a copy has the key of the file it came from, which is closed then."""
    _open(qtbot, window, locked)
    copy = tmp_path / "copy.facilitator"
    window.files._copy_and_open(locked, copy)
    qtbot.waitUntil(lambda: window.workspace.path == copy, timeout=WAIT_MS)
    assert keys.key_of(copy) is not None
    window.close_engagement()
    assert keys.key_of(copy) is None


# --- start page ----------------------------------------------------------------------------------


def test_the_start_page_shows_the_name_alone(
    qtbot: QtBot, window: MainWindow, locked: Path
) -> None:
    """S4: also where the passphrase happens to be known."""
    preferences.note_recent(locked)
    protection.unlock(locked, PASS)
    page = window.page("start")
    assert isinstance(page, StartPage)
    page.load()
    qtbot.waitUntil(lambda: page._looking is None, timeout=WAIT_MS)
    (row,) = page.recent.rows.rows()
    assert isinstance(row.data, RecentFile)
    assert row.data.seen is None
    assert row.title == "demo"
    assert "Protected" in row.spoken
    assert "Opens with its passphrase" in row.spoken
    assert not page.across.isVisible()


# --- set, change, remove -------------------------------------------------------------------------


def _set(window: MainWindow) -> SetDialog:
    found = _dialog(window, SetDialog)
    assert isinstance(found, SetDialog)
    return found


def _run(window: MainWindow, name: str) -> None:
    command = window.commands.get(name)
    assert command is not None, name
    command.run()


def _wait_protected(qtbot: QtBot, window: MainWindow, is_protected: bool) -> None:
    def is_there() -> bool:
        return window.workspace.is_open and window.workspace.is_protected == is_protected

    qtbot.waitUntil(is_there, timeout=WAIT_MS)


def test_protect_change_and_remove_in_the_window(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    """S4: the file is closed, written anew and open again where somebody was."""
    path = demo_file(tmp_path)
    window.open_engagement(path)
    window.go("decisions")
    window.workspace.run(capture, "note", "Typed before it was protected")
    _run(window, "file.protect")
    dialog = _set(window)
    assert "no way to get it back" in dialog.warning.text()
    assert dialog.secret.again.edit.accessibleIdentifier() == "passphrase-again"
    dialog.secret.first.edit.setText(PASS)
    dialog.secret.again.edit.setText(PASS)
    dialog.confirm.click()
    _wait_protected(qtbot, window, is_protected=True)
    assert gate.is_protected(path)
    assert window.page_id == "decisions"
    assert window.workspace.store.value("SELECT 1 FROM capture WHERE text LIKE 'Typed before%'")
    assert window._toast.accessibleName().startswith("The file is protected now.")
    _change_and_remove(qtbot, window, path)


def _tell_present(qtbot: QtBot, window: MainWindow, words: str) -> None:
    """Type the passphrase that holds until now; a wrong one leads nowhere."""
    asked = _dialog(window, PresentDialog)
    assert isinstance(asked, PresentDialog)
    asked.secret.edit.setText("not this one")
    asked.confirm.click()
    qtbot.waitUntil(asked.confirm.isEnabled, timeout=WAIT_MS)
    assert asked.isVisible()
    asked.secret.edit.setText(words)
    asked.confirm.click()
    qtbot.waitUntil(lambda: not window.findChildren(PresentDialog), timeout=WAIT_MS)


def _change_and_remove(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    _run(window, "file.passphrase")
    _tell_present(qtbot, window, PASS)
    again = _set(window)
    assert again.windowTitle() == "Change the passphrase"
    again.secret.first.edit.setText(OTHER)
    again.secret.again.edit.setText(OTHER)
    before = keys.salt_of(path)
    again.confirm.click()
    qtbot.waitUntil(lambda: keys.salt_of(path) != before, timeout=WAIT_MS)
    _wait_protected(qtbot, window, is_protected=True)
    _run(window, "file.unprotect")
    _tell_present(qtbot, window, OTHER)
    removing = _dialog(window, RemoveDialog)
    assert isinstance(removing, RemoveDialog)
    removing.confirm.click()
    _wait_protected(qtbot, window, is_protected=False)
    keys.forget_all()
    Reader.open(path).close()


@pytest.mark.parametrize(
    ("first", "again", "told"),
    [
        ("", "", "Type a passphrase."),
        ("   ", "   ", "Type a passphrase."),
        (PASS, "", "The two are not the same."),
        (PASS, PASS.upper(), "The two are not the same."),
    ],
)
def test_a_new_one_is_typed_twice(
    window: MainWindow, tmp_path: Path, first: str, again: str, told: str
) -> None:
    """S4: what is missing is said, and the file stays as it is."""
    path = demo_file(tmp_path)
    window.open_engagement(path)
    window.files.protection.protect()
    dialog = _set(window)
    dialog.secret.first.edit.setText(first)
    dialog.secret.again.edit.setText(again)
    dialog.confirm.click()
    assert dialog.isVisible()
    assert dialog.problem.text() == told
    assert not gate.is_protected(path)


def test_the_hint_speaks_of_length_alone(window: MainWindow, tmp_path: Path) -> None:
    """S4: no score and no colour: a length, and what makes a good one."""
    window.open_engagement(demo_file(tmp_path))
    window.files.protection.protect()
    field = _set(window).secret.first
    assert "words that do not belong together" in field.field.below.text()
    field.edit.setText("secret")
    assert field.field.below.text().startswith("6 characters, which is short.")
    field.edit.setText(PASS)
    assert field.field.below.text() == f"{len(PASS)} characters."


def test_where_it_cannot_be_written_the_file_is_open_as_before(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S4, U6: the disk is full; the reason is told above the file that stands as it was."""
    path = demo_file(tmp_path)
    window.open_engagement(path)

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(protection, "_export", full)
    window.files.protection.rewrite("set", PASS)
    qtbot.waitUntil(lambda: window.workspace.is_open and window.banner.isVisible(), timeout=WAIT_MS)
    assert "the disk is full" in window.banner.accessibleName()
    assert not window.workspace.is_protected


def test_a_file_that_is_read_only_offers_no_passphrase(window: MainWindow, tmp_path: Path) -> None:
    """S4: and one that has one may still be closed."""
    window.open_engagement(demo_file(tmp_path), read_only=True)
    assert window.commands.get("file.protect") is None
    window.files.settings()
    dialog = _dialog(window, SettingsDialog)
    assert dialog.findChild(QWidget, "passphrase-set") is None


# --- copies and earlier states -------------------------------------------------------------------


def test_a_copy_to_hand_on_may_have_its_own_passphrase(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    """S4, E9."""
    window.open_engagement(demo_file(tmp_path))
    window.files.save_copy()
    dialog = _dialog(window, SaveCopyDialog)
    assert isinstance(dialog, SaveCopyDialog)
    assert not dialog.own.isVisible()
    dialog.hand_on.click()
    assert dialog.own.isVisible()
    assert not dialog.secret.isVisible()
    dialog.own.click()
    dialog.confirm.click()
    assert dialog.problem.text() == "Type a passphrase."
    dialog.secret.first.edit.setText(OTHER)
    dialog.secret.again.edit.setText(OTHER)
    dialog.confirm.click()
    target = tmp_path / "copy.facilitator"
    (asked,) = [each for each in window.findChildren(QFileDialog) if each.isVisible()]
    asked.fileSelected.emit(str(target))
    qtbot.waitUntil(lambda: window._toast.isVisible(), timeout=WAIT_MS)
    assert "with its own passphrase" in window._toast.accessibleName()
    assert protection.unlock(target, OTHER) is not None


def test_an_earlier_state_with_another_passphrase_asks_for_that_one(
    qtbot: QtBot, window: MainWindow, locked: Path, tmp_path: Path, clock: FixedClock
) -> None:
    """S4: a backup made before the passphrase was changed."""
    protection.unlock(locked, PASS)
    saved = snapshots.take(locked, clock)
    old = tmp_path / "old.facilitator"
    old.write_bytes(saved.read_bytes())
    protection.change_passphrase(locked, OTHER)
    back = tmp_path / "back.facilitator"
    window.open_engagement(locked)
    window.files._bring_back(old, back)
    _type(qtbot, _asked(window), PASS)
    qtbot.waitUntil(
        lambda: window.workspace.is_open and window.workspace.path == back, timeout=WAIT_MS
    )
    assert window.workspace.is_protected


# --- remembered on this computer -----------------------------------------------------------------


def test_remembered_it_is_not_asked_for_until_forgotten(
    qtbot: QtBot, window: MainWindow, locked: Path, keyring: Keyring
) -> None:
    """S4: only when asked to; the keyring gets the key of this file and never the passphrase."""
    window.open_engagement(locked)
    dialog = _asked(window)
    dialog.keep.setChecked(True)
    _type(qtbot, dialog, PASS)
    assert window.workspace.is_open
    assert len(keyring.held) == 1
    assert PASS not in str(keyring.held)
    window.close_engagement()
    window.open_engagement(locked)
    qtbot.waitUntil(lambda: window.workspace.is_open, timeout=WAIT_MS)
    window.files.protection.forget_here()
    qtbot.waitUntil(lambda: not keyring.held, timeout=WAIT_MS)
    window.close_engagement()
    window.open_engagement(locked)
    assert _asked(window).isVisible()


def test_without_being_asked_to_no_keyring_is_touched(
    qtbot: QtBot, window: MainWindow, locked: Path, keyring: Keyring
) -> None:
    """S4: off by default."""
    keyring.error = AssertionError("nobody asked for it")
    _open(qtbot, window, locked)
    assert not window.banner.isVisible()


def test_a_keyring_that_fails_is_told_and_the_file_opens(
    qtbot: QtBot, window: MainWindow, locked: Path, keyring: Keyring
) -> None:
    """S4: in a clear sentence, whatever the system's keyring raises."""
    keyring.error = RuntimeError("org.freedesktop.DBus.Error.ServiceUnknown")
    window.open_engagement(locked)
    dialog = _asked(window)
    dialog.keep.setChecked(True)
    _type(qtbot, dialog, PASS)
    assert window.workspace.is_open
    assert "keyring could not be used" in window.banner.accessibleName()
    assert not remembered.is_remembered(locked)


def test_a_key_that_no_longer_fits_asks_again(
    qtbot: QtBot, window: MainWindow, locked: Path, keyring: Keyring
) -> None:
    """S4."""
    key = protection.unlock(locked, PASS)
    assert key is not None
    remembered.keep(key)
    keys.forget_all()
    for name in keyring.held:
        keyring.held[name] = "00" * 32
    window.open_engagement(locked)
    qtbot.waitUntil(lambda: bool(window.findChildren(AskDialog)), timeout=WAIT_MS)
    assert "remembered here does not open it" in _asked(window).problem.text()


@pytest.mark.parametrize("name", ["keyring.backends.null", "keyrings.alt.file"])
def test_a_keyring_that_keeps_plain_text_or_nothing_is_refused(
    keyring: Keyring, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """S4: a key in a plain file would be no protection."""
    backend = type("Backend", (), {"__module__": name})()
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    with pytest.raises(KeyringFailed):
        remembered.keep(keys.new_key(PASS))


# --- nothing of it is written anywhere -----------------------------------------------------------


def test_neither_key_nor_passphrase_is_written_anywhere(
    qtbot: QtBot,
    window: MainWindow,
    locked: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """S4: settings, recent files, reports of crashes, what is printed, and every file beside."""
    _open(qtbot, window, locked)
    preferences.note_recent(locked)
    window.workspace.run(capture, "note", "A word")
    key = keys.key_of(locked)
    assert key is not None
    try:
        protection.unlock(locked, OTHER)
    except Exception as error:  # noqa: BLE001
        report = report_text(error)
    window.settings.sync()
    window.close_engagement()
    printed = capfd.readouterr()
    texts = [report.encode(), printed.out.encode(), printed.err.encode()]
    folders = (tmp_path, preferences.config_dir(), preferences.data_dir())
    files = [each for folder in folders for each in folder.rglob("*") if each.is_file()]
    texts += [each.read_bytes() for each in files]
    assert len(files) >= 3
    for secret in (PASS.encode(), OTHER.encode(), key.raw, key.raw.hex().encode()):
        assert not any(secret in text for text in texts)


def test_the_dialogs_name_all_they_hold(window: MainWindow, tmp_path: Path, look: Theme) -> None:
    """S4, U3: a screen reader has a word for each line and button."""
    window.open_engagement(demo_file(tmp_path))
    window.files.protection.protect()
    dialog = _set(window)
    QApplication.processEvents()
    for each in dialog.findChildren(QWidget):
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisible():
            assert each.accessibleName() or getattr(each, "text", str)(), each


def test_a_protected_file_named_when_the_app_starts_is_asked_for(
    qtbot: QtBot, clock: FixedClock, look: Theme, settings: QSettings, locked: Path
) -> None:
    """S4, U5: a double click in the file manager: the start page stands behind the question."""
    window = MainWindow(Workspace(clock), settings, is_file_coming=True)
    qtbot.addWidget(window)
    window.show()
    if not window.open_engagement(locked):
        window.show_pages()
    assert window.page_id == "start"
    _type(qtbot, _asked(window), PASS)
    assert window.workspace.is_open
    assert window.page_id != "start"
    window.jobs.shut_down()
    window.workspace.close()


def test_random_bytes_ask_and_open_with_nothing(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    """S4: whole pages of rubbish look like a protected file; no passphrase opens them."""
    path = tmp_path / "rubbish.facilitator"
    path.write_bytes(random.Random(5).randbytes(20_480))
    window.open_engagement(path)
    dialog = _asked(window)
    _type(qtbot, dialog, PASS)
    assert dialog.problem.text() == "This passphrase does not open the file."
    assert not window.workspace.is_open
