"""Reply sheets that come back: filled by real programs, spoilt by hand (M2)."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from facilitator.clock import FixedClock
from facilitator.commands.minutes_answers import answer_minutes, approve_minutes
from facilitator.documents import jobs, press
from facilitator.errors import CommandRefused, FileMissing, ReplyProblem
from facilitator.exchange import reply_parts
from facilitator.exchange.paper_parts import Unreadable
from facilitator.exchange.reply_in import ReadReply, Unclear, read_reply, understood
from facilitator.projections.reply import build_reply_sheet
from facilitator.projections.reply_papers import ReplySheet
from facilitator.queries.minutes import answers_to, last_version
from facilitator.replying import Doubt, Reply, keep_reply, match_reply, note_reply
from facilitator.store import Reader, Store
from tests.demo_file import NOW, demo_file

Fill = Callable[[bytes, dict[str, str]], bytes]


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> ReplySheet:
    path = demo_file(tmp_path_factory.mktemp("reply"))
    with Reader.open(path, FixedClock(NOW)) as reader:
        session = reader.value("SELECT session_id FROM minutes WHERE state = 'circulated'")
        party = reader.value("SELECT id FROM party ORDER BY position DESC LIMIT 1")
        return build_reply_sheet(reader, session, party)


@pytest.fixture(scope="module")
def pdf(sheet: ReplySheet) -> bytes:
    return press.render(jobs.reply_job(sheet)).data


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(demo_file(tmp_path), FixedClock(NOW)) as opened:
        yield opened


def by_pypdf(pdf: bytes, values: dict[str, str]) -> bytes:
    """Fill a sheet as Python programs do."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    for page in writer.pages:
        writer.update_page_form_field_values(page, values, auto_regenerate=False)
    return saved(writer)


def by_hand_in_pdfium(pdf: bytes, values: dict[str, str]) -> bytes:
    """Fill a sheet as somebody does in Chrome: click into a field, type."""
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    form = document.formenv
    for index in range(len(document)):
        page = document[index]
        for each in PdfReader(io.BytesIO(pdf)).pages[index].get("/Annots", []):
            field = each.get_object()
            name = field.get("/T") or field.get("/Parent", {}).get("/T")
            if not _is_meant(field, values.get(name)):
                continue
            left, bottom, right, top = (float(side) for side in field["/Rect"])
            at = (form, page, 0, (left + right) / 2, (bottom + top) / 2)
            pdfium.FORM_OnMouseMove(*at)
            pdfium.FORM_OnLButtonDown(*at)
            pdfium.FORM_OnLButtonUp(*at)
            if not values[name].startswith("/"):
                for char in values[name]:
                    pdfium.FORM_OnChar(form, page, ord(char), 0)
        pdfium.FORM_ForceToKillFocus(form)
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def _is_meant(field: Any, value: str | None) -> bool:
    """Tell whether to click here: a text to write, or the button of the choice."""
    return value is not None and (field.get("/FT") == "/Tx" or value in field["/AP"]["/N"])


