"""The tags of the finished file, read back: the same roles and texts, in order, both ways."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from facilitator.documents import jobs, press
from facilitator.documents.jobs import Job
from facilitator.documents.press import Printed
from facilitator.documents.roles import Element
from tests.documents import samples, scripts
from tests.documents.demo_papers import papers_of_demo, printed
from tests.readers.tagged import Tagged


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Job, Printed]]:
    """Every paper of the demo, and the sample in scripts that are drawn otherwise than meant."""
    found = papers_of_demo(tmp_path_factory.mktemp("tags"))
    for words, language in ((scripts.HEBREW, "he"), (scripts.ARABIC, "ar")):
        found[language] = jobs.minutes_job(scripts.minutes_in(words, language))
    found["sample"] = jobs.minutes_job(samples.MINUTES)
    found["long"] = jobs.record_job(samples.record_of(samples.many_minutes(2, 40)))
    return {name: (job, printed(job)) for name, job in found.items()}


@pytest.fixture(scope="module")
def tagged(papers: dict[str, tuple[Job, Printed]]) -> dict[str, Tagged]:
    return {name: Tagged(one.data) for name, (_, one) in papers.items()}


def _outline(element: Element, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield what `Tagged` tells of a file, from what was painted."""
    path = f"{path}/{element.role}"
    own: list[str] = []
    for kid in element.kids:
        if isinstance(kid, Element):
            if own:
                yield path, "".join("".join(own).split())
                own = []
            yield from _outline(kid, path)
        else:
            own.append(kid[0])
    if own:
        yield path, "".join("".join(own).split())


def test_the_tree_in_the_file_says_what_was_composed(
    papers: dict[str, tuple[Job, Printed]], tagged: dict[str, Tagged]
) -> None:
    """M1: role by role and word by word, in reading order."""
    for name, (_, one) in papers.items():
        assert list(tagged[name].tree.outline()) == list(_outline(one.structure)), name


def test_content_and_links_lead_back_to_their_elements(tagged: dict[str, Tagged]) -> None:
    """No two entries swapped, nothing drawn outside of content and artifacts."""
    assert {name: one.faults for name, one in tagged.items() if one.faults} == {}


def test_all_that_is_drawn_beside_the_tree_is_known_to_be_so(
    papers: dict[str, tuple[Job, Printed]], tagged: dict[str, Tagged]
) -> None:
    """No validator sees real text marked as an artifact: only what every page carries may be."""
    for name, (_, one) in papers.items():
        told = re.sub(r"\s", "", "".join(tagged[name].artifacts))
        assert sorted(told) == sorted(re.sub(r"\s", "", "".join(one.artifacts))), name
        heads = {node.text() for node in tagged[name].tree.nodes("TH")}
        carried = re.compile(r"Page \d+ of \d+")
        texts = {t for t in one.artifacts if t not in heads and not carried.fullmatch(t)}
        assert sum(map(len, texts)) < 450, name


def test_headings_of_every_paper_go_down_one_level_at_a_time(tagged: dict[str, Tagged]) -> None:
    for name, one in tagged.items():
        headings = (re.search(r"/H([1-6])(/|$)", path) for path, _ in one.tree.outline())
        levels = [int(found[1]) for found in headings if found is not None]
        assert levels[0] == 1, name
        assert levels.count(1) == 1, name
        assert all(low - high <= 1 for high, low in pairwise(levels)), name


def test_table_heads_have_a_scope_and_links_an_annotation(tagged: dict[str, Tagged]) -> None:
    for name, one in tagged.items():
        scopes = {node.entries["/A"]["/Scope"] for node in one.tree.nodes("TH")}
        assert scopes <= {"/Column", "/Row"}, name
        assert all(node.links for node in one.tree.nodes("Link")), name
    assert tagged["sample"].tree.nodes("Link")


