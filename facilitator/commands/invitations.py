"""Bring the invitation of a calendar into the sessions (K4)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from facilitator.commands.calendar import note_told
from facilitator.commands.sessions import (
    cancel_session,
    new_session,
    restore_session,
    set_session,
)
from facilitator.domain.calendar import INVITATION, Told
from facilitator.domain.invitation import Invitation
from facilitator.domain.words import SessionState
from facilitator.errors import CommandRefused
from facilitator.queries.invitations import COMPARED, Standing, meeting, ours_of, session_of
from facilitator.store import Row, Store

_REFUSED = {
    Standing.OLDER: "This invitation is older than the one that is here. Nothing was changed.",
    Standing.NOTHING_TO_CALL_OFF: (
        "This calls a session off that did not come from here. Nothing was changed; "
        "cancel the session yourself if it is the one that is meant."
    ),
    Standing.CALLED_OFF_ALREADY: "This session is cancelled already. Nothing was changed.",
}


def bring_session(
    store: Store,
    invitation: Invitation,
    *,
    title: str | None = None,
    people: Collection[int] | None = None,
    series_id: int | None = None,
    **corrected: Any,
) -> int:
    """Plan the session of an invitation, or change the one that came from it; return its id.

    `title` and `corrected` (starts_local, zone, length_s, place, link) are what a person put right.
    With `people`, a new session invites these alone, else everybody.
    """
    _prove(store, invitation)
    values = {name: getattr(invitation, name) for name in COMPARED} | corrected
    if title is not None:
        values["title"] = title
    row = session_of(store, invitation)
    if invitation.is_cancelled:
        return call_off(store, invitation)
    with store.step("Bring invitation"):
        if row is None:
            session_id = _plan(store, invitation, values, people, series_id)
        else:
            session_id = _change(store, row, values)
        _note(store, invitation, values)
    return session_id


def _prove(store: Store, invitation: Invitation) -> None:
    found = meeting(store, invitation)
    if found.standing is Standing.BEGUN:
        raise CommandRefused(
            f"“{found.title}” has begun, so its invitation changes nothing any more. "
            "Nothing was changed."
        )
    if found.standing in _REFUSED:
        raise CommandRefused(_REFUSED[found.standing])


def _plan(
    store: Store,
    invitation: Invitation,
    values: dict[str, Any],
    people: Collection[int] | None,
    series_id: int | None,
) -> int:
    ours = ours_of(store, invitation)
    session_id = new_session(
        store,
        values["title"],
        values["starts_local"],
        length_s=values["length_s"],
        zone=values["zone"],
        place=values["place"],
        link=values["link"],
        series_id=ours.series_id if ours else series_id,
        original_local=ours.original_local if ours else None,
    )
    if invitation.key and ours is None:
        store.update("session", session_id, uid=invitation.key)
    if people is not None:
        for row in store.all(
            "SELECT id, person_id FROM attendance WHERE session_id = ?", (session_id,)
        ):
            if row["person_id"] not in people:
                store.delete("attendance", row["id"])
    return session_id


def _change(store: Store, row: Row, values: dict[str, Any]) -> int:
    if row["state"] == SessionState.CANCELLED:
        restore_session(store, row["id"])
    set_session(store, row["id"], **values)
    return int(row["id"])


def call_off(store: Store, invitation: Invitation) -> int:
    """Cancel the session that came from an invitation which is called off; return its id."""
    _prove(store, invitation)
    row = session_of(store, invitation)
    if row is None or not invitation.is_cancelled:
        raise CommandRefused(_REFUSED[Standing.NOTHING_TO_CALL_OFF])
    with store.step("Call off by invitation"):
        cancel_session(store, row["id"], "called off by its invitation")
        _note(store, invitation, {"starts_local": row["starts_local"], "zone": row["zone"]})
    return int(row["id"])


def _note(store: Store, invitation: Invitation, values: dict[str, Any]) -> None:
    """Remember which version of an invitation is here; undo leaves that, as it does no harm."""
    if not invitation.uid or ours_of(store, invitation) is not None:
        return
    told = Told(
        invitation.uid,
        invitation.recurrence,
        INVITATION,
        str(values["starts_local"]),
        str(values["zone"]),
        "",
        invitation.sequence,
        store.clock.now().isoformat(timespec="seconds"),
    )
    note_told(store, [told])
