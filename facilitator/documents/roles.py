"""What each drawn run means: the tree of roles that tagging will write out.

An `Element` joins the tree when the first of it is painted, so the tree is in reading order even
where a table row goes on over a page. Walking it gives the runs a screen reader would speak.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """The structure types of PDF that this paper uses."""

    DOCUMENT = "Document"
    SECT = "Sect"
    H1 = "H1"
    H2 = "H2"
    H3 = "H3"
    H4 = "H4"
    P = "P"
    L = "L"
    LI = "LI"
    LBL = "Lbl"
    LBODY = "LBody"
    TABLE = "Table"
    CAPTION = "Caption"
    THEAD = "THead"
    TBODY = "TBody"
    TR = "TR"
    TH = "TH"
    TD = "TD"
    LINK = "Link"
    SPAN = "Span"
    NOTE = "Note"
    QUOTE = "Quote"
    FIGURE = "Figure"
    FORM = "Form"
    ARTIFACT = "Artifact"


@dataclass(frozen=True, slots=True)
class Run:
    """One drawn piece of text; `path` leads from the document to its innermost element.

    A run that ends a soft-wrapped line keeps the space it was broken at, so that the runs of an
    element joined are its text.
    """

    role: Role
    text: str
    page: int
    path: tuple[Role, ...]


Kid = tuple[str, int, int]
"""A drawn piece of text: what it says, its page, and the number of its marked content there."""


class Element:
    """One node of the structure tree; `kids` are elements and drawn pieces of text in order.

    `alt` says what a figure shows, `actual` replaces what is drawn, `lang` is the language of what
    is in it where that is another than the document's. `scope` (Column or Row) is for TH,
    `numbering` (Decimal, Disc, ...) for L. Only `alt` and `actual` are text of people: they are
    kept to what can be printed by whoever makes the element.
    """

    __slots__ = (
        "_in_tree",
        "actual",
        "alt",
        "kids",
        "lang",
        "number",
        "numbering",
        "parent",
        "role",
        "scope",
    )

    def __init__(
        self,
        role: Role,
        parent: Element | None = None,
        *,
        alt: str = "",
        actual: str = "",
        lang: str = "",
        scope: str = "",
        numbering: str = "",
    ) -> None:
        self.role = role
        self.parent = parent
        self.kids: list[Element | Kid] = []
        self.alt = alt
        self.actual = actual
        self.lang = lang
        self.scope = scope
        self.numbering = numbering
        self.number = 0  # of its object in the file, once that is written
        self._in_tree = parent is None

    def join(self) -> None:
        """Take a place in the tree, behind what was painted before."""
        if not self._in_tree and self.parent is not None:
            self._in_tree = True
            self.parent.join()
            self.parent.kids.append(self)

    def add_text(self, text: str, page: int, content: int) -> None:
        """Note a drawn piece of text as the next thing in this element."""
        if not self._in_tree:
            self.join()
        self.kids.append((text, page, content))

    def text(self) -> str:
        """Return all text in this element, in reading order."""
        return "".join(run.text for run in self.runs())

    def elements(self, role: Role) -> Iterator[Element]:
        """Yield the elements of a role below this one, in reading order."""
        for kid in self.kids:
            if isinstance(kid, Element):
                if kid.role is role:
                    yield kid
                yield from kid.elements(role)

    def runs(self, path: tuple[Role, ...] = ()) -> Iterator[Run]:
        """Yield every drawn run below this element, in reading order."""
        path = (*path, self.role)
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.runs(path)
            else:
                yield Run(self.role, kid[0], kid[1], path)
