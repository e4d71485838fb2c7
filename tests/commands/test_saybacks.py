"""Say it back: all versions kept, only the speaker confirms, one flag for dealt with (L5, D4)."""

from __future__ import annotations

import pytest

from facilitator.commands import captures, clarity, decisions, parties, saybacks
from facilitator.domain.words import CaptureKind, DecisionState
from facilitator.errors import CommandRefused, InvalidText
from facilitator.queries.captured import cards
from facilitator.queries.prepare import agenda
from facilitator.queries.questions import questions_about
from facilitator.queries.saybacks import not_said_back, restatements, sayback, who_restated
from tests.commands.scene import Scene


def _said(s: Scene) -> int:
    return saybacks.ask_sayback(
        s.store, "Hashing", said="Scrambled one way", explained_by_id=s.nadia
    )


def _parts(s: Scene, sayback_id: int) -> list[tuple[int, str, str]]:
    found = sayback(s.store, sayback_id)
    assert found is not None
    return [(each.n, each.part, each.text) for each in found.versions]


def _flag(s: Scene, capture_id: int) -> tuple[str | None, str | None]:
    row = s.store.one("SELECT settled_on, settled_words FROM capture WHERE id = ?", (capture_id,))
    assert row is not None
    return row["settled_on"], row["settled_words"]


def test_every_version_is_kept_until_the_speaker_confirms(scene: Scene) -> None:
    """L5: open, restated, corrected, confirmed; all versions together."""
    found = _said(scene)
    saybacks.restate(scene.store, found, "We read it backwards", person_id=scene.jonas)
    saybacks.correct(scene.store, found, "Nobody can read it back")
    saybacks.restate_and_confirm(scene.store, found, "A one-way street", person_id=scene.jonas)
    assert _parts(scene, found) == [
        (1, "said", "Scrambled one way"),
        (2, "restated", "We read it backwards"),
        (3, "corrected", "Nobody can read it back"),
        (4, "restated", "A one-way street"),
    ]
    detail = sayback(scene.store, found)
    assert detail is not None
    assert detail.row.state == "confirmed"
    assert [each.voice.party for each in detail.versions] == [
        "Security", "Marketing", "Security", "Marketing",
    ]  # fmt: skip
    assert _flag(scene, found) == ("2026-06-23", "A one-way street")


def test_nothing_is_confirmed_that_was_not_said_back(scene: Scene) -> None:
    """L5: neither at the start nor after a correction."""
    found = _said(scene)
    with pytest.raises(CommandRefused, match="Nothing was said back"):
        saybacks.confirm(scene.store, found)
    saybacks.restate(scene.store, found, "So")
    saybacks.correct(scene.store, found, "Not so")
    with pytest.raises(CommandRefused, match="Nothing was said back"):
        saybacks.confirm(scene.store, found)
    with pytest.raises(CommandRefused, match="nothing to correct"):
        saybacks.correct(scene.store, found, "Twice")
    assert _flag(scene, found) == (None, None)
    assert len(_parts(scene, found)) == 3


def test_what_is_confirmed_takes_no_more_words_until_it_is_opened(scene: Scene) -> None:
    found = _said(scene)
    saybacks.restate_and_confirm(scene.store, found, "So")
    with pytest.raises(CommandRefused, match="Open it again"):
        saybacks.restate(scene.store, found, "Or so")
    saybacks.reopen(scene.store, found)
    assert _flag(scene, found) == (None, None)
    detail = sayback(scene.store, found)
    assert detail is not None
    assert (detail.row.state, detail.confirmed_on) == ("restated", "")
    with pytest.raises(CommandRefused, match="open already"):
        saybacks.reopen(scene.store, found)


def test_a_refused_confirmation_leaves_no_half_of_it(scene: Scene) -> None:
    found = _said(scene)
    with pytest.raises(InvalidText):
        saybacks.restate_and_confirm(scene.store, found, "  \n ")
    assert len(_parts(scene, found)) == 1


