"""Trade-off sheets with their scopes side by side (G7)."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.queries.numbers import decision_label
from facilitator.store import Reader


@dataclass(frozen=True, slots=True)
class Scope:
    """One scope of a sheet; `cost_cents` is None while nobody has said what it costs."""

    id: int
    title: str
    benefit: str
    risk_left: str
    cost_cents: int | None
    given_up: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Tradeoff:
    """A sheet; `decision_number` is empty while its decision has none."""

    id: int
    title: str
    goal_id: int | None
    goal: str
    because: str
    decision_id: int | None
    decision_number: str
    decision_state: str
    scopes: tuple[Scope, ...]

    @property
    def chosen(self) -> Scope | None:
        return next((scope for scope in self.scopes if scope.is_chosen), None)


def tradeoff_count(reader: Reader) -> int:
    """Return how many sheets there are."""
    return int(reader.value("SELECT count(*) FROM tradeoff") or 0)


def currency(reader: Reader) -> str:
    """Return the currency in which this engagement counts."""
    return str(reader.value("SELECT currency FROM engagement") or "EUR")


def tradeoffs(reader: Reader) -> list[Tradeoff]:
    """Return the sheets in order."""
    scopes: dict[int, list[Scope]] = {}
    for row in reader.all(
        "SELECT o.*, o.id = t.chosen_option_id AS is_chosen FROM tradeoff_option o"
        " JOIN tradeoff t ON t.id = o.tradeoff_id ORDER BY o.position, o.id"
    ):
        scopes.setdefault(row["tradeoff_id"], []).append(
            Scope(
                row["id"],
                row["title"],
                row["benefit"] or "",
                row["risk_left"] or "",
                row["cost_cents"],
                row["given_up"] or "",
                bool(row["is_chosen"]),
            )
        )
    rows = reader.all(
        "SELECT t.*, g.title AS goal, d.state AS decision_state, n.year, n.n FROM tradeoff t"
        " LEFT JOIN goal g ON g.id = t.goal_id LEFT JOIN decision d ON d.id = t.decision_id"
        " LEFT JOIN issued_number n ON n.row_id = t.decision_id AND n.kind = 'decision'"
        " ORDER BY t.position, t.id"
    )
    return [
        Tradeoff(
            row["id"],
            row["title"],
            row["goal_id"],
            row["goal"] or "",
            row["because"] or "",
            row["decision_id"],
            decision_label(row["year"], row["n"]) if row["n"] else "",
            row["decision_state"] or "",
            tuple(scopes.get(row["id"], ())),
        )
        for row in rows
    ]
