"""Early warnings: facts that somebody should see in time, never scores (E5).

Nobody dismisses one. It goes when its fact goes.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from facilitator.domain.acceptance import Standing, standing
from facilitator.domain.words import AdviceRemark
from facilitator.queries.answers import UNANSWERED
from facilitator.queries.cadence import advice_now
from facilitator.queries.data_sets import double_claims
from facilitator.queries.decisions import DecisionRow
from facilitator.queries.engagement import day_of, parties
from facilitator.queries.goal_lines import GoalLine
from facilitator.queries.held import begin_of
from facilitator.queries.series import series
from facilitator.store import Reader, Row

SILENT_SESSIONS = 2
ABSENT_SESSIONS = 2
LOOKED_BACK = 20  # sessions in which somebody is looked for
UNTOUCHED_SESSIONS = 3
DECISION_DAYS = 14
CONCERN_WEEKS = 4


@dataclass(frozen=True, slots=True)
class EarlyWarning:
    """One fact. `kind` says which, `about` and `row_id` where it leads.

    `name` is who or what it is about, `count` its number (sessions, days, weeks or sides),
    `on` the day since when, `more` what else belongs to the sentence.
    """

    kind: str
    about: str
    row_id: int
    name: str
    colour: str = ""
    count: int = 0
    on: str = ""
    more: str = ""


def warnings(
    reader: Reader, lines: list[GoalLine], waiting_decisions: list[DecisionRow]
) -> list[EarlyWarning]:
    """Return every early warning: people first, then what waits, goals, data."""
    today = day_of(reader)
    held = _held(reader)
    return [
        *_silent(reader, held),
        *_absent(reader, held),
        *_decisions(waiting_decisions, today),
        *_concerns(reader, today),
        *_milestones(lines),
        *_untouched(lines, held),
        *_never_accepted(reader),
        *_claimed_twice(reader),
        *_advised(reader),
    ]


def _held(reader: Reader) -> list[Row]:
    """Return the sessions held, the latest first; enough of them to count by."""
    return reader.all(
        "SELECT id, starts_local FROM session WHERE state = 'closed'"
        " ORDER BY starts_local DESC, id DESC"
    )


# --- people --------------------------------------------------------------------------------------

# Who said what in a session, by side: anything captured, asked for, considered, or restated.
_SAID = """
SELECT DISTINCT party_id FROM (
  SELECT coalesce(c.party_id, t.party_id) AS party_id FROM capture c
    LEFT JOIN attendance t ON t.session_id = c.session_id AND t.person_id = c.person_id
    WHERE c.session_id IN (SELECT value FROM json_each(:ids))
  UNION ALL SELECT o.party_id FROM capture c JOIN consideration o ON o.row_id = c.id
    AND o.text IS NOT NULL WHERE c.session_id IN (SELECT value FROM json_each(:ids))
  UNION ALL SELECT p.party_id FROM capture c JOIN decision_position p ON p.decision_id = c.id
    WHERE c.session_id IN (SELECT value FROM json_each(:ids))
  UNION ALL SELECT v.party_id FROM capture c JOIN sayback_version v ON v.sayback_id = c.id
    WHERE c.session_id IN (SELECT value FROM json_each(:ids))
  UNION ALL SELECT i.asked_by_party_id FROM agenda_item i
    WHERE i.session_id IN (SELECT value FROM json_each(:ids))
  UNION ALL SELECT u.party_id FROM turn u
    WHERE u.session_id IN (SELECT value FROM json_each(:ids)))
