"""The PDF file itself: pages, fonts, bookmarks and links through reportlab. Its only importer.

Fonts are embedded as subsets under Identity-H, one code per character with its Unicode beside it.
Nothing here asks the clock or the machine, so equal pages give equal bytes.
"""

from __future__ import annotations

import hashlib
import math
import unicodedata
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from facilitator.documents.fonts import Cut
from facilitator.documents.page import Link, Page, is_address

_FIXED, _SYMBOLIC, _ITALIC, _FORCE_BOLD = 1, 4, 64, 1 << 18
_BLOCK = 100


@dataclass(frozen=True, slots=True)
class Info:
    """What the file says about itself; `made_at` carries its zone."""

    title: str
    author: str
    subject: str
    keywords: str
    language: str
    made_at: datetime | None


def pdf_bytes(
    pages: Sequence[Page],
    size: tuple[float, float],
    cuts: Sequence[Cut],
    bookmarks: Sequence[tuple[int, str, str]],
    info: Info,
    tick: Callable[[float], None],
) -> bytes:
    """Return the finished file; `tick` hears how far it is and may raise to stop."""
    canvas = _Canvas(size, info)
    for index, page in enumerate(pages):
        canvas.put_page(page)
        if index % 10 == 0:
            tick(0.7 * index / len(pages))
    for level, title, place in bookmarks:
        canvas.addOutlineEntry(title, place, level=level, closed=level > 0 or None)
    for cut in cuts:
        canvas.embed(cut)
    tick(0.8)
    return canvas.finish()


class _Canvas(Canvas):
    """A canvas that takes whole pages and draws with fonts of its own."""

    _doc: Any
    _pagesize: tuple[float, float]
    _setAnnotations: Callable[[Any], None]
    _setExtGState: Callable[[Any], None]
    _setShadingUsed: Callable[[Any], None]
    _startPage: Callable[[], None]
    _addAnnotation: Callable[[Any], None]
    _bookmarkReference: Callable[[str], Any]

    def __init__(self, size: tuple[float, float], info: Info) -> None:
        super().__init__(
            BytesIO(),
            pagesize=size,
            pageCompression=1,
            invariant=1,
            pdfVersion=(1, 7),
            lang=info.language or "en",
        )
        self._doc._timeStamp = _Moment(info.made_at)
        self.setTitle(info.title)
        self.setAuthor(info.author)
        self.setSubject(info.subject)
        self.setKeywords(info.keywords)
        self.setCreator("Facilitator")
        catalog = self._doc.Catalog
        catalog.ViewerPreferences = pdfdoc.PDFDictionary({"DisplayDocTitle": "true"})

    def _make_preamble(self) -> None:
        self._preamble = ""  # the usual one brings in Helvetica, which cannot be embedded

    def put_page(self, page: Page) -> None:
        """Add a painted page with its links and places."""
        for key, y in page.places:
            self.bookmarkPage(key, fit="XYZ", left=0, top=round(y, 2), zoom=0)
        for link in page.links:
            self._put_link(link)
        sheet = pdfdoc.PDFPage()
        width, height = self._pagesize
        sheet.MediaBox = pdfdoc.PDFArray([0, 0, width, height])
        sheet.Contents = _packed("\n".join(page.ops).encode("ascii"))
        page.ops.clear()  # a long record would hold them twice
        self._setAnnotations(sheet)
        self._setExtGState(sheet)
        self._setShadingUsed(sheet)
        self._doc.addPage(sheet)
        self._startPage()

    def _put_link(self, link: Link) -> None:
        place = None if is_address(link.target) else self._bookmarkReference(link.target)
        self._addAnnotation(_Annotation(link, place))

    def finish(self) -> bytes:
        """Return the file; nothing can be added afterwards."""
        return bytes(self._doc.GetPDFData(self))

    def embed(self, cut: Cut) -> None:
        """Put the used part of a font into the file under the name the pages call it."""
        fonts = self._doc.idToObject["BasicFonts"].dict
        fonts[cut.name] = self._doc.Reference(_font(self._doc, cut))


