"""The one-page report on the engagement for the executives (M6)."""

from __future__ import annotations

from datetime import date, timedelta

from facilitator.domain.words import GoalState
from facilitator.errors import InvalidText
from facilitator.projections.common_ground import GoalEntry
from facilitator.projections.decisions import decisions_of
from facilitator.projections.goals import Goals
from facilitator.projections.names import Names, load_names
from facilitator.projections.plan_papers import (
    Counts,
    EngagementReport,
    MoneyAsked,
    OpenChoice,
    PotState,
)
from facilitator.projections.types import RaisedEntry
from facilitator.queries.answers import ANSWER_COLUMNS, ANSWERED_BY, UNANSWERED, told_answer
from facilitator.queries.engagement import day_of
from facilitator.queries.numbers import decision_label
from facilitator.store import Reader, Row

_MONTHS_BACK = 3
_HELD = "coalesce(substr(s.started_at, 1, 10), substr(s.starts_local, 1, 10))"
_COUNTS = f"""
SELECT
 (SELECT count(*) FROM session s WHERE s.state = 'closed' AND {_HELD} BETWEEN :a AND :b)
   AS sessions,
 (SELECT count(*) FROM decision d JOIN capture c ON c.id = d.id AND c.kind = 'decision'
   WHERE d.decided_on BETWEEN :a AND :b AND d.state <> 'proposed') AS decisions,
 (SELECT count(*) FROM action a JOIN capture c ON c.id = a.id AND c.kind = 'action'
   WHERE a.accepted_on BETWEEN :a AND :b) AS actions_done,
 (SELECT count(*) FROM action a JOIN capture c ON c.id = a.id AND c.kind = 'action'
   WHERE a.state IN ('asked', 'promised', 'delivered')) AS actions_open,
 (SELECT count(*) FROM action a JOIN capture c ON c.id = a.id AND c.kind = 'action'
   WHERE a.state IN ('asked', 'promised') AND a.due_on < :b) AS actions_overdue,
 (SELECT count(*) FROM concern k JOIN capture c ON c.id = k.id AND c.kind = 'concern'
   AND c.in_minutes = 1 WHERE substr(c.at, 1, 10) BETWEEN :a AND :b) AS concerns_raised"""
_ANSWERED = f"""
SELECT c.id, c.text, c.party_id, k.plain, k.category, k.severity, k.state, {ANSWER_COLUMNS},
  coalesce((SELECT max(substr(h.at, 1, 10)) FROM history h WHERE h.row_id = k.id
    AND h.field = 'state' AND h.after = k.state), d.decided_on, substr(w.at, 1, 10),
    substr(c.at, 1, 10)) AS answered_on
FROM concern k JOIN capture c ON c.id = k.id AND c.kind = 'concern' AND c.in_minutes = 1
{ANSWERED_BY} LEFT JOIN decision d ON d.id = w.id
WHERE k.state IN ('answered', 'heard') ORDER BY answered_on DESC, c.id"""
_SERIOUS = f"""
SELECT c.id, c.text, c.party_id, k.plain, k.category, k.severity FROM concern k
JOIN capture c ON c.id = k.id AND c.kind = 'concern' AND c.in_minutes = 1
WHERE k.severity = 'high' AND {UNANSWERED} ORDER BY c.at, c.id"""
_CHOICES = """
SELECT * FROM (SELECT c.text, d.wording, d.state, d.needed_on, d.review_on, n.year, n.n
FROM decision d JOIN capture c ON c.id = d.id AND c.kind = 'decision'
LEFT JOIN issued_number n ON n.kind = 'decision' AND n.row_id = c.id
WHERE d.state IN ('proposed', 'deferred')
UNION ALL
SELECT i.title, NULL, 'item', i.needed_on, NULL, NULL, NULL FROM agenda_item i
LEFT JOIN session s ON s.id = i.session_id
WHERE i.needed_on IS NOT NULL AND i.state = 'open'
  AND (s.id IS NULL OR s.state IN ('planned', 'running')))
ORDER BY needed_on IS NULL, needed_on"""
_WORST_FIRST = (GoalState.LATE, GoalState.AT_RISK, GoalState.ON_TRACK, GoalState.DONE)


