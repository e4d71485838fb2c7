"""Paper, measured as ratios in one run: ours against the same content through other typesetters.

Ours is tagged, archival and carries its data; platypus is untagged, Typst and WeasyPrint tag. Typst
and WeasyPrint come with `pip install typst weasyprint`; without them their part is skipped.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from facilitator.documents import jobs, press
from facilitator.documents.jobs import Job
from facilitator.documents.roles import Element, Role
from facilitator.projections.types import Minutes
from tests.benchmarks.others import typst_pdf, weasyprint_pdf
from tests.benchmarks.platypus import Story, platypus
from tests.documents import samples

pytestmark = pytest.mark.benchmark

MINUTES = jobs.minutes_job(samples.MINUTES)
ROUNDS = 15


def record_job(sessions: int, actions_each: int) -> Job:
    return jobs.record_job(samples.record_of(samples.many_minutes(sessions, actions_each)))


def test_minutes_warm() -> None:
    """Aim: twice as fast as platypus."""
    story = story_of(press.render(MINUTES).structure)
    _compare("minutes, warm", lambda: press.render(MINUTES), lambda: platypus(story), ROUNDS)


def test_record_of_a_hundred_sessions() -> None:
    """2,400 actions and every part filled: about eight pages each; aim: below 3 ms a page."""
    job = record_job(100, 24)
    _compare_record("record, 100 full sessions", job)


def test_record_of_a_hundred_short_sessions() -> None:
    """2,400 actions, one short decision and five outcomes a session: about four pages each."""
    sessions = [_short(one) for one in samples.many_minutes(100, 24)]
    _compare_record("record, 100 short sessions", jobs.record_job(samples.record_of(sessions)))


def _short(minutes: Minutes) -> Minutes:
    """Return minutes that say in few words what was decided and who does what."""
    actions = tuple(replace(one, done_when="", topic="", was_due=()) for one in minutes.actions)
    wanted = minutes.decisions[1]
    decision = replace(wanted, positions=(), plain="", method_note="", review_on="")
    items = tuple(replace(one, notes=(), actions=(), decisions=()) for one in minutes.items[:5])
    return replace(
        minutes,
        actions=actions,
        decisions=(decision,),
        items=items,
        raised=(),
        parked=(),
        previous=None,
    )


def _compare_record(name: str, job: Job) -> None:
    printed = press.render(job)
    story = story_of(printed.structure)
    name = f"{name}, {printed.page_count} pages"
    _compare(name, lambda: press.render(job), lambda: platypus(story), 3)


def test_register_of_many_actions() -> None:
    """One session with 2,400 actions: a table over many pages."""
    job = record_job(1, 2400)
    story = story_of(press.render(job).structure)
    _compare("2,400 actions in one table", lambda: press.render(job), lambda: platypus(story), 3)


def test_register_of_ten_thousand_actions() -> None:
    """Aim: below 1.5 s where platypus takes 15."""
    job = record_job(1, 10_000)
    printed = press.render(job)
    took = min(_seconds(lambda: press.render(job)) for _ in range(2))
    print(f"\n10,000 actions, {printed.page_count} pages: {took * 1000:.0f} ms")


def test_minutes_against_others() -> None:
    """Warm; the aim is below 15 ms, where Typst took 7 and WeasyPrint 480."""
    others = _others()
    story = story_of(press.render(MINUTES).structure)
    for name, other in others.items():
        other(story)
        ours = statistics.median(_wall(lambda: press.render(MINUTES)) for _ in range(ROUNDS))
        theirs = statistics.median(_wall(partial(other, story)) for _ in range(5))
        _say("minutes, warm", ours, theirs, name)


def test_record_against_others() -> None:
    """Aim: three times as fast as Typst, thirty times as fast as WeasyPrint."""
    others = _others()
    sessions = [_short(one) for one in samples.many_minutes(50, 24)]
    job = jobs.record_job(samples.record_of(sessions))
    printed = press.render(job)
    story = story_of(printed.structure)
    for name, other in others.items():
        ours = min(_wall(lambda: press.render(job)) for _ in range(3))
        _say(f"record, {printed.page_count} pages", ours, _wall(partial(other, story)), name)


def _others() -> dict[str, Callable[[Story], bytes]]:
    pytest.importorskip("typst")
    pytest.importorskip("weasyprint")
    return {"Typst": typst_pdf, "WeasyPrint": weasyprint_pdf}


def _wall(work: Callable[[], object]) -> float:
    """Return seconds as a person waits: Typst works in several threads."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def test_minutes_cold() -> None:
    """Projection to file in a fresh process, imports included."""
    story = story_of(press.render(MINUTES).structure)
    ours, theirs = [], []
    for _ in range(5):  # in turn, so that noise hits both
        ours.append(_cold(_OURS))
        theirs.append(_cold(_THEIRS.format(story=story)))
    _say("minutes, cold process", statistics.median(ours), statistics.median(theirs))


def test_memory_of_the_record() -> None:
    """Aim: below 80 MB."""
    job = record_job(100, 24)
    tracemalloc.start()
    try:
        printed = press.render(job)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    print(f"\nrecord, {printed.page_count} pages: {peak / 1e6:.0f} MB at most")


def _compare(
    name: str, ours: Callable[[], object], theirs: Callable[[], object], rounds: int
) -> None:
    mine, other = [], []
    for _ in range(rounds):
        mine.append(_seconds(ours))
        other.append(_seconds(theirs))
    _say(name, statistics.median(mine), statistics.median(other))


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _say(name: str, ours: float, theirs: float, other: str = "platypus") -> None:
    print(f"\n{name}: {ours * 1000:.0f} ms, {other} {theirs * 1000:.0f} ms", end="")
    print(f", {theirs / ours:.1f} times as fast")


_OURS = """
import time
from tests.documents import samples
start = time.perf_counter()
from facilitator.documents import jobs, press
press.render(jobs.minutes_job(samples.MINUTES))
print(time.perf_counter() - start)
"""
_THEIRS = """
import time
from tests.benchmarks.platypus import platypus
STORY = {story!r}
start = time.perf_counter()
platypus(STORY)
print(time.perf_counter() - start)
"""


def _cold(script: str) -> float:
    """Return the seconds one print takes in a process that has not imported reportlab."""
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | {"PYTHONPATH": "."},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return float(done.stdout)


# --- the same content as plain blocks --------------------


def story_of(structure: Element) -> Story:
    """Return what was printed as plain blocks: headings, paragraphs, lists and tables."""
    story: Story = []
    for kid in structure.kids:
        if isinstance(kid, Element):
            _tell(kid, story)
    return story


def _tell(element: Element, story: Story) -> None:
    if element.role is Role.TABLE:
        rows = []
        for row in element.elements(Role.TR):
            cells = [kid for kid in row.kids if isinstance(kid, Element)]
            rows.append([_paragraphs(cell) for cell in cells])
        story.append(("table", rows))
    elif element.role is Role.LI:
        cells = [kid for kid in element.kids if isinstance(kid, Element)]
        story.append(("item", [_paragraphs(cell) for cell in cells]))
    elif element.role in (Role.SECT, Role.L):
        for kid in element.kids:
            if isinstance(kid, Element):
                _tell(kid, story)
    else:
        story.append((str(element.role), element.text()))


def _paragraphs(cell: Element) -> list[str]:
    parts = [e.text() for e in cell.elements(Role.P)]
    return parts or [cell.text()]
