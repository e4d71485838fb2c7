"""Goals, words, restatements and pre-briefs on paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from facilitator import documents
from facilitator.clock import FixedClock
from facilitator.documents.roles import Role
from facilitator.projections.agenda import build_agenda
from facilitator.projections.goals import build_goals
from facilitator.projections.minutes import build_minutes
from facilitator.projections.prebrief import build_prebrief
from facilitator.projections.types import GoalRegister
from facilitator.store import Reader
from tests.demo_file import NOW, demo_file


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    with Reader.open(demo_file(tmp_path_factory.mktemp("paper")), FixedClock(NOW)) as reader:
        yield reader


def _text(paper: object) -> str:
    printed = documents.render(paper)  # type: ignore[arg-type]
    assert printed.missing == ()
    return " ".join(printed.structure.text().split())


def _headings(paper: object) -> list[str]:
    printed = documents.render(paper)  # type: ignore[arg-type]
    return [element.text() for element in printed.structure.elements(Role.H2)]


def _session(reader: Reader, number: int) -> int:
    rows = reader.all("SELECT id FROM session WHERE state = 'closed' ORDER BY starts_local, id")
    return int(rows[number - 1]["id"])


def test_minutes_print_what_stands_between_the_sides(demo: Reader) -> None:
    """G6, L5, L7, C1: each in a section of its own."""
    minutes = build_minutes(demo, _session(demo, 12))
    headings = _headings(minutes)
    assert {"Goals we worked on", "Said back", "Words used"} <= set(headings)
    assert headings.index("Actions") < headings.index("Goals we worked on")
    assert headings.index("Words used") < headings.index("Next session")
    text = _text(minutes)
    for goal in minutes.goals:
        assert goal.goal.title in text
        assert goal.goal.common_ground in text
    for term in minutes.terms:
        assert term.term in text
    for one in minutes.restatements:
        assert all(version.text in text for version in one.versions)


def test_minutes_print_false_friends_first_with_each_sides_meaning(demo: Reader) -> None:
    """L2: marked loudest."""
    minutes = build_minutes(demo, _session(demo, 2))
    friends = [term for term in minutes.terms if term.relation == "one_word"]
    assert friends
    assert list(minutes.terms[: len(friends)]) == friends
    text = _text(minutes)
    assert text.count("One word, two things.") == len(friends)
    for term in friends:
        assert all(each.meaning in text for each in term.meanings)


def test_minutes_without_any_of_it_print_no_empty_section(demo: Reader) -> None:
    minutes = build_minutes(demo, _session(demo, 12))
    bare = replace(minutes, goals=(), restatements=(), terms=(), requests=(), answered=())
    assert not {"Goals we worked on", "Said back", "Words used", "Data requests"} & set(
        _headings(bare)
    )


def test_the_agenda_prints_goals_and_words(demo: Reader) -> None:
    """L7, G6."""
    planned = demo.value("SELECT id FROM session WHERE state = 'planned' ORDER BY starts_local")
    agenda = build_agenda(demo, planned)
    text = _text(agenda)
    assert agenda.goals
    assert agenda.terms
    assert {"Goals on this agenda", "Words on this agenda"} <= set(_headings(agenda))
    assert all(card.text.split("\n")[0] in text for card in agenda.primers)


def test_a_pre_brief_says_for_whom_it_is_and_how_the_others_see_it(demo: Reader) -> None:
    """P7."""
    planned = demo.value("SELECT id FROM session WHERE state = 'planned' ORDER BY starts_local")
    for row in demo.all("SELECT id, name, short_name FROM party"):
        brief = build_prebrief(demo, planned, row["id"])
        text = _text(brief)
        assert f"PRE-BRIEF FOR {row['short_name'].upper()}" in text
        for side in brief.others:
            assert f"How {side.party.name} sees it" in text
            assert all(each in text for each in (*side.worries, *side.evidence, *side.told_how))


def test_the_goals_print_both_sides_milestones_and_what_is_not_common(demo: Reader) -> None:
    """G1, G2, G3."""
    register = build_goals(demo)
    text = _text(register)
    for goal in register.goals:
        assert goal.title in text
        assert all(one.title in text for one in goal.milestones)
        assert all(interest in text for side in goal.sides for interest in side.interests)
    assert text.count("Not yet common:") == sum(not goal.is_common for goal in register.goals)
    assert "accepted other words" in text


def test_the_timeline_is_drawn_with_a_diamond_for_each_milestone(
    demo: Reader, tmp_path: Path
) -> None:
    """G3: a milestone that was dropped is not on the line of time."""
    register = build_goals(demo)
    kept = [one for goal in register.goals for one in goal.milestones if one.state != "dropped"]
    path = tmp_path / "goals.pdf"
    documents.write_paper(register, path)
    content = PdfReader(path).pages[0].get_contents()
    assert content is not None
    diamonds = sum(1 for line in content.get_data().split(b"\n") if line.endswith(b"l f"))
    assert diamonds == 2 * len(kept)  # a form and its edge or its hollow


@pytest.mark.parametrize("change", ["no goals", "no dates", "far dates"])
def test_goals_print_whatever_their_dates(demo: Reader, change: str) -> None:
    register = build_goals(demo)
    first = register.goals[0]
    goals = {
        "no goals": (),
        "no dates": (replace(first, begins_on="", due_on="", milestones=()),),
        "far dates": (replace(first, begins_on="0001-01-01", due_on="9999-12-31"),),
    }[change]
    changed = GoalRegister(register.engagement, register.currency, register.on, goals)
    assert ("No goal is written down yet." in _text(changed)) == (change == "no goals")
