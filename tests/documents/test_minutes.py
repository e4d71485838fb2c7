"""What minutes say, and do not say, in each situation (M1)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from facilitator.documents import jobs, press
from facilitator.documents.press import Printed
from facilitator.documents.roles import Role
from facilitator.projections.types import Minutes, PartyPosition, PartyPresence
from tests.documents import samples
from tests.documents.reading import plain, spoken


def printed(minutes: Minutes = samples.MINUTES, **changes: object) -> Printed:
    return press.render(jobs.minutes_job(replace(minutes, **changes)))  # type: ignore[arg-type]


def text_of(print_: Printed) -> str:
    return plain("\n".join(line.partition(": ")[2] for line in spoken(print_)))


def test_sections_follow_the_order_of_the_design() -> None:
    heads = [run.text for run in printed().runs if run.role is Role.H2]
    assert heads == [
        "At a glance",
        "People",
        "Previous minutes",
        "Agenda items",
        "Decisions",
        "Actions",
        "Concerns",
        "Raised today",
        "Parking lot",
        "Next session",
    ]


def test_a_decision_says_all_it_has() -> None:
    """Number, wording, plain words, why, options, positions with considerations, review, chain."""
    text = text_of(printed())
    for words in (
        "Agreed by consent · 23 June 2026 · item 2026/12-2",
        "Whoever asks us to stop writing",
        "Why Doing what customers ask comes before reach.",
        "Switch both off until they obey: no late mail, one mailing delayed (chosen)",
        "Leave them on until the release in October: late mail for four months",
        "Agrees. The promise on the web site is kept. Considered: The risk is small but visible",
        "Consents with a reservation. One of the two carries the birthday voucher",
        "Passed: The calendar of the sale leaves no choice.",
        "Review on Tuesday, 21 July 2026",
        "Replaces D-2026-011",
    ):
        assert words in text


def test_a_replaced_decision_leads_to_its_successor() -> None:
    """D3: the chain is told both ways, as links where both are in the paper."""
    old = replace(samples.RHYTHM, state="superseded", superseded_by="D-2026-020")
    print_ = printed(decisions=(samples.SLOW_TOOLS, old))
    assert "Replaced by [D-2026-020]" in text_of(print_)
    assert "Superseded by fist to five" in text_of(print_)


def test_style_decisions_leaves_reasons_and_options_out() -> None:
    """Styles: decisions only, or decisions and reasons."""
    text = text_of(printed(style="decisions"))
    assert "Consents with a reservation. One of the two" in text  # dissent stays
    assert "Suppress addresses by hand" not in text
    assert "Considered:" not in text
    assert "Background" not in text


def test_objections_are_said_at_a_glance() -> None:
    positions = (
        PartyPosition(samples.SECURITY, "object", "Not before the audit.", "", ""),
        PartyPosition(samples.MARKETING, "not_heard", "", "", ""),
    )
    decision = replace(samples.RHYTHM, state="proposed", positions=positions)
    glance = text_of(printed(decisions=(decision,))).partition("People")[0]
    assert "Proposed." in glance
    assert "Security: objects. Marketing: not heard." in glance
    assert "agree" not in glance.partition("Proposed.")[2].partition("Number")[0]


def test_a_side_that_was_heard_without_a_position_is_not_called_unheard() -> None:
    """D2: its words were recorded, so the paper does not say the opposite."""
    positions = (
        PartyPosition(samples.SECURITY, "not_heard", "", "Two days are enough.", ""),
        PartyPosition(samples.MARKETING, "not_heard", "", "", "Not our field."),
    )
    decision = replace(samples.RHYTHM, positions=positions)
    text = text_of(printed(decisions=(decision,)))
    assert "Security: heard, took no position. Marketing: heard, took no position." in text
    assert "ot heard" not in text


def test_more_dissent_than_fits_is_counted() -> None:
    """No side is dropped silently."""
    positions = tuple(
        PartyPosition(replace(samples.LEGAL, short_name=f"P{n}"), "object", "", "", "")
        for n in range(6)
    )
    text = text_of(printed(decisions=(replace(samples.RHYTHM, positions=positions),)))
    assert "P3: objects. And 2 sides more, below." in text


def test_three_sides_are_named_as_three() -> None:
    """E3: `both` becomes `all`."""
    legal = PartyPresence(samples.LEGAL, (samples.person("Ada Osei"),), (), (), ())
    positions = tuple(
        PartyPosition(mark, "agree", "", "", "")
        for mark in (samples.SECURITY, samples.MARKETING, samples.LEGAL)
    )
    text = text_of(
        printed(
            attendance=(*samples.ATTENDANCE, legal),
            decisions=(replace(samples.RHYTHM, positions=positions),),
        )
    )
    assert "All sides represented" in text
    assert "All 3 sides agree." in text
    assert "Legal 1 of 1" in text
    assert "Both sides" not in text


def test_late_and_early_and_apologies_are_said() -> None:
    """V6."""
    text = text_of(printed())
    assert "Tomasz Wrona, Identity and cloud security lead (arrived 10:12)" in text
    assert "Mei-Lin Castro, Performance marketing lead (left 11:15)" in text
    assert "Apologies: Celeste Amadi, Chief Marketing Officer" in text


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("approved", "approved."),
        ("approved_with_corrections", "approved with corrections."),
        ("draft", "not approved yet."),
    ],
)
def test_the_last_minutes_are_approved_or_not(state: str, words: str) -> None:
    previous = replace(samples.MINUTES.previous, state=state)  # type: ignore[type-var]
    assert f"session 2026/11 (9 June 2026): {words}" in text_of(printed(previous=previous))


def test_an_action_tells_its_topic_owner_dates_and_state() -> None:
    """A2: every action shows its topic; old dates are kept."""
    text = text_of(printed()).partition("Actions Number")[2]
    assert "Done when: the first voucher is sent from the main tool" in text
    assert "Topic: Opt-outs: why amber? · from [D-2026-020] · asked by Security" in text
    assert "Jonas Feld 10 Jul 2026 was 3 Jul Promised" in text
    assert "Next session Asked" in text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"owner": "", "owner_party": None}, "Nobody yet"),
        ({"owner": ""}, "Marketing and Customer"),
        ({"due_on": ""}, "No date yet"),
        ({"state": "declined", "state_reason": "Nobody has the time"}, "Declined"),
        (
            {"state": "declined", "state_reason": "Nobody has the time"},
            "Declined, because: Nobody has the time",
        ),
        ({"state": "accepted", "accepted_on": "2026-07-12"}, "Accepted 12 Jul 2026"),
    ],
)
def test_an_action_says_what_it_lacks_or_became(changes: dict[str, object], words: str) -> None:
    action = samples.action("A-1", "Do it", **changes)
    assert words in text_of(printed(actions=(action,), items=()))


def test_what_has_no_number_yet_prints_without_a_link() -> None:
    """Numbers are given later; a draft of a running session prints all the same."""
    decision = replace(samples.RHYTHM, number="")
    action = replace(samples.VOUCHER, number="", decision_number="")
    print_ = printed(
        decisions=(decision,),
        actions=(action,),
        items=(replace(samples.ITEMS[0], decisions=(decision,), actions=(action,)),),
        session=replace(samples.SESSION, state="running"),
    )
    assert "written while the session was running" in text_of(print_)
    links = "".join(run.text for run in print_.runs if run.role is Role.LINK)
    assert links == samples.SESSION.link


def test_each_parked_thing_says_where_it_goes() -> None:
    text = text_of(printed())
    assert "The call centre's view of the profile Marketing Session 2026/13" in text
    assert "Who may see the heat map of the shops? Security Stays in the parking lot" in text


def test_things_raised_stand_in_the_order_of_the_design() -> None:
    """Ideas, questions, wants, needs, challenges, whatever order they came in."""
    text = text_of(printed()).partition("Raised today")[2].partition("Parking lot")[0]
    places = [text.index(f" {w} ") for w in ("Idea", "Question", "Want", "Need", "Challenge")]
    assert places == sorted(places)


def test_items_that_were_not_reached_say_so() -> None:
    assert "5 minutes · not reached" in text_of(printed())
