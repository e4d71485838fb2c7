"""`facilitator advise`: sentences with figures, rows as JSON, and nothing sealed (K3)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from facilitator.clock import FixedClock
from facilitator.commands import advice, series
from facilitator.domain.rule import weekly
from facilitator.queries.series import series as all_series
from facilitator.store import Store
from tests.cli.conftest import Run
from tests.demo_file import NOW

DAY = ("--on", "2026-06-30")


def test_the_advice_is_printed_as_sentences_with_figures(file: Path, run: Run) -> None:
    done = run("advise", file, *DAY)
    assert done.exit_code == 0, done.output
    lines = done.output.splitlines()
    assert lines[0] == (
        "Round table, 2026-06-30: Meet every two weeks instead of every four weeks."
    )
    assert "A judgement from the figures in this file. No study gives an optimum." in lines
    for part in ("36 min  One session can handle", "Topics waiting: ", "Needed per week", "100 %"):
        assert part in done.output
    assert "Serious concern open: “We cannot prove consent per person.”" in done.output


def test_json_holds_every_figure_with_its_rows_and_ids_as_text(file: Path, run: Run) -> None:
    done = run("advise", file, *DAY, "--json")
    assert done.exit_code == 0, done.output
    found = json.loads(done.output)
    assert found["on"] == "2026-06-30"
    (row,) = found["series"]
    assert (row["current_days"], row["days"], row["remark"]) == (28, 14, "change")
    figures = {each["name"]: each for each in row["figures"]}
    assert list(figures) == [
        "new", "queue", "usable", "need", "thin", "overfull", "incident", "concern", "age",
        "milestone", "attendance", "decision",
    ]  # fmt: skip
    queue = figures["queue"]
    assert sum(each["minutes"] for each in queue["rows"]) == queue["value"]
    assert queue["count"] == len(queue["rows"])
    ids = [each["id"] for figure in figures.values() for each in figure["rows"]]
    assert ids
    assert all(isinstance(each, str) and each.isdigit() for each in [*ids, row["id"]])
    assert row["thresholds"]["clear_weeks"] == 4


def test_an_answer_that_holds_is_told(file: Path, run: Run) -> None:
    with Store.open(file, FixedClock(NOW)) as store:
        (row,) = all_series(store)
        advice.decline_advice(store, row.id, "Summer sale freeze")
    assert "This was declined on 2026-06-30: Summer sale freeze" in run("advise", file, *DAY).output
    told = json.loads(run("advise", file, *DAY, "--json").output)["series"][0]["answer"]
    assert told == {
        "answer": "declined", "on": "2026-06-30", "reason": "Summer sale freeze", "from": ""
    }  # fmt: skip


@pytest.mark.parametrize("extra", [(), ("--json",)])
def test_one_of_several_series_is_asked_for_by_its_title(
    file: Path, run: Run, extra: tuple[str, ...]
) -> None:
    with Store.open(file, FixedClock(NOW)) as store:
        series.new_series(store, "Leaders", weekly(4), "2026-07-08T09:00")
    both = run("advise", file, *DAY, *extra).output
    assert "Leaders" in both
    assert "Round table" in both
    one = run("advise", file, *DAY, "--series", "LEADERS", *extra).output
    assert "Leaders" in one
    assert "Round table" not in one
    none = run("advise", file, "--series", "Nobody")
    assert (none.exit_code, none.stdout) == (2, "")
    assert "Nobody" in none.stderr


def test_a_file_without_a_series_says_so(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "new.facilitator"
    assert run("new", path, "--party", "A", "--party", "B").exit_code == 0
    done = run("advise", path)
    assert (done.exit_code, done.output) == (
        0, "There is no series yet, so there is no rhythm to advise on.\n"
    )  # fmt: skip
    assert json.loads(run("advise", path, "--json").output)["series"] == []


def test_another_day_gives_the_advice_of_that_day(file: Path, run: Run) -> None:
    spring = json.loads(run("advise", file, "--on", "2026-03-31", "--json").output)
    assert spring["series"][0]["current_days"] == 14
    wrong = run("advise", file, "--on", "2026-02-30")
    assert wrong.exit_code == 2


def test_no_rate_and_no_cost_is_printed(file: Path, run: Run) -> None:
    """S4: hourly rates are sealed by nature."""
    before = run("advise", file, *DAY, "--json").output
    with Store.open(file, FixedClock(NOW)) as store:
        advice.set_rate(store, 8_765_432)
    after = run("advise", file, *DAY, "--json").output
    assert after == before
    assert not [key for key in json.loads(after)["series"][0] if "cost" in key or "rate" in key]
