"""The third step of a session: its minutes as they will be, saved, printed, handed over.

Before a session begins the page shows its agenda in the same way.
"""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QStackedWidget, QWidget

from facilitator.commands.engagement import set_engagement
from facilitator.domain.words import SessionState
from facilitator.errors import CommandRefused
from facilitator.queries.engagement import engagement
from facilitator.queries.numbers import find_session
from facilitator.queries.prepare import SessionDetail, item
from facilitator.queries.running import captures
from facilitator.store import Change
from ui.actions import Command
from ui.dialogs.settle import SettleDialog
from ui.exports import Written
from ui.pages.minutes.audience import FACILITATOR, JOINT, ROOM, party_of
from ui.pages.minutes.gaps import gap_rows, item_rows
from ui.pages.minutes.item_words import ItemWordsDialog
from ui.pages.minutes.life import LifeDesk
from ui.pages.minutes.maker import ProofMaker
from ui.pages.minutes.preview import PreviewCard
from ui.pages.minutes.printing import Printing
from ui.pages.minutes.proof import Proof, Wanted
from ui.pages.minutes.side import SideCard
from ui.pages.minutes.undrawn import show_undrawn
from ui.pages.page import Page
from ui.pages.session_head import SessionHead
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import PrimaryButton, explain_disabled
from ui.widgets.card import column
from ui.widgets.naming import identify
from ui.widgets.notices import Banner, EmptyState
from ui.widgets.two_columns import TwoColumns
from ui.workspace import Workspace

_BEGUN = (SessionState.RUNNING, SessionState.CLOSED)
_NO_LIMIT = (1 << 24) - 1  # what Qt takes for "as wide as you like"
_CAPTURES = ("question", "sayback")


