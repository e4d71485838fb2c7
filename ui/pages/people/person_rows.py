"""The people as rows: a disc with initials, name and role, by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QRect
from PySide6.QtGui import QPainter

from facilitator.queries.engagement import PartyRow, PersonRow
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.naming import initials
from ui.widgets.rows import Row, RowDelegate

translate = QCoreApplication.translate


def person_rows(people: Sequence[PersonRow], parties: Sequence[PartyRow]) -> list[Row]:
    """Return everybody under a heading of their side; archived people last."""
    rows: list[Row] = []
    there = [person for person in people if not person.is_archived]
    neutral = [person for person in there if person.party_id is None]
    groups = [(translate("people", "Between the sides"), "", neutral)]
    for party in parties:
        members = [person for person in there if person.party_id == party.id]
        groups.append((party.name, party.colour, members))
    known = {party.id for party in parties}
    lost = [person for person in there if person.party_id and person.party_id not in known]
    groups.append((translate("people", "Side left the table"), "", lost))
    gone = [person for person in people if person.is_archived]
    groups.append((translate("people", "No longer here"), "", gone))
    for number, (title, colour, members) in enumerate(groups):
        if members:
            rows.append(Row(("head", number), title, is_heading=True,
                            second_dots=(colour,) if colour else ()))  # fmt: skip
            rows += [_row(person) for person in members]
    return rows


def _row(person: PersonRow) -> Row:
    chip = (translate("people", "Facilitates"), "neutral", "") if person.is_facilitator else None
    return Row(
        person.id, person.name, person.role, chip=chip, is_quiet=person.is_archived, data=person
    )


class PersonDelegate(RowDelegate):
    """A row with a disc at its start."""

    def measure(self, rows: Sequence[Row]) -> None:
        super().measure(rows)
        self.columns.icon = theme().px(40)

    def row_height(self, row: Row, width: int) -> int:
        return theme().px(36) if row.is_heading else theme().px(54)

    def _paint_start(
        self, painter: QPainter, rect: QRect, row: Row, top: int, selected: bool
    ) -> None:
        if not isinstance(row.data, PersonRow):
            return
        side = theme().px(30)
        disc = QRect(rect.left() + theme().px(10), rect.center().y() - side // 2, side, side)
        painting.draw_disc(
            painter, painting.mirrored(disc, rect), initials(row.title), row.data.colour or None,
            quiet=row.data.is_archived,
        )  # fmt: skip
