"""The data register as it may leave: who answers for what, as agreed and as claimed (C4)."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.projections.names import load_names
from facilitator.projections.types import EngagementHead
from facilitator.queries.data_sets import DataSetRow, register
from facilitator.store import Reader


@dataclass(frozen=True, slots=True)
class HolderEntry:
    """Somebody of a side with a role; `name` is the side where it names nobody yet."""

    name: str
    side: str
    role: str
    is_agreed: bool
    says: str
    agreed_in: str


@dataclass(frozen=True, slots=True)
class DataEntry:
    """One data set; `state` says whether one answers for it, nobody, or more than one claims to."""

    name: str
    state: str
    contents: str
    sensitivity: str
    kept_for: str
    size: str
    goes_to: tuple[tuple[str, str], ...]
    holders: tuple[HolderEntry, ...]


@dataclass(frozen=True, slots=True)
class DataRegister:
    """The data sets in use, those to settle first."""

    engagement: EngagementHead
    data_sets: tuple[DataEntry, ...]


def build_data(reader: Reader) -> DataRegister:
    """Return the register of data sets in use."""
    names = load_names(reader)
    return DataRegister(names.head, tuple(_entry(row) for row in register(reader).rows))


def _entry(row: DataSetRow) -> DataEntry:
    return DataEntry(
        name=row.name,
        state=row.standing.value,
        contents=row.contents,
        sensitivity=row.sensitivity,
        kept_for=row.kept_for,
        size=row.size,
        goes_to=row.recipients,
        holders=tuple(
            HolderEntry(
                each.name, each.party, each.role, not each.is_claim, each.says, each.agreed_in
            )
            for each in row.marks
        ),
    )
