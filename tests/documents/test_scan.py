"""The wall's last look: a finished file is searched for words that must not be in it (S2)."""

from __future__ import annotations

import json
import zlib
from base64 import a85encode
from dataclasses import replace
from html import escape
from pathlib import Path

import pypdf
import pytest

from facilitator import documents
from facilitator.documents import jobs, press, scan_pdf
from facilitator.documents.desk import Desk
from facilitator.documents.page import Link, Page
from tests.documents import samples

SECRET = "Ingrid will leave for the competitor in September, and nobody may know of it yet."


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("scan") / "minutes.pdf"
    documents.write_paper(samples.MINUTES, path)
    return path


def written(path: Path, **changes: object) -> Path:
    documents.write_paper(replace(samples.MINUTES, **changes), path)  # type: ignore[arg-type]
    return path


def test_a_clean_file_holds_none_of_the_words(clean: Path) -> None:
    assert scan_pdf(clean, [SECRET, "zebra-4711", ""]) is None
    assert scan_pdf(clean, []) is None


@pytest.mark.parametrize(
    "words",
    [
        SECRET,
        SECRET.upper(),
        SECRET.replace(" ", "\n"),
        "competitor in September",
        "nobody\u00a0may know",
    ],
)
def test_words_in_a_note_are_found_however_they_wrap(tmp_path: Path, words: str) -> None:
    item = replace(samples.ITEMS[0], notes=(f"As we heard: {SECRET}",))
    path = written(tmp_path / "x.pdf", items=(item,))
    place = scan_pdf(path, ["something else", words])
    assert place is not None
    assert place.startswith("the text of page")


def test_words_in_a_narrow_cell_are_found(tmp_path: Path) -> None:
    action = samples.action("A-1", "Do it", done_when=SECRET)
    assert scan_pdf(written(tmp_path / "x.pdf", actions=(action,)), [SECRET]) is not None


def test_a_sentence_that_goes_on_over_the_page_is_found(tmp_path: Path) -> None:
    """Between its halves stand a foot and a head; wherever it is parted, it is found."""
    places = []
    for count in range(130, 240, 3):
        note = "word " * count + SECRET + " word" * 90
        item = replace(samples.ITEMS[0], notes=(note,))
        path = written(tmp_path / "x.pdf", items=(item,), decisions=(), actions=(), attendance=())
        places.append(scan_pdf(path, [SECRET]))
    assert None not in places
    assert places.count("the text from page 1 to page 2") >= 3


def test_the_place_is_named_and_the_words_are_not(tmp_path: Path) -> None:
    place = scan_pdf(written(tmp_path / "x.pdf", distribution=(SECRET,)), [SECRET])
    assert place is not None
    assert "Ingrid" not in place


def test_a_short_word_counts_only_by_itself(clean: Path) -> None:
    """`arm` is not found in `Alarm`; a whole word is."""
    assert scan_pdf(clean, ["low"]) is None  # in “slow”
    assert scan_pdf(clean, ["slow"]) is not None


def test_right_to_left_words_are_found(tmp_path: Path) -> None:
    words = "אינגריד עוזבת את החברה בספטמבר"
    assert scan_pdf(written(tmp_path / "x.pdf", distribution=(words,)), [words]) is not None


def test_the_properties_are_read(clean: Path, tmp_path: Path) -> None:
    path = _changed(clean, tmp_path, lambda writer: writer.add_metadata({"/Subject": SECRET}))
    assert scan_pdf(path, [SECRET]) == "the property Subject"


def test_the_bookmarks_are_read(clean: Path, tmp_path: Path) -> None:
    path = _changed(
        clean, tmp_path, lambda writer: writer.add_outline_item(title=SECRET, page_number=0)
    )
    assert scan_pdf(path, [SECRET]) == "a bookmark"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "latin-1"])
def test_the_attachments_are_read(clean: Path, tmp_path: Path, encoding: str) -> None:
    data = b"x" + f'{{"note":"{SECRET}"}}'.encode(encoding)
    path = _changed(clean, tmp_path, lambda writer: writer.add_attachment("a.json", data))
    assert scan_pdf(path, [SECRET]) == "an attachment"


def _changed(clean: Path, tmp_path: Path, change) -> Path:
    writer = pypdf.PdfWriter(clone_from=clean)
    change(writer)
    path = tmp_path / "changed.pdf"
    writer.write(path)
    return path


