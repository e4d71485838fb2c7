"""Files that a paper carries inside: its data, its to-dos."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Relationship(StrEnum):
    """What an attachment is to the pages; the value is PDF's own name for it."""

    SOURCE = "Source"
    DATA = "Data"
    ALTERNATIVE = "Alternative"
    SUPPLEMENT = "Supplement"
    UNSPECIFIED = "Unspecified"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside a paper: its name without folders, its media type and what it is for."""

    name: str
    mime: str
    relationship: str
    description: str
    data: bytes
