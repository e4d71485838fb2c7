"""The demo engagement as it is told in its file: consistent with itself in every detail.

Nothing here opens a store; `tests/commands/test_demo.py` does.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from facilitator import resources
from facilitator.domain.words import (
    PARTY_COLOURS,
    ActionState,
    Attendance,
    Box,
    CaptureKind,
    ConcernCategory,
    ConcernState,
    DecisionState,
    Disclosure,
    GoalState,
    Horizon,
    ItemState,
    Method,
    PointKind,
    Position,
    Purpose,
    SessionKind,
    SessionState,
)
from facilitator.language.starter import starter_terms

Json = dict[str, Any]
STORY: Json = json.loads(
    (Path(__file__).parents[2] / "resources" / "demo" / "demo.json").read_text(encoding="utf-8")
)
SESSIONS: list[Json] = STORY["sessions"]
HELD = [session for session in SESSIONS if session["state"] == "closed"]
PLANNED = [session for session in SESSIONS if session["state"] == "planned"]
PARTIES = [party["id"] for party in STORY["parties"]]
CAPTURES = [capture for session in HELD for capture in session["captures"]]
DECISIONS = {row["id"]: row for row in CAPTURES if row["kind"] == "decision"}
ACTIONS = {row["id"]: row for row in CAPTURES if row["kind"] == "action"}
CONCERNS = [row for row in CAPTURES if row["kind"] == "concern"]
CATEGORIES = set(ConcernCategory)
STARTER = {
    f"term:{term.term}" for term in starter_terms(resources.text("glossary", "glossary.csv"))
}


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def used(session: Json) -> int:
    return sum(item["used_min"] for item in session["items"])


def windows(session: Json) -> dict[str, tuple[datetime, datetime]]:
    """Return from when to when each item of a held session was on the table."""
    out, at = {}, moment(session["started_at"])
    for item in session["items"]:
        out[item["id"]] = (at, at + timedelta(minutes=item["used_min"]))
        at = out[item["id"]][1]
    return out


def here(session: Json, person: str, at: datetime) -> bool:
    row = next(row for row in session["attendance"] if row["person_id"] == person)
    hour = at.strftime("%H:%M")
    return (
        row["state"] == "present"
        and row.get("arrived_at", "00:00") <= hour
        and hour <= row.get("left_at", "23:59")
    )


def walk(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every value that is neither a list nor an object, with its path, but nothing later."""
    if isinstance(value, dict):
        for key, each in value.items():
            if key not in ("later", "about"):
                yield from walk(each, f"{path}/{key}")
    elif isinstance(value, list):
        for place, each in enumerate(value):
            yield from walk(each, f"{path}/{place}")
    else:
        yield path, value


NO_WORDS = ("_id", "/id", "_json")  # what leads to a row, and what the app alone reads
TEXTS = [
    (path, value)
    for path, value in walk(STORY)
    if isinstance(value, str) and not path.endswith(NO_WORDS)
]


def test_the_story_has_the_size_that_is_promised() -> None:
    """E6: twelve sessions held, three planned, every kind of thing captured."""
    counted = Counter(row["kind"] for row in CAPTURES)
    assert (len(HELD), len(PLANNED)) == (12, 3)
    assert (counted["decision"], counted["action"], counted["concern"]) == (21, 25, 10)
    assert set(counted) == {kind.value for kind in CaptureKind}
    assert {session["kind"] for session in HELD} == set(SessionKind) - {SessionKind.OTHER}


def test_every_reference_names_something_that_is_there() -> None:
    names = [value for path, value in walk(STORY) if path.endswith("/id")]
    twice = [name for name, count in Counter(names).items() if count > 1]
    assert twice == []
    known = {*names, *STARTER}
    missing = [
        (path, value) for path, value in walk(STORY) if path.endswith("_id") and value not in known
    ]
    assert missing == []


@pytest.mark.parametrize(
    ("suffix", "words"),
    [
        ("/purpose", Purpose),
        ("/box", Box),
        ("/disclosure", Disclosure),
        ("/position", set(Position) - {Position.NOT_HEARD}),
        ("/severity", {"high", "medium"}),
    ],
)
def test_words_are_known_and_each_is_used(suffix: str, words: Any) -> None:
    found = {value for path, value in walk(STORY["sessions"]) if path.endswith(suffix)}
    found |= {value for path, value in walk(STORY["sealed"]) if path.endswith(suffix)}
    assert found == set(words)


