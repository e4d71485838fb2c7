"""The written plan: why the sides meet, who takes part, what happens between sessions (K1)."""

from __future__ import annotations

from typing import Any

from facilitator.commands.agenda import add_item, move_item_to
from facilitator.commands.fields import Converter, convert, must_exist, text
from facilitator.commands.sessions import new_session
from facilitator.domain.words import Purpose, SessionKind
from facilitator.errors import InvalidText
from facilitator.store import Store

MOST_PAPERS_DAYS = 60
MOST_MINUTES = 8 * 60
MEETING_S, DECIDE_S = 1800, 1200  # judgement: usual sizes


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


def plan_decision_meeting(
    store: Store,
    series_id: int,
    title: str,
    starts_local: str,
    *,
    length_s: int = MEETING_S,
    zone: str | None = None,
    item_id: int | None = None,
) -> int:
    """Plan one short meeting for a decision, beside the rhythm of a series.

    The item that waits for it is moved there; where there is none, the title becomes the item.
    """
    place = must_exist(store, "series", series_id)["place"] or ""
    with store.step("Plan a decision meeting"):
        session_id = new_session(
            store,
            title,
            starts_local,
            kind=SessionKind.DECISION,
            length_s=length_s,
            zone=zone,
            place=place,
            series_id=series_id,
            original_local="",
        )
        if item_id is None:
            usual = min(length_s, DECIDE_S)
            add_item(store, session_id, title, purpose=Purpose.DECIDE, length_s=usual)
        else:
            move_item_to(store, item_id, session_id)
    return session_id
