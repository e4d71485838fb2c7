"""Every paper as pdf.js reads it, which shares no code with what wrote it (M1, M4).

pypdf, poppler and qpdf read the same files: four programs tell the same words.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import pypdf
import pytest

from facilitator import printing
from facilitator.documents import jobs, look
from facilitator.documents.desk import Desk
from facilitator.documents.fonts import FontBook
from facilitator.documents.jobs import Job
from facilitator.documents.press import Printed
from facilitator.documents.roles import Element
from facilitator.projections.run_book_papers import RunBook
from tests.documents import samples
from tests.documents.demo_papers import papers_of_demo, printed
from tests.documents.test_conformance_can_fail import (
    Change,
    changed,
    with_real_text_as_artifact,
    with_reordered_sections,
    with_swapped_content,
    without_lang,
    without_to_unicode,
    without_tree,
)
from tests.readers.tagged import Tagged
from tests.readers.with_pdfjs import Told, read

_MANY = 12
"""Pages that pypdf and poppler would take half a minute for."""

Piece = tuple[int, tuple[str, ...], str]
"""A page, the roles that lead to a text, and the text without blanks."""


class Paper(NamedTuple):
    """What was printed, where it lies, and what pdf.js makes of it."""

    job: Job
    printed: Printed
    path: Path
    told: Told


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Paper]:
    folder = tmp_path_factory.mktemp("pdfjs")
    found = papers_of_demo(folder)
    found["sample"] = jobs.minutes_job(samples.MINUTES)
    prints = {name: printed(job) for name, job in found.items()}
    paths = [folder / f"{name}.pdf".replace(":", "-") for name in prints]
    for path, one in zip(paths, prints.values(), strict=True):
        path.write_bytes(one.data)
    told = read(paths)
    return {
        name: Paper(found[name], prints[name], path, seen)
        for name, path, seen in zip(prints, paths, told, strict=True)
    }


def _squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad]", "", text)


def _joined(pieces: Iterator[tuple[int, tuple[str, ...], str]]) -> list[Piece]:
    """Join what one element says on one page in a row, and order by page as pdf.js does."""
    ordered = sorted(pieces, key=lambda piece: piece[0])
    groups = groupby(ordered, key=lambda piece: piece[:2])
    return [(page, path, _squeezed("".join(p[2] for p in group))) for (page, path), group in groups]


def _composed(element: Element) -> list[Piece]:
    runs = element.runs()
    return _joined((run.page, tuple(str(role) for role in run.path), run.text) for run in runs)


def _seen(told: Told) -> list[Piece]:
    return _joined(
        (number, roles, text if text is not None else "not on the page")
        for number, page in enumerate(told.pages, start=1)
        for roles, text, _, _ in page.pieces
    )


def test_pdfjs_sees_the_roles_and_the_words_that_were_composed(papers: dict[str, Paper]) -> None:
    """M1: page by page, role by role, in reading order."""
    for name, paper in papers.items():
        assert _seen(paper.told) == _composed(paper.printed.structure), name
        assert paper.told.is_marked, name


def test_pdfjs_complains_of_nothing(papers: dict[str, Paper]) -> None:
    assert {
        name: paper.told.warnings for name, paper in papers.items() if paper.told.warnings
    } == {}


def test_pdfjs_sees_as_artifacts_what_every_page_carries(papers: dict[str, Paper]) -> None:
    for name, paper in papers.items():
        told = "".join(page.artifacts for page in paper.told.pages)
        carried = "".join(paper.printed.artifacts)
        assert sorted(_squeezed(told)) == sorted(_squeezed(carried)), name


def test_every_link_and_field_that_pdfjs_sees_belongs_to_an_element(
    papers: dict[str, Paper],
) -> None:
    for name, paper in papers.items():
        for page in paper.told.pages:
            assert sorted(page.held) == sorted(page.links), name
    assert any(page.held for page in papers["minutes-joint"].told.pages)


def test_pdfjs_takes_out_the_data_of_the_projection(papers: dict[str, Paper]) -> None:
    """M4: byte by byte what the projection says; nothing else is inside."""
    for name, paper in papers.items():
        projection = paper.job.paper
        inside = () if isinstance(projection, RunBook) else printing.inside(projection)
        assert paper.told.attachments == {each.name: each.data for each in inside}, name
    assert set(papers["minutes-joint"].told.attachments) == {"minutes.json", "actions.ics"}
    assert set(papers["record"].told.attachments) == {"record.json"}


def test_pdfjs_lists_the_bookmarks_that_were_set(papers: dict[str, Paper]) -> None:
    """Their levels and words are those of the blocks, their pages those that pypdf tells."""
    for name, paper in papers.items():
        outline = paper.told.outline
        assert [entry[1] for entry in outline] == _bookmarks(paper.job), name
        assert outline == list(_by_pypdf(pypdf.PdfReader(paper.path))), name
        assert outline, name


def _bookmarks(job: Job) -> list[str]:
    engagement = job.paper.engagement
    sheet = look.sheet(engagement.paper_size, engagement.language)
    desk = Desk(look.banded(sheet) if job.band else sheet, FontBook(None), _unheard)
    job.compose(desk)
    return [block.bookmark[1] for block in desk.blocks if block.bookmark is not None]


def _unheard() -> None:
    """Nobody waits for this."""


def _by_pypdf(reader: pypdf.PdfReader) -> Iterator[tuple[int, str, int]]:
    def walk(entries: list[object], level: int) -> Iterator[tuple[int, str, int]]:
        for entry in entries:
            if isinstance(entry, list):
                yield from walk(entry, level + 1)
            else:
                assert isinstance(entry, pypdf.generic.Destination)
                page = reader.get_destination_page_number(entry)
                assert page is not None
                yield level, str(entry.title), page + 1

    return walk(list(reader.outline), 0)


def test_pdfjs_knows_the_language_and_the_title(papers: dict[str, Paper]) -> None:
    for name, paper in papers.items():
        assert paper.told.language == paper.job.paper.engagement.language, name
        assert paper.told.title == paper.told.title_in_metadata == paper.job.title, name


def test_four_programs_tell_the_same_words(papers: dict[str, Paper]) -> None:
    """What pdf.js says, pypdf says too, and poppler of each kind: all that was composed."""
    kinds: set[type] = set()
    for name, paper in papers.items():
        said = _squeezed(paper.printed.structure.text())
        assert "".join(sorted(said)) == "".join(sorted(_all(paper.told))), name
        if len(paper.told.pages) >= _MANY:
            continue
        assert _squeezed(Tagged(paper.printed.data).tree.text()) == said, name
        if type(paper.job.paper) not in kinds:
            kinds.add(type(paper.job.paper))
            assert _by_poppler(paper.path) in (said, None), name


def _all(told: Told) -> str:
    return "".join(text for _, _, text in _seen(told))


def _by_poppler(path: Path) -> str | None:
    """Return the text of the tree as pdfinfo tells it; None where poppler is not here."""
    if shutil.which("pdfinfo") is None:
        return None
    done = subprocess.run(
        ["pdfinfo", "-struct-text", str(path)],
        capture_output=True,
        check=True,
        timeout=60,
        env={"LC_ALL": "C.UTF-8"},
    )
    assert done.stderr == b"", done.stderr[-500:]
    texts = re.findall(r'^\s*"(.*)"$', done.stdout.decode("utf-8"), re.MULTILINE)
    return _squeezed("".join(texts))


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not here")
def test_qpdf_finds_no_fault_and_warns_of_none(papers: dict[str, Paper]) -> None:
    for name, paper in papers.items():
        asked = ["qpdf", "--check", str(paper.path)]
        done = subprocess.run(asked, capture_output=True, text=True, timeout=60)
        assert (done.returncode, done.stderr) == (0, ""), name
        assert "No syntax or stream encoding errors found" in done.stdout, name


# --- that it can fail ----------------------------------------------------------------------------

SEEN_TOO: Mapping[str, Change] = {
    "sections": with_reordered_sections,
    "swapped": with_swapped_content,
    "artifact": with_real_text_as_artifact,
    "no unicode": without_to_unicode,
    "no tree": without_tree,
    "no language": without_lang,
}


def test_pdfjs_notices_what_is_changed(papers: dict[str, Paper], tmp_path: Path) -> None:
    """A file with one thing changed is not told as the whole one is."""
    data = papers["sample"].printed.data
    paths = []
    for name, change in SEEN_TOO.items():
        paths.append(tmp_path / f"{name}.pdf")
        paths[-1].write_bytes(changed(data, change))
    whole = papers["sample"].told
    for name, told in zip(SEEN_TOO, read(paths), strict=True):
        assert (_seen(told), told.language) != (_seen(whole), whole.language), name
