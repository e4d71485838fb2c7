"""A letter as a draft that mail programs open, with its papers attached (M5). Never sent from here.

RFC 5322 with MIME. `X-Unsent` opens it for writing where a program knows it. There is no date and
no message id: the program that sends it gives both, and equal input gives equal bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, default

from facilitator.domain.text import clean
from facilitator.exchange.registers_md import due_words
from facilitator.exchange.wording import hour, long_day, short_day
from facilitator.projections.executive_papers import ExecutiveSummary, PromisedLine
from facilitator.projections.letter import Letter, Recipient
from facilitator.projections.types import ActionEntry

_MOST = 12


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file that goes with a letter; `mime` like `application/pdf`."""

    name: str
    mime: str
    data: bytes


def letter_file(letter: Letter, enclosed: Sequence[Enclosed]) -> bytes:
    """Return the draft of a letter as an .eml file."""
    message = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
    message["Subject"] = subject(letter)
    if letter.sender is not None and (sender := _address(letter.sender)):
        message["From"] = sender
    if to := [address for one in letter.to if (address := _address(one))]:
        message["To"] = to
    message["X-Unsent"] = "1"
    message.set_content(body(letter), cte="quoted-printable")
    for one in enclosed:
        kind, _, subtype = one.mime.partition("/")
        message.add_attachment(one.data, kind, subtype, filename=_line(one.name))
    if message.is_multipart():
        digest = hashlib.sha256(b"\0".join(each.data for each in enclosed)).hexdigest()
        message.set_boundary(f"=_facilitator_{digest[:32]}")
    return message.as_bytes()


def parts_of(data: bytes) -> Iterator[tuple[str, str, bytes]]:
    """Yield what a letter file holds, as it will be read: a place, a kind of file, the bytes.

    Headers and words are `txt`; what is enclosed has the ending of its name for its kind.
    """
    message = message_from_bytes(data, policy=default)
    headers = "\n".join(f"{name}: {value}" for name, value in message.items())
    yield "the head of the letter", "txt", headers.encode("utf-8", "replace")
    for part in message.walk():
        payload = part.get_payload(decode=True)
        if part.is_multipart() or not isinstance(payload, bytes):
            continue
        name = part.get_filename() or ""
        kind = name.rpartition(".")[2].lower() if name else "txt"
        yield (f"the enclosed {name}" if name else "the letter"), kind, payload


def subject(letter: Letter) -> str:
    """Return `Minutes 2026/12: Second half of the year`."""
    session = letter.minutes.session
    what = "Summary of" if isinstance(letter.minutes, ExecutiveSummary) else "Minutes"
    return _line(f"{what} {session.number}: {session.title}")


def body(letter: Letter) -> str:
    """Return what the letter says: what was decided and promised, and what comes next."""
    minutes = letter.minutes
    session = minutes.session
    day = long_day(session.starts)
    is_page = isinstance(minutes, ExecutiveSummary)
    here = "Here is one page on" if is_page else "Here are the minutes of"
    parts = [
        "Hello,",
        f"{here} session {session.number}, {_line(session.title)}, of {day}.",
        _listed("Decided", [f"{one.number} {one.wording}" for one in minutes.decisions]),
        _listed("Promised", [_promise(action) for action in minutes.actions]),
    ]
    if upcoming := minutes.next_session:
        when = f"{long_day(upcoming.starts)}, {hour(upcoming.starts)} ({upcoming.zone})"
        parts.append(f"Next session: {when}.")
    if minutes.engagement.classification:
        parts.append(f"Classification: {_line(minutes.engagement.classification)}")
    parts.append(letter.sender.name if letter.sender else "")
    return "\n\n".join(part for part in map(clean, parts) if part) + "\n"


def _promise(action: ActionEntry | PromisedLine) -> str:
    who = ", ".join(filter(None, (action.owner, _due(action))))
    return f"{action.number} {action.text}" + (f" ({who})" if who else "")


def _due(action: ActionEntry | PromisedLine) -> str:
    if isinstance(action, ActionEntry):
        return due_words(action)
    return "next session" if action.due_is_next else short_day(action.due_on)


def _listed(title: str, entries: Sequence[str]) -> str:
    if not entries:
        return ""
    lines = [f"- {_line(entry)}" for entry in entries[:_MOST]]
    if len(entries) > _MOST:
        lines.append(f"- and {len(entries) - _MOST} more in the minutes")
    return "\n".join([f"{title}:", *lines])


def _address(one: Recipient) -> Address | None:
    """Return an address for a header, None where there is none that would work."""
    if not one.is_reachable:
        return None
    user, _, domain = one.address.rpartition("@")
    return Address(_line(one.name), user, domain)


def _line(text: str) -> str:
    """Return text as one line; a header that held another line could pose as a second header."""
    return " ".join(clean(text).split())
