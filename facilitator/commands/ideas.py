"""Ideas: they come nearer ring by ring, and close only when each side considered them (C3)."""

from __future__ import annotations

from typing import Any

from facilitator.commands import agenda, decisions, goals
from facilitator.commands.captures import capture, reopen_capture, settle
from facilitator.commands.fields import (
    Converter,
    choice,
    convert,
    day,
    line,
    must_exist,
    remember,
    text,
)
from facilitator.commands.links import add_link
from facilitator.domain.words import CaptureKind, IdeaStage, Purpose
from facilitator.errors import CommandRefused, InvalidText
from facilitator.store import Row, Store

IDEA: dict[str, Converter] = {"next_step": line, "next_on": day, "open_questions": text}


def new_idea(
    store: Store,
    words: str,
    *,
    stage: IdeaStage = IdeaStage.WATCH,
    party_id: int | None = None,
    person_id: int | None = None,
    goal_id: int | None = None,
    **fields: Any,
) -> int:
    """Write an idea outside of a session's capture line, on one of the four rings."""
    with store.step("Write idea"):
        idea_id = capture(
            store,
            CaptureKind.IDEA,
            words,
            party_id=party_id,
            person_id=person_id,
            goal_id=goal_id,
        )
        store.update("idea", idea_id, stage=_ring(stage).value, **convert(IDEA, fields))
    return idea_id


def _ring(stage: IdeaStage) -> IdeaStage:
    ring = IdeaStage(choice(IdeaStage)("Ring", stage))
    if ring is IdeaStage.DROPPED:
        raise CommandRefused("An idea is dropped with a reason, once each side has considered it.")
    return ring


def _idea(store: Store, idea_id: int) -> tuple[Row, Row]:
    row = must_exist(store, "idea", idea_id)
    return row, must_exist(store, "capture", idea_id)


def set_idea(store: Store, idea_id: int, *, origin: object | None = None, **fields: Any) -> None:
    """Change the next step, its day, or the open questions of an idea."""
    must_exist(store, "idea", idea_id)
    values = convert(IDEA, fields)
    merge = f"idea:{idea_id}:{'+'.join(sorted(values))}"
    with store.step("Edit idea", merge=merge, origin=origin):
        store.update("idea", idea_id, **values)


def move_idea(store: Store, idea_id: int, stage: IdeaStage) -> None:
    """Bring an open idea to another ring: watch, explore, try or plan; the way is remembered."""
    row, said = _idea(store, idea_id)
    ring = _ring(stage)
    if said["settled_on"] is not None:
        raise CommandRefused("This idea is closed. Open it again to move it.")
    if row["stage"] == ring:
        return
    with store.step(f"Move idea to {ring.value}"):
        remember(store, idea_id, "stage", row["stage"], ring.value)
        store.update("idea", idea_id, stage=ring.value)


def drop_idea(store: Store, idea_id: int, because: str) -> None:
    """Drop an idea, with the reason.

    Raises:
        CommandRefused: a side has neither considered it nor passed; the sentence names it.
        InvalidText: no reason is given.
    """
    _close(store, idea_id, "Drop idea", because, IdeaStage.DROPPED)


def finish_idea(store: Store, idea_id: int, how: str) -> None:
    """Say that an idea is done, and how; it keeps the ring that it reached.

    Raises:
        CommandRefused: a side has neither considered it nor passed; the sentence names it.
        InvalidText: nothing says how.
    """
    _close(store, idea_id, "Finish idea", how, None)


def _close(store: Store, idea_id: int, label: str, words: str, stage: IdeaStage | None) -> None:
    row, said = _idea(store, idea_id)
    if said["settled_on"] is not None:
        raise CommandRefused("This idea is closed already.")
    if (because := text("Because", words)) is None:
        raise InvalidText("Because", "say why, so that both sides can live with it")
    with store.step(label):
        settle(store, idea_id, because)  # refuses before each side considered it
        if stage is not None:
            remember(store, idea_id, "stage", row["stage"], stage.value, because)
        ring = row["stage"] if stage is None else stage.value
        store.update("idea", idea_id, stage=ring, closed_because=because)


def reopen_idea(store: Store, idea_id: int, reason: str = "") -> None:
    """Take a closed idea up again; a dropped one returns to the ring that it had."""
    row, said = _idea(store, idea_id)
    if said["settled_on"] is None:
        return
    why = text("Reason", reason)
    with store.step("Open idea again"):
        ring = row["stage"]
        if ring == IdeaStage.DROPPED:
            before = store.value(
                "SELECT before FROM history WHERE row_id = ? AND field = 'stage'"
                " AND after = 'dropped' ORDER BY id DESC",
                (idea_id,),
            )
            ring = before if before and before != IdeaStage.DROPPED else IdeaStage.WATCH.value
            remember(store, idea_id, "stage", row["stage"], ring, why)
        else:
            remember(store, idea_id, "settled_on", said["settled_on"], None, why)
        reopen_capture(store, idea_id)
        store.update("idea", idea_id, stage=ring, closed_because=None)


# --- what an idea becomes ------------------------------------------------------------------------


def idea_to_goal(store: Store, idea_id: int) -> int:
    """Make a goal of an idea; the idea stays on the radar and says what it became."""
    _row, said = _idea(store, idea_id)
    with store.step("Make idea a goal"):
        goal_id = goals.add_goal(store, said["text"])
        add_link(store, "idea", idea_id, "goal", goal_id, "became")
        if said["goal_id"] is None:
            store.update("capture", idea_id, goal_id=goal_id)
    return goal_id


def idea_to_item(store: Store, idea_id: int, session_id: int | None = None) -> int:
    """Put an idea on an agenda, or into the backlog where no session is named."""
    row, said = _idea(store, idea_id)
    with store.step("Put idea on the agenda"):
        item_id = agenda.add_item(
            store,
            session_id,
            said["text"],
            purpose=Purpose.EXPLORE,
            asked_by_party_id=said["party_id"],
            goal_id=said["goal_id"],
            agenda_text=row["open_questions"],
        )
        store.update("agenda_item", item_id, came_from_id=idea_id, came_from_kind="idea")
        add_link(store, "idea", idea_id, "item", item_id, "became")
    return item_id


def idea_to_decision(store: Store, idea_id: int) -> int:
    """Propose a decision from an idea."""
    _row, said = _idea(store, idea_id)
    with store.step("Make idea a proposal"):
        decision_id = decisions.propose_decision(store, said["text"], goal_id=said["goal_id"])
        add_link(store, "idea", idea_id, "decision", decision_id, "became")
    return decision_id
