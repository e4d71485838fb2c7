"""The PDF file itself: pages, bookmarks, links, tags, attachments. reportlab's only importer.

The file conforms to PDF/UA-1 and PDF/A-3a. reportlab's document holds what there is few of; what
there are thousands of (links, bookmarks, the structure tree) is written as text straight away.
Nothing here asks the clock or the machine, so equal pages give equal bytes.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from facilitator import resources
from facilitator.documents import xmp
from facilitator.documents.attachments import Attachment
from facilitator.documents.embedding import embed
from facilitator.documents.fonts import Cut
from facilitator.documents.form import Form, Slot
from facilitator.documents.objects import Stream, file_bytes, name, packed, string
from facilitator.documents.outline import outline_objects
from facilitator.documents.page import Box, Link, Page, Widget, is_address
from facilitator.documents.roles import Element, Role
from facilitator.documents.tags import Lead, Tree, parent_tree

_LANGUAGE = re.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_NO_XML = re.compile("[\ufffe\uffff]")
_CREATOR, _PRODUCER = "Facilitator", "ReportLab PDF Library"
_CATALOG_KEYS = ("AF", "OutputIntents")
_INLINE = (Role.SPAN, Role.LINK)


@dataclass(frozen=True, slots=True)
class Info:
    """What the file says about itself; `made_at` carries its zone."""

    title: str
    author: str
    subject: str
    keywords: str
    language: str
    made_at: datetime | None
    is_mirrored: bool = False

    @property
    def moment(self) -> datetime:
        """Return when the file was made, with a zone, always."""
        at = self.made_at or datetime(2000, 1, 1, tzinfo=UTC)
        return at if at.utcoffset() is not None else at.replace(tzinfo=UTC)

    @property
    def spoken(self) -> str:
        """Return a language a screen reader knows; papers speak English where none is known."""
        return self.language if _LANGUAGE.fullmatch(self.language) else "en"


@dataclass(frozen=True, slots=True)
class Content:
    """All that goes into a file; `root` is the structure of what is on the pages."""

    pages: Sequence[Page]
    size: tuple[float, float]
    cuts: Sequence[Cut]
    bookmarks: Sequence[tuple[int, str, str]]
    root: Element
    attachments: Sequence[Attachment]
    info: Info


def pdf_bytes(content: Content, tick: Callable[[float], None]) -> bytes:
    """Return the finished file; `tick` hears how far it is and may raise to stop."""
    canvas = _Canvas(content.size, content.info)
    for index, page in enumerate(content.pages):
        canvas.put_page(page)
        if index % 10 == 0:
            tick(0.6 * index / len(content.pages))
    for cut in content.cuts:
        canvas.put_font(cut)
    canvas.attach(content.attachments)
    tick(0.7)
    return canvas.finish(content.root, content.bookmarks, tick)


class _Canvas(Canvas):
    """A canvas that takes whole pages, and writes the file itself."""

    _doc: Any
    _startPage: Callable[[], None]

    def __init__(self, size: tuple[float, float], info: Info) -> None:
        super().__init__(
            BytesIO(),
            pagesize=size,
            pageCompression=1,
            invariant=1,
            pdfVersion=(1, 7),
            lang=info.spoken,
        )
        self._info = info
        self._box = f"[0 0 {size[0]:g} {size[1]:g}]"
        self._sheets: list[_Sheet] = []
        self._doc._timeStamp = _Moment(info.moment)
        self.setTitle(_in_xml(info.title))
        self.setAuthor(_in_xml(info.author))
        self.setSubject(_in_xml(info.subject))
        self.setKeywords(_in_xml(info.keywords))
        self.setCreator(_CREATOR)
        self.setProducer(_PRODUCER)
        catalog = self._doc.Catalog
        catalog.__NoDefault__ = [*catalog.__NoDefault__, *_CATALOG_KEYS]
        direction = "/Direction/R2L" if info.is_mirrored else ""
        catalog.ViewerPreferences = f"<</DisplayDocTitle true{direction}>>"
        catalog.MarkInfo = "<</Marked true>>"
        self._numbers = {id(each): self._number(each) for each in (catalog, self._doc.info)}
        self._parent = self._number(self._doc.Pages)
        catalog.Metadata = f"{self._put(self._metadata())} 0 R"
        profile = self._put(packed("/N 3", resources.data("colour", "sRGB.icc")))
        catalog.OutputIntents = (
            "[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)"
            f"/Info(sRGB IEC61966-2.1)/DestOutputProfile {profile} 0 R>>]"
        )

    def _make_preamble(self) -> None:
        self._preamble = ""  # the usual one brings in Helvetica, which cannot be embedded

    def _number(self, thing: Any) -> int:
        """Register an object of reportlab's and return its number."""
        name = self._doc.Reference(thing).name
        number: int = self._doc.idToObjectNumberAndVersion[name][0]
        return number

    def _put(self, body: str | Stream) -> int:
        """Put an object of our own and return its number."""
        return self._number(_Own(body))

    def _metadata(self) -> Stream:
        """Return the XMP packet, unpacked, so that any program finds it."""
        info = self._doc.info
        data = xmp.packet(
            title=info.title,
            author=info.author,
            subject=info.subject,
            keywords=info.keywords,
            language=self._info.spoken,
            creator=_CREATOR,
            producer=_PRODUCER,
            made_at=self._info.moment,
        )
        return Stream("/Type/Metadata/Subtype/XML", data)

    # --- pages and what they are made of ---------------------------------------------------------

    def put_page(self, page: Page) -> None:
        """Add a painted page."""
        drawn = self._put(packed("", "\n".join(page.ops).encode("ascii")))
        page.ops.clear()  # a long record would hold them twice
        pictures = "".join(
            f"/{placed.name} {self._put(_picture(placed.picture))} 0 R" for placed in page.pictures
        )
        own = _Own("")
        number = self._number(own)
        self._doc.Pages.addPage(pdfdoc.PDFObjectReference(own.__InternalName__))
        self._sheets.append(_Sheet(page, number, own, drawn, pictures))
        self._startPage()

    def put_font(self, cut: Cut) -> None:
        """Put the used part of a font into the file under the name the pages call it."""
        self._doc.idToObject["BasicFonts"].dict[cut.name] = f"{embed(cut, self._put)} 0 R"

    def attach(self, attachments: Sequence[Attachment]) -> None:
        """Put files into the file, where programs list them and where archives look."""
        if not attachments:
            return
        moment = pdfdoc.PDFDate(ts=self._doc._timeStamp).format(self._doc).decode("ascii")
        names, numbers = [], []
        for one in sorted(attachments, key=lambda one: one.name):
            number = self._attach(one, moment)
            numbers.append(f"{number} 0 R")
            names.append(f"{string(one.name)} {number} 0 R")
        self._doc.Catalog.AF = f"[{' '.join(numbers)}]"
        self._doc.Catalog.Names = f"<</EmbeddedFiles<</Names[{' '.join(names)}]>>>>"

    def _attach(self, one: Attachment, moment: str) -> int:
        digest = hashlib.md5(one.data, usedforsecurity=False).hexdigest()
        held = self._put(
            packed(
                f"/Type/EmbeddedFile/Subtype{name(one.mime)}/Params<</Size {len(one.data)}"
                f"/ModDate{moment}/CreationDate{moment}/CheckSum<{digest}>>>",
                one.data,
            )
        )
        called = string(one.name)
        return self._put(
            f"<</Type/Filespec/F{called}/UF{called}/Desc{string(one.description)}"
            f"/AFRelationship{name(one.relationship)}/EF<</F {held} 0 R/UF {held} 0 R>>>>"
        )

    # --- the whole file --------------------------------------------------------------------------

    def finish(
        self,
        root: Element,
        bookmarks: Sequence[tuple[int, str, str]],
        tick: Callable[[float], None],
    ) -> bytes:
        """Return the file; nothing can be added afterwards."""
        catalog = self._doc.Catalog
        form = self._form()
        many = _Many(self._doc.objectcounter + 1, self._sheets, form)
        many.write_tree(root)
        tick(0.8)
        many.write_links()
        for index, sheet in enumerate(self._sheets):
            sheet.own.body = self._page_body(index, sheet, many)
        catalog.StructTreeRoot = f"{many.tree} 0 R"
        if bookmarks:
            catalog.Outlines = f"{many.write_outline(bookmarks)} 0 R"
            catalog.PageMode = "/UseOutlines"
        objects = [self._body(number) for number in range(1, self._doc.objectcounter + 1)]
        numbers = (self._numbers[id(catalog)], self._numbers[id(self._doc.info)])
        tick(0.9)
        return file_bytes([*objects, *many.bodies], *numbers)

    def _form(self) -> Form | None:
        """Begin the form where there is anything to fill in."""
        links = (link for sheet in self._sheets for link in sheet.page.links)
        widgets = [link for link in links if isinstance(link, Widget)]
        if not widgets:
            return None
        form = Form(self._put, self._slot, widgets)
        self._doc.Catalog.AcroForm = f"{form.number} 0 R"
        return form

    def _slot(self) -> Slot:
        own = _Own("")
        return Slot(self._number(own), own.fill)

    def _body(self, number: int) -> str | Stream:
        thing = self._doc.idToObject[self._doc.numberToId[number]]
        if isinstance(thing, _Own):
            return thing.body
        text: str = thing.format(self._doc).decode("ascii")
        return text

    def _page_body(self, index: int, sheet: _Sheet, many: _Many) -> str:
        words = f"<</Type/Page/Parent {self._parent} 0 R/MediaBox{self._box}"
        pictures = f"/XObject<<{sheet.pictures}>>" if sheet.pictures else ""
        words += f"/Resources<</Font 1 0 R{pictures}>>/Contents {sheet.drawn} 0 R"
        words += f"/StructParents {index}"
        links = many.links_of(index)
        return words + (f"/Tabs/S/Annots[{links}]>>" if links else "/Tabs/S>>")


