"""Build a proposal: what is proposed, how each concern is met, what each side wants to see (E2)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from facilitator.commands import captures, decisions, proposals
from facilitator.queries.jargon import readers_of
from facilitator.queries.perspectives import Perspective
from facilitator.queries.proposals import Met, Proposal, proposal
from facilitator.store import Change
from ui import wording
from ui.dialogs.form import FormDialog
from ui.drafts import Drafts
from ui.jargon.desk import JargonDesk
from ui.jargon.strip import ExplainStrip
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.card import Card, Collapsible, clear_layout, column, row
from ui.widgets.chips import Chip, DotLabel
from ui.widgets.fields import AutoGrowTextEdit, Field
from ui.widgets.naming import identify
from ui.widgets.text import Text
from ui.wording import radar as wording_radar
from ui.wording import translate
from ui.workspace import Workspace

_WATCHED = frozenset({"decision", "capture", "concern", "proposal_concern", "party_point"})


class MetField(QWidget):
    """One concern, and the words that say how the proposal meets it."""

    def __init__(
        self, workspace: Workspace, drafts: Drafts, decision_id: int, found: Met,
        jargon: JargonDesk,
    ) -> None:  # fmt: skip
        super().__init__()
        self._workspace, self._decision_id, self.id = workspace, decision_id, found.concern.id
        box = column(4)
        self.setLayout(box)
        head = row(8)
        each = found.concern
        self.side = DotLabel(each.party, [each.colour or None])
        self.title = Text(each.title, "row", wrap=True)
        self.left = Chip(self.tr("left unmet"), "warn")
        head.addWidget(self.title, 1)
        head.addWidget(self.left, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.side, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(head)
        facts = wording_radar.facts(each)
        box.addWidget(Text(facts, "small", wrap=True))
        self.words = identify(
            AutoGrowTextEdit(least=1, placeholder=self.tr("How is it met?")),
            f"met-{each.id}", self.tr("How is it met: {0}").format(each.title),
        )  # fmt: skip
        box.addWidget(self.words)
        self._saver = drafts.bind_text(self.words, self._save)
        self._jargon = jargon
        jargon.watch(self.words)

    def show_met(self, found: Met, *, is_open: bool, force: bool) -> None:
        """Show what the file says."""
        self._saver.load(found.met_how, force=force)
        self.words.setReadOnly(not is_open)
        self.left.setVisible(not found.is_met)

    def _save(self, words: str) -> None:
        self._jargon.save(
            self.words, proposals.set_met, self._decision_id, self.id, words,
            label="Say how a concern is met", typed=words, seen_in=("decision", self._decision_id),
        )  # fmt: skip


class ProposalDialog(FormDialog):
    """What is typed is saved as it is typed; the filled button only closes."""

    def __init__(self, workspace: Workspace, shell: Shell, decision_id: int) -> None:
        super().__init__(
            shell.window_widget, translate("radar", "Build the proposal"),
            translate("radar", "Done"), width=760,
        )  # fmt: skip
        self._workspace, self._shell, self._id = workspace, shell, decision_id
        self.fields: dict[int, MetField] = {}
        self.jargon = JargonDesk(workspace, shell, ExplainStrip())
        self.jargon.set_readers(readers_of(workspace.reader))
        self.cancel.hide()
        self._build()
        workspace.changed.connect(self._on_changed)
        self._load(force=True)
        self.words.setFocus()

    def _build(self) -> None:
        self.words = identify(AutoGrowTextEdit(least=1), "proposal-words")
        self.exact = identify(AutoGrowTextEdit(least=2), "proposal-wording")
        self.body.addWidget(Field(self.tr("What is proposed"), self.words))
        self.body.addWidget(
            Field(self.tr("Exact wording"), self.exact, hint=self.tr("What will be agreed."))
        )
        self.body.addWidget(self.jargon.strip)
        self.jargon.watch(self.words, self.exact)
        bind = self._shell.drafts.bind_text
        self._savers = (bind(self.words, self._save_words), bind(self.exact, self._save_exact))
        self.body.addWidget(Text(self.tr("How is each open concern met?"), "strong"))
        self.none = Text(self.tr("No concern is open: nothing stands in the way."), "quiet")
        self.body.addWidget(self.none)
        self.near = column(12)
        self.body.addLayout(self.near)
        self.others = Collapsible(self.tr("Other open concerns"))
        self.body.addWidget(self.others)
        self.body.addWidget(Text(self.tr("What each side wants to see"), "strong"))
        self.sides = QGridLayout()
        self.sides.setHorizontalSpacing(theme().px(16))
        self.sides.setVerticalSpacing(theme().px(12))
        self.body.addLayout(self.sides)
        self.card = Card()
        self.preview = identify(Text("", "body", wrap=True), "proposal-preview")
        self.preview.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.card.add(Text(self.tr("As it will be put"), "label"))
        self.card.add(self.preview)
        self.body.addWidget(self.card)

    # --- showing ----------------------------------------------------------------------------

    def _on_changed(self, change: Change) -> None:
        if change.tables & _WATCHED:
            self._load(force=change.kind != "do")

    def _load(self, *, force: bool) -> None:
        found = proposal(self._workspace.reader, self._id)
        if found is None:
            self.reject()
            return
        is_open = found.is_open and not self._workspace.read_only
        for saver, words in zip(self._savers, (found.text, found.wording), strict=True):
            saver.load(words, force=force)
        self.words.setReadOnly(not is_open)
        self.exact.setReadOnly(not is_open)
        self._show_concerns(found, is_open=is_open, force=force)
        self._show_sides(found.sides)
        self.preview.setText(preview(found))
        self.refit()

    def _show_concerns(self, found: Proposal, *, is_open: bool, force: bool) -> None:
        self.none.setVisible(not found.concerns)
        if [each.concern.id for each in found.concerns] != list(self.fields):
            clear_layout(self.near)
            clear_layout(self.others.body)
            self.fields = {}
            first = [each for each in found.concerns if each.is_near or each.is_met]
            first = first or list(found.concerns)
            for each in found.concerns:
                field = MetField(self._workspace, self._shell.drafts, self._id, each, self.jargon)
                self.fields[each.concern.id] = field
                (self.near if each in first else self.others.body).addWidget(field)
            count = len(found.concerns) - len(first)
            self.others.set_title(self.tr("Other open concerns  {0}").format(count))
            self.others.setVisible(count > 0)
        for each in found.concerns:
            self.fields[each.concern.id].show_met(each, is_open=is_open, force=force)

    def _show_sides(self, sides: tuple[Perspective, ...]) -> None:
        clear_layout(self.sides)
        for number, side in enumerate(sides):
            part = QWidget()
            box = column(4)
            part.setLayout(box)
            box.addWidget(DotLabel(side.short, [side.colour], size=13, weight=600, tone="text"))
            for kind, lines in (
                ("evidence", side.evidence), ("told_how", side.told_how), ("worry", side.worries),
            ):  # fmt: skip
                if lines:
                    words = f"{wording.word(kind)}: {'; '.join(lines)}"
                    box.addWidget(Text(words, "small", wrap=True))
            if side.is_blank:
                words = self.tr("Nobody has written down how they think.")
                box.addWidget(Text(words, "small", wrap=True))
            box.addStretch(1)
            self.sides.addWidget(part, number // 2, number % 2)
        for place in (0, 1):
            self.sides.setColumnStretch(place, 1)

    # --- doing ------------------------------------------------------------------------------

    def _save_words(self, words: str) -> None:
        if words.strip():
            self.jargon.save(self.words, captures.set_capture, self._id, text=words, typed=words,
                             label="Edit capture", seen_in=("decision", self._id))  # fmt: skip

    def _save_exact(self, words: str) -> None:
        self.jargon.save(self.exact, decisions.set_decision, self._id, wording=words, typed=words,
                         label="Edit decision", seen_in=("decision", self._id))  # fmt: skip

    def submit(self) -> bool:
        """Save what is being typed and close."""
        self._shell.drafts.flush()
        return True


def preview(found: Proposal) -> str:
    """Return a proposal in words: what, whose concern is met how, and what it leaves open."""
    lines = [found.wording or found.text]
    for each in found.met:
        whose = each.concern.party or translate("radar", "Somebody")
        lines.append(
            translate("radar", "{0} said: “{1}” It is met: {2}").format(
                whose, each.concern.title, each.met_how
            )
        )
    if found.unmet:
        titles = "; ".join(
            f"{each.concern.title} ({each.concern.party})" if each.concern.party
            else each.concern.title
            for each in found.unmet
        )  # fmt: skip
        lines.append(translate("radar", "It leaves unmet: {0}").format(titles))
    return "\n".join(lines)


def open_proposal(workspace: Workspace, shell: Shell, decision_id: int) -> None:
    """Open the builder on a proposal."""
    shell.drafts.flush()
    ProposalDialog(workspace, shell, decision_id).open()
