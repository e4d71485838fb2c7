"""Folders that a sync client copies live are recognised by name and by mark."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.store.places import sync_folder


@pytest.mark.parametrize(
    ("folder", "client"),
    [
        ("/home/a/OneDrive/x", "OneDrive"),
        ("/Users/a/Library/CloudStorage/OneDrive-Contoso/x", "OneDrive"),
        ("C/Users/a/OneDrive - Contoso GmbH", "OneDrive"),
        ("/home/a/Dropbox/x", "Dropbox"),
        ("/home/a/Dropbox (Personal)", "Dropbox"),
        ("/Users/a/Library/Mobile Documents/com~apple~CloudDocs", "iCloud Drive"),
        ("C/Users/a/iCloudDrive", "iCloud Drive"),
        ("/Users/a/Google Drive/My Drive", "Google Drive"),
        ("/Users/a/Library/CloudStorage/GoogleDrive-a@b.c/My Drive", "Google Drive"),
        ("/home/a/Nextcloud/x", "Nextcloud"),
        ("/home/a/nextcloud2", "Nextcloud"),
        ("/home/a/Documents", None),
        ("/home/a/dropboxes/onedriver", None),
        ("/home/dropbox-notes/x", None),
    ],
)
def test_a_sync_clients_folder_is_named(folder: str, client: str | None) -> None:
    assert sync_folder(Path(folder) / "talks.facilitator") == client


def test_a_sync_clients_mark_is_enough(tmp_path: Path) -> None:
    assert sync_folder(tmp_path / "a" / "x.facilitator") is None
    (tmp_path / ".nextcloudsync.log").touch()
    assert sync_folder(tmp_path / "a" / "x.facilitator") == "Nextcloud"


def test_the_files_own_name_is_no_folder() -> None:
    assert sync_folder(Path("/home/a/Dropbox")) is None
