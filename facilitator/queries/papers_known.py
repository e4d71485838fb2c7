"""What a file knows of a paper that comes back: when it left, for whom, as which version (M4)."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.queries.minutes import VersionRow, version_row
from facilitator.queries.receipts import Receipt, shared_receipts
from facilitator.store import Reader


@dataclass(frozen=True, slots=True)
class Known:
    """`exact` left in these very bytes, `same` with this content, each the latest first."""

    exact: tuple[Receipt, ...]
    same: tuple[Receipt, ...]
    version: VersionRow | None

    @property
    def is_known(self) -> bool:
        return bool(self.exact or self.same or self.version)


def known_of(reader: Reader, code: str, file_sha256: str) -> Known:
    """Return what the file kept of a paper with this code, in these bytes."""
    left = [each for each in shared_receipts(reader) if not each.is_destruction]
    return Known(
        tuple(each for each in left if each.sha256 == file_sha256),
        tuple(each for each in left if each.code == code),
        _version(reader, code),
    )


def _version(reader: Reader, code: str) -> VersionRow | None:
    found = reader.value("SELECT id FROM minutes WHERE code = ? ORDER BY id DESC LIMIT 1", (code,))
    return None if found is None else version_row(reader, found)
