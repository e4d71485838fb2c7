"""What an invitation would do here: which session it means, and who of its people is known (K4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import islice

from facilitator.cadence.recurrence import times
from facilitator.domain.calendar import INVITATION, Uids, may_be_ours
from facilitator.domain.invitation import Doubt, Invitation, Invited, Unsure
from facilitator.domain.moments import local_to_utc, utc_to_local
from facilitator.domain.rule import Rule, parse_rule
from facilitator.domain.words import SessionState
from facilitator.errors import FacilitatorError
from facilitator.queries.engagement import day_of
from facilitator.queries.numbers import session_labels
from facilitator.store import Reader, Row

MOST_TIMES = 12
_LOOKED_AT = 2_000  # times of a rule that is over, or that counts its times
_MINUTE = timedelta(minutes=1)


class Standing(StrEnum):
    """What becomes of an invitation."""

    NEW = "new"
    UPDATE = "update"
    SAME = "same"
    OLDER = "older"
    CALL_OFF = "call_off"
    NOTHING_TO_CALL_OFF = "nothing_to_call_off"
    CALLED_OFF_ALREADY = "called_off_already"
    BEGUN = "begun"


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody whom an invitation names, and the person here with the same address, if any."""

    invited: Invited
    person_id: int | None
    name: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """An invitation beside what is here; `changes` are field, value here and value it brings."""

    standing: Standing
    session_id: int | None
    title: str
    changes: tuple[tuple[str, str, str], ...]
    people: tuple[Known, ...]

    @property
    def known_ids(self) -> tuple[int, ...]:
        """Return the people here whom the invitation names."""
        return tuple(each.person_id for each in self.people if each.person_id is not None)


COMPARED = ("title", "starts_local", "zone", "length_s", "place", "link")


def meeting(reader: Reader, invitation: Invitation) -> Meeting:
    """Return what an invitation means here."""
    row = session_of(reader, invitation)
    changes = tuple(_changes(row, invitation)) if row is not None else ()
    standing = _standing(reader, invitation, row, bool(changes))
    people = tuple(_people(reader, invitation))
    if row is None:
        return Meeting(standing, None, "", (), people)
    return Meeting(standing, row["id"], row["title"], changes, people)


def session_of(reader: Reader, invitation: Invitation) -> Row | None:
    """Return the session that came from this invitation, or that it was made from; else None."""
    if not invitation.key:
        return None
    ours = ours_of(reader, invitation)
    if ours is not None:
        return reader.one("SELECT * FROM session WHERE id = ?", (ours.session_id,))
    return reader.one("SELECT * FROM session WHERE uid = ? ORDER BY id", (invitation.key,))


@dataclass(frozen=True, slots=True)
class Ours:
    """What of ours an invitation is that came back: a session, a time of a series, or both."""

    session_id: int | None
    series_id: int | None = None
    original_local: str = ""


def ours_of(reader: Reader, invitation: Invitation) -> Ours | None:
    """Return what our own calendar file told under this name, None where it was not ours."""
    if not may_be_ours(invitation.uid):
        return None
    uids = Uids(reader.value("SELECT id FROM engagement ORDER BY id LIMIT 1"))
    for row in reader.all("SELECT id, series_id, zone FROM rhythm"):
        if invitation.recurrence and uids.of("rhythm", row["id"]) == invitation.uid:
            original = utc_to_local(f"{invitation.recurrence}+00:00", row["zone"])
            fills = "SELECT id FROM session WHERE series_id = ? AND original_local = ?"
            session_id = reader.value(fills, (row["series_id"], original))
            return Ours(session_id, row["series_id"], original)
    for row in reader.all("SELECT id FROM session WHERE uid IS NULL"):
        if uids.of("session", row["id"]) == invitation.uid:
            return Ours(row["id"])
    return None


def _as_here(reader: Reader, invitation: Invitation) -> Invitation:
    """Return an invitation without the number that our calendar file put behind its title."""
    ours = ours_of(reader, invitation)
    if ours is None or ours.session_id is None:
        return invitation
    label = session_labels(reader, [ours.session_id]).get(ours.session_id)
    number = f" ({label.label})" if label else ""
    return replace(invitation, title=invitation.title.removesuffix(number))


def told_sequence(reader: Reader, invitation: Invitation) -> int:
    """Return which version of an invitation is known, -1 where none is."""
    found = reader.value(
        "SELECT sequence FROM calendar_sent WHERE uid = ? AND recurrence = ? AND kind = ?",
        (invitation.uid, invitation.recurrence, INVITATION),
    )
    return -1 if found is None else int(found)


