"""The menus of a card: another kind, whose it is, and everything else it offers."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from PySide6.QtWidgets import QMenu

from facilitator.domain.words import ActionState, CaptureKind, DecisionState
from facilitator.queries.captured import CaptureCard
from facilitator.queries.engagement import PartyRow, PersonRow
from ui import icons, wording
from ui.wording import translate


class Cards(Protocol):
    """What the menus ask for."""

    def change_kind(self, card: CaptureCard, kind: CaptureKind) -> None:
        """Make it something else."""

    def set_who(self, card: CaptureCard, party_id: int | None, person_id: int | None) -> None:
        """Say whose it is."""

    def edit_words(self, card: CaptureCard) -> None:
        """Edit its words."""

    def delete(self, card: CaptureCard) -> None:
        """Delete it."""

    def seal(self, card: CaptureCard) -> None:
        """Ask whether it moves behind the seal."""

    def open_part(self, card: CaptureCard, what: str) -> None:
        """Open what a statement stands for."""

    def people_and_parties(self) -> tuple[list[PartyRow], list[PersonRow]]:
        """Return who can be named."""


def fixed_because(card: CaptureCard) -> str:
    """Return why a card keeps its kind, empty where it may change (V4)."""
    if card.kind == CaptureKind.DECISION and card.state != DecisionState.PROPOSED:
        word = wording.state("decision", card.state)[0].lower()
        return translate("run", "It stays a decision: it is {0}").format(word)
    if card.kind == CaptureKind.ACTION and card.state == ActionState.ACCEPTED:
        return translate("run", "It stays an action: it was accepted")
    return ""


def changed_words(kind: CaptureKind) -> str:
    """Return what is told once a card became another kind."""
    if kind == CaptureKind.PARKED:
        return translate("run", "Now parked.")
    if kind == CaptureKind.SAYBACK:
        return translate("run", "Now something to say back.")
    word = wording.state("capture", kind)[0].lower()
    one = translate("run", "Now an {0}.") if word[0] in "aeiou" else translate("run", "Now a {0}.")
    return one.format(word)


def kind_menu(menu: QMenu, card: CaptureCard, cards: Cards) -> None:
    """Offer the other kinds, or say why there is no other."""
    if because := fixed_because(card):
        menu.addAction(because).setEnabled(False)
        return
    for kind in CaptureKind:
        if kind == card.kind:
            continue
        word, tone, icon = wording.state("capture", kind)
        action = menu.addAction(icons.icon(icon, "text2" if tone == "neutral" else tone), word)
        action.triggered.connect(partial(cards.change_kind, card, kind))


def who_menu(menu: QMenu, card: CaptureCard, cards: Cards) -> None:
    """Offer the parties and people."""
    parties, people = cards.people_and_parties()
    for party in parties:
        dot = icons.party_icon(party.colour)
        action = menu.addAction(dot, party.name)
        action.triggered.connect(partial(cards.set_who, card, party.id, None))
        for person in people:
            if person.party_id == party.id:
                action = menu.addAction(f"    {person.name}")
                action.triggered.connect(partial(cards.set_who, card, party.id, person.id))
    menu.addSeparator()
    nobody = menu.addAction(translate("run", "Nobody in particular"))
    nobody.triggered.connect(partial(cards.set_who, card, None, None))


def card_menu(menu: QMenu, card: CaptureCard, cards: Cards) -> None:
    """Offer everything a card can do, the most likely first."""
    for what, icon, words in _parts(card):
        menu.addAction(icons.icon(icon), words).triggered.connect(
            partial(cards.open_part, card, what)
        )
    edit = menu.addAction(icons.icon("pencil-simple"), translate("run", "Edit the words"))
    edit.triggered.connect(partial(cards.edit_words, card))
    kinds = menu.addMenu(icons.icon("arrows-clockwise"), translate("run", "Make it something else"))
    kind_menu(kinds, card, cards)
    if card.kind not in ("action", "decision"):
        who = menu.addMenu(icons.icon("user"), translate("run", "Whose it is"))
        who_menu(who, card, cards)
    menu.addSeparator()
    if card.kind not in ("action", "decision"):
        seal = menu.addAction(icons.icon("lock-simple"), translate("run", "Seal it…"))
        seal.triggered.connect(partial(cards.seal, card))
    delete = menu.addAction(icons.icon("trash"), translate("run", "Delete"))
    delete.triggered.connect(partial(cards.delete, card))
    delete.setEnabled(not fixed_because(card))


def _parts(card: CaptureCard) -> list[tuple[str, str, str]]:
    if card.kind == "decision":
        return [("sides", "users", translate("run", "Hear each side and decide"))]
    if card.kind == "action":
        return [("details", "user", translate("run", "Owner, date, who asked"))]
    if card.kind == "note":
        print_it, keep_out = (
            translate("run", "Print it in the minutes"),
            translate("run", "Keep it out of the minutes"),
        )
        return [("minutes", "file-text", keep_out if card.in_minutes else print_it)]
    again = translate("run", "Open it again")
    if card.kind == "concern":
        words = again if card.is_settled else translate("run", "Answer it")
        return [("answer", "check", words)]
    words = translate("run", "Settle it")
    if card.kind == "sayback":
        words = translate("run", "Say it back")
    return [("settle", "check", again if card.is_settled else words)]