class _Own(pdfdoc.PDFObject):
    """An object whose text is ready, in a document of reportlab's."""

    __InternalName__: str

    def __init__(self, body: str | Stream) -> None:
        self.body = body

    def fill(self, body: str) -> None:
        self.body = body


@dataclass(slots=True)
class _Sheet:
    """A page in the file: its number, its object, the numbers of what it draws."""

    page: Page
    number: int
    own: _Own
    drawn: int
    pictures: str


class _Many:
    """What a file has thousands of: elements, links, bookmarks."""

    def __init__(self, first: int, sheets: Sequence[_Sheet], form: Form | None) -> None:
        self.bodies: list[str] = []
        self.tree = first
        self._first = first
        self._sheets = sheets
        self._form = form
        self._links = [(index, link) for index, s in enumerate(sheets) for link in s.page.links]
        self._places = {
            key: f"[{sheet.number} 0 R/XYZ 0 {y:.2f} 0]"
            for sheet in reversed(sheets)
            for key, y in reversed(sheet.page.places)
        }

    def write_tree(self, root: Element) -> None:
        """Write the structure: its root, the tree up to it, the links it holds, the elements."""
        leads: dict[Element, list[Lead]] = {}
        for at, (index, link) in enumerate(self._links):
            leads.setdefault(link.element, []).append(Lead(self._first + 2 + at, index + 1))
        boxes: dict[Element, Box] = {
            placed.element: placed.box
            for sheet in self._sheets
            for placed in sheet.page.pictures
            if placed.element is not None
        }
        pages = [sheet.number for sheet in self._sheets]
        tree = Tree(self._first + 2 + len(self._links), pages, leads, boxes)
        top = tree.add(root, self.tree)
        marked = (sheet.page.marked for sheet in self._sheets)
        parents, following = parent_tree(marked, (link.element for _, link in self._links))
        leads_up = f"/ParentTree {self._first + 1} 0 R/ParentTreeNextKey {following}"
        self.bodies = [
            f"<</Type/StructTreeRoot/K {top} 0 R{leads_up}>>",
            parents,
            *[""] * len(self._links),
            *tree.bodies,
        ]

    def write_links(self) -> None:
        widgets: list[tuple[int, Widget]] = []
        for at, (page, link) in enumerate(self._links):
            key = len(self._sheets) + at
            if isinstance(link, Link):
                self.bodies[2 + at] = self._link(link, key)
            elif self._form is not None:
                number = self._sheets[page].number
                self.bodies[2 + at] = self._form.widget(link, key, number)
                widgets.append((self._first + 2 + at, link))
        if self._form is not None:
            self._form.finish(widgets)

    def _link(self, link: Link, key: int) -> str:
        if is_address(link.target):
            leads = f"/A<</S/URI/URI{string(link.target)}>>"
        else:
            leads = f"/Dest{self._places[link.target]}"
        box = "{:.2f} {:.2f} {:.2f} {:.2f}".format(*link.box)
        return (
            f"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[{box}]/StructParent {key}"
            f"/Contents{string(link.text or link.target)}{leads}>>"
        )

    def links_of(self, page: int) -> str:
        """Return the references to the links of a page, by its index."""
        start = self._first + 2
        before = sum(len(sheet.page.links) for sheet in self._sheets[:page])
        count = len(self._sheets[page].page.links)
        return " ".join([f"{start + before + at} 0 R" for at in range(count)])

    def write_outline(self, bookmarks: Sequence[tuple[int, str, str]]) -> int:
        """Write the bookmarks, each with its element; return the number of their root."""
        root = self._first + len(self.bodies)
        starts: dict[str, Element] = {}
        for sheet in reversed(self._sheets):
            starts.update(sheet.page.starts())
        entries = []
        for level, title, place in bookmarks:
            element = starts.get(place)
            while element is not None and element.role in _INLINE and element.parent is not None:
                element = element.parent
            meant = f"/SE {element.number} 0 R" if element is not None else ""
            entries.append((level, f"/Title{string(title)}/Dest{self._places[place]}{meant}"))
        self.bodies.extend(outline_objects(root, entries))
        return root


def _picture(picture: Any) -> Stream:
    space = "DeviceGray" if picture.is_grey else "DeviceRGB"
    packing = "DCTDecode" if picture.is_jpeg else "FlateDecode"
    return Stream(
        f"/Type/XObject/Subtype/Image/Width {picture.width_px}/Height {picture.height_px}"
        f"/ColorSpace/{space}/BitsPerComponent 8/Filter/{packing}",
        picture.data,
    )


def _in_xml(text: str) -> str:
    """Return a text without the two characters that XML cannot hold."""
    return _NO_XML.sub("\ufffd", text)


class _Moment:
    """Stands in for reportlab's time stamp, which would ask the machine."""

    def __init__(self, at: datetime) -> None:
        offset = at.utcoffset()
        minutes = int(offset.total_seconds() // 60) if offset is not None else 0
        self.YMDhms = at.timetuple()[:6]
        self.dhh = int(math.copysign(abs(minutes) // 60, minutes))
        self.dmm = abs(minutes) % 60
