"""Write pictures of Run and Close with the demo: `python -m tests.ui.run_shots OUT`."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("TZ", "Europe/Berlin")

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QWidget

from facilitator.commands import captures
from facilitator.domain.words import CaptureKind
from facilitator.queries.engagement import people
from tests.ui.run_scene import RunScene, begin, open_window, settle, talk
from ui.dialogs.action_form import ActionForm
from ui.dialogs.attendance import AttendanceDialog
from ui.dialogs.hear_sides import HearSidesDialog
from ui.theme import Scheme, Theme, install


def _grab(scene: RunScene, out: Path, name: str, widget: QWidget | None = None) -> None:
    settle()
    (widget or scene.window).grab().save(str(out / f"{name}.png"))


def main(out: Path, only: str = "") -> None:
    """Write all pictures whose name holds `only`."""
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    folder = Path(tempfile.mkdtemp())
    settings = QSettings(str(folder / "w.ini"), QSettings.Format.IniFormat)
    look: Theme = install(app, settings)
    look.set_scheme(Scheme.LIGHT)
    store, clock, session = begin(folder / "demo.facilitator")
    talk(store, clock, session)
    scene = open_window(store, clock, session, settings)
    line = scene.run.line.edit
    line.setText("/a Move the birthday voucher to the main mail tool @jonas ^10aug #g2")
    line.setFocus()
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        look.set_scheme(scheme)
        _grab(scene, out, f"run-{scheme.value}")
    look.set_scheme(Scheme.LIGHT)
    if only != "run":
        more(scene, look, out)
    scene.window.close()


def more(scene: RunScene, look: Theme, out: Path) -> None:
    """Write the rarer states."""
    line = scene.run.line.edit
    line.setText("/a Ask @jonass and @m about it ^31jun")
    _grab(scene, out, "run-unknown")
    line.setText("// Celeste wants a way out before the sale")
    _grab(scene, out, "run-sealed")
    line.setText("")
    line.setText("Ask @")
    line.setCursorPosition(5)
    scene.run.line._show_offers()
    _grab(scene, out, "run-offers")
    line.setText("")
    scene.run.captures.list.edit_words(scene.run._live.cards[0].id)
    scene.run.prepared.fold.set_open(True)
    _grab(scene, out, "run-editing")
    scene.run.captures.list.end_editing()
    scene.run.prepared.fold.set_open(False)
    scene.window.resize(1280, 720)
    _grab(scene, out, "run-1280")
    look.set_zoom(150)
    _grab(scene, out, "run-150")
    look.set_zoom(100)
    scene.window.resize(1366, 768)
    QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    look.set_scheme(Scheme.LIGHT)
    _grab(scene, out, "run-rtl")
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    scene.window.go("close", session_id=scene.session)
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        look.set_scheme(scheme)
        _grab(scene, out, f"close-{scheme.value}")
    look.set_scheme(Scheme.LIGHT)
    _promise(scene)
    _grab(scene, out, "close-band")
    close = scene.close
    card = next(card for key, card in close._cards.items() if key[0] == "unheard")
    card.findChild(QWidget, "missing-write").click()
    _grab(scene, out, "close-writing")
    scene.window.resize(1280, 720)
    look.set_zoom(150)
    _grab(scene, out, "close-150")
    look.set_zoom(100)
    scene.window.resize(1366, 768)
    _dialogs(scene, out)


def _promise(scene: RunScene) -> None:
    names = {person.name.split()[0]: person.id for person in people(scene.store)}
    said = {"session_id": scene.session, "item_id": scene.items[1]}
    for who, words, due in (
        ("Jonas", "Move the birthday voucher to the main mail tool", "2026-08-10"),
        ("Mei-Lin", "Write the one-page brief for retail ads", None),
    ):
        scene.workspace.run(
            captures.capture, CaptureKind.ACTION, words, person_id=names[who], due_on=due, **said
        )
    settle()


def _dialogs(scene: RunScene, out: Path) -> None:
    scene.window.go("run", session_id=scene.session)
    settle()
    cards = scene.run._live.cards
    decision = next(card for card in cards if card.kind == "decision")
    action = next(card for card in cards if card.kind == "action")
    for name, opened in (
        ("run-attendance", AttendanceDialog(scene.workspace, scene.window, scene.session)),
        ("run-hear", HearSidesDialog(scene.workspace, scene.window, decision.id)),
        ("run-action", ActionForm(scene.workspace, scene.window, action)),
    ):
        opened.open()
        _grab(scene, out, name, opened)
        opened.reject()
        settle()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:3])
