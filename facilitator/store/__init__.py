"""The engagement file: the one way in and out of it."""

from __future__ import annotations

from facilitator.store.journal import Change
from facilitator.store.reader import Reader, Row
from facilitator.store.store import Store

__all__ = ["Change", "Reader", "Row", "Store"]
