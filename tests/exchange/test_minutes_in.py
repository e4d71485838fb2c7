"""A PDF of ours is opened again; one that somebody spoilt is refused with its reason (M4)."""

from __future__ import annotations

import json
import subprocess
import sys
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from facilitator import errors
from facilitator.exchange import paper_parts, paper_process
from facilitator.exchange.minutes_in import ReadMinutes, read_minutes, read_paper
from facilitator.exchange.paper_parts import Unreadable, take_apart
from facilitator.printing import ACTIONS_ICS, MINUTES_JSON, inside
from facilitator.projections.data import code_of, data_of
from tests import papers
from tests.documents import samples
from tests.documents.test_hostile_text import HOSTILE

MINUTES = samples.MINUTES
FILES = {each.name: each.data for each in inside(MINUTES)}


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return papers.printed(MINUTES)


def problem(file: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        take_apart(file)
    return caught.value.problem


def changed(**changes: object) -> bytes:
    document = json.loads(data_of(MINUTES))
    document["content"] |= changes
    return json.dumps(document).encode()


def document(**changes: object) -> bytes:
    return json.dumps(json.loads(data_of(MINUTES)) | changes).encode()


# --- what is ours --------------------------------------------------------------------------------


def test_minutes_come_back_from_their_pdf_as_they_went_in(pdf: bytes, tmp_path: Path) -> None:
    path = tmp_path / "minutes.pdf"
    path.write_bytes(pdf)
    read = read_minutes(path)
    assert read.paper == MINUTES
    assert read.code == code_of(data_of(MINUTES))
    assert (read.is_unchanged, read.todos_match) == (True, True)
    assert read.printed_code == read.code
    assert read.parts.signatures == ()


def test_a_record_comes_back_but_is_no_minutes(tmp_path: Path) -> None:
    record = samples.record_of(samples.many_minutes(2, 2))
    path = tmp_path / "record.pdf"
    path.write_bytes(papers.printed(record))
    assert read_paper(path).paper == record
    with pytest.raises(errors.PaperNotMinutes):
        read_minutes(path)


def test_a_program_inside_is_not_run(pdf: bytes) -> None:
    """Issue 5: no JavaScript or anything executed."""
    assert take_apart(papers.with_script(pdf, "app.alert(1)")).data == FILES[MINUTES_JSON]


def test_text_of_any_kind_comes_back(tmp_path: Path) -> None:
    hostile = 'half \ud83d pair \x00 \u202eevil {"a": 1} \\ud83d'
    minutes = replace(MINUTES, distribution=(hostile,))
    assert paper_parts.parsed(data_of(minutes)) == minutes


def test_minutes_may_speak_of_the_code_of_another_paper(tmp_path: Path) -> None:
    item = replace(MINUTES.items[0], outcome="Agreed as in code 0123456789abcdef.")
    minutes = replace(MINUTES, items=(item, *MINUTES.items[1:]))
    path = tmp_path / "minutes.pdf"
    path.write_bytes(papers.printed(minutes))
    read = read_minutes(path)
    assert read.is_unchanged
    assert read.printed_code == read.code


@pytest.mark.parametrize("language", ["ar", "he", "ja", "de"])
def test_the_code_is_read_from_pages_in_any_script(language: str, tmp_path: Path) -> None:
    head = replace(MINUTES.engagement, language=language, title="محضر الاجتماع 会議")
    path = tmp_path / "minutes.pdf"
    path.write_bytes(papers.printed(replace(MINUTES, engagement=head)))
    assert read_minutes(path).is_unchanged


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_in_every_field_come_back(text: str, tmp_path: Path) -> None:
    """Issue 5: hostile text in every field."""
    minutes = papers.wild(MINUTES, text)
    path = tmp_path / "minutes.pdf"
    path.write_bytes(papers.printed(minutes))
    read = read_minutes(path)
    assert read.paper == minutes
    assert read.todos_match
    assert read.is_unchanged


# --- what was changed ----------------------------------------------------------------------------


def test_changed_data_is_not_what_the_pages_speak_of(pdf: bytes, tmp_path: Path) -> None:
    """Issue 5: a PDF whose data was changed."""
    other = replace(MINUTES, distribution=("somebody else",))
    path = tmp_path / "changed.pdf"
    path.write_bytes(papers.with_files(pdf, {**FILES, MINUTES_JSON: data_of(other)}))
    read = read_minutes(path)
    assert not read.pages_match
    assert not read.properties_match
    assert read.todos_match


def test_changed_todos_are_noticed(pdf: bytes, tmp_path: Path) -> None:
    path = tmp_path / "changed.pdf"
    todos = FILES[ACTIONS_ICS].replace(b"NEEDS-ACTION", b"COMPLETED")
    path.write_bytes(papers.with_files(pdf, {**FILES, ACTIONS_ICS: todos}))
    read = read_minutes(path)
    assert (read.is_unchanged, read.todos_match) == (True, False)


def test_todos_that_were_taken_out_are_noticed(pdf: bytes, tmp_path: Path) -> None:
    path = tmp_path / "changed.pdf"
    path.write_bytes(papers.with_files(pdf, {MINUTES_JSON: FILES[MINUTES_JSON]}))
    assert read_minutes(path).todos_match is False


# --- what is not of the form ---------------------------------------------------------------------

WRONG: dict[str, bytes] = {
    "no JSON": b"hello",
    "no object": b"[1]",
    "half of it": FILES[MINUTES_JSON][:-40],
    "deep": b"[" * 200_000,
    "a long number": b'{"format":"facilitator-minutes","version":' + b"9" * 5_000 + b"}",
    "not a number": document(content=0).replace(b'"content": 0', b'"content": NaN'),
    "no content": b'{"format":"facilitator-minutes","version":1}',
    "another format": document(format="cookbook"),
    "version in words": document(version="1"),
    "version that is true": document(version=True),
    "version 0": document(version=0),
    "one more field": changed(extra=""),
    "a field of another kind": changed(distribution="everybody"),
    "a list of other things": changed(distribution=[1]),
    "a state that is none": changed(style="loud"),
    "a day that is none": changed(previous={"number": "", "date": "2026-02-30", "state": ""}),
    "a day and more": changed(previous={"number": "", "date": "2026-02-03\n", "state": ""}),
    "a number too large": changed(version=2**60),
    "a number that is true": changed(version=True),
    "twice the same name": FILES[MINUTES_JSON].replace(b'{"content":{', b'{"content":{"style":"",'),
}


@pytest.mark.parametrize("name", WRONG)
def test_data_of_another_form_is_refused(name: str, pdf: bytes) -> None:
    """Issue 5: the wrong schema."""
    assert problem(papers.with_files(pdf, {MINUTES_JSON: WRONG[name]})) == "wrong_data"


def test_the_place_of_what_does_not_fit_is_told() -> None:
    content: dict[str, Any] = json.loads(data_of(MINUTES))["content"]
    content["actions"][1]["due_on"] = "soon"
    with pytest.raises(Unreadable) as caught:
        paper_parts.parsed(document(content=content))
    assert caught.value.fact == "content.actions[1].due_on"


def test_data_of_a_newer_version_is_refused_as_such(pdf: bytes) -> None:
    assert problem(papers.with_files(pdf, {MINUTES_JSON: document(version=2, more=1)})) != "newer"
    assert problem(papers.with_files(pdf, {MINUTES_JSON: document(version=2)})) == "newer"


def test_another_paper_of_ours_is_refused_as_such(pdf: bytes) -> None:
    other = document(format="facilitator-agenda")
    assert problem(papers.with_files(pdf, {MINUTES_JSON: other})) == "not_minutes"


def test_a_pdf_without_data_is_refused_as_such(pdf: bytes) -> None:
    """Issue 5: no schema at all."""
    assert problem(papers.with_files(pdf, {})) == "no_data"
    assert problem(papers.printed(samples.AGENDA)) == "no_data"


def test_a_protected_pdf_is_refused_as_such(pdf: bytes) -> None:
    assert problem(papers.protected(pdf)) == "encrypted"


@pytest.mark.parametrize("file", [b"", b"hello", b"PK\x03\x04", b"\x00" * 3000])
def test_what_is_no_pdf_is_refused_as_such(file: bytes) -> None:
    assert problem(file) == "not_pdf"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_cut_pdf_is_refused_as_such(pdf: bytes, share: float) -> None:
    """Issue 5: truncated."""
    assert problem(pdf[: int(len(pdf) * share)]) == "cut"


def test_a_pdf_with_holes_is_read_whole_or_refused(pdf: bytes) -> None:
    """Any byte may be wrong: what comes back is the data or a reason, never a traceback."""
    step = max(len(pdf) // 60, 1)
    for place in range(0, len(pdf) - 30, step):
        spoilt = pdf[:place] + b"\xff" * 20 + pdf[place + 20 :]
        try:
            assert take_apart(spoilt).data == FILES[MINUTES_JSON]
        except Unreadable as error:
            assert error.problem


# --- what would take too much --------------------------------------------------------------------


def test_data_that_unpacks_to_more_than_minutes_need_is_refused(pdf: bytes) -> None:
    """Issue 5: a bomb of 300 MB in 300 kB."""
    bomb = zlib.compress(b" " * (300 * 2**20), 9)
    assert problem(papers.with_files(pdf, {}, packed={MINUTES_JSON: bomb})) == "data_too_large"


def test_a_list_of_files_that_holds_itself_is_refused(pdf: bytes) -> None:
    assert problem(papers.with_looping_names(pdf)) == "too_much"


def test_a_huge_file_is_refused_without_being_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Issue 5: a PDF of 500 MB."""
    path = papers.large_file(tmp_path / "huge.pdf", 500 * 2**20)
    monkeypatch.setattr(paper_process.subprocess, "Popen", _never)
    with pytest.raises(errors.PaperTooLarge) as caught:
        read_paper(path)
    assert caught.value.size == 500 * 2**20


def _never(*_: object, **__: object) -> None:
    raise AssertionError("nothing may be started for it")


def test_a_pdf_that_takes_for_ever_is_given_up(pdf: bytes, tmp_path: Path) -> None:
    path = tmp_path / "slow.pdf"
    path.write_bytes(pdf)
    with pytest.raises(Unreadable, match="too_much"):
        paper_process.take_apart_elsewhere(path, longest_s=0.0)


def test_reading_can_be_cancelled(pdf: bytes, tmp_path: Path) -> None:
    path = tmp_path / "minutes.pdf"
    path.write_bytes(pdf)
    with pytest.raises(errors.Cancelled):
        read_paper(path, lambda: True)


@pytest.mark.skipif(sys.platform == "win32", reason="this system limits no process's memory")
def test_the_process_has_no_more_memory_than_a_paper_needs() -> None:
    code = (
        "from facilitator.exchange import paper_process\n"
        "paper_process._limit()\n"
        "try:\n    bytearray(2**31)\nexcept MemoryError:\n    print('refused')"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=30)
    assert told.stdout.strip() == "refused"


# --- the sentence --------------------------------------------------------------------------------

SPOILT: dict[str, tuple[Callable[[bytes], bytes], type[errors.PaperProblem], str]] = {
    "not a PDF": (lambda _: b"hello", errors.PaperNotPdf, "is not a PDF"),
    "cut": (lambda pdf: pdf[:-3000], errors.PaperDamaged, "is cut short"),
    "protected": (papers.protected, errors.PaperEncrypted, "protected by a password"),
    "without data": (lambda pdf: papers.with_files(pdf, {}), errors.PaperWithoutData, "no data"),
    "wrong": (
        lambda pdf: papers.with_files(pdf, {MINUTES_JSON: changed(style="loud")}),
        errors.PaperDataWrong,
        "content.style",
    ),
    "newer": (
        lambda pdf: papers.with_files(pdf, {MINUTES_JSON: document(version=7)}),
        errors.PaperNewer,
        "newer Facilitator (data version 7, this one knows 1)",
    ),
}


@pytest.mark.parametrize("name", SPOILT)
def test_each_reason_is_told_in_a_sentence_of_its_own(
    name: str, pdf: bytes, tmp_path: Path
) -> None:
    spoil, kind, words = SPOILT[name]
    path = tmp_path / "their.pdf"
    path.write_bytes(spoil(pdf))
    with pytest.raises(kind) as caught:
        read_minutes(path)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_what_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    for path in (tmp_path / "none.pdf", tmp_path):
        with pytest.raises(errors.FileMissing):
            read_paper(path)


def test_minutes_are_told_by_their_type(pdf: bytes, tmp_path: Path) -> None:
    path = tmp_path / "minutes.pdf"
    path.write_bytes(pdf)
    assert isinstance(read_paper(path), ReadMinutes)
