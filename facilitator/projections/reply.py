"""The reply sheet of one side, made from the minutes exactly as they went out to it (M2)."""

from __future__ import annotations

from facilitator.domain.words import MinutesState
from facilitator.errors import CommandRefused, NotThere
from facilitator.projections.names import Names, load_names
from facilitator.projections.reply_papers import ReplyEntry, ReplySheet
from facilitator.projections.standing import version_as_it_went_out
from facilitator.projections.types import Minutes
from facilitator.queries.minutes import OUT, VersionRow, last_version, sides_of
from facilitator.store import Reader


def build_reply_sheet(reader: Reader, session_id: int, party_id: int) -> ReplySheet:
    """Return the sheet on which a side answers to the version that went out last.

    Raises:
        CommandRefused: the minutes are not out, are approved, or the side was not at the table.
        NotThere: there is no such side.
    """
    version = _open_version(reader, session_id)
    names = load_names(reader)
    mark = names.party(party_id)
    if mark is None:
        raise NotThere("party", str(party_id))
    if party_id not in sides_of(reader, session_id):
        raise CommandRefused(
            f"{mark.name} was not at the table of this session, so it does not answer to its "
            "minutes. Nothing was written."
        )
    minutes = version_as_it_went_out(reader, version.id)
    return ReplySheet(
        audience=f"party:{mark.name}",
        engagement=names.head,
        session=minutes.session,
        party=mark,
        version=version.version,
        code=version.code,
        circulated_on=version.circulated_on,
        comments_until=version.comments_until,
        back_to=_back_to(reader, names, minutes, session_id),
        entries=entries_of(minutes),
    )


def entries_of(minutes: Minutes) -> tuple[ReplyEntry, ...]:
    """Return what can be contested in minutes: items, decisions and actions with a number."""
    entries = [ReplyEntry("item", each.number, each.title) for each in minutes.items]
    entries += [ReplyEntry("decision", each.number, each.wording) for each in minutes.decisions]
    entries += [ReplyEntry("action", each.number, each.text) for each in minutes.actions]
    return tuple({each.number: each for each in entries if each.number}.values())


def _open_version(reader: Reader, session_id: int) -> VersionRow:
    version = last_version(reader, session_id)
    if version is None:
        raise CommandRefused(
            "These minutes are a draft, nobody is asked for an answer yet. Nothing was written; "
            "circulate them first."
        )
    if version.state == MinutesState.APPROVED or version.state not in OUT:
        raise CommandRefused(
            f"Version {version.version} of these minutes is approved, so no answer is awaited. "
            "Nothing was written."
        )
    return version


def _back_to(reader: Reader, names: Names, minutes: Minutes, session_id: int) -> str:
    """Return who awaits the sheet, with the address where one is known."""
    row = reader.one(
        "SELECT p.name, p.email FROM session s JOIN person p ON p.id = s.facilitator_id"
        " WHERE s.id = ?",
        (session_id,),
    )
    if row is None:
        return minutes.session.facilitator or minutes.session.minute_taker or names.head.title
    return ", ".join(filter(None, (row["name"], row["email"])))
