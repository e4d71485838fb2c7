"""Minutes as one accessible web page, in the order of the paper (M5)."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from facilitator.exchange import approval_words
from facilitator.exchange.copies_html import reading_sections
from facilitator.exchange.copy_words import copy_words
from facilitator.exchange.ground_html import goals, requests, restatements, terms
from facilitator.exchange.html import (
    Part,
    facts,
    listing,
    page,
    paragraphs,
    prose,
    section,
    table,
    tag,
)
from facilitator.exchange.minutes_md import (
    facilitator_words,
    loose_decisions,
    person_words,
    reached_words,
    represented_label,
    standing_words,
    time_words,
)
from facilitator.exchange.registers_html import action_table, decision_article
from facilitator.exchange.registers_md import due_words
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
    ActionEntry,
    DecisionEntry,
    ItemEntry,
    Minutes,
    ParkedEntry,
    PartyPresence,
    RaisedEntry,
)


def minutes_html(minutes: Minutes) -> str:
    """Return minutes as one HTML file that needs no other."""
    session = minutes.session
    title = f"Minutes {session.number}: {session.title}"
    main = tag("main", *(part for part in _sections(minutes) if part is not None))
    return page(title, minutes.engagement.language, _header(minutes), main, _footer(minutes))


def _sections(minutes: Minutes) -> list[Element | None]:
    return [
        *reading_sections(minutes),
        section("At a glance", *_glance(minutes), name="glance"),
        section("People", *map(_side, minutes.attendance)),
        section("Previous minutes", *_previous(minutes)),
        section("Matters arising", action_table("Open actions", minutes.matters_arising)),
        _agenda(minutes),
        section("Other decisions", *_loose(minutes)),
        section("Actions", action_table("Actions of this session", minutes.actions, named=True)),
        section("Goals we worked on", goals(minutes.goals)),
        section("Said back", restatements(minutes.restatements)),
        section("Data requests", *requests(minutes.requests)),
        section("Raised today", listing(map(_raised, minutes.raised))),
        section("Earlier concerns answered today", listing(map(_raised, minutes.answered))),
        section("Parking lot", listing(map(_parked, minutes.parked))),
        section("Words used", terms(minutes.terms)),
        section("Next session", *paragraphs(_next(minutes))),
        section("Approval", *_approval(minutes)),
        section("Sent to", listing([[name] for name in minutes.distribution])),
    ]


def _header(minutes: Minutes) -> Element:
    session, engagement = minutes.session, minutes.engagement
    of = ", ".join(filter(None, (engagement.title, engagement.organisation)))
    kind = f"{word(SESSION_KIND, session.kind)}, session {session.number}"
    return tag(
        "header",
        tag("p", of, class_="over"),
        tag("p", standing_words(minutes), class_="standing"),
        tag("h1", session.title),
        tag("p", kind, class_="soft"),
        tag("p", sentence(copy_words(minutes)), class_="soft"),
        facts(
            [
                ("Date", long_day(session.starts)),
                ("Time", f"{time_words(minutes)} ({session.zone})"),
                ("Place", session.place),
                ("Link", _link(session.link)),
                ("Facilitator", facilitator_words(minutes)),
                ("Minutes by", session.minute_taker),
                (represented_label(minutes), "yes" if minutes.is_represented else "no"),
            ]
        ),
    )


def _link(address: str) -> str | Sequence[Part]:
    is_address = address.lower().startswith(("https://", "http://"))
    return [tag("a", address, href=address, rel="noreferrer")] if is_address else address


def _footer(minutes: Minutes) -> Element:
    classification = minutes.engagement.classification
    said = [standing_words(minutes), classification]
    return tag("footer", tag("p", " · ".join(filter(None, said))))


def _glance(minutes: Minutes) -> list[Part]:
    entries = [*map(_decision_line, minutes.decisions), *map(_action_line, minutes.actions)]
    return [listing(entries) or tag("p", "No decisions and no actions.")]


def _decision_line(decision: DecisionEntry) -> list[Part]:
    number = decision.number
    name = tag("a", number, href=f"#{number}") if number else "Decision"
    return [tag("strong", name), " ", decision.wording]


def _action_line(action: ActionEntry) -> list[Part]:
    name = tag("a", action.number, href=f"#{action.number}") if action.number else "Action"
    owner = ", ".join(filter(None, (action.owner, due_words(action))))
    return [tag("strong", name), " ", action.text, f" ({owner})" if owner else None]


def _side(presence: PartyPresence) -> Part:
    name = presence.party.name if presence.party else "For neither side"
    groups = (
        ("Present", presence.present),
        ("Apologies", presence.apologies),
        ("Absent", presence.absent),
        ("Invited", presence.invited),
    )
    said = facts((title, "; ".join(map(person_words, who))) for title, who in groups)
    return tag("div", tag("h3", name), said or tag("p", "Nobody"))


def _previous(minutes: Minutes) -> list[Part]:
    previous = minutes.previous
    if previous is None:
        return []
    return [tag("p", sentence(approval_words.previous_words(previous)))]


def _approval(minutes: Minutes) -> list[Part]:
    approval = minutes.approval
    cells = [approval_words.correction_cells(entry) for entry in approval.corrections]
    return [
        facts(approval_words.facts(approval)),
        table("Corrections", approval_words.CORRECTION_HEADS, cells) if cells else None,
    ]


def _agenda(minutes: Minutes) -> Element | None:
    is_running = minutes.session.state == "running"
    return section("Agenda", *(_item(item, is_running) for item in minutes.items), name="items")


def _item(item: ItemEntry, is_running: bool) -> Element:
    said = [
        word(PURPOSE, item.purpose),
        f"Asked for by {item.asked_by}" if item.asked_by else "",
        f"Lead: {item.lead}" if item.lead else "",
        f"Goal: {item.goal}" if item.goal else "",
        f"Comes from {item.came_from}" if item.came_from else "",
        reached_words(item, is_running),
        *item.handed,
    ]
    parts: list[Part] = [
        tag("h3", f"{item.number} {item.title}".strip()),
        tag("p", " ".join(sentence(each) for each in said if each), class_="soft"),
        *prose(item.outcome),
        listing(prose(note) for note in item.notes),
        *(decision_article(each, "h4") for each in item.decisions),
        listing(map(_action_line, item.actions)),
    ]
    return tag("section", *parts)


def _loose(minutes: Minutes) -> list[Element]:
    return [decision_article(each, "h3") for each in loose_decisions(minutes)]


def _raised(entry: RaisedEntry) -> list[Part]:
    side = entry.party.name if entry.party else ""
    who = ", ".join(filter(None, (side, entry.person)))
    kind = word(KIND, entry.kind) + (f" ({who})" if who else "")
    parts: list[Part] = [tag("strong", f"{kind}: "), *paragraphs(entry.text)]
    if entry.plain:
        parts += paragraphs(f"In plain words: {entry.plain}")
    if entry.state:
        state = word(STATE, entry.state)
        said = f"{state}: {entry.answer}" if entry.answer else state
        parts += paragraphs(said, class_="soft")
    return parts


def _parked(entry: ParkedEntry) -> list[Part]:
    who = ", ".join(filter(None, (entry.party.name if entry.party else "", entry.person)))
    where = f"taken up in {entry.goes_to}" if entry.goes_to else "waits"
    return [*paragraphs(entry.text), tag("p", "; ".join(filter(None, (who, where))), class_="soft")]


def _next(minutes: Minutes) -> str:
    following = minutes.next_session
    if following is None:
        return "None planned yet."
    when = f"{long_day(following.starts)}, {hour(following.starts)} ({following.zone})"
    where = f", {following.place}" if following.place else ""
    said = sentence(
        f"{following.number} {following.title}, {when}, {following.minutes} minutes{where}".strip()
    )
    return f"{said} {sentence(following.reason)}" if following.reason else said
