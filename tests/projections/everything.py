"""Every projection there is, discovered: a new `build_…` is called here, or a test says why not."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from typing import Any

import facilitator.projections
from facilitator.errors import CommandRefused
from facilitator.projections.minutes import build_minutes
from facilitator.projections.run_book import build_run_book
from facilitator.store import Reader

STYLES = ("decisions", "reasons", "discussion")
# The one paper that may hold sealed text: it has its own door and its own tests (P7).
ALLOWED = {build_run_book.__name__}
Build = Callable[..., Any]


def builders() -> dict[str, Build]:
    """Return every function that builds a projection, by name."""
    found: dict[str, Build] = {}
    package = facilitator.projections
    for info in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        for name, value in vars(importlib.import_module(info.name)).items():
            if name.startswith("build_") and getattr(value, "__module__", "") == info.name:
                found[name] = value
    return found


def everything(reader: Reader, sessions: int = 3) -> Iterator[tuple[str, Any]]:
    """Yield every projection of a file with its name: of the latest sessions, for everybody."""
    latest = reader.column("SELECT id FROM session ORDER BY starts_local DESC LIMIT ?", (sessions,))
    open_ones = reader.column(
        "SELECT session_id FROM minutes WHERE state IN ('circulated', 'corrected')"
    )
    parties = reader.column("SELECT id FROM party")
    choices: dict[str, list[Any]] = {
        "session_id": list(dict.fromkeys([*latest, *open_ones[:1]])),
        "party_id": parties,
        "audience": ["joint", "executive", *(f"party:{party}" for party in parties)],
        "style": list(STYLES),
    }
    for name, build in builders().items():
        if name not in ALLOWED:
            for arguments in _arguments(reader, build, choices):
                try:
                    made = build(reader, **arguments)
                except CommandRefused:  # there is no such paper of this session
                    continue
                yield name, made


def _arguments(
    reader: Reader, build: Build, choices: dict[str, list[Any]]
) -> Iterator[dict[str, Any]]:
    """Yield the arguments to call a builder with: each choice of each parameter it takes."""
    names = [
        parameter.name
        for parameter in inspect.signature(build).parameters.values()
        if parameter.name in choices or parameter.default is parameter.empty
    ][1:]
    found: list[dict[str, Any]] = [{}]
    for name in names:
        values = choices.get(name)
        if name == "minutes":
            found = [{**each, name: build_minutes(reader, each["session_id"])} for each in found]
            continue
        assert values is not None, f"{build.__name__} takes {name}: say here what to give it"
        found = [{**each, name: value} for each in found for value in values]
    if build is build_minutes:
        found = [each for each in found if each["audience"] != "executive"]
    yield from found