def test_the_file_names_its_standards_and_its_language(tagged: dict[str, Tagged]) -> None:
    for name, one in tagged.items():
        root = one.root
        assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712
        assert re.fullmatch("[a-z]{2}(-[A-Z]{2})?", root["/Lang"]), name
        packet = root["/Metadata"].get_data().decode("utf-8")
        assert "<pdfaid:part>3</pdfaid:part>" in packet
        assert "<pdfaid:conformance>A</pdfaid:conformance>" in packet
        assert "<pdfuaid:part>1</pdfuaid:part>" in packet


def test_metadata_says_what_the_information_dictionary_says(tagged: dict[str, Tagged]) -> None:
    """Programs read the one or the other; PDF/A-3 no longer compares them."""
    for name, one in tagged.items():
        packet = one.root["/Metadata"].get_data().decode("utf-8")
        for key, tag in (("Title", "dc:title"), ("Author", "dc:creator"), ("Producer", "")):
            told = escape(str(one.info[f"/{key}"]))
            assert f">{told}</" in packet.partition(f"<{tag}>" if tag else "<pdf:Producer")[2], name
        assert escape(str(one.info["/Keywords"])) in packet
        day = str(one.info["/CreationDate"])[2:10]
        assert f"<xmp:CreateDate>{day[:4]}-{day[4:6]}-{day[6:]}T" in packet


def test_every_bookmark_knows_its_element(tagged: dict[str, Tagged]) -> None:
    """A reader can go on from a bookmark in the structure, not only on the page."""
    for name, one in tagged.items():
        entry = one.root["/Outlines"]["/First"]
        while entry is not None:
            assert entry["/SE"]["/S"] in ("/H1", "/H2", "/H3", "/P", "/Lbl", "/TD"), name
            entry = entry.get("/Next")


# --- other programs ------------------------------------------------------------------------------


def _squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad]", "", text)


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="poppler-utils is not here")
@pytest.mark.parametrize("name", ["sample", "plan", "handover", "minutes-joint"])
def test_poppler_tells_the_same_text_in_the_same_order(
    name: str, papers: dict[str, tuple[Job, Printed]], tmp_path: Path
) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(papers[name][1].data)
    told = subprocess.run(
        ["pdfinfo", "-struct-text", str(path)],
        capture_output=True,
        check=True,
        timeout=60,
        env={"LC_ALL": "C.UTF-8"},
    )
    assert told.stderr == b""
    texts = re.findall(r'^\s*"(.*)"$', told.stdout.decode("utf-8"), re.MULTILINE)
    assert _squeezed("".join(texts)) == _squeezed(papers[name][1].structure.text())


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not here")
def test_qpdf_finds_no_fault(papers: dict[str, tuple[Job, Printed]], tmp_path: Path) -> None:
    for name, (_, one) in papers.items():
        path = tmp_path / "paper.pdf"
        path.write_bytes(one.data)
        done = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, timeout=60)
        assert done.returncode == 0, (name, done.stderr)


@pytest.mark.skipif(shutil.which("pdfdetach") is None, reason="poppler-utils is not here")
def test_poppler_takes_the_data_out_as_it_went_in(
    papers: dict[str, tuple[Job, Printed]], tmp_path: Path
) -> None:
    """M4: the same bytes, under the same name."""
    from facilitator import printing

    job, one = papers["minutes-joint"]
    path = tmp_path / "paper.pdf"
    path.write_bytes(one.data)
    subprocess.run(
        ["pdfdetach", "-saveall", "-o", str(tmp_path), str(path)], check=True, timeout=60
    )
    inside = printing.inside(job.paper)  # type: ignore[arg-type]
    assert inside
    for attachment in inside:
        assert (tmp_path / attachment.name).read_bytes() == attachment.data


def test_a_paragraph_over_two_pages_is_one_element() -> None:
    """Its content is on both pages, and is read without a break."""
    text = " ".join(f"word{n}" for n in range(1500))
    minutes = replace(samples.MINUTES, items=(samples.item("2026/12-1", "Long", notes=(text,)),))
    tagged = Tagged(press.render(jobs.minutes_job(minutes)).data)
    assert tagged.faults == []
    assert [p for p in tagged.tree.nodes("P") if _squeezed(text) in _squeezed(p.text())]
