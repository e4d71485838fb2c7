"""Say-it-backs as paper shows them, with all their versions (L5), also those on a decision (D4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from facilitator.projections.common_ground import RestatementEntry, SaidVersion
from facilitator.projections.names import IN_LIST, Names, id_list
from facilitator.queries.numbers import capture_label
from facilitator.store import Reader, Row

_SAYBACKS = """
SELECT c.id, c.session_id, c.item_id, c.text, s.topic, s.about_id, s.about_kind, s.state,
  s.confirmed_on, t.term, n.year, n.n
FROM sayback s JOIN capture c ON c.id = s.id AND c.kind = 'sayback'
LEFT JOIN term t ON t.id = s.about_id AND s.about_kind = 'term'
LEFT JOIN issued_number n ON n.row_id = s.about_id AND n.kind = 'decision'
WHERE c.in_minutes = 1 AND {where} ORDER BY c.at, c.id"""


def saybacks_of_sessions(
    reader: Reader, names: Names, session_ids: Iterable[int], items: Mapping[int, str]
) -> dict[int, list[RestatementEntry]]:
    """Return the say-it-backs of some sessions by session, without those about a decision."""
    where = f"c.session_id {IN_LIST} AND s.about_kind IS NOT 'decision'"
    found = _read(reader, names, where, (id_list(session_ids),), items)
    out: defaultdict[int, list[RestatementEntry]] = defaultdict(list)
    for row, entry in found:
        out[row["session_id"]].append(entry)
    return out


def saybacks_of_decisions(
    reader: Reader, names: Names, decision_ids: Iterable[int]
) -> dict[int, list[RestatementEntry]]:
    """Return how each side restated some decisions, by decision."""
    where = f"s.about_kind = 'decision' AND s.about_id {IN_LIST}"
    out: defaultdict[int, list[RestatementEntry]] = defaultdict(list)
    for row, entry in _read(reader, names, where, (id_list(decision_ids),), {}):
        out[row["about_id"]].append(entry)
    return out


def open_saybacks(reader: Reader, names: Names) -> list[RestatementEntry]:
    """Return the say-it-backs that the speaker has not confirmed, the oldest first."""
    found = _read(reader, names, "s.state <> 'confirmed'", (), {})
    return [entry for _, entry in found]


def _read(
    reader: Reader, names: Names, where: str, params: tuple[str, ...], items: Mapping[int, str]
) -> list[tuple[Row, RestatementEntry]]:
    rows = reader.all(_SAYBACKS.format(where=where), params)
    versions = _versions(reader, names, id_list(row["id"] for row in rows))
    return [(row, _entry(row, items, tuple(versions[row["id"]]))) for row in rows]


def _entry(
    row: Row, items: Mapping[int, str], versions: tuple[SaidVersion, ...]
) -> RestatementEntry:
    topic = row["term"] or row["topic"] or ("" if versions else row["text"])
    return RestatementEntry(
        topic=topic,
        about=capture_label("decision", row["year"], row["n"]),
        state=row["state"],
        confirmed_on=row["confirmed_on"] or "",
        item_number=items.get(row["item_id"], ""),
        versions=versions,
    )


def _versions(reader: Reader, names: Names, ids: str) -> defaultdict[int, list[SaidVersion]]:
    """Return every version in order; a person is named only where the file says so."""
    named = names.attribution == "person"
    out: defaultdict[int, list[SaidVersion]] = defaultdict(list)
    for row in reader.all(
        f"SELECT * FROM sayback_version WHERE sayback_id {IN_LIST} ORDER BY sayback_id, n, id",
        (ids,),
    ):
        person = names.person(row["person_id"]) if named else ""
        version = SaidVersion(row["part"], names.party(row["party_id"]), person, row["text"])
        out[row["sayback_id"]].append(version)
    return out
