"""The nine shipped templates (P4): complete, adding up, and fair to every side."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from facilitator.domain.templates import Template, parse_template
from facilitator.domain.words import Box, Purpose, SessionKind

FOLDER = Path(__file__).parents[2] / "resources" / "templates"
KINDS = sorted(kind.value for kind in SessionKind if kind is not SessionKind.OTHER)


def template(kind: str) -> Template:
    return parse_template(json.loads((FOLDER / f"{kind}.json").read_text(encoding="utf-8")))


def test_every_kind_of_session_has_exactly_one_template() -> None:
    """P4."""
    assert sorted(path.stem for path in FOLDER.glob("*.json")) == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_file_name_kind_and_sum_of_minutes_agree(kind: str) -> None:
    """P3, P4."""
    found = template(kind)
    assert found.kind == kind
    assert sum(item.minutes for item in found.items) == found.minutes
    assert found.minutes in (60, 90)


@pytest.mark.parametrize("kind", KINDS)
def test_every_item_says_what_it_is_for_and_how_to_lead_it(kind: str) -> None:
    """P2: title as a question or wanted result, purpose, wanted result, both texts."""
    found = template(kind)
    assert found.name
    assert len(found.about) > 40
    assert len(found.items) >= 6
    for item in found.items:
        for words in (item.title, item.wanted_result, item.agenda_text):
            assert len(words) > 10, item.title
        assert item.prompt.count("\n") >= 1, item.title
        assert item.minutes >= 5


@pytest.mark.parametrize("kind", KINDS)
def test_both_sides_get_turns_and_say_something_back(kind: str) -> None:
    """P9, L5: at least one item in which each side has its own turn, one that restates."""
    found = template(kind)
    assert any(item.asked_by == "each" for item in found.items)
    text = " ".join(
        words.lower()
        for item in found.items
        for words in (item.title, item.wanted_result, item.agenda_text, item.prompt)
    )
    assert "say it back" in text or "say back" in text or "restate" in text


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_taken_for_granted_is_asked(kind: str) -> None:
    """L8."""
    prompts = " ".join(f"{item.title} {item.prompt}" for item in template(kind).items)
    assert "take for granted" in prompts


def test_every_purpose_and_every_kind_of_time_box_is_used_somewhere() -> None:
    """P2."""
    items = [item for kind in KINDS for item in template(kind).items]
    assert {item.purpose for item in items} == set(Purpose)
    assert {item.box for item in items} == set(Box)


def test_no_text_is_used_twice() -> None:
    """A prompt that fits everywhere helps nowhere."""
    prompts = [item.prompt for kind in KINDS for item in template(kind).items]
    assert len(prompts) == len(set(prompts))


def test_texts_are_neutral_and_without_straight_quotation_marks() -> None:
    """House style: neither side of the reference pair is named, quotation marks are typographic."""
    for kind in KINDS:
        raw = (FOLDER / f"{kind}.json").read_text(encoding="utf-8")
        assert '\\"' not in raw, kind
        for word in ("Security", "Marketing", "CISO", "CMO"):
            assert word not in raw, (kind, word)
