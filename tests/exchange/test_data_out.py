"""The data register as a file: claims apart, and nothing that a spreadsheet would run (C4)."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from facilitator.commands import data_roles, data_sets
from facilitator.domain.words import DataRole
from facilitator.exchange.data_out import COLUMNS, data_csv, data_json, data_markdown
from facilitator.projections.data_register import DataRegister, build_data
from tests.commands.scene import play


def _register(tmp_path: Path) -> DataRegister:
    s = play(tmp_path / "table.facilitator")
    risky = data_sets.add_data_set(
        s.store, "=HYPERLINK(0)", contents="-1+2", recipients=[("@agency", "+1"), ("Shop", "")]
    )
    data_roles.assign_role(s.store, risky, DataRole.ACCOUNTABLE, s.security, s.nadia)
    double = data_sets.add_data_set(s.store, "Loyalty *app*")
    data_roles.claim_role(s.store, double, s.marketing, s.jonas, "for the app")
    data_roles.claim_role(s.store, double, s.security)
    data_roles.assign_role(s.store, double, DataRole.CONSULTED, s.security, s.nadia)
    found = build_data(s.store)
    s.store.close()
    return found


def test_csv_keeps_claims_apart_and_guards_formulas(tmp_path: Path) -> None:
    """C4."""
    text = data_csv(_register(tmp_path))
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert tuple(rows[0]) == COLUMNS
    assert rows[0]["Data set"] == "Loyalty *app*"
    assert rows[0]["How it stands"] == "More than one claims it"
    assert rows[0]["Accountable"] == ""
    assert rows[0]["Claims"] == (
        "Jonas Feld (Marketing): accountable, for the app; Security: accountable"
    )
    assert rows[0]["Is asked before"] == "Nadia Rahmani (Security)"
    assert rows[1]["Data set"] == "'=HYPERLINK(0)"
    assert rows[1]["Holds"] == "'-1+2"
    assert rows[1]["Goes to"] == "'@agency: +1; Shop"
    assert rows[1]["Accountable"] == "Nadia Rahmani (Security)"


def test_markdown_and_json_hold_the_same(tmp_path: Path) -> None:
    register = _register(tmp_path)
    text = data_markdown(register)
    assert r"## Loyalty \*app\*" in text
    assert "More than one claims it" in text
    found = json.loads(data_json(register))
    assert found["format"] == "facilitator-data"
    assert [each["name"] for each in found["content"]["data_sets"]] == [
        "Loyalty *app*", "=HYPERLINK(0)",
    ]  # fmt: skip
