"""250 papers with hostile text in every field are valid all the same (M1, bad input)."""

from __future__ import annotations

import random
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import TypeVar

import pytest

from facilitator.documents import jobs, press
from facilitator.documents.jobs import Job
from facilitator.documents.roles import Role
from facilitator.projections.types import Minutes, PartyMark, PartyPresence
from tests.documents import samples
from tests.documents.test_hostile_text import HOSTILE, everywhere
from tests.readers.with_verapdf import judged

PARTS = (
    *HOSTILE,
    "\u200f\u202emarks\u2066 that steer\u2069",
    "👩🏽\u200d💻👨\u200d👩\u200d👧 ❤\ufe0f 🇩🇪 1\ufe0f\u20e3",
    "\ufffe\uffff\ufdd0 \U0001ffff",
    "endstream endobj %%EOF ]]> <?xpacket end?> << >> BDC EMC",
    "שלום (24) عربي ABC 12%",
    "**bold *half _open\n- list\n1. list",
    "漢字かな交じり文、ずっと続く。",
    "W" * 300,
)
COUNT = 250

T = TypeVar("T")


def _paper(seed: int) -> Job:
    """Return one small paper with one of everything; the seed chooses its text and its shape."""
    chance = random.Random(seed)
    text = chance.choice(("", " ", "\n")).join(chance.sample(PARTS, chance.randint(1, 2)))
    shape = seed % 5
    if shape == 0:
        return jobs.agenda_job(everywhere(one_of_each(samples.AGENDA), text))
    minutes = one_of_each(samples.MINUTES)
    if shape == 1:
        minutes = replace(minutes, attendance=())
    elif shape == 2:
        return jobs.minutes_job(_sixty_sides(everywhere(minutes, text), text))
    elif shape == 3:
        action = samples.action("A-2026-001", text[:40] + " tall row" * 300)
        return jobs.minutes_job(replace(minutes, actions=(action,), matters_arising=()))
    return jobs.minutes_job(everywhere(minutes, text))


def one_of_each(value: T) -> T:
    """Return a projection with the longest of each kind of thing, so that nothing is left out."""
    if isinstance(value, tuple):
        longest = sorted(value, key=lambda one: len(repr(one)))[-1:]
        return tuple(one_of_each(one) for one in longest)  # type: ignore[return-value]
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changes = {field.name: one_of_each(getattr(value, field.name)) for field in fields(value)}
    return replace(value, **changes)  # type: ignore[type-var]


def _sixty_sides(minutes: Minutes, text: str) -> Minutes:
    """Return minutes of sixty sides, of which the first have a hostile name."""
    names = (text if n < 2 else f"Party {n}" for n in range(60))
    parties = (PartyMark(name, "", "blue") for name in names)
    somebody = (samples.person("Somebody"),)
    present = tuple(PartyPresence(one, somebody, (), (), ()) for one in parties)
    return replace(minutes, attendance=present)


@pytest.mark.slow
def test_hostile_papers_are_valid(tmp_path: Path) -> None:
    """Lone surrogates, control characters, direction marks, markup, 60 sides, a row over pages."""
    files = []
    for seed in range(COUNT):
        files.append(tmp_path / f"{seed}.pdf")
        files[-1].write_bytes(press.render(_paper(seed)).data)
    assert judged(files) == {}


def test_a_tall_row_goes_over_the_page() -> None:
    """The papers are small, and yet what they are for happens in them."""
    printed = press.render(_paper(3))
    cells = [one for one in printed.structure.elements(Role.TD) if "tall row" in one.text()]
    assert any(len({run.page for run in cell.runs()}) > 1 for cell in cells)
