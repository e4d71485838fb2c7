"""Minutes that came back, for commands that take something over from them."""

from __future__ import annotations

from facilitator.exchange.minutes_brought import brought
from tests import papers
from tests.documents import samples

MINUTES = brought(papers.read_of(samples.MINUTES))
