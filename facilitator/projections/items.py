"""Agenda items as paper shows them, with what may print of their notes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from facilitator.projections.handed import handed_lines
from facilitator.projections.moments import later, minutes_of
from facilitator.projections.names import IN_LIST, Names, id_list, item_numbers
from facilitator.projections.types import ActionEntry, DecisionEntry, ItemEntry, PaperMark
from facilitator.queries.numbers import capture_label
from facilitator.store import Reader, Row

STYLES = ("decisions", "reasons", "discussion")


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken under each item of one session."""

    decisions: Mapping[int, list[DecisionEntry]] = field(default_factory=dict)
    actions: Mapping[int, list[ActionEntry]] = field(default_factory=dict)


class Items:
    """The agenda items of some sessions, their papers and the notes that may print."""

    def __init__(
        self, reader: Reader, names: Names, session_ids: Iterable[int], style: str = ""
    ) -> None:
        """Read the items; `style` is the style of minutes, empty where no note prints at all."""
        ids = id_list(session_ids)
        self._names = names
        self._style = style
        self._rows: defaultdict[int, list[Row]] = defaultdict(list)
        for row in reader.all(
            f"SELECT * FROM agenda_item WHERE session_id {IN_LIST} ORDER BY position, id", (ids,)
        ):
            self._rows[row["session_id"]].append(row)
        self.numbers = item_numbers(reader, names, session_ids)
        self._papers = _papers(reader, ids)
        self._notes = _notes(reader, ids, style) if style in ("reasons", "discussion") else {}
        self._sources = _sources(reader, names, ids)
        self._handed = handed_lines(reader, ids)

    def of(
        self, session: Row, used_s: Mapping[int, int], taken: Taken | None = None
    ) -> tuple[ItemEntry, ...]:
        """Return the items of a session with their planned start times.

        `used_s` holds the seconds that each item took; an item that is not in it did not run.
        """
        out: list[ItemEntry] = []
        gone_s = 0
        for row in self._rows[session["id"]]:
            starts = later(session["starts_local"], session["zone"], gone_s)
            out.append(self._entry(row, starts, used_s.get(row["id"]), taken or Taken()))
            gone_s += row["length_s"]
        return tuple(out)

    def used(self, session_id: int) -> dict[int, int]:
        """Return the seconds that were kept for each item when the session closed."""
        rows = self._rows[session_id]
        return {row["id"]: row["used_s"] for row in rows if row["used_s"] is not None}

    def _entry(self, row: Row, starts: str, used_s: int | None, taken: Taken) -> ItemEntry:
        names, key = self._names, row["id"]
        return ItemEntry(
            number=self.numbers[key],
            title=row["title"],
            purpose=row["purpose"],
            wanted_result=row["wanted_result"] or "",
            asked_by=names.who(row["asked_by_person_id"], row["asked_by_party_id"]),
            asked_party=names.party(row["asked_by_party_id"]),
            lead=names.person(row["lead_id"]),
            starts=starts,
            minutes=minutes_of(row["length_s"]),
            box=row["box"],
            used_minutes=None if used_s is None else minutes_of(used_s),
            agenda_text=row["agenda_text"] or "",
            outcome="" if self._style in ("", "decisions") else row["outcome"] or "",
            state=row["state"],
            goal=names.goal(row["goal_id"]),
            came_from=self._sources.get(key, ""),
            is_standing=bool(row["is_standing"]),
            papers=tuple(self._papers[key]),
            notes=tuple(self._notes.get(key, ())),
            decisions=tuple(taken.decisions.get(key, ())),
            actions=tuple(taken.actions.get(key, ())),
            handed=self._handed.get(key, ()),
        )


def _papers(reader: Reader, ids: str) -> defaultdict[int, list[PaperMark]]:
    out: defaultdict[int, list[PaperMark]] = defaultdict(list)
    for row in reader.all(
        "SELECT p.item_id, p.name, p.size, p.alt, p.prints, p.sha256 FROM paper p"
        " JOIN agenda_item i ON i.id = p.item_id"
        f" WHERE i.session_id {IN_LIST} ORDER BY p.item_id, p.position, p.id",
        (ids,),
    ):
        picture = row["sha256"] if row["prints"] else ""
        mark = PaperMark(row["name"], row["size"], picture, row["alt"] or "" if picture else "")
        out[row["item_id"]].append(mark)
    return out


def _notes(reader: Reader, ids: str, style: str) -> dict[int, list[str]]:
    """Return what may print under each item: its notes line by line, then captured notes.

    Raw notes are working text: they print when marked “in minutes”, or in the style “discussion”.
    """
    every = style == "discussion"
    out: defaultdict[int, list[str]] = defaultdict(list)
    for row in reader.all(
        "SELECT n.item_id, n.text FROM item_notes n JOIN agenda_item i ON i.id = n.item_id"
        f" WHERE i.session_id {IN_LIST} AND (n.in_minutes = 1 OR ?) ORDER BY n.item_id, n.id",
        (ids, every),
    ):
        out[row["item_id"]] += [line.strip() for line in row["text"].splitlines() if line.strip()]
    for row in reader.all(
        "SELECT item_id, text FROM capture WHERE kind = 'note' AND item_id IS NOT NULL"
        f" AND session_id {IN_LIST} AND (in_minutes = 1 OR ?) ORDER BY at, id",
        (ids, every),
    ):
        out[row["item_id"]].append(row["text"])
    return out


_SOURCES = f"""
SELECT i.id, i.came_from_id, c.kind, c.session_id, o.session_id AS item_session_id, n.year, n.n
FROM agenda_item i
LEFT JOIN capture c ON c.id = i.came_from_id
LEFT JOIN agenda_item o ON o.id = i.came_from_id
LEFT JOIN issued_number n ON n.kind = c.kind AND n.row_id = c.id
WHERE i.session_id {IN_LIST} AND i.came_from_id IS NOT NULL"""


def _sources(reader: Reader, names: Names, ids: str) -> dict[int, str]:
    """Return the number of what an item came from: an item, a decision, an action, a session."""
    rows = reader.all(_SOURCES, (ids,))
    sessions = {row["item_session_id"] for row in rows if row["item_session_id"] is not None}
    numbers = item_numbers(reader, names, sessions)
    out = {}
    for row in rows:
        number = numbers.get(row["came_from_id"], "")
        if row["kind"] is not None:
            number = capture_label(row["kind"], row["year"], row["n"])
            number = number or names.session(row["session_id"])
        out[row["id"]] = number
    return out