def saved(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def read(data: bytes, folder: Path) -> ReadReply:
    path = folder / "reply.pdf"
    path.write_bytes(data)
    return read_reply(path)


def seen(data: bytes, values: dict[str, str] | None = None) -> ReadReply:
    """Read in this process, as quickly as tests of many sheets need."""
    filled = data if values is None else by_pypdf(data, values)
    return understood(Path("reply.pdf"), reply_parts.fields_of(filled))


# --- what people say -----------------------------------------------------------------------------


@pytest.mark.parametrize("fill", [by_pypdf, by_hand_in_pdfium])
def test_what_programs_fill_in_is_what_comes_back(
    fill: Fill, pdf: bytes, sheet: ReplySheet, tmp_path: Path
) -> None:
    first, second = sheet.entries[0].number, sheet.entries[-1].number
    values = {
        "answer": "/contests",
        "note": "Größe: see below",
        "name": "Anna Beck",
        "day": "1 July",
        f"contest {first}": "/Yes",
        f"why {first}": "not agreed",
        f"contest {second}": "/Yes",
    }
    found = read(fill(pdf, values), tmp_path)
    assert (found.session, found.version, found.code) == (
        sheet.session.number, sheet.version, sheet.code,
    )  # fmt: skip
    assert (found.party, found.answer, found.unclear) == (sheet.party.name, "contests", ())
    assert (found.note, found.by_name, found.on) == ("Größe: see below", "Anna Beck", "1 July")
    assert [(one.number, one.why) for one in found.objections] == [
        (first, "not agreed"), (second, ""),
    ]  # fmt: skip


@pytest.mark.parametrize("fill", [by_pypdf, by_hand_in_pdfium])
@pytest.mark.parametrize("answer", ["agree", "agree_with_note", "contests"])
def test_every_choice_is_kept_as_it_was_made(
    fill: Fill, answer: str, pdf: bytes, sheet: ReplySheet, store: Store, tmp_path: Path
) -> None:
    """M2: a round trip into the file, for each answer."""
    number = sheet.entries[0].number
    values = {"answer": f"/{answer}", "name": "Anna Beck"}
    if answer == "agree_with_note":
        values["note"] = "With one wish"
    if answer == "contests":
        values |= {f"contest {number}": "/Yes", f"why {number}": "no"}
    reply = match_reply(store, read(fill(pdf, values), tmp_path))
    assert reply.may_be_kept
    keep_reply(store, reply, replaces=reply.replaces)
    assert reply.version is not None
    said = next(each for each in answers_to(store, reply.version) if each.party == sheet.party.name)
    assert (said.answer, said.came_by, said.by_name) == (answer, "sheet", "Anna Beck")
    assert said.note == values.get("note", "")
    assert [(one.target, one.note) for one in said.objections] == (
        [(number, "no")] if answer == "contests" else []
    )


def test_a_sheet_that_nobody_filled_in_says_nothing(pdf: bytes, tmp_path: Path) -> None:
    found = read(pdf, tmp_path)
    assert (found.answer, found.objections, found.unclear) == ("", (), (Unclear.NO_ANSWER,))


@pytest.mark.parametrize(
    ("values", "unclear"),
    [
        ({"answer": "/agree", "contest {}": "/Yes"}, Unclear.AGREES_AND_CONTESTS),
        ({"answer": "/agree", "why {}": "never said"}, Unclear.AGREES_AND_CONTESTS),
        ({"answer": "/agree_with_note"}, Unclear.NOTE_MISSING),
        ({"answer": "/contests"}, Unclear.CONTESTS_NOTHING),
        ({"contest {}": "/Yes"}, Unclear.NO_ANSWER),
    ],
)
def test_what_does_not_go_together_is_not_guessed(
    values: dict[str, str], unclear: Unclear, pdf: bytes, sheet: ReplySheet, store: Store
) -> None:
    number = sheet.entries[1].number
    found = seen(pdf, {name.format(number): value for name, value in values.items()})
    assert found.unclear == (unclear,)
    reply = match_reply(store, found)
    assert not reply.may_be_kept
    with pytest.raises(CommandRefused):
        keep_reply(store, reply)


def test_a_reason_without_a_tick_counts_and_a_note_makes_agreement_one_with_a_note(
    pdf: bytes, sheet: ReplySheet
) -> None:
    number = sheet.entries[1].number
    contests = seen(pdf, {"answer": "/contests", f"why {number}": "not so"})
    assert [(one.number, one.why) for one in contests.objections] == [(number, "not so")]
    agrees = seen(pdf, {"answer": "/agree", "note": "but"})
    assert (agrees.answer, agrees.is_note_taken, agrees.unclear) == ("agree_with_note", True, ())


def test_a_button_that_looks_otherwise_than_it_says_is_told(pdf: bytes) -> None:
    """Who reads the sheet sees one answer, the data has another."""
    writer = PdfWriter(clone_from=io.BytesIO(by_pypdf(pdf, {"answer": "/contests"})))
    group = next(
        one.get_object() for one in writer.root_object["/AcroForm"]["/Fields"]
        if one.get_object()["/T"] == "answer"
    )  # fmt: skip
    group[NameObject("/V")] = NameObject("/agree")
    assert Unclear.LOOKS_OTHERWISE in seen(saved(writer)).unclear


# --- what belongs together -----------------------------------------------------------------------


def with_reference(pdf: bytes, change: Callable[[str], str]) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(by_pypdf(pdf, {"answer": "/agree"})))
    for one in writer.root_object["/AcroForm"]["/Fields"]:
        field = one.get_object()
        if field.get("/T") == "sheet":
            field[NameObject("/V")] = TextStringObject(change(field["/V"]))
    return saved(writer)


