"""HTML from words that people typed, which stay words: no script, nothing fetched, one file.

Elements are built as a tree and written by the standard library, so nothing that was typed can
become a mark. The style is in the page; it follows light and dark and prints on paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element, tostring

from facilitator.domain import inline
from facilitator.domain.text import clean

Part = Element | str | None

_RIGHT_TO_LEFT = frozenset(["ar", "ckb", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"])
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_NOTHING_FETCHED = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_STYLE = """
:root{color-scheme:light dark;--ink:#1d1f1b;--soft:#52554d;--paper:#fff;--line:#cfcfc7;
--accent:#17645e;--ground:#f3f4f1;--decided:#4b4fa6;--decided-ground:#f4f4fa}
@media (prefers-color-scheme:dark){:root{--ink:#ecece6;--soft:#b4b6ac;--paper:#1b1d1a;
--line:#43463f;--accent:#6fc3ba;--ground:#252823;--decided:#a9acf0;--decided-ground:#23243a}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);
font:1rem/1.55 system-ui,"Segoe UI","Noto Sans",sans-serif}
main,body>header,body>footer{max-width:60rem;margin:0 auto;padding:0 1.25rem}
body>header{padding-top:2rem}body>footer{padding-bottom:2rem;color:var(--soft);font-size:.875rem;
border-top:1px solid var(--line);margin-top:2.5rem;padding-top:.75rem}
.over{color:var(--soft);margin:0}.standing{color:var(--accent);font-weight:600;margin:.25rem 0}
h1{font-size:1.9rem;line-height:1.25;margin:.25rem 0}
h2{font-size:1.25rem;color:var(--accent);margin:2.25rem 0 .5rem}
h3{font-size:1.05rem;margin:1.5rem 0 .25rem}h4{font-size:1rem;margin:1rem 0 .25rem}
p{margin:.35rem 0}.soft{color:var(--soft)}
dl{display:grid;grid-template-columns:minmax(7rem,auto) 1fr;gap:.25rem 1rem;margin:.75rem 0}
dt{color:var(--soft);grid-column:1}dd{margin:0;grid-column:2;overflow-wrap:anywhere}
ul{padding-inline-start:1.25rem}li{margin:.25rem 0;overflow-wrap:anywhere}
article{background:var(--decided-ground);border-inline-start:.25rem solid var(--decided);
padding:.5rem 1rem .75rem;margin:1rem 0;break-inside:avoid}
article h3,article h4{color:var(--decided);margin-top:.25rem}.wording{font-weight:600}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.925rem}
caption{text-align:start;color:var(--soft);padding:.25rem 0}
th,td{text-align:start;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid var(--line);
overflow-wrap:break-word}tbody th{white-space:nowrap}thead th{border-bottom:2px solid var(--accent)}
a{color:var(--accent)}
@media print{:root{color-scheme:light}body{font-size:9.5pt}table{font-size:8pt}
thead{display:table-header-group}tr{break-inside:avoid}}
"""


def tag(name: str, *parts: Part, **attributes: str) -> Element:
    """Return an element; `class_` is class and `aria_label` aria-label. None is left out."""
    element = Element(name, {_named(key): value for key, value in attributes.items()})
    for part in parts:
        add(element, part)
    return element


def _named(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def add(element: Element, part: Part) -> None:
    """Put text or an element behind what stands in an element."""
    if part is None:
        return
    if isinstance(part, Element):
        element.append(part)
        return
    text = clean(part)
    children = list(element)
    if children:
        children[-1].tail = (children[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def lines(text: str) -> list[Part]:
    """Return text with a break where a line ends."""
    parts: list[Part] = []
    for place, line in enumerate(text.strip().split("\n")):
        if place:
            parts.append(tag("br"))
        parts.append(line)
    return parts


def paragraphs(text: str, **attributes: str) -> list[Part]:
    """Return one paragraph for each block of lines."""
    blocks = [block for block in re.split(r"\n\s*\n", text) if block.strip()]
    return [tag("p", *lines(block), **attributes) for block in blocks]


def prose(text: str) -> list[Part]:
    """Return people's text with its lists and what is emphasised, as paper shows it."""
    found: list[Part] = []
    for block in inline.blocks(text):
        if isinstance(block, inline.Paragraph):
            found.append(tag("p", *map(_emphasised, block.runs)))
        elif block.is_numbered:
            numbered = [
                tag("li", *map(_emphasised, one.runs), value=one.label.rstrip(".)"))
                for one in block.entries
            ]
            found.append(tag("ol", *numbered))
        else:
            found.append(listing([*map(_emphasised, one.runs)] for one in block.entries))
    return found


def _emphasised(run: inline.Run) -> Part:
    part: Part = run.text
    if run.italic:
        part = tag("em", part)
    return tag("strong", part) if run.bold else part


def listing(entries: Iterable[Sequence[Part]]) -> Element | None:
    """Return a list, None where there is nothing to list."""
    items = [tag("li", *entry) for entry in entries]
    return tag("ul", *items) if items else None


def facts(entries: Iterable[tuple[str, str | Sequence[Part]]]) -> Element | None:
    """Return labels with what stands behind each; what says nothing is left out.

    Neighbours with one label share it.
    """
    found, last = tag("dl"), ""
    for label, body in entries:
        parts = lines(body) if isinstance(body, str) else list(body)
        if isinstance(body, str) and not body.strip():
            continue
        if label != last:
            found.append(tag("dt", label))
        last = label
        found.append(tag("dd", *parts))
    return found if len(found) else None


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Element:
    """Return a table whose first cell of each row heads the row."""
    body = tag("tbody")
    for row in rows:
        first, *others = row
        cells = [tag("th", *lines(first), scope="row")]
        cells += [tag("td", *lines(text)) for text in others]
        body.append(tag("tr", *cells))
    head = tag("thead", tag("tr", *(tag("th", text, scope="col") for text in heads)))
    # A table wider than a telephone scrolls by itself, also with the keyboard.
    made = tag("table", tag("caption", caption), head, body)
    return tag("div", made, class_="wide", tabindex="0", role="region", aria_label=caption)


def section(title: str, *parts: Part, name: str = "") -> Element | None:
    """Return a section under a heading, None where nothing would stand below it."""
    filled = [part for part in parts if part is not None]
    if not filled:
        return None
    attributes = {"id": name} if name else {}
    return tag("section", tag("h2", title, **attributes), *filled)


def page(title: str, language: str, header: Element, main: Element, footer: Element) -> str:
    """Return a whole page; the language decides the direction it is read in."""
    spoken = language if _LANGUAGE.fullmatch(language) else "en"
    direction = "rtl" if spoken.partition("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"
    policy = {"http-equiv": "Content-Security-Policy", "content": _NOTHING_FETCHED}
    head = tag(
        "head",
        Element("meta", {"charset": "utf-8"}),
        Element("meta", policy),
        Element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        Element("meta", {"name": "generator", "content": "Facilitator"}),
        tag("title", " ".join(title.split())),
    )
    style = Element("style")
    style.text = _STYLE
    head.append(style)
    whole = tag("html", head, tag("body", header, main, footer), lang=spoken, dir=direction)
    return "<!DOCTYPE html>\n" + tostring(whole, encoding="unicode", method="html") + "\n"
