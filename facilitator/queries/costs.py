"""What a rhythm costs, from sealed hourly rates: for the facilitator's own window alone (K3, S4).

Sums only, never per person. No projection, paper, list or command line asks for this.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from facilitator.cadence.advice import STEPS
from facilitator.queries.plan import plan
from facilitator.store import Reader

QUARTER_DAYS = 91  # thirteen weeks
_HOUR = 3600


@dataclass(frozen=True, slots=True)
class Cost:
    """What a rhythm of so many days costs, in whole cents."""

    days: int
    session_cents: int
    quarter_cents: int


@dataclass(frozen=True, slots=True)
class Costs:
    """The cost of each rhythm, and of how many people a rate is known.

    `missing` names those without one; they are left out of the sums.
    """

    rhythms: tuple[Cost, ...]
    people: int
    with_rate: int
    missing: tuple[str, ...]

    def of(self, days: int) -> Cost | None:
        """Return the cost of one rhythm."""
        return next((each for each in self.rhythms if each.days == days), None)


NO_COSTS = Costs((), 0, 0, ())


@dataclass(frozen=True, slots=True)
class Rate:
    """An hourly rate in cents, None where none is set; `person_id` None: of everybody else."""

    person_id: int | None
    name: str
    cents: int | None


def rates(reader: Reader) -> list[Rate]:
    """Return the rate for everybody, then that of each person at the table."""
    known = {
        row["person_id"]: row["cents_per_hour"]
        for row in reader.all("SELECT person_id, cents_per_hour FROM sealed_rate ORDER BY id")
    }
    people = reader.all("SELECT id, name FROM person WHERE archived_on IS NULL ORDER BY name, id")
    return [
        Rate(None, "", known.get(None)),
        *(Rate(row["id"], row["name"], known.get(row["id"])) for row in people),
    ]


def costs(reader: Reader, length_s: int, *days: int) -> Costs:
    """Return what each step of the advice costs, and each rhythm of `days`.

    A session costs the rates of everybody at the table, for its length and the preparation that
    the plan allows for; a quarter has as many sessions as go into 13 weeks.
    """
    everybody, *people = rates(reader)
    paid = [each for each in people if each.cents is not None or everybody.cents is not None]
    hourly = sum(each.cents if each.cents is not None else everybody.cents or 0 for each in paid)
    session = Fraction(hourly * (length_s + plan(reader).preparation_s), _HOUR)
    rhythms = tuple(
        Cost(each, _rounded(session), _rounded(session * QUARTER_DAYS / each))
        for each in sorted({*STEPS, *days})
        if paid
    )
    missing = tuple(each.name for each in people if each not in paid)
    return Costs(rhythms, len(people), len(paid), missing)


def _rounded(cents: Fraction) -> int:
    """Return whole cents; half a cent is rounded up."""
    return int(cents + Fraction(1, 2))
