"""What the minutes still lack, and what they say item by item, as rows to open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from facilitator.queries.closing import Missing
from facilitator.queries.prepare import ItemRow
from ui.widgets.rows import Row
from ui.wording import QT_TRANSLATE_NOOP, translate

_ICONS = {
    "unheard": "gavel", "owner": "check-circle", "due": "check-circle", "asked_by": "check-circle",
    "outcome": "file-text", "not_clear": "warning", "question": "question", "sayback": "quotes",
}  # fmt: skip
_WORDS = {
    "unheard": QT_TRANSLATE_NOOP("minutes", "{0} not heard yet"),
    "owner": QT_TRANSLATE_NOOP("minutes", "no owner"),
    "due": QT_TRANSLATE_NOOP("minutes", "no due date"),
    "asked_by": QT_TRANSLATE_NOOP("minutes", "nobody said who asked"),
    "outcome": QT_TRANSLATE_NOOP("minutes", "no outcome yet"),
    "not_clear": QT_TRANSLATE_NOOP("minutes", "marked “not clear”"),
    "question": QT_TRANSLATE_NOOP("minutes", "question not answered"),
    "sayback": QT_TRANSLATE_NOOP("minutes", "not said back yet"),
}


def gap_rows(missing: Iterable[Missing]) -> list[Row]:
    """Return one row for each thing that lacks something; its key is (why, row id)."""
    found: dict[int, list[Missing]] = {}
    for each in missing:
        found.setdefault(each.row_id, []).append(each)
    return [_gap_row(gaps) for gaps in found.values()]


def _gap_row(gaps: Sequence[Missing]) -> Row:
    first = gaps[0]
    words = ", ".join(translate("minutes", _WORDS[gap.why]).format(gap.party) for gap in gaps)
    return Row(
        (first.why, first.row_id), first.text, words, "warn", icon=_ICONS[first.why],
        icon_tone="warn",
    )  # fmt: skip


def item_rows(items: Sequence[ItemRow], notes: dict[int, int]) -> list[Row]:
    """Return one row for each item with what prints of it; `notes` counts those that print."""
    return [_item_row(n, item, notes.get(item.id, 0)) for n, item in enumerate(items, start=1)]


def _item_row(number: int, item: ItemRow, notes: int) -> Row:
    words = " ".join(item.outcome.split()) or translate("minutes", "no outcome")
    prints = ""
    if notes:
        prints = translate("minutes", "1 note prints")
        if notes > 1:
            prints = translate("minutes", "{0} notes print").format(notes)
    return Row(
        item.id, item.title, words, number=str(number), trailing_second=prints,
        is_quiet=not item.outcome,
    )  # fmt: skip
