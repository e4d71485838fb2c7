"""Paper goes to a printer in the background, page by page, in its own size (U4, U5)."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QMarginsF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from facilitator.errors import Cancelled, CommandRefused
from facilitator.queries.numbers import find_session
from ui.jobs import JobContext
from ui.main_window import MainWindow
from ui.pages.minutes.page import MinutesPage
from ui.pages.minutes.printing import print_sheets, printer_for
from ui.pdf_pages import Sheets, page_image, page_text, read_sheets

A4 = (595.2756, 841.8898)


@pytest.fixture
def sheets(tmp_path: Path) -> Sheets:
    """Return three A4 pages, each with its number and a black square in its lower right corner."""
    path = tmp_path / "three.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    for number in (1, 2, 3):
        canvas.drawString(72, 700, f"This is page {number}")
        canvas.rect(A4[0] - 72, 36, 36, 36, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return read_sheets(path.read_bytes())


def _into(printer: QPrinter, path: Path) -> QPrinter:
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def _is_black(image: QImage, right: float, up: float) -> bool:
    """Tell whether a page is black at a point, in points from its lower left corner."""
    scale = image.width() / A4[0]
    return image.pixelColor(round(right * scale), image.height() - round(up * scale)).value() < 60


def _context() -> JobContext:
    return JobContext(lambda event: None)


def test_a_page_prints_in_its_own_size_and_place(
    qtbot: QtBot, sheets: Sheets, tmp_path: Path
) -> None:
    printed = tmp_path / "printed.pdf"
    assert print_sheets(sheets, _into(printer_for(sheets, "Three"), printed), _context()) == 3
    result = read_sheets(printed.read_bytes())
    assert result.count == 3
    assert result.sizes[0] == pytest.approx(A4, abs=1.5)
    image = page_image(result, 1, 800)
    assert _is_black(image, A4[0] - 54, 54)
    assert not _is_black(image, A4[0] - 80, 54)
    assert not _is_black(image, A4[0] - 30, 54)
    assert PdfReader(printed).metadata is not None


def test_a_smaller_sheet_gets_the_whole_page_smaller(
    qtbot: QtBot, sheets: Sheets, tmp_path: Path
) -> None:
    printer = _into(printer_for(sheets, "Three"), tmp_path / "small.pdf")
    printer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A5),
            QPageLayout.Orientation.Portrait,
            QMarginsF(0, 0, 0, 0),
        )
    )
    print_sheets(sheets, printer, _context())
    result = read_sheets((tmp_path / "small.pdf").read_bytes())
    assert result.sizes[0][0] == pytest.approx(420, abs=2)
    assert _is_black(page_image(result, 0, 800), A4[0] - 54, 54)


def test_only_the_pages_asked_for_are_printed_as_often_as_asked(
    qtbot: QtBot, sheets: Sheets, tmp_path: Path
) -> None:
    printer = _into(printer_for(sheets, "Three"), tmp_path / "some.pdf")
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    printer.setCopyCount(2)
    printer.setCollateCopies(True)
    assert print_sheets(sheets, printer, _context()) == 4
    assert read_sheets((tmp_path / "some.pdf").read_bytes()).count == 4


def test_a_cancelled_print_into_a_file_leaves_none(
    qtbot: QtBot, sheets: Sheets, tmp_path: Path
) -> None:
    context = _context()
    seen: list[object] = []

    def stop(event: object) -> None:
        seen.append(event)
        if len(seen) == 2:
            context.cancel()

    context._emit = stop
    printer = _into(printer_for(sheets, "Three"), tmp_path / "half.pdf")
    with pytest.raises(Cancelled):
        print_sheets(sheets, printer, context)
    assert len(seen) == 2
    assert not (tmp_path / "half.pdf").exists()


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_cannot_be_opened_is_told(
    qtbot: QtBot, sheets: Sheets, tmp_path: Path
) -> None:
    printer = _into(printer_for(sheets, "Three"), tmp_path / "nowhere" / "x.pdf")
    with pytest.raises(CommandRefused, match="Nothing was printed"):
        print_sheets(sheets, printer, _context())


def test_a_page_says_its_words_in_reading_order(sheets: Sheets) -> None:
    assert page_text(sheets, 1).strip() == "This is page 2"


def test_printing_asks_which_printer_and_gives_numbers_first(
    qtbot: QtBot, demo_window: MainWindow, tmp_path: Path
) -> None:
    """U5: the print dialog opens; what is printed has its number."""
    space = demo_window.workspace
    demo_window.go("minutes", session_id=find_session(space.reader, "2026/13"))
    page = demo_window.page("minutes")
    assert isinstance(page, MinutesPage)
    qtbot.waitUntil(lambda: page.proof is not None, timeout=15000)
    QTest.mouseClick(page.side.print, Qt.MouseButton.LeftButton)
    dialog = demo_window.findChild(QPrintDialog)
    assert dialog is not None
    assert dialog.maxPage() == page.proof.sheets.count if page.proof else False
    dialog.reject()
    wanted = page.wanted()
    assert wanted is not None
    assert page.proof is not None
    printer = _into(printer_for(page.proof.sheets, "Agenda"), tmp_path / "agenda.pdf")
    with qtbot.waitSignal(page.printing.printed, timeout=20000) as told:
        page.printing.print_on(printer, wanted)
    assert told.args == [page.proof.sheets.count]
    assert read_sheets((tmp_path / "agenda.pdf").read_bytes()).count == told.args[0]
    issued = space.reader.value(
        "SELECT 1 FROM issued_number WHERE kind = 'session' AND row_id = ?", (wanted.session_id,)
    )
    assert issued == 1
