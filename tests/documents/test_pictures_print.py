"""A paper that is a picture prints with its item, as a figure that says what it shows (P2)."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from facilitator import documents
from facilitator.documents.press import Printed
from facilitator.documents.roles import Role
from facilitator.projections.types import Minutes, PaperMark
from tests.documents import samples
from tests.readers.with_verapdf import judged

ALT = "A line that falls from nine to two"


def _png() -> bytes:
    out = BytesIO()
    Image.new("RGB", (400, 300), "#17645e").save(out, "PNG")
    return out.getvalue()


def _printed(data: bytes, alt: str = ALT) -> Printed:
    digest = hashlib.sha256(data).hexdigest()
    first, *others = samples.MINUTES.items
    papers = (PaperMark("opt-outs.png", len(data), digest, alt), PaperMark("list.csv", 12))
    items = (replace(first, papers=papers), *others)
    minutes: Minutes = replace(samples.MINUTES, items=items)
    return documents.render(minutes, pictures={digest: data})


def _images(data: bytes) -> int:
    return sum(len(page.images) for page in pypdf.PdfReader(BytesIO(data)).pages)


def test_a_picture_is_a_figure_with_its_words_and_its_name_below() -> None:
    """M3: who cannot see it hears what it shows."""
    printed = _printed(_png())
    assert _images(printed.data) == 1
    (figure,) = printed.structure.elements(Role.FIGURE)
    assert figure.alt == ALT
    assert f"opt-outs.png: {ALT}" in printed.structure.text()


def test_without_words_its_name_stands_for_it() -> None:
    (figure,) = _printed(_png(), "").structure.elements(Role.FIGURE)
    assert figure.alt == "opt-outs.png"


@pytest.mark.parametrize("data", [_png()[:60], b"not a picture", b""])
def test_a_damaged_picture_is_told_and_nothing_else_is_lost(data: bytes) -> None:
    printed = _printed(data)
    assert _images(printed.data) == 0
    assert "opt-outs.png is a picture that cannot be shown" in printed.structure.text()
    assert samples.MINUTES.items[1].title in printed.structure.text()


def test_a_paper_with_a_picture_is_accessible_and_archival(tmp_path: Path) -> None:
    """PDF/UA-1 and PDF/A-3a."""
    path = tmp_path / "picture.pdf"
    path.write_bytes(_printed(_png()).data)
    assert judged([path]) == {}
