"""`key`, `minutes --sign` and what `verify` says of a signature (M2)."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]


@pytest.fixture
def secret(file: Path) -> Path:
    path = file.parent / "secret.txt"
    path.write_text("a long secret\n")
    return path


@pytest.fixture
def key(run: Run, file: Path, secret: Path) -> Path:
    path = file.parent / "ruth.p12"
    done = run("key", path, "--name", "Ruth Calder", "--key-passphrase-file", secret)
    assert done.exit_code == 0, done.output
    return path


def signing(key: Path, secret: Path) -> tuple[object, ...]:
    return ("--sign", key, "--key-passphrase-file", secret)


def test_minutes_are_signed_and_verified(run: Run, file: Path, key: Path, secret: Path) -> None:
    out = file.parent / "minutes.pdf"
    done = run("minutes", file, "last", "-o", out, *signing(key, secret))
    assert done.exit_code == 0, done.output
    told = run("verify", out, file)
    assert told.exit_code == 0, told.output
    assert "Signed by Ruth Calder on " in told.stdout
    assert "with a self-made key: who it is is not proven by anybody" in told.stdout
    assert "This copy is the one that left" in told.stdout


def test_a_changed_byte_after_signing_makes_it_no(
    run: Run, file: Path, key: Path, secret: Path
) -> None:
    out = file.parent / "minutes.pdf"
    run("minutes", file, "last", "-o", out, *signing(key, secret))
    data = bytearray(out.read_bytes())
    data[data.index(b"<xmp:CreatorTool>") + 20] ^= 1
    out.write_bytes(bytes(data))
    told = run("verify", out, "--json")
    assert told.exit_code == 1
    findings = {each["finding"]: each for each in json.loads(told.stdout)["checks"]}
    assert findings["signed_changed"]["answer"] is False
    assert findings["signed_changed"]["name"] == "Ruth Calder"


def test_only_what_went_out_as_pdf_is_signed(run: Run, file: Path, key: Path, secret: Path) -> None:
    out = file.parent / "minutes.md"
    assert run("minutes", file, "last", "-o", out, *signing(key, secret)).exit_code == 2
    out = file.parent / "page.pdf"
    asked = ("minutes", file, "last", "--for", "executive", "-o", out, *signing(key, secret))
    refused = run(*asked)
    assert refused.exit_code == 2
    assert "Only minutes that are circulated or approved are signed" in refused.output
    assert not out.exists()


def test_a_wrong_passphrase_and_a_key_that_is_there_are_refused(
    run: Run, file: Path, key: Path, secret: Path
) -> None:
    out = file.parent / "minutes.pdf"
    before = key.read_bytes()
    again = run("key", key, "--name", "Eve", "--key-passphrase-file", secret)
    assert again.exit_code == 2
    assert key.read_bytes() == before
    secret.write_text("another")
    done = run("minutes", file, "last", "-o", out, *signing(key, secret))
    assert done.exit_code == 3
    assert "does not open with this passphrase" in done.output
    assert not out.exists()