def _standing(
    reader: Reader, invitation: Invitation, row: Row | None, has_changes: bool
) -> Standing:
    if row is None:
        return Standing.NOTHING_TO_CALL_OFF if invitation.is_cancelled else Standing.NEW
    if row["state"] in (SessionState.RUNNING, SessionState.CLOSED):
        return Standing.BEGUN
    if row["uid"] and invitation.sequence < told_sequence(reader, invitation):
        return Standing.OLDER
    is_off = row["state"] == SessionState.CANCELLED
    if invitation.is_cancelled:
        return Standing.CALLED_OFF_ALREADY if is_off else Standing.CALL_OFF
    return Standing.UPDATE if has_changes or is_off else Standing.SAME


def _changes(row: Row, invitation: Invitation) -> Iterator[tuple[str, str, str]]:
    for name in COMPARED:
        here, brought = row[name] or "", getattr(invitation, name) or ""
        if here != brought and (brought or name != "title"):
            yield name, str(here), str(brought)


def _people(reader: Reader, invitation: Invitation) -> Iterator[Known]:
    rows = reader.all("SELECT id, name, email FROM person WHERE archived_on IS NULL ORDER BY id")
    here = {row["email"].strip().casefold(): row for row in reversed(rows) if row["email"]}
    named = [*filter(None, [invitation.organiser]), *invitation.invited]
    for each in dict.fromkeys(named):
        row = here.get(each.email.casefold()) if each.email else None
        yield Known(each, row["id"] if row else None, row["name"] if row else "")


# --- series of somebody else ---------------------------------------------------------------------


def choices(reader: Reader, invitations: Sequence[Invitation]) -> list[Invitation]:
    """Return each session that can be chosen: of a series its next times, one by one.

    What lies ahead comes first, in the order of time; then what is over, the latest first.
    """
    apart = {(each.uid, each.recurrence) for each in invitations if each.recurrence}
    today = day_of(reader).isoformat()
    out: list[Invitation] = []
    for each in invitations:
        if each.rule and not each.is_cancelled:
            out += [one for one in _times(each, today) if (one.uid, one.recurrence) not in apart]
        else:
            out.append(each)
    ahead = [each for each in out if each.starts_local >= today]
    over = [each for each in out if each.starts_local < today]
    in_order = sorted(ahead, key=_starts) + sorted(over, key=_starts, reverse=True)
    return [_as_here(reader, each) for each in in_order]


def _starts(invitation: Invitation) -> str:
    return invitation.starts_local


def _times(invitation: Invitation, today: str) -> list[Invitation]:
    """Return the next times of a series; its first one alone where its rule is not understood."""
    first = datetime.fromisoformat(invitation.starts_local)
    try:
        since = first if invitation.count else max(first, datetime.fromisoformat(today))
        there = _looked_at(invitation, first, since) or _looked_at(invitation, first, first)
    except FacilitatorError:
        doubt = Unsure(Doubt.ODD_RULE, invitation.rule[:60])
        return [replace(invitation, unsure=(*invitation.unsure, doubt))]
    coming = [each for each in there if each >= today]
    return [_one_of(invitation, each) for each in (coming[:MOST_TIMES] or there[-1:])]


def _looked_at(invitation: Invitation, first: datetime, since: datetime) -> list[str]:
    found = islice(_going_through(invitation, first, since), _LOOKED_AT)
    return [each for each in found if each not in invitation.skipped]


def _going_through(invitation: Invitation, first: datetime, since: datetime) -> Iterator[str]:
    rule = _rule(invitation.rule)
    until = invitation.until_local or "9999"
    each = times(first, rule, since - _MINUTE)
    for moment in islice(each, invitation.count or None):
        local = moment.isoformat(timespec="minutes")
        if local > until:
            return
        yield local


def _rule(text: str) -> Rule:
    """Return the rule; on which day weeks begin matters only when some are left out."""
    parts = [part for part in text.split(";") if not part.startswith("WKST=")]
    has_gaps = any(part.startswith("INTERVAL=") and part != "INTERVAL=1" for part in parts)
    return parse_rule(text if has_gaps else ";".join(parts))


def _one_of(invitation: Invitation, local: str) -> Invitation:
    placed = local_to_utc(local, invitation.zone)
    return replace(
        invitation,
        starts_local=placed.local,
        recurrence=f"{placed.utc:%Y-%m-%dT%H:%M}",
        rule="",
        until_local="",
        count=0,
        skipped=frozenset(),
    )
