"""The one door to the files that ship with the app: a wheel carries them, a checkout has them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

_PACKAGED = Path(__file__).with_name("_resources")
_CHECKOUT = Path(__file__).parent.parent / "resources"


def root() -> Path:
    """Return the folder that holds all resources."""
    return _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT


def path(*parts: str) -> Path:
    """Return the path of one resource, e.g. `path("icons", "check.svg")`."""
    return root().joinpath(*parts)


def text(*parts: str) -> str:
    """Return one resource as text."""
    return path(*parts).read_text(encoding="utf-8")


def data(*parts: str) -> bytes:
    """Return one resource as bytes."""
    return path(*parts).read_bytes()


def toml(*parts: str) -> dict[str, Any]:
    """Return one resource read as TOML."""
    return tomllib.loads(text(*parts))
