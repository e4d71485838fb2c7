"""The wall over every form of file and every door, and the numbers that tell nothing (S2)."""

from __future__ import annotations

import base64
import dataclasses
import html
import json
import re
import zlib
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from facilitator import documents
from facilitator.cli import facilitator
from facilitator.cli.listing import KINDS
from facilitator.clock import FixedClock
from facilitator.domain.seal import bare
from facilitator.errors import SealedTextFound
from facilitator.exchange import render
from facilitator.exchange.eml import Enclosed, letter_file
from facilitator.exchange.scan import TEXT_FORMS
from facilitator.handover import SCANNED, hand_over, refuse_sealed
from facilitator.printing import print_paper
from facilitator.projections.agenda import build_agenda
from facilitator.projections.data import data_of
from facilitator.projections.letter import build_letter
from facilitator.projections.minutes import build_minutes
from facilitator.projections.plan import build_plan
from facilitator.queries.recent import overview
from facilitator.queries.together import together
from facilitator.store import Reader, Store
from tests.demo_file import NOW, demo_file
from tests.projections.everything import builders, everything
from tests.projections.planting import STEM, marker, plant, sealed_columns
from ui.exports import ENDINGS

CLOCK = FixedClock(NOW)
WORDS = marker("sealed_note", "text")


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the demo with a marker in every sealed TEXT column."""
    path = demo_file(tmp_path_factory.mktemp("planted"))
    with Store.open(path, CLOCK) as store:
        plant(store)
    return path


@pytest.fixture(scope="module")
def bare_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the demo without a single sealed row."""
    path = demo_file(tmp_path_factory.mktemp("bare"))
    with Store.open(path, CLOCK) as store, store.step("Empty"):
        for table in sealed_columns(store):
            store.execute(f'DELETE FROM "{table}"')
    return path


@pytest.fixture
def reader(planted: Path) -> Iterator[Reader]:
    with Reader.open(planted, CLOCK) as opened:
        yield opened


def _held(reader: Reader) -> int:
    return int(
        reader.value("SELECT id FROM session WHERE state = 'closed' ORDER BY starts_local DESC")
    )


# --- projections, discovered ----------------------------------------------------------------------


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _texts(getattr(value, field.name))
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _texts(each)


def test_every_projection_there_is_holds_no_marker(reader: Reader) -> None:
    """Discovered by its name, for every audience, side, style and the room."""
    seen = set()
    for name, projection in everything(reader):
        seen.add(name)
        assert not [text for text in _texts(projection) if bare(STEM) in bare(text)], name
        if name not in ("build_room", "build_letter"):  # these never become data
            assert bare(STEM).encode() not in data_of(projection).lower()
    assert seen == set(builders()) - {"build_run_book"}


def test_sealed_rows_change_nothing_that_anybody_else_is_told(
    planted: Path, bare_file: Path
) -> None:
    """S2: no count, no number, no gap, no order, no title: equal with and without sealed rows."""
    with Reader.open(planted, CLOCK) as one, Reader.open(bare_file, CLOCK) as other:
        count = 0
        for (name, left), (_, right) in zip(everything(one), everything(other), strict=True):
            assert left == right, name
            count += 1
        assert count > 40
        assert overview(one) == overview(other)
        homes = [dataclasses.replace(together(each), next_agenda=()) for each in (one, other)]
        assert homes[0] == homes[1]  # the rows of an agenda hold the facilitator's own preparation


COMMANDS = [
    *((["list", "FILE", kind, *extra]) for kind in KINDS for extra in ([], ["--json"])),
    ["search", "FILE", STEM],
    ["search", "FILE", "agency", "--json"],
    ["advise", "FILE", "--on", "2026-06-30"],
    ["minutes", "FILE", "last", "-o", "-"],
    ["minutes", "FILE", "last", "-o", "-", "--json"],
    *(
        ["export", "FILE", what, "-o", "-"]
        for what in ("actions", "decisions", "glossary", "goals")
    ),
    ["export", "FILE", "calendar", "-o", "-"],
    ["agenda", "FILE", "next", "-o", "-"],
    ["plan", "FILE", "-o", "-"],
    ["handover", "FILE", "-o", "-"],
    ["report", "FILE", "-o", "-"],
]


def test_the_command_line_prints_the_same_bytes_with_and_without_sealed_rows(
    planted: Path, bare_file: Path, tmp_path: Path
) -> None:
    """S2: byte by byte, every list, search, advice, export and paper; receipts tell no count."""
    files = []
    for number, source in enumerate((planted, bare_file)):
        path = tmp_path / str(number) / source.name
        path.parent.mkdir()
        path.write_bytes(source.read_bytes())
        files.append(path)
    for line in COMMANDS:
        said = []
        for path in files:
            words = [str(path) if word == "FILE" else word for word in line]
            done = CliRunner().invoke(facilitator, words)
            assert done.exit_code in (0, 1), (line, done.output)
            said.append(re.sub(rb"\d{8}T\d{6}Z", b"now", done.stdout_bytes))
        if line[-1] == "receipts" or line[1:3] == ["FILE", "receipts"]:
            continue  # when something left differs by the second; their counts are tested below
        assert said[0] == said[1], line
        assert bare(STEM) not in bare(said[0].decode("utf-8", "ignore"))


