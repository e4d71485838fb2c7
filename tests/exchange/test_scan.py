"""The finished export is read again before it is handed over (S2)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from facilitator.exchange.render import actions_text, decisions_text, minutes_text
from facilitator.exchange.scan import place_of_sealed
from tests.exchange.samples import action, actions, decision, decisions, minutes

WORDS = 'Celeste "fears" losing <the> lead | agency_now\n* before May'


def _leaky(kind: str, what: str) -> str:
    if what == "actions":
        return actions_text(replace(actions(), actions=(action(WORDS),)), kind)
    if what == "decisions":
        return decisions_text(replace(decisions(), decisions=(decision(WORDS),)), kind)
    return minutes_text(replace(minutes(), decisions=(decision(WORDS),)), kind)


@pytest.mark.parametrize(
    ("kind", "what"),
    [("csv", "actions"), ("csv", "decisions"), ("json", "actions"), ("json", "minutes"),
     ("md", "actions"), ("md", "decisions"), ("md", "minutes")],
)  # fmt: skip
def test_sealed_words_are_found_however_the_form_writes_them(kind: str, what: str) -> None:
    place = place_of_sealed(kind, _leaky(kind, what), [WORDS])
    assert place is not None
    assert "Celeste" not in place


@pytest.mark.parametrize("kind", ["csv", "json", "md"])
def test_other_words_are_not_taken_for_sealed_ones(kind: str) -> None:
    text = decisions_text(decisions(), kind)
    assert place_of_sealed(kind, text, [WORDS, "short", ""]) is None
    assert place_of_sealed(kind, text, []) is None


def test_the_place_in_json_names_the_field() -> None:
    text = actions_text(replace(actions(), actions=(action(WORDS),)), "json")
    assert place_of_sealed("json", text, [WORDS]) == "document, content, actions, 1, text"
