"""What nearly every projection needs to call things by name, read once per document."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from facilitator.projections.types import EngagementHead, PartyMark
from facilitator.queries.numbers import item_label, session_labels
from facilitator.store import Reader, Row


def id_list(ids: Iterable[int]) -> str:
    """Return ids as one parameter for `IN (SELECT value FROM json_each(?))`."""
    return json.dumps(list(ids))


IN_LIST = "IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Names:
    """Names by id. `parties` is in the order in which parties are shown.

    `archived` holds the day on which a party left, `joined` the UTC stamp of when one was added.
    """

    head: EngagementHead
    zone: str
    style: str
    attribution: str
    parties: dict[int, PartyMark]
    archived: dict[int, str]
    joined: dict[int, str]
    people: dict[int, str]
    goals: dict[int, str]
    sessions: dict[int, str]

    def party(self, party_id: int | None) -> PartyMark | None:
        """Return the mark of a party, None for neutral."""
        return None if party_id is None else self.parties.get(party_id)

    def person(self, person_id: int | None) -> str:
        """Return a person's name, empty where nobody is said."""
        return "" if person_id is None else self.people.get(person_id, "")

    def who(self, person_id: int | None, party_id: int | None) -> str:
        """Return the person's name, else the party's."""
        mark = self.party(party_id)
        return self.person(person_id) or (mark.name if mark else "")

    def goal(self, goal_id: int | None) -> str:
        """Return a goal's title, empty where none is linked."""
        return "" if goal_id is None else self.goals.get(goal_id, "")

    def session(self, session_id: int | None) -> str:
        """Return a session's number, empty where it has none."""
        return "" if session_id is None else self.sessions.get(session_id, "")

    def has_left(self, party_id: int, on: str) -> bool:
        """Return whether a party was no longer at the table on a day."""
        gone = self.archived.get(party_id, "")
        return bool(gone) and gone <= on

    def had_joined(self, party_id: int, ended_at: str | None) -> bool:
        """Return whether a party was at the table before a session ended (None: it has not)."""
        return ended_at is None or self.joined.get(party_id, "") < ended_at


def load_names(reader: Reader) -> Names:
    """Read the names of a file."""
    engagement = reader.one("SELECT * FROM engagement ORDER BY id LIMIT 1") or {}
    parties = reader.all("SELECT * FROM party ORDER BY position, id")
    return Names(
        head=_head(engagement),
        zone=engagement.get("zone") or "UTC",
        style=engagement.get("minutes_style") or "reasons",
        attribution=engagement.get("attribution") or "nobody",
        parties={row["id"]: _mark(row) for row in parties},
        archived={row["id"]: row["archived_on"] or "" for row in parties},
        joined=_column(reader, "SELECT row_id AS id, at AS text FROM history" + _JOINED),
        people=_column(reader, "SELECT id, name AS text FROM person"),
        goals=_column(reader, "SELECT id, title AS text FROM goal"),
        sessions={key: label.label for key, label in session_labels(reader).items()},
    )


def load_head(reader: Reader) -> EngagementHead:
    """Read what every document says about the engagement."""
    return _head(reader.one("SELECT * FROM engagement ORDER BY id LIMIT 1") or {})


# The few rows of the parties are found by the index on history's rows, the many others stay unread.
_JOINED = " WHERE row_id IN (SELECT id FROM party) AND field = 'joined_on'"


def _column(reader: Reader, sql: str) -> dict[int, str]:
    return {row["id"]: row["text"] for row in reader.all(sql)}


def _mark(row: Row) -> PartyMark:
    return PartyMark(row["name"], row["short_name"] or row["name"], row["colour"])


def _head(row: Row) -> EngagementHead:
    return EngagementHead(
        title=row.get("title") or "",
        organisation=row.get("organisation") or "",
        purpose=row.get("purpose") or "",
        classification=row.get("classification") or "",
        language=row.get("language") or "en",
        paper_size=row.get("paper_size") or "A4",
    )


def item_numbers(
    reader: Reader, names: Names, session_ids: Iterable[int] | None = None
) -> dict[int, str]:
    """Return the number of each agenda item: its session's and its place in the order.

    Without `session_ids` the items of every session are numbered.
    """
    chosen = None if session_ids is None else id_list(session_ids)
    rows = reader.all(
        "SELECT id, session_id, row_number() OVER"
        " (PARTITION BY session_id ORDER BY position, id) AS place FROM agenda_item"
        f" WHERE session_id {'IS NOT ?' if chosen is None else IN_LIST}",
        (chosen,),
    )
    return {row["id"]: item_label(names.session(row["session_id"]), row["place"]) for row in rows}
