"""Pictures of an agenda item on paper: a figure that says what it shows, its name below (P2)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from facilitator.documents import look
from facilitator.documents.desk import Desk, say
from facilitator.documents.flow import Row
from facilitator.documents.page import Page
from facilitator.documents.pictures import Picture, PictureDamaged, picture_of
from facilitator.documents.roles import Element, Role
from facilitator.documents.text import printable
from facilitator.projections.types import PaperMark

_TALLEST = 0.45
"""The part of a page's height that one picture may take."""


class Drawing(NamedTuple):
    """A picture in a row, with its element; `width` and `height` in points."""

    picture: Picture
    width: float
    height: float
    element: Element

    def paint(self, page: Page, left: float, top: float) -> None:
        page.picture(self.picture, left, top, self.width, self.height, self.element)


def put(desk: Desk, papers: Iterable[PaperMark]) -> None:
    """Put the pictures among the papers of an item; one that is damaged says so in words."""
    for paper in papers:
        data = desk.pictures.get(paper.picture)
        if data is None:
            continue
        try:
            _put(desk, paper, picture_of(data))
        except PictureDamaged as error:
            text = f"{paper.name} is a picture that cannot be shown: {error.reason}."
            desk.paragraph([say(text, look.META)])


def _put(desk: Desk, paper: PaperMark, picture: Picture) -> None:
    width, height = picture.size_within(desk.measure, desk.sheet.room * _TALLEST)
    told = printable(paper.alt) or printable(paper.name)
    figure = Element(Role.FIGURE, desk.sect, alt=told)
    row = Row([], before=4, after=3, keeps=True, shapes=[Drawing(picture, width, height, figure)])
    row.height = height
    desk.put(row)
    name = f"{paper.name}: {paper.alt}" if paper.alt else paper.name
    desk.paragraph([say(name, look.META)], after=8)
