"""Search over everything joint, newest first; sealed text only when the window asks (U2, S2)."""

from __future__ import annotations

import json
from dataclasses import dataclass

from facilitator.domain.names import Name, NameIndex, NameKind
from facilitator.domain.search_query import SearchQuery, match_expression, parse_query
from facilitator.queries.called import called
from facilitator.queries.data_hits import data_facts
from facilitator.queries.engagement import MEMBERSHIP_ON, day_of
from facilitator.queries.ground_hits import ground_facts
from facilitator.queries.hits import capture_facts, item_facts, plain_facts, sealed_facts
from facilitator.queries.minutes_hits import minutes_facts
from facilitator.queries.numbers import session_labels
from facilitator.queries.plan_hits import plan_facts
from facilitator.queries.sayback_hits import sayback_facts
from facilitator.store import Reader, Row

_CUT = 160


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found.

    `kind` is that of the index: a capture kind, session, item, notes, goal, person, agreement,
    paper, sealed_note, sealed_prep or sealed_prompt. `on` is an ISO day; `number` and
    `session_label` are empty where there is none.
    """

    kind: str
    id: int
    title: str
    snippet: str
    session_id: int | None
    session_label: str
    number: str
    on: str


def unknown_filters(query: str) -> tuple[str, ...]:
    """Return the filters of a query that mean nothing, as they were written."""
    return parse_query(query).unknown


def search(reader: Reader, query: str, limit: int = 50, sealed: bool = False) -> list[Hit]:
    """Return what a query finds: what is called by that number, then the newest first.

    Filters alone find too. A filter that means nothing, or names nobody, finds nothing:
    `unknown_filters` tells. `sealed` also looks into sealed text, for the facilitator's window.
    """
    asked = parse_query(query)
    if not _can_be_found(asked):
        return []
    expression = match_expression(asked)
    rows = _joint(reader, asked, expression, limit)
    if (number := _number(asked)) and (ids := called(reader, number, limit)):
        rows = [*_by_id(reader, ids), *(row for row in rows if row["id"] not in ids)]
    elif sealed and expression is not None and _is_words_only(asked):
        rows = sorted([*rows, *_sealed(reader, expression, limit)], key=lambda row: -row["id"])
    return _hits(reader, rows[:limit], sealed)


def found_ids(reader: Reader, query: str, limit: int = 10_000) -> set[int]:
    """Return the ids alone of what `search` finds in joint text, for a list that has the rest."""
    asked = parse_query(query)
    if not _can_be_found(asked):
        return set()
    rows = _joint(reader, asked, match_expression(asked), limit, is_brief=True)
    number = _number(asked)
    return {row["id"] for row in rows} | set(called(reader, number, limit) if number else ())


def _can_be_found(asked: SearchQuery) -> bool:
    """Tell whether a query asks for anything, and for nothing that cannot be."""
    if asked.is_empty or asked.unknown:
        return False
    return match_expression(asked) is not None or not (asked.words or asked.phrases)


def not_understood(reader: Reader, query: str) -> tuple[str, ...]:
    """Return the parts of a query that name nothing here, as they were written."""
    asked = parse_query(query)
    out = list(asked.unknown)
    for kind, names, sign in (
        (NameKind.PERSON, asked.people, "@"),
        (NameKind.GOAL, asked.goals, "goal:"),
        (NameKind.PARTY, asked.parties, "party:"),
    ):
        index = _names(reader, kind) if names else None
        out += [f"{sign}{name}" for name in names if index is not None and not index.find(name)]
    return tuple(out)


def _number(asked: SearchQuery) -> str:
    """Return the one word of a query that has nothing else: it may be a number."""
    is_alone = _is_words_only(asked) and not asked.phrases and len(asked.words) == 1
    return asked.words[0] if is_alone else ""


def _by_id(reader: Reader, ids: list[int]) -> list[Row]:
    rows = reader.all(
        f"SELECT t.id, t.kind, substr(t.body, 1, {_CUT}) AS snippet FROM search_text t"
        " WHERE t.id IN (SELECT value FROM json_each(?))",
        (json.dumps(ids),),
    )
    return sorted(rows, key=lambda row: ids.index(row["id"]))


def _is_words_only(asked: SearchQuery) -> bool:
    return not (asked.kinds or asked.states or asked.people or asked.goals or asked.parties)


def _joint(
    reader: Reader,
    asked: SearchQuery,
    expression: str | None,
    limit: int,
    *,
    is_brief: bool = False,
) -> list[Row]:
    conditions, params = _filters(reader, asked)
    if expression is None:
        source, newest = "search_text t", "t.id"
        snippet = f"substr(t.body, 1, {_CUT})"
    else:
        # Ordered by the index's own rowid, it yields the newest first and stops at the limit.
        source, newest = "search JOIN search_text t ON t.id = search.rowid", "search.rowid"
        snippet = "snippet(search, 0, '', '', '…', 16)"
        conditions.append("search MATCH :words")
        params["words"] = expression
    columns = "t.id" if is_brief else f"t.id, t.kind, {snippet} AS snippet"
    where = " AND ".join(conditions)
    sql = f"SELECT {columns} FROM {source} WHERE {where} ORDER BY {newest} DESC LIMIT :limit"
    return reader.all(sql, params | {"limit": limit})


def _sealed(reader: Reader, expression: str, limit: int) -> list[Row]:
    return reader.all(
        "SELECT t.id, t.kind, snippet(sealed_search, 0, '', '', '…', 16) AS snippet"
        " FROM sealed_search JOIN sealed_search_text t ON t.id = sealed_search.rowid"
        " WHERE sealed_search MATCH ? ORDER BY sealed_search.rowid DESC LIMIT ?",
        (expression, limit),
    )


# --- filters -------------------------------------------------------------------------------------

_BY_PERSON = """t.id IN (
  SELECT value FROM json_each(:{p})
  UNION SELECT id FROM capture
    WHERE kind <> 'action' AND person_id IN (SELECT value FROM json_each(:{p}))
  UNION SELECT a.id FROM action a JOIN capture c ON c.id = a.id AND c.kind = 'action'
    WHERE a.owner_id IN (SELECT value FROM json_each(:{p}))
    OR a.asked_by_person_id IN (SELECT value FROM json_each(:{p}))
  UNION SELECT id FROM decision WHERE decider_id IN (SELECT value FROM json_each(:{p}))
  UNION SELECT id FROM goal WHERE owner_id IN (SELECT value FROM json_each(:{p}))
  UNION SELECT id FROM agenda_item WHERE lead_id IN (SELECT value FROM json_each(:{p}))
    OR asked_by_person_id IN (SELECT value FROM json_each(:{p})))"""
_BY_GOAL = """t.id IN (
  SELECT value FROM json_each(:{p})
  UNION SELECT id FROM capture WHERE goal_id IN (SELECT value FROM json_each(:{p}))
  UNION SELECT id FROM agenda_item WHERE goal_id IN (SELECT value FROM json_each(:{p})))"""
_BY_PARTY = f"""t.id IN (
  SELECT id FROM capture
    WHERE kind <> 'action' AND party_id IN (SELECT value FROM json_each(:{{p}}))
  UNION SELECT a.id FROM action a JOIN capture c ON c.id = a.id AND c.kind = 'action'
    WHERE a.owner_party_id IN (SELECT value FROM json_each(:{{p}}))
    OR a.asked_by_party_id IN (SELECT value FROM json_each(:{{p}}))
  UNION SELECT id FROM agenda_item WHERE asked_by_party_id IN (SELECT value FROM json_each(:{{p}}))
  UNION SELECT person_id FROM ({MEMBERSHIP_ON})
    WHERE party_id IN (SELECT value FROM json_each(:{{p}})))"""

# The owner of an action stands in its own row; what the capture says is who was named first.
# What each state means for each kind; the kind is asked for too, since a capture may have been
# something else before and its old row stays.
_OPEN = """(
  (t.kind = 'decision' AND t.id IN (SELECT id FROM decision
    WHERE state IN ('proposed', 'deferred')))
  OR (t.kind = 'action' AND t.id IN (SELECT id FROM action
    WHERE state IN ('asked', 'promised', 'delivered')))
  OR (t.kind = 'concern' AND t.id IN (SELECT id FROM concern WHERE state = 'open'))
  OR (t.kind IN ('idea', 'question', 'want', 'need', 'challenge', 'parked', 'sayback')
    AND t.id IN (SELECT id FROM capture WHERE settled_on IS NULL))
  OR (t.kind = 'session' AND t.id IN (SELECT id FROM session WHERE state IN ('planned', 'running')))
  OR (t.kind = 'item' AND t.id IN (SELECT id FROM agenda_item WHERE state = 'open'))
  OR (t.kind = 'goal' AND t.id IN (SELECT id FROM goal WHERE state NOT IN ('done', 'dropped'))))"""
_OVERDUE = """(
  (t.kind = 'action' AND t.id IN (SELECT id FROM action
    WHERE state IN ('asked', 'promised') AND due_on < :day))
  OR (t.kind = 'decision' AND t.id IN (SELECT id FROM decision
    WHERE state IN ('agreed', 'agreed_to_differ', 'deferred') AND review_on < :day))
  OR (t.kind = 'goal' AND t.id IN (SELECT id FROM goal
    WHERE state NOT IN ('done', 'dropped') AND due_on < :day)))"""
_OTHER = """(
  (t.kind = 'decision' AND t.id IN (SELECT id FROM decision WHERE state = :{p}))
  OR (t.kind = 'action' AND t.id IN (SELECT id FROM action WHERE state = :{p}))
  OR (t.kind = 'concern' AND t.id IN (SELECT id FROM concern WHERE state = :{p}))
  OR (t.kind = 'goal' AND t.id IN (SELECT id FROM goal WHERE state = :{p}))
  OR (t.kind = 'session' AND t.id IN (SELECT id FROM session WHERE state = :{p}))
  OR (t.kind = 'item' AND t.id IN (SELECT id FROM agenda_item WHERE state = :{p})))"""


def _filters(reader: Reader, asked: SearchQuery) -> tuple[list[str], dict[str, object]]:
    """Return the conditions of a query's filters and their parameters; each condition narrows."""
    conditions = ["true"]
    params: dict[str, object] = {"day": day_of(reader).isoformat()}
    if asked.kinds:
        conditions.append("t.kind IN (SELECT value FROM json_each(:kinds))")
        params["kinds"] = json.dumps(asked.kinds)
    if asked.states:
        states = [_state(state, f"state{n}", params) for n, state in enumerate(asked.states)]
        conditions.append(f"({' OR '.join(states)})")
    for kind, names, template in (
        (NameKind.PERSON, asked.people, _BY_PERSON),
        (NameKind.GOAL, asked.goals, _BY_GOAL),
        (NameKind.PARTY, asked.parties, _BY_PARTY),
    ):
        index = _names(reader, kind) if names else None
        for n, name in enumerate(names):
            meant = index.find(name) if index else ()
            conditions.append(template.format(p=f"{kind}{n}"))
            params[f"{kind}{n}"] = json.dumps([each.id for each in meant])
    return conditions, params


