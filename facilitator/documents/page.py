"""One page while it is painted: operators, links, places to jump to, and what each run means.

Distances are points from the top left corner of the sheet; only here they turn into PDF's own,
which begin at the bottom. Every text passes `line` and carries its element; every shape is an
artifact.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from facilitator.documents.lines import Line
from facilitator.documents.roles import Element, Role

if TYPE_CHECKING:
    from facilitator.documents.fields import FormField
    from facilitator.documents.pictures import Picture

_CIRCLE = 0.5523


class Sheet(NamedTuple):
    """Paper and margins in points."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    is_mirrored: bool = False

    @property
    def mirror(self) -> float:
        """Return the sum of the two edges of the text where pages begin at the right, else 0."""
        return self.width - self.right + self.left if self.is_mirrored else 0.0

    @property
    def measure(self) -> float:
        """Return the width of the text."""
        return self.width - self.left - self.right

    @property
    def room(self) -> float:
        """Return the height there is for text."""
        return self.height - self.top - self.bottom


Box = tuple[float, float, float, float]
"""Left, bottom, right and top."""


class Link(NamedTuple):
    """A rectangle (left, bottom, right, top) that leads to `target`: an address or a place."""

    box: Box
    target: str
    text: str
    element: Element


class Widget(NamedTuple):
    """Where a field is filled in; `element` is the form it is in the structure."""

    box: Box
    field: FormField
    element: Element


class Placed(NamedTuple):
    """A picture on a page: `name` is what the page's operators call it, `element` its figure."""

    name: str
    picture: Picture
    box: Box
    element: Element | None


class Wish(NamedTuple):
    """A page number to be filled in once it is known, its right end at `right`."""

    place: str
    right: float
    top: float
    element: Element


class Carried(StrEnum):
    """What an artifact is; the value is its property list."""

    PLAIN = "BMC"
    HEADER = "<</Type/Pagination/Subtype/Header/Attached[/Top]>>BDC"
    FOOTER = "<</Type/Pagination/Subtype/Footer/Attached[/Bottom]>>BDC"


