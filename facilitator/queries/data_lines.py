"""What `facilitator list FILE data` prints: who answers for what, and what was asked of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from facilitator.domain.words import DataRole
from facilitator.queries.data_requests import requests
from facilitator.queries.data_sets import DataSetRow, data_sets
from facilitator.store import Reader


@dataclass(frozen=True, slots=True)
class RoleLine:
    """Somebody's role; `is_agreed` is False for what is only claimed."""

    role: str
    name: str
    side: str
    is_agreed: bool
    says: str


@dataclass(frozen=True, slots=True)
class RecipientLine:
    name: str
    purpose: str


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A request for this data; `answer` is empty while it is open."""

    number: str
    question: str
    answer: str
    until_on: str


@dataclass(frozen=True, slots=True)
class DataLine:
    """A data set; `accountable` is who was agreed on, `claimed_by` all who say so."""

    name: str
    state: str
    accountable: str
    claimed_by: tuple[str, ...]
    agreed_in: str
    kept_for: str
    sensitivity: str
    contents: str
    goes_to: tuple[RecipientLine, ...]
    roles: tuple[RoleLine, ...]
    requests: tuple[RequestLine, ...]


def data_lines(reader: Reader) -> list[DataLine]:
    """Return the data sets in use: double claims first, then gaps."""
    asked: defaultdict[int | None, list[RequestLine]] = defaultdict(list)
    for row in requests(reader):
        asked[row.data_set_id].append(
            RequestLine(row.number, row.question, row.answer, row.until_on)
        )
    return [_line(row, tuple(asked[row.id])) for row in data_sets(reader)]


def _line(row: DataSetRow, asked: tuple[RequestLine, ...]) -> DataLine:
    holder = row.accountable
    claims = [each for each in row.marks if each.is_claim and each.role == DataRole.ACCOUNTABLE]
    return DataLine(
        name=row.name,
        state=row.standing.value,
        accountable=holder.name if holder else "",
        claimed_by=tuple(each.name for each in claims),
        agreed_in=holder.agreed_in if holder else "",
        kept_for=row.kept_for,
        sensitivity=row.sensitivity,
        contents=row.contents,
        goes_to=tuple(RecipientLine(name, why) for name, why in row.recipients),
        roles=tuple(
            RoleLine(each.role, each.name, each.party, not each.is_claim, each.says)
            for each in row.marks
        ),
        requests=asked,
    )
