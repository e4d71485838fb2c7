"""How far the guided path of an engagement is, told by what is in the file (E6)."""

from __future__ import annotations

import json
from dataclasses import dataclass

from facilitator.domain.words import GuideStep
from facilitator.queries.engagement import MEMBERSHIP_ON, PartyRow, day_of, parties
from facilitator.queries.first_steps import first_steps
from facilitator.queries.goal_lines import silent_sides
from facilitator.queries.series import SeriesRow, series
from facilitator.store import Reader

TRIPPING = 20


@dataclass(frozen=True, slots=True)
class StepState:
    """One step; `is_done` is derived from the file, only `is_skipped` was said by somebody."""

    step: GuideStep
    is_done: bool
    is_skipped: bool

    @property
    def is_open(self) -> bool:
        """Tell whether it still asks for something."""
        return not (self.is_done or self.is_skipped)


@dataclass(frozen=True, slots=True)
class Guide:
    """All six steps and the facts behind them.

    `counted` is how many people each side has; `silent` are the sides that say neither what they
    want of the first goal nor why; `kickoff_id` is the first session that was not called off.
    """

    steps: tuple[StepState, ...]
    parties: tuple[PartyRow, ...]
    counted: tuple[tuple[str, int], ...]
    lacking: tuple[str, ...]
    facilitator: str
    goal_id: int | None
    goal: str
    silent: tuple[str, ...]
    words: int
    series: SeriesRow | None
    kickoff_id: int | None
    kickoff_starts: str
    has_held: bool

    def state(self, step: GuideStep) -> StepState:
        """Return the state of one step."""
        return next(each for each in self.steps if each.step is step)

    @property
    def next_step(self) -> GuideStep | None:
        """Return the first step that still asks for something, None where there is none."""
        return next((each.step for each in self.steps if each.is_open), None)

    @property
    def is_over(self) -> bool:
        """Tell whether the path is behind: nothing is open, or people have met already."""
        return self.has_held or self.next_step is None


def guide(reader: Reader) -> Guide:
    """Return how far the guided path is."""
    basics = first_steps(reader)
    goal = reader.one(
        "SELECT id, title FROM goal WHERE state <> 'dropped' ORDER BY position, id LIMIT 1"
    )
    goal_id = int(goal["id"]) if goal else None
    words = int(reader.value("SELECT count(*) FROM term WHERE retired_on IS NULL") or 0)
    rhythm = next(iter(series(reader)), None)
    kickoff = reader.one(
        "SELECT id, starts_local FROM session WHERE state <> 'cancelled'"
        " ORDER BY kind <> 'kickoff', starts_local, id LIMIT 1"
    )
    done = {
        GuideStep.PARTIES: basics.parties >= 2,
        GuideStep.PEOPLE: basics.has_everybody,
        GuideStep.GOAL: goal_id is not None,
        GuideStep.WORDS: words > 0,
        GuideStep.RHYTHM: rhythm is not None,
        GuideStep.KICKOFF: kickoff is not None,
    }
    skipped = {row["name"] for row in reader.all("SELECT name FROM guide_step")}
    return Guide(
        tuple(StepState(step, done[step], step.value in skipped) for step in GuideStep),
        tuple(parties(reader)),
        _counted(reader),
        basics.lacking,
        str(reader.value("SELECT name FROM person WHERE is_facilitator = 1") or ""),
        goal_id,
        goal["title"] if goal else "",
        silent_sides(reader, goal_id).get(goal_id, ()) if goal_id is not None else (),
        words,
        rhythm,
        int(kickoff["id"]) if kickoff else None,
        kickoff["starts_local"] if kickoff else "",
        bool(reader.value("SELECT 1 FROM session WHERE state IN ('running', 'closed') LIMIT 1")),
    )


def _counted(reader: Reader) -> tuple[tuple[str, int], ...]:
    rows = reader.all(
        "SELECT coalesce(y.short_name, y.name) AS name, count(p.id) AS n FROM party y"
        f" LEFT JOIN ({MEMBERSHIP_ON}) m ON m.party_id = y.id"
        " LEFT JOIN person p ON p.id = m.person_id AND p.archived_on IS NULL"
        " WHERE y.archived_on IS NULL GROUP BY y.id ORDER BY y.position, y.id",
        {"day": day_of(reader).isoformat()},
    )
    return tuple((row["name"], row["n"]) for row in rows)


# --- the words that will trip people up -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TrippingWord:
    """A word to look at before the first session; `is_kept` is False once it was ticked off.

    `told` holds (side, colour, words) where sides mean different things, else is empty.
    """

    term_id: int
    term: str
    plain: str
    is_false_friend: bool
    is_kept: bool
    owners: tuple[str, ...]
    told: tuple[tuple[str, str, str], ...]


def tripping_words(reader: Reader, limit: int = TRIPPING) -> list[TrippingWord]:
    """Return false friends first, then words of single sides in turn; those ticked off stay.

    A word that every side owns trips nobody up, unless it means two things.
    """
    rows = reader.all(
        "WITH said AS (SELECT t.id, t.term, t.plain, t.retired_on,"
        "  EXISTS (SELECT 1 FROM term_relation r WHERE r.relation = 'one_word'"
        "   AND (r.term_id = t.id OR r.other_term_id = t.id)) AS is_friend,"
        "  (SELECT min(p.party_id) FROM term_party p JOIN party y ON y.id = p.party_id"
        "    AND y.archived_on IS NULL WHERE p.term_id = t.id AND p.owns) AS home,"
        "  (SELECT count(DISTINCT p.party_id) FROM term_party p JOIN party y ON y.id = p.party_id"
        "    AND y.archived_on IS NULL WHERE p.term_id = t.id AND p.owns) AS owners"
        "  FROM term t)"
        " SELECT *, row_number() OVER (PARTITION BY is_friend, home ORDER BY id) AS turn"
        " FROM said WHERE is_friend OR (owners > 0 AND owners <"
        "  (SELECT count(*) FROM party WHERE archived_on IS NULL))"
        " ORDER BY NOT is_friend, CASE WHEN is_friend THEN id ELSE turn END, id LIMIT ?",
        (limit,),
    )
    sides = _sides(reader, [row["id"] for row in rows])
    return [
        TrippingWord(
            row["id"],
            row["term"],
            row["plain"] or "",
            bool(row["is_friend"]),
            row["retired_on"] is None,
            tuple(name for name, _colour, owns, _words in sides.get(row["id"], ()) if owns),
            tuple(
                (name, colour, words)
                for name, colour, _owns, words in sides.get(row["id"], ())
                if words
            ),
        )
        for row in rows
    ]


def _sides(reader: Reader, ids: list[int]) -> dict[int, list[tuple[str, str, bool, str]]]:
    found: dict[int, list[tuple[str, str, bool, str]]] = {}
    for row in reader.all(
        "SELECT p.term_id, coalesce(y.short_name, y.name) AS name, y.colour, p.owns, p.meaning"
        " FROM term_party p JOIN party y ON y.id = p.party_id AND y.archived_on IS NULL"
        " WHERE p.term_id IN (SELECT value FROM json_each(?)) ORDER BY y.position, y.id",
        (json.dumps(ids),),
    ):
        said = (row["name"], row["colour"], bool(row["owns"]), row["meaning"] or "")
        found.setdefault(row["term_id"], []).append(said)
    return found
