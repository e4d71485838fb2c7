"""The published form of the data inside a paper is the form that is written and read (M4)."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any, get_type_hints

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator.clock import FixedClock
from facilitator.exchange.minutes_format import ENUMERATED, FORMATS, DoesNotFit, name_of, typed
from facilitator.projections.data import data_of
from facilitator.projections.minutes import build_minutes
from facilitator.projections.record import build_record
from facilitator.projections.types import Minutes
from facilitator.store import Reader
from tests.demo_file import NOW, demo_file
from tests.documents import samples
from tests.exchange.schema_of import differences, published, schema_of, undescribed


def validator(form: str = "facilitator-minutes") -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(published(form))


@pytest.mark.parametrize("form", FORMATS)
def test_the_published_schema_is_that_of_the_types(form: str) -> None:
    """M4: when this fails, a type got or lost a field; each line says where to add it."""
    assert differences(form) == []


@pytest.mark.parametrize("form", FORMATS)
def test_every_field_says_what_it_is(form: str) -> None:
    """M4: when this fails, write a `description` for each place named."""
    assert undescribed(form) == []


@pytest.mark.parametrize("form", FORMATS)
def test_the_schema_is_a_schema_and_closed(form: str) -> None:
    schema = published(form)
    jsonschema.Draft202012Validator.check_schema(schema)
    kinds = [schema, *schema["$defs"].values()]
    assert all(each["additionalProperties"] is False for each in kinds)


def test_a_field_that_is_not_published_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The check above can fail, and says what to do."""
    less = schema_of("facilitator-minutes")
    del less["$defs"]["ActionEntry"]["properties"]["done_when"]
    monkeypatch.setattr("tests.exchange.schema_of.published", lambda _: less)
    found = differences("facilitator-minutes")
    assert "minutes-1.schema.json, $defs/ActionEntry/properties/done_when: run" in found[0]


def test_every_enumerated_field_is_one_of_the_types() -> None:
    """A field that was renamed must not lose its words in silence."""
    known = set()
    for form in FORMATS:
        for name, each in published(form)["$defs"].items():
            known |= {f"{name}.{field}" for field in each["properties"]}
    assert set(ENUMERATED) <= known


def test_all_minutes_of_the_demo_and_its_record_are_of_the_published_form(tmp_path: Path) -> None:
    with Reader.open(demo_file(tmp_path), FixedClock(NOW)) as reader:
        ids = reader.all("SELECT id FROM session WHERE state IN ('running', 'closed')")
        assert len(ids) > 5
        for row in ids:
            for style in ("decisions", "reasons", "discussion"):
                minutes = build_minutes(reader, row["id"], "joint", style)
                document = json.loads(data_of(minutes))
                validator().validate(document)
                assert typed(Minutes, document["content"]) == minutes
        validator("facilitator-record").validate(json.loads(data_of(build_record(reader))))


# --- made up -------------------------------------------------------------------------------------

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@st.composite
def fuzzed(draw: st.DrawFn) -> Minutes:
    """Return the sample minutes with other words and numbers wherever people write some."""
    found = _fuzzed(samples.MINUTES, draw)
    assert isinstance(found, Minutes)
    return found


def _fuzzed(value: Any, draw: st.DrawFn) -> Any:
    if isinstance(value, tuple):
        return tuple(_fuzzed(each, draw) for each in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    hints, owner = get_type_hints(type(value)), name_of(type(value))
    new: dict[str, Any] = {}
    for field in fields(value):
        old, hint = getattr(value, field.name), hints[field.name]
        is_plain = f"{owner}.{field.name}" not in ENUMERATED and not _is_time(field.name)
        if hint is str and is_plain:
            new[field.name] = draw(TEXT)
        elif hint is int or hint == int | None:
            new[field.name] = draw(st.integers(-(2**40), 2**40))
        else:
            new[field.name] = _fuzzed(old, draw)
    return replace(value, **new)


def _is_time(name: str) -> bool:
    return name.endswith("_on") or name in {"on", "date", "starts", "ends", "comments_until"}


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(fuzzed())
def test_made_up_minutes_are_of_the_published_form_and_come_back(minutes: Minutes) -> None:
    document = json.loads(data_of(minutes))
    validator().validate(document)
    assert typed(Minutes, document["content"]) == minutes


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_the_reader_and_the_schema_refuse_the_same(data: st.DataObject) -> None:
    """Any one value replaced: both say yes, or both say no."""
    document = json.loads(data_of(samples.MINUTES))
    at: Any = document
    place: Any = "content"
    while isinstance(at[place], dict | list) and at[place] and data.draw(st.integers(0, 9)):
        at = at[place]
        places = sorted(at) if isinstance(at, dict) else list(range(len(at)))
        place = data.draw(st.sampled_from(places))
    values = [
        None,
        "",
        "x",
        3,
        True,
        [],
        {},
        "2026-06-01",
        "agreed",
        2**60,
        [""],
        1.5,
        "2026-06-01\n",
    ]
    at[place] = data.draw(st.sampled_from(values))
    fits = True
    try:
        typed(Minutes, document["content"])
    except DoesNotFit:
        fits = False
    assert validator().is_valid(document) == fits
