"""Verify a paper that comes back: is its data the printed one, and what does a file know of it?

Used by the command line and the window. Nothing is written, neither to the paper nor to the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from facilitator.exchange.minutes_in import ReadMinutes, ReadPaper
from facilitator.exchange.signatures import Signature
from facilitator.queries.papers_known import Known, known_of
from facilitator.queries.receipts import Receipt
from facilitator.queries.record import RecordHead, verify_chain
from facilitator.store import Reader


class Finding(StrEnum):
    """What was found; each is a sentence in the wording of the command line and of the window."""

    PAGES_MATCH = "pages_match"
    PAGES_DIFFER = "pages_differ"
    PROPERTIES_MATCH = "properties_match"
    PROPERTIES_DIFFER = "properties_differ"
    TODOS_MATCH = "todos_match"
    TODOS_DIFFER = "todos_differ"
    TODOS_MISSING = "todos_missing"
    NOT_SIGNED = "not_signed"
    SIGNED = "signed"
    SIGNED_SELF_MADE = "signed_self_made"
    SIGNED_CHANGED = "signed_changed"
    SIGNED_UNKNOWN = "signed_unknown"
    LEFT_EXACTLY = "left_exactly"
    LEFT_ALIKE = "left_alike"
    CIRCULATED = "circulated"
    CHANGED_SINCE = "changed_since"
    UNKNOWN = "unknown"
    RECORD_HOLDS = "record_holds"
    RECORD_BROKEN = "record_broken"


WRONG = frozenset(
    {
        Finding.PAGES_DIFFER,
        Finding.PROPERTIES_DIFFER,
        Finding.TODOS_DIFFER,
        Finding.TODOS_MISSING,
        Finding.SIGNED_CHANGED,
        Finding.SIGNED_UNKNOWN,
        Finding.CHANGED_SINCE,
        Finding.UNKNOWN,
        Finding.RECORD_BROKEN,
    }
)
OPEN = frozenset({Finding.NOT_SIGNED, Finding.SIGNED, Finding.SIGNED_SELF_MADE})
"""Findings that are neither good nor bad."""


@dataclass(frozen=True, slots=True)
class Check:
    """One finding with its facts, by name: a code, a day, an audience, a version."""

    finding: Finding
    facts: dict[str, str] = field(default_factory=dict)

    @property
    def is_wrong(self) -> bool:
        return self.finding in WRONG

    @property
    def is_open(self) -> bool:
        return self.finding in OPEN


@dataclass(frozen=True, slots=True)
class Verification:
    read: ReadPaper
    checks: tuple[Check, ...]

    @property
    def is_good(self) -> bool:
        """Tell whether nothing is wrong with it."""
        return not any(check.is_wrong for check in self.checks)


def verify(read: ReadPaper, reader: Reader | None = None) -> Verification:
    """Return what is found of a paper by itself, and with a file also what that knows of it."""
    checks = list(_by_itself(read))
    if reader is not None:
        checks += _in_file(read, reader)
    return Verification(read, tuple(checks))


def _by_itself(read: ReadPaper) -> Iterator[Check]:
    codes = {"code": read.code, "printed": read.printed_code}
    yield Check(Finding.PAGES_MATCH if read.pages_match else Finding.PAGES_DIFFER, codes)
    told = {"code": read.code, "printed": read.parts.properties_code}
    match = Finding.PROPERTIES_MATCH if read.properties_match else Finding.PROPERTIES_DIFFER
    yield Check(match, told)
    if read.todos_match is not None:
        yield Check(_todos(read), {"count": str(len(read.paper.actions))})
    yield from _signatures(read.parts.signatures)


def _signatures(signatures: tuple[Signature, ...] | None) -> Iterator[Check]:
    """Yield by whom it is signed, and whether it is what was signed."""
    if signatures is None:
        yield Check(Finding.SIGNED_UNKNOWN)
        return
    if not signatures:
        yield Check(Finding.NOT_SIGNED)
    for each in signatures:
        facts = {"name": each.name, "on": each.on[:10], "issuer": each.issuer}
        if not each.is_intact:
            yield Check(Finding.SIGNED_CHANGED, facts)
        else:
            yield Check(Finding.SIGNED_SELF_MADE if each.is_self_made else Finding.SIGNED, facts)


def _todos(read: ReadPaper) -> Finding:
    if read.parts.todos is None:
        return Finding.TODOS_MISSING
    return Finding.TODOS_MATCH if read.todos_match else Finding.TODOS_DIFFER


# --- what a file knows ---------------------------------------------------------------------------


def _in_file(read: ReadPaper, reader: Reader) -> Iterator[Check]:
    known = known_of(reader, read.code, read.parts.file_sha256)
    yield _left(read, reader, known)
    if isinstance(read, ReadMinutes) and known.is_known:
        yield from _record(read, reader)


def _left(read: ReadPaper, reader: Reader, known: Known) -> Check:
    if known.exact:
        return Check(Finding.LEFT_EXACTLY, _facts(known.exact[0]))
    if known.same:
        return Check(Finding.LEFT_ALIKE, _facts(known.same[0]))
    if known.version is not None:
        version = {"version": str(known.version.version), "on": known.version.circulated_on}
        return Check(Finding.CIRCULATED, version)
    for printed in read.printed_code.split():
        meant = known_of(reader, printed, "")
        if meant.same:
            return Check(Finding.CHANGED_SINCE, _facts(meant.same[0]))
        if meant.version is not None:
            version = {"on": meant.version.circulated_on, "audience": ""}
            return Check(Finding.CHANGED_SINCE, version)
    return Check(Finding.UNKNOWN)


def _facts(receipt: Receipt) -> dict[str, str]:
    return {"on": receipt.at[:10], "audience": receipt.audience}


def _record(read: ReadMinutes, reader: Reader) -> Iterator[Check]:
    approval = read.paper.approval
    if not approval.record_number:
        return
    head = RecordHead(approval.record_number, approval.record_head)
    facts = {"number": str(head.n), "head": head.hash}
    if found := verify_chain(reader, head):
        yield Check(Finding.RECORD_BROKEN, {**facts, "because": found[0]})
        return
    yield Check(Finding.RECORD_HOLDS, facts)
