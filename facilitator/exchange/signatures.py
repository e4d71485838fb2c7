"""Examine the signatures in a PDF: by whom, when, and whether anything was changed since (M2).

Nobody is asked: whether a certificate is to be trusted is for people to say. Called in the process
that reads strangers' files.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_MOST = 20
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature. `on` is when it says it was made, in ISO; `issuer` is empty if self-made.

    `is_intact` holds when what it covers is as it was signed, and that is the file as it is.
    """

    name: str
    on: str
    issuer: str
    is_intact: bool

    @property
    def is_self_made(self) -> bool:
        return not self.issuer


def examine(file: bytes) -> tuple[Signature, ...] | None:
    """Return the signatures in a file, None where it has some that cannot be examined."""
    if b"/ByteRange" not in file:
        return ()
    logging.disable(logging.CRITICAL)
    try:
        return tuple(_each(file))
    except (MemoryError, RecursionError):
        raise
    except Exception:  # noqa: BLE001  (any way in which a hostile file can fail)
        return None
    finally:
        logging.disable(logging.NOTSET)


def _each(file: bytes) -> Iterator[Signature]:
    from pyhanko.pdf_utils.reader import PdfFileReader

    found = PdfFileReader(io.BytesIO(file), strict=False).embedded_regular_signatures
    if not found:
        raise ValueError("none of what looks like a signature is one")
    for place, one in enumerate(found[:_MOST], start=1):
        yield _examined(one, is_last=place == len(found))


def _examined(one: Any, *, is_last: bool) -> Signature:
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    one.compute_integrity_info(skip_diff=True)
    certificate = one.signer_cert
    intact, valid = validate_sig_integrity(
        one.signer_info,
        certificate,
        expected_content_type="data",
        actual_digest=one.compute_digest(),
    )
    covered = one.coverage == SignatureCoverageLevel.ENTIRE_FILE or (
        not is_last and one.coverage == SignatureCoverageLevel.ENTIRE_REVISION
    )
    at = one.self_reported_timestamp
    is_self_made = certificate.issuer.dump() == certificate.subject.dump()
    return Signature(
        name=_called(certificate.subject),
        on=at.isoformat(timespec="seconds") if at is not None else "",
        issuer="" if is_self_made else _called(certificate.issuer) or "?",
        is_intact=bool(intact and valid and covered),
    )


def _called(name: Any) -> str:
    """Return the common name, else all that there is."""
    told = name.native.get("common_name") or name.human_friendly
    words = " ".join(str(told).split())
    return words[:_LONGEST]
