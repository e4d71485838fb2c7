"""The app's own small memory (U5): recent files and settings that the command line shares."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from facilitator import preferences
from facilitator.errors import WriteFailed


def _file() -> Path:
    return preferences.config_dir() / "preferences.json"


def test_a_fresh_installation_has_no_recent_files_and_writes_nothing() -> None:
    assert preferences.recent_files() == ()
    assert preferences.setting("theme", "auto") == "auto"
    assert not preferences.config_dir().exists()


def test_the_file_opened_last_comes_first_and_stands_once(tmp_path: Path) -> None:
    one, two = tmp_path / "one.facilitator", tmp_path / "two.facilitator"
    for path in (one, two, one):
        preferences.note_recent(path)
    assert preferences.recent_files() == (one, two)


def test_a_relative_path_is_remembered_as_the_absolute_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    preferences.note_recent(Path("sub/../one.facilitator"))
    assert preferences.recent_files() == (tmp_path / "one.facilitator",)


def test_a_forgotten_file_leaves_the_list_and_stays_on_disk(tmp_path: Path) -> None:
    path = tmp_path / "one.facilitator"
    path.write_bytes(b"kept")
    preferences.note_recent(path)
    preferences.forget_recent(path)
    assert preferences.recent_files() == ()
    assert path.read_bytes() == b"kept"


def test_the_list_does_not_grow_without_end(tmp_path: Path) -> None:
    for n in range(preferences.RECENT_LIMIT + 5):
        preferences.note_recent(tmp_path / f"{n}.facilitator")
    assert len(preferences.recent_files()) == preferences.RECENT_LIMIT
    assert preferences.recent_files()[0].name == f"{preferences.RECENT_LIMIT + 4}.facilitator"


def test_a_setting_survives_and_is_forgotten_when_emptied() -> None:
    preferences.change_setting("facilitator", "Ruth Calder")
    assert preferences.setting("facilitator") == "Ruth Calder"
    preferences.change_setting("facilitator", "")
    assert preferences.setting("facilitator", "nobody") == "nobody"


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"\xff\xfe", b"[]", b'{"recent": 3, "settings": {}}', b"null"]
)
def test_a_damaged_file_is_set_aside_and_not_fatal(damage: bytes, tmp_path: Path) -> None:
    preferences.note_recent(tmp_path / "one.facilitator")
    _file().write_bytes(damage)
    assert preferences.recent_files() == ()
    assert _file().with_name("preferences.damaged.json").read_bytes() == damage
    preferences.note_recent(tmp_path / "two.facilitator")
    assert preferences.recent_files() == (tmp_path / "two.facilitator",)


def test_entries_of_the_wrong_type_are_left_out(tmp_path: Path) -> None:
    preferences.config_dir().mkdir()
    _file().write_text('{"recent": [1, "/a", null, "b\\u0000"], "settings": {"x": 2, "y": "z"}}')
    assert preferences.recent_files() == (Path("/a"),)
    assert (preferences.setting("x"), preferences.setting("y")) == ("", "z")


def test_a_folder_that_cannot_be_written_is_said_and_leaves_no_part(tmp_path: Path) -> None:
    preferences.config_dir().parent.mkdir(exist_ok=True)
    preferences.config_dir().write_text("a file where the folder should be")
    with pytest.raises(WriteFailed):
        preferences.note_recent(tmp_path / "one.facilitator")


def test_a_failed_write_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    preferences.note_recent(tmp_path / "one.facilitator")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WriteFailed, match="No space left"):
        preferences.note_recent(tmp_path / "two.facilitator")
    assert preferences.recent_files() == (tmp_path / "one.facilitator",)
    assert [entry.name for entry in preferences.config_dir().iterdir()] == ["preferences.json"]


@pytest.mark.skipif(sys.platform != "linux", reason="the other systems have folders of their own")
def test_without_an_override_the_folders_of_the_platform_are_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("FACILITATOR_DATA_DIR")
    monkeypatch.delenv("FACILITATOR_CONFIG_DIR")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.delenv("XDG_CONFIG_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert preferences.data_dir() == tmp_path / "share" / "facilitator"
    assert preferences.config_dir() == tmp_path / ".config" / "facilitator"
