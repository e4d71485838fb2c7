"""The reply sheet: a form that any program can fill in, and that says what it is (M2)."""

from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter

from facilitator.clock import FixedClock
from facilitator.documents import jobs, press
from facilitator.documents.reply_sheet import reference_of
from facilitator.errors import CommandRefused
from facilitator.projections.reply import build_reply_sheet
from facilitator.projections.reply_papers import ReplyEntry, ReplySheet
from facilitator.store import Reader
from tests.demo_file import NOW, demo_file
from tests.documents import scripts
from tests.readers.with_verapdf import judged


def sheet_of(folder: Path) -> ReplySheet:
    """Return the sheet of the demo's second side for the minutes that are out."""
    with Reader.open(demo_file(folder), FixedClock(NOW)) as reader:
        session = reader.value("SELECT session_id FROM minutes WHERE state = 'circulated'")
        party = reader.value("SELECT id FROM party ORDER BY position DESC LIMIT 1")
        return build_reply_sheet(reader, session, party)


def form_of(sheet: ReplySheet) -> PdfReader:
    return PdfReader(io.BytesIO(press.render(jobs.reply_job(sheet)).data))


def widgets(reader: PdfReader) -> list[Any]:
    return [
        one.get_object()
        for page in reader.pages
        for one in page.get("/Annots", [])
        if one.get_object()["/Subtype"] == "/Widget"
    ]


def test_every_number_can_be_contested_with_a_reason(tmp_path: Path) -> None:
    sheet = sheet_of(tmp_path)
    fields = form_of(sheet).get_fields() or {}
    numbers = [entry.number for entry in sheet.entries]
    assert len(numbers) > 5
    for number in numbers:
        assert {f"contest {number}", f"why {number}"} <= set(fields)
    assert {"answer", "note", "name", "day", "sheet"} <= set(fields)
    assert len(fields) == 2 * len(numbers) + 5
    assert fields["sheet"]["/V"] == reference_of(sheet)


def test_the_three_answers_exclude_each_other(tmp_path: Path) -> None:
    buttons = [each for each in widgets(form_of(sheet_of(tmp_path))) if "/Parent" in each]
    states = [next(s for s in each["/AP"]["/N"] if s != "/Off") for each in buttons]
    assert states == ["/agree", "/agree_with_note", "/contests"]
    assert len({each["/Parent"]["/T"] for each in buttons}) == 1
    assert all(each["/Parent"]["/Ff"] & (1 << 15) for each in buttons)


def test_every_field_says_what_it_is_and_looks_like_something(tmp_path: Path) -> None:
    """U5: the name a screen reader speaks; an appearance for every state, none left to viewers."""
    found = widgets(form_of(sheet_of(tmp_path)))
    assert all(each["/TU"].strip() for each in found)
    for each in found:
        normal = each["/AP"]["/N"].get_object()
        looks = [normal] if "/Length" in normal or hasattr(normal, "get_data") else normal.values()
        assert all(one.get_object().get_data().strip() for one in looks)


def test_nothing_in_the_form_runs(tmp_path: Path) -> None:
    reader = form_of(sheet_of(tmp_path))
    form = reader.root_object["/AcroForm"]
    assert "/NeedAppearances" not in form
    assert "/XFA" not in form
    for each in widgets(reader):
        assert not {"/A", "/AA"} & set(each)


def test_the_sheet_carries_the_code_of_the_minutes_it_answers(tmp_path: Path) -> None:
    sheet = sheet_of(tmp_path)
    printed = press.render(jobs.reply_job(sheet))
    assert printed.code == sheet.code
    text = PdfReader(io.BytesIO(printed.data)).pages[0].extract_text()
    assert f"code {sheet.code}" in text


def test_the_same_sheet_gives_the_same_bytes(tmp_path: Path) -> None:
    job = jobs.reply_job(sheet_of(tmp_path))
    assert press.render(job).data == press.render(job).data


def test_a_filled_sheet_is_still_valid(tmp_path: Path) -> None:
    """M1: also after another program wrote into it."""
    writer = PdfWriter(clone_from=form_of(sheet_of(tmp_path)))
    for page in writer.pages:
        values = {"answer": "/agree_with_note", "note": "Größe – “ok”", "name": "Élise Øster"}
        writer.update_page_form_field_values(page, values, auto_regenerate=False)
    filled = tmp_path / "filled.pdf"
    writer.write(filled)
    assert judged([filled]) == {}


@pytest.mark.parametrize("entries", [0, 60])
def test_sheets_of_any_length_are_valid(tmp_path: Path, entries: int) -> None:
    """Nothing to contest, and more than fits on two pages; words longer than a page."""
    many = tuple(
        ReplyEntry("item", f"2026/12-{n}", "word " * (900 if n == 7 else 9)) for n in range(entries)
    )
    path = tmp_path / "sheet.pdf"
    printed = press.render(jobs.reply_job(replace(sheet_of(tmp_path), entries=many)))
    path.write_bytes(printed.data)
    fields = PdfReader(path).get_fields() or {}
    assert len(fields) == 2 * entries + 5
    assert judged([path]) == {}


def test_any_writing_stands_on_it(tmp_path: Path) -> None:
    """M6: names and numbers in every script, mirrored where it runs to the left."""
    sheet = sheet_of(tmp_path)
    files = []
    for words, language in ((scripts.HEBREW, "he"), (scripts.JAPANESE, "ja")):
        text = words["title"]
        entry = ReplyEntry("item", f"2026/12-1 {text[:8]}", text)
        head = replace(sheet.engagement, language=language)
        party = replace(sheet.party, name=text[:20])
        files.append(tmp_path / f"{language}.pdf")
        job = jobs.reply_job(replace(sheet, engagement=head, party=party, entries=(entry,)))
        files[-1].write_bytes(press.render(job).data)
    assert judged(files) == {}


def test_poppler_sees_the_form(tmp_path: Path) -> None:
    if shutil.which("pdfinfo") is None:
        pytest.skip("poppler-utils is not here")
    path = tmp_path / "sheet.pdf"
    path.write_bytes(press.render(jobs.reply_job(sheet_of(tmp_path))).data)
    told = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    assert "AcroForm" in told
    assert "Tagged:" in told


def test_a_draft_and_approved_minutes_have_no_sheet(tmp_path: Path) -> None:
    with Reader.open(demo_file(tmp_path), FixedClock(NOW)) as reader:
        party = reader.value("SELECT id FROM party LIMIT 1")
        approved = reader.value("SELECT session_id FROM minutes WHERE state = 'approved' LIMIT 1")
        draft = reader.value("SELECT id FROM session WHERE state = 'planned' LIMIT 1")
        for session, why in ((approved, "is approved"), (draft, "are a draft")):
            with pytest.raises(CommandRefused, match=why):
                build_reply_sheet(reader, session, party)