def test_a_captured_line_is_what_was_said(scene: Scene) -> None:
    """V3, L5: `/s` begins an open one; its card says where it stands."""
    found = captures.capture(
        scene.store, CaptureKind.SAYBACK, "Two tools obey late", session_id=scene.held,
        person_id=scene.nadia,
    )  # fmt: skip
    assert _parts(scene, found) == [(1, "said", "Two tools obey late")]
    captures.set_capture(scene.store, found, text="Two tools obey after days")
    captures.set_capture(scene.store, found, person_id=scene.jonas, party_id=scene.marketing)
    detail = sayback(scene.store, found)
    assert detail is not None
    assert detail.versions[0].text == "Two tools obey after days"
    assert (detail.row.speaker.person, detail.versions[0].voice.party) == (
        "Jonas Feld", "Marketing",
    )  # fmt: skip
    saybacks.restate(scene.store, found, "They are slow", person_id=scene.nadia)
    captures.set_capture(scene.store, found, text="Only the card's line")
    assert _parts(scene, found)[0] == (1, "said", "Two tools obey after days")
    card = next(each for each in cards(scene.store, scene.held) if each.id == found)
    assert (card.state, card.is_settled) == ("restated", False)


def test_a_note_that_becomes_a_say_it_back_keeps_its_words_as_said(scene: Scene) -> None:
    """V4."""
    note = captures.capture(scene.store, CaptureKind.NOTE, "Masked means gone")
    captures.change_kind(scene.store, note, CaptureKind.SAYBACK)
    assert _parts(scene, note) == [(1, "said", "Masked means gone")]


def test_settling_anywhere_is_one_truth_with_confirming(scene: Scene) -> None:
    """L5: `captures.settle` writes the version and the state, and reopening takes both back."""
    found = _said(scene)
    with pytest.raises(CommandRefused):
        captures.settle(scene.store, found)
    captures.settle(scene.store, found, "One way only")
    assert _parts(scene, found)[-1] == (2, "restated", "One way only")
    detail = sayback(scene.store, found)
    assert detail is not None
    assert (detail.row.state, detail.confirmed_on) == ("confirmed", "2026-06-23")
    assert detail.versions[-1].voice.party == "Marketing", "the only other side"
    captures.reopen_capture(scene.store, found)
    detail = sayback(scene.store, found)
    assert detail is not None
    assert detail.row.state == "restated"
    assert _flag(scene, found) == (None, None)


def test_an_item_is_clear_with_the_last_confirmation(scene: Scene) -> None:
    """V12: the mark goes with the last open question or say-it-back of the item."""
    item = scene.planned_items[0]
    found = clarity.ask_for_clarity(scene.store, item, CaptureKind.SAYBACK)
    detail = sayback(scene.store, found)
    assert detail is not None
    assert (detail.row.topic, detail.versions) == ("Do all seventeen tools obey?", ())
    assert agenda(scene.store, scene.planned)[0].is_not_clear
    saybacks.restate_and_confirm(scene.store, found, "Fifteen do", party_id=scene.marketing)
    assert not agenda(scene.store, scene.planned)[0].is_not_clear


def test_what_was_said_is_written_once(scene: Scene) -> None:
    found = saybacks.ask_sayback(scene.store, "Hashing")
    saybacks.say(scene.store, found, "Scrambled", person_id=scene.nadia)
    detail = sayback(scene.store, found)
    assert detail is not None
    assert detail.row.speaker.person == "Nadia Rahmani"
    with pytest.raises(CommandRefused):
        saybacks.say(scene.store, found, "Something else")


# --- on a decision (D4) ------------------------------------------------------------------------


def _agreed(s: Scene) -> int:
    for party in (s.security, s.marketing):
        decisions.set_consideration(s.store, s.decision, party, "We can live with it")
    decisions.decide(s.store, s.decision, DecisionState.AGREED)
    return s.decision


