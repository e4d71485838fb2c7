"""250 papers with hostile text in every field are valid all the same (M1, bad input)."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from facilitator.documents import jobs, press
from facilitator.documents.jobs import Job
from facilitator.projections.types import PartyMark, PartyPresence
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


def _paper(seed: int) -> Job:
    """Return one small paper; the seed chooses its text and its shape."""
    chance = random.Random(seed)
    text = chance.choice(("", " ", "\n")).join(chance.sample(PARTS, chance.randint(1, 4)))
    shape = seed % 5
    if shape == 0:
        return jobs.agenda_job(everywhere(samples.AGENDA, text))
    minutes = replace(samples.MINUTES, items=samples.ITEMS[:1], raised=(), parked=())
    if shape == 1:
        minutes = replace(minutes, attendance=())
    elif shape == 2:
        parties = (PartyMark(f"Party {n}", "", "blue") for n in range(60))
        minutes = replace(
            minutes,
            attendance=tuple(
                PartyPresence(one, (samples.person("Somebody"),), (), (), ()) for one in parties
            ),
        )
    elif shape == 3:
        text = text[:40] + " tall row" * 1500
        action = samples.action("A-2026-001", text)
        return jobs.minutes_job(replace(minutes, actions=(action,), matters_arising=()))
    return jobs.minutes_job(everywhere(minutes, text))


@pytest.mark.slow
def test_hostile_papers_are_valid(tmp_path: Path) -> None:
    """Lone surrogates, control characters, direction marks, markup, 60 sides, a row over pages."""
    files = []
    for seed in range(COUNT):
        files.append(tmp_path / f"{seed}.pdf")
        files[-1].write_bytes(press.render(_paper(seed)).data)
    assert judged(files) == {}
