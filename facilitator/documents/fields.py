"""Fields to fill in: what a form asks for, before anything of PDF is known."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from facilitator.documents.lines import Line


class FieldKind(StrEnum):
    """What a field takes."""

    TEXT = "text"
    CHECK = "check"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True, eq=False)
class FormField:
    """One field. `told` is what a screen reader says of it.

    Of a choice, those with the same `name` exclude each other, and `value` is what each stands
    for. A text that is `fixed` is shown and cannot be written in; `line` is how it is drawn.
    """

    kind: FieldKind
    name: str
    told: str
    height: float
    width: float = 0.0
    value: str = ""
    option: str = ""
    is_long: bool = False
    fixed: Line | None = None
