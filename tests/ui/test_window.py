"""The window: pages load when shown, keys reach everything, and it comes back where it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from facilitator.errors import CommandRefused, FileLocked, WriteFailed
from facilitator.store import Change, Store
from ui.actions import Command
from ui.jobs import Job, JobContext
from ui.main_window import MainWindow
from ui.pages import PAGES, PageSpec
from ui.pages.page import Page
from ui.shell import Shell
from ui.theme import Scheme, Theme
from ui.widgets.buttons import Button
from ui.workspace import Workspace


class _Made(Page):
    """A page that counts what happens to it."""

    watches = frozenset({"party"})

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(workspace, shell)
        self.loads = 0
        self.changes: list[Change] = []
        self.target: dict[str, object] = {}
        self.field = QLineEdit()
        self.field.setAccessibleName("Field")
        box = QVBoxLayout(self)
        box.addWidget(self.field)

    def load(self) -> None:
        self.loads += 1

    def show_change(self, change: Change) -> None:
        self.changes.append(change)

    def open_target(self, **target: object) -> None:
        self.target = target

    def place(self) -> dict[str, object]:
        return self.target

    def start_focus(self) -> QWidget | None:
        return self.field

    def commands(self) -> list[Command]:
        return [
            Command("page.do", "Propose a decision", self.do_it, "now, on item 2", "F8", "gavel")
        ]

    def do_it(self) -> None:
        self.target = {"done": 1}


class _Full(_Made):
    is_full_bleed = True


HERE = "tests.ui.test_window"


@pytest.fixture
def specs(monkeypatch: pytest.MonkeyPatch) -> list[PageSpec]:
    made = {"Made": _Made, "Full": _Full}

    def make(self: PageSpec, workspace: Workspace, shell: Shell) -> Page:
        return made[self.factory](workspace, shell)

    monkeypatch.setattr(PageSpec, "make", make)
    return [
        PageSpec("start", "Start", "house", "Made", needs_file=False),
        PageSpec("together", "Together", "handshake", "Made"),
        PageSpec("decisions", "Decisions", "gavel", "Made"),
        PageSpec("run", "Run", "play", "Full", in_sidebar=False),
    ]


@pytest.fixture
def window(
    qtbot: QtBot, workspace: Workspace, settings: QSettings, specs: list[PageSpec]
) -> Iterator[MainWindow]:
    window = MainWindow(workspace, settings, specs)
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    yield window
    window.close()


def _page(window: MainWindow, page_id: str) -> _Made:
    page = window.page(page_id)
    assert isinstance(page, _Made)
    return page


def _add_party(store: Store, name: str) -> int:
    with store.step("Add party"):
        return store.insert("party", name=name, colour="green", position=9)


def _find(window: MainWindow, identifier: str) -> QWidget:
    found = window.findChild(QWidget, identifier)
    assert isinstance(found, QWidget), identifier
    return found


def test_a_page_is_built_when_it_is_first_shown(window: MainWindow) -> None:
    assert list(window._pages.made) == ["together"]
    window.go("decisions")
    assert set(window._pages.made) == {"together", "decisions"}


def test_a_hidden_page_only_notes_that_it_is_stale(
    window: MainWindow, workspace: Workspace
) -> None:
    together = _page(window, "together")
    window.go("decisions")
    workspace.run(_add_party, "Legal")
    workspace.run(_add_party, "Sales")
    assert (together.loads, together.changes) == (1, [])
    assert len(_page(window, "decisions").changes) == 2
    window.go("together")
    assert together.loads == 2


def test_a_change_elsewhere_does_not_disturb_a_page(
    window: MainWindow, workspace: Workspace
) -> None:
    def rename(store: Store) -> None:
        with store.step("Rename"):
            store.update("engagement", store.value("SELECT id FROM engagement"), title="Other")

    workspace.run(rename)
    assert _page(window, "together").changes == []
    assert "Other" in window.windowTitle()


def test_the_sidebar_names_its_pages_for_scripts(qtbot: QtBot, window: MainWindow) -> None:
    """INTERFACES: nav-* and the rest that is everywhere."""
    for name in ("nav-together", "nav-decisions", "search", "undo", "redo", "status"):
        assert _find(window, name).accessibleIdentifier() == name
    qtbot.mouseClick(_find(window, "nav-decisions"), Qt.MouseButton.LeftButton)
    assert window.page_id == "decisions"
    assert window.findChild(QWidget, "nav-start") is None


def test_control_and_a_digit_go_to_a_page(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.page_id == "decisions"


def test_a_shortcut_of_the_page_works_wherever_the_keyboard_is(
    qtbot: QtBot, window: MainWindow
) -> None:
    _find(window, "nav-decisions").setFocus()
    qtbot.keyClick(window, Qt.Key.Key_F8)
    assert _page(window, "together").target == {"done": 1}


def test_escape_goes_back_to_where_one_was(qtbot: QtBot, window: MainWindow) -> None:
    window.go("decisions", decision=7)
    window.go("run", session=3)
    qtbot.keyClick(_page(window, "run").field, Qt.Key.Key_Escape)
    assert window.page_id == "decisions"
    assert _page(window, "decisions").target == {"decision": 7}
    qtbot.keyClick(_page(window, "decisions").field, Qt.Key.Key_Escape)
    assert window.page_id == "together"


def test_a_page_that_needs_the_room_gets_it(window: MainWindow) -> None:
    window.go("run", session=3)
    assert not window.sidebar.isVisible()
    window.back()
    assert window.sidebar.isVisible()


def test_f6_goes_through_the_parts_of_the_window(qtbot: QtBot, window: MainWindow) -> None:
    page = _page(window, "together")
    page.field.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_F6)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert window.sidebar.isAncestorOf(focus)
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert QApplication.focusWidget() is page.field


def test_every_control_that_takes_the_keyboard_has_a_name(window: MainWindow) -> None:
    """U3: no focusable thing without a name."""
    window.open_palette()
    nameless = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and widget.isVisible()
        and not widget.accessibleName()
        and not getattr(widget, "text", str)()
    ]
    assert nameless == []


# --- the palette -----------------------------------------------------------------------------


def _open(qtbot: QtBot, window: MainWindow) -> QLineEdit:
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    field = _find(window, "command-palette")
    assert isinstance(field, QLineEdit)
    assert field.isVisible()
    assert field.hasFocus()
    return field


def test_the_palette_finds_a_command_and_runs_it(qtbot: QtBot, window: MainWindow) -> None:
    """U2."""
    field = _open(qtbot, window)
    qtbot.keyClicks(field, "prop deci")
    assert field.accessibleDescription() == "Propose a decision"
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _page(window, "together").target == {"done": 1})
    assert not field.isVisible()


def test_arrows_choose_in_the_palette_and_escape_gives_the_keyboard_back(
    qtbot: QtBot, window: MainWindow
) -> None:
    page = _page(window, "together")
    page.field.setFocus()
    field = _open(qtbot, window)
    first = field.accessibleDescription()
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert field.accessibleDescription() != first
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.accessibleDescription() == first
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is page.field
    assert window.page_id == "together"


def test_the_palette_also_finds_things_by_name(qtbot: QtBot, window: MainWindow) -> None:
    def finder(words: str) -> list[Command]:
        return [Command("see", f"D-2026-019 {words}", window.next_pane)]

    window.commands.add_finder(finder)
    field = _open(qtbot, window)
    qtbot.keyClicks(field, "agency")
    assert field.accessibleDescription() == "D-2026-019 agency"
    window.commands.remove_finder(finder)
    qtbot.keyClicks(field, "x")
    assert field.accessibleDescription() == ""


def test_a_command_that_is_off_is_not_offered(window: MainWindow, workspace: Workspace) -> None:
    assert "redo" not in [command.id for command in window.commands.all()]
    workspace.run(_add_party, "Legal")
    workspace.undo()
    assert "redo" in [command.id for command in window.commands.all()]


# --- what is told ----------------------------------------------------------------------------


def test_a_change_shows_when_it_was_saved_and_what_can_be_undone(
    window: MainWindow, workspace: Workspace
) -> None:
    """U1: undo by name."""
    workspace.run(_add_party, "Legal")
    assert _find(window, "status").accessibleName() == "Saved 10:00"
    assert _find(window, "undo").accessibleName() == "Undo: Add party"
    window.undo()
    assert _find(window, "redo").accessibleName() == "Redo: Add party"
    assert window._toast.isVisible()
    assert window._toast.accessibleName() == "Undone: Add party"


def test_the_next_step_takes_the_offer_to_undo_the_last_one_away(
    window: MainWindow, workspace: Workspace
) -> None:
    """U1: its button would undo what came after."""
    workspace.run(_add_party, "Legal")
    window.toast("Legal sits at the table.", undo=True)
    workspace.run(_add_party, "Sales")
    assert not window._toast.isVisible()
    window.toast("Saved minutes.pdf.")
    workspace.run(_add_party, "Press")
    assert window._toast.isVisible(), "what offers nothing stays to be read"


def test_a_new_party_appears_in_the_sidebar(window: MainWindow, workspace: Workspace) -> None:
    workspace.run(_add_party, "Legal")
    names = [w.accessibleName() for w in window.sidebar.findChildren(QWidget)]
    assert "Legal" in names


def test_a_refusal_is_told_until_the_next_change(window: MainWindow, workspace: Workspace) -> None:
    window.error(CommandRefused("There is no item 9 here. Nothing was changed."))
    assert window.banner.isVisible()
    workspace.run(_add_party, "Legal")
    assert not window.banner.isVisible()


def test_a_failed_save_stays_until_it_worked(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    """U6: what happened, what was kept, what to do."""
    page = _page(window, "together")
    disk = {"is_full": True}

    def save(text: str) -> None:
        if disk["is_full"]:
            raise WriteFailed(workspace.path, "disk full")

    window.drafts.bind_text(page.field, save)
    qtbot.keyClicks(page.field, "kept")
    window.drafts.flush()
    assert _find(window, "status").accessibleName() == "Not saved"
    assert window.banner.isVisible()
    window.close()
    assert window.isVisible(), "typing that is not saved keeps the window open"
    disk["is_full"] = False
    window._on_try_again()
    assert not window.banner.isVisible()


def test_a_locked_file_offers_to_be_read(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, tmp_path: Path
) -> None:
    other = tmp_path / "other.facilitator"
    Store.create(other, workspace.clock).close()
    window.error(FileLocked(other, "RUTH-LAPTOP", "13:40"))
    (button,) = [b for b in window.banner.findChildren(Button) if b.text() == "Open read-only"]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert workspace.read_only
    assert workspace.path == other
    assert _find(window, "status").accessibleName() == "Read only"


def _fails(context: JobContext) -> None:
    raise WriteFailed(Path("minutes.pdf"), "disk full")


def test_a_job_that_failed_is_told(qtbot: QtBot, window: MainWindow) -> None:
    job = Job("Writing", _fails)
    with qtbot.waitSignal(job.finished):
        window.run_job(job)
    assert "minutes.pdf" in window.banner.accessibleName()


# --- closing and coming back -----------------------------------------------------------------


def test_going_to_another_page_saves_what_was_typed(qtbot: QtBot, window: MainWindow) -> None:
    saved: list[str] = []
    field = _page(window, "together").field
    window.drafts.bind_text(field, saved.append)
    field.clearFocus()
    field.insert("half")
    window.go("decisions")
    assert saved == ["half"]


def test_the_window_comes_back_where_it_was(
    qtbot: QtBot,
    window: MainWindow,
    workspace: Workspace,
    settings: QSettings,
    specs: list[PageSpec],
) -> None:
    """U5: window state restored."""
    window.go("decisions", decision=7)
    path = workspace.path
    window.close()
    again = MainWindow(Workspace(workspace.clock), settings, specs)
    qtbot.addWidget(again)
    again.show()
    assert again.page_id == "start"
    assert again.open_engagement(path)
    assert again.page_id == "decisions"
    assert _page(again, "decisions").target == {"decision": 7}
    again.close()


def test_a_damaged_memory_of_the_place_shows_the_first_page(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, settings: QSettings
) -> None:
    window.go("decisions")
    for key in settings.allKeys():
        if key.startswith("place/"):
            settings.setValue(key, "[1, 2")
    path = workspace.path
    window.close_engagement()
    assert window.page_id == "start"
    assert window.open_engagement(path)
    assert window.page_id == "together"


def test_a_zoom_builds_the_page_anew_where_it_was(window: MainWindow, look: Theme) -> None:
    """U3: spacings grow with the type."""
    window.go("decisions", decision=7)
    before = _page(window, "decisions")
    look.set_zoom(150)
    after = _page(window, "decisions")
    assert after is not before
    assert after.target == {"decision": 7}
    look.set_scheme(Scheme.DARK)
    assert _page(window, "decisions") is after


def test_closing_the_file_lets_go_of_its_pages(window: MainWindow, workspace: Workspace) -> None:
    window.close_engagement()
    assert not workspace.is_open
    assert set(window._pages.made) == {"start"}
    assert not _find(window, "undo").isVisible()


def test_closing_the_file_loads_no_other_page_in_passing(
    window: MainWindow, workspace: Workspace
) -> None:
    """U6: a stale page that is shown for a moment asks a file that is gone."""
    others = [_page(window, page_id) for page_id in ("decisions", "run")]
    window.go("decisions")
    window.go("together")
    workspace.run(_add_party, "Legal")
    loads = [page.loads for page in others]
    window.close_engagement()
    assert [page.loads for page in others] == loads


def test_every_registered_page_can_be_imported_and_has_an_icon() -> None:
    from importlib import import_module

    from facilitator import resources

    assert len({spec.id for spec in PAGES}) == len(PAGES)
    for spec in PAGES:
        module, name = spec.factory.split(":")
        assert issubclass(getattr(import_module(module), name), Page)
        assert resources.path("icons", f"{spec.icon}.svg").is_file(), spec.icon
