"""Templates: an agenda that somebody thought through once, ready to be used again (P4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from facilitator.domain.words import Box, Purpose, SessionKind
from facilitator.errors import InvalidText

_Word = TypeVar("_Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class TemplateItem:
    """One agenda item to be.

    `agenda_text` prints for the room, `prompt` is for the facilitator alone. `asked_by` is `each`
    where every side has its own turn in the item, None where nobody in particular asks.
    """

    title: str
    purpose: Purpose
    wanted_result: str
    minutes: int
    box: Box
    agenda_text: str
    prompt: str
    standing: bool
    asked_by: str | None


@dataclass(frozen=True, slots=True)
class Template:
    """`about` says when to use it; `minutes` is the length of the session it fills."""

    kind: SessionKind
    name: str
    about: str
    minutes: int
    items: tuple[TemplateItem, ...]


def parse_template(data: Mapping[str, object]) -> Template:
    """Return the template that a JSON object describes.

    Raises:
        InvalidText: a field is missing or cannot be taken.
    """
    items = data.get("items")
    if not isinstance(items, list):
        raise InvalidText("Template", "the list of items is missing")
    return Template(
        kind=_word(SessionKind, data, "kind"),
        name=_line(data, "name"),
        about=_text(data, "about"),
        minutes=_minutes(data),
        items=tuple(_item(each) for each in items),
    )


def _item(data: object) -> TemplateItem:
    if not isinstance(data, dict):
        raise InvalidText("Template", "an item is not an object")
    asked_by = data.get("asked_by")
    if asked_by not in (None, "each"):
        raise InvalidText("Template", "“asked_by” is neither “each” nor left out")
    return TemplateItem(
        title=_line(data, "title"),
        purpose=_word(Purpose, data, "purpose"),
        wanted_result=_text(data, "wanted_result"),
        minutes=_minutes(data),
        box=_word(Box, data, "box"),
        agenda_text=_text(data, "agenda_text"),
        prompt=_text(data, "prompt"),
        standing=bool(data.get("standing", False)),
        asked_by=asked_by,
    )


def _text(data: Mapping[str, object], field: str) -> str:
    value = data.get(field)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise InvalidText("Template", f"“{field}” is not text")
    return value


def _line(data: Mapping[str, object], field: str) -> str:
    if value := _text(data, field).strip():
        return value
    raise InvalidText("Template", f"“{field}” is missing")


def _minutes(data: Mapping[str, object]) -> int:
    value = data.get("minutes")
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 24 * 60:
        raise InvalidText("Template", "“minutes” is not a whole number of minutes within a day")
    return value


def _word(kind: type[_Word], data: Mapping[str, object], field: str) -> _Word:
    value = data.get(field)
    try:
        return kind(str(value))
    except ValueError:
        raise InvalidText("Template", f"“{value}” is no “{field}” that is known here") from None
