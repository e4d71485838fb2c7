"""Receipts on the command line: each export that is handed over keeps one, and no other (S2)."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from facilitator.commands.sealed import write_sealed_note
from facilitator.queries.receipts import Receipt, receipts
from facilitator.queries.record import verify_chain
from facilitator.store import Reader, Store

Run = Callable[..., Result]
FILES = Path(__file__).parent.parent / "files"
EXPORTS: dict[tuple[str, ...], tuple[str, str, str, str]] = {
    ("agenda", "next"): ("agenda", "pdf", "room", "2026/13"),
    ("agenda", "next", "--for", "Security"): ("prebrief", "pdf", "Security", "2026/13"),
    ("minutes", "2026/12"): ("minutes", "pdf", "joint", "2026/12"),
    ("minutes", "2026/11"): ("minutes", "md", "joint", "2026/11"),
    ("record",): ("record", "pdf", "joint", ""),
    ("plan",): ("plan", "pdf", "joint", ""),
    ("handover",): ("handover", "pdf", "joint", ""),
    ("report",): ("report", "pdf", "joint", ""),
    ("export", "actions"): ("actions", "csv", "joint", ""),
    ("export", "decisions"): ("decisions", "json", "joint", ""),
    ("export", "glossary"): ("glossary", "csv", "joint", ""),
    ("export", "goals"): ("goals", "md", "joint", ""),
    ("export", "calendar"): ("calendar", "ics", "joint", ""),
}


def _kept(file: Path) -> list[Receipt]:
    with Reader.open(file) as reader:
        return receipts(reader)


@pytest.mark.parametrize("line", EXPORTS, ids=" ".join)
def test_each_export_keeps_a_receipt_of_the_very_file(
    run: Run, file: Path, tmp_path: Path, line: tuple[str, ...]
) -> None:
    kind, form, audience, session = EXPORTS[line]
    out = tmp_path / f"paper.{form}"
    command, *rest = line
    done = run(command, file, *rest, "-o", out)
    assert done.exit_code == 0, done.stderr
    (found,) = _kept(file)
    assert (found.kind, found.audience, found.body["session"]) == (kind, audience, session)
    assert found.sha256 == hashlib.sha256(out.read_bytes()).hexdigest()
    assert found.body["file"] == out.name
    assert found.body["form"] == form
    assert found.body["bytes"] == out.stat().st_size
    assert found.body["scanned"]
    assert len(found.code) == 16
    assert str(tmp_path) not in json.dumps(dict(found.body))
    with Reader.open(file) as reader:
        assert reader.value("SELECT count(*) FROM record WHERE what = 'handed_over'") == 1
        assert verify_chain(reader) == []
    assert [each.name for each in file.parent.iterdir() if each.name.startswith(".")] == []


def test_standard_output_is_an_export_too(run: Run, file: Path) -> None:
    done = run("export", file, "actions", "-o", "-")
    assert done.exit_code == 0
    (found,) = _kept(file)
    assert (found.kind, found.file_name) == ("actions", "standard output")


def test_what_fails_keeps_no_receipt_and_no_file(
    run: Run, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No folder to write to; and sealed words that got into a joint text."""
    assert run("plan", file, "-o", tmp_path / "nowhere" / "plan.pdf").exit_code == 4
    monkeypatch.setattr("facilitator.handover._place", lambda *_: "page 1")
    out = tmp_path / "plan.pdf"
    assert run("plan", file, "-o", out).exit_code != 0
    assert not out.exists()
    assert _kept(file) == []


def test_a_file_that_is_named_by_sealed_words_is_not_named_in_the_receipt(
    run: Run, file: Path, tmp_path: Path
) -> None:
    with Store.open(file) as store:
        write_sealed_note(store, "Celeste wants out by autumn")
    assert run("plan", file, "-o", tmp_path / "Celeste wants out by autumn.pdf").exit_code == 0
    assert _kept(file)[0].file_name == ""


def test_receipts_are_listed_without_a_count_of_sealed_notes(
    run: Run, file: Path, tmp_path: Path
) -> None:
    assert run("plan", file, "-o", tmp_path / "plan.pdf").exit_code == 0
    done = run("list", file, "receipts")
    assert "plan.pdf" in done.stdout
    (line,) = json.loads(run("list", file, "receipts", "--json").stdout)
    assert set(line) == {"at", "what", "session", "form", "audience", "code", "sha256", "file"}


def test_a_copy_to_hand_on_takes_no_receipts_along(run: Run, file: Path, tmp_path: Path) -> None:
    """They tell how many sealed notes there were."""
    assert run("plan", file, "-o", tmp_path / "plan.pdf").exit_code == 0
    with Store.open(file) as store:
        store.save_copy(tmp_path / "copy.facilitator", everything=False)
    assert _kept(tmp_path / "copy.facilitator") == []


def test_an_export_leaves_a_file_of_an_earlier_version_as_it_is(run: Run, tmp_path: Path) -> None:
    """Only who opens it to work on it brings it up to date, after a snapshot."""
    old = tmp_path / "old.facilitator"
    old.write_bytes(gzip.decompress((FILES / "version-3.facilitator.gz").read_bytes()))
    before = old.read_bytes()
    assert run("plan", old, "-o", tmp_path / "plan.pdf").exit_code == 0
    assert (tmp_path / "plan.pdf").exists()
    assert old.read_bytes() == before