WHERE party_id IS NOT NULL"""


def _silent(reader: Reader, held: list[Row]) -> list[EarlyWarning]:
    """Return the sides on the lists of the last sessions of which nothing is written."""
    last = held[:SILENT_SESSIONS]
    if len(last) < SILENT_SESSIONS:
        return []
    ids = json.dumps([row["id"] for row in last])
    spoke = {row["party_id"] for row in reader.all(_SAID, {"ids": ids})}
    listed = {
        row["party_id"]: row["n"]
        for row in reader.all(
            "SELECT party_id, count(DISTINCT session_id) AS n FROM attendance"
            " WHERE session_id IN (SELECT value FROM json_each(?)) GROUP BY party_id",
            (ids,),
        )
    }
    return [
        EarlyWarning(
            "silent", "party", side.id, side.short, side.colour, SILENT_SESSIONS,
            last[-1]["starts_local"][:10],
        )
        for side in parties(reader)
        if side.id not in spoke and listed.get(side.id, 0) == SILENT_SESSIONS
    ]  # fmt: skip


def _absent(reader: Reader, held: list[Row]) -> list[EarlyWarning]:
    """Return who was missing at the last sessions on whose lists they stood."""
    ids = json.dumps([row["id"] for row in held[:LOOKED_BACK]])
    rows = reader.all(
        "SELECT p.id, p.name, y.colour, l.on_day, l.said FROM person p"
        " JOIN (SELECT person_id, party_id, min(starts_local) AS on_day, count(*) AS n,"
        "   sum(state IN ('absent', 'apologies')) AS missed, sum(state = 'apologies') AS said"
        "  FROM (SELECT t.person_id, t.party_id, t.state, s.starts_local, row_number() OVER ("
        "    PARTITION BY t.person_id ORDER BY s.starts_local DESC, s.id DESC) AS nth"
        "   FROM attendance t JOIN session s ON s.id = t.session_id"
        "   WHERE t.session_id IN (SELECT value FROM json_each(?2)))"
        "  WHERE nth <= ?1 GROUP BY person_id) l ON l.person_id = p.id"
        " LEFT JOIN party y ON y.id = l.party_id"
        " WHERE p.archived_on IS NULL AND l.n = ?1 AND l.missed = ?1 ORDER BY p.name, p.id",
        (ABSENT_SESSIONS, ids),
    )
    return [
        EarlyWarning(
            "absent", "person", row["id"], row["name"], row["colour"] or "", ABSENT_SESSIONS,
            row["on_day"][:10], "excused" if row["said"] == ABSENT_SESSIONS else "",
        )
        for row in rows
    ]  # fmt: skip


# --- what waits ----------------------------------------------------------------------------------


def _decisions(rows: list[DecisionRow], today: date) -> list[EarlyWarning]:
    found = []
    for row in rows:
        if row.state != "proposed" or not row.session_day:
            continue
        days = (today - date.fromisoformat(row.session_day[:10])).days
        if days >= DECISION_DAYS:
            found.append(
                EarlyWarning(
                    "decision", "decision", row.id, row.text, "", days, row.session_day[:10]
                )
            )
    return sorted(found, key=_longest)


def _concerns(reader: Reader, today: date) -> list[EarlyWarning]:
    rows = reader.all(
        "SELECT c.id, coalesce(nullif(trim(k.plain), ''), c.text) AS text, c.at, s.starts_local,"
        " s.started_at, s.zone, coalesce(y.short_name, y.name) AS party, y.colour FROM concern k"
        " JOIN capture c ON c.id = k.id AND +c.kind = 'concern'"
        " LEFT JOIN session s ON s.id = c.session_id LEFT JOIN party y ON y.id = c.party_id"
        f" WHERE {UNANSWERED}"
    )
    found = []
    for row in rows:
        on = (begin_of(row["starts_local"], row["started_at"], row["zone"]) or row["at"])[:10]
        weeks = (today - date.fromisoformat(on)).days // 7
        if weeks >= CONCERN_WEEKS:
            found.append(
                EarlyWarning(
                    "concern", "concern", row["id"], row["text"], row["colour"] or "", weeks, on,
                    row["party"] or "",
                )
            )  # fmt: skip
    return sorted(found, key=_longest)


def _longest(row: EarlyWarning) -> tuple[int, str]:
    return -row.count, row.name


# --- goals and data ------------------------------------------------------------------------------


def _milestones(lines: list[GoalLine]) -> list[EarlyWarning]:
    late = [
        EarlyWarning(
            "milestone", "goal", line.id, step.title, "", step.days_late, step.due_on, line.title
        )
        for line in lines
        if not line.is_over
        for step in line.milestones
        if step.is_late
    ]
    return sorted(late, key=_longest)


def _untouched(lines: list[GoalLine], held: list[Row]) -> list[EarlyWarning]:
    """Return open goals that no session touched lately; one never touched counts from its begin."""
    found = []
    for line in lines:
        since = line.sessions_since
        if since is None and line.begins_on and not line.is_over:
            since = sum(row["starts_local"][:10] >= line.begins_on for row in held)
        if since is not None and since >= UNTOUCHED_SESSIONS:
            found.append(EarlyWarning("untouched", "goal", line.id, line.title, "", since))
    return sorted(found, key=_longest)


def _never_accepted(reader: Reader) -> list[EarlyWarning]:
    """Return the sides that never accepted the sentence of an open goal, once for each side."""
    rows = reader.all(
        "SELECT g.id AS goal_id, g.title, g.common_ground, y.id AS party_id,"
        " coalesce(y.short_name, y.name) AS party, y.colour, s.accepted_words"
        " FROM goal g JOIN party y ON y.archived_on IS NULL"
        " LEFT JOIN goal_party s ON s.goal_id = g.id AND s.party_id = y.id"
        " WHERE g.state NOT IN ('done', 'dropped') AND trim(coalesce(g.common_ground, '')) <> ''"
        " ORDER BY y.position, y.id, g.position, g.id"
    )
    open_ones: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        if standing(row["accepted_words"], row["common_ground"]) is Standing.OPEN:
            open_ones[row["party_id"]].append(row)
    return [
        EarlyWarning(
            "not_accepted", "goal", each[0]["goal_id"], each[0]["party"], each[0]["colour"],
            len(each), "", each[0]["title"],
        )
        for each in open_ones.values()
    ]  # fmt: skip


def _claimed_twice(reader: Reader) -> list[EarlyWarning]:
    return [
        EarlyWarning(
            "claims", "data_set", row.id, row.name, "", len(row.claimants), "",
            " and ".join(dict.fromkeys(each.party for each in row.claimants)),
        )
        for row in double_claims(reader)
    ]  # fmt: skip


# --- the rhythm ----------------------------------------------------------------------------------


def _advised(reader: Reader) -> list[EarlyWarning]:
    """Return the advices for another rhythm that nobody answered.

    `count` is the rhythm advised and `more` the one in force, in days.
    """
    views = [(row, advice_now(reader, row.id)) for row in series(reader)]
    return [
        EarlyWarning(
            "advice", "series", row.id, row.title, "", view.advice.days, "",
            str(view.counted.inputs.current),
        )
        for row, view in views
        if view is not None
        and view.standing is None
        and view.advice.remark is AdviceRemark.CHANGE
    ]  # fmt: skip
