"""The short code that ties a paper to its content."""

from __future__ import annotations

from facilitator.projections.data import canonical_json, code_of, content_code

__all__ = ["canonical_json", "code_of", "content_code"]
