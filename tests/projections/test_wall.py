"""The wall: sealed text reaches no projection, no export, no paper, no list and no search (S2)."""

from __future__ import annotations

import dataclasses
import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from facilitator import documents
from facilitator.cli import facilitator
from facilitator.cli.listing import KINDS
from facilitator.clock import FixedClock
from facilitator.domain.seal import bare
from facilitator.errors import SealedTextFound
from facilitator.exchange import render
from facilitator.exchange.calendar_out import calendar_file
from facilitator.handover import hand_over
from facilitator.projections import common_ground, handover_papers, plan_papers, room, types
from facilitator.projections.agenda import build_agenda
from facilitator.projections.calendar import build_calendar
from facilitator.projections.data_register import build_data
from facilitator.projections.glossary import build_glossary
from facilitator.projections.goals import build_goals
from facilitator.projections.handover_pack import build_handover
from facilitator.projections.minutes import build_minutes
from facilitator.projections.paper import Paper
from facilitator.projections.plan import build_plan
from facilitator.projections.prebrief import build_prebrief
from facilitator.projections.record import build_record
from facilitator.projections.registers import build_actions, build_decisions
from facilitator.projections.report import build_report
from facilitator.projections.room import RoomWords, build_room
from facilitator.queries.costs import costs
from facilitator.queries.sealed import sealed_texts
from facilitator.queries.search import search
from facilitator.store import Reader, Store
from facilitator.store.tables import TRACKED, UNTRACKED
from tests.demo_file import NOW, demo_file
from tests.projections.planting import NUMBER, STEM, marker, plant, sealed_columns

AROUND: dict[str, Callable[[Reader], Paper]] = {
    "plan": build_plan,
    "handover": build_handover,
    "report": build_report,
}
STYLES = ("decisions", "reasons", "discussion")


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the demo with a marker in every sealed TEXT column."""
    path = demo_file(tmp_path_factory.mktemp("wall"))
    with Store.open(path, FixedClock(NOW)) as store:
        assert plant(store)
    return path


@pytest.fixture
def reader(planted: Path) -> Iterator[Reader]:
    with Reader.open(planted, FixedClock(NOW)) as opened:
        yield opened


def _projections(reader: Reader) -> Iterator[Any]:
    """Yield every projection of the file, in every style."""
    words = RoomWords(reader)
    for row in reader.all("SELECT id FROM session"):
        yield build_agenda(reader, row["id"])
        yield build_room(reader, row["id"], words=words)
        for party in reader.all("SELECT id FROM party"):
            yield build_prebrief(reader, row["id"], party["id"])
        for style in STYLES:
            yield build_minutes(reader, row["id"], style=style)
    yield build_record(reader)
    yield build_decisions(reader)
    yield build_actions(reader)
    yield build_calendar(reader)
    yield build_data(reader)
    yield build_glossary(reader)
    yield build_goals(reader)
    for build in AROUND.values():
        yield build(reader)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _texts(getattr(value, field.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)


def test_a_marker_stands_in_every_sealed_text_column(reader: Reader) -> None:
    """The test itself: planted where the schema says, not where somebody remembered."""
    columns = [
        (table, column)
        for table, found in sealed_columns(reader).items()
        for column, kind in found.items()
        if kind == "TEXT"
    ]
    assert ("sealed_note", "text") in columns
    assert ("sealed_draft", "text") in columns
    for table, column in columns:
        sql = f'SELECT count(*) FROM "{table}" WHERE "{column}" LIKE ?'
        assert reader.value(sql, (f"{marker(table, column)}%",)), (table, column)


def test_every_table_is_sealed_by_its_name_or_joint() -> None:
    """SCHEMA rule 1."""
    assert not [name for name in (*TRACKED, *UNTRACKED) if "sealed" in name[1:]]


def test_no_projection_type_has_a_field_for_sealed_text() -> None:
    fields = [
        f"{name}.{field.name}"
        for module in (types, common_ground, plan_papers, handover_papers, room)
        for name, kind in vars(module).items()
        if dataclasses.is_dataclass(kind)
        for field in dataclasses.fields(kind)
    ]
    assert fields
    assert not [
        name
        for name in fields
        if re.search(r"seal|private|prep|guidance|cost|hourly|speaking", name)
    ]


def test_no_projection_holds_a_marker(reader: Reader) -> None:
    count = 0
    for projection in _projections(reader):
        for text in _texts(projection):
            count += 1
            assert bare(STEM) not in bare(text)
    assert count > 10_000


def _numbers(value: Any) -> Iterator[int]:
    if isinstance(value, int):
        yield value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            if field.name != "id":  # the room's words can be edited, so it knows whose they are
                yield from _numbers(getattr(value, field.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from _numbers(each)


def test_nothing_that_is_counted_in_a_sealed_table_reaches_a_projection(reader: Reader) -> None:
    """V8, K3: speaking time and hourly rates are for the facilitator's screen alone."""
    for table, column in (("sealed_speaking", "seconds"), ("sealed_rate", "cents_per_hour")):
        assert reader.value(f'SELECT max("{column}") FROM "{table}"') == NUMBER
    count = 0
    for projection in _projections(reader):
        for number in _numbers(projection):
            count += 1
            assert number < NUMBER
        assert not [text for text in _texts(projection) if str(NUMBER) in text]
    assert count > 1000


