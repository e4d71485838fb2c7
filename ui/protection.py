"""Files with a passphrase in the window (S4): open, protect, change, remove, forget.

Keys are derived beside the window's thread. To write a file anew the window closes it first: one
job is then its only writer, and the window opens it again afterwards.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from facilitator.errors import FacilitatorError, KeyringFailed, PassphraseWrong
from ui import remembered
from ui.jobs import Job, JobContext

if TYPE_CHECKING:
    from facilitator.clock import Clock
    from facilitator.store.keys import Key
    from facilitator.store.protection import Rewritten
    from ui.shell import Shell

Then = Callable[[], object]


# --- beside the window's thread ------------------------------------------------------------------


def try_passphrase(
    path: Path, words: str, is_kept: bool, context: JobContext
) -> FacilitatorError | None:
    """Unlock a file, and keep its key in the keyring when asked to; return what went wrong."""
    from facilitator.store import protection

    try:
        key = protection.unlock(path, words)
        if is_kept and key is not None:
            remembered.keep(key)
    except FacilitatorError as error:
        return error
    return None


def try_keyring(path: Path, context: JobContext) -> FacilitatorError | None:
    """Unlock a file with the key that the keyring kept; return what went wrong."""
    from facilitator.store import protection

    try:
        key = remembered.recall(path)
        if key is None:
            return KeyringFailed("it does not hold the key any more")
        protection.prove(path, key)
    except FacilitatorError as error:
        return error
    return None


def rewrite(
    deed: str, path: Path, words: str, is_kept: bool, clock: Clock, context: JobContext
) -> tuple[Rewritten, FacilitatorError | None]:
    """Set, change or remove a passphrase; a keyring that fails takes nothing of it back."""
    from facilitator.store import keys, protection

    salt = keys.salt_of(path)
    report = partial(_report, context)
    if deed == "remove":
        done = protection.remove_passphrase(path, clock, report)
    elif deed == "change":
        done = protection.change_passphrase(path, words, clock, report)
    else:
        done = protection.set_passphrase(path, words, clock, report)
    try:
        remembered.forget(salt)
        key = keys.key_of(path)
        if is_kept and key is not None:
            remembered.keep(key)
    except FacilitatorError as error:
        return done, error
    return done, None


def _report(context: JobContext, done: int, total: int) -> None:
    context.report(done, total)


def _forget(path: Path, context: JobContext) -> None:
    from facilitator.store import keys

    remembered.forget(keys.salt_of(path))


# --- on the window's thread ----------------------------------------------------------------------


class Protection(QObject):
    """What `Files` does with passphrases."""

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._is_busy = False

    # --- opening ----------------------------------------------------------------------------

    def when_unlocked(self, path: Path, then: Then) -> None:
        """Go on with a file once its passphrase is known; at once where it needs none."""
        from ui.file_work import is_locked

        if not is_locked(path):
            then()
        elif remembered.is_remembered(path):
            job = Job(self.tr("Asking the keyring"), partial(try_keyring, path))
            job.done.connect(partial(self._on_keyring, path, then))
            self._shell.run_job(job)
        else:
            self.ask(path, then)

    def _on_keyring(self, path: Path, then: Then, error: object) -> None:
        if error is None:
            then()
            return
        stale = self.tr("The key that was remembered here does not open it. Type the passphrase.")
        self.ask(path, then, stale if isinstance(error, PassphraseWrong) else str(error))

    def ask(self, path: Path, then: Then, problem: str = "") -> None:
        """Ask for the passphrase of a file."""
        from ui.dialogs.passphrase import AskDialog

        dialog = AskDialog(self._shell, path, then)
        dialog.open()
        if problem:
            dialog.complain(problem)

    # --- set, change, remove ----------------------------------------------------------------

    def protect(self) -> None:
        """Ask for a passphrase for the open file, the first or another one."""
        if self._shell.workspace.is_protected:
            self._ask_present(self._set)
        else:
            self._set()

    def _set(self) -> None:
        from ui.dialogs.passphrase import SetDialog

        SetDialog(self._shell).open()

    def _ask_present(self, then: Then) -> None:
        from ui.dialogs.passphrase import PresentDialog

        PresentDialog(self._shell, self._shell.workspace.path, then).open()

    def remove(self) -> None:
        """Ask whether the open file shall be readable by everybody again."""
        self._ask_present(self._remove)

    def _remove(self) -> None:
        from ui.dialogs.passphrase import RemoveDialog

        RemoveDialog(self._shell).open()

    def rewrite(self, deed: str, words: str = "", *, is_kept: bool = False) -> None:
        """Close the open file, have it written anew, and open it again."""
        from facilitator.store import keys

        space = self._shell.workspace
        if self._is_busy:
            return
        path, key = space.path, keys.key_of(space.path)
        self._shell.close_engagement()
        if space.is_open:  # typing that could not be saved comes first
            return
        if key is not None:
            keys.remember(key)
        self._is_busy = True
        job = Job(
            self._title(deed),
            partial(rewrite, deed, path, words, is_kept, space.clock),
            can_cancel=False,
        )
        job.done.connect(partial(self._on_rewritten, deed, path))
        job.failed.connect(partial(self._on_failed, path, key))
        job.finished.connect(self._on_finished)
        self._shell.run_job(job)

    def _title(self, deed: str) -> str:
        titles = {
            "set": self.tr("Protecting the file"),
            "change": self.tr("Changing the passphrase"),
            "remove": self.tr("Removing the passphrase"),
        }
        return titles[deed]

    def _on_finished(self) -> None:
        self._is_busy = False

    def _on_rewritten(self, deed: str, path: Path, result: object) -> None:
        if not isinstance(result, tuple):
            return
        done, error = result
        self._open_again(path)
        if error is not None:
            self._shell.error(error)
        self._shell.toast(f"{self._done(deed)} {self._rest(deed, done)}".strip())

    def _done(self, deed: str) -> str:
        words = {
            "set": self.tr("The file is protected now."),
            "change": self.tr("The new passphrase holds from now on."),
            "remove": self.tr("The file has no passphrase any more."),
        }
        return words[deed]

    def _rest(self, deed: str, done: Rewritten) -> str:
        """Say what came of the earlier states, and what could not be reached."""
        parts = []
        if done.states:
            parts.append(self.tr("{0} earlier states too.").format(done.states))
        if done.deleted:
            words = self.tr("{0} earlier states could not be read and were deleted.")
            parts.append(words.format(done.deleted))
        if done.left:
            parts.append(self.tr("{0} earlier states stay as they are.").format(done.left))
        if deed == "set" and not done.is_overwritten:
            parts.append(self.tr("The plain bytes on the disk could not be overwritten."))
        return " ".join(parts)

    def _on_failed(self, path: Path, key: Key | None, error: BaseException) -> None:
        """Show the file as it was before, and say again why it still is."""
        if key is not None:
            from facilitator.store import keys

            keys.remember(key)
        self._open_again(path)
        self._shell.error(error)

    def _open_again(self, path: Path) -> None:
        if not self._shell.workspace.is_open:  # else somebody opened another one meanwhile
            self._shell.open_engagement(path)

    # --- forgetting -------------------------------------------------------------------------

    def lock(self) -> None:
        """Close the file, whose key is forgotten with it."""
        path = self._shell.workspace.path
        self._shell.close_engagement()
        if not self._shell.workspace.is_open:
            words = self.tr("{0} is closed, and its passphrase is forgotten.")
            self._shell.toast(words.format(path.name))

    def forget_here(self) -> None:
        """Take the key of the open file out of the computer's keyring."""
        path = self._shell.workspace.path
        job = Job(self.tr("Asking the keyring"), partial(_forget, path))
        job.done.connect(self._on_forgotten)
        self._shell.run_job(job)

    def _on_forgotten(self, _result: object) -> None:
        self._shell.toast(self.tr("This computer does not remember the passphrase any more."))
