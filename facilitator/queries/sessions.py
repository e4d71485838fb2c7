"""The list of sessions: what is coming, what was held."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from facilitator.queries.engagement import parties
from facilitator.queries.held import begin_of
from facilitator.queries.numbers import session_labels
from facilitator.store import Reader, Row

_IDS = "IN (SELECT value FROM json_each(:ids))"


@dataclass(frozen=True, slots=True)
class PartyCount:
    """How many of a party were there, of how many on the list."""

    party: str
    colour: str
    present: int
    listed: int


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session in the list. Lengths are seconds; `used_s` is None before it was held.

    `level` is its own, else that of its series; empty where none was said.
    """

    id: int
    label: str
    title: str
    kind: str
    state: str
    starts_local: str
    zone: str
    length_s: int
    used_s: int | None
    items: int
    items_with_lead: int
    planned_s: int
    decisions: int
    actions: int
    presence: tuple[PartyCount, ...]
    series_id: int | None
    started_at: str
    level: str
    without_facilitator: bool
    papers_missing: int = 0

    @property
    def begins_local(self) -> str:
        """Return when it was held, once it started; before that, when it is planned."""
        return begin_of(self.starts_local, self.started_at, self.zone)


def newest_sessions(
    reader: Reader, most: int, series_id: int | None = None, also: int | None = None
) -> tuple[list[SessionRow], int]:
    """Return the sessions that were not held, and the newest of those that were, at most `most`.

    Of one series, or of all and then `also` this one. The number is how many were held.
    """
    given = {"series": series_id, "most": most}
    is_asked = "(:series IS NULL OR series_id = :series)"
    held = reader.value(
        f"SELECT count(*) FROM session WHERE state = 'closed' AND {is_asked}", given
    )
    if series_id is None and held <= most:
        return sessions(reader), int(held)
    rows = reader.all(
        f"SELECT id FROM session WHERE state <> 'closed' AND {is_asked} UNION ALL"
        f" SELECT id FROM (SELECT id FROM session WHERE state = 'closed' AND {is_asked}"
        " ORDER BY starts_local DESC, id DESC LIMIT :most)",
        given,
    )
    ids = {row["id"] for row in rows} | ({also} if also and series_id is None else set())
    return sessions(reader, ids), int(held)


def sessions(reader: Reader, ids: Collection[int] | None = None) -> list[SessionRow]:
    """Return all sessions, or those alone, the latest first."""
    labels = session_labels(reader, ids)
    presence = _presence(reader, ids)
    is_wanted = "true" if ids is None else f"{{0}} {_IDS}"
    rows = reader.all(
        "SELECT s.*, (SELECT r.level FROM series r WHERE r.id = s.series_id) AS series_level,"
        " coalesce(i.items, 0) AS items, coalesce(i.led, 0) AS led,"
        " coalesce(i.wanting, 0) AS wanting,"
        " coalesce(i.planned_s, 0) AS planned_s, coalesce(i.used_s, 0) AS used_s,"
        " (SELECT count(*) FROM capture c WHERE c.session_id = s.id AND c.kind = 'decision')"
        "  AS decisions,"
        " (SELECT count(*) FROM capture c WHERE c.session_id = s.id AND c.kind = 'action')"
        "  AS actions FROM session s"
        " LEFT JOIN (SELECT session_id, count(*) AS items, count(lead_id) AS led,"
        " sum(papers_wanted IS NOT NULL AND NOT EXISTS"
        " (SELECT 1 FROM paper p WHERE p.item_id = agenda_item.id)) AS wanting,"
        " sum(length_s) AS planned_s, sum(used_s) AS used_s FROM agenda_item"
        f" WHERE {is_wanted.format('session_id')} GROUP BY session_id) i ON i.session_id = s.id"
        f" WHERE {is_wanted.format('s.id')}",
        {"ids": json.dumps([*(ids or ())])},
    )
    found = [
        _session(row, labels[row["id"]].label if row["id"] in labels else "", presence)
        for row in rows
    ]
    return sorted(found, key=_begin, reverse=True)


def _begin(row: SessionRow) -> tuple[str, int]:
    return (row.begins_local, row.id)


def _session(row: Row, label: str, presence: dict[int, tuple[PartyCount, ...]]) -> SessionRow:
    return SessionRow(
        row["id"],
        label,
        row["title"],
        row["kind"],
        row["state"],
        row["starts_local"],
        row["zone"],
        row["length_s"],
        row["used_s"] if row["state"] == "closed" else None,
        row["items"],
        row["led"],
        row["planned_s"],
        row["decisions"],
        row["actions"],
        presence.get(row["id"], ()),
        row["series_id"],
        row["started_at"] or "",
        row["level"] or row["series_level"] or "",
        bool(row["without_facilitator"]),
        row["wanting"],
    )


def _presence(reader: Reader, ids: Collection[int] | None) -> dict[int, tuple[PartyCount, ...]]:
    is_wanted = "true" if ids is None else f"session_id {_IDS}"
    counted: dict[int, list[Row]] = defaultdict(list)
    for row in reader.all(
        "SELECT session_id, party_id, sum(state = 'present') AS present, count(*) AS listed"
        f" FROM attendance WHERE party_id IS NOT NULL AND {is_wanted}"
        " GROUP BY session_id, party_id",
        {"ids": json.dumps([*(ids or ())])},
    ):
        counted[row["party_id"]].append(row)
    out: dict[int, list[PartyCount]] = defaultdict(list)
    for party in parties(reader, archived=True):
        for row in counted[party.id]:
            out[row["session_id"]].append(
                PartyCount(party.short, party.colour, row["present"], row["listed"])
            )
    return {session_id: tuple(counts) for session_id, counts in out.items()}


def running_session_id(reader: Reader) -> int | None:
    """Return the session that runs, None where none does."""
    found = reader.value("SELECT id FROM session WHERE state = 'running'")
    return None if found is None else int(found)
