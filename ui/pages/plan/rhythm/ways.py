"""From a row that a figure of the advice came from to where it stands in the window."""

from __future__ import annotations

from facilitator.queries.figures import Source
from facilitator.store import Reader
from ui.shell import Shell


def go_to_source(shell: Shell, source: Source, series_id: int | None) -> None:
    """Show the item, concern, session… that a figure was counted from."""
    found = way_to(shell.workspace.reader, source, series_id)
    if found is not None:
        page, target = found
        shell.go(page, **target)


def way_to(
    reader: Reader, source: Source, series_id: int | None
) -> tuple[str, dict[str, object]] | None:
    """Return the page and the target that show a row, None where it is gone."""
    plain: dict[str, tuple[str, dict[str, object]]] = {
        "concern": ("radar", {"concern_id": source.id}),
        "decision": ("decisions", {"decision_id": source.id}),
        "action": ("actions", {"action_id": source.id}),
        "incident": ("plan", {"tab": "rhythm", "incident_id": source.id}),
        "rhythm": ("plan", {"tab": "rhythm", "series_id": series_id}),
        "plan": ("plan", {"tab": "written"}),
    }
    if source.kind in plain:
        return plain[source.kind]
    if source.kind == "item":
        return _item(reader, source.id)
    if source.kind == "session":
        return _session(reader, source.id)
    if source.kind == "parked":
        held = reader.value("SELECT session_id FROM capture WHERE id = ?", (source.id,))
        return _session(reader, int(held)) if held is not None else None
    if source.kind == "milestone":
        goal = reader.value("SELECT goal_id FROM milestone WHERE id = ?", (source.id,))
        return ("goals", {"goal_id": int(goal)}) if goal is not None else None
    if source.kind == "slot":
        slot = reader.value(
            "SELECT original_local FROM series_exception WHERE id = ?", (source.id,)
        )
        return ("plan", {"tab": "calendar", "series_id": series_id, "original": slot})
    return None


def _item(reader: Reader, item_id: int) -> tuple[str, dict[str, object]] | None:
    row = reader.one("SELECT id, session_id FROM agenda_item WHERE id = ?", (item_id,))
    if row is None:
        return None
    if row["session_id"] is None:
        return ("plan", {"tab": "backlog", "item_id": item_id})
    return ("prepare", {"session_id": row["session_id"], "item_id": item_id})


def _session(reader: Reader, session_id: int) -> tuple[str, dict[str, object]]:
    state = reader.value("SELECT state FROM session WHERE id = ?", (session_id,))
    page = {"running": "run", "closed": "minutes"}.get(str(state), "prepare")
    return (page, {"session_id": session_id})
