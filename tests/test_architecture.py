"""The arrows of the house: who may import whom, and what may stand where."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# A room or a module directly in `facilitator`, and what of `facilitator` it may import.
GROUND = {"errors", "clock"}
SEES: dict[str, set[str]] = {
    "errors": set(),
    "clock": set(),
    "resources": set(),
    "preferences": {"errors"},
    "outputs": {"errors"},
    "domain": GROUND,
    "language": GROUND | {"domain"},
    "cadence": GROUND | {"domain"},
    "store": GROUND | {"domain", "preferences", "outputs"},
    "queries": GROUND | {"domain", "language", "cadence", "store", "resources"},
    # Commands see projections because circulated minutes are a projection that is kept.
    "commands": GROUND
    | {"domain", "language", "cadence", "store", "queries", "resources", "projections"},
    "projections": GROUND | {"domain", "language", "store", "queries"},
    "documents": GROUND | {"domain", "projections", "resources", "outputs"},
    "exchange": GROUND | {"domain", "projections", "resources", "outputs"},
    # Composes what the layers below may not: used by the command line and the window.
    "printing": {"documents", "exchange", "projections"},
    "replying": {
        "errors",
        "domain",
        "exchange",
        "projections",
        "queries",
        "commands",
        "store",
    },
    "verifying": {"exchange", "projections", "queries", "store"},
    "handover": {
        "errors",
        "outputs",
        "domain",
        "documents",
        "exchange",
        "projections",
        "queries",
        "commands",
        "store",
    },
    "cli": {"*"},
    "__main__": {"cli"},
}
# Third-party module, and the rooms that may import it.
ONLY_IN = {
    "sqlite_utils": {"facilitator/store"},
    "sqlcipher3": {"facilitator/store"},
    "filelock": {"facilitator/store"},
    "reportlab": {"facilitator/documents"},
    "click": {"facilitator/cli"},
    "click_default_group": {"facilitator/cli"},
    "dateutil": {"facilitator/cadence", "facilitator/domain"},
    "icalendar": {"facilitator/exchange"},
    "tzdata": set(),
    "PIL": {"facilitator/documents"},
    "fontTools": {"facilitator/documents"},
    "bidi": {"facilitator/documents"},
    "arabic_reshaper": {"facilitator/documents"},
    "pyhanko": {"facilitator/documents", "facilitator/exchange"},
    "pyhanko_certvalidator": {"facilitator/documents"},
    "cryptography": {"facilitator/documents"},
    "pypdf": {"facilitator/exchange"},
    "jsonschema": {"facilitator/exchange"},
    "keyring": {"facilitator/store", "ui"},
    "pypdfium2": {"facilitator/documents", "facilitator/exchange", "ui"},
    "PySide6": {"ui"},
    "shiboken6": {"ui"},
}
MAY_SPEAK_SQL = {f"facilitator/{room}" for room in ("store", "commands", "queries", "projections")}
SQL = re.compile(
    r"\bSELECT\b[\s\S]+\bFROM\b|\bINSERT (?:OR \w+ )?INTO\b|\bUPDATE \w+ SET\b|\bDELETE FROM\b"
    r"|\b(?:CREATE|DROP|ALTER) (?:TEMP |VIRTUAL |UNIQUE )?(?:TABLE|INDEX|TRIGGER|VIEW)\b"
    r"|^PRAGMA |^VACUUM\b|^BEGIN IMMEDIATE"
)
ROOMS_OF_EVERYTHING = {
    "util",
    "utils",
    "misc",
    "common",
    "helper",
    "helpers",
    "manager",
    "managers",
}


Found = Iterator[tuple[str, int]]


class Source:
    """One module of the product, parsed once."""

    def __init__(self, path: Path) -> None:
        self.name = path.relative_to(ROOT).as_posix()
        parts = path.relative_to(ROOT).with_suffix("").parts
        self.module = ".".join(parts).removesuffix(".__init__")
        # `facilitator/store` for what lies in it, `ui` for all of ui
        self.room = parts[0] if parts[0] == "ui" else "/".join(parts[:2])
        self.tree = ast.parse(path.read_text(encoding="utf-8"))
        self.nodes = list(ast.walk(self.tree))
        self.imports = list(self._imports())

    def _imports(self) -> Found:
        """Yield every imported name with its line, wherever in the module it is imported."""
        for node in self.nodes:
            if isinstance(node, ast.Import):
                yield from ((alias.name, node.lineno) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)

    def is_inside_function(self, line: int) -> bool:
        return any(
            isinstance(node, ast.FunctionDef) and node.lineno < line <= (node.end_lineno or 0)
            for node in self.nodes
        )

    def texts(self) -> Found:
        """Yield every string that is no docstring, with its line."""
        bodies = (getattr(node, "body", None) for node in self.nodes)
        prose = {
            id(body[0].value)
            for body in bodies
            if isinstance(body, list) and body and isinstance(body[0], ast.Expr)
        }
        for node in self.nodes:
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                if id(node) not in prose:
                    yield node.value, node.lineno


def _paths(*packages: str) -> list[Path]:
    return sorted(path for package in packages for path in (ROOT / package).rglob("*.py"))


TRADE = [Source(path) for path in _paths("facilitator")]
SCREEN = [Source(path) for path in _paths("ui")]
PRODUCT = TRADE + SCREEN


def test_arrows_point_inward() -> None:
    """HOUSE: domain ← store ← commands, queries, projections ← documents, exchange ← cli."""
    wrong = []
    for source in TRADE:
        room = source.room.removeprefix("facilitator/")
        sees = SEES.get(room, set()) | {room}
        for name, line in source.imports:
            top, _, below = name.partition(".")
            target = below.partition(".")[0]
            if top == "facilitator" and target != "__version__" and "*" not in sees:
                if target not in sees:
                    wrong.append(f"{source.name}:{line} must not import {name}")
    assert wrong == []


def test_every_room_is_known_to_the_arrows() -> None:
    """A new room has to say first what it may see."""
    rooms = {source.room.removeprefix("facilitator/") for source in TRADE}
    assert rooms - {"__init__"} <= set(SEES)


def test_only_the_command_line_opens_the_window_and_only_when_asked() -> None:
    wrong = [
        f"{source.name}:{line} imports {name}"
        for source in TRADE
        for name, line in source.imports
        if name.partition(".")[0] == "ui"
        and not (source.room == "facilitator/cli" and source.is_inside_function(line))
    ]
    assert wrong == []


def test_the_window_does_not_import_the_command_line() -> None:
    wrong = [
        f"{source.name}:{line}"
        for source in SCREEN
        for name, line in source.imports
        if name.startswith("facilitator.cli") and source.name != "ui/__main__.py"
    ]
    assert wrong == []


def test_third_party_modules_stay_in_their_rooms() -> None:
    """Also: nothing is imported that the wheel does not ask for."""
    wrong = []
    for source in PRODUCT:
        for name, line in source.imports:
            top = name.partition(".")[0]
            if top in sys.stdlib_module_names or top in ("facilitator", "ui"):
                continue
            if source.room not in ONLY_IN.get(top, set()):
                wrong.append(f"{source.name}:{line} must not import {name}")
    assert wrong == []


def test_the_standard_librarys_sqlite_is_never_imported() -> None:
    """DATA: its close drops the locks of the engine, and its exceptions never match."""
    wrong = [
        f"{source.name}:{line}"
        for source in PRODUCT
        for name, line in source.imports
        if name.partition(".")[0] in ("sqlite3", "_sqlite3")
    ]
    assert wrong == []


def test_sql_lives_in_four_rooms() -> None:
    wrong = [
        f"{source.name}:{line} holds SQL: {text[:50]}"
        for source in PRODUCT
        if source.room not in MAY_SPEAK_SQL
        for text, line in source.texts()
        if SQL.search(text)
    ]
    assert wrong == []


def _connected_lambdas(source: Source) -> Iterator[ast.Lambda]:
    for node in source.nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in ("connect", "singleShot", "subscribe"):
                yield from (part for part in node.args if isinstance(part, ast.Lambda))


def test_no_lambda_that_holds_self_is_connected() -> None:
    """SCREENS: such a lambda keeps its dialog alive for ever."""
    wrong = [
        f"{source.name}:{found.lineno}"
        for source in SCREEN
        for found in _connected_lambdas(source)
        if any(isinstance(part, ast.Name) and part.id == "self" for part in ast.walk(found.body))
    ]
    assert wrong == []


def test_no_room_is_for_everything() -> None:
    names = [
        part
        for path in _paths("facilitator", "ui", "tests")
        for part in path.relative_to(ROOT).with_suffix("").parts
    ]
    assert not ROOMS_OF_EVERYTHING & set(names)


@pytest.mark.parametrize(
    ("program", "rule"),
    [("connection.execute('SELECT a FROM b')", "texts"), ("import sqlite3", "imports"),
     ("button.clicked.connect(lambda: self.go())", "lambdas")],
)  # fmt: skip
def test_the_checks_themselves_see_what_they_look_for(
    program: str, rule: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    (tmp_path / "ui").mkdir()
    path = tmp_path / "ui" / "page.py"
    path.write_text(f'"""Prose: SELECT a FROM b."""\ndef go():\n    {program}\n')
    source = Source(path)
    found = {
        "texts": [line for text, line in source.texts() if SQL.search(text)],
        "imports": [line for name, line in source.imports if name == "sqlite3"],
        "lambdas": [lambda_.lineno for lambda_ in _connected_lambdas(source)],
    }
    assert found[rule] == [3]
    assert source.is_inside_function(3)


IMPORT_ALL = """
import importlib, importlib.abc, sys

class NoScreen(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("PySide6", "shiboken6", "ui"):
            raise ImportError(f"{name} was asked for")

sys.meta_path.insert(0, NoScreen())
for name in sys.argv[1:]:
    importlib.import_module(name)
"""


def _python(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_every_module_of_the_trade_can_be_imported_without_a_screen() -> None:
    modules = [source.module for source in TRADE if not source.module.endswith("__main__")]
    done = _python(IMPORT_ALL, *modules)
    assert done.returncode == 0, done.stderr


SLOW_TO_IMPORT = ("reportlab", "sqlite_utils", "dateutil", "pypdfium2", "difflib")


@pytest.mark.parametrize("module", ["facilitator.store", "facilitator.queries.together", "ui.app"])
def test_what_the_first_paint_needs_imports_nothing_slow(module: str) -> None:
    """SCREENS: reportlab, sqlite_utils and dateutil add 600 ms and come when first used."""
    if all(source.module != module for source in PRODUCT):
        pytest.skip(f"{module} is not there yet")
    loaded = _python(
        f"import sys, {module}; print(*[m for m in {SLOW_TO_IMPORT} if m in sys.modules])"
    )
    assert loaded.returncode == 0, loaded.stderr
    assert loaded.stdout.split() == []
