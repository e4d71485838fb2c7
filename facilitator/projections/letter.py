"""A letter that goes out with minutes: to whom, and what it says in short (M5)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from facilitator.projections.executive_papers import ExecutiveSummary
from facilitator.projections.names import load_names
from facilitator.projections.people import Attendances
from facilitator.projections.types import Minutes
from facilitator.store import Reader, Row

# What every mail program takes; quoted names and letters beyond ASCII before the @ few do.
_ADDRESS = re.compile(r"[!-~]+@[!-~]+")
_NEVER = frozenset('<>,;:"()[]\\')


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person who gets a letter; `address` is empty where none is known."""

    name: str
    address: str

    @property
    def is_reachable(self) -> bool:
        """Tell whether the address is one that a letter can go to."""
        is_plain = _ADDRESS.fullmatch(self.address) is not None
        return is_plain and self.address.count("@") == 1 and not _NEVER & set(self.address)


@dataclass(frozen=True, slots=True)
class Letter:
    """What goes out with minutes; `sender` is the facilitator, None where nobody is named."""

    minutes: Minutes | ExecutiveSummary
    sender: Recipient | None
    to: tuple[Recipient, ...]

    @property
    def without_address(self) -> tuple[str, ...]:
        """Return who should get the letter but has no address in the file that would work."""
        return tuple(one.name for one in self.to if not one.is_reachable)


def build_letter(
    reader: Reader,
    session_id: int,
    minutes: Minutes | ExecutiveSummary,
    party_id: int | None = None,
) -> Letter:
    """Return the letter to all who read these minutes, or to the people of one party.

    Who the executives are is not in the file, so the letter with their page names nobody.
    """
    session: Row | None = reader.one("SELECT * FROM session WHERE id = ?", (session_id,))
    assert session is not None, "minutes come from a session"
    ranked = Attendances(reader, load_names(reader), [session_id]).ranked_readers(session)
    known = {row["id"]: row["email"] or "" for row in reader.all("SELECT id, email FROM person")}
    facilitator = session["facilitator_id"]
    named = {person: name for person, name, _ in ranked}
    readers = [] if isinstance(minutes, ExecutiveSummary) else ranked
    return Letter(
        minutes=minutes,
        sender=Recipient(named[facilitator], known[facilitator]) if facilitator in named else None,
        to=tuple(
            Recipient(name, known.get(person, ""))
            for person, name, party in readers
            if person != facilitator and party_id in (None, party)
        ),
    )
