"""The draft of a letter: another parser reads it, and nothing typed becomes a header."""

from __future__ import annotations

import dataclasses
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from facilitator.exchange.eml import Enclosed, letter_file
from facilitator.projections.letter import Letter, Recipient
from tests.exchange import samples

PDF = Enclosed("minutes 2026-12.pdf", "application/pdf", b"%PDF-1.7 not really\r\n\x00\xff")
RUTH = Recipient("Ruth Calder", "ruth@tallowmere.example")


def _letter(*to: Recipient) -> Letter:
    return Letter(samples.minutes(), RUTH, to or (Recipient("Jonas Feld", "jonas@x.example"),))


def _read(data: bytes) -> EmailMessage:
    message = message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)
    assert message.defects == []
    return message


def test_a_mail_program_finds_subject_people_text_and_paper() -> None:
    """M5: it opens as a draft, and is never sent by itself."""
    message = _read(letter_file(_letter(), [PDF]))
    assert message["Subject"] == "Minutes 2026/12: Second half"
    assert message["To"].addresses[0].addr_spec == "jonas@x.example"
    assert message["From"].addresses[0].display_name == "Ruth Calder"
    assert message["X-Unsent"] == "1"
    (paper,) = message.iter_attachments()
    assert paper.get_filename() == PDF.name
    assert paper.get_content_type() == "application/pdf"
    assert paper.get_payload(decode=True) == PDF.data
    text = message.get_body(("plain",))
    assert text is not None
    for action in samples.minutes().actions:
        assert action.text in text.get_content()


@pytest.mark.parametrize(
    "name",
    ["Eve\r\nBcc: all@x.example", "Zoë, the “first”", "名前", 'A "B" <c@d.example>', "x" * 300],
)
def test_no_name_becomes_a_header_or_breaks_one(name: str) -> None:
    message = _read(letter_file(_letter(Recipient(name, "eve@x.example")), [PDF]))
    assert message["Bcc"] is None
    (only,) = message["To"].addresses
    assert only.addr_spec == "eve@x.example"
    assert only.display_name == " ".join(name.split())


def test_a_title_of_two_lines_stays_in_the_subject() -> None:
    letter = _letter()
    session = dataclasses.replace(letter.minutes.session, title="One\r\nX-Evil: yes")
    minutes = dataclasses.replace(letter.minutes, session=session)
    message = _read(letter_file(dataclasses.replace(letter, minutes=minutes), [PDF]))
    assert message["X-Evil"] is None
    assert message["Subject"].endswith("One X-Evil: yes")


@pytest.mark.parametrize(
    "address", ["", "nobody", "a b@c.example", "a@b.example,c@d.example", "ä@b.example"]
)
def test_what_is_no_address_is_left_out_and_told(address: str) -> None:
    letter = _letter(Recipient("Jonas Feld", address))
    assert _read(letter_file(letter, []))["To"] is None
    assert letter.without_address == ("Jonas Feld",)


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert letter_file(_letter(), [PDF]) == letter_file(_letter(), [PDF])


def test_lines_end_as_mail_wants_and_are_not_too_long() -> None:
    """RFC 5322: 998 letters at most, each line ended by both marks."""
    data = letter_file(_letter(), [PDF])
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, data.split(b"\r\n"))) <= 998
