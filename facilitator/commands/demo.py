"""The demo engagement: one lifelike half-year, written as one step with its dates moved."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any, TypeAlias

from facilitator import resources
from facilitator.commands.demo_minutes import DemoMinutes
from facilitator.commands.glossary import bring_starter
from facilitator.commands.speaking import add_speaking
from facilitator.domain.moments import YEARS
from facilitator.domain.moved_dates import MovedDates
from facilitator.domain.words import DecisionState, SessionState
from facilitator.errors import CommandRefused, InvalidMoment
from facilitator.queries.numbers import capture_label, request_label, session_label
from facilitator.store import Store

Json: TypeAlias = dict[str, Any]
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)")
_NO_COLUMN = ("id", "number", "prompt", "rhythm")

# What hangs on a row: the list of the story, its table, and the column that names the row.
_CHILDREN: dict[str, tuple[tuple[str, str, str], ...]] = {
    "goal": (
        ("sponsors", "goal_sponsor", "goal_id"),
        ("sides", "goal_party", "goal_id"),
        ("milestones", "milestone", "goal_id"),
        ("history", "history", "row_id"),
    ),
    "series": (
        ("rhythms", "rhythm", "series_id"),
        ("exceptions", "series_exception", "series_id"),
    ),
    "budget_line": (("shares", "budget_share", "line_id"), ("history", "history", "row_id")),
    "tension": (("ends", "tension_end", "tension_id"), ("eased_by", "link", "from_id")),
    "tradeoff": (("options", "tradeoff_option", "tradeoff_id"),),
    "agreed_fact": (("sides", "fact_party", "fact_id"),),
    "rank_round": (("ranks", "goal_rank", "round_id"), ("sealed", "sealed_rank", "round_id")),
    "data_set": (
        ("recipients", "data_recipient", "data_set_id"),
        ("roles", "data_role", "data_set_id"),
        ("claims", "data_claim", "data_set_id"),
    ),
    "data_request": (
        ("fields", "data_request_field", "request_id"),
        ("sides", "data_request_party", "request_id"),
    ),
    "term": (("sides", "term_party", "term_id"), ("relations", "term_relation", "term_id")),
}
_POSITIONED = {
    "goal", "milestone", "tension", "tension_end", "link", "tradeoff", "tradeoff_option",
    "budget_line", "agreed_fact", "data_set", "data_recipient", "data_request_field", "primer",
}  # fmt: skip
# The parts of the story that need all people, goals and sessions, each with its table.
_GROUND = (
    ("tensions", "tension"),
    ("tradeoffs", "tradeoff"),
    ("budget", "budget_line"),
    ("facts", "agreed_fact"),
    ("rank_rounds", "rank_round"),
    ("data_sets", "data_set"),
    ("data_requests", "data_request"),
    ("turns", "turn"),
    ("primers", "primer"),
)

_REACHES = 5  # years before its anchor and after it


def write_demo(store: Store, on: date) -> None:
    """Fill a new file with the demo; its dates move by whole weeks until its anchor is near `on`.

    The anchor falls on `on`, or on the last day of its weekday before it.

    Raises:
        CommandRefused: the file holds an engagement already.
        InvalidMoment: its sessions would lie in years that a file cannot hold.
    """
    if not YEARS[_REACHES] <= on.year <= YEARS[-1] - _REACHES:
        raise InvalidMoment(on.isoformat(), "is too far away for the demo")
    if store.value("SELECT 1 FROM engagement") is not None:
        raise CommandRefused("This file holds an engagement already; the demo needs a new one.")
    story = json.loads(resources.text("demo", "demo.json"))
    with store.step("Write the demo", barrier=True):
        _Demo(store, story, on).write()


def _asked_on(request: Json) -> str:
    return str(request["asked_on"])


class _Demo:
    """Writes one story: ids and numbers are made first, so that any row may name any other."""

    def __init__(self, store: Store, story: Json, on: date) -> None:
        self._store = store
        self._story = story
        self._zone = str(story["engagement"]["zone"])
        self._dates = MovedDates.until(date.fromisoformat(story["anchor"]), on, self._zone)
        self._ids: dict[str, int] = {}
        self._numbers: dict[str, str] = {}

    def write(self) -> None:
        for name in self._names():
            self._ids[name] = self._store.new_id()
        self._issue_numbers()
        self._insert("engagement", self._story["engagement"])
        self._write_people()
        self._write_words()
        self._write_tree("goal", self._story["goals"])
        self._insert("plan", self._story["plan"])
        self._write_tree("series", self._story["series"])
        self._write_advice()
        for session in self._story["sessions"]:
            self._write_session(session)
        for session in self._story["sessions"]:
            for capture in session.get("captures", ()):
                self._write_capture(capture, self._ids[session["id"]])
        for position, item in enumerate(self._story["backlog"], start=1):
            self._write_item(item, position=position)
        for part, table in _GROUND:
            self._write_tree(table, self._story[part])
        self._write_tree("incident", self._story["incidents"])
        self._write_tree("sealed_rate", self._story["rates"])
        self._write_tree("unknown_word", self._story["language"]["unknown"])
        self._write_sealed()
        self._write_minutes()

    def _names(self) -> Iterator[str]:
        """Yield the local id of every row that others may name, in the order of time."""
        story = self._story
        for row in (*story["parties"], *story["people"], *story["goals"]):
            yield row["id"]
        yield from _ids_in(story["series"])
        for session in story["sessions"]:
            yield session["id"]
            yield from (row["id"] for row in (*session["items"], *session.get("captures", ())))
        yield from (row["id"] for row in story["backlog"])
        for part, _ in _GROUND:
            yield from _ids_in(story[part])
        yield from _ids_in(story["language"]["own"])

    def _issue_numbers(self) -> None:
        """Number what was held, by the year of its session; what is planned has no number yet."""
        for session in self._story["sessions"]:
            if session["state"] == SessionState.PLANNED:
                continue
            year = int(self._dates.day(session["starts_local"][:10])[:4])
            name = session["id"]
            n = self._store.issue_number("session", year, self._ids[name])
            self._numbers[name] = session_label(year, n)
            for kind in ("decision", "action"):
                named = [row["id"] for row in session["captures"] if row["kind"] == kind]
                for name in sorted(named, key=lambda name: int(name[1:])):
                    n = self._store.issue_number(kind, year, self._ids[name])
                    self._numbers[name] = capture_label(kind, year, n)
        for request in sorted(self._story["data_requests"], key=_asked_on):
            name = request["id"]
            year = int(self._dates.day(request["asked_on"])[:4])
            n = self._store.issue_number("data_request", year, self._ids[name])
            self._numbers[name] = request_label(year, n)

    # --- one row ------------------------------------------------------------------------------

    def _insert(self, table: str, row: Json, **more: object) -> int:
        """Write one row; what hangs on it (lists and objects) is for the caller."""
        values = self._columns(row)
        if (row_id := self._ids.get(row.get("id", ""))) is not None:
            values["id"] = row_id
        return self._store.insert(table, **(values | more))

    def _columns(self, row: Json) -> dict[str, object]:
        return dict(
            self._column(key, value)
            for key, value in row.items()
            if key not in _NO_COLUMN and not isinstance(value, dict | list)
        )

    def _column(self, key: str, value: object) -> tuple[str, object]:
        """Return the column that a key of the story means, and what belongs there."""
        if key.endswith("_id"):
            return key, self._ids[str(value)]
        if key.endswith("_min") and isinstance(value, int):
            return key.removesuffix("_min") + "_s", value * 60
        if isinstance(value, bool):
            return key, int(value)
        if not isinstance(value, str):
            return key, value
        if _DAY.fullmatch(value):
            return key, self._dates.day(value)
        if moment := _MOMENT.fullmatch(value):
            is_local = key.endswith("_local")
            move = self._dates.local if is_local else self._dates.stamp
            return key, move(moment[1], moment[2])
        return key, self._dates.words(value, self._numbers)

    def _write_list(self, key: str, row: Json, table: str = "", **more: object) -> None:
        for each in row.get(key, ()):
            self._insert(table or key, each, **more)

    def _write_tree(self, table: str, rows: list[Json], **more: object) -> None:
        """Write rows in their order, each with the rows that hang on it."""
        for position, row in enumerate(rows, start=1):
            place: Json = {"position": position} if table in _POSITIONED else {}
            if table == "rhythm":
                place["zone"] = self._zone
            row_id = self._insert(table, row, **more, **place)
            for key, child, column in _CHILDREN.get(table, ()):
                self._write_tree(child, row.get(key, []), **{column: row_id})

    # --- rows with what hangs on them ---------------------------------------------------------

    def _write_people(self) -> None:
        for position, party in enumerate(self._story["parties"], start=1):
            party_id = self._insert("party", party, position=position)
            for place, point in enumerate(party["points"], start=1):
                self._insert("party_point", point, party_id=party_id, position=place)
        for person in self._story["people"]:
            person_id = self._insert("person", person)
            self._write_list("memberships", person, "membership", person_id=person_id)
        for position, agreement in enumerate(self._story["agreements"], start=1):
            self._insert("agreement", agreement, position=position)
        for own in self._story["templates"]:
            body = json.dumps(own, ensure_ascii=False)
            self._store.insert(
                "sealed_template", kind=own["kind"], name=own["name"], body_json=body
            )

    def _write_words(self) -> None:
        """Bring the starter glossary as the sides would, then what they made of it since."""
        language = self._story["language"]
        homes = {home["label"]: self._ids[home["party_id"]] for home in language["homes"]}
        bring_starter(self._store, homes)
        _, brought_at = self._column("created_at", language["on_list_at"])
        self._store.execute("UPDATE term SET created_at = ?", (brought_at,))
        for row in self._store.all("SELECT id, term FROM term"):
            self._ids[f"term:{row['term']}"] = row["id"]
        self._write_tree("term", language["own"])
        for word in language["words"]:
            self._change_word(word, self._ids[word["id"]])

    def _change_word(self, word: Json, term_id: int) -> None:
        """Write what the sides added to a word of the starter."""
        self._store.update("term", term_id, **self._columns(word))
        for side in word.get("sides", ()):
            values = self._columns(side)
            row_id = self._store.value(
                "SELECT id FROM term_party WHERE term_id = ? AND party_id = ?",
                (term_id, values["party_id"]),
            )
            if row_id is not None:
                self._store.update("term_party", row_id, **values)
            else:
                self._store.insert("term_party", term_id=term_id, **values)
        self._write_list("relations", word, "term_relation", term_id=term_id)

    def _write_advice(self) -> None:
        """Write the answered advice, and which rhythm came of it."""
        for advice in self._story["advice"]:
            advice_id = self._insert("advice", advice)
            if "rhythm" in advice:
                self._store.update("rhythm", self._ids[advice["rhythm"]], advice_id=advice_id)

    def _write_session(self, session: Json) -> None:
        session_id = self._insert("session", session, zone=self._zone)
        self._write_list("attendance", session, session_id=session_id)
        self._write_list("closing_rounds", session, "closing_round", session_id=session_id)
        for side in session.get("speaking", ()):
            party_id = self._ids[side["party_id"]]
            add_speaking(self._store, session_id, party_id, side["minutes"] * 60)
        for position, item in enumerate(session["items"], start=1):
            self._write_item(item, position=position, session_id=session_id)

    def _write_item(self, item: Json, **more: object) -> None:
        item_id = self._insert("agenda_item", item, **more)
        for key, table in (("notes", "item_notes"), ("prep", "sealed_prep")):
            if key in item:
                self._insert(table, item[key], item_id=item_id)
        if "prompt" in item:
            self._insert("sealed_prompt", {"text": item["prompt"]}, item_id=item_id)
        for position, paper in enumerate(item.get("papers", ()), start=1):
            body = self._dates.words(paper["body"], self._numbers).encode()
            self._store.insert(
                "paper",
                item_id=item_id,
                name=paper["name"],
                mime=paper["mime"],
                sha256=self._store.put_body(body),
                size=len(body),
                position=position,
            )

    def _write_capture(self, capture: Json, session_id: int) -> None:
        capture_id = self._insert("capture", capture, session_id=session_id)
        for table in ("action", "concern", "idea", "question", "sayback"):
            if table in capture:
                self._insert(table, capture[table], id=capture_id)
        self._write_list("versions", capture, "sayback_version", sayback_id=capture_id)
        if "decision" in capture:
            self._write_decision(capture, capture_id)
        else:
            self._write_list("considerations", capture, "consideration", row_id=capture_id)
        self._write_list("history", capture, row_id=capture_id)

    def _write_decision(self, capture: Json, decision_id: int) -> None:
        """Write a decision as a proposal first: once it is taken, nothing can be added to it."""
        decision = capture["decision"]
        self._insert("decision", decision, id=decision_id, state=DecisionState.PROPOSED.value)
        for position, option in enumerate(capture["options"], start=1):
            self._insert("decision_option", option, decision_id=decision_id, position=position)
        self._write_list("positions", capture, "decision_position", decision_id=decision_id)
        self._write_list("considerations", capture, "consideration", row_id=decision_id)
        self._write_list("concerns", capture, "proposal_concern", decision_id=decision_id)
        self._store.update("decision", decision_id, state=decision["state"])

    def _write_minutes(self) -> None:
        """Write the minutes that went out, once all they tell of stands there."""
        made = DemoMinutes(
            self._store,
            self._ids,
            self._dates,
            lambda text: self._dates.words(text, self._numbers),
            self._story["engagement"]["minutes_style"],
        )
        for session in self._story["sessions"]:
            if "minutes" in session:
                items = enumerate(session["items"], start=1)
                made.write(session, {item["id"]: place for place, item in items})

    def _write_sealed(self) -> None:
        for talk in self._story["sealed"]["talks"]:
            talk_id = self._insert("sealed_session", talk, zone=self._zone)
            for note in talk["notes"]:
                self._write_sealed_note(note, sealed_session_id=talk_id)
        for note in self._story["sealed"]["notes"]:
            self._write_sealed_note(note)

    def _write_sealed_note(self, note: Json, **more: object) -> None:
        note_id = self._insert("sealed_note", note, **more)
        if "release" in note:
            self._insert("sealed_release", note["release"], note_id=note_id)


def _ids_in(value: object) -> Iterator[str]:
    """Yield every local id in a part of the story, in its order."""
    if isinstance(value, dict):
        if "id" in value:
            yield str(value["id"])
        for each in value.values():
            yield from _ids_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from _ids_in(each)