class MinutesPage(Page):
    """Everything that changes in the file may change the paper, so every change is watched."""

    watches: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(workspace, shell)
        self._session_id: int | None = None
        self._paper: str | None = None
        self._audience = JOINT
        self._style = "reasons"
        self._detail: SessionDetail | None = None
        self._written: Written | None = None
        self.proof: Proof | None = None
        self.printing = Printing(shell, self)
        self.maker = ProofMaker(shell, self)
        self._build()
        self.life = LifeDesk(shell, self.side.life, self)
        self._connect()

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        look, whole = theme(), column(16)
        whole.setContentsMargins(look.px(32), look.px(26), look.px(32), look.px(20))
        self.setLayout(whole)
        self.head = SessionHead(self.workspace, self.shell, "minutes")
        self.save = identify(PrimaryButton(self.tr("Save PDF"), icon="file-pdf"), "export-minutes")
        self.head.add_action(self.save)
        whole.addWidget(self.head)
        self.strip = Banner()
        whole.addWidget(self.strip)
        self.preview = PreviewCard(self.shell.run_job)
        self.preview.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.side = SideCard()
        self.side.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._stack = QStackedWidget()
        self.columns = TwoColumns(self.preview, self.side, shares=(65, 35), heights=(560, 560))
        self.columns.narrowed.connect(self._on_narrowed)
        self._stack.addWidget(self.columns)
        self.gone = EmptyState(
            "file-text",
            self.tr("No session to write up"),
            self.tr("Minutes belong to a session: plan one, run it, and its minutes stand here."),
        )
        self.gone.set_step(self.tr("Go to the sessions"), self._on_sessions, icon=None)
        self._stack.addWidget(self.gone)
        whole.addWidget(self._stack, 1)

    def _connect(self) -> None:
        side = self.side
        self.save.clicked.connect(self._on_save)
        side.style_choice.chosen.connect(self._on_style)
        side.paper.chosen.connect(self._on_paper)
        side.audience.chosen.connect(self._on_audience)
        side.prepare.clicked.connect(self._on_prepare)
        side.print.clicked.connect(self._on_print)
        side.share.clicked.connect(self._on_share)
        side.others.clicked.connect(self._on_others)
        side.folder.clicked.connect(self._on_folder)
        side.gaps.opened.connect(self._on_gap)
        side.items.opened.connect(self._on_item)
        self.life.version_chosen.connect(self._show_again)
        self.maker.made.connect(self._on_proof)
        self.maker.refused.connect(self._on_no_proof)
        self.printing.printed.connect(self._on_printed)
        self.workspace.closing.connect(self.maker.stop)
        self.shell.exports.handed_over.connect(self._on_handed_over)
        self.shell.room.changed.connect(self._on_room)

    def _on_narrowed(self, is_narrow: bool) -> None:
        """Give the paper what the side does not need; below each other both take the width."""
        self.side.setMaximumWidth(_NO_LIMIT if is_narrow else theme().px(440))

    # --- what is shown ----------------------------------------------------------------------

    def load(self) -> None:
        """Show the session and make a proof of its paper now."""
        if self._show():
            self._make_proof()

    def show_change(self, change: Change) -> None:
        """Show what changed at once, and the paper a moment later: typing goes on."""
        if self._show(change):
            self._renew()

    def _show(self, change: Change | None = None) -> bool:
        if self._session_id is None:
            self._session_id = self._usual_session()
        found = None
        if self._session_id is not None:
            found = self.head.show_session(self._session_id, change)
        self._detail = found
        self._stack.setCurrentIndex(0 if found else 1)
        self.head.setVisible(found is not None)
        if found is None:
            self.maker.stop()
            return False
        if not self.workspace.read_only or self.proof is None:
            self._style = engagement(self.workspace.reader).minutes_style
        self.life.show_session(found, self._style)
        self._style = self.life.fixed_style() or self._style
        self._show_side(found)
        return True

    def _usual_session(self) -> int | None:
        for wanted in ("last", "next"):
            try:
                return find_session(self.workspace.reader, wanted)
            except CommandRefused:
                continue
        return None

    @property
    def paper(self) -> str:
        """Return which paper is shown; before a session begins there is only its agenda."""
        if self._detail is None or self._detail.state not in _BEGUN:
            return "agenda"
        return self._paper or "minutes"

    def _show_side(self, found: SessionDetail) -> None:
        paper = self.paper
        self._offer_audience(found.id)
        self.side.show_paper(
            paper, self._style, has_begun=found.state in _BEGUN,
            is_fixed=bool(self.life.fixed_style()),
        )  # fmt: skip
        back = self.tr("An earlier version is shown. Go back to what stands to save it.")
        is_old = paper == "minutes" and bool(self.life.version_id)
        explain_disabled(self.save, back if is_old else None)
        is_agenda = paper == "agenda"
        self.save.setAccessibleName(
            self.tr("Save the agenda as PDF") if is_agenda else self.tr("Save the minutes as PDF")
        )

    def _offer_audience(self, session_id: int) -> None:
        """Offer who may read this paper; while the room looks on, not what is for one alone."""
        if self._audience == FACILITATOR and self.shell.room.is_open:
            self._audience = ROOM
        self._audience = self.side.audience.offer(
            self.workspace.reader, session_id, self.paper, self._audience
        )
        is_old = self.paper == "minutes" and bool(self.life.version_id)
        reason = self.tr("An earlier version is shown as it went out to everybody.")
        self.side.audience.setEnabled(not is_old)
        self.side.audience.setToolTip(reason if is_old else "")

    # --- the proof --------------------------------------------------------------------------

    def wanted(self) -> Wanted | None:
        """Return what the paper is to be made of."""
        if self._session_id is None or self._detail is None:
            return None
        version_id = self.life.version_id if self.paper == "minutes" else 0
        audience = JOINT if version_id else self._audience
        return Wanted(self._session_id, self.paper, self._style, version_id, audience)

    def _make_proof(self) -> None:
        wanted = self.wanted()
        if wanted is None:
            return
        if self.proof is None or self.proof.wanted.session_id != wanted.session_id:
            self.proof = None
            self.preview.show_message(self.tr("Making the preview…"))
        self.maker.make(wanted)

    def _renew(self) -> None:
        wanted = self.wanted()
        if wanted is not None:
            self.maker.make_soon(wanted)

    def _on_proof(self, proof: Proof) -> None:
        self.proof = proof
        self.life.show_proof(proof)
        self.preview.show_proof(proof, self._label(proof))
        self.side.show_receipt(proof.receipt, proof.wanted.paper, proof.wanted.style)
        found = proof.contents
        self.side.show_gaps(gap_rows(found.missing), item_rows(found.items, dict(found.notes)))
        show_undrawn(self.strip, proof.undrawn)

    def _label(self, proof: Proof) -> str:
        if proof.wanted.audience not in (JOINT, ROOM):
            return self.side.audience.currentText()
        if proof.wanted.paper == "agenda":
            return self.tr("Room copy of the agenda")
        if self._detail is not None and self._detail.state == SessionState.RUNNING:
            return self.tr("Joint copy, draft so far")
        return self.tr("Joint copy, {0}").format(self.life.label())

    def _on_no_proof(self, error: object) -> None:
        self.proof = None
        self.preview.show_message(
            self.tr("There is no preview. The notice above says why and what to do.")
        )

    # --- choosing ---------------------------------------------------------------------------

    def _on_style(self, style: object) -> None:
        self._style = str(style)
        if self.workspace.read_only or not self.workspace.carry_out(
            set_engagement, minutes_style=self._style, origin=self
        ):
            self._show_again()

    def _on_paper(self, paper: object) -> None:
        self._paper = str(paper)
        self._show_again()

    def _on_audience(self, audience: object) -> None:
        if audience == FACILITATOR and self.shell.room.refuse():
            self.side.audience.set_current(self._audience)
            return
        self._audience = str(audience)
        self._show_again()

    def _on_room(self) -> None:
        """Take the run book off the screen at once when the room begins to look on."""
        if self._audience == FACILITATOR and self.shell.room.is_open:
            self.proof = None
            self.preview.show_message(self.tr("Making the preview…"))
            self._show_again()

    def _show_again(self) -> None:
        if self._detail is not None:
            self._show_side(self._detail)
            self._renew()

    def _on_prepare(self) -> None:
        self.shell.go("prepare", session_id=self._session_id)

    def _on_sessions(self) -> None:
        self.shell.go("sessions")

    # --- handing over -----------------------------------------------------------------------

    def _on_save(self) -> None:
        if self._session_id is None:
            return
        party_id, name = party_of(self._audience), self.side.audience.side()
        exports = self.shell.exports
        if self._audience == FACILITATOR:
            exports.run_book(self._session_id)
        elif self.paper == "agenda" and party_id is not None:
            exports.prebrief(self._session_id, party_id, name)
        elif self.paper == "agenda":
            exports.agenda(self._session_id, is_told=True)
        elif self._audience == JOINT:
            exports.minutes(self._session_id, self._style, "pdf")
        else:
            exports.copy(self._session_id, self._style, self._audience, name)

    def _on_print(self) -> None:
        wanted = self.wanted()
        if wanted is None or self.proof is None:
            return
        self.printing.ask(self.proof.sheets, wanted, self.head.title.text())

    def _on_share(self) -> None:
        if self._session_id is not None:
            self.shell.files.share(self._session_id, self._style)

    def _on_others(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind, words in (
            ("html", self.tr("Web page (HTML)")),
            ("md", self.tr("Text (Markdown)")),
            ("json", self.tr("Data (JSON)")),
        ):
            menu.addAction(words).setData(kind)
        menu.addAction(self.tr("Signed PDF…")).setEnabled(self.life.may_be_signed())
        menu.triggered.connect(self._on_other_kind)
        button: QPushButton = self.side.others
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _on_other_kind(self, action: QAction) -> None:
        if action.data() is None:
            self.life.sign()
        elif self._session_id is not None:
            self.shell.exports.minutes(self._session_id, self._style, str(action.data()))

    def _on_handed_over(self, written: Written) -> None:
        self._written = written
        self.side.show_saved(written.path.name)
        self._renew()  # what was printed has its number now

    def _on_printed(self, pages: int) -> None:
        self._renew()

    def _on_folder(self) -> None:
        if self._written is not None:
            self.shell.exports.show_in_folder(self._written.path)

    # --- what is missing --------------------------------------------------------------------

    def _on_gap(self, key: object) -> None:
        if not isinstance(key, tuple):
            return
        why, row_id = key
        if why == "unheard":
            self.shell.go("decisions", decision_id=row_id)
        elif why in ("owner", "due", "asked_by"):
            self.shell.go("actions", action_id=row_id)
        elif why in _CAPTURES:
            SettleDialog(self.workspace, row_id, self.shell.window_widget).open()
        else:
            self._on_item(row_id)

    def _on_item(self, item_id: object) -> None:
        if not isinstance(item_id, int) or self._session_id is None:
            return
        reader = self.workspace.reader
        found = item(reader, item_id)
        if found is not None:
            notes = [
                each
                for each in reversed(captures(reader, self._session_id))
                if each.kind == "note" and each.item_id == item_id
            ]
            ItemWordsDialog(
                self.shell, found, notes, self._style == "discussion",
                is_approved=self.life.is_approved,
            ).open()  # fmt: skip

    # --- the window's questions -------------------------------------------------------------

    def open_target(self, **target: object) -> None:
        """Show the paper of one session."""
        wanted = target.get("session_id")
        if not isinstance(wanted, int) or wanted == self._session_id:
            return
        self._session_id, self._paper = wanted, None
        self._written = None
        self.side.show_saved("")
        self.strip.hide()
        self.reload()

    def place(self) -> dict[str, object]:
        """Return the session shown."""
        return {"session_id": self._session_id} if self._session_id is not None else {}

    def commands(self) -> list[Command]:
        """Return what can be done with the paper."""
        group = self.tr("Minutes")
        return [
            Command(
                "minutes.save", self.tr("Save as PDF"), self._on_save, shortcut="Ctrl+E",
                icon="file-pdf", group=group, consequence=self.tr("read again before it leaves"),
                enabled=self._has_session,
            ),
            Command(
                "minutes.print", self.tr("Print"), self._on_print, shortcut="Ctrl+P",
                icon="printer", group=group, enabled=self._has_proof,
            ),
            Command(
                "minutes.larger", self.tr("Larger preview"), self._on_larger, icon="plus",
                group=group, enabled=self._has_proof, hint="+",
            ),
            Command(
                "minutes.fit", self.tr("Fit the preview's width"), self._on_fit, icon="file-text",
                group=group, enabled=self._has_proof, hint="0",
            ),
            Command(
                "minutes.destroy", self.tr("Destroy raw notes of this session…"),
                self._on_destroy, icon="trash", group=group, enabled=self._has_session,
                consequence=self.tr("what is not in the minutes, for good"),
            ),
            *self.life.commands(),
        ]  # fmt: skip

    def _on_destroy(self) -> None:
        from ui.dialogs.destroy_scratch import offer_destruction  # seldom asked for

        if self._session_id is not None:
            offer_destruction(self.shell, self._session_id, asked=True)

    def _on_larger(self) -> None:
        self.preview.view.zoom_step(1)

    def _on_fit(self) -> None:
        self.preview.view.set_zoom(None)

    def _has_session(self) -> bool:
        return self._detail is not None

    def _has_proof(self) -> bool:
        return self.proof is not None

    def panes(self) -> list[QWidget]:
        """Return the paper and what stands beside it."""
        return [self.preview.view, self.side]

    def start_focus(self) -> QWidget | None:
        """Give the keyboard to the paper."""
        return self.preview.view
