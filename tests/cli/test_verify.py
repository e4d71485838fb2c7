"""`facilitator verify`: is the data the printed one, and what did the file record? (M4)"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from facilitator.commands import receipts
from facilitator.printing import ACTIONS_ICS, MINUTES_JSON
from facilitator.projections.approval import Approval
from facilitator.projections.data import data_of
from facilitator.projections.minutes import build_minutes
from facilitator.queries.numbers import find_session
from facilitator.store import Reader, Store
from tests import papers
from tests.documents import samples

Run = Callable[..., Result]


def told(run: Run, *args: object) -> dict[str, Any]:
    result = run("verify", *args, "--json")
    document: dict[str, Any] = json.loads(result.stdout)
    assert result.exit_code == (0 if document["is_good"] else 1)
    return document


def findings(document: dict[str, Any]) -> dict[str, Any]:
    return {check["finding"]: check["answer"] for check in document["checks"]}


def noted(file: Path, pdf: bytes, code: str, audience: str = "joint") -> None:
    """Let the file keep that a paper left."""
    with Store.open(file) as store:
        sha = hashlib.sha256(pdf).hexdigest()
        receipts.note_export(store, "minutes", audience, code, sha, {"file": "minutes.pdf"})


@pytest.fixture
def pdf(file: Path, tmp_path: Path) -> Path:
    path = tmp_path / "minutes.pdf"
    with Reader.open(file) as reader:
        minutes = build_minutes(reader, find_session(reader, "last"))
    path.write_bytes(papers.printed(minutes))
    return path


def test_minutes_as_they_left_are_good(run: Run, pdf: Path) -> None:
    document = told(run, pdf)
    assert document["is_good"]
    assert findings(document) == {
        "pages_match": True,
        "properties_match": True,
        "todos_match": True,
        "not_signed": None,
    }
    assert document["printed"] == document["code"]
    assert document["sha256"] == hashlib.sha256(pdf.read_bytes()).hexdigest()


def test_it_is_told_in_sentences_with_marks_in_words(run: Run, pdf: Path) -> None:
    result = run("verify", pdf)
    assert result.exit_code == 0
    first, second, *_ = result.stdout.splitlines()
    assert first.startswith("Minutes 2026/12: ")
    assert second.startswith("  yes  The data inside is the one that every page speaks of (code ")


@pytest.mark.parametrize("place", ["content", "approval"])
def test_changed_data_is_no(run: Run, pdf: Path, place: str) -> None:
    """M4: one word changed anywhere in the data."""
    files = papers.files_of(pdf.read_bytes())
    document = json.loads(files[MINUTES_JSON])
    if place == "content":
        document["content"]["items"][0]["outcome"] += " Agreed."
    else:
        document["content"]["approval"]["state"] = "approved"
    data = json.dumps(document).encode()
    pdf.write_bytes(papers.with_files(pdf.read_bytes(), {**files, MINUTES_JSON: data}))
    found = findings(told(run, pdf))
    assert found["pages_differ"] is False
    assert found["properties_differ"] is False


def test_changed_todos_and_taken_out_ones_are_no(run: Run, pdf: Path) -> None:
    whole = pdf.read_bytes()
    files = papers.files_of(whole)
    other = files[ACTIONS_ICS].replace(b"DUE;VALUE=DATE:2026", b"DUE;VALUE=DATE:2027")
    assert other != files[ACTIONS_ICS]
    pdf.write_bytes(papers.with_files(whole, {**files, ACTIONS_ICS: other}))
    assert findings(told(run, pdf))["todos_differ"] is False
    pdf.write_bytes(papers.with_files(whole, {MINUTES_JSON: files[MINUTES_JSON]}))
    assert findings(told(run, pdf))["todos_missing"] is False


def test_a_record_is_verified_as_well(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "record.pdf"
    path.write_bytes(papers.printed(samples.record_of(samples.many_minutes(3, 2))))
    document = told(run, path)
    assert (document["format"], document["is_good"]) == ("facilitator-record", True)
    assert "todos_match" not in findings(document)


# --- with the file -------------------------------------------------------------------------------


def test_the_copy_that_left_is_told_with_its_day_and_for_whom(
    run: Run, pdf: Path, file: Path
) -> None:
    code = told(run, pdf)["code"]
    noted(file, pdf.read_bytes(), code, "party:Marketing and Customer")
    document = told(run, pdf, file)
    assert findings(document)["left_exactly"] is True
    says = next(c["says"] for c in document["checks"] if c["finding"] == "left_exactly")
    assert says.startswith("This copy is the one that left on ")
    assert says.endswith(", for Marketing and Customer.")


def test_what_the_command_line_printed_is_known_to_the_file(
    run: Run, file: Path, tmp_path: Path
) -> None:
    """S2, M4: every export leaves a receipt, by which the copy is known again."""
    for audience, words in (("joint", "everybody"), ("Marketing", "Marketing and Customer")):
        path = tmp_path / f"{audience}.pdf"
        assert run("minutes", file, "last", "-o", path, "--for", audience).exit_code == 0
        result = run("verify", path, file)
        assert result.exit_code == 0, result.stdout
        assert f", for {words}." in result.stdout


def test_the_same_content_in_other_bytes_is_told_apart(run: Run, pdf: Path, file: Path) -> None:
    code = told(run, pdf)["code"]
    noted(file, pdf.read_bytes(), code)
    pdf.write_bytes(papers.with_files(pdf.read_bytes(), papers.files_of(pdf.read_bytes())))
    assert findings(told(run, pdf, file))["left_alike"] is True


def test_a_copy_whose_data_was_changed_is_told_as_such(run: Run, pdf: Path, file: Path) -> None:
    noted(file, pdf.read_bytes(), told(run, pdf)["code"])
    minutes = replace(samples.MINUTES, distribution=("them",))
    files = {**papers.files_of(pdf.read_bytes()), MINUTES_JSON: data_of(minutes)}
    pdf.write_bytes(papers.with_files(pdf.read_bytes(), files))
    assert findings(told(run, pdf, file))["changed_since"] is False


def test_what_the_file_does_not_know_is_no(run: Run, file: Path, tmp_path: Path) -> None:
    path = tmp_path / "their.pdf"
    path.write_bytes(papers.printed(samples.MINUTES))
    result = run("verify", path, file)
    assert result.exit_code == 1
    assert f"no   {file.name} knows nothing of it." in result.stdout


def test_a_record_head_that_the_file_does_not_have_is_no(
    run: Run, file: Path, tmp_path: Path
) -> None:
    """M2: the head of the append-only record is printed, so cutting its end off shows."""
    path = tmp_path / "minutes.pdf"
    approval = Approval(record_head="0123456789abcdef", record_number=4000)
    pdf = papers.printed(replace(samples.MINUTES, approval=approval))
    path.write_bytes(pdf)
    noted(file, pdf, told(run, path)["code"])
    assert findings(told(run, path, file))["record_broken"] is False
    with Reader.open(file) as reader:
        last = reader.one("SELECT id, hash FROM record ORDER BY id DESC LIMIT 1")
    assert last is not None
    approval = Approval(record_head=last["hash"][:16], record_number=last["id"])
    pdf = papers.printed(replace(samples.MINUTES, approval=approval))
    path.write_bytes(pdf)
    noted(file, pdf, told(run, path)["code"])
    assert findings(told(run, path, file))["record_holds"] is True


def test_verifying_writes_to_neither(run: Run, pdf: Path, file: Path) -> None:
    before = (
        file.read_bytes(),
        pdf.read_bytes(),
        sorted(each.name for each in file.parent.iterdir()),
    )
    run("verify", pdf, file)
    assert before == (
        file.read_bytes(),
        pdf.read_bytes(),
        sorted(each.name for each in file.parent.iterdir()),
    )


# --- what cannot be verified ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "is not a PDF"), (b"%PDF-1.7\n1 0 obj", "is cut short"), (None, "is not there")],
)
def test_what_cannot_be_read_is_exit_code_3_in_one_line(
    run: Run, tmp_path: Path, content: bytes | None, says: str
) -> None:
    path = tmp_path / "their.pdf"
    if content is not None:
        path.write_bytes(content)
    result = run("verify", path)
    assert result.exit_code == 3
    assert says in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_file_that_is_no_engagement_is_refused(run: Run, pdf: Path) -> None:
    assert run("verify", pdf, pdf).exit_code == 3
