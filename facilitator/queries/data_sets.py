"""The data register: who answers for what, where two claim it and where nobody does (C4)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

from facilitator.domain.words import DataRole
from facilitator.queries.data_sources import waiting_items
from facilitator.queries.engagement import PersonRow, day_of, parties, people
from facilitator.queries.numbers import decision_label, session_labels
from facilitator.store import Reader, Row

_A = DataRole.ACCOUNTABLE.value
ORDER = (_A, DataRole.RESPONSIBLE.value, DataRole.CONSULTED.value, DataRole.INFORMED.value)


class DataStanding(StrEnum):
    """Whether somebody answers for a data set; the worst comes first."""

    CLAIMED_TWICE = "claimed_twice"
    NOBODY = "nobody"
    CLAIMED = "claimed"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Mark:
    """One letter in the register; `is_claim` is what somebody says and nobody agreed to yet."""

    role: str
    party_id: int
    person_id: int | None
    name: str
    party: str
    colour: str
    is_claim: bool
    says: str = ""
    agreed_in_id: int | None = None
    agreed_in: str = ""

    @property
    def holder(self) -> tuple[int, int | None]:
        return self.party_id, self.person_id


@dataclass(frozen=True, slots=True)
class DataItem:
    """The open agenda item that settles a data set; `session` is empty in the backlog."""

    item_id: int
    session_id: int | None
    session: str


@dataclass(frozen=True, slots=True)
class DataSetRow:
    """A data set. `claimants` say they are accountable, each once, the agreed one first."""

    id: int
    name: str
    contents: str
    sensitivity: str
    kept_for: str
    size: str
    retired_on: str
    recipients: tuple[tuple[str, str], ...]
    marks: tuple[Mark, ...]
    standing: DataStanding
    claimants: tuple[Mark, ...]
    item: DataItem | None

    @property
    def accountable(self) -> Mark | None:
        """Return who was agreed on."""
        return next((each for each in self.marks if each.role == _A and not each.is_claim), None)

    def cell(self, party_id: int, person_id: int | None) -> tuple[Mark, ...]:
        """Return the letters of one person, or of a party that names nobody."""
        found = [each for each in self.marks if each.holder == (party_id, person_id)]
        return _once(found)

    def of_party(self, party_id: int) -> tuple[Mark, ...]:
        """Return the letters of all of one party, each letter once."""
        return _once([each for each in self.marks if each.party_id == party_id])


@dataclass(frozen=True, slots=True)
class DataColumn:
    """A person of a party, or the party itself where `person_id` is None.

    `note` is `left` for somebody who was archived, `moved` for one who sits elsewhere today.
    """

    party_id: int
    person_id: int | None
    name: str
    note: str = ""

    @property
    def first(self) -> str:
        return self.name.split(" ")[0]


@dataclass(frozen=True, slots=True)
class DataParty:
    """A party with its columns; `is_archived` parties show only while they hold something."""

    id: int
    name: str
    short: str
    colour: str
    is_archived: bool
    columns: tuple[DataColumn, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """The whole matrix; what is not settled comes first."""

    parties: tuple[DataParty, ...]
    rows: tuple[DataSetRow, ...]


def _once(found: list[Mark]) -> tuple[Mark, ...]:
    """Return each letter once; what was agreed stands for the claim of the same letter."""
    kept: dict[str, Mark] = {}
    for each in sorted(found, key=_rank):
        kept.setdefault(each.role, each)
    return tuple(kept.values())


def _rank(mark: Mark) -> tuple[int, bool]:
    return ORDER.index(mark.role), mark.is_claim


_MARKS = """
SELECT x.*, y.name AS party_name, y.short_name, y.colour, p.name AS person
FROM (
  SELECT id, data_set_id, role, party_id, person_id, agreed_in_id, NULL AS says, 0 AS is_claim
    FROM data_role
  UNION ALL SELECT id, data_set_id, role, party_id, person_id, NULL, says, 1 FROM data_claim) x
