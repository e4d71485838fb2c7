"""Folders that a sync client copies while a file in them is open: worth a word to the user."""

from __future__ import annotations

import re
from pathlib import Path

_NAMES = (
    ("OneDrive", re.compile(r"onedrive( ?- ?.+)?")),
    ("Dropbox", re.compile(r"dropbox( \(.+\))?")),
    ("iCloud Drive", re.compile(r"icloud ?drive|mobile documents|com~apple~clouddocs")),
    ("Google Drive", re.compile(r"google ?drive(-.+|fs)?|my drive")),
    ("Nextcloud", re.compile(r"nextcloud\d*")),
)
_MARKS = (
    ("Dropbox", ".dropbox"),
    ("Nextcloud", ".nextcloudsync.log"),
    ("Google Drive", ".tmp.drivedownload"),
)


def sync_folder(path: Path) -> str | None:
    """Return the name of the sync client that looks after the folder of `path`, or None.

    Goes by the names that the clients give their folders and by the marks they leave there.
    """
    for folder in path.absolute().parents:
        name = folder.name.casefold()
        for client, form in _NAMES:
            if form.fullmatch(name):
                return client
        for client, mark in _MARKS:
            if (folder / mark).exists():
                return client
    return None
