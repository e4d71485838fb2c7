"""`minutes --reply` and `answer`: the sheet goes out and comes back (M2)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from pypdf import PdfReader, PdfWriter

Run = Callable[..., Result]


@pytest.fixture
def sheet(run: Run, file: Path) -> Path:
    path = file.parent / "reply.pdf"
    assert run("minutes", file, "last", "--reply", "Marketing", "-o", path).exit_code == 0
    return path


def filled(sheet: Path, **values: str) -> Path:
    writer = PdfWriter(clone_from=PdfReader(sheet))
    for page in writer.pages:
        writer.update_page_form_field_values(page, values, auto_regenerate=False)
    path = sheet.with_name("filled.pdf")
    writer.write(path)
    return path


def test_a_filled_sheet_becomes_the_answer(run: Run, file: Path, sheet: Path) -> None:
    done = run("answer", file, filled(sheet, answer="/agree_with_note", note="One wish"))
    assert done.exit_code == 0, done.output
    assert (
        "Marketing and Customer on minutes 2026/12, version 1: agrees, with a note" in done.stdout
    )
    assert "Note: One wish" in done.stdout
    printed = run("minutes", file, "last", "-o", "-").stdout
    assert "One wish" in printed


def test_an_earlier_answer_is_shown_and_stays_until_asked(
    run: Run, file: Path, sheet: Path
) -> None:
    run("answer", file, filled(sheet, answer="/agree_with_note", note="One wish"))
    again = run("answer", file, filled(sheet, answer="/agree"))
    assert again.exit_code == 1
    assert "Until now: agrees, with a note. One wish" in again.stdout
    assert run("answer", file, filled(sheet, answer="/agree"), "--replace").exit_code == 0
    assert "One wish" not in run("minutes", file, "last", "-o", "-").stdout


def test_an_unfilled_sheet_is_no_answer(run: Run, file: Path, sheet: Path) -> None:
    done = run("answer", file, sheet)
    assert done.exit_code == 1
    assert "None of the three answers is chosen." in done.stdout


def test_another_file_does_not_know_the_sheet(run: Run, file: Path, sheet: Path) -> None:
    other = file.parent / "other.facilitator"
    assert run("new", other, "--party", "Security", "--party", "Marketing").exit_code == 0
    done = run("answer", other, filled(sheet, answer="/agree"))
    assert done.exit_code == 1
    assert "has no minutes with code" in done.stdout


def test_what_is_no_sheet_is_refused(run: Run, file: Path) -> None:
    minutes = file.parent / "minutes.pdf"
    run("minutes", file, "last", "-o", minutes)
    done = run("answer", file, minutes)
    assert done.exit_code == 3
    assert "is no reply sheet" in done.output


def test_approved_minutes_and_other_options_make_no_sheet(run: Run, file: Path) -> None:
    out = file.parent / "out.pdf"
    assert run("minutes", file, "2026/01", "--reply", "Marketing", "-o", out).exit_code == 2
    asked = ("minutes", file, "last", "--reply", "Marketing", "--style", "reasons", "-o", out)
    assert run(*asked).exit_code == 2
    assert run("minutes", file, "last", "--reply", "Nobody", "-o", out).exit_code == 2
    assert not out.exists()
