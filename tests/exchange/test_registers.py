"""Registers and minutes for other programs: CSV and JSON (M5)."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.text import clean
from facilitator.exchange.csv_files import ACTIONS, DECISIONS, MARK, guarded
from facilitator.exchange.render import actions_text, decisions_text, minutes_text
from facilitator.projections.types import ActionEntry, ActionRegister, DecisionEntry
from tests.exchange.samples import HEAD, action, actions, decisions, minutes


def _rows(text: str) -> list[dict[str, str]]:
    assert text.startswith(MARK)
    return list(csv.DictReader(io.StringIO(text.removeprefix(MARK), newline="")))


def test_a_register_is_one_line_for_each_with_a_line_of_titles() -> None:
    rows = _rows(actions_text(actions(), "csv"))
    assert [row["Number"] for row in rows] == ["A-2026-024", "A-2026-025"]
    assert rows[0]["Due"] == "2026-07-10"
    assert rows[0]["Earlier due dates"] == "2026-07-01"
    assert rows[1]["Due"] == "next session"
    assert rows[0]["Side"] == "Marketing"


def test_a_decision_tells_options_and_positions_in_its_line() -> None:
    row = _rows(decisions_text(decisions(), "csv"))[0]
    assert row["Options"] == "Leave them on; Off (quiet) [chosen]"
    assert "Marketing: consents with reservation, The voucher" in row["Positions"]
    assert "passed: Jonas moves it first" in row["Positions"]


def test_lines_end_as_spreadsheet_programs_expect() -> None:
    text = actions_text(actions(), "csv")
    assert text.count("\r\n") == 3
    assert text.encode("utf-8").startswith(b"\xef\xbb\xbf")


def test_words_never_run_as_a_formula() -> None:
    assert _rows(actions_text(actions(), "csv"))[1]["Action"] == "'=SUM(A1:A9)"
    for cell in ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\n=1", " =1"):
        assert guarded(cell) == f"'{cell}"
    assert guarded("1 - 2 = -1") == "1 - 2 = -1"


@given(st.text(max_size=60).map(clean))
def test_a_spreadsheet_reads_back_what_was_typed(words: str) -> None:
    register = ActionRegister(HEAD, (action(words, done_when=words),))
    row = _rows(actions_text(register, "csv"))[0]
    assert row["Action"].removeprefix("'" if row["Action"] != words else "") == words
    assert not row["Done when"].startswith(("=", "+", "-", "@"))


def test_no_field_of_an_entry_is_left_out_of_its_register() -> None:
    """D5, A2: an export is complete."""
    for entry_type, columns, left_out in (
        (ActionEntry, ACTIONS, {"uid"}),  # a name for calendar programs
        (DecisionEntry, DECISIONS, set()),
    ):
        sample = action() if entry_type is ActionEntry else decisions().decisions[0]
        full = {field.name for field in fields(entry_type)} - left_out
        unused = [name for name in full if not _is_used(sample, name, columns)]
        assert unused == []


def _is_used(sample: object, name: str, columns: object) -> bool:
    """Return whether another value of a field changes some cell."""
    before = getattr(sample, name)
    after = not before if isinstance(before, bool) else () if isinstance(before, tuple) else None
    if after is None:
        after = None if name == "owner_party" else f"{before}x"
    changed = replace(sample, **{name: after})  # type: ignore[type-var]
    return any(cell(sample) != cell(changed) for _, cell in columns)  # type: ignore[attr-defined]


# --- JSON -----------------------------------------------------------------------------------------


def test_json_says_its_format_and_version() -> None:
    for text, kind in (
        (minutes_text(minutes(), "json"), "minutes"),
        (decisions_text(decisions(), "json"), "decisions"),
        (actions_text(actions(), "json"), "actions"),
    ):
        document = json.loads(text)
        assert (document["format"], document["version"]) == (f"facilitator-{kind}", 1)
        assert set(document) == {"content", "format", "version"}


def test_json_is_canonical() -> None:
    """The same projection gives the same bytes, with sorted keys and nothing between."""
    text = minutes_text(minutes(), "json")
    assert text == minutes_text(minutes(), "json")
    again = json.dumps(json.loads(text), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert text == f"{again}\n"


def test_json_holds_no_number_that_javascript_would_round() -> None:
    """DATA: ids are 63 bits; in JSON that leaves there are none, or they are strings."""

    def integers(value: object) -> list[int]:
        if isinstance(value, bool):
            return []
        if isinstance(value, int):
            return [value]
        if isinstance(value, dict):
            return [each for part in value.values() for each in integers(part)]
        return (
            [each for part in value for each in integers(part)] if isinstance(value, list) else []
        )

    assert max(integers(json.loads(minutes_text(minutes(), "json")))) < 2**31
