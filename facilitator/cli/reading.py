"""Commands that only read: list, search, check. They take no lock."""

from __future__ import annotations

from pathlib import Path

from facilitator.cli.listing import print_list, takes_session
from facilitator.cli.terminal import print_json, print_line, print_table, wrong_use
from facilitator.queries.sealed import sealed_in_joint
from facilitator.queries.search import Hit, search, unknown_filters
from facilitator.store import Reader


def list_things(path: Path, what: str, session: str | None, as_json: bool) -> None:
    """Print one kind of thing."""
    if session is not None and not takes_session(what):
        wrong_use(f"--session does not go with {what}.")
    with Reader.open(path) as reader:
        print_list(reader, what, session, as_json)


def search_file(path: Path, query: str, as_json: bool) -> None:
    """Print what is found, the newest first."""
    if unknown := unknown_filters(query):
        wrong_use(f"“{unknown[0]}” names no kind and no state.")
    with Reader.open(path) as reader:
        hits = search(reader, query)
    if as_json:
        print_json([_as_json(hit) for hit in hits])
        return
    print_table(
        ("Kind", "Number", "Session", "On", "Title"),
        ((hit.kind, hit.number, hit.session_label, hit.on, hit.title) for hit in hits),
        "Nothing was found.",
    )


def _as_json(hit: Hit) -> dict[str, str]:
    return {
        "kind": hit.kind,
        "number": hit.number,
        "title": hit.title,
        "snippet": hit.snippet,
        "session": hit.session_label,
        "on": hit.on,
    }


def check_file(path: Path) -> bool:
    """Print what is wrong with a file, one line each, and return whether nothing is."""
    with Reader.open(path) as reader:
        findings = [*reader.check(), *sealed_in_joint(reader)]
    for finding in findings:
        print_line(finding)
    if not findings:
        print_line(f"{path.name} is in order: integrity, numbers, links and sealed text.")
    return not findings
