"""The templates that ship with the app, read once."""

from __future__ import annotations

import json
from functools import cache

from facilitator import resources
from facilitator.domain.templates import Template, parse_template
from facilitator.domain.words import SessionKind


@cache
def shipped() -> tuple[Template, ...]:
    """Return the nine templates in the order of `SessionKind`."""
    found = (
        parse_template(json.loads(file.read_text(encoding="utf-8")))
        for file in resources.path("templates").glob("*.json")
    )
    return tuple(sorted(found, key=_place))


def _place(template: Template) -> int:
    return list(SessionKind).index(template.kind)
