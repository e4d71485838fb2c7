"""A PDF carries its own data, made from the same projection as its pages (M4)."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import subprocess
from dataclasses import asdict, replace
from pathlib import Path

import icalendar
import pypdf
import pytest

from facilitator.documents import content_code
from facilitator.exchange.actions_ics import actions_ics
from facilitator.exchange.calendar_out import calendar_file
from facilitator.exchange.render import minutes_text
from facilitator.printing import ACTIONS_ICS, MINUTES_JSON, RECORD_JSON, print_paper
from facilitator.projections.calendar import build_calendar
from facilitator.projections.data import code_of, data_of, format_of
from facilitator.projections.minutes import build_minutes
from facilitator.projections.types import Agenda, Minutes
from facilitator.store import Reader
from tests import papers
from tests.documents import samples
from tests.projections.listening import ListeningReader

MINUTES = samples.MINUTES


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return papers.printed(MINUTES)


def todos(text: str) -> list[icalendar.cal.Component]:
    return [*icalendar.Calendar.from_ical(text).walk("VTODO")]


def last(reader: Reader) -> Minutes:
    row = reader.one("SELECT id FROM session WHERE state = 'closed' ORDER BY starts_local DESC")
    assert row is not None
    return build_minutes(reader, row["id"])


def test_pypdf_finds_the_data_of_the_projection(pdf: bytes) -> None:
    """Issue 5: JSON read back by pypdf equals the projection."""
    files = papers.files_of(pdf)
    assert set(files) == {MINUTES_JSON, ACTIONS_ICS}
    document = json.loads(files[MINUTES_JSON])
    assert document["content"] == json.loads(json.dumps(asdict(MINUTES)))
    assert (document["format"], document["version"]) == ("facilitator-minutes", 1)
    assert files[MINUTES_JSON] == data_of(MINUTES)


@pytest.mark.skipif(shutil.which("pdfdetach") is None, reason="pdfdetach is not installed")
def test_pdfdetach_saves_the_same(pdf: bytes, tmp_path: Path) -> None:
    """Issue 5: JSON read back by pdfdetach equals the projection."""
    path = tmp_path / "minutes.pdf"
    path.write_bytes(pdf)
    command = ["pdfdetach", "-saveall", "-o", str(tmp_path), str(path)]
    subprocess.run(command, check=True, timeout=30, capture_output=True)
    assert (tmp_path / MINUTES_JSON).read_bytes() == data_of(MINUTES)
    assert (tmp_path / ACTIONS_ICS).read_bytes() == actions_ics(MINUTES).encode()


def test_the_files_inside_say_what_they_are_to_the_pages(pdf: bytes) -> None:
    """MINUTES: Source and Supplement, in the name tree and in the catalog's AF."""
    root = pypdf.PdfReader(io.BytesIO(pdf)).root_object
    found = {
        str(each.get_object()["/UF"]): str(each.get_object()["/AFRelationship"])
        for each in root["/AF"]  # type: ignore[attr-defined]
    }
    assert found == {MINUTES_JSON: "/Source", ACTIONS_ICS: "/Supplement"}


def test_the_code_on_every_page_is_the_beginning_of_the_sum_of_the_data(pdf: bytes) -> None:
    """MINUTES: the first 16 hex of the SHA-256 of the data inside."""
    data = papers.files_of(pdf)[MINUTES_JSON]
    code = hashlib.sha256(data).hexdigest()[:16]
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    assert all(f"code {code}" in page.extract_text() for page in reader.pages)
    assert code == code_of(data) == content_code(MINUTES)
    assert f"code {code}" in str((reader.metadata or {})["/Keywords"])


def test_the_json_export_is_the_data_inside(pdf: bytes) -> None:
    assert minutes_text(MINUTES, "json").encode() == papers.files_of(pdf)[MINUTES_JSON]


def test_a_record_carries_its_data_and_other_papers_none(tmp_path: Path) -> None:
    record = samples.record_of(samples.many_minutes(2, 3))
    assert papers.files_of(papers.printed(record)) == {RECORD_JSON: data_of(record)}
    assert papers.files_of(papers.printed(samples.AGENDA)) == {}


