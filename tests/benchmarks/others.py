"""The same content through other people's typesetters: Typst and WeasyPrint, as their manuals show.

A story is what `platypus.py` takes. Fonts are the same files; page numbers, repeated table heads
and structure are what each gives by itself.
"""

from __future__ import annotations

import json
from html import escape

from facilitator import resources
from tests.benchmarks.platypus import Story

_TYPST = """
#set document(title: "Minutes")
#set page(paper: "a4", margin: 62pt, numbering: "1 of 1")
#set text(font: "Noto Sans", size: 10.5pt, lang: "en")
#let story = json(bytes(sys.inputs.story))
#for (kind, content) in story {
  if kind == "table" {
    let columns = content.first().len()
    table(
      columns: (1fr,) * columns,
      table.header(..content.first().map(cell => strong(cell.join(parbreak())))),
      ..content.slice(1).map(row => row.map(cell => cell.join(parbreak()))).flatten()
    )
  } else if kind == "item" {
    grid(columns: (90pt, 1fr), ..content.map(cell => cell.join(parbreak())))
  } else if kind.starts-with("H") {
    heading(level: int(kind.slice(1)), content)
  } else { par(content) }
}
"""


def typst_pdf(story: Story) -> bytes:
    """Print a story with Typst; the text is data, never markup."""
    import typst  # type: ignore[import-not-found, unused-ignore]

    fonts = [str(resources.path("fonts", "NotoSans-Regular.ttf").parent)]
    made = typst.compile(_TYPST.encode(), font_paths=fonts, sys_inputs={"story": json.dumps(story)})
    assert isinstance(made, bytes)
    return made


def weasyprint_pdf(story: Story) -> bytes:
    """Print a story with WeasyPrint, tagged as it does for PDF/UA."""
    import weasyprint  # type: ignore[import-not-found, unused-ignore]

    made = weasyprint.HTML(string=_page(story)).write_pdf(pdf_variant="pdf/ua-1")
    assert isinstance(made, bytes)
    return made


def _page(story: Story) -> str:
    style = (
        "@page{size:A4;margin:62pt;@bottom-right{content:counter(page) ' of ' counter(pages)}}"
        "body{font:10.5pt/15pt 'Noto Sans'}table{width:100%;border-collapse:collapse}"
        "td,th{border-bottom:.5pt solid #ccc;vertical-align:top;text-align:left}"
    )
    parts = [_block(kind, content) for kind, content in story]
    head = f"<head><meta charset=utf-8><title>Minutes</title><style>{style}</style></head>"
    return f"<!DOCTYPE html><html lang=en>{head}<body>{''.join(parts)}</body></html>"


def _block(kind: str, content: object) -> str:
    if kind == "table":
        assert isinstance(content, list)
        head, *rows = content
        body = "".join(f"<tr>{_cells(row, 'td')}</tr>" for row in rows)
        return f"<table><thead><tr>{_cells(head, 'th')}</tr></thead><tbody>{body}</tbody></table>"
    if kind == "item":
        assert isinstance(content, list)
        return f"<ul><li>{'<br>'.join(_text(cell) for cell in content)}</li></ul>"
    assert isinstance(content, str)
    name = kind.lower() if kind[0] == "H" and kind[1:].isdigit() else "p"
    return f"<{name}>{escape(content)}</{name}>"


def _cells(row: list[list[str]], name: str) -> str:
    return "".join(f"<{name}>{_text(cell)}</{name}>" for cell in row)


def _text(cell: list[str]) -> str:
    return "<br>".join(escape(text) for text in cell)
