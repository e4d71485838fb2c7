"""What the machine says about time, whatever its settings look like."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from facilitator.clock import FixedClock, local_zone_name, today


@pytest.mark.parametrize(
    ("setting", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        (":Europe/Berlin", "Europe/Berlin"),
        ("/usr/share/zoneinfo/Europe/Berlin", "Europe/Berlin"),
        (":/usr/share/zoneinfo/Asia/Tokyo", "Asia/Tokyo"),
        ("UTC", "UTC"),
        ("CET-1CEST", "UTC"),
        ("Europe/Nowhere", "UTC"),
        ("/tmp/no-zone", "UTC"),
    ],
)
def test_the_zone_of_the_machine_is_one_that_exists(
    monkeypatch: pytest.MonkeyPatch, setting: str, zone: str
) -> None:
    """A setting that names no zone must not keep the app from saying what day it is."""
    monkeypatch.setenv("TZ", setting)
    assert local_zone_name() == zone
    assert today(FixedClock(datetime(2026, 6, 23, 12, tzinfo=UTC))).isoformat() == "2026-06-23"
