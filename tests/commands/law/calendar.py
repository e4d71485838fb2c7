"""The undo law for what calendars were told, and for invitations of calendars (K4)."""

from __future__ import annotations

from dataclasses import replace

from facilitator.commands import invitations
from facilitator.domain.invitation import Invitation, Invited
from tests.commands.law import Table, nothing
from tests.commands.scene import Scene

INVITED = Invitation(
    uid="talk-1@calendar.example", recurrence="", sequence=1, title="Budget talk",
    starts_local="2026-07-08T15:00", zone="Europe/Berlin", length_s=2700, place="Larch",
    link="https://meet.example/budget", organiser=Invited("Nadia Rahmani", "nadia@example.org"),
)  # fmt: skip
CALLED_OFF = replace(INVITED, sequence=2, is_cancelled=True)


def _invited(s: Scene) -> None:
    invitations.bring_session(s.store, INVITED)


LAW: Table = {
    "invitations.bring_session": (
        nothing,
        lambda s, _: invitations.bring_session(s.store, INVITED, people={s.ruth, s.nadia}),
    ),
    "invitations.call_off": (
        _invited,
        lambda s, _: invitations.call_off(s.store, CALLED_OFF),
    ),
}
# What left as a file cannot be taken back, so that it was told stays too.
NO_LAW = {"calendar.note_told", "calendar.noting_told"}
