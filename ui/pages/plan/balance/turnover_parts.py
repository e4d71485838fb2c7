"""From what came and went to what its pictures and its table show."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from facilitator.queries.opened_closed import KINDS, Turnover
from ui.widgets.load_data import COUNTS, Column, Kind, LoadPicture, Mode, Topics, gathered
from ui.widgets.plain_table import Head, Line
from ui.widgets.timeline_scale import Window
from ui.wording import balance as words
from ui.wording import translate


def picture(
    found: Sequence[Turnover], kind: str, window: Window, today: date, room: int
) -> LoadPicture:
    """Return what is drawn of one kind, gathered where there is room for fewer columns."""
    columns = [_column(each, kind, today) for each in found]
    shown = gathered(columns, window, room, partial(words.gathered, kind))
    return LoadPicture(
        window,
        today,
        tuple(shown),
        mode=Mode.TOPICS,
        words=words.turnover_words(),
        steps=COUNTS,
    )


def _column(each: Turnover, kind: str, today: date) -> Column:
    flow = each.flow(kind)
    return Column(
        _key(each),
        date.fromisoformat(each.stretch.day),
        Kind.HELD,
        0,
        0,
        0,
        words.flow_spoken(kind, each.stretch, flow, today),
        Topics(flow.opened, flow.closed, flow.open),
    )


def _key(each: Turnover) -> tuple[str, object]:
    stretch = each.stretch
    return ("session", stretch.session_id) if stretch.session_id else ("since", stretch.day)


def heads() -> list[Head]:
    """Return the columns of the table."""
    names = (
        translate("balance", "opened"),
        translate("balance", "closed"),
        translate("balance", "open"),
    )
    first = [Head(translate("balance", "Session"), stretches=True)]
    return first + [
        Head(f"{words.kind(kind)}\n{name}", is_number=True) for kind in KINDS for name in names
    ]


def lines(found: Sequence[Turnover], today: date) -> list[Line]:
    """Return a line for each session, the latest first."""
    return [
        Line(
            _key(each),
            (
                f"{words.stretch(each.stretch, today)}  {each.stretch.title}".strip(),
                *(
                    f"{number}"
                    for flow in map(each.flow, KINDS)
                    for number in (flow.opened, flow.closed, flow.open)
                ),
            ),
        )
        for each in reversed(found)
    ]
