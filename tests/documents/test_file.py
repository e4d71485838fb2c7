"""The finished file: whole or not at all, the same bytes for the same content, and its doors."""

from __future__ import annotations

import math
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from facilitator import documents
from facilitator.documents import jobs, press
from facilitator.documents.content import canonical_json, content_code
from facilitator.errors import Cancelled, SealedTextFound, WriteFailed
from tests.documents import samples

RECORD = samples.record_of(samples.many_minutes(3, 4))


@pytest.fixture(scope="module")
def reader() -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(press.render(jobs.minutes_job(samples.MINUTES)).data))


def test_all_three_papers_are_written(tmp_path: Path) -> None:
    printed = [
        documents.write_paper(samples.MINUTES, tmp_path / "minutes.pdf"),
        documents.write_paper(samples.AGENDA, tmp_path / "agenda.pdf"),
        documents.write_paper(RECORD, tmp_path / "record.pdf"),
    ]
    for one, name in zip(printed, ("minutes", "agenda", "record"), strict=True):
        assert (tmp_path / f"{name}.pdf").read_bytes() == one.data
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix == ".part") == []


def test_a_preview_is_the_file(tmp_path: Path) -> None:
    """U5: what is shown before saving is what is saved, for each kind of paper."""
    written = documents.write_paper(RECORD, tmp_path / "record.pdf")
    assert documents.render(RECORD).data == written.data
    assert documents.render(samples.AGENDA).structure.text().startswith("Security and Marketing")
    assert documents.render(samples.MINUTES).code == content_code(samples.MINUTES)
    with pytest.raises(Cancelled):
        documents.render(samples.MINUTES, cancelled=lambda: True)


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    """M1, also in a fresh process with another hash seed and another clock."""
    documents.write_paper(samples.MINUTES, tmp_path / "here.pdf")
    script = (
        "from pathlib import Path; from facilitator import documents; "
        "from tests.documents import samples; "
        f"documents.write_paper(samples.MINUTES, Path({str(tmp_path / 'there.pdf')!r}))"
    )
    subprocess.run(
        [sys.executable, "-c", script],
        check=True,
        timeout=60,
        cwd=Path(__file__).parents[2],
        env={"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONPATH": "."},
    )
    assert (tmp_path / "here.pdf").read_bytes() == (tmp_path / "there.pdf").read_bytes()


def test_one_other_word_gives_another_code() -> None:
    """The code is the beginning of the SHA-256 of the content, sorted and compact."""
    changed = replace(samples.MINUTES, version=2)
    code = content_code(samples.MINUTES)
    assert len(code) == 16
    assert set(code) <= set("0123456789abcdef")
    assert code != content_code(changed)
    assert code == documents.content_code(replace(changed, version=1))
    assert canonical_json(samples.SECURITY) == (
        b'{"colour":"blue","name":"Security and Privacy","short_name":"Security"}'
    )


def test_only_projections_have_a_code() -> None:
    with pytest.raises(TypeError, match="no part of a projection"):
        content_code({"a": Path("x")})


def test_importing_costs_no_reportlab() -> None:
    """The window starts without it."""
    script = "import sys, facilitator.documents; sys.exit('reportlab' in sys.modules)"
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)


# --- cancel, progress, failure -------------------------------------------------------------------


def test_cancel_leaves_no_file(tmp_path: Path) -> None:
    """U4: at whichever of the many times it is asked."""
    target = tmp_path / "record.pdf"
    asked: list[int] = []

    def cancel_after(patience: float) -> Callable[[], bool]:
        asked.clear()

        def cancelled() -> bool:
            asked.append(1)
            return len(asked) > patience

        return cancelled

    documents.write_paper(RECORD, target, cancelled=cancel_after(math.inf))
    target.unlink()
    assert len(asked) > 8
    for patience in range(len(asked)):
        with pytest.raises(Cancelled):
            documents.write_paper(RECORD, target, cancelled=cancel_after(patience))
        assert not list(tmp_path.glob("*.p*"))


def test_progress_runs_from_nothing_to_all(tmp_path: Path) -> None:
    shares: list[float] = []
    documents.write_paper(RECORD, tmp_path / "record.pdf", progress=shares.append)
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert shares[-1] == 1
    assert len(shares) > 8


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(WriteFailed, match="could not be written"):
        documents.write_paper(samples.AGENDA, tmp_path / "nowhere" / "agenda.pdf")