class Page:
    """Collects what is drawn on one page.

    Everything painted is either marked content of an element, numbered from 0 on each page, or an
    artifact; what follows in the same element goes on in the same sequence.

    With `mirror`, the sum of the edges of the text, all that is put changes sides; what is within
    a line stays as it is.
    """

    __slots__ = (
        "_begun",
        "_colour",
        "_font",
        "_height",
        "_mirror",
        "_open",
        "artifacts",
        "links",
        "marked",
        "number",
        "ops",
        "pictures",
        "places",
        "wishes",
    )

    def __init__(self, number: int, height: float, mirror: float = 0.0) -> None:
        self.number = number
        self._mirror = mirror
        self.ops: list[str] = []
        self.links: list[Link | Widget] = []
        self.places: list[tuple[str, float]] = []
        self.pictures: list[Placed] = []
        self.artifacts: list[str] = []
        self.wishes: list[Wish] = []
        self.marked: list[Element] = []
        """Whose each sequence of marked content is, by its number."""
        self._begun: dict[str, int] = {}
        self._height = height
        self._colour = ""
        self._font: tuple[str, float] = ("", 0.0)
        self._open: Element | Carried | None = None

    def line(
        self,
        line: Line,
        left: float,
        top: float,
        elements: Sequence[Element] | None,
        carried: Carried = Carried.PLAIN,
    ) -> None:
        """Draw a line of text; without elements it is an artifact."""
        if self._mirror:
            left = self._mirror - left - line.width
        y = self._height - top - line.baseline
        for dot in line.dots:
            self.disc(left + dot.x, top + line.baseline, dot.size, dot.colour)
        ops = self.ops
        for mark in line.marks:
            if elements is None:
                if self._open is not carried:
                    self._begin_artifact(carried)
                self.artifacts.append(mark.text)
            else:
                element = elements[mark.span]
                if self._open is not element:
                    self._begin(element)
                element.kids.append((mark.text, self.number, len(self.marked) - 1))
            style, name = mark.style, mark.cut.name
            self._fill(style.colour)
            if self._font != (name, style.size):
                self._font = (name, style.size)
                ops.append(f"/{name} {style.size:g} Tf")
            drawn = f"BT {left + mark.x:.2f} {y:.2f} Td[<{mark.code}>]TJ ET"
            if mark.actual is not None:
                drawn = f"/Span<</ActualText<{_utf_16(mark.actual)}>>>BDC {drawn} EMC"
            ops.append(drawn)

    def _begin(self, element: Element) -> None:
        """Begin marked content of an element, behind all that it has so far."""
        if self._open is not None:
            self.ops.append("EMC")
        self._open = element
        element.join()
        self.ops.append(f"/{element.role}<</MCID {len(self.marked)}>>BDC")
        self.marked.append(element)

    def _begin_artifact(self, carried: Carried = Carried.PLAIN) -> None:
        if self._open is not carried:
            if self._open is not None:
                self.ops.append("EMC")
            self._open = carried
            self.ops.append(f"/Artifact {carried}")

    def close(self) -> None:
        """End what is open; nothing is drawn afterwards."""
        if self._open is not None:
            self.ops.append("EMC")
            self._open = None

    def picture(
        self,
        picture: Picture,
        left: float,
        top: float,
        width: float,
        height: float,
        element: Element | None,
    ) -> None:
        """Draw a picture; its element is a figure with `alt`. Without element it is an artifact."""
        left = self._mirrored(left, width)
        if element is None:
            self._begin_artifact()
        else:
            self._begin(element)
            element.add_text("", self.number, len(self.marked) - 1)
        name = f"Im{len(self.pictures)}"
        bottom = self._height - top - height
        box = (left, bottom, left + width, bottom + height)
        self.pictures.append(Placed(name, picture, box, element))
        self.ops.append(f"q {width:.2f} 0 0 {height:.2f} {left:.2f} {bottom:.2f} cm /{name} Do Q")

    def link(
        self, line: Line, span: int, left: float, top: float, target: str, element: Element
    ) -> None:
        """Make what `span` has in this line lead to `target`; `element` is the link's."""
        marks = [mark for mark in line.marks if mark.span == span]
        if not marks:
            return
        if self._mirror:
            left = self._mirror - left - line.width
        start = min(mark.x for mark in marks)
        end = max(mark.x + mark.width for mark in marks)
        y = self._height - top
        box = (left + start, y - line.height + 1, left + end, y - 1)
        text = "".join(mark.text for mark in marks).strip()
        self.links.append(Link(box, target, text, element))

    def field(
        self, field: FormField, left: float, top: float, width: float, element: Element
    ) -> None:
        """Put a field to fill in; what it is lies in its own appearance, not in the page."""
        left = self._mirrored(left, width)
        bottom = self._height - top - field.height
        element.join()
        box = (left, bottom, left + width, bottom + field.height)
        self.links.append(Widget(box, field, element))

    def place(self, key: str, top: float) -> None:
        """Name this height of the page, so that links and bookmarks can lead to it."""
        self.places.append((key, self._height - top))
        self._begun[key] = len(self.marked)

    def starts(self) -> dict[str, Element]:
        """Return what was painted first behind each place of the page."""
        return {key: self.marked[at] for key, at in self._begun.items() if at < len(self.marked)}

    def want_number(self, place: str, right: float, top: float, element: Element) -> None:
        """Ask for the number of the page a place is on, to be drawn here in the end."""
        self.wishes.append(Wish(place, right, top, element))

    def rectangle(self, left: float, top: float, width: float, height: float, fill: str) -> None:
        """Fill a rectangle."""
        left = self._mirrored(left, width)
        self._begin_artifact()
        self._fill(fill)
        bottom = self._height - top - height
        self.ops.append(f"{left:.2f} {bottom:.2f} {width:.2f} {height:.2f} re f")

    def diamond(self, left: float, top: float, width: float, height: float, fill: str) -> None:
        """Fill the diamond within a rectangle."""
        left = self._mirrored(left, width)
        self._begin_artifact()
        self._fill(fill)
        x, y = left + width / 2, self._height - top - height / 2
        self.ops.append(
            f"{x:.2f} {y + height / 2:.2f} m {x + width / 2:.2f} {y:.2f} l"
            f" {x:.2f} {y - height / 2:.2f} l {x - width / 2:.2f} {y:.2f} l f"
        )

    def disc(self, left: float, baseline: float, size: float, fill: str) -> None:
        """Fill a circle that stands on the middle of small letters."""
        self._begin_artifact()
        self._fill(fill)
        r = size / 2
        x, y, k = left + r, self._height - baseline + size * 0.52, r * _CIRCLE
        self.ops.append(
            f"{x - r:.2f} {y:.2f} m "
            f"{x - r:.2f} {y + k:.2f} {x - k:.2f} {y + r:.2f} {x:.2f} {y + r:.2f} c "
            f"{x + k:.2f} {y + r:.2f} {x + r:.2f} {y + k:.2f} {x + r:.2f} {y:.2f} c "
            f"{x + r:.2f} {y - k:.2f} {x + k:.2f} {y - r:.2f} {x:.2f} {y - r:.2f} c "
            f"{x - k:.2f} {y - r:.2f} {x - r:.2f} {y - k:.2f} {x - r:.2f} {y:.2f} c f"
        )

    def _mirrored(self, left: float, width: float) -> float:
        return self._mirror - left - width if self._mirror else left

    def _fill(self, colour: str) -> None:
        if colour != self._colour:
            self._colour = colour
            self.ops.append(f"{colour} rg")


def _utf_16(text: str) -> str:
    """Return a text as hex digits of a PDF string."""
    return "FEFF" + text.encode("utf-16-be", "replace").hex().upper()


def is_address(target: str) -> bool:
    """Return whether a link leads out of the document."""
    return target.lower().startswith(("https://", "http://"))


def elements_of(parent: Element, links: Sequence[str]) -> tuple[Element, ...]:
    """Return one element per span: a link of its own where it leads somewhere, else the parent."""
    return tuple(Element(Role.LINK, parent) if link else parent for link in links)