def test_states_and_kinds_are_known() -> None:
    assert {session["state"] for session in SESSIONS} <= set(SessionState)
    assert {row["state"] for s in SESSIONS for row in s["attendance"]} <= set(Attendance)
    assert {item["state"] for s in SESSIONS for item in s["items"]} <= set(ItemState)
    assert {goal["state"] for goal in STORY["goals"]} <= set(GoalState)
    assert {goal["horizon"] for goal in STORY["goals"]} == set(Horizon)
    assert {row["decision"]["state"] for row in DECISIONS.values()} == {
        DecisionState.AGREED,
        DecisionState.DEFERRED,
        DecisionState.SUPERSEDED,
    }
    assert {row["decision"]["method"] for row in DECISIONS.values()} <= set(Method)
    assert {row["action"]["state"] for row in ACTIONS.values()} == {
        ActionState.PROMISED,
        ActionState.DELIVERED,
        ActionState.ACCEPTED,
        ActionState.DROPPED,
    }
    assert {row["concern"]["state"] for row in CONCERNS} == {
        ConcernState.OPEN,
        ConcernState.ANSWERED,
    }
    for party in STORY["parties"]:
        assert party["colour"] in PARTY_COLOURS
        assert {point["kind"] for point in party["points"]} == set(PointKind)


# --- sessions ------------------------------------------------------------------------------------


@pytest.mark.parametrize("session", HELD, ids=lambda session: session["id"])
def test_used_minutes_are_the_length_that_the_session_took(session: Json) -> None:
    """P3, V2."""
    took = moment(session["ended_at"]) - moment(session["started_at"])
    assert took == timedelta(minutes=used(session))
    assert sum(item["length_min"] for item in session["items"]) <= session["length_min"]


def test_the_next_session_is_three_minutes_too_long_and_lacks_a_lead() -> None:
    """P3, P9: something for the facilitator to mend."""
    coming = PLANNED[0]
    assert sum(item["length_min"] for item in coming["items"]) == coming["length_min"] + 3
    assert [item["id"] for item in coming["items"] if "lead_id" not in item] == ["s13.6"]
    asking = {item.get("asked_by_party_id") for item in coming["items"]}
    assert set(PARTIES) <= asking


def test_sessions_stand_in_the_order_of_time_on_tuesdays() -> None:
    starts = [moment(session["starts_local"]) for session in SESSIONS]
    assert starts == sorted(set(starts))
    assert {start.strftime("%A %H:%M") for start in starts} == {"Tuesday 10:00"}
    numbers = [session["number"] for session in SESSIONS]
    assert numbers == [f"2026/{n:02d}" for n in range(1, 16)]
    anchor = date.fromisoformat(STORY["anchor"])
    assert all(moment(session["starts_local"]).date() < anchor for session in HELD)
    assert all(moment(session["starts_local"]).date() > anchor for session in PLANNED)
    for session in SESSIONS:
        assert session["created_at"] < session["starts_local"]


@pytest.mark.parametrize("session", SESSIONS, ids=lambda session: session["id"])
def test_every_item_is_whole(session: Json) -> None:
    """P2: purpose, wanted result, who asked, time box, agenda text; outcome once it was held."""
    people = {person["id"] for person in STORY["people"]}
    for item in session["items"]:
        for field in ("title", "wanted_result", "agenda_text", "prompt", "asked_by_person_id"):
            assert item.get(field), (item["id"], field)
        assert item["asked_by_person_id"] in people
        held = session["state"] == "closed"
        assert ("outcome" in item) == held
        assert item["state"] == ("done" if held else "open")
        if held:
            assert item["lead_id"] in people
            if "extended_min" in item:
                assert item["used_min"] > item["length_min"], item["id"]


@pytest.mark.parametrize("session", HELD, ids=lambda session: session["id"])
def test_nobody_leads_or_speaks_who_was_not_in_the_room(session: Json) -> None:
    """V6: nobody speaks before coming or after leaving; an idea may be sent in writing."""
    table = windows(session)
    for item in session["items"]:
        begins, ends = table[item["id"]]
        assert here(session, item["lead_id"], begins) or here(session, item["lead_id"], ends)
    for row in session["captures"]:
        for person in (row.get("person_id"), row.get("action", {}).get("asked_by_person_id")):
            if person and row["kind"] != "idea":
                assert here(session, person, moment(row["at"])), (row["id"], person)


