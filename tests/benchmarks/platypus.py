"""The same content through platypus, as its manual shows it.

Paragraphs, tables of paragraphs with a repeated head, `page x of y` by a canvas that keeps its
pages; untagged, without bookmarks or links. The fonts are the same files.
"""

from __future__ import annotations

from io import BytesIO

Story = list[tuple[str, object]]
"""Headings and paragraphs as text, tables and lists as rows of cells of paragraphs."""


def platypus(story: Story) -> bytes:
    """Print a story the usual way."""
    from xml.sax.saxutils import escape

    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

    from facilitator import resources

    for name in ("NotoSans-Regular", "NotoSans-Bold"):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(resources.path("fonts", f"{name}.ttf"))))
    body = ParagraphStyle("body", fontName="NotoSans-Regular", fontSize=10.5, leading=15)
    small = ParagraphStyle("small", parent=body, fontSize=9.2, leading=13)
    head = ParagraphStyle("head", parent=small, fontName="NotoSans-Bold", textColor=colors.white)
    title = ParagraphStyle("title", parent=body, fontName="NotoSans-Bold", fontSize=14, leading=19)
    ruled = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.lightgrey),
        ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#17645E")),
    ]
    width = A4[0] - 124
    flowables: list[object] = []
    for kind, content in story:
        if kind == "table":
            assert isinstance(content, list)
            cells = [
                [
                    [Paragraph(escape(text), small if number else head) for text in cell]
                    for cell in row
                ]
                for number, row in enumerate(content)
            ]
            columns = [width / len(cells[0])] * len(cells[0])
            flowables.append(Table(cells, columns, repeatRows=1, style=ruled))
        elif kind == "item":
            assert isinstance(content, list)
            cells = [[[Paragraph(escape(text), body) for text in cell] for cell in content]]
            flowables.append(Table(cells, [90, width - 90], style=ruled[:1]))
        else:
            assert isinstance(content, str)
            flowables.append(Paragraph(escape(content), title if kind[0] == "H" else body))
        flowables.append(Spacer(1, 6))
    out = BytesIO()
    _build(out, flowables, SimpleDocTemplate, A4)
    return out.getvalue()


def _build(out: BytesIO, flowables: list[object], template: type, size: object) -> None:
    """Build with `page x of y`, which takes a canvas that keeps its pages."""
    from reportlab.pdfgen.canvas import Canvas

    class Numbered(Canvas):
        def __init__(self, *args: object, **kwargs: object) -> None:
            super().__init__(*args, **kwargs)
            self._kept: list[dict[str, object]] = []

        def showPage(self) -> None:
            self._kept.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for state in self._kept:
                self.__dict__.update(state)
                self.setFont("NotoSans-Regular", 8)
                self.drawString(62, 40, f"Page {self._pageNumber} of {len(self._kept)}")
                super().showPage()
            super().save()

    document = template(
        out, pagesize=size, leftMargin=62, rightMargin=62, topMargin=62, bottomMargin=66
    )
    document.build(flowables, canvasmaker=Numbered)
