"""What can be shared of a session: copies for readers, in forms; and how a choice is remembered."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.queries.engagement import parties
from ui.places import file_key
from ui.wording import translate

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings

    from facilitator.store import Reader

ALL = "all"
FORMS = ("pdf", "html", "md", "json", "eml")
_FIRST = ("joint", "pdf")


@dataclass(frozen=True, slots=True)
class Readers:
    """Who reads a copy: an audience of the projections, and its side's name and colour if any."""

    audience: str
    name: str = ""
    colour: str | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """One copy in one form; without a style it has the one that stands."""

    session_id: int
    readers: Readers
    form: str
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Parcel:
    """A copy and the file that it becomes."""

    share: Share
    target: Path


def readers_of(reader: Reader, session_id: int) -> list[Readers]:
    """Return who can have a copy of a session's minutes."""
    from facilitator.projections.audiences import audiences_of

    colours = {f"party:{each.id}": each.colour for each in parties(reader, archived=True)}
    return [
        Readers(audience, name, colours.get(audience))
        for audience, name in audiences_of(reader, session_id)
    ]


def file_name(readers: Readers, label: str) -> str:
    """Return what a copy is called, without its ending."""
    if readers.audience == "executive":
        return translate("share", "executive summary {0}").format(label)
    words = translate("share", "minutes {0}").format(label)
    return f"{words} {readers.name}".strip()


def reader_words(readers: Readers) -> str:
    """Return how a choice of readers is called."""
    if readers.audience == "joint":
        return translate("share", "Everybody: the joint copy")
    if readers.audience == "executive":
        return translate("share", "The executives: one page")
    if readers.audience == ALL:
        return translate("share", "All copies at once")
    return readers.name


def form_choices() -> list[tuple[object, str]]:
    """Return the forms with their words."""
    words = {
        "pdf": translate("share", "PDF"),
        "html": translate("share", "Web page (HTML)"),
        "md": translate("share", "Text (Markdown)"),
        "json": translate("share", "Data (JSON)"),
        "eml": translate("share", "E-mail draft with the PDF (.eml)"),
    }
    return [(form, words[form]) for form in FORMS]


def remember(settings: QSettings, file: Path, audience: str, form: str) -> None:
    """Keep the last choice for one engagement; names of sides are never kept."""
    settings.setValue(file_key("share", file), json.dumps([audience, form]))


def recall(settings: QSettings, file: Path, known: Sequence[str]) -> tuple[str, str]:
    """Return the last choice for one engagement, as far as it can still be made."""
    try:
        audience, form = json.loads(str(settings.value(file_key("share", file))))
    except (ValueError, TypeError):
        return _FIRST
    return (audience if audience in known else _FIRST[0], form if form in FORMS else _FIRST[1])
