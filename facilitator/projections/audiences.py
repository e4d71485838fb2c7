"""The copies of one session for those who read it, each proven to say the same as the others (M3).

An audience is `joint`, `executive`, or `party:` with the id of a side.
"""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.domain.words import MinutesState
from facilitator.errors import CopiesDiffer
from facilitator.projections.equality import Copy, ensure_equal
from facilitator.projections.executive import AUDIENCE as EXECUTIVE
from facilitator.projections.executive import build_executive
from facilitator.projections.minutes import build_minutes
from facilitator.projections.types import Minutes
from facilitator.store import Reader

JOINT = "joint"


def build_copy(
    reader: Reader, session_id: int, audience: str = JOINT, style: str | None = None
) -> Copy:
    """Return the copy of a session for one audience, after proving that it says the same as all.

    Raises:
        CopiesDiffer: it does not.
        NotThere: there is no such audience.
    """
    joint = build_minutes(reader, session_id, JOINT, style)
    copy = joint if audience == JOINT else _made(reader, session_id, audience, style)
    prove(reader, session_id, joint, copy)
    return copy


def _made(reader: Reader, session_id: int, audience: str, style: str | None) -> Copy:
    if audience == EXECUTIVE:
        return build_executive(reader, session_id)
    return build_minutes(reader, session_id, audience, style)


def prove(reader: Reader, session_id: int, joint: Minutes, *copies: Copy) -> None:
    """Pass when every copy says the same as the joint one, and that tells all there is.

    Raises:
        CopiesDiffer: one leaves something out or says it otherwise.
    """
    ensure_equal((joint, *copies))
    if joint.approval.state != MinutesState.DRAFT:
        return  # its text stands as it went out, whatever was written since
    for noun, told in (("decision", joint.decisions), ("action", joint.actions)):
        there = reader.value(
            "SELECT count(*) FROM capture WHERE session_id = ? AND kind = ?", (session_id, noun)
        )
        if len(told) != there:
            raise CopiesDiffer([f"{joint.audience}: {len(told)} instead of {there} {noun}s"])


def audiences_of(reader: Reader, session_id: int) -> Iterator[tuple[str, str]]:
    """Yield every audience of a session's minutes with the name of its side, empty for none."""
    yield JOINT, ""
    row = reader.one("SELECT starts_local FROM session WHERE id = ?", (session_id,))
    day = row["starts_local"][:10] if row else ""
    for party in reader.all(
        "SELECT id, name FROM party y WHERE archived_on IS NULL OR archived_on > :day OR EXISTS ("
        " SELECT 1 FROM attendance t WHERE t.party_id = y.id AND t.session_id = :session)"
        " ORDER BY position, id",
        {"day": day, "session": session_id},
    ):
        yield f"party:{party['id']}", party["name"]
    yield EXECUTIVE, ""
