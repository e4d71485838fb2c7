"""What each side says at the end of a session: useful, heard (V13)."""

from __future__ import annotations

from typing import Any

from facilitator.commands.fields import Converter, convert, must_exist, stamp, text
from facilitator.domain.words import RoundAnswer
from facilitator.errors import InvalidText
from facilitator.store import Store


def _answer(name: str, value: Any) -> str | None:
    """Return yes, partly or no; None where it was not asked."""
    if not value:
        return None
    try:
        return RoundAnswer(value).value
    except ValueError:
        raise InvalidText(name, f"“{value}” is not one of the choices") from None


_ROUND: dict[str, Converter] = {"useful": _answer, "heard": _answer, "note": text}


def set_round(
    store: Store, session_id: int, party_id: int, *, origin: object | None = None, **fields: Any
) -> None:
    """Write `useful`, `heard` or `note` of a side; where nothing is left it was not asked."""
    must_exist(store, "session", session_id)
    must_exist(store, "party", party_id)
    values = convert(_ROUND, fields)
    row = store.one(
        "SELECT * FROM closing_round WHERE session_id = ? AND party_id = ?", (session_id, party_id)
    )
    merge = f"closing_round:{session_id}:{party_id}:note" if set(fields) == {"note"} else None
    after = {name: values.get(name, row[name] if row else None) for name in _ROUND}
    with store.step("Closing round", merge=merge, origin=origin):
        if not any(after.values()):
            if row is not None:
                store.delete("closing_round", row["id"])
        elif row is None:
            store.insert(
                "closing_round", session_id=session_id, party_id=party_id, at=stamp(store), **after
            )
        else:
            store.update("closing_round", row["id"], **after)
