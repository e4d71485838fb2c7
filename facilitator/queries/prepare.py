"""One session while it is prepared: its agenda with start times, papers and what is missing."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, replace

from facilitator.domain.moments import later_local
from facilitator.queries.engagement import MEMBERSHIP_ON, day_of
from facilitator.queries.held import begin_of
from facilitator.queries.numbers import session_labels
from facilitator.store import Reader, Row


@dataclass(frozen=True, slots=True)
class PaperRow:
    id: int
    name: str
    mime: str
    size: int
    alt: str = ""
    prints: bool = False


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An agenda item with the names it refers to. `starts` is local `HH:MM`, empty in the backlog.

    For the facilitator's own screens: `prompt` is sealed, and `has_preparation` tells that a
    private preparation exists, whose words are asked for apart (`queries.private.preparation`).
    """

    id: int
    position: int
    title: str
    purpose: str
    wanted_result: str
    lead_id: int | None
    lead: str
    lead_colour: str
    asked_by_party_id: int | None
    asked_by: str
    asked_colour: str
    goal_id: int | None
    goal: str
    goal_state: str
    length_s: int
    extended_s: int
    used_s: int | None
    box: str
    agenda_text: str
    prompt: str
    outcome: str
    notes: str
    notes_in_minutes: bool
    is_standing: bool
    is_not_clear: bool
    state: str
    starts: str
    came_from_kind: str
    came_from_reason: str
    papers: tuple[PaperRow, ...]
    has_preparation: bool
    series_id: int | None = None
    arrived_on: str = ""
    needed_on: str = ""
    papers_wanted: str = ""

    @property
    def waits_for_papers(self) -> bool:
        return bool(self.papers_wanted) and not self.papers


@dataclass(frozen=True, slots=True)
class SessionDetail:
    """A session with all of its fields; `label` is its number, provisional before it starts."""

    id: int
    label: str
    series_id: int | None
    kind: str
    title: str
    starts_local: str
    zone: str
    length_s: int
    place: str
    link: str
    facilitator_id: int | None
    facilitator: str
    minute_taker_id: int | None
    minute_taker: str
    state: str
    started_at: str
    ended_at: str
    next_reason: str

    @property
    def begins_local(self) -> str:
        """Return when it was held, once it started; before that, when it is planned."""
        return begin_of(self.starts_local, self.started_at, self.zone)


def session_detail(reader: Reader, session_id: int) -> SessionDetail | None:
    """Return a session, None where it was deleted."""
    row = reader.one(
        "SELECT s.*, f.name AS facilitator, m.name AS minute_taker FROM session s"
        " LEFT JOIN person f ON f.id = s.facilitator_id"
        " LEFT JOIN person m ON m.id = s.minute_taker_id WHERE s.id = ?",
        (session_id,),
    )
    if row is None:
        return None
    label = session_labels(reader, [session_id]).get(session_id)
    return SessionDetail(
        row["id"],
        label.label if label else "",
        row["series_id"],
        row["kind"],
        row["title"],
        row["starts_local"],
        row["zone"],
        row["length_s"],
        row["place"] or "",
        row["link"] or "",
        row["facilitator_id"],
        row["facilitator"] or "",
        row["minute_taker_id"],
        row["minute_taker"] or "",
        row["state"],
        row["started_at"] or "",
        row["ended_at"] or "",
        row["next_reason"] or "",
    )


_ITEMS = f"""
  SELECT i.*, q.text AS prompt, l.name AS lead, ly.colour AS lead_colour,
    coalesce(y.short_name, y.name) AS asked_by,
    y.colour AS asked_colour, g.title AS goal, g.state AS goal_state, n.text AS notes,
    n.in_minutes AS notes_in_minutes,
    EXISTS (SELECT 1 FROM sealed_prep p WHERE p.item_id = i.id) AS has_preparation
  FROM agenda_item i LEFT JOIN person l ON l.id = i.lead_id
  LEFT JOIN party y ON y.id = i.asked_by_party_id LEFT JOIN goal g ON g.id = i.goal_id
  LEFT JOIN item_notes n ON n.item_id = i.id LEFT JOIN sealed_prompt q ON q.item_id = i.id
  LEFT JOIN ({MEMBERSHIP_ON}) lm ON lm.person_id = l.id LEFT JOIN party ly ON ly.id = lm.party_id"""