@pytest.mark.parametrize(
    ("before", "after", "doubt"),
    [
        ("code {code}", "code 0123456789abcdef", Doubt.UNKNOWN_MINUTES),
        ("version 1", "version 7", Doubt.REFERENCE_CHANGED),
        ("minutes {session}", "minutes 2026/01", Doubt.REFERENCE_CHANGED),
        ("for {party}", "for Legal", Doubt.UNKNOWN_PARTY),
    ],
)
def test_a_sheet_for_something_else_is_not_kept(
    before: str, after: str, doubt: Doubt, pdf: bytes, sheet: ReplySheet, store: Store
) -> None:
    """M2: a foreign code, another version, another session, a side that is none."""
    facts = {"code": sheet.code, "session": sheet.session.number, "party": sheet.party.name}
    spoilt = with_reference(pdf, lambda text: text.replace(before.format(**facts), after))
    reply = match_reply(store, seen(spoilt))
    assert reply.doubts == (doubt,)
    with pytest.raises(CommandRefused):
        keep_reply(store, reply)


def test_a_number_that_the_minutes_do_not_have_is_not_kept(
    pdf: bytes, sheet: ReplySheet, store: Store
) -> None:
    number = sheet.entries[0].number
    writer = PdfWriter(
        clone_from=io.BytesIO(by_pypdf(pdf, {"answer": "/contests", f"contest {number}": "/Yes"}))
    )
    for one in writer.root_object["/AcroForm"]["/Fields"]:
        if one.get_object().get("/T") == f"contest {number}":
            one.get_object()[NameObject("/T")] = TextStringObject("contest D-1999-001")
    assert match_reply(store, seen(saved(writer))).doubts == (Doubt.UNKNOWN_NUMBER,)


def test_an_answer_that_is_there_is_replaced_only_after_it_was_shown(
    pdf: bytes, store: Store
) -> None:
    reply = match_reply(store, seen(pdf, {"answer": "/agree"}))
    assert reply.version is not None
    assert reply.side is not None
    answer_minutes(store, reply.version.id, reply.side.party_id, "agree_with_note", note="mine")
    with pytest.raises(CommandRefused, match="answered already"):
        keep_reply(store, reply, replaces=reply.replaces)
    shown = match_reply(store, reply.read)
    keep_reply(store, shown, replaces=shown.replaces)
    assert match_reply(store, reply.read).side.answer == "agree"  # type: ignore[union-attr]


def test_an_answer_to_what_is_approved_becomes_a_note_and_no_answer(
    pdf: bytes, store: Store
) -> None:
    first = match_reply(store, seen(pdf, {"answer": "/agree"}))
    assert first.version is not None
    for each in answers_to(store, first.version):
        answer_minutes(store, first.version.id, each.party_id, "agree")
    approve_minutes(store, first.version.id, NOW.date())
    reply = match_reply(store, seen(pdf, {"answer": "/agree_with_note", "note": "late"}))
    assert reply.doubts == (Doubt.APPROVED,)
    assert (reply.may_be_kept, reply.may_be_noted) == (False, True)
    with pytest.raises(CommandRefused):
        keep_reply(store, reply, replaces=reply.replaces)
    kept = note_reply(store, reply, "Late reply")
    assert store.one("SELECT kind, text FROM capture WHERE id = ?", (kept,)) == {
        "kind": "note", "text": "Late reply",
    }  # fmt: skip
    assert last_version(store, first.version.session_id).state == "approved"  # type: ignore[union-attr]


