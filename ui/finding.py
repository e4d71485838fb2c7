"""What the palette finds beside commands: people by name, things by number or by their words."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.actions import Command

if TYPE_CHECKING:
    from facilitator.queries.engagement import PersonRow
    from facilitator.queries.search import Hit
    from ui.shell import Shell

_MOST = 6
_LEAST_LETTERS = 2


class Finder(QObject):
    """Register it with `Commands.add_finder`. It never looks into sealed text."""

    def __init__(self, shell: Shell, has_page: Callable[[str], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._has_page = has_page

    def __call__(self, words: str) -> list[Command]:
        """Return commands that go to what these words name; the last one searches everything."""
        space = self._shell.workspace
        if not space.is_open or len(words.strip()) < _LEAST_LETTERS:
            return []
        found: list[Command] = []
        if not any(sign in words for sign in ':@"'):  # a query: that is for the search page
            found = [*self._people(words), *self._things(words)]
        return [*found, self._everything(words)] if self._has_page("search") else found

    def _people(self, words: str) -> list[Command]:
        from facilitator.domain.text import fold
        from facilitator.queries.engagement import people

        wanted = fold(words).split()
        rows = [
            person
            for person in people(self._shell.workspace.reader)
            if all(_begins(word, fold(person.name).split()) for word in wanted)
        ]
        return [self._person(person) for person in rows[:_MOST]]

    def _person(self, person: PersonRow) -> Command:
        from facilitator.queries.search import Hit

        hit = Hit("person", person.id, person.name, "", None, "", "", "")
        return Command(
            f"found.person.{person.id}",
            person.name,
            partial(self._open, hit),
            consequence=", ".join(part for part in (person.role, person.party) if part),
            icon="user",
            group=self.tr("Found"),
        )

    def _things(self, words: str) -> list[Command]:
        from facilitator.queries.search import search

        hits = search(self._shell.workspace.reader, words, _MOST)
        return [self._thing(hit) for hit in hits if hit.kind != "person"]

    def _thing(self, hit: Hit) -> Command:
        from ui.pages.search.hits import kind_of

        word, icon = kind_of(hit.kind)
        return Command(
            f"found.{hit.kind}.{hit.id}",
            hit.title,
            partial(self._open, hit),
            consequence=" ".join(part for part in (word, hit.number or hit.session_label) if part),
            icon=icon,
            group=self.tr("Found"),
        )

    def _everything(self, words: str) -> Command:
        return Command(
            "found.search",
            self.tr("Search everything for “{0}”").format(words.strip()),
            partial(self._shell.go, "search", query=words.strip()),
            icon="magnifying-glass",
            group=self.tr("Found"),
        )

    def _open(self, hit: Hit) -> None:
        from ui.pages.search.ways import open_hit

        open_hit(self._shell, hit)


def _begins(wanted: str, parts: list[str]) -> bool:
    return any(part.startswith(wanted) for part in parts)
