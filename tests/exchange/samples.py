"""Projections made by hand, for exports."""

from __future__ import annotations

from facilitator.projections.common_ground import RestatementEntry, SaidVersion
from facilitator.projections.types import (
    ActionEntry,
    ActionRegister,
    DecisionEntry,
    DecisionRegister,
    EngagementHead,
    ItemEntry,
    Minutes,
    NextSession,
    OptionLine,
    ParkedEntry,
    PartyMark,
    PartyPosition,
    PartyPresence,
    PersonMark,
    PreviousMinutes,
    RaisedEntry,
    SessionHead,
)

HEAD = EngagementHead("Round table", "Tallowmere", "", "Confidential", "en", "A4")
SECURITY = PartyMark("Security and Privacy", "Security", "blue")
MARKETING = PartyMark("Marketing", "Marketing", "rust")
NOBODY: tuple[tuple[PersonMark, ...], ...] = ((), (), ())

RESTATEMENT = RestatementEntry(
    "", "D-2026-020", "corrected", "", "",
    (
        SaidVersion("restated", MARKETING, "", "They are off for good"),
        SaidVersion("corrected", SECURITY, "", "Off until the test is green"),
    ),
)  # fmt: skip


def action(
    text: str = "Move the voucher", number: str = "A-2026-024", **fields: object
) -> ActionEntry:
    values: dict[str, object] = {
        "number": number,
        "text": text,
        "topic": "Opt-outs: why amber?",
        "owner": "Jonas Feld",
        "owner_party": MARKETING,
        "asked_by": "Nadia Rahmani",
        "due_on": "2026-07-10",
        "was_due": ("2026-07-01",),
        "due_is_next": False,
        "done_when": "It arrives",
        "state": "promised",
        "state_reason": "",
        "delivered_on": "",
        "accepted_on": "",
        "decision_number": "D-2026-020",
        "goal": "Choices in one place",
        "session_number": "2026/12",
    }
    return ActionEntry(**(values | fields))  # type: ignore[arg-type]


def decision(
    wording: str = "Two tools are switched off", number: str = "D-2026-020", **fields: object
) -> DecisionEntry:
    values: dict[str, object] = {
        "number": number,
        "wording": wording,
        "plain": "They send nothing",
        "context": "Seventeen tools",
        "because": "A no is a no",
        "consequences": "Tested again",
        "method": "consent",
        "method_note": "",
        "decider": "",
        "state": "agreed",
        "decided_on": "2026-06-23",
        "review_on": "2026-07-21",
        "goal": "Choices in one place",
        "item_number": "2026/12-1",
        "session_number": "2026/12",
        "options": (OptionLine("Leave them on", "", False), OptionLine("Off", "quiet", True)),
        "positions": (
            PartyPosition(SECURITY, "agree", "From today", "We can say so", ""),
            PartyPosition(MARKETING, "reservation", "The voucher", "", "Jonas moves it first"),
        ),
        "supersedes": "",
        "superseded_by": "",
        "restatements": (RESTATEMENT,),
    }
    return DecisionEntry(**(values | fields))  # type: ignore[arg-type]


def actions() -> ActionRegister:
    return ActionRegister(
        HEAD,
        (
            action(),
            action("=SUM(A1:A9)", "A-2026-025", due_on="", due_is_next=True, was_due=()),
        ),
    )


def decisions() -> DecisionRegister:
    return DecisionRegister(
        HEAD,
        (decision(), decision("We see it differently", "D-2026-021", state="agreed_to_differ")),
    )


def item() -> ItemEntry:
    return ItemEntry(
        number="2026/12-1",
        title="Opt-outs: why amber?",
        purpose="discuss",
        wanted_result="",
        asked_by="Nadia Rahmani",
        asked_party=SECURITY,
        lead="Nadia Rahmani",
        starts="2026-06-23T10:00",
        minutes=20,
        box="limit",
        used_minutes=22,
        agenda_text="",
        outcome="Two of seventeen need three days.",
        state="done",
        goal="Choices in one place",
        came_from="2026/11-3",
        is_standing=False,
        papers=(),
        notes=("One carries the voucher",),
        decisions=(_UNDER_ITEM,),
        actions=(action(),),
    )


_UNDER_ITEM = decision()


def minutes() -> Minutes:
    return Minutes(
        audience="joint",
        style="reasons",
        version=1,
        engagement=HEAD,
        session=SessionHead(
            "2026/12", "Second half", "quarterly_plan", "2026-06-23T10:00", "2026-06-23T11:24",
            "Europe/Berlin", "Larch", "", "Ruth Calder", "Ruth Calder", "closed", 90, 84,
        ),
        is_represented=True,
        attendance=(
            PartyPresence(SECURITY, (PersonMark("Nadia Rahmani", "CISO", "10:04", ""),), *NOBODY),
            PartyPresence(MARKETING, (PersonMark("Jonas Feld", "CRM", "", ""),), *NOBODY),
        ),
        previous=PreviousMinutes("2026/11", "2026-06-02", "not yet approved"),
        matters_arising=(action("Repeat the test", "A-2026-021"),),
        items=(item(),),
        decisions=(_UNDER_ITEM, decision("We meet in July", "D-2026-021", item_number="")),
        actions=(action(),),
        raised=(
            RaisedEntry("concern", "No proof", "Plainly", SECURITY, "", "2026/12-1", "open", ""),
        ),
        parked=(ParkedEntry("Call centre", MARKETING, "Jonas Feld", "2026/13"),),
        next_session=NextSession(
            "2026/13", "Do they obey?", "2026-07-21T10:00", "Europe/Berlin", 60, "Larch", "Sale"
        ),
        distribution=("Nadia Rahmani", "Jonas Feld", "Ruth Calder"),
    )  # fmt: skip