class _Annotation(pdfdoc.PDFObject):
    """A link without a border; written in one go, since a record has thousands."""

    def __init__(self, link: Link, place: Any) -> None:
        self._link = link
        self._place = place

    def format(self, document: Any) -> bytes:
        link = self._link
        box = " ".join(f"{value:.2f}" for value in link.box)
        if self._place is None:
            address = pdfdoc.PDFString(link.target).format(document)
            leads: bytes = b"/A << /S /URI /URI " + address + b" >>"
        else:
            leads = b"/Dest " + self._place.format(document)
        text: bytes = pdfdoc.PDFString(link.text).format(document)
        start = f"<< /Type /Annot /Subtype /Link /F 4 /Border [0 0 0] /Rect [{box}] /Contents "
        return start.encode("ascii") + text + b" " + leads + b" >>"


class _Moment:
    """Stands in for reportlab's time stamp, which would ask the machine."""

    def __init__(self, at: datetime | None) -> None:
        at = at or datetime(2000, 1, 1, tzinfo=UTC)
        offset = at.utcoffset()
        minutes = int(offset.total_seconds() // 60) if offset is not None else 0
        self.YMDhms = at.timetuple()[:6]
        self.dhh = int(math.copysign(abs(minutes) // 60, minutes))
        self.dmm = abs(minutes) % 60


def _font(doc: Any, cut: Cut) -> Any:
    name = f"{_tag(cut)}+{cut.font.name}"
    descendant = pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("Font"),
            "Subtype": pdfdoc.PDFName("CIDFontType2"),
            "BaseFont": pdfdoc.PDFName(name),
            "CIDSystemInfo": pdfdoc.PDFDictionary(
                {
                    "Registry": pdfdoc.PDFString("Adobe"),
                    "Ordering": pdfdoc.PDFString("Identity"),
                    "Supplement": 0,
                }
            ),
            "FontDescriptor": doc.Reference(_descriptor(doc, cut, name)),
            "DW": round(cut.font.advance(0)),
            "W": _widths(cut),
            "CIDToGIDMap": pdfdoc.PDFName("Identity"),
        }
    )
    return pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("Font"),
            "Subtype": pdfdoc.PDFName("Type0"),
            "BaseFont": pdfdoc.PDFName(name),
            "Encoding": pdfdoc.PDFName("Identity-H"),
            "DescendantFonts": pdfdoc.PDFArray([doc.Reference(descendant)]),
            "ToUnicode": doc.Reference(_packed(_to_unicode(cut).encode("ascii"))),
        }
    )


def _descriptor(doc: Any, cut: Cut, name: str) -> Any:
    font = cut.font
    data = font.subset(cut.glyphs)
    file = _packed(data)
    file.dictionary["Length1"] = len(data)
    flags = _SYMBOLIC | (_ITALIC if font.italic_angle else 0)
    return pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("FontDescriptor"),
            "FontName": pdfdoc.PDFName(name),
            "Flags": flags | (_FORCE_BOLD if font.weight >= 600 else 0),
            "FontBBox": pdfdoc.PDFArray(font.box),
            "ItalicAngle": round(font.italic_angle),
            "Ascent": font.ascent,
            "Descent": font.descent,
            "CapHeight": font.cap_height,
            "StemV": 50 + int((font.weight / 65) ** 2),
            "FontFile2": doc.Reference(file),
        }
    )


def _packed(data: bytes) -> Any:
    """Return a stream that is packed already; the level costs 3 % of size, half of the time."""
    stream = pdfdoc.PDFStream(content=zlib.compress(data, 5))
    stream.dictionary["Filter"] = pdfdoc.PDFName("FlateDecode")
    return stream


def _widths(cut: Cut) -> Any:
    widths = " ".join(f"{cut.font.advance(glyph):g}" for glyph in cut.glyphs)
    return f"[1 [{widths}]]"


def _tag(cut: Cut) -> str:
    """Return six letters that differ with what the subset holds."""
    digest = hashlib.sha256((cut.font.name + "".join(cut.chars)).encode("utf-8")).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _typed(char: str) -> str:
    """Return what was typed for a character: a joined Arabic shape stands for its letters.

    Two letters in one shape are given from left to right, as readers take what they see.
    """
    is_shape = "\ufb50" <= char <= "\ufbff" or "\ufe70" <= char <= "\ufefc"
    return unicodedata.normalize("NFKC", char)[::-1] if is_shape else char


def _to_unicode(cut: Cut) -> str:
    rows = [
        f"<{code:04X}> <{_typed(char).encode('utf-16-be').hex().upper()}>"
        for code, char in enumerate(cut.chars, start=1)
    ]
    blocks = [rows[at : at + _BLOCK] for at in range(0, len(rows), _BLOCK)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<0000> <FFFF>",
            "endcodespacerange",
            *(f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar" for b in blocks),
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )
