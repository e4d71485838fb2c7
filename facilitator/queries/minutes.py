"""Where the minutes of sessions stand between the sides (M2): versions, answers, corrections."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from facilitator.domain.words import MinutesAnswer, MinutesState
from facilitator.queries.engagement import day_of
from facilitator.queries.numbers import session_labels
from facilitator.store import Reader, Row

OUT = (MinutesState.CIRCULATED, MinutesState.CORRECTED)


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One circulated version, without its frozen text."""

    id: int
    session_id: int
    version: int
    state: str
    style: str
    code: str
    circulated_on: str
    comments_until: str
    approved_on: str
    approved_in_id: int | None
    despite: str


@dataclass(frozen=True, slots=True)
class ObjectionRow:
    target: str
    note: str


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """What one side said; `answer` is empty as long as it said nothing."""

    party_id: int
    party: str
    short: str
    colour: str
    answer: str = ""
    note: str = ""
    by_name: str = ""
    came_by: str = ""
    at: str = ""
    objections: tuple[ObjectionRow, ...] = ()


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    n: int
    minutes_id: int
    version: int
    target: str
    before: str
    after: str
    because: str
    asked_by_party_id: int | None
    at: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class Life:
    """All that is known of the minutes of one session; `last` is None for a mere draft."""

    session_id: int
    versions: tuple[VersionRow, ...]
    answers: tuple[AnswerRow, ...]
    corrections: tuple[CorrectionRow, ...]
    today: str

    @property
    def last(self) -> VersionRow | None:
        return self.versions[-1] if self.versions else None

    @property
    def state(self) -> str:
        return self.last.state if self.last else MinutesState.DRAFT.value

    @property
    def is_window_over(self) -> bool:
        """Tell whether comments on the last version are no longer awaited."""
        return self.last is not None and self.last.comments_until < self.today

    @property
    def silent(self) -> tuple[AnswerRow, ...]:
        return tuple(each for each in self.answers if not each.answer)

    @property
    def contested(self) -> tuple[AnswerRow, ...]:
        return tuple(each for each in self.answers if each.answer == MinutesAnswer.CONTESTS)


def versions(reader: Reader, session_id: int) -> list[VersionRow]:
    """Return every version of a session's minutes that went out, oldest first."""
    rows = reader.all(
        f"SELECT {_COLUMNS} FROM minutes WHERE session_id = ? ORDER BY version, id", (session_id,)
    )
    return [_version(row) for row in rows]


def last_version(reader: Reader, session_id: int) -> VersionRow | None:
    """Return the version that went out last; None where the minutes are a draft."""
    found = versions(reader, session_id)
    return found[-1] if found else None


def version_row(reader: Reader, minutes_id: int) -> VersionRow | None:
    """Return one version."""
    row = reader.one(f"SELECT {_COLUMNS} FROM minutes WHERE id = ?", (minutes_id,))
    return None if row is None else _version(row)


def version_of_code(reader: Reader, code: str) -> VersionRow | None:
    """Return the version that carries a code; None where none does."""
    row = reader.one(
        f"SELECT {_COLUMNS} FROM minutes WHERE code = ? ORDER BY version DESC, id", (code,)
    )
    return None if row is None else _version(row)


def content_of(reader: Reader, minutes_id: int) -> str:
    """Return the frozen text of a version, as JSON."""
    return str(reader.value("SELECT content_json FROM minutes WHERE id = ?", (minutes_id,)))


def life(reader: Reader, session_id: int) -> Life:
    """Return where the minutes of a session stand."""
    found = tuple(versions(reader, session_id))
    answers = answers_to(reader, found[-1]) if found else _silent(reader, session_id)
    return Life(
        session_id,
        found,
        answers,
        tuple(corrections_of(reader, session_id)),
        day_of(reader).isoformat(),
    )


def answers_to(reader: Reader, version: VersionRow) -> tuple[AnswerRow, ...]:
    """Return what each side said to a version, in the order in which sides are shown."""
    return answers_to_all(reader, [version])[version.id]


def answers_to_all(
    reader: Reader, versions: Sequence[VersionRow]
) -> dict[int, tuple[AnswerRow, ...]]:
    """Return what each side said to some versions, by the version's id.

    Whoever answered is among them, also when that side has left the table since.
    """
    said: defaultdict[int, dict[int, Row]] = defaultdict(dict)
    for row in reader.all(
        f"SELECT * FROM minutes_answer WHERE minutes_id {_IN} ORDER BY id",
        (json.dumps([each.id for each in versions]),),
    ):
        said[row["minutes_id"]][row["party_id"]] = row
    contested = _objections(reader, [row["id"] for rows in said.values() for row in rows.values()])
    besides = {(each.session_id, party) for each in versions for party in said[each.id]}
    sides = _silent_of(reader, [each.session_id for each in versions], besides)
    out: dict[int, tuple[AnswerRow, ...]] = {}
    for each in versions:
        rows = said[each.id]
        out[each.id] = tuple(
            _answered(side, rows[side.party_id], contested.get(rows[side.party_id]["id"], ()))
            if side.party_id in rows
            else side
            for side in sides[each.session_id]
        )
    return out


def sides_of(reader: Reader, session_id: int) -> list[int]:
    """Return the sides that answer to the minutes of a session: those at its table."""
    return [each.party_id for each in _silent(reader, session_id)]


def corrections_of(reader: Reader, session_id: int) -> list[CorrectionRow]:
    """Return the corrections through all versions of a session's minutes, by number."""
    return corrections_of_all(reader, [session_id]).get(session_id, [])


def corrections_of_all(
    reader: Reader, session_ids: Iterable[int]
) -> dict[int, list[CorrectionRow]]:
    """Return the corrections of some sessions' minutes, by the session's id."""
    out: defaultdict[int, list[CorrectionRow]] = defaultdict(list)
    for row in reader.all(
        "SELECT c.*, m.version, m.id AS minutes, m.session_id FROM correction c"
        f" JOIN minutes m ON m.id = c.minutes_id WHERE m.session_id {_IN} ORDER BY c.n, c.id",
        (json.dumps(list(session_ids)),),
    ):
        out[row["session_id"]].append(_correction(row))
    return out


@dataclass(frozen=True, slots=True)
class OpenMinutes:
    """Minutes that are out and not approved: what they wait for."""

    session_id: int
    minutes_id: int
    version: int
    title: str
    starts_local: str
    comments_until: str
    is_window_over: bool
    silent: tuple[AnswerRow, ...]
    contested: tuple[AnswerRow, ...]


def open_minutes(reader: Reader) -> list[OpenMinutes]:
    """Return the minutes that wait for an answer or for approval, oldest session first."""
    today = day_of(reader).isoformat()
    rows = reader.all(
        f"SELECT {', '.join(f'm.{name.strip()}' for name in _COLUMNS.split(','))},"
        " s.title, s.starts_local FROM minutes m JOIN session s ON s.id = m.session_id"
        " WHERE m.state IN ('circulated', 'corrected') ORDER BY s.starts_local, s.id"
    )
    versions = [_version(row) for row in rows]
    said = answers_to_all(reader, versions)
    return [
        OpenMinutes(
            each.session_id,
            each.id,
            each.version,
            row["title"],
            row["starts_local"],
            each.comments_until,
            each.comments_until < today,
            tuple(one for one in said[each.id] if not one.answer),
            tuple(one for one in said[each.id] if one.answer == MinutesAnswer.CONTESTS),
        )
        for each, row in zip(versions, rows, strict=True)
    ]


def last_texts(reader: Reader, session_ids: Iterable[int]) -> dict[int, tuple[VersionRow, str]]:
    """Return the last version of each session that has one, with its frozen text as JSON."""
    columns = ", ".join(f"m.{name.strip()}" for name in _COLUMNS.split(","))
    rows = reader.all(
        f"SELECT {columns}, m.content_json FROM minutes m WHERE m.session_id {_IN}"
        " AND NOT EXISTS (SELECT 1 FROM minutes n WHERE n.session_id = m.session_id"
        " AND n.version > m.version)",
        (json.dumps(list(session_ids)),),
    )
    return {row["session_id"]: (_version(row), row["content_json"]) for row in rows}


def later_sessions(reader: Reader, session_id: int) -> list[tuple[int, str]]:
    """Return the next sessions after one, each with its number and title."""
    rows = reader.all(
        "SELECT id, title FROM session WHERE state <> 'cancelled' AND starts_local >"
        " (SELECT starts_local FROM session WHERE id = ?) ORDER BY starts_local, id LIMIT 12",
        (session_id,),
    )
    labels = session_labels(reader, [row["id"] for row in rows])
    return [(row["id"], f"{labels[row['id']].label} {row['title']}") for row in rows]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the minutes of a session that went out."""

    state: str
    comments_until: str
    is_corrected: bool


def outcomes(reader: Reader) -> dict[int, Outcome]:
    """Return what became of the minutes of every session that has any but a draft."""
    rows = reader.all(
        "SELECT m.session_id, m.state, m.comments_until, EXISTS (SELECT 1 FROM correction c"
        "  JOIN minutes o ON o.id = c.minutes_id WHERE o.session_id = m.session_id) AS corrected"
        " FROM minutes m ORDER BY m.version, m.id"
    )
    return {
        row["session_id"]: Outcome(
            row["state"], row["comments_until"] or "", bool(row["corrected"])
        )
        for row in rows
    }


def comment_days(reader: Reader) -> int:
    """Return for how many working days comments on minutes are awaited."""
    found = reader.value("SELECT comment_days FROM engagement")
    return 5 if found is None else int(found)


# --- rows ----------------------------------------------------------------------------------------

_IN = "IN (SELECT value FROM json_each(?))"
_COLUMNS = (
    "id, session_id, version, state, style, code, circulated_on, comments_until, approved_on,"
    " approved_in_id, despite"
)


def _version(row: Row) -> VersionRow:
    return VersionRow(
        row["id"],
        row["session_id"],
        row["version"],
        row["state"],
        row["style"],
        row["code"],
        row["circulated_on"],
        row["comments_until"] or "",
        row["approved_on"] or "",
        row["approved_in_id"],
        row["despite"] or "",
    )


def _silent(reader: Reader, session_id: int) -> tuple[AnswerRow, ...]:
    """Return the sides at the table of a session before anybody said anything."""
    return _silent_of(reader, [session_id], ())[session_id]


def _silent_of(
    reader: Reader, session_ids: Sequence[int], besides: Iterable[tuple[int, int]]
) -> dict[int, tuple[AnswerRow, ...]]:
    """Return the sides at the table of each session, and those in `besides`.

    A side was there when it had joined before the session ended and had not left by its day, or
    when people of it stand on its list.
    """
    rows = reader.all(
        "SELECT s.id AS session_id, p.id, p.name, p.short_name, p.colour,"
        " (p.archived_on IS NULL OR p.archived_on > substr(s.starts_local, 1, 10)) AND ("
        "  EXISTS (SELECT 1 FROM attendance t WHERE t.session_id = s.id AND t.party_id = p.id)"
        "  OR s.ended_at IS NULL OR s.ended_at > coalesce((SELECT max(h.at) FROM history h"
        "   WHERE h.row_id = p.id AND h.field = 'joined_on'), '')) AS was_there"
        f" FROM party p, session s WHERE s.id {_IN} ORDER BY p.position, p.id",
        (json.dumps(list(session_ids)),),
    )
    known = set(besides)
    out: dict[int, list[AnswerRow]] = {each: [] for each in session_ids}
    for row in rows:
        if row["was_there"] or (row["session_id"], row["id"]) in known:
            short = row["short_name"] or row["name"]
            side = AnswerRow(row["id"], row["name"], short, row["colour"])
            out[row["session_id"]].append(side)
    return {key: tuple(sides) for key, sides in out.items()}


def _answered(empty: AnswerRow, row: Row, objections: tuple[ObjectionRow, ...]) -> AnswerRow:
    return AnswerRow(
        empty.party_id,
        empty.party,
        empty.short,
        empty.colour,
        row["answer"],
        row["note"] or "",
        row["by_name"] or "",
        row["came_by"],
        row["at"],
        objections,
    )


def _objections(reader: Reader, answer_ids: list[int]) -> dict[int, tuple[ObjectionRow, ...]]:
    out: dict[int, tuple[ObjectionRow, ...]] = {}
    for row in reader.all(
        "SELECT * FROM minutes_objection WHERE answer_id IN (SELECT value FROM json_each(?))"
        " ORDER BY position, id",
        (json.dumps(answer_ids),),
    ):
        entry = ObjectionRow(row["target"], row["note"] or "")
        out[row["answer_id"]] = (*out.get(row["answer_id"], ()), entry)
    return out


def _correction(row: Row) -> CorrectionRow:
    return CorrectionRow(
        row["n"],
        row["minutes"],
        row["version"],
        row["target"],
        row["before"] or "",
        row["after"] or "",
        row["because"] or "",
        row["asked_by_party_id"],
        row["at"],
        bool(row["is_late"]),
    )
