"""Minutes as Markdown, in the order of the paper."""

from __future__ import annotations

from collections.abc import Iterable

from facilitator.exchange import approval_words
from facilitator.exchange.copies_md import reading_blocks
from facilitator.exchange.copy_words import copy_words
from facilitator.exchange.ground_md import (
    goal_table,
    request_lines,
    restatement_lines,
    term_lines,
)
from facilitator.exchange.markdown import bullet, document, escape, paragraph, table
from facilitator.exchange.registers_md import (
    action_table,
    decision_blocks,
    decision_heading,
    due_words,
)
from facilitator.exchange.wording import (
    KIND,
    PURPOSE,
    SESSION_KIND,
    STATE,
    hour,
    long_day,
    sentence,
    word,
)
from facilitator.projections.types import (
    DecisionEntry,
    ItemEntry,
    Minutes,
    PartyPresence,
    PersonMark,
    RaisedEntry,
)


def minutes_markdown(minutes: Minutes) -> str:
    """Return minutes as one Markdown document."""
    blocks = [
        *_head(minutes),
        *reading_blocks(minutes),
        *_glance(minutes),
        *_people(minutes),
        *_before(minutes),
        *_items(minutes),
        *_loose(minutes),
        *_actions(minutes),
        *_section("Goals we worked on", [goal_table(minutes.goals)]),
        *_section("Said back", [restatement_lines(minutes.restatements)]),
        *_section("Data requests", [request_lines(minutes.requests)]),
        *_raised(minutes),
        *_section("Earlier concerns answered today", [_answered(minutes)]),
        *_parked(minutes),
        *_section("Words used", [term_lines(minutes.terms)]),
        *_section("Next session", [_next(minutes)]),
        *_section("Approval", _approval(minutes)),
        *_section("Sent to", [escape(", ".join(minutes.distribution))]),
    ]
    return document(blocks)


def _section(title: str, blocks: Iterable[str]) -> list[str]:
    """Return a heading with what stands below it, nothing where nothing does."""
    filled = [block for block in blocks if block]
    return [f"## {title}", *filled] if filled else []


def _head(minutes: Minutes) -> list[str]:
    session, engagement = minutes.session, minutes.engagement
    of = ", ".join(filter(None, (engagement.title, engagement.organisation)))
    kind = word(SESSION_KIND, session.kind)
    what = f"{standing_words(minutes)}. {kind}, session {session.number}, {of}"
    rows = [
        ("Date", long_day(session.starts)),
        ("Time", f"{time_words(minutes)} ({session.zone})"),
        ("Place", session.place),
        ("Link", session.link),
        ("Facilitator", facilitator_words(minutes)),
        ("Minutes by", session.minute_taker),
        (represented_label(minutes), "yes" if minutes.is_represented else "no"),
        ("Classification", engagement.classification),
    ]
    facts = table(("Fact", ""), [row for row in rows if row[1]])
    whose = escape(sentence(copy_words(minutes)))
    return [f"# {escape(session.title)}", escape(sentence(what)), whose, facts]


def standing_words(minutes: Minutes) -> str:
    """Return what this text is: until the sides have approved it, a draft (M2)."""
    return approval_words.standing(minutes)


def _approval(minutes: Minutes) -> list[str]:
    approval = minutes.approval
    rows = approval_words.facts(approval)
    cells = [approval_words.correction_cells(entry) for entry in approval.corrections]
    return [
        table(("Approval", ""), rows) if rows else "",
        table(approval_words.CORRECTION_HEADS, cells) if cells else "",
    ]


def facilitator_words(minutes: Minutes) -> str:
    """Return who facilitates, or that nobody does (K1)."""
    if minutes.session.without_facilitator:
        is_over = minutes.session.state == "closed"
        return f"{'held' if is_over else 'takes place'} without the facilitator"
    return minutes.session.facilitator


def represented_label(minutes: Minutes) -> str:
    """Return the question that the fact answers: both sides, or every side."""
    sides = sum(1 for presence in minutes.attendance if presence.party)
    return "Both sides represented" if sides == 2 else "Every side represented"


def time_words(minutes: Minutes) -> str:
    """Return `10:00 to 11:24`, or that it is still running."""
    session = minutes.session
    if not session.ends:
        return f"{hour(session.starts)}, still running"
    return f"{hour(session.starts)} to {hour(session.ends)}"


def _glance(minutes: Minutes) -> list[str]:
    lines = [
        bullet(f"**{entry.number or 'Decision'}** {paragraph(entry.wording, '  ')}")
        for entry in minutes.decisions
    ]
    for action in minutes.actions:
        owner = ", ".join(filter(None, (action.owner, due_words(action))))
        text = f"**{action.number or 'Action'}** {paragraph(action.text, '  ')}"
        lines.append(bullet(f"{text} ({escape(owner)})" if owner else text))
    return _section("At a glance", ["\n".join(lines) or "No decisions and no actions."])


def _people(minutes: Minutes) -> list[str]:
    lines = [line for presence in minutes.attendance for line in _side(presence)]
    return _section("People", ["\n".join(lines)])