@pytest.mark.parametrize("session", HELD, ids=lambda session: session["id"])
def test_late_and_early_lie_within_the_session(session: Json) -> None:
    begins, ends = session["started_at"][-5:], session["ended_at"][-5:]
    sides = set()
    for row in session["attendance"]:
        assert row["state"] in ("present", "apologies")
        if row["state"] == "present":
            sides.add(row.get("party_id"))
        for hour in (row.get("arrived_at"), row.get("left_at")):
            assert hour is None or (row["state"] == "present" and begins < hour < ends)
    assert sides == {*PARTIES, None}


def test_late_early_and_apologies_all_happen() -> None:
    """V6."""
    rows = [row for session in HELD for row in session["attendance"]]
    assert any("arrived_at" in row for row in rows)
    assert any("left_at" in row for row in rows)
    assert sum(row["state"] == "apologies" for row in rows) == 3


@pytest.mark.parametrize("session", HELD, ids=lambda session: session["id"])
def test_captures_fall_into_the_session_and_not_before_their_item(session: Json) -> None:
    table = windows(session)
    for row in session["captures"]:
        at = moment(row["at"])
        assert moment(session["started_at"]) <= at <= moment(session["ended_at"])
        if "item_id" in row:
            assert row["item_id"] in table
            assert table[row["item_id"]][0] <= at, row["id"]


@pytest.mark.parametrize("kind", ["decision", "action"])
def test_numbers_follow_the_time_of_capture(kind: str) -> None:
    """D1: given in order; the ids say which number each one had."""
    rows = [row for row in CAPTURES if row["kind"] == kind]
    by_number = sorted(rows, key=lambda row: int(row["id"][1:]))
    assert [row["at"] for row in by_number] == sorted(row["at"] for row in rows)


def test_papers_notes_and_preparations_are_there() -> None:
    items = [item for session in SESSIONS for item in session["items"]]
    papers = [paper for item in items for paper in item.get("papers", ())]
    assert len(papers) >= 10
    assert all(0 < len(paper["body"]) < 2000 for paper in papers)
    notes = [item["notes"] for item in items if "notes" in item]
    assert {note["in_minutes"] for note in notes} == {True, False}
    assert sum("prep" in item for item in items) >= 4
    assert {row["in_minutes"] for row in CAPTURES if row["kind"] == "note"} == {True, False}


# --- decisions -----------------------------------------------------------------------------------


@pytest.mark.parametrize("row", DECISIONS.values(), ids=lambda row: row["id"])
def test_every_decision_has_been_heard_on_both_sides(row: Json) -> None:
    """D1, D2."""
    decision = row["decision"]
    for field in ("wording", "plain", "context", "because"):
        assert decision[field]
    assert decision["wording"] == row["text"]
    assert len(row["options"]) >= 2
    taken = decision["state"] != "deferred"
    assert any(option.get("is_chosen") for option in row["options"]) == taken
    assert [each["party_id"] for each in row["positions"]] == PARTIES
    assert [each["party_id"] for each in row["considerations"]] == PARTIES
    for each in row["considerations"]:
        assert ("text" in each) != ("passed_reason" in each)
    for each in row["positions"]:
        assert each["position"] == "agree" or each["reason"]
    opposed = any(each["position"] == "object" for each in row["positions"])
    assert opposed != taken
    assert ("decided_on" in decision) == taken


def test_decisions_are_taken_in_their_session() -> None:
    for session in HELD:
        for row in session["captures"]:
            if row["kind"] == "decision" and "decided_on" in row["decision"]:
                assert row["decision"]["decided_on"] == session["starts_local"][:10]


def test_one_decision_replaces_another_and_both_know_it() -> None:
    """D3."""
    chain = {
        row["decision"]["supersedes_id"]: key
        for key, row in DECISIONS.items()
        if "supersedes_id" in row["decision"]
    }
    assert chain == {"d5": "d19"}
    states = {key: row["decision"]["state"] for key, row in DECISIONS.items()}
    assert [key for key, state in states.items() if state == "superseded"] == ["d5"]
    assert DECISIONS["d5"]["history"][-1]["after"] == "superseded"
    assert DECISIONS["d5"]["history"][-1]["at"] >= DECISIONS["d19"]["at"]


def test_history_ends_at_what_stands() -> None:
    """A1, D3: each change begins where one ended, the last leads to what stands."""
    for row in CAPTURES:
        own = row.get(row["kind"], row)
        for field in {change["field"] for change in row.get("history", ())}:
            changes = [change for change in row["history"] if change["field"] == field]
            assert [change["at"] for change in changes] == sorted(c["at"] for c in changes)
            for before, after in pairwise(changes):
                assert before["after"] == after["before"]
            assert changes[-1].get("after") == own.get(field, row.get(field)), (row["id"], field)