def test_a_leak_into_joint_text_would_be_seen(planted: Path, tmp_path: Path) -> None:
    """The test above can fail: the same words in a joint column reach a projection."""
    path = tmp_path / "leaky.facilitator"
    path.write_bytes(planted.read_bytes())
    with Store.open(path, FixedClock(NOW)) as store:
        with store.step("Leak"):
            item = store.value(
                "SELECT id FROM agenda_item WHERE outcome IS NOT NULL AND session_id NOT IN"
                " (SELECT session_id FROM minutes WHERE state = 'approved')"  # those are locked
            )
            store.update("agenda_item", item, outcome=marker("sealed_note", "text"))
        leaked = [text for each in _projections(store) for text in _texts(each) if STEM in text]
    assert leaked


def _exports(reader: Reader) -> list[str]:
    """Return every export that is text, of every kind."""
    exports = [
        render.minutes_text(build_minutes(reader, row["id"], style=style), kind)
        for row in reader.all("SELECT id FROM session")
        for style in STYLES
        for kind in render.MINUTES_KINDS
    ]
    exports.append(calendar_file(build_calendar(reader)).text)
    for kind in render.REGISTER_KINDS:
        exports.append(render.decisions_text(build_decisions(reader), kind))
        exports.append(render.actions_text(build_actions(reader), kind))
        exports.append(render.data_text(build_data(reader), kind))
        exports.append(render.glossary_text(build_glossary(reader), kind))
        exports.append(render.goals_text(build_goals(reader), kind))
    return exports


def test_no_export_holds_a_marker(reader: Reader) -> None:
    for text in _exports(reader):
        assert len(text) > 500
        assert bare(STEM) not in bare(text)
        assert str(NUMBER) not in text


def _every_byte(path: Path) -> Iterator[str]:
    """Yield all that is in a PDF: its bytes, its streams unpacked, what a reader sees of it."""
    data = path.read_bytes()
    yield data.decode("latin-1")
    for packed in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        try:
            unpacked = zlib.decompressobj().decompress(packed)
        except zlib.error:
            continue
        for encoding in ("latin-1", "utf-16-be", "utf-8"):
            yield unpacked.decode(encoding, "ignore")
    pdf = PdfReader(path)
    yield "\n".join(page.extract_text() for page in pdf.pages)
    yield repr(pdf.metadata)
    yield repr(pdf.outline)
    yield repr({name: list(data) for name, data in pdf.attachments.items()})


def _papers(reader: Reader, folder: Path) -> Iterator[Path]:
    last = reader.value("SELECT id FROM session WHERE state = 'closed' ORDER BY starts_local DESC")
    for style in STYLES:
        path = folder / f"minutes-{style}.pdf"
        documents.write_paper(build_minutes(reader, last, style=style), path)
        yield path
    for number, row in enumerate(reader.all("SELECT id FROM session ORDER BY starts_local DESC")):
        if number < 2:
            path = folder / f"agenda-{number}.pdf"
            documents.write_paper(build_agenda(reader, row["id"]), path)
            yield path
            for party in reader.all("SELECT id FROM party"):
                path = folder / f"prebrief-{number}-{party['id']}.pdf"
                documents.write_paper(build_prebrief(reader, row["id"], party["id"]), path)
                yield path
    path = folder / "goals.pdf"
    documents.write_paper(build_goals(reader), path)
    yield path
    path = folder / "record.pdf"
    documents.write_paper(build_record(reader), path)
    yield path
    for name, build in AROUND.items():
        path = folder / f"{name}.pdf"
        documents.write_paper(build(reader), path)
        yield path


def test_no_byte_of_any_paper_holds_a_marker(reader: Reader, tmp_path: Path) -> None:
    sealed = sealed_texts(reader)
    assert any(STEM in text for text in sealed)
    for path in _papers(reader, tmp_path):
        parts = list(_every_byte(path))
        assert any("Tallowmere" in part for part in parts), "the text of the paper was not read"
        assert not [part for part in parts if bare(STEM) in bare(part)], path.name
        assert documents.scan_pdf(path, sealed) is None


