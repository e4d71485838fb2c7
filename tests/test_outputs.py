"""A file leaves whole under its name, or not at all (U4, INTERFACES)."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from facilitator.errors import SealedTextFound, WriteFailed
from facilitator.outputs import replacing, write_bytes, write_text


def _only(folder: Path, *names: str) -> bool:
    return sorted(path.name for path in folder.iterdir()) == sorted(names)


def test_a_file_takes_its_name_when_it_is_finished(tmp_path: Path) -> None:
    target = tmp_path / "minutes.pdf"
    with replacing(target) as part:
        part.write_bytes(b"half")
        assert not target.exists()
        assert part.parent == tmp_path
        assert part.suffix == ".part"
    assert target.read_bytes() == b"half"
    assert _only(tmp_path, "minutes.pdf")


def test_what_was_there_stays_when_writing_fails(tmp_path: Path) -> None:
    target = tmp_path / "minutes.pdf"
    target.write_bytes(b"before")

    def interrupted() -> None:
        with replacing(target) as part:
            part.write_bytes(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert target.read_bytes() == b"before"
    assert _only(tmp_path, "minutes.pdf")


def test_a_refused_file_never_appears(tmp_path: Path) -> None:
    """S2: the finished file is read again before it is handed over."""
    target = tmp_path / "minutes.pdf"
    seen = []

    def refuse(part: Path) -> None:
        seen.append(part.read_bytes())
        raise SealedTextFound(target, "page 1")

    with pytest.raises(SealedTextFound):
        write_bytes(target, b"sealed", refuse)
    assert seen == [b"sealed"]
    assert _only(tmp_path)


def test_text_is_written_as_utf_8_with_its_own_line_ends(tmp_path: Path) -> None:
    write_text(tmp_path / "a.csv", "Größe\r\n")
    assert (tmp_path / "a.csv").read_bytes() == "Größe\r\n".encode()


def test_a_new_file_has_the_rights_of_any_new_file(tmp_path: Path) -> None:
    mask = os.umask(0o022)
    try:
        write_bytes(tmp_path / "a.md", b"x")
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "a.md").stat().st_mode) == 0o644


@pytest.mark.parametrize("where", ["nowhere/a.pdf", "folder", "x" * 300 + ".pdf"])
def test_a_place_that_cannot_be_written_is_said_in_one_line(tmp_path: Path, where: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(WriteFailed) as caught:
        write_bytes(tmp_path / where, b"x")
    assert "\n" not in str(caught.value)
    assert "What was there before is unchanged" in str(caught.value)
    assert _only(tmp_path, "folder")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_said_so() -> None:
    with pytest.raises(WriteFailed, match="no space left"):
        write_bytes(Path("/dev/full"), b"x" * 100_000)


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="needs a device")
def test_a_device_is_written_through_and_not_replaced() -> None:
    with replacing(Path("/dev/null")) as part:
        assert part.parent != Path("/dev")
        part.write_bytes(b"x")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_a_link_keeps_pointing_where_it_points(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    link = tmp_path / "minutes.pdf"
    link.symlink_to(tmp_path / "there" / "real.pdf")
    write_bytes(link, b"new")
    assert link.is_symlink()
    assert (tmp_path / "there" / "real.pdf").read_bytes() == b"new"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs rights to be refused")
def test_a_read_only_folder_is_said_so(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o555)
    with pytest.raises(WriteFailed, match="permission denied"):
        write_bytes(folder / "a.pdf", b"x")
