"""The structure tree as PDF objects: what each run of marked content and each link means.

Readers come from two sides: from the tree down to the pages, and from a page's marked content or
an annotation up through the parent tree. Both are written from the same elements.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from facilitator.documents.objects import string
from facilitator.documents.page import Box
from facilitator.documents.roles import Element, Role


class Lead(NamedTuple):
    """An annotation that belongs to an element: its object, and the page it is on, from 1."""

    number: int
    page: int


class Tree:
    """Writes elements in reading order, their numbers beginning with `first`."""

    def __init__(
        self,
        first: int,
        pages: Sequence[int],
        leads: Mapping[Element, Sequence[Lead]],
        boxes: Mapping[Element, Box],
    ) -> None:
        self.bodies: list[str] = []
        self._first = first
        self._pages = pages
        self._leads = leads
        self._boxes = boxes

    def add(self, element: Element, parent: int) -> int:
        """Write an element and all below it; return its number."""
        number = element.number = self._first + len(self.bodies)
        self.bodies.append("")
        home = seen_page = 0
        seen = -1
        kids: list[str] = []
        for kid in element.kids:
            if isinstance(kid, Element):
                kids.append(f"{self.add(kid, number)} 0 R")
                continue
            _, page, content = kid
            if content == seen and page == seen_page:
                continue
            seen, seen_page = content, page
            home = home or page
            kids.append(str(content) if page == home else self._on(page, content))
        for lead in self._leads.get(element, ()):
            page = self._pages[lead.page - 1]
            kids.append(f"<</Type/OBJR/Obj {lead.number} 0 R/Pg {page} 0 R>>")
        body = f"<</S/{element.role}/P {parent} 0 R"
        if home:
            body += f"/Pg {self._pages[home - 1]} 0 R"
        if kids:
            body += f"/K {kids[0]}" if len(kids) == 1 else f"/K[{' '.join(kids)}]"
        self.bodies[number - self._first] = body + self._properties(element) + ">>"
        return number

    def _on(self, page: int, content: int) -> str:
        return f"<</Type/MCR/Pg {self._pages[page - 1]} 0 R/MCID {content}>>"

    def _properties(self, element: Element) -> str:
        words = ""
        if element.alt:
            words += f"/Alt{string(element.alt)}"
        if element.actual:
            words += f"/ActualText{string(element.actual)}"
        if element.lang:
            words += f"/Lang{string(element.lang)}"
        if element.scope:
            words += f"/A<</O/Table/Scope/{element.scope}>>"
        if element.numbering:
            words += f"/A<</O/List/ListNumbering/{element.numbering}>>"
        if element.role is Role.NOTE:
            words += f"/ID(note-{element.number})"
        box = self._boxes.get(element)
        if box is not None:
            words += "/A<</O/Layout/BBox[{:.2f} {:.2f} {:.2f} {:.2f}]>>".format(*box)
        return words


def parent_tree(marked: Iterable[Sequence[Element]], links: Iterable[Element]) -> tuple[str, int]:
    """Return the tree that leads from content to elements, and the first number it has not.

    Pages take the first numbers, in order, links the ones that follow.
    """
    entries: list[str] = []
    key = 0
    for elements in marked:
        refs = " ".join([f"{element.number} 0 R" for element in elements])
        entries.append(f"{key}[{refs}]")
        key += 1
    for element in links:
        entries.append(f"{key} {element.number} 0 R")
        key += 1
    return f"<</Nums[{' '.join(entries)}]>>", key