def test_a_paper_that_leaks_is_found_by_both_readers(reader: Reader, tmp_path: Path) -> None:
    """The test above can fail, and the scan before handing over sees the same."""
    last = reader.value("SELECT id FROM session WHERE state = 'closed' ORDER BY starts_local DESC")
    minutes = build_minutes(reader, last)
    words = marker("sealed_note", "text")
    leaky = dataclasses.replace(
        minutes, items=(dataclasses.replace(minutes.items[0], outcome=words), *minutes.items[1:])
    )
    path = tmp_path / "leaky.pdf"
    documents.write_paper(leaky, path)
    assert [part for part in _every_byte(path) if bare(STEM) in bare(part)]
    with pytest.raises(SealedTextFound):
        hand_over(
            reader, tmp_path / "out.pdf", "pdf", lambda part: documents.write_paper(leaky, part)
        )
    assert not (tmp_path / "out.pdf").exists()


def test_a_calendar_that_leaks_is_not_handed_over(reader: Reader, tmp_path: Path) -> None:
    """K4: also where a fold, or an escape, stands between the letters."""
    words = f"Before the talk: {marker('sealed_note', 'text')}, and nothing else; not yet"
    paper = build_calendar(reader)
    leaky = dataclasses.replace(paper.events[0], purpose=words)
    text = calendar_file(dataclasses.replace(paper, events=(leaky,))).text
    assert words not in text
    target = tmp_path / "calendar.ics"
    with pytest.raises(SealedTextFound):
        hand_over(reader, target, "ics", lambda part: part.write_text(text, newline=""))
    assert not target.exists()


def test_search_finds_no_marker_but_in_the_facilitators_own_window(reader: Reader) -> None:
    assert search(reader, STEM) == []
    assert {hit.kind for hit in search(reader, STEM, 500, sealed=True)} >= {"sealed_note"}


@pytest.mark.parametrize("kind", KINDS)
def test_no_list_prints_a_marker(planted: Path, kind: str) -> None:
    for extra in ((), ("--json",)):
        done = CliRunner().invoke(facilitator, ["list", str(planted), kind, *extra])
        assert done.exit_code == 0, done.output
        assert done.stdout.strip()
        assert bare(STEM) not in bare(done.output)
        assert str(NUMBER) not in done.output


def _sealed_amounts(reader: Reader) -> set[str]:
    """Return what the facilitator's own window shows of rates, as digits."""
    known = costs(reader, 3600)
    assert known.with_rate
    sums = {each.session_cents for each in known.rhythms}
    return {str(NUMBER), *map(str, sums), *(str(each.quarter_cents) for each in known.rhythms)}


def _digits(text: str) -> str:
    """Return a text without what groups digits or sets cents apart."""
    return re.sub(r"(?<=\d)[., '’\u00a0\u202f](?=\d)", "", text)


@pytest.mark.parametrize("extra", [(), ("--json",)])
def test_the_advice_tells_no_rate_no_cost_and_no_marker(
    planted: Path, reader: Reader, extra: tuple[str, ...]
) -> None:
    """K3, S4: costs are for the facilitator's own screen alone."""
    done = CliRunner().invoke(facilitator, ["advise", str(planted), "--on", "2026-06-30", *extra])
    assert done.exit_code == 0, done.output
    assert "One session can handle" in done.output
    assert bare(STEM) not in bare(done.output)
    digits = _digits(done.output)
    assert not [amount for amount in _sealed_amounts(reader) if amount in digits]


def test_no_export_tells_what_a_session_costs(reader: Reader) -> None:
    amounts = _sealed_amounts(reader)
    assert _digits("EUR 9,182,736.45") == f"EUR {NUMBER}"
    for text in _exports(reader):
        digits = _digits(text)
        assert not [amount for amount in amounts if amount in digits]


def test_the_command_line_searches_no_sealed_text(planted: Path) -> None:
    done = CliRunner().invoke(facilitator, ["search", str(planted), STEM])
    assert (done.exit_code, done.stdout) == (0, "Nothing was found.\n")


@pytest.mark.parametrize("paper", AROUND)
def test_the_papers_around_the_sessions_tell_nothing_sealed(
    planted: Path, reader: Reader, tmp_path: Path, paper: str
) -> None:
    """E8, K1, M6: no marker, no rate, no cost, no speaking time, whoever prints them."""
    out = tmp_path / f"{paper}.pdf"
    done = CliRunner().invoke(facilitator, [paper, str(planted), "-o", str(out)])
    assert done.exit_code == 0, done.output
    parts = list(_every_byte(out))
    assert any("Tallowmere" in part for part in parts)
    amounts = _sealed_amounts(reader)
    for part in parts:
        assert bare(STEM) not in bare(part)
    text = _digits("".join(page.extract_text() for page in PdfReader(out).pages))
    assert not [amount for amount in amounts if len(amount) > 4 and amount in text]
