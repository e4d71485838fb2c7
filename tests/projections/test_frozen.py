"""Minutes made again from their frozen data (M2): what went out years ago reads as it went out."""

from __future__ import annotations

import json

import pytest

from facilitator.projections.data import data_of
from facilitator.projections.frozen import minutes_of
from facilitator.projections.minutes import build_minutes
from facilitator.store import Reader
from tests.documents.samples import MINUTES


@pytest.mark.parametrize("style", ["decisions", "reasons", "discussion"])
def test_every_session_of_the_demo_is_made_again_to_the_letter(demo: Reader, style: str) -> None:
    """M2: the same types, and with them the same paper and the same code."""
    rows = demo.all("SELECT id FROM session WHERE state IN ('running', 'closed')")
    assert rows
    for row in rows:
        minutes = build_minutes(demo, row["id"], style=style)
        assert minutes_of(data_of(minutes)) == minutes


def test_a_field_that_came_later_keeps_its_default() -> None:
    """M2: an older text lacks what was added since."""
    document = json.loads(data_of(MINUTES))
    del document["content"]["terms"]
    document["content"]["gone"] = {"since": 1}
    assert minutes_of(json.dumps(document)).terms == ()


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"content": 1}', '{"content": {"style": "reasons"}}', "null"]
)
def test_what_is_no_minutes_is_refused(text: str) -> None:
    """M4: data from outside is never taken for minutes by halves."""
    with pytest.raises(ValueError, match=r"."):
        minutes_of(text)
