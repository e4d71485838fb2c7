"""The wheel carries everything: it is built, installed away from the checkout, and used."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.slow


def _run(*command: str | Path, cwd: Path) -> str:
    """Run a program away from the checkout and return what it printed."""
    environment = {key: text for key, text in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd, env=environment, capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel as a release would, with what is installed: no network is asked."""
    folder = tmp_path_factory.mktemp("dist")
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT,
         cwd=folder)  # fmt: skip
    (built,) = folder.glob("facilitator-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into a fresh environment and return the folder of its programs.

    The packages it depends on are lent by this environment through a path file, whose own path
    files Python does not follow: the checkout stays out.
    """
    home = tmp_path_factory.mktemp("elsewhere") / "venv"
    venv.create(home, with_pip=False)
    places = sysconfig.get_paths(vars={"base": str(home), "platbase": str(home)})
    Path(places["purelib"], "lent.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")
    programs = Path(places["scripts"])
    _run(sys.executable, "-m", "pip", "--python", programs / "python", "install", "--quiet",
         "--no-deps", "--no-index", "--disable-pip-version-check", wheel, cwd=home)  # fmt: skip
    return programs


def test_every_resource_is_in_the_wheel(wheel: Path) -> None:
    carried = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        f"facilitator/_resources/{path.relative_to(ROOT / 'resources').as_posix()}"
        for path in (ROOT / "resources").rglob("*")
        if path.is_file()
    }
    assert wanted
    assert wanted <= carried


def test_every_module_is_in_the_wheel_and_nothing_of_the_tests(wheel: Path) -> None:
    carried = set(zipfile.ZipFile(wheel).namelist())
    for package in ("facilitator", "ui"):
        for path in (ROOT / package).rglob("*.py"):
            assert path.relative_to(ROOT).as_posix() in carried
    assert {name.split("/")[0].split("-")[0] for name in carried} == {"facilitator", "ui"}


def test_licences_travel_with_what_they_cover(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert any(name.startswith("facilitator/_resources/") and "LICENSE" in name for name in names)


def test_the_installed_package_finds_its_resources_and_not_the_checkout(installed: Path) -> None:
    found = _run(
        installed / "python", "-c",
        "import facilitator.resources as r, ui; print(r.root()); print(ui.__file__)",
        cwd=installed,
    )  # fmt: skip
    root, window = (Path(line) for line in found.splitlines())
    assert root.name == "_resources"
    assert not root.is_relative_to(ROOT)
    assert not window.is_relative_to(ROOT)


def test_the_installed_program_writes_the_demo_and_its_minutes(
    installed: Path, tmp_path: Path
) -> None:
    """INTERFACES: `facilitator demo FILE` and `facilitator minutes FILE last -o OUT`."""
    program = installed / "facilitator"
    assert "demo" in _run(program, "--help", cwd=tmp_path)
    _run(program, "demo", "demo.facilitator", cwd=tmp_path)
    assert (tmp_path / "demo.facilitator").read_bytes().startswith(b"SQLite format 3\0")
    _run(program, "minutes", "demo.facilitator", "last", "-o", "minutes.pdf", cwd=tmp_path)
    assert (tmp_path / "minutes.pdf").read_bytes().startswith(b"%PDF-")
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == [
        "demo.facilitator", "minutes.pdf",
    ]  # fmt: skip
