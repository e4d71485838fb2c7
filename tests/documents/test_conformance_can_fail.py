"""Take one thing at a time out of a good file, and see the check that should notice (M1).

Files are changed through pypdf, so that what judges them sees exactly one difference.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
)

from facilitator.documents import jobs
from facilitator.documents.desk import Desk
from facilitator.documents.jobs import Job
from facilitator.documents.page import Page
from facilitator.documents.pictures import Picture
from facilitator.documents.roles import Element, Role
from tests.documents import samples
from tests.documents.demo_papers import printed
from tests.readers.tagged import Tagged
from tests.readers.with_verapdf import failures

Change = Callable[[pypdf.PdfWriter], None]


def root(file: pypdf.PdfWriter) -> Any:
    return file.root_object


def elements(file: pypdf.PdfWriter, role: str) -> list[Any]:
    """Return the elements of a role, in order."""
    found: list[Any] = []

    def walk(entry: Any) -> None:
        if not isinstance(entry, DictionaryObject) or "/S" not in entry:
            return
        if entry["/S"] == role:
            found.append(entry)
        kids = entry.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            walk(kid.get_object())

    walk(root(file)["/StructTreeRoot"]["/K"].get_object())
    return found


def drop(entry: Any, key: str) -> None:
    del entry[NameObject(key)]


def without_alt(file: pypdf.PdfWriter) -> None:
    drop(elements(file, "/Figure")[0], "/Alt")


def without_scope(file: pypdf.PdfWriter) -> None:
    for cell in elements(file, "/TH"):
        drop(cell, "/A")


def without_lang(file: pypdf.PdfWriter) -> None:
    drop(root(file), "/Lang")


def without_mark_info(file: pypdf.PdfWriter) -> None:
    drop(root(file), "/MarkInfo")


def without_output_intent(file: pypdf.PdfWriter) -> None:
    drop(root(file), "/OutputIntents")


def without_metadata(file: pypdf.PdfWriter) -> None:
    drop(root(file), "/Metadata")


def without_display_title(file: pypdf.PdfWriter) -> None:
    drop(root(file)["/ViewerPreferences"], "/DisplayDocTitle")


def without_tree(file: pypdf.PdfWriter) -> None:
    drop(root(file), "/StructTreeRoot")


def without_relationship(file: pypdf.PdfWriter) -> None:
    drop(root(file)["/AF"][0].get_object(), "/AFRelationship")


def without_mime(file: pypdf.PdfWriter) -> None:
    drop(root(file)["/AF"][0].get_object()["/EF"]["/F"].get_object(), "/Subtype")


def without_unicode_name(file: pypdf.PdfWriter) -> None:
    drop(root(file)["/AF"][0].get_object(), "/UF")


def without_associated_files(file: pypdf.PdfWriter) -> None:
    drop(root(file), "/AF")


def fonts(file: pypdf.PdfWriter) -> list[Any]:
    return [font.get_object() for font in file.pages[0]["/Resources"]["/Font"].values()]


def without_to_unicode(file: pypdf.PdfWriter) -> None:
    for font in fonts(file):
        drop(font, "/ToUnicode")


def without_font_file(file: pypdf.PdfWriter) -> None:
    drop(fonts(file)[0]["/DescendantFonts"][0].get_object()["/FontDescriptor"], "/FontFile2")


def without_struct_parents(file: pypdf.PdfWriter) -> None:
    drop(file.pages[0], "/StructParents")


def without_struct_parent(file: pypdf.PdfWriter) -> None:
    drop(file.pages[0]["/Annots"][0].get_object(), "/StructParent")


def without_contents(file: pypdf.PdfWriter) -> None:
    drop(file.pages[0]["/Annots"][0].get_object(), "/Contents")


def without_tabs(file: pypdf.PdfWriter) -> None:
    drop(file.pages[0], "/Tabs")


def with_skipped_heading(file: pypdf.PdfWriter) -> None:
    elements(file, "/H2")[0][NameObject("/S")] = NameObject("/H4")


def in_metadata(old: bytes, new: bytes) -> Change:
    def change(file: pypdf.PdfWriter) -> None:
        stream = root(file)["/Metadata"].get_object()
        data = stream.get_data()
        assert old in data
        changed = DecodedStreamObject()
        changed.set_data(data.replace(old, new))
        changed.update({NameObject(key): stream[key] for key in ("/Type", "/Subtype")})
        root(file)[NameObject("/Metadata")] = file._add_object(changed)

    return change


def in_content(old: bytes, new: bytes, count: int = 1) -> Change:
    """Change what page 1 draws."""

    def change(file: pypdf.PdfWriter) -> None:
        page = file.pages[0]
        contents = page.get_contents()
        assert contents is not None
        data = contents.get_data()
        assert old in data
        changed = DecodedStreamObject()
        changed.set_data(data.replace(old, new, count))
        page[NameObject("/Contents")] = file._add_object(changed)

    return change


def with_real_text_as_artifact(file: pypdf.PdfWriter) -> None:
    """What no validator can see: a paragraph that nobody is read."""
    element = elements(file, "/P")[0]
    mcid = element["/K"]
    in_content(f"/P<</MCID {mcid}>>BDC".encode("ascii"), b"/Artifact BMC")(file)
    drop(element, "/K")
    parents = root(file)["/StructTreeRoot"]["/ParentTree"]["/Nums"][1].get_object()
    parents[int(mcid)] = pypdf.generic.NullObject()


def with_text_outside(file: pypdf.PdfWriter) -> None:
    in_content(b"/Artifact BMC", b"/Artifact BMC EMC 0 0 5 5 re f /Artifact BMC")(file)


def with_swapped_content(file: pypdf.PdfWriter) -> None:
    """Two elements that hold each other's words."""
    one, other = (e for e in elements(file, "/P")[:2])
    one[NameObject("/K")], other[NameObject("/K")] = other["/K"], one["/K"]


