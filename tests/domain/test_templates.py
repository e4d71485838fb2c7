"""Reading a template from JSON: own ones come from a file that anybody may have changed."""

from __future__ import annotations

from typing import Any

import pytest

from facilitator.domain.templates import TemplateItem, parse_template
from facilitator.domain.words import Box, Purpose, SessionKind
from facilitator.errors import InvalidText


def body(**item: Any) -> dict[str, Any]:
    values = {"title": "Why?", "purpose": "explore", "minutes": 10, "box": "limit"}
    return {"kind": "kickoff", "name": "Ours", "minutes": 10, "items": [values | item]}


def test_what_is_left_out_becomes_empty() -> None:
    found = parse_template(body())
    assert found.kind is SessionKind.KICKOFF
    assert found.about == ""
    assert found.items == (
        TemplateItem("Why?", Purpose.EXPLORE, "", 10, Box.LIMIT, "", "", False, None),
    )


def test_everything_that_is_given_is_kept() -> None:
    item = parse_template(
        body(
            wanted_result="An answer", agenda_text="Read it.", prompt="Ask twice.\nWait.",
            standing=True, asked_by="each",
        )
    ).items[0]  # fmt: skip
    assert (item.wanted_result, item.agenda_text, item.prompt) == (
        "An answer",
        "Read it.",
        "Ask twice.\nWait.",
    )
    assert item.standing
    assert item.asked_by == "each"


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "},
        {"title": 7},
        {"purpose": "sing"},
        {"purpose": None},
        {"box": "elastic"},
        {"minutes": "10"},
        {"minutes": True},
        {"minutes": -1},
        {"minutes": 1441},
        {"prompt": ["a"]},
        {"asked_by": "nobody"},
    ],
)
def test_a_wrong_field_is_refused_with_its_name(wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidText, match=next(iter(wrong))):
        parse_template(body(**wrong))


@pytest.mark.parametrize("items", [None, {}, ["a"]])
def test_items_that_are_no_list_of_objects_are_refused(items: object) -> None:
    with pytest.raises(InvalidText, match="item"):
        parse_template(body() | {"items": items})
