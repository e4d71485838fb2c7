"""Money as people type it and share it: whole cents, never a fraction of one (G7)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from facilitator.errors import InvalidText

MOST_CENTS = 10**14  # a trillion of the currency: more is a slip of the finger
_SIGNS = "€$£¥₣"
_CURRENCY = re.compile(
    rf"^(?:[A-Za-z]{{3}}(?![A-Za-z])|[{_SIGNS}])\s*|\s*(?:(?<![A-Za-z])[A-Za-z]{{3}}|[{_SIGNS}])$"
)
_TIMES = {"": 1, "k": 1_000, "m": 1_000_000}
_FORM = re.compile(
    "^(?P<number>[0-9](?:[0-9.,'’ \u00a0\u202f]*[0-9])?)[ \u00a0]?(?P<times>[kKmM]?)$"
)
_NAME = "Amount"
_LONGEST = 40  # digits and signs


def parse_cents(words: str) -> int | None:
    """Return the cents of '60,000', '60.000', '60 000.50', '60k' or '1.5m'; None when empty.

    Raises:
        InvalidText: it is no amount, it could be two, or it is far too large.
    """
    bare = _CURRENCY.sub("", words.strip()).strip()
    if not bare:
        if words.strip():
            raise InvalidText(_NAME, f"“{words.strip()}” holds no number")
        return None
    if bare.startswith(("-", "−")):
        raise InvalidText(_NAME, "an amount is not below nothing")
    if len(bare) > _LONGEST:
        raise InvalidText(_NAME, f"“{bare[:12]}…” is more than can be kept")
    found = _FORM.match(bare)
    if found is None:
        raise InvalidText(_NAME, f"“{words.strip()}” is not an amount, write for example 60,000")
    times = _TIMES[found["times"].lower()]
    whole, part = _read(found["number"].strip(), words.strip(), is_short=times > 1)
    cents = (int(whole) * 100 * 10 ** len(part) + int(part or 0) * 100) * times
    cents, rest = divmod(cents, 10 ** len(part))
    if rest:
        raise InvalidText(_NAME, f"“{words.strip()}” is finer than a cent")
    if cents > MOST_CENTS:
        raise InvalidText(_NAME, f"“{words.strip()}” is more than can be kept")
    return int(cents)


def _read(number: str, said: str, *, is_short: bool) -> tuple[str, str]:
    """Return the digits before and after the decimal sign, of which there may be none."""
    plain = re.sub(r"['’\u00a0\u202f]", " ", number)
    if "," in plain and "." in plain:
        sign = max(",.", key=plain.rfind)
        plain = plain.replace("." if sign == "," else ",", " ")
        whole, _, part = plain.rpartition(sign)
    else:
        whole, part = _one_sign(plain, said, is_short=is_short)
    groups = re.split(r"[ .,]", whole)
    is_grouped = len(groups) == 1 or (
        1 <= len(groups[0]) <= 3
        and int(groups[0] or 0) > 0
        and all(len(group) == 3 for group in groups[1:])
    )
    if not is_grouped or not all(group.isdigit() for group in groups) or " " in part:
        raise InvalidText(_NAME, f"“{said}” is not an amount, write for example 60,000")
    if part and not part.isdigit():
        raise InvalidText(_NAME, f"“{said}” is not an amount, write for example 60,000")
    return "".join(groups), part


def _one_sign(plain: str, said: str, *, is_short: bool) -> tuple[str, str]:
    """Tell whether the only comma or point groups thousands or begins the cents."""
    signs = [sign for sign in plain if sign in ",."]
    if len(signs) != 1:
        return plain, ""
    whole, _, part = plain.partition(signs[0])
    if len(part) == 3:
        if is_short:
            raise InvalidText(_NAME, f"“{said}” could be two amounts, write the number in full")
        return plain, ""
    return whole, part


def parts(cents: int, weights: Sequence[int], whole: int = 100) -> list[int]:
    """Return the part of each weight in whole cents.

    Where the weights make up the whole, the parts add up to the amount: what rounding leaves goes
    to the largest remainders, the first of equals first.
    """
    exact = [cents * weight for weight in weights]
    out = [value // whole for value in exact]
    goal = cents * sum(weights) // whole
    order = sorted(range(len(weights)), key=lambda n: (-(exact[n] % whole), n))
    for n in order[: goal - sum(out)]:
        out[n] += 1
    return out


def percents(amounts: Sequence[int]) -> list[int]:
    """Return whole percents that add up to 100, nearest to what each amount is of all."""
    total = sum(amounts)
    return parts(100, amounts, total) if total else [0 for _ in amounts]


def show(cents: int, currency: str = "") -> str:
    """Return 'EUR 60,000', with cents only where there are any."""
    whole, rest = divmod(abs(cents), 100)
    words = f"{whole:,}" + (f".{rest:02d}" if rest else "")
    sign = "-" if cents < 0 else ""
    return f"{currency} {sign}{words}".strip()
