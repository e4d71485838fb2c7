"""Signatures: added behind a file that stays valid, and broken by a single byte (M2)."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfWriter

from facilitator.documents.signing import SigningKey, make_key, open_key, sign
from facilitator.errors import FileMissing, KeyUnusable
from facilitator.exchange.paper_parts import take_apart
from facilitator.exchange.signatures import Signature, examine
from tests import papers
from tests.documents import samples
from tests.readers.with_verapdf import judged

AT = datetime(2026, 6, 30, 8, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> SigningKey:
    path = tmp_path_factory.mktemp("keys") / "ruth.p12"
    make_key(path, "Ruth Calder", "a long secret", AT)
    return open_key(path, "a long secret")


@pytest.fixture(scope="module")
def signed(key: SigningKey) -> bytes:
    return sign(papers.printed(samples.MINUTES), key, AT)


def test_who_signed_and_when_is_found_again(signed: bytes) -> None:
    assert examine(signed) == (Signature("Ruth Calder", AT.isoformat(), "", is_intact=True),)


def test_a_signed_file_is_valid_and_what_was_signed_is_its_beginning(
    signed: bytes, tmp_path: Path
) -> None:
    """M1: UA-1 and A-3a hold with the signature."""
    path = tmp_path / "signed.pdf"
    path.write_bytes(signed)
    assert judged([path]) == {}
    assert signed.startswith(papers.printed(samples.MINUTES))


def test_the_data_inside_is_read_as_before(signed: bytes) -> None:
    plain, now = take_apart(papers.printed(samples.MINUTES)), take_apart(signed)
    assert (now.data, now.todos, now.page_codes) == (plain.data, plain.todos, plain.page_codes)


def test_a_changed_byte_is_noticed_wherever_it_is(signed: bytes) -> None:
    """M2: one bit in what was signed; each tenth of the file."""
    held = signed.rindex(b"/ByteRange")
    for place in range(40, held - 100, held // 10):
        changed = bytearray(signed)
        changed[place] ^= 1
        found = examine(bytes(changed))
        assert found is None or not any(one.is_intact for one in found), place


def test_what_is_written_behind_a_signature_is_noticed(signed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "signed.pdf"
    path.write_bytes(signed)
    writer = PdfWriter(str(path), incremental=True)
    writer.add_metadata({"/Extra": "words"})
    writer.write(path)
    found = examine(path.read_bytes())
    assert found is not None
    assert [one.is_intact for one in found] == [False]


def test_what_only_looks_like_a_signature_is_not_taken_for_one() -> None:
    plain = papers.printed(samples.MINUTES)
    assert examine(plain) == ()
    assert examine(plain.replace(b"%%EOF", b"/ByteRange\n%%EOF")) is None


def test_signing_asks_neither_network_nor_clock(
    key: SigningKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The time in it is the one that is passed in; nothing is looked up anywhere."""

    def refuse(*_: object, **__: object) -> Any:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    past = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
    data = sign(papers.printed(samples.MINUTES), key, past)
    found = examine(data)
    assert found is not None
    assert found[0].on == past.isoformat()


def test_poppler_finds_the_signature_valid(signed: bytes, tmp_path: Path) -> None:
    if shutil.which("pdfsig") is None:
        pytest.skip("poppler-utils is not here")
    path = tmp_path / "signed.pdf"
    path.write_bytes(signed)
    told = subprocess.run(
        ["pdfsig", "-nocert", path], capture_output=True, text=True, check=False
    ).stdout
    assert "Signature is Valid" in told
    assert "Total document signed" in told
    assert "ETSI.CAdES.detached" in told


def test_a_key_opens_with_its_passphrase_alone(tmp_path: Path) -> None:
    path = tmp_path / "key.p12"
    make_key(path, "  Zoë\n Ö  ", "geheim", AT)
    assert path.stat().st_mode & 0o077 == 0
    assert open_key(path, "geheim").name == "Zoë Ö"
    assert "geheim" not in repr(open_key(path, "geheim"))
    for wrong in ("", "Geheim"):
        with pytest.raises(KeyUnusable) as caught:
            open_key(path, wrong)
        assert caught.value.problem == "passphrase"


def test_what_is_no_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        open_key(tmp_path / "none.p12", "x")
    path = tmp_path / "key.p12"
    for data in (b"", b"hello", b"\x30\x82" + bytes(300), bytes(2 * 2**20)):
        path.write_bytes(data)
        with pytest.raises(KeyUnusable):
            open_key(path, "x")
    for name, passphrase in (("", "x"), ("\u202e", "x"), ("Ruth", "")):
        with pytest.raises(KeyUnusable):
            make_key(tmp_path / "new.p12", name, passphrase, AT)
    assert not (tmp_path / "new.p12").exists()


def test_a_certificate_of_somebody_else_names_its_issuer(tmp_path: Path) -> None:
    """A key of one's own may come from a company's certificate authority."""
    path = tmp_path / "issued.p12"
    path.write_bytes(_issued("Ruth Calder", "Tallowmere Root"))
    key = open_key(path, "x")
    assert not key.is_self_made
    found = examine(sign(papers.printed(samples.MINUTES), key, AT))
    assert found is not None
    assert (found[0].issuer, found[0].is_self_made, found[0].is_intact) == (
        "Tallowmere Root", False, True,
    )  # fmt: skip


def _issued(name: str, issuer: str) -> bytes:
    from datetime import timedelta

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12

    root, own = (rsa.generate_private_key(65537, 2048) for _ in range(2))
    certificate = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, issuer)]))
        .public_key(own.public_key())
        .serial_number(7)
        .not_valid_before(AT - timedelta(days=1))
        .not_valid_after(AT + timedelta(days=100))
        .sign(root, hashes.SHA256())
    )
    return pkcs12.serialize_key_and_certificates(
        b"x", own, certificate, None, BestAvailableEncryption(b"x")
    )


def test_signing_is_loaded_only_when_it_is_used() -> None:
    """pyHanko and cryptography cost a third of a second that printing does not pay."""
    program = (
        "import sys, facilitator.printing, facilitator.documents.signing, facilitator.verifying;"
        "from facilitator.documents import press, pdf;"
        "print(*[m for m in ('pyhanko', 'cryptography', 'asn1crypto') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []
