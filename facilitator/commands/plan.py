"""The written plan: why the sides meet, who takes part, what happens between sessions (K1)."""

from __future__ import annotations

from typing import Any

from facilitator.commands.fields import Converter, convert, text
from facilitator.errors import InvalidText
from facilitator.store import Store

MOST_PAPERS_DAYS = 60
MOST_MINUTES = 8 * 60


def _papers_days(name: str, value: Any) -> int:
    days = int(value)
    if not 0 <= days <= MOST_PAPERS_DAYS:
        raise InvalidText("Papers", f"between 0 and {MOST_PAPERS_DAYS} working days are possible")
    return days


def _part_s(name: str, value: Any) -> int:
    seconds = int(value)
    if not 0 <= seconds <= MOST_MINUTES * 60:
        raise InvalidText("Minutes", f"between 0 and {MOST_MINUTES} minutes are possible")
    return seconds


PLAN: dict[str, Converter] = {
    "purpose": text,
    "participants": text,
    "contact_between": text,
    "escalation": text,
    "papers_days": _papers_days,
    "fixed_s": _part_s,
    "preparation_s": _part_s,
}


def set_plan(store: Store, *, origin: object | None = None, **fields: Any) -> None:
    """Change fields of the written plan; its one row is made when first written.

    Raises:
        InvalidText: a number is out of its bounds.
    """
    values = convert(PLAN, fields)
    plan_id = store.value("SELECT min(id) FROM plan")
    if plan_id is None and not any(value is not None for value in values.values()):
        return
    merge = f"plan:{'+'.join(sorted(values))}"
    with store.step("Edit the plan", merge=merge, origin=origin):
        if plan_id is None:
            store.insert("plan", **values)
        else:
            store.update("plan", int(plan_id), **values)
