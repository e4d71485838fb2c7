"""Minutes are contested, corrected, approved and locked; who reads them can prove what they say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pypdf
import pytest

from tests.journeys.desk import Desk
from tests.journeys.ways import (
    command_line,
    holds,
    is_in_order,
    palette,
    pdf_bytes,
    pdf_text,
    toast,
)
from tests.papers import files_of, with_files

pytestmark = [pytest.mark.journey, pytest.mark.slow]

HELD = "2026/12"
ITEM = f"{HELD}-3"
WRONG = "No date for May was ever promised"
OUTCOME = "Six milestones are dated and May stays open"
BECAUSE = "The date for May was a wish"
RAW = "Somebody muttered about seventeen clowns"
SEALED = "Celeste would rather leave than sign"
SECRET = "four words nobody joins"


def test_minutes_are_corrected_approved_and_can_be_proven(desk: Desk, tmp_path: Path) -> None:
    """M2, M3, M4, S1, S2, S3, V7: from a contested item to a copy that `verify` answers for."""
    file = _open_demo(desk)
    _seal_a_note(desk)
    _want_raw_notes_destroyed(desk)
    _open_the_held_session(desk)
    _marketing_contests(desk)
    _correct_the_outcome(desk, file)
    _circulate_a_corrected_version(desk)
    _both_agree(desk)
    _approve(desk)
    _destroy_the_raw_notes(desk)
    _undo_does_not_go_behind(desk)
    _the_room_sees_nothing_sealed(desk)
    joint, own = _save_both_copies(desk, tmp_path)
    desk.quit_app()
    _are_true_to_their_data(joint, own, file)
    _a_changed_letter_is_told(joint, file, tmp_path / "changed.pdf")
    _are_without_what_is_private(desk, file, joint, own)
    assert is_in_order(file)


def test_a_file_with_a_passphrase_opens_with_it_alone(desk: Desk, tmp_path: Path) -> None:
    """S4: protect in the window, close, wrong and right passphrase; the same without a window."""
    file = _open_demo(desk)
    known = _known_words(file)
    _protect(desk)
    _open_again(desk)
    desk.quit_app()
    _is_read_with_the_passphrase_alone(file, tmp_path / "secret.txt")
    for words in known:
        left = [each for each in _everything(desk) if holds(each.read_bytes(), words)]
        assert not left, f"readable without the passphrase: {words} in {left}"


# --- to the minutes ---------------------------------------------------------------------------


def _open_demo(desk: Desk) -> Path:
    desk.open_app()
    desk.press("open-demo")
    desk.see("nav-together")
    (found,) = desk.home.glob("**/Demo.facilitator")
    return found


def _seal_a_note(desk: Desk) -> None:
    desk.press("nav-private")
    desk.press("new-note")
    desk.until(lambda: desk.focused()["id"] == "new-sealed-note")
    desk.write(SEALED)
    desk.keys("ctrl+Return")
    desk.until(lambda: toast(desk).startswith("Sealed."))


def _want_raw_notes_destroyed(desk: Desk) -> None:
    desk.press("nav-people")
    desk.press(name="This engagement", within="people-tabs")
    desk.press(name="Destroy them", within="engagement-scratch-notes")


def _open_the_held_session(desk: Desk) -> None:
    """Go to the last held session, whose row says whom its minutes wait for."""
    desk.press("nav-sessions")
    (row,) = [each for each in desk.rows("session-list") if each.startswith(HELD)]
    assert "waiting for Marketing" in row
    _go_to_its_paper(desk)
    assert desk.see(name="Marketing: waiting")
    assert desk.see(name="Security: Agrees")
    assert desk.see(starts="Version 1 went out on ")


def _go_to_its_paper(desk: Desk) -> None:
    desk.focus("session-list")
    for _row in range(12):
        if desk.focused()["name"].startswith(HELD):
            break
        desk.keys("Down")
    desk.keys("Return")
    desk.see("minutes-preview", holds="page 1 of", timeout=30)


# --- what the sides say -----------------------------------------------------------------------


def _marketing_contests(desk: Desk) -> None:
    desk.press("approve-marketing")
    desk.see("answer-by")
    assert desk.focused()["name"] == "Agrees", "the keyboard is where the answer is given"
    desk.press(name="Contests", within="minutes-answer")
    desk.choose("contest-1", ITEM)
    desk.fill("contest-note-1", WRONG)
    desk.fill("answer-by", "Mei-Lin Castro")
    desk.press(name="Mail", within="answer-came-by")
    desk.press("confirm")
    desk.gone("answer-by")
    desk.see(name=f"Marketing: Contests {ITEM}")


def _correct_the_outcome(desk: Desk, file: Path) -> None:
    """Write what came out of it, and among the working notes what must never print."""
    desk.press(name="What prints, item by item")
    desk.focus("minutes-items")
    desk.keys("Home", "Down", "Down", "Return")
    desk.see("item-outcome")
    assert desk.focused()["id"] == "item-outcome"
    desk.keys("ctrl+a")
    desk.write(OUTCOME)
    desk.fill("item-notes", RAW)
    desk.press("confirm")
    desk.gone("item-outcome")
    desk.see(name="1 thing changed since version 1 went out.")
    beside = [each.read_bytes() for each in file.parent.glob(f"{file.name}*")]
    assert any(holds(data, RAW) for data in beside), "the raw note is in the file by now"


def _circulate_a_corrected_version(desk: Desk) -> None:
    desk.press("circulate")
    assert desk.see(starts=f"1. {ITEM}")
    desk.press("confirm")
    desk.see(name="Say why: correction 1 has no reason yet.")
    desk.fill("correction-because-1", BECAUSE)
    desk.choose("correction-asked-1", "Marketing")
    desk.press("confirm")
    desk.gone("comments-until")
    desk.see(starts="Version 2 went out on ")
    desk.see(name="Corrections: 1")


def _both_agree(desk: Desk) -> None:
    for side in ("Security", "Marketing"):
        desk.see(name=f"{side}: waiting")
        desk.press(f"approve-{side.lower()}")
        desk.see("answer-by")
        desk.press("confirm")
        desk.gone("answer-by")
        desk.see(name=f"{side}: Agrees")


def _approve(desk: Desk) -> None:
    """Approve at once: every side answered, so the comment window need not end first."""
    desk.press("approve-minutes")
    desk.see("approved-on")
    desk.press("confirm")
    desk.gone("approved-on")


def _destroy_the_raw_notes(desk: Desk) -> None:
    desk.see(name=f"Destroy the raw notes of {HELD}?")
    assert desk.focused()["name"] == "Keep them", "the safe answer has the keyboard"
    desk.press("confirm")
    desk.see(starts="Every byte was read again: nothing is left.", timeout=60)
    desk.press(name="Done")
    desk.gone("confirm")
    desk.see("minutes-preview", holds="page 1 of", timeout=30)
    assert desk.see(starts="Version 2 was approved on ")


def _undo_does_not_go_behind(desk: Desk) -> None:
    desk.keys("ctrl+z")
    desk.until(lambda: "cannot be undone" in toast(desk))
    assert desk.see(starts="Version 2 was approved on ")


# --- what others see --------------------------------------------------------------------------


def _the_room_sees_nothing_sealed(desk: Desk) -> None:
    desk.keys("F5")
    desk.see("room-window")
    assert desk.see("room-item", name="What we agreed")
    desk.press("nav-private")
    desk.see(name="Closed while the room view is open")
    said = "\n".join(desk.tree() + desk.rows("room-window"))
    for words in (SEALED, "rather leave", RAW, "clowns"):
        assert words not in said
    desk.press(name="Close the room view")
    desk.gone("room-window")
    desk.see("new-sealed-note")


def _save_both_copies(desk: Desk, folder: Path) -> tuple[Path, Path]:
    joint = folder / "joint.pdf"
    desk.press("nav-sessions")
    _go_to_its_paper(desk)
    desk.press("export-minutes")
    desk.see(role="dialog")
    desk.keys("ctrl+a")
    desk.write(str(joint))
    desk.keys("Return")
    desk.until(joint.exists, timeout=30)
    desk.until(lambda: toast(desk) == "Saved joint.pdf. No sealed note is in it.")
    desk.keys("ctrl+shift+e")
    desk.see("share-for")
    desk.choose("share-for", "Marketing")
    desk.see(starts="Only Marketing and Customer.")
    desk.fill("share-name", "marketing")
    desk.press("confirm")
    desk.see(name="Saved marketing.pdf", timeout=30)
    own = folder / "marketing.pdf"
    desk.until(own.exists)
    desk.keys("Escape")
    desk.gone("share-for")
    return joint, own


# --- what can be proven -----------------------------------------------------------------------


def _are_true_to_their_data(joint: Path, own: Path, file: Path) -> None:
    for pdf, readers in ((joint, "Joint copy"), (own, "Copy for Marketing")):
        said = command_line("verify", str(pdf), str(file))
        assert said.returncode == 0, said.stdout + said.stderr
        text = pdf_text(pdf)
        for words in ("APPROVED MINUTES, version 2", readers, OUTCOME, BECAUSE):
            assert words in text, words
        data = _data(pdf)
        assert data["format"] == "facilitator-minutes"
        assert OUTCOME in json.dumps(data)
    assert _promises(joint) == _promises(own), "the same decisions and actions in every copy"


def _data(pdf: Path) -> dict[str, Any]:
    """Return what stands inside, as any reader of PDF finds it."""
    found: dict[str, Any] = json.loads(pypdf.PdfReader(pdf).attachments["minutes.json"][0])
    return found


def _promises(pdf: Path) -> set[str]:
    content = _data(pdf)["content"]
    return {each["number"] for kind in ("decisions", "actions") for each in content[kind]}


def _a_changed_letter_is_told(pdf: Path, file: Path, target: Path) -> None:
    data = pdf.read_bytes()
    files = files_of(data)
    changed = files["minutes.json"].replace(b"Six milestones", b"Sax milestones", 1)
    assert changed != files["minutes.json"]
    target.write_bytes(with_files(data, {**files, "minutes.json": changed}))
    said = command_line("verify", str(target), str(file))
    assert said.returncode == 1, said.stdout + said.stderr
    assert "\n  no   " in said.stdout


def _are_without_what_is_private(desk: Desk, file: Path, *papers: Path) -> None:
    """The sealed note is kept in the file alone; the raw note is in no byte of anything."""
    assert holds(file.read_bytes(), SEALED), "the sealed note is kept"
    for paper in papers:
        data = pdf_bytes(paper)
        assert not any(holds(data, words) for words in (SEALED, "rather leave", RAW, "clowns"))
    kept = _everything(desk)
    assert file in kept
    left = [each for each in kept if holds(each.read_bytes(), RAW)]
    assert not left, f"the raw note is still in {left}"


def _everything(desk: Desk) -> list[Path]:
    """Return every file that the app has: documents, snapshots, settings, logs."""
    return [each for each in desk.home.rglob("*") if each.is_file()]


# --- a passphrase -----------------------------------------------------------------------------


def _known_words(file: Path) -> tuple[str, ...]:
    """Return words that anybody can read in the file before it is protected."""
    known = ("Opt-outs: why amber?", "Mei-Lin Castro")
    data = file.read_bytes()
    assert all(holds(data, each) for each in known)
    return known


def _protect(desk: Desk) -> None:
    palette(desk, "Protect with a passphrase")
    desk.see("passphrase-again")
    desk.see(starts="If you forget it, the file is lost.")
    desk.until(lambda: desk.focused()["id"] == "passphrase")
    desk.write(SECRET)
    desk.fill("passphrase-again", SECRET)
    desk.press("confirm")
    desk.until(lambda: toast(desk).startswith("The file is protected now."), timeout=60)
    desk.see("nav-together")


def _open_again(desk: Desk) -> None:
    """Close it, then open it from the start page; the wrong words first."""
    palette(desk, "Close and forget the passphrase")
    desk.see("recent-list", having="Demo, Opens with its passphrase, Protected, Demo.facilitator")
    desk.focus("recent-list")
    desk.keys("Return")
    desk.until(lambda: desk.focused()["id"] == "passphrase")
    desk.write("four words somebody joins")
    desk.keys("Return")
    desk.see(name="This passphrase does not open the file.")
    assert not desk.sees("nav-together")
    desk.until(lambda: desk.focused()["id"] == "passphrase")
    desk.write(SECRET)
    desk.keys("Return")
    desk.see("nav-together", timeout=30)


def _is_read_with_the_passphrase_alone(file: Path, secret: Path) -> None:
    refused = command_line("list", str(file), "sessions")
    assert (refused.returncode, refused.stdout) == (3, "")
    assert "--passphrase-file" in refused.stderr
    secret.write_text(f"{SECRET}\n")
    read = command_line("list", str(file), "sessions", "--passphrase-file", str(secret))
    assert read.returncode == 0, read.stderr
    assert "Second half of the year" in read.stdout
    secret.write_text("four words somebody joins\n")
    wrong = command_line("list", str(file), "sessions", "--passphrase-file", str(secret))
    assert (wrong.returncode, wrong.stdout) == (3, "")
