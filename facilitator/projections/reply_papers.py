"""What becomes the sheet on which one side answers to circulated minutes (M2).

The rules of `types` hold here.
"""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.projections.marks import PartyMark
from facilitator.projections.types import EngagementHead, SessionHead


@dataclass(frozen=True, slots=True)
class ReplyEntry:
    """Something that can be contested: an item, a decision or an action; `kind` says which."""

    kind: str
    number: str
    words: str


@dataclass(frozen=True, slots=True)
class ReplySheet:
    """A sheet for one side; `code` is that of the circulated minutes, `back_to` who awaits it."""

    audience: str
    engagement: EngagementHead
    session: SessionHead
    party: PartyMark
    version: int
    code: str
    circulated_on: str
    comments_until: str
    back_to: str
    entries: tuple[ReplyEntry, ...]