def test_an_agreed_decision_is_said_back_though_it_never_changes(scene: Scene) -> None:
    """D4: rows of their own; a side that says it again adds a version."""
    decision = _agreed(scene)
    before = scene.store.one("SELECT * FROM decision WHERE id = ?", (decision,))
    first = saybacks.restate_decision(scene.store, decision, scene.marketing, "We mail later")
    again = saybacks.restate_decision(scene.store, decision, scene.marketing, "No mail at all")
    assert first == again
    found = {each.party: each for each in restatements(scene.store, decision)}
    assert (found["Marketing"].text, found["Marketing"].state) == ("No mail at all", "restated")
    assert (found["Security"].sayback_id, found["Security"].state) == (None, "open")
    assert scene.store.one("SELECT * FROM decision WHERE id = ?", (decision,)) == before
    assert scene.store.value("SELECT session_id FROM capture WHERE id = ?", (first,)) is None, (
        "its session is closed"
    )


def test_a_mismatch_keeps_both_wordings_and_opens_a_question(scene: Scene) -> None:
    """D4."""
    decision = _agreed(scene)
    mine = saybacks.restate_decision(scene.store, decision, scene.marketing, "We mail later")
    question = saybacks.not_what_we_agreed(
        scene.store, mine, "Mails stop today", by_party_id=scene.security
    )
    found = next(x for x in restatements(scene.store, decision) if x.party == "Marketing")
    assert (found.state, found.text, found.correction, found.corrected_by) == (
        "corrected", "We mail later", "Mails stop today", "Security",
    )  # fmt: skip
    asked = questions_about(scene.store, "decision", decision)
    assert [each.id for each in asked] == [question]
    assert (asked[0].asker.party, asked[0].to.party, asked[0].is_open) == (
        "Security", "Marketing", True,
    )  # fmt: skip
    with pytest.raises(CommandRefused, match="not about a decision"):
        saybacks.not_what_we_agreed(scene.store, _said(scene), "No")


def test_a_confirmed_restatement_can_turn_out_to_be_a_mismatch(scene: Scene) -> None:
    decision = _agreed(scene)
    mine = saybacks.restate_decision(scene.store, decision, scene.marketing, "We mail later")
    saybacks.confirm(scene.store, mine)
    saybacks.not_what_we_agreed(scene.store, mine, "Not later")
    assert _flag(scene, mine) == (None, None)


def test_the_log_names_a_side_that_has_not_said_it_back(scene: Scene) -> None:
    """D4: in the session held last, or where one side has begun; with three sides too."""
    decision = _agreed(scene)
    assert not_said_back(scene.store, [decision]) == {decision: ("Security", "Marketing")}
    legal = parties.add_party(scene.store, "Legal")
    for party, words in ((scene.security, "Off"), (legal, "Off, in writing")):
        saybacks.confirm(
            scene.store, saybacks.restate_decision(scene.store, decision, party, words)
        )
    assert not_said_back(scene.store, [decision]) == {decision: ("Marketing",)}
    last = saybacks.restate_decision(scene.store, decision, scene.marketing, "No mail")
    assert not_said_back(scene.store, [decision]) == {decision: ("Marketing",)}, "not confirmed"
    saybacks.confirm(scene.store, last)
    assert not_said_back(scene.store, [decision]) == {}


def test_an_older_decision_that_nobody_said_back_is_no_exception(scene: Scene) -> None:
    decision = _agreed(scene)
    with scene.store.step("Later"):
        scene.store.update("session", scene.planned, state="closed",
                           started_at="2026-07-21T08:00:00+00:00")  # fmt: skip
    assert not_said_back(scene.store, [decision]) == {}


def test_who_restated_whom_counts_things_of_others_by_side(scene: Scene) -> None:
    """L5: three sides; a second round counts once, and one's own words do not count."""
    legal = parties.add_party(scene.store, "Legal")
    first, second = _said(scene), _said(scene)
    saybacks.restate(scene.store, first, "So", party_id=scene.marketing)
    saybacks.correct(scene.store, first, "Not so")
    saybacks.restate(scene.store, first, "Or so", party_id=scene.marketing)
    saybacks.restate(scene.store, first, "We say", party_id=legal)
    saybacks.restate(scene.store, second, "Our own", party_id=scene.security)
    assert [(each.party, each.count) for each in who_restated(scene.store)] == [
        ("Security", 0), ("Marketing", 1), ("Legal", 1),
    ]  # fmt: skip
