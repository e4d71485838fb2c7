"""What a key costs with 10,000 words in the glossary, against none; and how deaf the window gets.

Aim: at most twice; a key of the run screen under 16 ms for 99 of 100, with 198 and 10,000 words.
"""

from __future__ import annotations

import random
import statistics
import time
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.clock import FixedClock
from facilitator.commands import agenda, running
from facilitator.commands.demo import write_demo
from facilitator.language.finder import TermFinder
from facilitator.store import Store
from tests.benchmarks.bench_stalls import play
from ui.jargon.field import JargonField
from ui.jargon.radar import Radar, radar_of
from ui.widgets.fields import AutoGrowTextEdit
from ui.workspace import Workspace

pytestmark = pytest.mark.benchmark
MANY = 10_000
KEYS = 200
SYLLABLES = "ka lo mi tu re san der vo xi pel nar gis ton fra qui bel dar hos".split()
PARAGRAPH = (
    "Fifteen of seventeen sending tools obey an opt-out within 24 hours, two need three days: "
    "their suppression list is filled by hand, and nobody knows who signs the consent. "
) * 3


def _terms(count: int) -> list[tuple[int, str]]:
    """Return made-up terms, and among them some that the paragraph holds."""
    dice = random.Random(11)
    words = ["".join(dice.choices(SYLLABLES, k=dice.randint(2, 4))) for _ in range(4000)]
    made = [" ".join(dice.choices(words, k=dice.randint(1, 3))) for _ in range(count)]
    return list(enumerate([*made[: count - 3], "suppression list", "consent", "opt-out"]))


def _write_terms(store: Store, count: int) -> None:
    with store.step("Bring words"):
        for _, term in _terms(count):
            store.insert(
                "term", term=term, plain=f"What {term} is", created_at="2026-01-01T00:00:00Z"
            )


def test_a_text_costs_the_same_with_ten_thousand_terms() -> None:
    """L3: 20,000 letters and one paragraph, no Qt."""
    text = (PARAGRAPH * 50)[:20_000]
    for count in (10, MANY):
        begun = time.perf_counter()
        finder = TermFinder(_terms(count))
        made = time.perf_counter() - begun
        times = {}
        for name, each in (("20,000 letters", text), ("a paragraph", PARAGRAPH)):
            finder.find(each)
            runs = []
            for _ in range(20):
                begun = time.perf_counter()
                finder.find(each)
                runs.append((time.perf_counter() - begun) * 1e3)
            times[name] = statistics.median(runs)
        told = ", ".join(f"{name} {ms:.2f} ms" for name, ms in times.items())
        print(f"\n{count} terms: made in {made * 1e3:.0f} ms; {told}", end="")


def _typed(qtbot: QtBot, workspace: Workspace | None) -> list[float]:
    """Return the milliseconds of each key, painting included, in a field with or without radar."""
    edit = AutoGrowTextEdit("\n".join([PARAGRAPH.strip()] * 4), most=30)
    edit.resize(640, 480)
    if workspace is not None:
        field = JargonField(edit, radar_of(workspace))
        field.set_readers(frozenset({1}), _nobody)
    qtbot.addWidget(edit)
    with qtbot.waitExposed(edit):
        edit.show()
    edit.setFocus()
    cursor = edit.textCursor()
    cursor.setPosition(len(PARAGRAPH) + 40)
    edit.setTextCursor(cursor)
    for _ in range(5):
        QApplication.processEvents()
    times = []
    for letter in ("what is said " * 60)[:KEYS]:
        begun = time.perf_counter()
        QTest.keyClick(edit, letter)
        QApplication.processEvents()
        times.append((time.perf_counter() - begun) * 1e3)
    return times


def _lower(times: list[float]) -> float:
    """Return the lower quartile: what a key costs while the machine does little else."""
    return statistics.quantiles(times, n=4)[0]


def _nobody(text: str) -> int | None:
    return None


def _read_all(radar: Radar) -> None:
    """Let the radar take in every word."""
    radar.marks("word", frozenset({1}))
    until = time.monotonic() + 20
    while radar.is_empty and time.monotonic() < until:
        QApplication.processEvents()
    assert not radar.is_empty


def test_a_key_costs_at_most_twice_with_ten_thousand_words(
    qtbot: QtBot, tmp_path: Path, clock: FixedClock
) -> None:
    """L3: one run, so that the machine is the same for both."""
    space = Workspace(clock)
    file = tmp_path / "words.facilitator"
    with Store.create(file, clock) as store:
        _write_terms(store, MANY)
    space.open(file)
    _read_all(radar_of(space))
    _typed(qtbot, None)  # warm
    without: list[float] = []
    many: list[float] = []
    for _ in range(3):  # in turns, so that what else the machine does meets both
        without += _typed(qtbot, None)
        many += _typed(qtbot, space)
    few, lots = _lower(without), _lower(many)
    ratio = lots / few
    print(f"\na key: {few:.2f} ms without words, {lots:.2f} ms with {MANY}", end="")
    print(f": {ratio:.2f} times", end="")
    space.close()
    assert ratio <= 2.0


@pytest.mark.parametrize("count", [198, MANY])
def test_typing_in_the_run_screen(tmp_path: Path, count: int) -> None:
    """L3: the stall benchmark of the run screen, with so many words."""
    file = tmp_path / "demo.facilitator"
    with Store.create(file) as store:
        write_demo(store, date.today())  # noqa: DTZ011  (the child lives today)
        if count == MANY:
            _write_terms(store, MANY)
        session = int(
            store.value("SELECT id FROM session WHERE state = 'planned' ORDER BY starts_local")
        )
        running.start_session(store, session)
        notes = ((PARAGRAPH + "\n") * 90)[:20_000]
        agenda.set_notes(store, running.item_ids(store, session)[0], notes)
    play("run", file, tmp_path)
