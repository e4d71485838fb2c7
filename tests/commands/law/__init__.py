"""The undo law's table, one module per noun: what must be there before, and the command itself.

Each module holds `LAW`, and may hold `NO_LAW`: names that are no steps of a person.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from typing import Any

from tests.commands.scene import Scene

Call = Callable[[Scene], Any]
Table = dict[str, tuple[Call, Callable[[Scene, Any], Any]]]


def nothing(scene: Scene) -> None:
    """Prepare nothing."""


def tables() -> tuple[Table, set[str]]:
    """Return the law of every module here, and the exceptions."""
    law: Table = {}
    exceptions: set[str] = set()
    for info in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{info.name}")
        law |= module.LAW
        exceptions |= getattr(module, "NO_LAW", set())
    return law, exceptions
