"""People and facts: the sides, who sits at the table, working agreements, the engagement itself."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget, QWidget

from facilitator.commands import parties as party_commands
from facilitator.queries.engagement import agreements, parties, people
from facilitator.queries.first_steps import first_steps
from facilitator.store import Change
from ui.actions import Command
from ui.pages.page import Page
from ui.pages.people.agreements import AgreementsView
from ui.pages.people.facts import FactsView
from ui.pages.people.first_steps import FirstStepsCard
from ui.pages.people.persons import PersonsView
from ui.pages.people.sides import SidesView
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import PlainButton, PrimaryButton
from ui.widgets.card import PageHeader, column
from ui.widgets.naming import identify
from ui.widgets.segmented import FilterTabs
from ui.workspace import Workspace

_VIEWS = ("people", "sides", "agreements", "engagement")


class PeoplePage(Page):
    """Four views of one page; each saves what is typed into it."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"party", "party_point", "person", "membership", "agreement", "engagement", "goal",
         "session"}
    )  # fmt: skip

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(workspace, shell)
        self._build()
        self._connect()

    def _build(self) -> None:
        look = theme()
        whole = column(14)
        whole.setContentsMargins(look.px(32), look.px(28), look.px(32), look.px(24))
        self.setLayout(whole)
        self.header = PageHeader(
            self.tr("People"),
            self.tr("Who sits at the table, what each side brings, and how it likes to be told."),
        )
        self.new_party = PlainButton(self.tr("New side"), icon="users")
        self.new_person = PrimaryButton(self.tr("New person"), icon="plus")
        self.header.add_action(identify(self.new_party, "new-party"))
        self.header.add_action(identify(self.new_person, "new-person"))
        whole.addWidget(self.header)
        self.tabs = FilterTabs(
            [
                ("people", self.tr("People")),
                ("sides", self.tr("Sides")),
                ("agreements", self.tr("Working agreements")),
                ("engagement", self.tr("This engagement")),
            ],
            self.tr("People and facts"),
        )
        whole.addWidget(identify(self.tabs, "people-tabs"))
        self.steps = FirstStepsCard()
        whole.addWidget(self.steps)
        self.persons = PersonsView(self.workspace, self.shell, self._on_new_person)
        self.sides = SidesView(self.workspace, self.shell, self._on_new_party)
        self.agreements = AgreementsView(self.workspace, self.shell)
        self.facts = FactsView(self.workspace, self.shell)
        self.stack = QStackedWidget()
        for view in (self.persons, self.sides, self.agreements, self.facts):
            self.stack.addWidget(view)
        whole.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._on_tab)
        self.new_party.clicked.connect(self._on_new_party)
        self.new_person.clicked.connect(self._on_new_person)
        self.steps.asked.connect(self._on_step)

    # --- loading ----------------------------------------------------------------------------

    def load(self) -> None:
        """Ask for everything on the page."""
        self._load(force=False)

    def show_change(self, change: Change) -> None:
        """Load again; undo and redo also go into the field being edited."""
        self._load(force=change.kind != "do")

    def _load(self, *, force: bool) -> None:
        reader = self.workspace.reader
        self.steps.show_steps(first_steps(reader))
        self.tabs.set_counts(
            {
                "people": len(people(reader)),
                "sides": len(parties(reader)),
                "agreements": len(agreements(reader)),
            }
        )
        self.persons.load(force=force)
        self.sides.load(force=force)
        self.agreements.load(force=force)
        self.facts.load(force=force)

    # --- places -----------------------------------------------------------------------------

    def open_target(self, **target: object) -> None:
        """Show a person, a side, or one of the views."""
        person, party, view = (target.get(name) for name in ("person_id", "party_id", "view"))
        if isinstance(person, int):
            self.persons.want(person)
            self._show_view("people")
            self.reload()
        elif isinstance(party, int):
            self._show_view("sides")
            self.reload()
            self.sides.show_side(party)
        elif view in _VIEWS:
            self._show_view(str(view))

    def place(self) -> dict[str, object]:
        """Return the view, and who is chosen in it."""
        view = str(self.tabs.current())
        person = self.persons.current()
        return {"person_id": person} if view == "people" and person else {"view": view}

    def _show_view(self, view: str) -> None:
        self.shell.drafts.flush()
        self.tabs.set_current(view)
        self.stack.setCurrentIndex(_VIEWS.index(view))

    def _on_tab(self, key: object) -> None:
        self._show_view(str(key))

    # --- doing ------------------------------------------------------------------------------

    def _on_new_party(self) -> None:
        new_id = self.workspace.run(party_commands.add_party, self.tr("New side"))
        if new_id is not None:
            self._show_view("sides")
            self._load(force=False)
            self.sides.show_side(new_id, rename=True)

    def _on_new_person(self) -> None:
        """Add somebody to the side that has nobody, else to the side of who is chosen."""
        reader = self.workspace.reader
        lacking = first_steps(reader).lacking
        sides = parties(reader)
        party_id = next((side.id for side in sides if side.short in lacking), None)
        if party_id is None:
            chosen = self.persons.current()
            sits = next((each for each in people(reader) if each.id == chosen), None)
            party_id = sits.party_id if sits else None
        self._show_view("people")
        self.persons.add(party_id)

    def _on_step(self, step: str) -> None:
        if step == "people":
            self._on_new_person()
        elif step == "goal":
            self.shell.go("goals")
        elif step == "session":
            self.shell.go("sessions", new=True)
        elif step == "agreement":
            self._show_view("agreements")
            self.agreements.focus_new()
        else:
            self._show_view("sides")

    # --- the window's questions -------------------------------------------------------------

    def commands(self) -> list[Command]:
        """Return what can be done on this page."""
        group = self.tr("People")
        return [
            Command(
                "people.person", self.tr("New person"), self._on_new_person, shortcut="Ctrl+N",
                icon="user", group=group,
            ),
            Command("people.party", self.tr("New side"), self._on_new_party, icon="users",
                    group=group),
            Command(
                "people.agreements", self.tr("Working agreements"), self._on_agreements,
                icon="handshake", group=group,
            ),
            Command(
                "people.engagement", self.tr("Facts of this engagement"), self._on_facts,
                icon="info", group=group,
            ),
        ]  # fmt: skip

    def _on_agreements(self) -> None:
        self._show_view("agreements")
        self.agreements.focus_new()

    def _on_facts(self) -> None:
        self._show_view("engagement")

    def panes(self) -> list[QWidget]:
        """Return the tabs and what they show."""
        if self.stack.currentWidget() is self.persons:
            return [self.tabs, self.persons.list, self.persons.detail]
        return [self.tabs, self.stack]

    def start_focus(self) -> QWidget | None:
        """Give the keyboard to the list of people."""
        return self.persons.list if self.stack.currentWidget() is self.persons else self.tabs