def agenda(reader: Reader, session_id: int) -> list[ItemRow]:
    """Return the agenda in order, with start times that follow from the session's start."""
    session = reader.one("SELECT starts_local, zone FROM session WHERE id = ?", (session_id,))
    if session is None:
        return []
    out, gone_s = [], 0
    for item in _rows(reader, f"{_ITEMS} WHERE i.session_id = :id", session_id):
        starts = later_local(session["starts_local"], session["zone"], gone_s)
        out.append(replace(item, starts=starts[-5:]))
        gone_s += item.length_s
    return out


def backlog(reader: Reader, series_id: int | None = None) -> list[ItemRow]:
    """Return the items that wait for an agenda; of a series, and those that wait for any."""
    where = "i.session_id IS NULL"
    if series_id is not None:
        where += " AND (i.series_id = :id OR i.series_id IS NULL)"
    return _rows(reader, f"{_ITEMS} WHERE {where}", series_id)


def item(reader: Reader, item_id: int) -> ItemRow | None:
    """Return one item without its start time, None where it was deleted."""
    found = _rows(reader, f"{_ITEMS} WHERE i.id = :id", item_id)
    return found[0] if found else None


def _rows(reader: Reader, sql: str, key: int | None = None) -> list[ItemRow]:
    params = {"day": day_of(reader).isoformat(), "id": key}
    rows = reader.all(f"{sql} ORDER BY i.position, i.id", params)
    papers: dict[int, list[PaperRow]] = defaultdict(list)
    if rows:
        for row in reader.all(
            "SELECT * FROM paper WHERE item_id IN (SELECT value FROM json_each(?))"
            " ORDER BY position, id",
            (json.dumps([row["id"] for row in rows]),),
        ):
            papers[row["item_id"]].append(
                PaperRow(
                    row["id"],
                    row["name"],
                    row["mime"],
                    row["size"],
                    row["alt"] or "",
                    bool(row["prints"]),
                )
            )
    return [_item(row, tuple(papers[row["id"]])) for row in rows]


def _item(row: Row, papers: tuple[PaperRow, ...]) -> ItemRow:
    return ItemRow(
        id=row["id"],
        position=row["position"],
        title=row["title"],
        purpose=row["purpose"],
        wanted_result=row["wanted_result"] or "",
        lead_id=row["lead_id"],
        lead=row["lead"] or "",
        lead_colour=row["lead_colour"] or "",
        asked_by_party_id=row["asked_by_party_id"],
        asked_by=row["asked_by"] or "",
        asked_colour=row["asked_colour"] or "",
        goal_id=row["goal_id"],
        goal=row["goal"] or "",
        goal_state=row["goal_state"] or "",
        length_s=row["length_s"],
        extended_s=row["extended_s"],
        used_s=row["used_s"],
        box=row["box"],
        agenda_text=row["agenda_text"] or "",
        prompt=row["prompt"] or "",
        outcome=row["outcome"] or "",
        notes=row["notes"] or "",
        notes_in_minutes=bool(row["notes_in_minutes"]),
        is_standing=bool(row["is_standing"]),
        is_not_clear=bool(row["is_not_clear"]),
        state=row["state"],
        starts="",
        came_from_kind=row["came_from_kind"] or "",
        came_from_reason=row["came_from_reason"] or "",
        papers=papers,
        has_preparation=bool(row["has_preparation"]),
        series_id=row["series_id"],
        arrived_on=row["arrived_on"] or "",
        needed_on=row["needed_on"] or "",
        papers_wanted=row["papers_wanted"] or "",
    )
