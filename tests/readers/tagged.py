"""Read the tags of a finished PDF as an assistive program does, from the file alone.

Walks the structure tree, decodes what each sequence of marked content draws by the fonts' own
tables, and checks the way back from pages and links. Shares no code with what writes the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pypdf
from pypdf.generic import ContentStream

_PAINTS = {"Tj", "TJ", "'", '"', "Do", "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "sh", "EI"}
_CHAR = re.compile(r"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>")


@dataclass
class Node:
    """An element: what it is, its own text and its children in order, the rest of its entries."""

    role: str
    kids: list[Node | str] = field(default_factory=list)
    entries: dict[str, Any] = field(default_factory=dict)
    links: int = 0

    def text(self) -> str:
        return "".join(kid if isinstance(kid, str) else kid.text() for kid in self.kids)

    def nodes(self, role: str) -> Iterator[Node]:
        for kid in self.kids:
            if isinstance(kid, Node):
                if kid.role == role:
                    yield kid
                yield from kid.nodes(role)

    def outline(self, path: str = "") -> Iterator[tuple[str, str]]:
        """Yield each piece of text with the roles that lead to it, blanks aside."""
        path = f"{path}/{self.role}"
        own: list[str] = []
        for kid in self.kids:
            if isinstance(kid, Node):
                if own:
                    yield path, "".join("".join(own).split())
                    own = []
                yield from kid.outline(path)
            else:
                own.append(kid)
        if own:
            yield path, "".join("".join(own).split())


class Tagged:
    """One file: `tree` is its Document element, `faults` what contradicts itself."""

    def __init__(self, data: bytes) -> None:
        self._reader = pypdf.PdfReader(BytesIO(data))
        self.root: Any = self._reader.trailer["/Root"]
        self.info: Any = self._reader.trailer["/Info"]
        self.faults: list[str] = []
        self.artifacts: list[str] = []
        self._said: dict[tuple[int, int], str] = {}
        self._pages = {page.indirect_reference.idnum: n for n, page in enumerate(self._pdf_pages())}
        for number, page in enumerate(self._pdf_pages()):
            self._read_page(number, page)
        self._seen: set[tuple[int, int]] = set()
        self._owner: dict[tuple[int, int], int] = {}
        self._held: dict[int, int] = {}
        self.tree = self._node(self.root["/StructTreeRoot"]["/K"], -1)
        self._check_ways_back()

    def _pdf_pages(self) -> Any:
        return self._reader.pages

    # --- pages -----------------------------------------------------------------------------------

    def _read_page(self, number: int, page: Any) -> None:
        fonts = {
            name: _meanings(font.get_object()) for name, font in page["/Resources"]["/Font"].items()
        }
        stack: list[tuple[str, Any]] = []
        said: list[str] = []
        font: dict[str, str] = {}
        for operands, operator in ContentStream(page.get_contents(), self._reader).operations:
            name = operator.decode("ascii")
            if name == "Tf":
                font = fonts[operands[0]]
            elif name in ("BDC", "BMC"):
                stack.append((operands[0], operands[1] if name == "BDC" else {}))
                if len(stack) == 1:
                    said = []
            elif name == "EMC":
                self._end(number, stack.pop(), said, is_outermost=not stack)
            elif name in _PAINTS:
                if not stack:
                    self.faults.append(f"page {number + 1}: {name} outside of marked content")
                if name == "TJ" and not any("/ActualText" in mark[1] for mark in stack):
                    said.append(_drawn(operands[0], font, self.faults))
        if stack:
            self.faults.append(f"page {number + 1}: content is not ended")

    def _end(self, page: int, mark: tuple[str, Any], said: list[str], is_outermost: bool) -> None:
        tag, entries = mark
        if "/ActualText" in entries:
            said.append(str(entries["/ActualText"]))
        if not is_outermost:
            return
        if tag == "/Artifact":
            self.artifacts.append("".join(said))
        elif "/MCID" in entries:
            key = (page, int(entries["/MCID"]))
            if key in self._said:
                self.faults.append(f"page {page + 1}: MCID {key[1]} twice")
            self._said[key] = "".join(said)
        else:
            self.faults.append(f"page {page + 1}: {tag} without MCID")

    # --- the tree --------------------------------------------------------------------------------

    def _node(self, reference: Any, parent: int) -> Node:
        number = reference.idnum if hasattr(reference, "idnum") else -1
        entry = reference.get_object()
        if parent >= 0 and entry.raw_get("/P").idnum != parent:
            self.faults.append(f"element {number} names another parent than it has")
        node = Node(str(entry["/S"])[1:], entries=dict(entry))
        instead = entry.get("/ActualText")
        home = entry.raw_get("/Pg").idnum if "/Pg" in entry else None
        kids = entry.raw_get("/K") if "/K" in entry else []
        if hasattr(kids, "idnum") and isinstance(kids.get_object(), list):
            kids = kids.get_object()
        for kid in kids if isinstance(kids, list) else [kids]:
            self._take(node, number, home, kid)
        if instead is not None:  # what is meant, where it is drawn otherwise
            node.kids = [str(instead)]
        return node

    def _take(self, node: Node, number: int, home: int | None, kid: Any) -> None:
        entry = kid.get_object()
        if isinstance(entry, int):
            node.kids.append(self._content(number, home, entry))
        elif entry.get("/Type") == "/MCR":
            node.kids.append(self._content(number, entry.raw_get("/Pg").idnum, entry["/MCID"]))
        elif entry.get("/Type") == "/OBJR":
            node.links += 1
            self._held[entry.raw_get("/Obj").idnum] = number
        else:
            node.kids.append(self._node(kid, number))

    def _content(self, number: int, page: int | None, mcid: int) -> str:
        key = (self._pages.get(page or -1, -1), int(mcid))
        if key in self._owner:
            self.faults.append(f"MCID {key} is in two elements")
        self._owner[key] = number
        if key not in self._said:
            self.faults.append(f"element {number} holds MCID {key}, which is not drawn")
        return self._said.get(key, "")

    # --- and back --------------------------------------------------------------------------------

    def _check_ways_back(self) -> None:
        tree = self.root["/StructTreeRoot"]
        nums = tree["/ParentTree"]["/Nums"]
        above = {int(nums[at]): nums[at + 1] for at in range(0, len(nums), 2)}
        if int(tree["/ParentTreeNextKey"]) <= max(above):
            self.faults.append("ParentTreeNextKey is taken")
        for number, page in enumerate(self._pdf_pages()):
            mcids = [mcid for at, mcid in self._said if at == number]
            if mcids and "/StructParents" not in page:
                self.faults.append(f"page {number + 1} has no StructParents")
                continue
            parents = above.get(int(page.get("/StructParents", -1)), [])
            for mcid in mcids:
                named = parents[mcid].idnum if mcid < len(parents) else None
                if named is None or named != self._owner.get((number, mcid)):
                    self.faults.append(f"page {number + 1}: MCID {mcid} leads to another element")
            for annotation in page.get("/Annots", []):
                self._check_link(annotation, above)

    def _check_link(self, annotation: Any, above: dict[int, Any]) -> None:
        entry = annotation.get_object()
        named = above.get(int(entry.get("/StructParent", -1)))
        if named is None or named.idnum != self._held.get(annotation.idnum):
            self.faults.append(f"annotation {annotation.idnum} leads to another element")
        told = "/TU" if entry.get("/Subtype") == "/Widget" else "/Contents"
        if not entry.get(told):
            self.faults.append(f"annotation {annotation.idnum} does not say what it is")


def _meanings(font: Any) -> dict[str, str]:
    table = font["/ToUnicode"].get_data().decode("ascii") if "/ToUnicode" in font else ""
    return {
        code.upper(): bytes.fromhex(text).decode("utf-16-be") for code, text in _CHAR.findall(table)
    }


def _drawn(pieces: Any, font: dict[str, str], faults: list[str]) -> str:
    text = ""
    for piece in pieces:
        if isinstance(piece, (int, float)):
            continue
        raw = piece.original_bytes if hasattr(piece, "original_bytes") else bytes(piece)
        for at in range(0, len(raw), 2):
            code = raw[at : at + 2].hex().upper()
            if code not in font:
                faults.append(f"code {code} says nothing")
            text += font.get(code, "")
    return text