def test_a_list_of_receipts_tells_nothing_about_sealed_notes(planted: Path, tmp_path: Path) -> None:
    path = tmp_path / planted.name
    path.write_bytes(planted.read_bytes())
    run = CliRunner().invoke
    assert run(facilitator, ["plan", str(path), "-o", str(tmp_path / "plan.pdf")]).exit_code == 0
    said = run(facilitator, ["list", str(path), "receipts", "--json"]).stdout
    assert "plan.pdf" in said
    assert "sealed" not in said
    assert bare(STEM) not in bare(said)


def test_a_copy_that_is_handed_on_is_the_same_with_and_without_sealed_rows(
    planted: Path, bare_file: Path, tmp_path: Path
) -> None:
    """E9: no row, no free page and no count of what was sealed."""
    made = []
    for number, source in enumerate((planted, bare_file)):
        target = tmp_path / f"{number}.facilitator"
        with Reader.open(source, CLOCK) as opened:
            reader = opened
            Store.save_copy(reader, target, everything=False)  # type: ignore[arg-type]
        data = target.read_bytes()
        assert STEM.encode() not in data
        assert STEM.lower()[3:].encode() not in data
        with Reader.open(target, CLOCK) as copy:
            made.append(
                {
                    table: copy.all(f'SELECT * FROM "{table}"')
                    for table in copy.column(
                        "SELECT name FROM pragma_table_list WHERE schema = 'main'"
                        " AND type = 'table' AND name NOT LIKE 'sqlite%'"
                    )
                }
            )
    assert made[0] == made[1]


# --- the gate: every form of file, every place to hide --------------------------------------------


def _hidden_in_pdf(place: bytes, packed: bool) -> Callable[[Reader, Path], None]:
    """Return what appends an object with the words to a clean PDF, as an update of the file."""

    def write(reader: Reader, part: Path) -> None:
        print_paper(build_plan(reader), part)
        words = b"(\xfe\xff" + WORDS.encode("utf-16-be") + b")" if packed else WORDS.encode()
        body = place.replace(b"WORDS", words)
        if packed:  # an object stream, as our own writer packs them
            inner = zlib.compress(b"900 0 " + body)
            body = (
                b"<</Type/ObjStm/N 1/First 6/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream"
            )
            body %= (len(inner), inner)
        data = part.read_bytes()
        part.write_bytes(data + b"\n901 0 obj\n" + body + b"\nendobj\n")

    return write


def _attached(name: str, data: bytes) -> Callable[[Reader, Path], None]:
    def write(reader: Reader, part: Path) -> None:
        one = documents.Attachment(
            name, "application/json", documents.Relationship.SOURCE, "Data", data
        )
        print_paper(build_plan(reader), part, more=(one,))

    return write


def _minutes(reader: Reader, part: Path) -> None:
    minutes = build_minutes(reader, _held(reader))
    item = dataclasses.replace(minutes.items[0], outcome=f"Before. {WORDS}. After")
    print_paper(dataclasses.replace(minutes, items=(item, *minutes.items[1:])), part)


def _titled(reader: Reader, part: Path) -> None:
    agenda = build_agenda(reader, _held(reader))
    print_paper(
        dataclasses.replace(agenda, session=dataclasses.replace(agenda.session, title=WORDS)), part
    )


def _text(text: str) -> Callable[[Reader, Path], None]:
    def write(_: Reader, part: Path) -> None:
        part.write_text(text, encoding="utf-8", newline="")

    return write


def _letter(change: Callable[[EmailMessage], object] | None, *more: Enclosed) -> Any:
    def write(reader: Reader, part: Path) -> None:
        session = _held(reader)
        letter = build_letter(reader, session, build_minutes(reader, session))
        data = letter_file(letter, more)
        if change is None:
            part.write_bytes(data)
            return
        message = EmailMessage()
        message["Subject"] = "Minutes"
        change(message)
        part.write_bytes(message.as_bytes())

    return write


def _subject(message: EmailMessage) -> None:
    del message["Subject"]
    message["Subject"] = f"Søren: {WORDS}"
    message.set_content("x")


def _body(message: EmailMessage) -> None:
    message.set_content(f"ø {WORDS}", cte="base64")


def _pdf_bytes(reader: Reader, part: Path) -> bytes:
    _minutes(reader, part)
    return part.read_bytes()


def _with_leaky_pdf(reader: Reader, part: Path) -> None:
    paper = Enclosed("minutes.pdf", "application/pdf", _pdf_bytes(reader, part))
    _letter(None, paper)(reader, part)