JOIN party y ON y.id = x.party_id LEFT JOIN person p ON p.id = x.person_id
WHERE x.role IN ('accountable', 'responsible', 'consulted', 'informed')
ORDER BY x.is_claim, x.id"""


def register(reader: Reader, *, retired: bool = False) -> Register:
    """Return the data sets in use, and the retired ones too when asked."""
    marks = _marks(reader)
    recipients = _recipients(reader)
    items = _items(reader)
    rows = [
        _data_set(row, tuple(marks[row["id"]]), tuple(recipients[row["id"]]), items.get(row["id"]))
        for row in reader.all(
            "SELECT * FROM data_set WHERE retired_on IS NULL OR ? ORDER BY position, id", (retired,)
        )
    ]
    order = list(DataStanding)
    rows.sort(key=lambda row: (bool(row.retired_on), order.index(row.standing)))
    shown = [mark for row in rows for mark in row.marks]
    return Register(tuple(_parties(reader, shown)), tuple(rows))


def data_sets(reader: Reader, *, retired: bool = False) -> tuple[DataSetRow, ...]:
    """Return the rows of the register."""
    return register(reader, retired=retired).rows


def double_claims(reader: Reader) -> list[DataSetRow]:
    """Return the data sets that more than one says to be accountable for."""
    return [row for row in data_sets(reader) if row.standing is DataStanding.CLAIMED_TWICE]


def gaps(reader: Reader) -> list[DataSetRow]:
    """Return the data sets for which nobody is agreed as accountable, and not two claim it."""
    wanted = (DataStanding.NOBODY, DataStanding.CLAIMED)
    return [row for row in data_sets(reader) if row.standing in wanted]


def to_settle(reader: Reader) -> list[DataSetRow]:
    """Return the double claims, then the gaps."""
    return [row for row in data_sets(reader) if row.standing is not DataStanding.SETTLED]


def standing_of(reader: Reader, data_set_id: int) -> DataStanding:
    """Return whether somebody answers for one data set."""
    return _standing(_claiming(tuple(_marks(reader)[data_set_id])))


def data_set_names(reader: Reader) -> dict[int, str]:
    """Return the names of all data sets, retired ones too."""
    rows = reader.all("SELECT id, name FROM data_set ORDER BY position, id")
    return {row["id"]: row["name"] for row in rows}


def _marks(reader: Reader) -> defaultdict[int, list[Mark]]:
    decided = _decisions(reader)
    out: defaultdict[int, list[Mark]] = defaultdict(list)
    for row in reader.all(_MARKS):
        party = row["short_name"] or row["party_name"]
        out[row["data_set_id"]].append(
            Mark(
                row["role"],
                row["party_id"],
                row["person_id"],
                row["person"] or party,
                party,
                row["colour"],
                bool(row["is_claim"]),
                row["says"] or "",
                row["agreed_in_id"],
                decided.get(row["agreed_in_id"], ""),
            )
        )
    return out


def _decisions(reader: Reader) -> dict[int | None, str]:
    rows = reader.all(
        "SELECT c.id, c.text, n.year, n.n FROM capture c"
        " LEFT JOIN issued_number n ON n.kind = 'decision' AND n.row_id = c.id"
        " WHERE c.id IN (SELECT agreed_in_id FROM data_role)"
    )
    return {row["id"]: decision_label(row["year"], row["n"]) if row["n"] else row["text"]
            for row in rows}  # fmt: skip


def _recipients(reader: Reader) -> defaultdict[int, list[tuple[str, str]]]:
    out: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for row in reader.all("SELECT * FROM data_recipient ORDER BY data_set_id, position, id"):
        out[row["data_set_id"]].append((row["name"], row["purpose"] or ""))
    return out


def _items(reader: Reader) -> dict[int, DataItem]:
    found = waiting_items(reader)
    labels = session_labels(reader, {session_id for _, _, session_id in found})
    return {
        data_set_id: DataItem(
            item_id,
            session_id,
            labels[session_id].label if session_id in labels else "",
        )
        for data_set_id, item_id, session_id in found
    }


def _data_set(
    row: Row,
    marks: tuple[Mark, ...],
    recipients: tuple[tuple[str, str], ...],
    item: DataItem | None,
) -> DataSetRow:
    claimants = _claiming(marks)
    return DataSetRow(
        id=row["id"],
        name=row["name"],
        contents=row["contents"] or "",
        sensitivity=row["sensitivity"] or "",
        kept_for=row["kept_for"] or "",
        size=row["size"] or "",
        retired_on=row["retired_on"] or "",
        recipients=recipients,
        marks=marks,
        standing=_standing(claimants),
        claimants=claimants,
        item=item,
    )


def _claiming(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """Return who is or says to be accountable, each once; the words of a claim go along."""
    found: dict[tuple[int, int | None], Mark] = {}
    said = {each.holder: each.says for each in marks if each.is_claim and each.role == _A}
    for each in marks:
        if each.role == _A and each.holder not in found:
            found[each.holder] = _saying(each, said.get(each.holder, ""))
    return tuple(found.values())


def _saying(mark: Mark, says: str) -> Mark:
    return Mark(
        mark.role, mark.party_id, mark.person_id, mark.name, mark.party, mark.colour,
        mark.is_claim, says, mark.agreed_in_id, mark.agreed_in,
    )  # fmt: skip


def _standing(claimants: tuple[Mark, ...]) -> DataStanding:
    if len(claimants) > 1:
        return DataStanding.CLAIMED_TWICE
    if not claimants:
        return DataStanding.NOBODY
    return DataStanding.CLAIMED if claimants[0].is_claim else DataStanding.SETTLED


# --- columns -----------------------------------------------------------------------------------


def _parties(reader: Reader, marks: list[Mark]) -> list[DataParty]:
    """Return the columns: who sits with a side today, then who holds something and does not."""
    everybody = people(reader, archived=True)
    out = []
    for party in parties(reader, archived=True):
        used = {each.person_id for each in marks if each.party_id == party.id}
        here = [each for each in everybody if each.party_id == party.id and not each.is_archived]
        known = {each.id for each in here}
        gone = [each for each in everybody if each.id in used - known]
        columns = [DataColumn(party.id, each.id, each.name) for each in here]
        columns += [DataColumn(party.id, each.id, each.name, _note(each)) for each in gone]
        if None in used or not columns:
            columns.append(DataColumn(party.id, None, party.short))
        if not party.is_archived or used:
            out.append(
                DataParty(
                    party.id, party.name, party.short, party.colour, party.is_archived,
                    tuple(columns),
                )
            )  # fmt: skip
    return out


def _note(person: PersonRow) -> str:
    return "left" if person.is_archived else "moved"


@dataclass(frozen=True, slots=True)
class NextAgenda:
    """The session that takes new items: the next one that is planned."""

    session_id: int
    label: str
    day: str


def next_agenda(reader: Reader) -> NextAgenda | None:
    """Return the next planned session; None where there is none and the backlog takes items."""
    row = reader.one(
        "SELECT id, starts_local FROM session WHERE state = 'planned' AND starts_local >= ?"
        " ORDER BY starts_local, id LIMIT 1",
        (day_of(reader).isoformat(),),
    )
    if row is None:
        return None
    labels = session_labels(reader, [row["id"]])
    label = labels[row["id"]].label if row["id"] in labels else ""
    return NextAgenda(row["id"], label, row["starts_local"][:10])


@dataclass(frozen=True, slots=True)
class DataCounts:
    """What the page of data counts on its tabs."""

    data_sets: int
    retired: int
    open_requests: int


def data_counts(reader: Reader) -> DataCounts:
    """Count the data sets in use, the retired ones, and the requests without an answer."""
    row = reader.one(
        "SELECT (SELECT count(*) FROM data_set WHERE retired_on IS NULL) AS used,"
        " (SELECT count(*) FROM data_set WHERE retired_on IS NOT NULL) AS retired,"
        " (SELECT count(*) FROM data_request WHERE answer IS NULL) AS open"
    )
    return DataCounts(row["used"], row["retired"], row["open"]) if row else DataCounts(0, 0, 0)