def test_a_reply_to_a_superseded_version_is_no_answer_to_the_new_one(
    store: Store, tmp_path: Path
) -> None:
    """The demo has minutes of which version 1 was superseded by version 2."""
    row = store.one("SELECT session_id, code FROM minutes WHERE state = 'superseded'")
    assert row is not None
    party = store.one("SELECT id, name FROM party ORDER BY id LIMIT 1")
    assert party is not None
    reply = _reply_to(store, row["session_id"], row["code"], party["name"])
    assert reply.doubts == (Doubt.SUPERSEDED,)
    assert reply.last is not None
    assert reply.last.version == 2
    assert reply.may_be_noted


def _reply_to(store: Store, session_id: int, code: str, party: str) -> Reply:
    from facilitator.queries.numbers import session_labels

    label = session_labels(store, [session_id])[session_id].label
    read = understood(
        Path("reply.pdf"),
        {
            "texts": {"sheet": f"Reply 1: minutes {label}, version 1, code {code}, for {party}"},
            "ticked": {"answer": "agree"},
            "shown": [],
        },
    )
    return match_reply(store, read)


# --- what is no sheet ----------------------------------------------------------------------------


def flattened(pdf: bytes) -> bytes:
    document = pypdfium2.PdfDocument(by_pypdf(pdf, {"answer": "/agree"}))
    document.init_forms()
    for index in range(len(document)):
        page = document[index]
        page.flatten()
    out = io.BytesIO()
    document.save(out)
    document.close()
    writer = PdfWriter(clone_from=io.BytesIO(out.getvalue()))
    writer.root_object.pop("/AcroForm", None)
    return saved(writer)


def twice(pdf: bytes) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    fields = writer.root_object["/AcroForm"]["/Fields"]
    fields.append(fields[-1])
    return saved(writer)


def endless_kids(pdf: bytes) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    one = DictionaryObject({NameObject("/T"): TextStringObject("x")})
    writer.root_object["/AcroForm"][NameObject("/Fields")] = ArrayObject([one] * 6000)
    return saved(writer)


def long_note(pdf: bytes) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    for each in writer.root_object["/AcroForm"]["/Fields"]:
        if each.get_object().get("/T") == "note":
            each.get_object()[NameObject("/V")] = TextStringObject("x" * 30_000)
    return saved(writer)


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (flattened, "flat"),
        (twice, "damaged"),
        (endless_kids, "too_much"),
        (long_note, "too_much"),
        (lambda pdf: pdf[: len(pdf) // 2], "cut"),
        (lambda pdf: b"hello", "not_pdf"),
        (lambda pdf: with_reference(pdf, lambda text: text.replace("Reply 1", "Reply 2")), "newer"),
        (lambda pdf: with_reference(pdf, lambda text: "x"), "not_reply"),
        (lambda pdf: pdf[:-900] + bytes(880) + pdf[-20:], "damaged"),
    ],
)  # fmt: skip
def test_a_spoilt_sheet_is_refused_with_its_reason(
    spoil: Callable[[bytes], bytes], problem: str, pdf: bytes
) -> None:
    with pytest.raises(Unreadable) as caught:
        seen(spoil(pdf))
    assert caught.value.problem == problem


def test_a_huge_file_and_one_that_is_not_there_are_told(tmp_path: Path) -> None:
    path = tmp_path / "big.pdf"
    with path.open("wb") as file:
        file.truncate(101 * 2**20)
    with pytest.raises(ReplyProblem) as caught:
        read_reply(path)
    assert caught.value.problem == "too_large"
    with pytest.raises(FileMissing):
        read_reply(tmp_path / "none.pdf")


def test_what_is_typed_is_text_and_nothing_else(pdf: bytes, store: Store) -> None:
    """Control characters and half characters go; markup stays the text it is."""
    hostile = "a\u0000b\u202e <b>x</b> \ud83d\ude00 'DROP TABLE"
    told: dict[str, Any] = reply_parts.fields_of(by_pypdf(pdf, {"answer": "/agree_with_note"}))
    told["texts"]["note"] = hostile
    found = understood(Path("reply.pdf"), told)
    reply = match_reply(store, found)
    keep_reply(store, reply, replaces=reply.replaces)
    assert "\x00" not in found.note
    assert "<b>x</b>" in found.note
