"""Decisions and actions as HTML, inside minutes."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from facilitator.exchange.csv_files import restatement_words
from facilitator.exchange.html import facts, paragraphs, table, tag
from facilitator.exchange.registers_md import (
    ACTION_HEADS,
    action_row,
    method_words,
    position_words,
    state_words,
)
from facilitator.exchange.wording import short_day
from facilitator.projections.types import ActionEntry, DecisionEntry


def decision_article(entry: DecisionEntry, level: str) -> Element:
    """Return a decision: the exact wording first, then what belongs to it."""
    name = {"id": entry.number} if entry.number else {}
    return tag(
        "article",
        tag(level, entry.number or "Decision without a number yet", **name),
        *paragraphs(entry.wording, class_="wording"),
        facts(
            [
                ("State", state_words(entry)),
                ("In plain words", entry.plain),
                ("Why", entry.because),
                ("Context", entry.context),
                ("Consequences", entry.consequences),
                ("How it was decided", method_words(entry)),
                ("Goal", entry.goal),
                ("Review", short_day(entry.review_on)),
                ("Replaces", entry.supersedes),
                ("Replaced by", entry.superseded_by),
                ("Chosen", "\n".join(o.text for o in entry.options if o.is_chosen)),
                ("Not chosen", "\n".join(o.text for o in entry.options if not o.is_chosen)),
                *((each.party.name, position_words(each)) for each in entry.positions),
                *(("Said back", restatement_words(each)) for each in entry.restatements),
            ]
        ),
    )


def action_table(
    caption: str, actions: Sequence[ActionEntry], *, named: bool = False
) -> Element | None:
    """Return actions as a table, None where there are none; `named` rows can be led to."""
    if not actions:
        return None
    made = table(caption, ACTION_HEADS, [action_row(entry) for entry in actions])
    if named:
        for entry, row in zip(actions, made.iterfind(".//tbody/tr"), strict=True):
            if entry.number:
                row.set("id", entry.number)
    return made
