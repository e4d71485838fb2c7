"""The guided path of a new engagement: what its steps write that no other page does (E6)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from facilitator.commands.agenda import add_item
from facilitator.commands.fields import line, must_exist, required_line
from facilitator.commands.glossary import (
    add_term,
    bring_starter,
    restore_term,
    retire_term,
    set_relation,
    set_side,
)
from facilitator.commands.glossary_bring import Brought
from facilitator.commands.questions import bring_shelf, missing_from_shelf
from facilitator.commands.sessions import new_session
from facilitator.domain.templates import Template
from facilitator.domain.words import GuideStep, Purpose, SessionKind, TermRelation
from facilitator.errors import CommandRefused, InvalidText
from facilitator.queries.engagement import day_of
from facilitator.store import Store

GOAL_S = 900


def skip_step(store: Store, step: GuideStep) -> None:
    """Leave a step of the guided path out for now; it can be taken up any time."""
    name = GuideStep(step).value
    if store.value("SELECT 1 FROM guide_step WHERE name = ?", (name,)):
        return
    with store.step("Skip a step of the guided path"):
        store.insert("guide_step", name=name, skipped_on=day_of(store).isoformat())


def resume_step(store: Store, step: GuideStep) -> None:
    """Take up a step that was left out."""
    rows = store.all("SELECT id FROM guide_step WHERE name = ?", (GuideStep(step).value,))
    if not rows:
        return
    with store.step("Take up a step of the guided path"):
        for row in rows:
            store.delete("guide_step", row["id"])


def bring_first_words(store: Store, homes: Mapping[str, int | None]) -> Brought:
    """Bring the starter glossary and the shipped questions, as one step."""
    with store.step("Bring words and questions"):
        brought = bring_starter(store, homes)
        if missing_from_shelf(store):
            bring_shelf(store)
    return brought


def keep_word(store: Store, term_id: int, keep: bool) -> None:
    """Keep a word of the first twenty, or tick it off: it is retired and found no longer."""
    row = must_exist(store, "term", term_id)
    if keep and row["retired_on"] is not None:
        restore_term(store, term_id)
    elif not keep and row["retired_on"] is None:
        retire_term(store, term_id)


def add_false_friend(store: Store, term: str, meanings: Mapping[int, str]) -> int:
    """Add a word that means something else to each side; every side that means something owns it.

    Raises:
        InvalidText: fewer than two sides say what they mean.
    """
    said = {party_id: words for party_id, words in meanings.items() if line("Meaning", words)}
    if len(said) < 2:
        raise InvalidText("Meaning", "at least two sides have to say what they mean by it")
    with store.step("Add a word with two meanings"):
        term_id = add_term(store, term, said)
        for party_id, words in said.items():
            set_side(store, term_id, party_id, meaning=words)
        set_relation(store, term_id, TermRelation.ONE_WORD)
    return term_id


def plan_kickoff(
    store: Store,
    starts_local: str | datetime,
    template: Template,
    goal_id: int,
    question: str,
    *,
    series_id: int | None = None,
    title: str = "",
) -> int:
    """Plan the first session from a template, with a goal on its agenda; everybody is invited.

    The goal's question comes before the first item that decides something. The session is as
    long as its agenda.

    Raises:
        CommandRefused: somebody dropped the goal.
    """
    goal = must_exist(store, "goal", goal_id)
    if goal["state"] == "dropped":
        raise CommandRefused(f"“{goal['title']}” was dropped, so it is on no agenda.")
    words = required_line("Question", question)
    length_s = sum(item.minutes for item in template.items) * 60 + GOAL_S
    place = store.value("SELECT place FROM series WHERE id = ?", (series_id,)) or ""
    with store.step("Plan the kickoff"):
        session_id = new_session(
            store,
            title or template.name,
            starts_local,
            kind=SessionKind.KICKOFF,
            length_s=length_s,
            place=place,
            series_id=series_id,
            template=template,
        )
        add_item(
            store,
            session_id,
            words,
            purpose=Purpose.DISCUSS,
            length_s=GOAL_S,
            goal_id=goal_id,
            wanted_result=goal["common_ground"] or None,
            before=_first_decision(store, session_id),
        )
    return session_id


def _first_decision(store: Store, session_id: int) -> int | None:
    found = store.value(
        "SELECT id FROM agenda_item WHERE session_id = ? AND purpose = ?"
        " ORDER BY position, id LIMIT 1",
        (session_id, Purpose.DECIDE.value),
    )
    return None if found is None else int(found)
