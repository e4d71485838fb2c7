"""Sign a finished PDF, and the keys for it: nothing here goes to the network or asks the clock.

A signature (PAdES, baseline B) is added behind the file as it is, so that what was signed can be
read byte by byte. Its field is outside of every page. pyHanko is loaded with the first signature.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from facilitator import outputs
from facilitator.documents.text import printable
from facilitator.errors import FileForbidden, FileMissing, KeyUnusable

if TYPE_CHECKING:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.signers import SimpleSigner

FIELD = "Signature"
_YEARS = 5
_LARGEST = 1024 * 1024
_LONGEST_NAME = 64
_OUTSIDE = (-1, -1, -1, -1)


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A key that was opened. `name` is who signs, as the certificate says."""

    name: str
    is_self_made: bool
    ends: datetime
    data: bytes = field(repr=False)
    passphrase: bytes = field(repr=False)


def make_key(path: Path, name: str, passphrase: str, now: datetime) -> None:
    """Write a new key with a certificate of its own, protected by a passphrase (.p12).

    Raises:
        KeyUnusable: there is no name or no passphrase.
        WriteFailed: the system could not write.
    """
    called = " ".join(printable(name).split())[:_LONGEST_NAME].strip()
    if not called or not passphrase:
        raise KeyUnusable(path, "needs")
    outputs.write_bytes(path, _new_key(called, passphrase.encode("utf-8"), now), None)
    path.chmod(0o600)


def _new_key(called: str, passphrase: bytes, now: datetime) -> bytes:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12

    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, called)])
    usage = x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=False, crl_sign=False,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip
    certificate = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365 * _YEARS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    protection = BestAvailableEncryption(passphrase)
    return pkcs12.serialize_key_and_certificates(
        called.encode("utf-8"), key, certificate, None, protection
    )


def open_key(path: Path, passphrase: str) -> SigningKey:
    """Return a key from a .p12 file.

    Raises:
        FileMissing: it is not there.
        KeyUnusable: the passphrase is wrong, or it holds no key to sign with.
    """
    from cryptography.hazmat.primitives.serialization import pkcs12
    from cryptography.x509 import NameOID

    data, secret = _read(path), passphrase.encode("utf-8")
    try:
        key, certificate, _ = pkcs12.load_key_and_certificates(data, secret)
    except ValueError as error:
        is_wrong = "password" in str(error).lower()
        raise KeyUnusable(path, "passphrase" if is_wrong else "damaged") from None
    if key is None or certificate is None:
        raise KeyUnusable(path, "empty")
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    called = str(names[0].value) if names else certificate.subject.rfc4514_string()
    is_self_made = certificate.issuer == certificate.subject
    return SigningKey(called, is_self_made, certificate.not_valid_after_utc, data, secret)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except FileNotFoundError:
        raise FileMissing(path) from None
    except (PermissionError, IsADirectoryError):
        raise FileForbidden(path) from None
    if len(data) > _LARGEST:
        raise KeyUnusable(path, "damaged")
    return data


def sign(pdf: bytes, key: SigningKey, at: datetime) -> bytes:
    """Return a PDF with a signature behind it; `at` is when it says it was signed.

    Raises:
        KeyUnusable: the key cannot sign.
    """
    from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, append_signature_field
    from pyhanko.sign.general import SigningError
    from pyhanko.sign.signers import PdfSignatureMetadata

    writer = _writer(pdf)
    append_signature_field(writer, SigFieldSpec(FIELD))
    _put_outside(writer)
    told = PdfSignatureMetadata(
        field_name=FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, name=key.name
    )
    out = io.BytesIO()
    try:
        signer = _signer_at(at)(told, signer=_opened(key))
        signer.sign_pdf(writer, existing_fields_only=True, output=out)
    except SigningError:
        raise KeyUnusable(Path(key.name), "empty") from None
    return out.getvalue()


def sign_file(path: Path, key: SigningKey, at: datetime) -> None:
    """Sign a PDF that was just written, in its place."""
    path.write_bytes(sign(path.read_bytes(), key, at))


def _writer(pdf: bytes) -> IncrementalPdfFileWriter:
    """Return what writes behind a file, and leaves what the file says of itself as it is."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    class Behind(IncrementalPdfFileWriter):
        def _update_meta(self) -> None:
            pass  # it would write the machine's time and its own name

    return Behind(io.BytesIO(pdf))


def _put_outside(writer: IncrementalPdfFileWriter) -> None:
    """Move the field off the page, where no reader looks for a tag, and say what it is."""
    from pyhanko.pdf_utils import generic

    for each in writer.root["/AcroForm"]["/Fields"]:
        found = each.get_object()
        if found.get("/T") == FIELD:
            found["/Rect"] = generic.ArrayObject(map(generic.NumberObject, _OUTSIDE))
            found["/TU"] = generic.TextStringObject(FIELD)
            writer.update_container(found)


def _opened(key: SigningKey) -> SimpleSigner:
    from pyhanko.sign.signers import SimpleSigner

    found: SimpleSigner | None = SimpleSigner.load_pkcs12_data(
        key.data, other_certs=[], passphrase=key.passphrase
    )
    if found is None:
        raise KeyUnusable(Path(key.name), "empty")
    return found


def _signer_at(at: datetime) -> Any:
    """Return a signer that believes the clock it is given."""
    from pyhanko.sign.signers import PdfSigner

    class Signer(PdfSigner):
        def init_signing_session(self, pdf_out: Any, existing_fields_only: bool = False) -> Any:
            session = super().init_signing_session(pdf_out, existing_fields_only)
            session.system_time = at
            return session

    return Signer
