"""When a session really was: as its clock began, not as it was planned."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def begin_of(starts_local: str | None, started_at: str | None, zone: str | None) -> str:
    """Return the wall time in its zone at which a session began, or is to begin (`…T10:00`).

    Empty where there is no session. A zone this machine does not know counts as UTC.
    """
    if not started_at:
        return starts_local or ""
    return datetime.fromisoformat(started_at).astimezone(_zone(zone)).strftime("%Y-%m-%dT%H:%M")


def known_zone(name: str | None) -> str:
    """Return the zone, or UTC where this machine does not know it."""
    return _zone(name).key


def _zone(name: str | None) -> ZoneInfo:
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")
