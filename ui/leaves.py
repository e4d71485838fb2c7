"""What is about to leave, before it does: loaded with the window, so it brings nothing along."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Leaves:
    """Its kind, its form, for whom, and of which session if of one."""

    kind: str
    form: str
    audience: str = "joint"
    session: str = ""
