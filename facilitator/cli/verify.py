"""Say whether the data of a paper that came back is the printed one, and what a file knows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from facilitator.cli.terminal import print_json, print_line
from facilitator.exchange.minutes_in import ReadPaper, read_paper
from facilitator.exchange.wording import short_day
from facilitator.projections.data import format_of
from facilitator.projections.types import Minutes
from facilitator.store import Reader
from facilitator.verifying import Check, Finding, Verification, verify

_SAYS = {
    Finding.PAGES_MATCH: "The data inside is the one that every page speaks of (code {code}).",
    Finding.PAGES_DIFFER: (
        "The data inside was changed: it has code {code}, the pages say {printed}."
    ),
    Finding.PROPERTIES_MATCH: "The properties of the file name the same code.",
    Finding.PROPERTIES_DIFFER: (
        "The properties of the file name another code than its data has ({printed})."
    ),
    Finding.TODOS_MATCH: "The to-dos inside (actions.ics) are those of the data: {count}.",
    Finding.TODOS_DIFFER: "The to-dos inside (actions.ics) are not those of the data.",
    Finding.TODOS_MISSING: "The to-dos (actions.ics) were taken out.",
    Finding.NOT_SIGNED: "It is not signed: who rewrote pages and data alike would not show here.",
    Finding.SIGNED: (
        "Signed by {name} on {on} and unchanged since. Who it is says {issuer}; whether to trust "
        "that was not looked up."
    ),
    Finding.SIGNED_SELF_MADE: (
        "Signed by {name} on {on} and unchanged since, with a self-made key: who it is is not "
        "proven by anybody."
    ),
    Finding.SIGNED_CHANGED: "It was changed after {name} signed it on {on}.",
    Finding.SIGNED_UNKNOWN: "It carries a signature that cannot be examined: do not rely on it.",
    Finding.LEFT_EXACTLY: "This copy is the one that left on {on}, for {audience}.",
    Finding.LEFT_ALIKE: "What it says left on {on}, for {audience}; this file was written again.",
    Finding.CIRCULATED: "What it says is version {version} as circulated on {on}.",
    Finding.CHANGED_SINCE: "A copy with the code on its pages left on {on}; its data was changed.",
    Finding.UNKNOWN: "{file} knows nothing of it.",
    Finding.RECORD_HOLDS: "The record of {file} holds event {number}, which it prints.",
    Finding.RECORD_BROKEN: "The record does not hold: {because}",
}
_NONE = "none"
_READERS = {"": "everybody", "joint": "everybody", "executive": "the executives"}


def verify_file(path: Path, file: Path | None, as_json: bool) -> bool:
    """Print what was found and return whether nothing is wrong."""
    read = read_paper(path)
    if file is None:
        found = verify(read)
    else:
        with Reader.open(file) as reader:
            found = verify(read, reader)
    if as_json:
        print_json(_document(found, file))
    else:
        _print(found, file)
    return found.is_good


def _print(found: Verification, file: Path | None) -> None:
    print_line(_title(found.read))
    for check in found.checks:
        mark = "no " if check.is_wrong else "-  " if check.is_open else "yes"
        print_line(f"  {mark}  {says(check, file)}")


def _title(read: ReadPaper) -> str:
    paper = read.paper
    if isinstance(paper, Minutes):
        version = f"version {paper.version}, {paper.approval.state}, for {_readers(paper.audience)}"
        return f"Minutes {paper.session.number}: {paper.session.title} ({version})"
    return f"Record: {paper.engagement.title}, {len(paper.sessions)} sessions"


def _readers(audience: str) -> str:
    """Return for whom a copy is, in words."""
    party = audience.removeprefix("party:")
    if party != audience:
        return party
    return _READERS.get(audience, audience)


def says(check: Check, file: Path | None) -> str:
    """Return a finding as a sentence."""
    facts = {name: value or _NONE for name, value in check.facts.items()}
    if "audience" in facts:
        facts["audience"] = _readers(check.facts["audience"])
    if "on" in facts and check.facts["on"]:
        facts["on"] = short_day(facts["on"])
    return _SAYS[check.finding].format(**facts, file=file.name if file else "")


def _document(found: Verification, file: Path | None) -> dict[str, Any]:
    read, paper = found.read, found.read.paper
    told: dict[str, Any] = {
        "file": read.path.name,
        "format": format_of(paper),
        "code": read.code,
        "printed": read.printed_code,
        "sha256": read.parts.file_sha256,
        "audience": paper.audience,
        "engagement": paper.engagement.title,
        "is_good": found.is_good,
    }
    if isinstance(paper, Minutes):
        told |= {
            "session": paper.session.number,
            "version": paper.version,
            "state": paper.approval.state,
        }
    told["checks"] = [
        {
            "finding": check.finding.value,
            "answer": None if check.is_open else not check.is_wrong,
            "says": says(check, file),
            **check.facts,
        }
        for check in found.checks
    ]
    return told