def _state(state: str, name: str, params: dict[str, object]) -> str:
    if state in ("open", "overdue"):
        return _OPEN if state == "open" else _OVERDUE
    params[name] = state
    return _OTHER.format(p=name)


_NAMED = {
    NameKind.PERSON: "SELECT id, name, '' AS short FROM person",
    NameKind.GOAL: "SELECT id, title AS name, '' AS short FROM goal",
    NameKind.PARTY: "SELECT id, name, coalesce(short_name, '') AS short FROM party",
}


def _names(reader: Reader, kind: NameKind) -> NameIndex:
    rows = reader.all(_NAMED[kind])
    names = [(kind, Name(row["id"], row["name"], short=row["short"])) for row in rows]
    return NameIndex(names, inside_words=kind is not NameKind.PERSON)


# --- hits ----------------------------------------------------------------------------------------


def _hits(reader: Reader, rows: list[Row], sealed: bool) -> list[Hit]:
    ids = json.dumps([row["id"] for row in rows])
    facts = capture_facts(reader, ids) | item_facts(reader, ids) | plain_facts(reader, ids)
    facts |= data_facts(reader, ids) | ground_facts(reader, ids) | sayback_facts(reader, ids)
    facts |= plan_facts(reader, ids) | minutes_facts(reader, ids)
    if sealed:
        facts |= sealed_facts(reader, ids)
    numbers = session_labels(reader, {known.session_id for known in facts.values()})
    labels = {key: label.label for key, label in numbers.items()}
    hits = []
    for row in rows:
        known = facts.get(row["id"])
        snippet = " ".join(row["snippet"].split())
        hits.append(
            Hit(
                kind=row["kind"],
                id=row["id"],
                title=" ".join(known.title.split()) if known else snippet,
                snippet=snippet,
                session_id=known.session_id if known else None,
                session_label=labels.get(known.session_id or 0, "") if known else "",
                number=known.number if known else "",
                on=known.on if known else "",
            )
        )
    return hits