def _side(presence: PartyPresence) -> list[str]:
    name = presence.party.name if presence.party else "For neither side"
    groups = (
        ("present", presence.present),
        ("apologies", presence.apologies),
        ("absent", presence.absent),
        ("invited", presence.invited),
    )
    said = [f"{title}: {', '.join(map(person_words, who))}" for title, who in groups if who]
    return [bullet(f"**{escape(name)}**, {escape('; '.join(said) or 'nobody')}")]


def person_words(person: PersonMark) -> str:
    """Return a name with role and late coming or early leaving."""
    came = f"from {person.arrived}" if person.arrived else ""
    went = f"until {person.left}" if person.left else ""
    extra = ", ".join(filter(None, (person.role, came, went)))
    return f"{person.name} ({extra})" if extra else person.name


def _before(minutes: Minutes) -> list[str]:
    previous = minutes.previous
    blocks = []
    if previous is not None:
        said = approval_words.previous_words(previous)
        blocks += _section("Previous minutes", [escape(sentence(said))])
    if minutes.matters_arising:
        blocks += _section("Matters arising", [action_table(minutes.matters_arising)])
    return blocks


def _items(minutes: Minutes) -> list[str]:
    blocks = []
    for item in minutes.items:
        blocks += _item(item, minutes.session.state == "running")
    return _section("Agenda", blocks)


def _item(item: ItemEntry, is_running: bool) -> list[str]:
    asked = f"Asked for by {item.asked_by}" if item.asked_by else ""
    lead = f"Lead: {item.lead}" if item.lead else ""
    goal = f"Goal: {item.goal}" if item.goal else ""
    came = f"Comes from {item.came_from}" if item.came_from else ""
    reached = reached_words(item, is_running)
    facts = [word(PURPOSE, item.purpose), asked, lead, goal, came, reached, *item.handed]
    blocks = [
        f"### {item.number or 'Item'} {escape(item.title)}",
        escape(" ".join(sentence(fact) for fact in facts if fact)),
        paragraph(item.outcome),
        "\n".join(bullet(paragraph(note, "  ")) for note in item.notes),
    ]
    for decision in item.decisions:
        blocks += [decision_heading(decision, 4), *decision_blocks(decision)]
    if item.actions:
        named = [f"{action.number} {action.text}".strip() for action in item.actions]
        blocks.append("\n".join(bullet(f"Action {paragraph(each, '  ')}") for each in named))
    return blocks


def reached_words(item: ItemEntry, is_running: bool) -> str:
    """Return how long an item took, or that it was not reached."""
    if item.state == "skipped":
        return "Left out today"
    if item.used_minutes is not None:
        return f"{item.used_minutes} minutes, {item.minutes} planned"
    return "Not reached" if item.state == "open" and not is_running else ""


def loose_decisions(minutes: Minutes) -> list[DecisionEntry]:
    """Return the decisions that belong to no item; minutes read back hold each one twice."""
    under = [decision for item in minutes.items for decision in item.decisions]
    return [decision for decision in minutes.decisions if decision not in under]


def _loose(minutes: Minutes) -> list[str]:
    blocks = []
    for decision in loose_decisions(minutes):
        blocks += [decision_heading(decision, 3), *decision_blocks(decision)]
    return _section("Other decisions", blocks)


def _actions(minutes: Minutes) -> list[str]:
    return _section("Actions", [action_table(minutes.actions)] if minutes.actions else [])


def _raised(minutes: Minutes) -> list[str]:
    lines = [_raised_line(entry) for entry in minutes.raised]
    return _section("Raised today", ["\n".join(lines)])


def _answered(minutes: Minutes) -> str:
    return "\n".join(_raised_line(entry) for entry in minutes.answered)


def _raised_line(entry: RaisedEntry) -> str:
    side = entry.party.name if entry.party else ""
    who = ", ".join(filter(None, (side, entry.person)))
    kind = word(KIND, entry.kind) + (f" ({who})" if who else "")
    parts = [f"**{escape(kind)}**: {paragraph(entry.text, '  ')}"]
    if entry.plain:
        parts.append(f"In plain words: {paragraph(entry.plain, '  ')}")
    if entry.state:
        state = word(STATE, entry.state)
        parts.append(paragraph(f"{state}: {entry.answer}" if entry.answer else state, "  "))
    return bullet("\\\n  ".join(parts))


def _parked(minutes: Minutes) -> list[str]:
    lines = []
    for entry in minutes.parked:
        who = ", ".join(filter(None, (entry.party.name if entry.party else "", entry.person)))
        where = f"taken up in {entry.goes_to}" if entry.goes_to else "waits"
        extra = escape("; ".join(filter(None, (who, where))))
        lines.append(bullet(f"{paragraph(entry.text, '  ')} ({extra})"))
    return _section("Parking lot", ["\n".join(lines)])


def _next(minutes: Minutes) -> str:
    following = minutes.next_session
    if following is None:
        return "None planned yet."
    when = f"{long_day(following.starts)}, {hour(following.starts)} ({following.zone})"
    where = f", {following.place}" if following.place else ""
    said = sentence(
        f"{following.number} {following.title}, {when}, {following.minutes} minutes{where}"
    )
    return paragraph(f"{said} {sentence(following.reason)}" if following.reason else said)
