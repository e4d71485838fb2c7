"""Where a row that a figure of the advice came from stands: the page, and the target on it."""

from __future__ import annotations

from facilitator.queries.figures import Source
from facilitator.store import Reader

Way = tuple[str, dict[str, object]]


def figure_way(reader: Reader, source: Source, series_id: int | None) -> Way | None:
    """Return the page and the target that show a row, None where it is gone."""
    plain: dict[str, Way] = {
        "concern": ("radar", {"concern_id": source.id}),
        "decision": ("decisions", {"decision_id": source.id}),
        "action": ("actions", {"action_id": source.id}),
        "incident": ("plan", {"tab": "rhythm", "incident_id": source.id}),
        "rhythm": ("plan", {"tab": "rhythm", "series_id": series_id}),
        "plan": ("plan", {"tab": "written"}),
    }
    if source.kind in plain:
        return plain[source.kind]
    if source.kind == "session":
        return session_way(reader, source.id)
    if source.kind == "item":
        return _item(reader, source.id)
    if source.kind == "parked":
        held = reader.value("SELECT session_id FROM capture WHERE id = ?", (source.id,))
        return None if held is None else session_way(reader, int(held))
    if source.kind == "milestone":
        goal = reader.value("SELECT goal_id FROM milestone WHERE id = ?", (source.id,))
        return None if goal is None else ("goals", {"goal_id": int(goal)})
    slot = reader.value("SELECT original_local FROM series_exception WHERE id = ?", (source.id,))
    return None if slot is None else slot_way(series_id, str(slot))


def slot_way(series_id: int | None, original_local: str) -> Way:
    """Return where a time of a series stands that has no session."""
    return ("plan", {"tab": "calendar", "series_id": series_id, "original": original_local})


def session_way(reader: Reader, session_id: int) -> Way | None:
    """Return the step of a session that is due, None where it is gone."""
    state = reader.value("SELECT state FROM session WHERE id = ?", (session_id,))
    if state is None:
        return None
    page = {"running": "run", "closed": "minutes"}.get(str(state), "prepare")
    return (page, {"session_id": session_id})


def _item(reader: Reader, item_id: int) -> Way | None:
    row = reader.one("SELECT session_id FROM agenda_item WHERE id = ?", (item_id,))
    if row is None:
        return None
    if row["session_id"] is None:
        return ("plan", {"tab": "backlog", "item_id": item_id})
    found = session_way(reader, row["session_id"])
    if found is not None and found[0] == "prepare":
        return ("prepare", {**found[1], "item_id": item_id})
    return found