def build_report(
    reader: Reader, from_on: date | None = None, on: date | None = None
) -> EngagementReport:
    """Return the report on the days from `from_on` to `on`: three months up to today by default.

    Raises:
        InvalidText: the first day is behind the last one.
    """
    last = on or day_of(reader)
    first = from_on or _months_before(last, _MONTHS_BACK) + timedelta(days=1)
    if first > last:
        raise InvalidText("From", "the first day of a report lies before its last one")
    names = load_names(reader)
    span = {"a": first.isoformat(), "b": last.isoformat()}
    answered = [
        row for row in reader.all(_ANSWERED) if span["a"] <= row["answered_on"] <= span["b"]
    ]
    coming = _coming(reader, span["b"])
    head = reader.one("SELECT success_sentence, currency FROM engagement ORDER BY id LIMIT 1") or {}
    return EngagementReport(
        engagement=names.head,
        success_sentence=head.get("success_sentence") or "",
        currency=head.get("currency") or "EUR",
        from_on=span["a"],
        on=span["b"],
        facilitator=str(
            reader.value("SELECT name FROM person WHERE is_facilitator = 1 ORDER BY id") or ""
        ),
        parties=tuple(
            mark for key, mark in names.parties.items() if not names.has_left(key, span["b"])
        ),
        counts=_counts(reader, span, len(answered)),
        goals=_goals(reader, names, span["b"]),
        decisions=tuple(
            each.entry
            for each in decisions_of(
                reader,
                names,
                {},
                "d.decided_on BETWEEN ? AND ? AND d.state IN ('agreed', 'agreed_to_differ')",
                span["a"],
                span["b"],
            )
        )[::-1],
        eased=tuple(_raised(row, names, told_answer(row)) for row in answered),
        serious=tuple(_raised(row, names, "") for row in reader.all(_SERIOUS)),
        pot=_pot(reader),
        money_asked=_money_asked(reader, names),
        choices=tuple(_choice(row) for row in reader.all(_CHOICES)),
        next_starts=coming.get("starts_local") or "",
        next_title=coming.get("title") or "",
    )


def _months_before(day: date, months: int) -> date:
    number = day.year * 12 + day.month - 1 - months
    year, month = number // 12, number % 12 + 1
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    return date(year, month, 1)


def _coming(reader: Reader, on: str) -> Row:
    return (
        reader.one(
            "SELECT starts_local, title FROM session WHERE state = 'planned'"
            " AND starts_local >= ? ORDER BY starts_local, id LIMIT 1",
            (on,),
        )
        or {}
    )


def _counts(reader: Reader, span: dict[str, str], answered: int) -> Counts:
    found = reader.one(_COUNTS, span) or {}
    return Counts(**found, concerns_answered=answered)


def _goals(reader: Reader, names: Names, on: str) -> tuple[GoalEntry, ...]:
    """Return the goals that were not dropped, those that need somebody first."""
    goals = Goals(reader, names)
    entries = [goals.entry(each, on) for each in goals.ids]
    alive = [entry for entry in entries if entry.state != GoalState.DROPPED]
    return tuple(sorted(alive, key=lambda entry: _WORST_FIRST.index(GoalState(entry.state))))


def _raised(row: Row, names: Names, answer: str) -> RaisedEntry:
    words = ". ".join(filter(None, (answer, row.get("answer_words") or "")))
    return RaisedEntry(
        kind="concern",
        text=row["text"],
        plain=row["plain"] or "",
        party=names.party(row["party_id"]),
        person="",
        item_number="",
        state=row.get("state") or "open",
        answer=words,
        category=row["category"] or "",
        severity=row["severity"] or "",
    )


def _pot(reader: Reader) -> tuple[PotState, ...]:
    return tuple(
        PotState(row["state"], int(row["cents"] or 0), row["n"])
        for row in reader.all(
            "SELECT state, sum(cents) AS cents, count(*) AS n FROM budget_line"
            " WHERE cents IS NOT NULL GROUP BY state ORDER BY min(position)"
        )
    )


def _money_asked(reader: Reader, names: Names) -> tuple[MoneyAsked, ...]:
    rows = reader.all(
        "SELECT name, cents, goal_id FROM budget_line WHERE state = 'asked' ORDER BY position, id"
    )
    return tuple(MoneyAsked(row["name"], row["cents"], names.goal(row["goal_id"])) for row in rows)


def _choice(row: Row) -> OpenChoice:
    number = decision_label(row["year"], row["n"]) if row["n"] else ""
    return OpenChoice(
        number,
        row["wording"] or row["text"],
        row["state"],
        row["needed_on"] or "",
        row["review_on"] or "",
    )