def with_swapped_parents(file: pypdf.PdfWriter) -> None:
    """The way up leads elsewhere than the way down came from."""
    parents = root(file)["/StructTreeRoot"]["/ParentTree"]["/Nums"][1].get_object()
    parents[0], parents[1] = parents[1], parents[0]


def with_swapped_links(file: pypdf.PdfWriter) -> None:
    nums = root(file)["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    nums[-1], nums[-3] = nums[-3], nums[-1]


def with_reordered_sections(file: pypdf.PdfWriter) -> None:
    document = root(file)["/StructTreeRoot"]["/K"].get_object()
    kids = document["/K"]
    document[NameObject("/K")] = ArrayObject([kids[1], kids[0], *kids[2:]])


def with_content_twice(file: pypdf.PdfWriter) -> None:
    one, other = elements(file, "/P")[:2]
    other[NameObject("/K")] = NumberObject(one["/K"])


BY_VERAPDF: dict[str, tuple[str, Change]] = {
    "alt": ("ua1", without_alt),
    "scope": ("ua1", without_scope),
    "lang": ("ua1", without_lang),
    "mark info": ("3a", without_mark_info),
    "output intent": ("3a", without_output_intent),
    "metadata": ("3a", without_metadata),
    "display title": ("ua1", without_display_title),
    "tree": ("3a", without_tree),
    "relationship": ("3a", without_relationship),
    "mime": ("3a", without_mime),
    "unicode name": ("3a", without_unicode_name),
    "associated files": ("3a", without_associated_files),
    "to unicode": ("3a", without_to_unicode),
    "font file": ("3a", without_font_file),
    "struct parent": ("ua1", without_struct_parent),
    "contents": ("ua1", without_contents),
    "tabs": ("ua1", without_tabs),
    "heading": ("ua1", with_skipped_heading),
    "pdfuaid": (
        "ua1",
        in_metadata(b"<pdfuaid:part>1</pdfuaid:part>", b""),
    ),
    "pdfaid": ("3a", in_metadata(b"<pdfaid:part>3</pdfaid:part>", b"")),
    "extension schema": ("3a", in_metadata(b"pdfaExtension:schemas", b"pdfaExtension:nothing")),
    "outside": ("ua1", with_text_outside),
}

BY_READING_BACK: dict[str, Change] = {
    "struct parents": without_struct_parents,
    "struct parent": without_struct_parent,
    "contents": without_contents,
    "to unicode": without_to_unicode,
    "outside": with_text_outside,
    "text as artifact": with_real_text_as_artifact,
    "swapped content": with_swapped_content,
    "swapped parents": with_swapped_parents,
    "swapped links": with_swapped_links,
    "sections": with_reordered_sections,
    "twice": with_content_twice,
}


@pytest.fixture(scope="module")
def good() -> bytes:
    """Minutes with their data inside and with a figure, which has to say what it shows."""
    job = jobs.minutes_job(samples.MINUTES)
    return printed(_with_figure(job)).data


def _with_figure(job: Job) -> Job:
    def compose(desk: Desk) -> None:
        job.compose(desk)
        desk.put(_Figure(desk))  # type: ignore[arg-type]

    return replace(job, compose=compose)


class _Figure:
    """A block that paints a picture, as small as can be."""

    before = after = 0.0
    start = height = 40.0
    keeps = starts_page = False
    place, bookmark, frame = "", None, None

    def __init__(self, desk: Desk) -> None:
        self._element = Element(Role.FIGURE, desk.sect, alt="A grey square")

    def paint(self, page: Page, left: float, top: float) -> None:
        import zlib

        grey = Picture(2, 2, True, False, zlib.compress(b"\x80" * 4))
        page.picture(grey, left, top, 40, 40, self._element)


def changed(data: bytes, change: Change) -> bytes:
    file = pypdf.PdfWriter(clone_from=BytesIO(data))
    change(file)
    out = BytesIO()
    file.write(out)
    return out.getvalue()


def unchanged(file: pypdf.PdfWriter) -> None:
    """Take nothing out: what pypdf writes by itself is no fault."""


@pytest.mark.slow
def test_verapdf_notices_each_thing_that_is_taken_out(good: bytes, tmp_path: Path) -> None:
    """The validator passes what is whole and fails each mutation, for the standard it breaks."""
    cases = {"whole": ("ua1", unchanged), "whole too": ("3a", unchanged), **BY_VERAPDF}
    files = []
    for name, (flavour, change) in cases.items():
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(changed(good, change))
        files.append((path, flavour))
    told = dict(zip(cases, failures(files), strict=True))
    assert told["whole"] == told["whole too"] == []
    assert [name for name in BY_VERAPDF if not told[name]] == []


@pytest.mark.parametrize("name", BY_READING_BACK)
def test_reading_back_notices_what_validators_cannot_see(name: str, good: bytes) -> None:
    whole = Tagged(changed(good, unchanged))
    assert whole.faults == []
    broken = Tagged(changed(good, BY_READING_BACK[name]))
    told = list(whole.tree.outline())
    assert broken.faults != [] or list(broken.tree.outline()) != told


def test_the_figure_of_the_good_file_says_what_it_shows(good: bytes) -> None:
    """Alt and its place on the page."""
    figure = next(Tagged(good).tree.nodes("Figure"))
    assert figure.entries["/Alt"] == "A grey square"
    assert len(figure.entries["/A"]["/BBox"]) == 4