def test_what_was_there_stays_when_the_new_file_is_refused(tmp_path: Path) -> None:
    """S2: the finished file is read again before it takes its name."""
    target = tmp_path / "minutes.pdf"
    target.write_bytes(b"the one before")

    def inspect(path: Path) -> None:
        place = documents.scan_pdf(path, [samples.SLOW_TOOLS.because])
        if place is not None:
            raise SealedTextFound(target, place)

    with pytest.raises(SealedTextFound, match="the text of page 1"):
        documents.write_paper(samples.MINUTES, target, inspect=inspect)
    assert target.read_bytes() == b"the one before"
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


# --- what programs see ---------------------------------------------------------------------------


def test_the_file_says_what_it_is(reader: pypdf.PdfReader) -> None:
    info = reader.metadata
    assert info is not None
    assert info.title == "Minutes 2026/12: Second half of the year"
    assert info.author == "Ruth Calder"
    assert info.subject == "Security and Marketing round table"
    assert content_code(samples.MINUTES) in str(info["/Keywords"])
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712


def test_the_dates_are_those_of_the_session_in_its_zone(reader: pypdf.PdfReader) -> None:
    """Not of the machine: the same content prints the same, whenever."""
    assert reader.metadata is not None
    assert reader.metadata["/CreationDate"] == "D:20260623112400+02'00'"


def test_bookmarks_lead_to_sections_items_and_decisions(reader: pypdf.PdfReader) -> None:
    """MINUTES: bookmarks per section."""
    flat: list[tuple[int, str]] = []

    def walk(entries: list[object], level: int) -> None:
        for entry in entries:
            if isinstance(entry, list):
                walk(entry, level + 1)
            else:
                flat.append((level, str(entry.title)))  # type: ignore[attr-defined]

    walk(reader.outline, 0)
    assert [title for level, title in flat if level == 0] == [
        "Second half of the year",
        "At a glance",
        "People",
        "Previous minutes",
        "Agenda items",
        "Decisions",
        "Actions",
        "Concerns",
        "Raised today",
        "Parking lot",
        "Next session",
        "Distribution",
    ]
    inner = [title for level, title in flat if level == 1]
    assert inner[0] == "1. Goals: which are on track, and why?"
    assert inner[-1].startswith("D-2026-021 Four-week rhythm")


def test_the_glance_leads_to_the_decision_and_the_action(reader: pypdf.PdfReader) -> None:
    """A click on page 1 goes to the box, or the row, further on."""
    leads = {}
    for annotation in reader.pages[0]["/Annots"]:
        entry = annotation.get_object()
        if "/Dest" in entry:
            page = reader.get_page_number(entry["/Dest"][0].get_object())
            leads[entry["/Contents"]] = page
    assert set(leads) == {"D-2026-020", "D-2026-021", "A-2026-024", "A-2026-025", "A-2026-026"}
    for number, page in leads.items():
        assert page > 0
        assert number in reader.pages[page].extract_text()


def test_an_address_over_two_lines_is_a_link_on_each(reader: pypdf.PdfReader) -> None:
    """One link per piece, each with the full target."""
    targets = [
        annotation.get_object()["/A"]["/URI"]
        for annotation in reader.pages[0]["/Annots"]
        if "/A" in annotation.get_object()
    ]
    assert targets == [samples.SESSION.link] * 2


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "\ud800https://x"])
def test_only_web_addresses_become_links(link: str) -> None:
    """The text prints; nothing happens when it is clicked."""
    minutes = replace(samples.MINUTES, session=replace(samples.SESSION, link=link))
    data = press.render(jobs.minutes_job(minutes)).data
    page = pypdf.PdfReader(BytesIO(data)).pages[0]
    assert not [a for a in page["/Annots"] if "/A" in a.get_object()]


def test_a_link_to_what_is_not_in_the_document_is_text() -> None:
    """A decision of last year has a number and no place here."""
    printed = press.render(jobs.minutes_job(samples.MINUTES))
    assert "D-2026-011" in printed.structure.text()
    assert not any(run.text == "D-2026-011" and run.role == "Link" for run in printed.runs)


def test_there_is_no_script_and_nothing_to_run(reader: pypdf.PdfReader) -> None:
    root = reader.trailer["/Root"]
    assert not {"/OpenAction", "/AA", "/JavaScript", "/AcroForm", "/Names"} & set(root)
