"""Print a paper: ask which printer, then draw its pages in the background (U5)."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QMarginsF, QObject, QRectF, QSizeF, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog

from facilitator.errors import CommandRefused
from ui.jobs import Job, JobContext
from ui.pages.minutes.proof import Wanted, make_proof
from ui.pdf_pages import POINTS_PER_INCH, Sheets, page_image

if TYPE_CHECKING:
    from facilitator.clock import Clock
    from ui.shell import Shell

FINEST = 400  # dots per inch in grey levels, as sharp to the eye as 600 in black; 62 MB a page


class Printing(QObject):
    """Asks for a printer and prints a proof on it. `printed` carries the number of pages."""

    printed = Signal(int)

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell

    def ask(self, sheets: Sheets, wanted: Wanted, title: str) -> QPrintDialog:
        """Show the system's print dialog, then print the paper anew from the file."""
        printer = printer_for(sheets, title)
        dialog = QPrintDialog(printer, self._shell.window_widget)
        dialog.setWindowTitle(self.tr("Print"))
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintSelection, False)
        dialog.setMinMax(1, sheets.count)
        dialog.setFromTo(1, sheets.count)
        dialog.accepted.connect(partial(self.print_on, printer, wanted))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)  # the print dialog's own wants the name of a slot
        return dialog

    def print_on(self, printer: QPrinter, wanted: Wanted) -> Job:
        """Print on a printer that was chosen; what is printed gets its number first."""
        self._shell.exports.give_numbers(wanted.session_id)
        space = self._shell.workspace
        work = partial(print_paper, space.path, space.clock, wanted, printer)
        job = Job(self.tr("Printing"), work, takes_turns=True)
        job.done.connect(self._on_printed)
        self._shell.run_job(job)
        return job

    def _on_printed(self, pages: object) -> None:
        if isinstance(pages, int):
            words = self.tr("1 page went to the printer.")
            if pages != 1:
                words = self.tr("{0} pages went to the printer.").format(pages)
            self._shell.toast(words)
            self.printed.emit(pages)


def printer_for(sheets: Sheets, title: str) -> QPrinter:
    """Return a printer set to the paper's own size, drawing up to the edge."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setCreator("Facilitator")
    printer.setFullPage(True)
    width, height = sheets.sizes[0]
    size = QPageSize(
        QSizeF(width, height), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch
    )
    layout = QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)
    return printer


def print_paper(
    file: Path, clock: Clock, wanted: Wanted, printer: QPrinter, context: JobContext
) -> int:
    """Make the paper from the file as it is now and print it; for a thread of the pool."""
    return print_sheets(make_proof(file, clock, wanted, context).sheets, printer, context)


def print_sheets(sheets: Sheets, printer: QPrinter, context: JobContext) -> int:
    """Draw the pages asked for on the printer, as often as asked; return how many were drawn.

    Raises:
        Cancelled: somebody pressed Cancel; a file that was being written is taken away.
        CommandRefused: the printer, or the file to print into, could not be opened.
    """
    pages = _pages(sheets, printer)
    painter = QPainter()
    if not painter.begin(printer):
        raise CommandRefused(
            "The printer could not be opened. Nothing was printed; check the printer or the "
            "folder that you print into, then try again."
        )
    try:
        for place, number in enumerate(pages):
            context.report(place, len(pages), _words(place + 1, len(pages)))
            if place:
                printer.newPage()
            _draw_page(sheets, number, printer, painter)
    except BaseException:
        printer.abort()
        painter.end()
        _take_away(printer)
        raise
    painter.end()
    return len(pages)


def _words(page: int, count: int) -> str:
    words = QCoreApplication.translate("printing", "Printing page {0} of {1}")
    return words.format(page, count)


def _pages(sheets: Sheets, printer: QPrinter) -> list[int]:
    """Return which pages to draw, counted from 0, in order."""
    numbers = list(range(sheets.count))
    if printer.printRange() == QPrinter.PrintRange.PageRange and printer.fromPage():
        last = printer.toPage() or sheets.count
        numbers = numbers[printer.fromPage() - 1 : last]
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        numbers.reverse()
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    if printer.collateCopies():
        return numbers * copies
    return [number for number in numbers for _ in range(copies)]


def _draw_page(sheets: Sheets, number: int, printer: QPrinter, painter: QPainter) -> None:
    """Draw one page centred on the sheet: in its own size, or smaller where it would not fit.

    In one piece: viewers round the edges of stripes, and rows of letters between them get lost.
    """
    sheet = printer.pageLayout().fullRectPixels(printer.resolution())
    width, height = sheets.sizes[number]
    true_size = printer.resolution() / POINTS_PER_INCH
    fit = min(sheet.width() / width, sheet.height() / height)
    scale = true_size if fit > true_size * 0.995 else fit  # rounded sheets are no smaller paper
    dots = min(scale, FINEST / POINTS_PER_INCH)
    target = QRectF(0, 0, width * scale, height * scale)
    target.moveCenter(QRectF(0, 0, sheet.width(), sheet.height()).center())
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(target, page_image(sheets, number, round(width * dots)))


def _take_away(printer: QPrinter) -> None:
    """Remove the half of a file that printing into one has left."""
    if printer.outputFileName():
        with suppress(FileNotFoundError):
            Path(printer.outputFileName()).unlink()
