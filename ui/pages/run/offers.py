"""What can stand where the caret is in the capture line: kinds, people and parties, goals, days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from facilitator.domain.capture_line import (
    KIND_LETTERS,
    Candidate,
    Captured,
    Name,
    NameKind,
    Token,
    TokenKind,
    Vocabulary,
    chosen,
    parse,
)
from facilitator.domain.moments import parse_day
from facilitator.domain.text import fold
from ui import wording
from ui.theme import theme
from ui.widgets.card import Card
from ui.widgets.naming import identify
from ui.widgets.notices import announce
from ui.widgets.rows import Row, RowList
from ui.widgets.text import Text
from ui.wording import translate

_AT_CARET = re.compile(r"(?<!\S)([@#^/])([^\s@#^/]*)$")
_DAYS = ("tomorrow", "fri", "mon", "+1w", "+2w", "+4w")
_MOST = 12


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that can be put there; `line` and `caret` say how the line reads then."""

    words: str
    hint: str
    icon: str
    line: str
    caret: int


def offers_at(line: str, caret: int, names: Vocabulary, today: date, said: Captured) -> list[Offer]:
    """Return what to offer; nothing where the caret is in no mark or it is clear already."""
    found = None if said.is_sealed else _AT_CARET.search(line[:caret])
    if found is None:
        return []
    sign, written = found[1], found[2]
    start = found.start(1)
    if sign == "/" and line[:start].strip():
        return []
    place = Token(TokenKind.UNKNOWN, start, caret, line[start:caret])
    known = {token.start for token in said.tokens if token.kind is not TokenKind.UNKNOWN}
    make = {"/": _kinds, "@": _people, "#": _goals, "^": _days}[sign]
    offers = make(line, place, written, names, today)
    if written and start in known and (len(offers) < 2 or sign in "/^"):
        return []
    return offers[:_MOST]


def _put(line: str, place: Token, words: str) -> tuple[str, int]:
    """Return the line with `words` and a space in place of what was begun, and the caret."""
    rest = line[place.end :]
    gap = "" if rest.startswith(" ") else " "
    return f"{line[: place.start]}{words}{gap}{rest}", place.start + len(words) + 1


def _kinds(line: str, place: Token, written: str, names: Vocabulary, today: date) -> list[Offer]:
    found = []
    for letter, kind in KIND_LETTERS.items():
        word, _tone, icon = wording.state("capture", kind)
        if letter.startswith(written.lower()) or word.lower().startswith(written.lower()):
            found.append(Offer(word, f"/{letter}", icon, *_put(line, place, f"/{letter}")))
    if not written:
        sealed = translate("run", "Sealed note, for you alone")
        found.append(Offer(sealed, "//", "lock-simple", *_put(line, place, "//")))
    return found


def _people(line: str, place: Token, written: str, names: Vocabulary, today: date) -> list[Offer]:
    found = []
    for kind, icon, group in (
        (NameKind.PERSON, "user", names.people), (NameKind.PARTY, "users", names.parties),
    ):  # fmt: skip
        for name in group:
            if _fits(name, written):
                found.append(_named(line, place, kind, icon, name, names, today))
    return found


def _goals(line: str, place: Token, written: str, names: Vocabulary, today: date) -> list[Offer]:
    found = []
    for number, name in enumerate(names.goals, start=1):
        if _fits(name, written) or f"g{number}".startswith(written.lower()):
            put = _put(line, place, f"#g{number}")
            found.append(Offer(name.name, f"#g{number}", "target", *put))
    return found


def _days(line: str, place: Token, written: str, names: Vocabulary, today: date) -> list[Offer]:
    word = translate("run", "By the next session")
    found = [Offer(word, "^next", "calendar-blank", *_put(line, place, "^next"))]
    for day in _DAYS:
        meant = wording.short_day(parse_day(day, today), today, weekday=True)
        found.append(Offer(meant, f"^{day}", "calendar-blank", *_put(line, place, f"^{day}")))
    return [offer for offer in found if offer.hint[1:].startswith(written.lower())]


def _fits(name: Name, written: str) -> bool:
    wanted = fold(written)
    words = fold(f"{name.name} {name.short}").replace("-", " ").split()
    return any(word.startswith(wanted) for word in words)


def _named(
    line: str, place: Token, kind: NameKind, icon: str, name: Name, names: Vocabulary, today: date
) -> Offer:
    """Offer a name, written as shortly as it is still clear."""
    candidate = Candidate(kind, name.id, name.name, name.party_id)
    short = fold(name.short or name.name.split()[0])
    meant = parse(f"@{short}", names, today).tokens
    if len(meant) == 1 and meant[0].id == name.id and meant[0].kind.value == kind.value:
        words = f"@{short}"
    else:
        words = chosen(line[: place.end], place, candidate)[place.start :]
    return Offer(name.name, words, icon, *_put(line, place, words))


class OfferList(Card):
    """The offers above the line. The keyboard stays in the line, which moves the choice here."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(margin=4, spacing=0, parent=parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list = identify(
            RowList(self.tr("Offers"), dividers=False, fit=_MOST), "capture-offers"
        )
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.add(self.list)
        self._keys = Text(self.tr("↑ ↓ choose, Tab takes, Esc closes"), "hint")
        self.add(self._keys)
        self._offers: list[Offer] = []
        self.hide()

    def show_offers(self, offers: list[Offer], bottom_left: QPoint) -> None:
        """Show these above a point of the parent; none hides the list."""
        self._offers = offers
        if not offers:
            self.hide()
            return
        look, parent = theme(), self.parentWidget()
        self.list.set_rows(
            [
                Row(number, offer.words, icon=offer.icon, trailing=offer.hint)
                for number, offer in enumerate(offers)
            ]
        )
        self.list.set_current(None)
        width = look.px(340)
        self.setFixedWidth(width)
        self.list.setFixedWidth(width - look.px(8))
        room = bottom_left.y() - look.px(56)
        self.list.setFixedHeight(min(self.list.sizeHint().height(), room))
        self._keys.setContentsMargins(look.px(12), look.px(4), look.px(8), look.px(6))
        self.adjustSize()
        x = max(0, min(bottom_left.x(), parent.width() - width)) if parent else bottom_left.x()
        self.move(x, bottom_left.y() - self.height())
        self.show()
        self.raise_()

    def step(self, by: int) -> None:
        """Move the choice, round the ends."""
        at = self.list.current()
        first = 0 if by > 0 else len(self._offers) - 1
        number = (at + by) % len(self._offers) if isinstance(at, int) else first
        self.list.set_current(number)
        offer = self._offers[number]
        announce(self, f"{offer.words}, {offer.hint}")

    def choice(self, *, first: bool = False) -> Offer | None:
        """Return the offer that was chosen, or the first one where asked to."""
        at = self.list.current()
        if isinstance(at, int) and at < len(self._offers):
            return self._offers[at]
        return self._offers[0] if first and self._offers else None