def test_reviews_that_were_held_are_not_due_any_more() -> None:
    """D3."""
    anchor = STORY["anchor"]
    due = [
        key
        for key, row in DECISIONS.items()
        if row["decision"]["state"] != "superseded"
        and row["decision"].get("review_on", "9999") <= anchor
    ]
    assert due == ["d3", "d9", "d10", "d11"]


# --- actions -------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", ACTIONS.values(), ids=lambda row: row["id"])
def test_every_action_has_owner_asker_date_and_end(row: Json) -> None:
    """A1, A2."""
    action = row["action"]
    for field in ("done_when", "owner_id", "owner_party_id", "due_on", "asked_by_person_id"):
        assert action[field]
    assert {action["owner_party_id"], action["asked_by_party_id"]} == set(PARTIES)
    assert row["person_id"] == action["owner_id"]
    assert row["party_id"] == action["owner_party_id"]
    assert row["item_id"]
    assert row["goal_id"]
    state = action["state"]
    assert ("delivered_on" in action) == (state in ("delivered", "accepted"))
    assert ("accepted_on" in action) == (state == "accepted")
    if state == "accepted":
        assert row["at"][:10] <= action["delivered_on"] <= action["accepted_on"]
    if state == "dropped":
        assert action["state_reason"]


def test_what_each_side_owes_and_kept() -> None:
    """A3: the counts of the pictures."""
    counted: dict[str, Counter[str]] = {party: Counter() for party in PARTIES}
    for row in ACTIONS.values():
        action = row["action"]
        side = counted[action["owner_party_id"]]
        side[action["state"]] += 1
        if action["state"] == "accepted":
            side["late" if action["delivered_on"] > action["due_on"] else "in time"] += 1
        if action["state"] == "promised" and action["due_on"] < STORY["anchor"]:
            side["overdue"] += 1
    assert counted["sec"] == {"accepted": 9, "delivered": 1, "in time": 8, "late": 1}
    assert counted["mkt"] == {
        "accepted": 9, "promised": 5, "dropped": 1, "in time": 5, "late": 4, "overdue": 2,
    }  # fmt: skip


def test_some_dates_were_moved_before_they_had_passed_and_say_why() -> None:
    """A1: old due dates are kept."""
    moves = [
        change
        for row in ACTIONS.values()
        for change in row.get("history", ())
        if change["field"] == "due_on"
    ]
    assert len(moves) >= 3
    for change in moves:
        assert change["at"][:10] <= change["before"] < change["after"]
        assert change["reason"]


def test_everything_is_accepted_by_the_end_of_a_session_or_in_one() -> None:
    days = {session["starts_local"][:10]: session for session in HELD}
    for row in ACTIONS.values():
        accepted = [
            change for change in row.get("history", ()) if change.get("after") == "accepted"
        ]
        for change in accepted:
            session = days[change["at"][:10]]
            assert session["started_at"] <= change["at"] <= session["ended_at"], row["id"]
            assert change["at"] >= row["at"]


# --- concerns, goals, people ---------------------------------------------------------------------


def test_every_concern_is_told_twice_and_answered_or_open() -> None:
    """C1."""
    for row in CONCERNS:
        concern = row["concern"]
        assert concern["plain"]
        assert concern["category"] in CATEGORIES
        if concern["state"] == "answered":
            assert concern["answered_by_id"] in DECISIONS | ACTIONS
            assert concern["answer_words"]
    assert [row["id"] for row in CONCERNS if row["concern"]["state"] == "open"] == ["c3"]


def test_both_sides_had_their_turn_with_wants_needs_and_challenges() -> None:
    """C2."""
    for kind in ("want", "need", "challenge", "question", "concern"):
        sides = {
            row.get("party_id")
            for row in CAPTURES
            if row["kind"] == kind and not row.get("question", {}).get("is_nameless")
        }
        assert sides == set(PARTIES), kind


def test_goals_are_owned_measured_and_shared() -> None:
    """G1, G2: the newest is not yet common, one side of it is empty."""
    for goal in STORY["goals"]:
        for field in ("measure", "begins_on", "due_on", "owner_id", "state_reason"):
            assert goal[field]
    empty = [goal["id"] for goal in STORY["goals"] if len(goal["sides"]) < len(PARTIES)]
    assert empty == ["g5"]
    assert [goal["id"] for goal in STORY["goals"] if "common_ground" not in goal] == empty


