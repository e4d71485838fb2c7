"""What flows between sessions: who opens, the closing round, what is handed up (V8, V13, E10)."""

from __future__ import annotations

from facilitator.commands import backlog, closing_rounds, levels, opening
from facilitator.domain.words import RoundAnswer
from tests.commands.law import Table, nothing
from tests.commands.scene import Scene


def _leadership(s: Scene) -> int:
    made = s.store.new_id()
    with s.store.step("A series"):
        s.store.insert("series", id=made, title="Leadership", level="leadership")
    return made


def _round(s: Scene, **fields: object) -> None:
    closing_rounds.set_round(s.store, s.held, s.marketing, **fields)


LAW: Table = {
    "opening.set_opener": (
        nothing, lambda s, _: opening.set_opener(s.store, s.planned, s.marketing),
    ),
    "closing_rounds.set_round": (nothing, lambda s, _: _round(s, useful=RoundAnswer.PARTLY)),
    "backlog.add_request": (
        nothing, lambda s, _: backlog.add_request(s.store, "A wish", party_id=s.security),
    ),
    "backlog.pull_items": (
        lambda s: backlog.add_request(s.store, "A wish"),
        lambda s, item: backlog.pull_items(s.store, [item], s.planned),
    ),
    "levels.hand_item": (
        _leadership,
        lambda s, series: levels.hand_item(s.store, s.running_items[0], series_id=series),
    ),
    "levels.hand_row": (
        _leadership,
        lambda s, series: levels.hand_row(s.store, "concern", s.concern, series_id=series),
    ),
}  # fmt: skip
