"""`facilitator minutes … -o OUT.eml`: a draft that another parser reads, with the PDF enclosed."""

from __future__ import annotations

import io
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pypdf import PdfReader

from facilitator.commands.people import party_of, set_person
from facilitator.queries.engagement import parties
from facilitator.queries.receipts import receipts
from facilitator.store import Reader, Store
from tests.cli.conftest import Run


def _read(path: Path) -> EmailMessage:
    message = message_from_bytes(path.read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    assert message.defects == []
    return message


def _names(message: EmailMessage) -> set[str]:
    return {each.display_name for each in message["To"].addresses} if message["To"] else set()


def _of_party(file: Path, party_id: int) -> set[str]:
    with Reader.open(file) as reader:
        rows = reader.all("SELECT id, name FROM person")
        return {row["name"] for row in rows if party_of(reader, row["id"]) == party_id}


def test_the_letter_goes_to_every_reader_with_the_paper_enclosed(
    run: Run, file: Path, tmp_path: Path
) -> None:
    """M5: subject, people, what was decided, and the PDF that the minutes are."""
    out = tmp_path / "out.eml"
    result = run("minutes", file, "2026/12", "-o", out)
    assert result.exit_code == 0, result.output
    message = _read(out)
    assert message["Subject"] == "Minutes 2026/12: Second half of the year"
    assert len(_names(message)) > 3
    assert message["X-Unsent"] == "1"
    text = message.get_body(("plain",))
    assert text is not None
    assert "D-2026-020" in text.get_content()
    (enclosed,) = message.iter_attachments()
    pages = PdfReader(io.BytesIO(enclosed.get_payload(decode=True))).pages
    assert "D-2026-020" in "".join(page.extract_text() for page in pages)


def test_the_copy_of_a_side_goes_to_its_people_alone(run: Run, file: Path, tmp_path: Path) -> None:
    """M3: what is written for one side is sent to nobody else."""
    with Reader.open(file) as reader:
        sides = parties(reader)
    sent: list[set[str]] = []
    for side in sides:
        out = tmp_path / f"{side.id}.eml"
        assert run("minutes", file, "2026/12", "-o", out, "--for", side.name).exit_code == 0
        sent.append(_names(_read(out)))
        assert sent[-1]
        assert sent[-1] <= _of_party(file, side.id)
    assert not set.intersection(*sent)


def test_who_has_no_address_that_works_is_named_and_left_out(
    run: Run, file: Path, tmp_path: Path
) -> None:
    with Store.open(file) as store:
        person = store.value("SELECT id FROM person WHERE name = 'Jonas Feld'")
        set_person(store, person, email="jonas at home")
    out = tmp_path / "out.eml"
    result = run("minutes", file, "2026/12", "-o", out)
    assert result.exit_code == 0
    assert "Jonas Feld" in result.stderr
    assert "Jonas Feld" not in _names(_read(out))
    assert "Jonas Feld" not in run("minutes", file, "2026/12", "-o", tmp_path / "b.md").stderr


def test_the_page_for_the_executives_names_nobody_and_says_so(
    run: Run, file: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.eml"
    result = run("minutes", file, "2026/12", "-o", out, "--for", "executive")
    assert result.exit_code == 0
    assert _names(_read(out)) == set()
    assert "names nobody" in result.stderr


def test_a_letter_leaves_a_receipt(run: Run, file: Path, tmp_path: Path) -> None:
    """S2: what left, in which form."""
    assert run("minutes", file, "2026/12", "-o", tmp_path / "out.eml").exit_code == 0
    with Reader.open(file) as reader:
        (receipt,) = receipts(reader)
    assert receipt.kind == "minutes"
    assert receipt.body["form"] == "eml"
    assert receipt.body["scanned"]


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        for name, value in attrs:
            assert name not in ("src",) or (value or "").startswith("data:")


@pytest.mark.parametrize("audience", ["joint", "Security", "executive"])
def test_every_audience_has_a_web_page(run: Run, file: Path, tmp_path: Path, audience: str) -> None:
    """M5: self-contained, with one main heading."""
    out = tmp_path / "out.html"
    assert run("minutes", file, "2026/12", "-o", out, "--for", audience).exit_code == 0
    page = _Tags()
    page.feed(out.read_text(encoding="utf-8"))
    assert page.seen.count("h1") == 1
    assert "script" not in page.seen
    assert "link" not in page.seen
