"""The key of a file in the computer's own keyring: only when somebody asked for it (S4).

What is kept is the key of that one file, never the passphrase, which may open other things too. The
preferences list the salts of such files, so that no keyring is ever asked about another file.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator import preferences
from facilitator.errors import KeyringFailed

if TYPE_CHECKING:
    from types import ModuleType

    from facilitator.store.keys import Key

SERVICE = "Facilitator"
_SETTING = "remembered_files"
# Backends that write plain text to the disk, or keep nothing at all.
_UNSAFE = ("keyrings.alt", "keyring.backends.null", "keyring.backends.fail")


def is_remembered(path: Path) -> bool:
    """Tell whether somebody asked to have the key of a file remembered here."""
    from facilitator.store import keys

    salt = keys.salt_of(path)
    return salt is not None and salt.hex() in _salts()


def keep(key: Key) -> None:
    """Put a key into the keyring. May wait for a person; raises `KeyringFailed`."""
    with _told():
        _keyring().set_password(SERVICE, key.salt.hex(), key.raw.hex())
    _note([*_salts(), key.salt.hex()])


def recall(path: Path) -> Key | None:
    """Return the key of a file from the keyring, None where it is gone; may wait for a person."""
    from facilitator.store import keys

    salt = keys.salt_of(path)
    if salt is None:
        return None
    with _told():
        found = _keyring().get_password(SERVICE, salt.hex())
    try:
        return None if found is None else keys.Key(salt, bytes.fromhex(found))
    except ValueError:
        return None


def forget(salt: bytes | None) -> None:
    """Take a key out of the keyring; what is not there any more is no error."""
    if salt is None or salt.hex() not in _salts():
        return
    _note([each for each in _salts() if each != salt.hex()])
    with _told():
        door = _keyring()
        if door.get_password(SERVICE, salt.hex()) is not None:
            door.delete_password(SERVICE, salt.hex())


@contextmanager
def _told() -> Iterator[None]:
    """Turn whatever a keyring raises into one cause; each system's has errors of its own."""
    try:
        yield
    except KeyringFailed:
        raise
    except Exception as error:  # noqa: BLE001  (the cause is told, the file opens as always)
        raise KeyringFailed(type(error).__name__) from None


def _keyring() -> ModuleType:
    """Return the keyring once its backend was seen to be a safe one; it takes its time to load."""
    try:
        import keyring
    except ImportError:
        raise KeyringFailed("there is none") from None
    backend = keyring.get_keyring()
    parts = [backend, *getattr(backend, "backends", ())]
    if any(type(each).__module__.startswith(_UNSAFE) for each in parts):
        raise KeyringFailed("this computer has none that is safe")
    return keyring


def _salts() -> list[str]:
    return [each for each in preferences.setting(_SETTING).split(" ") if each]


def _note(salts: list[str]) -> None:
    preferences.change_setting(_SETTING, " ".join(sorted(set(salts))))