@pytest.mark.parametrize(
    "hidden",
    [
        b"%% " + SECRET.encode("utf-8"),
        SECRET.encode("utf-16-be"),
        b"x" + SECRET.encode("utf-16-le"),
        b"<< /Length 9 >>\nstream\n" + zlib.compress(SECRET.encode()) + b"\nendstream",
        b"<< /Length 9 >>\nstream\r\n"
        + a85encode(zlib.compress(SECRET.encode()), adobe=True)[2:]
        + b"\nendstream",
        b"<FEFF" + SECRET.encode("utf-16-be").hex().encode() + b">",
        b"(" + "".join(f"\\{ord(c):03o}" for c in SECRET).encode() + b")",
        b"(\xfe\xff" + SECRET.encode("utf-16-be").replace(b"\x00", b"\\000") + b")",
        b"[" + b" ".join(b"(" + c.encode() + b"\\)\\()" for c in SECRET) + b"]",
    ],
    ids=["raw", "be", "le", "flate", "a85", "hex", "octal", "escaped", "scattered"],
)
def test_words_hidden_in_the_bytes_are_found(clean: Path, tmp_path: Path, hidden: bytes) -> None:
    """Also where no reader shows them: comments, packed streams, escaped and hex strings."""
    path = tmp_path / "hidden.pdf"
    path.write_bytes(clean.read_bytes() + b"\n" + hidden + b"\n")
    assert scan_pdf(path, [SECRET]) is not None


def test_words_on_several_lines_are_found_in_the_data_inside(tmp_path: Path) -> None:
    """S2: a line end in JSON or in a calendar is an escape with a letter, which hides nothing."""
    secret = "Ingrid will leave\nfor the competitor\nin September"
    for name, data in (
        ("minutes.json", json.dumps({"content": [{"note": secret}]}).encode()),
        ("actions.ics", b"SUMMARY:" + secret.replace("\n", "\\n").encode()[:40] + b"\r\n "
         + secret.replace("\n", "\\n").encode()[40:]),
    ):  # fmt: skip
        inside = documents.Attachment(name, "text/plain", "Data", "", data)
        path = tmp_path / f"{name}.pdf"
        documents.write_paper(samples.MINUTES, path, attachments=[inside])
        assert scan_pdf(path, [secret]) == "an attachment"


@pytest.mark.parametrize(
    "secret", [SECRET, "Ingrid geht, heißt es: „im September“ (Zürich → Bern)"]
)
@pytest.mark.parametrize(
    "where", ["bookmark", "alt", "actual", "contents", "metadata", "escaped json"]
)
def test_words_that_only_packed_objects_hold_are_found(
    tmp_path: Path, where: str, secret: str
) -> None:
    """S2: nothing of it is drawn; it lies in an object stream, as the app itself writes one."""
    path = tmp_path / "x.pdf"
    job = plain = jobs.minutes_job(samples.MINUTES)
    inside: tuple[documents.Attachment, ...] = ()
    if where == "metadata":
        job = replace(job, title=secret)
    elif where == "escaped json":
        data = json.dumps({"content": [{"note": secret}]}, ensure_ascii=True).encode()
        inside = (documents.Attachment("minutes.json", "application/json", "Source", "", data),)
    else:
        job = replace(job, compose=lambda desk: _plant(plain, desk, where, secret))
    printed = press.render(job, attachments=inside)
    path.write_bytes(printed.data)
    assert where == "metadata" or secret.encode() not in printed.data
    assert scan_pdf(path, [secret]) is not None
    path.write_bytes(press.render(jobs.minutes_job(samples.MINUTES)).data)
    assert scan_pdf(path, [secret]) is None


def _plant(job: jobs.Job, desk: Desk, where: str, secret: str) -> None:
    """Compose the paper, and let one of its blocks say more than it shows."""
    job.compose(desk)
    place = next(n for n, block in enumerate(desk.blocks) if block.bookmark is not None)
    block = desk.blocks[place]
    if where == "bookmark":
        block.bookmark = (0, secret)
        return
    desk.blocks[place] = _Saying(block, where, secret)  # type: ignore[call-overload]


class _Saying:
    """A block that says more than it shows; in all else it is the one it stands for."""

    def __init__(self, block: object, where: str, secret: str) -> None:
        self._block, self._where, self._secret = block, where, secret

    def __getattr__(self, name: str) -> object:
        return getattr(self._block, name)

    def paint(self, page: Page, left: float, top: float) -> None:
        before = len(page.marked)
        self._block.paint(page, left, top)  # type: ignore[attr-defined]
        element = page.marked[before]
        if self._where == "alt":
            element.alt = self._secret
        elif self._where == "actual":
            element.actual = self._secret
        else:
            target = "https://example.org"
            page.links.append(Link((9.0, 9.0, 19.0, 19.0), target, self._secret, element))


def test_words_that_xml_writes_with_entities_are_found(clean: Path, tmp_path: Path) -> None:
    """S2: the file's own metadata says `&amp;` and `&#x27;` for what people typed."""
    secret = 'Ingrid\'s offer: "leave & go" <Friday>'
    data = b"<dc:title>" + escape(secret).encode() + b"</dc:title>"
    path = tmp_path / "hidden.pdf"
    for packed in (data, zlib.compress(data)):
        stream = b"9 0 obj <</Length 9>>stream\n" + packed + b"\nendstream"
        path.write_bytes(clean.read_bytes() + b"\n" + stream + b"\n")
        assert scan_pdf(path, [secret]) is not None