def test_a_written_file_is_the_one_in_memory(pdf: bytes, tmp_path: Path) -> None:
    path = tmp_path / "minutes.pdf"
    print_paper(MINUTES, path)
    assert path.read_bytes() == pdf


def test_every_kind_of_paper_has_a_format_of_its_own() -> None:
    assert format_of(MINUTES) == "facilitator-minutes"
    agenda: Agenda = samples.AGENDA
    assert format_of(agenda) == "facilitator-agenda"
    assert format_of(samples.record_of([])) == "facilitator-record"
    assert data_of(agenda).endswith(b',"format":"facilitator-agenda","version":1}\n')


def test_canonical_data_has_sorted_keys_and_no_blanks() -> None:
    """MINUTES: canonical JSON."""
    data = data_of(MINUTES)
    again = json.dumps(json.loads(data), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert again.encode() + b"\n" == data


def test_half_a_character_is_valid_json() -> None:
    data = data_of(replace(MINUTES, distribution=("half \ud83d",)))
    data.decode("utf-8")
    assert json.loads(data)["content"]["distribution"] == ["half \ud83d"]


def test_no_id_of_the_file_leaves(demo: ListeningReader) -> None:
    """M4: the attachment is a leak channel."""
    text = data_of(last(demo)).decode()
    assert not re.search(r"\b\d{15,}\b", text)


# --- to-dos --------------------------------------------------------------------------------------


def test_icalendar_reads_every_todo() -> None:
    """Issue 5: icalendar reads every to-do."""
    found = todos(actions_ics(MINUTES))
    assert len(found) == len(MINUTES.actions)
    for todo, action in zip(found, MINUTES.actions, strict=True):
        assert str(todo["SUMMARY"]) == f"{action.number} {action.text}".strip()
        due = todo.get("DUE")
        assert (due.dt.isoformat() if due else "") == action.due_on
    assert len({str(todo["UID"]) for todo in found}) == len(found)


def test_a_todo_has_the_name_that_the_calendar_export_gives_it(demo: ListeningReader) -> None:
    """K4: a program that takes in both has each action once."""
    exported = {
        str(todo["UID"]): str(todo["SUMMARY"])
        for todo in todos(calendar_file(build_calendar(demo)).text)
    }
    minutes = last(demo)
    assert minutes.actions
    for todo in todos(actions_ics(minutes)):
        assert exported[str(todo["UID"])] == str(todo["SUMMARY"])


def test_todos_bear_the_time_of_the_session_and_none_of_the_machine() -> None:
    """MINUTES: the same input gives the same bytes."""
    text = actions_ics(replace(MINUTES, session=replace(MINUTES.session, ends="2026-06-23T11:30")))
    stamps = set(re.findall(r"^(?:DTSTAMP|LAST-MODIFIED):(\S+)", text, re.MULTILINE))
    assert stamps == {"20260623T093000Z"}


def test_actions_without_a_name_get_one_each_that_stays() -> None:
    same = tuple(samples.action("", "Do it") for _ in range(3))
    minutes = replace(MINUTES, actions=same)
    names = [str(todo["UID"]) for todo in todos(actions_ics(minutes))]
    assert len(set(names)) == 3
    assert names == [str(todo["UID"]) for todo in todos(actions_ics(minutes))]


@pytest.mark.parametrize("due", ["soon", "2026-02-31", "\ud83d", "2026-06-01"])
def test_hostile_actions_are_still_a_calendar(due: str) -> None:
    end = "x\r\nEND:VTODO\r\n\ud83d"
    wild = samples.action("A-2026-001", "END:VCALENDAR\r\nBEGIN:VEVENT \ud83d;,\\" + "x" * 300)
    text = actions_ics(replace(MINUTES, actions=(replace(wild, due_on=due, uid=end),)))
    (todo,) = todos(text)
    assert "BEGIN:VEVENT" in str(todo["SUMMARY"])
    assert icalendar.Calendar.from_ical(text).walk("VEVENT") == []
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
