"""`list terms` and `export glossary` (L1)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]


def test_the_words_are_listed_false_friends_first(run: Run, file: Path) -> None:
    """L2."""
    rows = json.loads(run("list", file, "terms", "--json").stdout)
    friends = [row["relation"] == "one_word" for row in rows]
    assert friends == sorted(friends, reverse=True)
    assert sum(friends) >= 9
    retention = next(row for row in rows if row["term"] == "Retention")
    assert [side["meaning"] for side in retention["sides"]] == [
        "How long data is kept", "Keeping customers",
    ]  # fmt: skip
    assert "id" not in retention
    table = run("list", file, "terms").stdout.splitlines()
    assert table[0].split() == ["Word", "Short", "Home", "Relation", "Plain", "words"]
    assert len(table) == len(rows) + 1


@pytest.mark.parametrize("ending", ["csv", "json", "md"])
def test_the_glossary_is_written_in_the_form_that_the_ending_names(
    run: Run, file: Path, tmp_path: Path, ending: str
) -> None:
    out = tmp_path / f"words.{ending}"
    assert run("export", file, "glossary", "-o", out).exit_code == 0
    text = out.read_text(encoding="utf-8-sig")
    assert "Keeping customers" in text
    if ending == "csv":
        heads = next(csv.reader(io.StringIO(text)))
        assert "Meaning (Security and Privacy)" in heads


def test_another_ending_is_refused_and_nothing_is_written(
    run: Run, file: Path, tmp_path: Path
) -> None:
    done = run("export", file, "glossary", "-o", tmp_path / "words.pdf")
    assert done.exit_code == 2
    assert not (tmp_path / "words.pdf").exists()
