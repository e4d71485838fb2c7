"""What flows between sessions: who opens, the closing round, what is handed up (V8, V13, E10)."""

from __future__ import annotations

from facilitator.commands import backlog, closing_rounds, levels, opening, series
from facilitator.domain.rule import weekly
from facilitator.domain.words import RoundAnswer
from tests.commands.law import Table, nothing
from tests.commands.scene import Scene


def _leadership(s: Scene) -> int:
    return series.new_series(
        s.store, "Leadership", weekly(4), "2026-07-07T10:00", level="leadership"
    )


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
        lambda s, to: levels.hand_item(s.store, s.running_items[0], series_id=to),
    ),
    "levels.hand_row": (
        _leadership,
        lambda s, to: levels.hand_row(s.store, "concern", s.concern, series_id=to),
    ),
}  # fmt: skip
