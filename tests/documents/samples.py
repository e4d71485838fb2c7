"""Lifelike projections: the round table of Security and Marketing of an invented retailer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from facilitator.projections.types import (
    ActionEntry,
    Agenda,
    DecisionEntry,
    EngagementHead,
    ItemEntry,
    Minutes,
    NextSession,
    OptionLine,
    PaperMark,
    ParkedEntry,
    PartyMark,
    PartyPosition,
    PartyPresence,
    PersonMark,
    PreviousMinutes,
    RaisedEntry,
    Record,
    SessionHead,
)

SECURITY = PartyMark("Security and Privacy", "Security", "blue")
MARKETING = PartyMark("Marketing and Customer", "Marketing", "rust")
LEGAL = PartyMark("Legal and Works Council", "Legal", "violet")

ENGAGEMENT = EngagementHead(
    title="Security and Marketing round table",
    organisation="Tallowmere Stores",
    purpose="Use customer data for better service without surprising or harming customers.",
    classification="Internal: the members of the round table and their deputies",
    language="en",
    paper_size="A4",
)

SESSION = SessionHead(
    number="2026/12",
    title="Second half of the year",
    kind="quarterly_plan",
    starts="2026-06-23T10:00",
    ends="2026-06-23T11:24",
    zone="Europe/Berlin",
    place="Room Alder, second floor",
    link="https://meet.tallowmere.example/round-table",
    facilitator="Ruth Calder",
    minute_taker="Ruth Calder",
    state="closed",
    planned_minutes=90,
    used_minutes=84,
)


def person(name: str, role: str = "", arrived: str = "", left: str = "") -> PersonMark:
    return PersonMark(name, role, arrived, left)


ATTENDANCE = (
    PartyPresence(
        SECURITY,
        (
            person("Ingrid Solheim", "Chief Information Security Officer"),
            person("Tomasz Wrona", "Identity and cloud security lead", arrived="10:12"),
            person("Nadia Rahmani", "Privacy manager"),
        ),
        (),
        (),
        (),
    ),
    PartyPresence(
        MARKETING,
        (
            person("Jonas Feld", "Head of CRM and loyalty"),
            person("Mei-Lin Castro", "Performance marketing lead", left="11:15"),
        ),
        (person("Celeste Amadi", "Chief Marketing Officer"),),
        (),
        (),
    ),
    PartyPresence(
        None,
        (person("Ruth Calder", "Facilitator, programme office"),),
        (),
        (),
        (),
    ),
)


def action(number: str, text: str, **changes: object) -> ActionEntry:
    """Return an action that is promised, with whatever differs."""
    plain = ActionEntry(
        number=number,
        text=text,
        topic="",
        owner="Jonas Feld",
        owner_party=MARKETING,
        asked_by="Security",
        due_on="2026-07-10",
        was_due=(),
        due_is_next=False,
        done_when="",
        state="promised",
        state_reason="",
        delivered_on="",
        accepted_on="",
        decision_number="",
        goal="",
        session_number="2026/12",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def decision(number: str, wording: str, **changes: object) -> DecisionEntry:
    """Return a decision both sides agree with, with whatever differs."""
    plain = DecisionEntry(
        number=number,
        wording=wording,
        plain="",
        context="",
        because="",
        consequences="",
        method="consent",
        method_note="",
        decider="",
        state="agreed",
        decided_on="2026-06-23",
        review_on="",
        goal="",
        item_number="2026/12-2",
        session_number="2026/12",
        options=(),
        positions=(
            PartyPosition(SECURITY, "agree", "", "", ""),
            PartyPosition(MARKETING, "agree", "", "", ""),
        ),
        supersedes="",
        superseded_by="",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def item(number: str, title: str, **changes: object) -> ItemEntry:
    """Return a discussed item, with whatever differs."""
    plain = ItemEntry(
        number=number,
        title=title,
        purpose="discuss",
        wanted_result="",
        asked_by="",
        asked_party=None,
        lead="Ruth Calder",
        starts="2026-06-23T10:00",
        minutes=15,
        box="limit",
        used_minutes=None,
        agenda_text="",
        outcome="",
        state="done",
        goal="",
        came_from="",
        is_standing=False,
        papers=(),
        notes=(),
        decisions=(),
        actions=(),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


SLOW_TOOLS = decision(
    "D-2026-020",
    "Two slow tools are switched off for mailings until they obey an opt-out within 24 hours.",
    plain="Whoever asks us to stop writing gets no more mail the next day, whichever tool sent it.",
    context="Fifteen of seventeen tools obey an opt-out within 24 hours. The birthday tool and the "
    "voucher tool need up to three days.",
    because="Doing what customers ask comes before reach.",
    consequences="About 4 % of the July mailings go out a week later, from the main mail tool.",
    goal="Opt-outs obeyed within 24 hours",
    review_on="2026-07-21",
    options=(
        OptionLine("Switch both off until they obey", "no late mail, one mailing delayed", True),
        OptionLine(
            "Suppress addresses by hand each morning", "two hours a day, error-prone", False
        ),
        OptionLine(
            "Leave them on until the release in October", "late mail for four months", False
        ),
    ),
    positions=(
        PartyPosition(
            SECURITY,
            "agree",
            "The promise on the web site is kept.",
            "The risk is small but visible; it is the one customers write to us about.",
            "",
        ),
        PartyPosition(
            MARKETING,
            "reservation",
            "One of the two carries the birthday voucher, the best-read mail of the year.",
            "Agreed as long as the voucher moves to the main tool before the birthdays of July.",
            "",
        ),
    ),
    supersedes="D-2026-011",
)

RHYTHM = decision(
    "D-2026-021",
    "Four-week rhythm in July and August, two weeks from September.",
    plain="We meet less often over the summer.",
    because="Few items wait; the sale freezes changes; the next milestone is at the end of August.",
    method="fist_to_five",
    method_note="three to five fingers on both sides",
    review_on="2026-09-01",
    item_number="2026/12-5",
    positions=(
        PartyPosition(SECURITY, "agree", "", "Fewer meetings before the audit help.", ""),
        PartyPosition(MARKETING, "agree", "", "", "The calendar of the sale leaves no choice."),
    ),
)

VOUCHER = action(
    "A-2026-024",
    "Move the birthday voucher to the main mail tool",
    topic="Opt-outs: why amber?",
    done_when="the first voucher is sent from the main tool",
    decision_number="D-2026-020",
    was_due=("2026-07-03",),
    goal="Opt-outs obeyed within 24 hours",
)
BRIEF = action(
    "A-2026-025",
    "Write the one-page brief for retail ads with the two data questions answered",
    topic="Radar: three ideas, one to start",
    owner="Mei-Lin Castro",
    due_on="2026-08-14",
    done_when="the brief is on the agenda of the August session",
)
SUPPLIERS = action(
    "A-2026-026",
    "Send Marketing the list of suppliers whose assurance report runs out this year",
    topic="Milestones July to December",
    owner="Tomasz Wrona",
    owner_party=SECURITY,
    asked_by="Marketing",
    due_on="",
    due_is_next=True,
    state="asked",
)

ITEMS = (
    item(
        "2026/12-1",
        "Goals: which are on track, and why?",
        purpose="inform",
        asked_by="Ruth Calder",
        used_minutes=16,
        outcome="Three goals are on track, one is at risk: opt-outs.",
        notes=(
            (
                "The first customer view is in use in twelve shops. Complaints about double mail "
                "fell from 41 to 9 a week."
            ),
        ),
        is_standing=True,
    ),
    item(
        "2026/12-2",
        "Opt-outs: why is this goal at risk?",
        asked_by="Nadia Rahmani",
        asked_party=SECURITY,
        lead="Nadia Rahmani",
        minutes=20,
        used_minutes=22,
        outcome="Two of seventeen tools need three days. They rest until they are fast enough.",
        notes=(
            "Both slow tools copy addresses once a day and ask the central list only at night.",
            "The supplier of the voucher tool offers a direct connection in October.",
        ),
        decisions=(SLOW_TOOLS,),
        actions=(VOUCHER,),
    ),
    item(
        "2026/12-3",
        "Milestones July to December: what is dated, what moves?",
        purpose="decide",
        asked_by="Ruth Calder",
        minutes=25,
        used_minutes=24,
        outcome="Seven milestones are dated; the freeze of the summer sale is respected.",
        actions=(SUPPLIERS,),
    ),
    item(
        "2026/12-4",
        "Radar: three ideas, which one do we start?",
        purpose="explore",
        asked_by="Marketing",
        asked_party=MARKETING,
        lead="Mei-Lin Castro",
        used_minutes=14,
        outcome="Retail ads: start with a one-page brief. The other two stay on the radar.",
        actions=(BRIEF,),
    ),
    item(
        "2026/12-5",
        "How often do we meet?",
        purpose="decide",
        minutes=10,
        used_minutes=8,
        outcome="Every four weeks in July and August.",
        decisions=(RHYTHM,),
    ),
    item("2026/12-6", "What would each side like to ask the other?", minutes=5, state="open"),
)

RAISED = (
    RaisedEntry(
        "concern",
        "If the voucher stops, the loyalty numbers of the third quarter cannot be defended.",
        "Without the birthday mail fewer members come back, and the budget talks get harder.",
        MARKETING,
        "",
        "2026/12-2",
        "answered",
        "The voucher moves first: A-2026-024.",
    ),
    RaisedEntry(
        "concern",
        "Every new tool brings exports nobody can trace.",
        "",
        SECURITY,
        "",
        "2026/12-4",
        "open",
        "",
    ),
    RaisedEntry("want", "An early look at briefs", "", SECURITY, "", "2026/12-4", "", ""),
    RaisedEntry(
        "question",
        "What does the audience match in a retail ad network keep, and for how long?",
        "",
        SECURITY,
        "",
        "2026/12-4",
        "",
        "",
    ),
    RaisedEntry("idea", "A shared calendar of freezes", "", MARKETING, "", "2026/12-3", "", ""),
    RaisedEntry("need", "Numbers to defend the budget in September", "", MARKETING, "", "", "", ""),
    RaisedEntry(
        "challenge", "Three people for 140 systems until October", "", SECURITY, "", "", "", ""
    ),
)

MINUTES = Minutes(
    audience="joint",
    style="reasons",
    version=1,
    engagement=ENGAGEMENT,
    session=SESSION,
    is_represented=True,
    attendance=ATTENDANCE,
    previous=PreviousMinutes("2026/11", "2026-06-09", "approved"),
    matters_arising=(
        action(
            "A-2026-019",
            "Name an owner for the call-centre recordings",
            owner="Ingrid Solheim",
            owner_party=SECURITY,
            asked_by="Marketing",
            due_on="2026-06-20",
            state="delivered",
            delivered_on="2026-06-19",
            session_number="2026/10",
        ),
        action(
            "A-2026-022",
            "Show the log-in route for agencies to two agencies and write down what stops them",
            owner="Tomasz Wrona",
            owner_party=SECURITY,
            asked_by="Marketing",
            due_on="2026-06-30",
            was_due=("2026-06-09", "2026-06-16"),
            session_number="2026/11",
        ),
    ),
    items=ITEMS,
    decisions=(SLOW_TOOLS, RHYTHM),
    actions=(VOUCHER, BRIEF, SUPPLIERS),
    raised=RAISED,
    parked=(
        ParkedEntry("The call centre's view of the profile", MARKETING, "", "2026/13"),
        ParkedEntry("Who may see the heat map of the shops?", SECURITY, "", ""),
    ),
    next_session=NextSession(
        "2026/13",
        "Voucher moved? And the brief for retail ads",
        "2026-07-21T10:00",
        "Europe/Berlin",
        60,
        "Room Alder, second floor",
        "In four weeks, because few items wait until the end of August.",
    ),
    distribution=(
        "Ingrid Solheim",
        "Tomasz Wrona",
        "Nadia Rahmani",
        "Celeste Amadi",
        "Jonas Feld",
        "Mei-Lin Castro",
        "Ruth Calder",
    ),
)


def _planned(number: int, starts: str, entry: ItemEntry, **changes: object) -> ItemEntry:
    return replace(
        entry,
        number=f"2026/13-{number}",
        starts=f"2026-07-21T{starts}",
        state="open",
        outcome="",
        notes=(),
        decisions=(),
        actions=(),
        used_minutes=None,
        **changes,  # type: ignore[arg-type]
    )


AGENDA = Agenda(
    audience="room",
    engagement=ENGAGEMENT,
    session=replace(
        SESSION,
        number="2026/13",
        title="Voucher moved? And the brief for retail ads",
        kind="recurring_sync",
        starts="2026-07-21T10:00",
        ends="2026-07-21T11:00",
        state="planned",
        planned_minutes=60,
        used_minutes=None,
    ),
    invited=tuple(
        replace(one, present=(), apologies=(), invited=(*one.present, *one.apologies))
        for one in ATTENDANCE
    ),
    agreements=(
        "One person speaks; the others write down what they want to ask.",
        "A word the other side does not use is explained the first time.",
        "We decide only what both sides have had their say on.",
        "What is said about people stays in the room.",
    ),
    items=(
        _planned(
            1,
            "10:00",
            ITEMS[0],
            wanted_result="Everybody knows which goal needs help before September.",
            minutes=10,
        ),
        _planned(
            2,
            "10:10",
            ITEMS[1],
            title="Has the birthday voucher moved, and do opt-outs hold?",
            purpose="review",
            wanted_result="D-2026-020 is confirmed, changed or ended.",
            agenda_text="The two tools have been off for four weeks. Nadia brings the figures of "
            "opt-outs, Jonas those of the voucher.\nPlease read the one-page summary beforehand.",
            goal="Opt-outs obeyed within 24 hours",
            came_from="decision due for review",
            papers=(
                PaperMark("Opt-outs in July.pdf", 1_240_000),
                PaperMark("Voucher: sent and redeemed.xlsx", 48_200),
            ),
            box="minimum",
        ),
        _planned(
            3,
            "10:30",
            ITEMS[3],
            title="Retail ads: do we start the pilot?",
            purpose="decide",
            wanted_result="Yes, yes-if, or not now, with each side's reason.",
            papers=(PaperMark("Brief retail ads.docx", 310_000),),
            minutes=20,
        ),
        _planned(
            4,
            "10:50",
            ITEMS[5],
            minutes=10,
            came_from="not reached in 2026/12",
            box="exact",
        ),
    ),
    open_actions=(VOUCHER, BRIEF, SUPPLIERS),
)


def many_minutes(count: int, actions_each: int) -> tuple[Minutes, ...]:
    """Return many sessions with their own numbers, decisions and actions."""
    return tuple(_numbered(index, actions_each) for index in range(count))


def _numbered(index: int, actions_each: int) -> Minutes:
    number = f"2026/{index + 1:03d}"
    actions = tuple(
        replace(
            (VOUCHER, BRIEF, SUPPLIERS)[place % 3],
            number=f"A-2026-{index * actions_each + place + 1:04d}",
            text=f"{(VOUCHER, BRIEF, SUPPLIERS)[place % 3].text} ({index + 1}/{place + 1})",
            decision_number="",
            session_number=number,
        )
        for place in range(actions_each)
    )
    decisions = tuple(
        replace(one, number=f"D-2026-{2 * index + place + 1:03d}", supersedes="")
        for place, one in enumerate((SLOW_TOOLS, RHYTHM))
    )
    share = max(1, len(actions) // len(ITEMS))
    items = tuple(
        replace(
            one,
            number=f"{number}-{place + 1}",
            decisions=decisions[:1] if place == 1 else decisions[1:] if place == 4 else (),
            actions=actions[place * share : (place + 1) * share],
        )
        for place, one in enumerate(ITEMS)
    )
    day = f"2026-{1 + index // 28 % 12:02d}-{1 + index % 28:02d}"
    session = replace(
        SESSION, number=number, starts=f"{day}T10:00", ends=f"{day}T11:24", link="", place="Alder"
    )
    return replace(
        MINUTES,
        session=session,
        items=items,
        decisions=decisions,
        actions=actions,
        matters_arising=(),
    )


def record_of(sessions: Sequence[Minutes]) -> Record:
    """Return the record that holds these sessions."""
    return Record(
        audience="joint",
        engagement=ENGAGEMENT,
        from_on=sessions[0].session.starts[:10] if sessions else "",
        to_on=sessions[-1].session.starts[:10] if sessions else "",
        sessions=tuple(sessions),
        decisions=tuple(one for minutes in sessions for one in minutes.decisions),
        actions=tuple(one for minutes in sessions for one in minutes.actions),
    )