_ENTITIES = "".join(f"&#{ord(letter)};" for letter in WORDS)
_ESCAPES = "".join(f"\\u{ord(letter):04x}" for letter in WORDS)
_FOLDED = "\r\n ".join(WORDS[at : at + 7] for at in range(0, len(WORDS), 7))
LEAKS: dict[str, dict[str, Callable[[Reader, Path], None]]] = {
    "pdf": {
        "pages": _minutes,
        "properties and bookmarks": _titled,
        "attached data": _attached("data.json", json.dumps({"note": WORDS}).encode()),
        "name of an attachment": _attached(f"{WORDS}.json", b"{}"),
        "packed object": _hidden_in_pdf(b"<</Alt WORDS>>", packed=True),
        "open object": _hidden_in_pdf(b"<</ActualText (WORDS)>>", packed=False),
        "XMP": _hidden_in_pdf(
            b"<</Type/Metadata>>\nstream\n<dc:title>WORDS</dc:title>\nendstream", packed=False
        ),
    },
    "html": {
        "text": _text(f"<p>{WORDS}</p>"),
        "over marks": _text("<p>" + "<b></b>".join(WORDS.split(" ")) + "</p>"),
        "entities": _text(f"<p>{_ENTITIES}</p>"),
        "alternative text": _text(f'<img alt="{html.escape(WORDS)}">'),
        "comment": _text(f"<!-- {WORDS} -->"),
        "script": _text(f"<script>var x = '{WORDS}'</script>"),
        "style": _text(f"<style>p::after {{ content: '{WORDS}' }}</style>"),
        "doctype": _text(f"<!DOCTYPE html {WORDS}>"),
    },
    "json": {
        "value": _text(json.dumps({"a": [{"b": WORDS}]})),
        "key": _text(json.dumps({WORDS: 1})),
        "escapes": _text(f'{{"a": "{_ESCAPES}"}}'),
    },
    "csv": {"cell": _text(f'a,"b ""{WORDS}"""\r\n'), "head": _text(f"{WORDS},b\r\n1,2\r\n")},
    "md": {
        "text": _text(f"# Minutes\n\n{WORDS}\n"),
        "escaped": _text("\\*" + WORDS.replace(" ", " \\_ ") + "\n"),
        "table": _text("| a |\n|---|\n| " + WORDS.replace(" knows ", "<br>knows ") + " |\n"),
    },
    "ics": {
        "folded": _text(f"BEGIN:VCALENDAR\r\nSUMMARY:{_FOLDED}\r\nEND:VCALENDAR\r\n"),
        "property name": _text(f"X-NOTE;CN={WORDS}:1\r\n"),
    },
    "txt": {"text": _text(WORDS.upper())},
    "eml": {
        "subject": _letter(_subject),
        "body": _letter(_body),
        "enclosed paper": _with_leaky_pdf,
        "enclosed data": _letter(None, Enclosed("a.json", "application/json", json.dumps(
            [WORDS]).encode())),
        "enclosed name": _letter(None, Enclosed(f"{WORDS}.bin", "application/x", b"1")),
        "enclosed unknown": _letter(None, Enclosed("a.bin", "application/x", WORDS.encode())),
    },
}  # fmt: skip
PAINTED = {"png", "svg"}  # their words are looked through before they are made
COPIED = {"facilitator"}  # only joint tables are written


@pytest.mark.parametrize(
    ("form", "place"), [(form, place) for form, places in LEAKS.items() for place in places]
)
def test_a_leak_in_any_form_and_place_is_not_handed_over(
    reader: Reader, tmp_path: Path, form: str, place: str
) -> None:
    """S2: whatever the writer, no file is left; what stood there before stays."""
    target = tmp_path / f"out.{form}"
    target.write_text("before")
    with pytest.raises(SealedTextFound) as found:
        hand_over(reader, target, form, lambda part: LEAKS[form][place](reader, part))
    assert STEM not in str(found.value)
    assert target.read_text() == "before"
    assert [each.name for each in tmp_path.iterdir()] == [target.name]


def test_every_form_that_any_door_offers_is_behind_the_wall() -> None:
    """A new form without its places to hide fails here."""
    offered = {*ENDINGS, *render.MINUTES_KINDS, *render.REGISTER_KINDS, *TEXT_FORMS, "eml"}
    assert offered <= set(SCANNED)
    assert set(SCANNED) == set(LEAKS) | PAINTED | COPIED


def test_an_unknown_form_is_refused_rather_than_let_pass(reader: Reader, tmp_path: Path) -> None:
    target = tmp_path / "out.docx"
    with pytest.raises(KeyError):
        hand_over(reader, target, "docx", lambda part: part.write_text("clean"))
    assert not target.exists()


def test_a_picture_that_shows_sealed_words_is_not_made(reader: Reader, tmp_path: Path) -> None:
    with pytest.raises(SealedTextFound):
        refuse_sealed(reader, tmp_path / "out.svg", ["Goals", WORDS])


def test_words_in_base64_inside_data_are_seen_where_a_reader_unpacks_them(
    reader: Reader, tmp_path: Path
) -> None:
    """An honest limit: base64 inside JSON is nothing that any of our writers makes."""
    hidden = base64.b64encode(WORDS.encode()).decode()
    hand_over(
        reader, tmp_path / "a.json", "json", lambda part: part.write_text(json.dumps([hidden]))
    )
    assert (tmp_path / "a.json").exists()
