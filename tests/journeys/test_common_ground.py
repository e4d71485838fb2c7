"""Two sides that talk past each other find common ground, seen from another process."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.desk import Desk
from tests.journeys.ways import capture, command_line, f6_to, is_in_order, pdf_text

pytestmark = [pytest.mark.journey, pytest.mark.slow]

GOAL = "Parcels come back without a fight"
GROUND = "A customer who sends something back hears from us the same day"
INTERESTS = {"logistics": "Shelves stay free in the season", "web-shop": "Nobody waits for money"}
MILESTONE = "First returns counted together"
MEANINGS = {"logistics": "pallets per hour", "web-shop": "items sold in a day"}
CONCERN = "The warehouse hears of a sale too late"
DECISION = "Sales are told two weeks before, so that throughput holds"
ANSWER = "The plan is shown two weeks before"
RESTATED = {
    "Logistics": "We see every sale a fortnight ahead",
    "Web shop": "We write the plan down two weeks before",
}


def test_a_new_engagement_comes_to_minutes_with_its_common_ground(
    desk: Desk, tmp_path: Path
) -> None:
    """E6, G1 to G3, L2, L3, C1, D4, M1: by the guided path to a session and its minutes."""
    file = _begin(desk)
    _name_people(desk)
    _write_the_goal(desk)
    _add_a_word(desk)
    _to_the_first_agenda(desk)
    _hold_the_session(desk)
    _restate(desk)
    minutes = tmp_path / "minutes.pdf"
    desk.quit_app()
    done = command_line("minutes", str(file), "last", "-o", str(minutes))
    assert done.returncode == 0, done.stderr
    _prints_all_of_it(pdf_text(minutes))
    assert is_in_order(file)


def _begin(desk: Desk) -> Path:
    desk.open_app()
    desk.press("new-engagement")
    desk.see("begin-step-1")
    desk.write("Logistics")
    desk.keys("Return")
    desk.write("Web shop")
    desk.press("begin-step-1")
    desk.see("engagement-title-field")
    desk.fill("engagement-title-field", "Returns desk")
    desk.fill("facilitator-name", "Ruth Calder")
    desk.press("begin-step-2")
    path = Path(desk.see("engagement-path")["text"].replace("~", str(desk.home)))
    desk.press("begin-engagement")
    desk.see("guide-next")
    assert path.exists()
    return path


def _name_people(desk: Desk) -> None:
    desk.fill("party-worry-1", "Pallets that nobody expects")
    desk.press("guide-next")
    desk.see("person-name")
    people = (("Petra Novak", "Logistics"), ("Lena Vogt", "Web shop"))
    for place, (name, side) in enumerate(people, start=2):
        desk.fill("person-name", name)
        desk.keys("Return")
        desk.see(f"person-name-{place}", text=name)
        assert desk.see(f"person-side-{place}")["name"] == side, "the next side is suggested"
    desk.see(starts="Both sides have somebody.")
    desk.press("guide-next")


def _write_the_goal(desk: Desk) -> None:
    desk.see("goal-title")
    desk.fill("goal-title", GOAL)
    for side, interest in INTERESTS.items():
        desk.fill(f"goal-interest-{side}", interest)
    desk.fill("goal-common-ground", GROUND)
    desk.fill("milestone-title", MILESTONE)
    desk.fill("milestone-due", "+6w")
    desk.press("guide-next")


def _add_a_word(desk: Desk) -> None:
    desk.see("guide-word")
    desk.fill("guide-word", "Throughput")
    for side, meaning in MEANINGS.items():
        desk.fill(f"guide-meaning-{side}", meaning)
    desk.press("guide-add-word")
    desk.until(lambda: desk.see("guide-word")["text"] == "")
    desk.press("guide-next")


def _to_the_first_agenda(desk: Desk) -> None:
    desk.see("rhythm-every")
    desk.press("guide-next")
    desk.see("kickoff-date")
    desk.fill("kickoff-date", "today")
    desk.press("guide-next")
    desk.see("start-session")
    assert any(GOAL in item for item in desk.rows("agenda-list")), "the goal is on the agenda"


def _hold_the_session(desk: Desk) -> None:
    desk.press("start-session")
    desk.see("capture-line")
    desk.focus("notes")
    desk.write("In spring we had a low throughput")
    desk.see(role="label", starts="Throughput", within="jargon-strip")
    said = " ".join(desk.rows("jargon-strip"))
    assert all(meaning in said for meaning in MEANINGS.values()), said
    capture(desk, f"/c {CONCERN} @logistics")
    capture(desk, f"/d {DECISION}")
    _agree(desk)
    _answer_the_concern(desk)


def _agree(desk: Desk) -> None:
    f6_to(desk, "All ")
    for _control in range(6):
        if desk.focused()["name"].startswith("Decision, "):
            break
        desk.keys("Tab")
    desk.keys("space", "Down", "Return")
    desk.see(role="dialog", name="Hear each side")
    for side, words in (("logistics", "Two weeks are enough."), ("web-shop", "We can plan that.")):
        desk.fill(f"consideration-{side}", words)
    desk.press("decision-agree")
    desk.gone("decision-agree")


def _answer_the_concern(desk: Desk) -> None:
    """Go to the register in the middle of the session, and come back to it."""
    desk.keys("ctrl+k")
    desk.see("command-palette")
    desk.write("Radar")
    desk.see(role="list item", starts="Radar", within="command-palette-list")
    desk.keys("Return")
    desk.see(role="list item", holds=CONCERN, within="concern-list")
    desk.press("answer-decision")
    desk.see(role="list item", holds=DECISION, within="answer-list")
    desk.focus("answer-list")
    desk.keys("Down", "Up", "Return")
    desk.fill("answer-words", ANSWER)
    desk.keys("ctrl+Return")
    desk.gone("answer-words")


def _restate(desk: Desk) -> None:
    desk.press("nav-decisions")
    desk.see("means-words")
    for side, words in RESTATED.items():
        desk.put("means-words", words, name=f"What this means for us, says {side}")
        desk.press("means-keep")
        desk.press("means-confirm", name=f"That is it: {side}")
        desk.gone("means-confirm", name=f"That is it: {side}")


def _prints_all_of_it(text: str) -> None:
    said = (GOAL, GROUND, MILESTONE, CONCERN, DECISION, ANSWER)
    for words in (*said, *INTERESTS.values(), *MEANINGS.values(), *RESTATED.values()):
        assert words in text, words
    assert "One word, two things." in text
    assert text.count("Confirmed by the speaker") == len(RESTATED)
