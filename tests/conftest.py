"""What every test starts from: a home of its own, a clock that stands still, no screen."""

from __future__ import annotations

import os
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from facilitator.clock import FixedClock

# Before Qt is imported anywhere: no screen, and nothing of the person who runs the tests.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
_HOME = tempfile.TemporaryDirectory(prefix="facilitator-tests-")
for name, folder in {
    "HOME": "",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_CACHE_HOME": "cache",
}.items():
    _folder = Path(_HOME.name, folder)
    _folder.mkdir(exist_ok=True)
    os.environ[name] = str(_folder)
# Not UTC, so that a local time taken for UTC shows.
os.environ["TZ"] = "Europe/Berlin"
if hasattr(time, "tzset"):
    time.tzset()

settings.register_profile(
    "house", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("ci", parent=settings.get_profile("house"), derandomize=True)
settings.register_profile("thorough", parent=settings.get_profile("house"), max_examples=2000)
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "house")
)


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test empty folders for the app's own data and settings."""
    monkeypatch.setenv("FACILITATOR_DATA_DIR", str(tmp_path / "app-data"))
    monkeypatch.setenv("FACILITATOR_CONFIG_DIR", str(tmp_path / "app-config"))


@pytest.fixture
def clock() -> FixedClock:
    """Return a clock that stands at the demo's anchor, 30 June 2026, ten o'clock in Berlin."""
    return FixedClock(datetime(2026, 6, 30, 8, 0, tzinfo=UTC))
