"""The reader pdf.js, which shows PDF files in Firefox, run with Node."""

from __future__ import annotations

import json
import shutil
import subprocess
from base64 import b64decode
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

_READ = Path(__file__).parent / "pdfjs" / "read.mjs"
_OLDEST = 20


@dataclass(frozen=True, slots=True)
class Seen:
    """One page. A piece of the structure is its roles, its text, its language and what it shows.

    The text of a piece is None where the tree names content that is not on the page.
    """

    pieces: list[tuple[tuple[str, ...], str | None, str, str]]
    artifacts: str
    links: set[str]
    held: list[str]


@dataclass(frozen=True, slots=True)
class Told:
    """What pdf.js makes of a file; a bookmark is its level, what it says and its page."""

    language: str
    title: str
    title_in_metadata: str
    is_marked: bool
    outline: list[tuple[int, str, int]]
    attachments: dict[str, bytes]
    pages: list[Seen]
    warnings: list[str]


def read(paths: Sequence[Path]) -> list[Told]:
    """Read all files in one process; the test is left out where there is no Node, or an old one."""
    done = subprocess.run(
        [_node(), str(_READ)],
        input=json.dumps([str(path) for path in paths]),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return [_told(one) for one in json.loads(done.stdout)]


def _node() -> str:
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node (Debian: nodejs) is not on the PATH, so pdf.js cannot read the papers")
    asked = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=30)
    version = asked.stdout.strip()
    if int(version.removeprefix("v").split(".")[0]) < _OLDEST:
        pytest.skip(f"pdf.js needs Node {_OLDEST} or newer, and here is {version}")
    return node


def _told(one: dict[str, Any]) -> Told:
    return Told(
        language=one["language"],
        title=one["title"],
        title_in_metadata=one["titleInMetadata"],
        is_marked=one["isMarked"],
        outline=[(level, title, page) for level, title, page in one["outline"]],
        attachments={name: b64decode(data) for name, data in one["attachments"].items()},
        pages=[_seen(page) for page in one["pages"]],
        warnings=one["warnings"],
    )


def _seen(page: dict[str, Any]) -> Seen:
    return Seen(
        pieces=[(tuple(roles), text, lang, alt) for roles, text, lang, alt in page["pieces"]],
        artifacts="".join(page["artifacts"]),
        links=set(page["links"]),
        held=page["held"],
    )