def test_attendance_agrees_with_the_membership_of_that_day() -> None:
    """E3: history stays right; one person came from the other side before the first session."""
    members = {person["id"]: person["memberships"] for person in STORY["people"][1:]}
    assert any(len(rows) == 2 and rows[0]["party_id"] != rows[1]["party_id"]
               for rows in members.values())  # fmt: skip
    for session in SESSIONS:
        day = session["starts_local"][:10]
        for row in session["attendance"]:
            sides = [
                each["party_id"]
                for each in members.get(row["person_id"], ())
                if each.get("from_on", "") <= day < each.get("to_on", "9999")
            ]
            assert sides == ([row["party_id"]] if "party_id" in row else [])


def test_six_agreements_stand_and_two_have_gone() -> None:
    """E4."""
    gone = [row["retired_on"] for row in STORY["agreements"] if "retired_on" in row]
    assert len(STORY["agreements"]) - len(gone) == 6
    assert gone == ["2026-04-28"] * 2


# --- sealed --------------------------------------------------------------------------------------


def sealed_texts() -> list[str]:
    notes = [note for talk in STORY["sealed"]["talks"] for note in talk["notes"]]
    notes += STORY["sealed"]["notes"]
    texts = [words for note in notes for words in (note["text"], note.get("guidance", ""))]
    texts += [talk["title"] for talk in STORY["sealed"]["talks"]]
    items = [item for session in SESSIONS for item in session["items"]]
    return [text for text in texts if text] + [
        item["prep"]["text"] for item in items if "prep" in item
    ]


def test_no_sealed_words_stand_in_anything_joint() -> None:
    """S2: not even a sentence of them."""
    joint = "\n".join(
        text for path, text in TEXTS if not path.startswith("/sealed") and "/prep/" not in path
    )
    for text in sealed_texts():
        for sentence in re.split(r"(?<=[.?!]) ", text):
            assert sentence not in joint, sentence


def test_a_release_is_a_statement_of_its_own() -> None:
    """S1."""
    notes = [note for talk in STORY["sealed"]["talks"] for note in talk["notes"]]
    released = [note for note in notes if note["disclosure"] == "released"]
    assert [note["id"] for note in notes if "release" in note] == [note["id"] for note in released]
    statements = {row["id"]: row for row in CAPTURES}
    for note in released:
        release = note["release"]
        statement = statements[release["capture_id"]]
        assert statement["text"] == release["words"] != note["text"]
        assert statement["party_id"] == note["party_id"]
        assert note["at"] < release["at"] < statement["at"]
        assert release["approved_by"]


def test_private_talks_lie_between_sessions() -> None:
    days = {session["starts_local"][:10] for session in SESSIONS}
    assert not days & {talk["at_local"][:10] for talk in STORY["sealed"]["talks"]}


# --- language ------------------------------------------------------------------------------------

_PLACE = re.compile(
    r"\{(?:(?:day|month|season|[Hh]alf|year):\d{4}-\d\d-\d\d|s(?:[1-9]|1[0-2])|[da]\d+)\}"
)
_DATED = re.compile(
    r"\b(January|February|March|April|June|July|August|September|October|November|December"
    r"|spring|summer|autumn|winter|20\d\d)\b"
)


def test_every_date_and_number_in_running_text_moves_with_the_story() -> None:
    for path, text in TEXTS:
        if re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d)?|\d{4}/\d\d", text):
            continue
        rest = _PLACE.sub("", text)
        assert not re.search(r"[{}]", rest), (path, text)
        assert not _DATED.search(rest), (path, text)
        for name in re.findall(r"\{([sda]\d+)\}", text):
            assert name in DECISIONS | ACTIONS | {session["id"]: session for session in HELD}


def test_what_the_app_alone_reads_is_json_without_a_date_that_would_stay_behind() -> None:
    """K3: the figures that an advice was made from; words in them would escape every check."""
    kept = [(path, text) for path, text in walk(STORY) if path.endswith("_json")]
    assert [path for path, _text in kept] == [
        f"/advice/{number}/inputs_json" for number in range(len(STORY["advice"]))
    ]
    for path, text in kept:
        assert isinstance(json.loads(text), dict), path
        assert not re.search(r"20\d\d", text), path


def test_texts_are_tidy() -> None:
    """Typographic quotation marks in pairs, no doubled spaces, no dashes for commas."""
    for path, text in TEXTS:
        if path.endswith("/body"):
            continue
        assert '"' not in text, (path, text)
        assert text.count("“") == text.count("”"), (path, text)
        assert "  " not in text, (path, text)
        assert text == text.strip(), (path, text)
        assert " – " not in text, (path, text)
        assert "—" not in text, (path, text)
