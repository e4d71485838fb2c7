"""The capture line: one typed line becomes a captured thing with who, when and what for (V3).

`/d` decision, `/a` action, `/c` concern, `/i` idea, `/q` question, `/w` want, `/n` need,
`/h` challenge, `/p` parking lot, `/t` term, `/s` say it back; without one it is a note. `@` names a
person or party, `^` a day or the next session, `#` a goal; a backslash before a sign makes it an
ordinary character. A word that begins with `//` seals the whole line: what was meant for the
facilitator alone must not reach a shared table because of where in the line it was marked.

Nothing is dropped: what is not understood, or has no place in this kind of capture, stays in the
text and is reported beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import islice

from facilitator.domain.moments import DAY_HINT, parse_day
from facilitator.domain.names import Candidate, Name, NameIndex, NameKind, name_words
from facilitator.domain.text import fold
from facilitator.domain.words import CaptureKind
from facilitator.errors import InvalidMoment

__all__ = [
    "KIND_LETTERS", "Candidate", "Captured", "Name", "NameKind", "Token", "TokenKind",
    "Vocabulary", "Why", "chosen", "parse",
]  # fmt: skip

KIND_LETTERS = {
    "d": CaptureKind.DECISION,
    "a": CaptureKind.ACTION,
    "c": CaptureKind.CONCERN,
    "i": CaptureKind.IDEA,
    "q": CaptureKind.QUESTION,
    "w": CaptureKind.WANT,
    "n": CaptureKind.NEED,
    "h": CaptureKind.CHALLENGE,
    "p": CaptureKind.PARKED,
    "t": CaptureKind.TERM,
    "s": CaptureKind.SAYBACK,
}
_KIND_WORDS = KIND_LETTERS | {kind.value: kind for kind in CaptureKind}
_NEXT_SESSION = frozenset(
    {"next", "next session", "nachste", "nachste sitzung", "naechste", "naechste sitzung"}
)

# A sign counts only where a word begins: not in a@b.c, C#, 2^8 or 1/2.
_BEGINS = r"(?<![^\s(\[{\"'“„«‘‚])"
_SIGN = re.compile(rf"{_BEGINS}[@^#/\\]")
_SEAL = re.compile(r"(?<!\S)//+")
_KIND = re.compile(r"/([A-Za-z]+):?(?!\S)")
_QUOTED = re.compile(r"[@#](?:\"([^\"]+)\"|“([^”]+)”)")
_WHO = re.compile(r"@([^\W_](?:[\w.'’-]*\w)?)")
_GOAL = re.compile(r"#([^\W\d_](?:[\w.'’-]*\w)?)")
_POSSESSIVE = re.compile(r"(.+)['’]s", re.IGNORECASE)
_GOAL_POSITION = re.compile(r"g([1-9][0-9]?)")
_DAY_WORD = re.compile(r"\^([-+−]?\w[^\s(){}\[\]\"“”]*)")
_WORD_AFTER = re.compile(r"[ \t\u00a0]+([^\s(){}\[\]\"“”@^#\\]+)")
_NAME_AFTER = re.compile(r"(?:[ \t\u00a0]+|-)([^\W_]+)(?!\w)")
_MOST_WORDS = 4
_MOST_TOKENS = 40  # A pasted page is not a line: what comes later is text.


class TokenKind(StrEnum):
    KIND = "kind"
    PERSON = "person"
    PARTY = "party"
    DAY = "day"
    NEXT = "next"
    GOAL = "goal"
    UNKNOWN = "unknown"


class Why(StrEnum):
    """Why a token is unknown."""

    UNDERSTOOD = ""
    NOTHING = "nothing"  # no such name, kind or goal; candidates are spelled nearly like it
    SEVERAL = "several"  # the candidates
    NO_DAY = "no_day"  # no such day; the label says why
    NO_PLACE = "no_place"  # understood, but this kind of capture has no (further) place for it


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What can be named in a line; `goals` in the order in which `#g1`, `#g2` count them."""

    people: tuple[Name, ...] = ()
    parties: tuple[Name, ...] = ()
    goals: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class Token:
    """A marked part of the line. `start` and `end` count code points; `raw` is what stands there.

    `label` is the full name, the ISO day or the kind; of an unknown day it is the reason.
    """

    kind: TokenKind
    start: int
    end: int
    raw: str
    label: str = ""
    id: int | None = None
    day: date | None = None
    candidates: tuple[Candidate, ...] = ()
    why: Why = Why.UNDERSTOOD


@dataclass(frozen=True, slots=True)
class Captured:
    """What a line says. `kind` is None for a sealed note, whose text is taken as it stands.

    Of an action, `person_id` or else `party_id` is the owner and `asked_by_party_id` the asking
    side. `party_id` is the party that was named, or else the one of the person.
    """

    kind: CaptureKind | None
    is_sealed: bool
    text: str
    tokens: tuple[Token, ...] = ()
    person_id: int | None = None
    party_id: int | None = None
    due: date | None = None
    due_next: bool = False
    goal_id: int | None = None
    asked_by_party_id: int | None = None


def parse(line: str, names: Vocabulary, today: date) -> Captured:
    """Return what `line` says when it is typed on `today`; never raises."""
    if _SEAL.search(line):
        return Captured(None, True, _tidy(_SEAL.sub(" ", line, count=1)))
    scan = _Scan(line, names, today)
    tokens = list(islice(scan.tokens(), _MOST_TOKENS))
    kind = next((token for token in tokens if token.kind is TokenKind.KIND), None)
    placed = _Placing(CaptureKind(kind.label) if kind else CaptureKind.NOTE)
    tokens = [placed.place(token) for token in tokens]
    return Captured(
        placed.kind,
        False,
        _text_without(line, tokens, scan.escapes),
        tuple(tokens),
        placed.person_id,
        placed.party_id,
        placed.due,
        placed.due_next,
        placed.goal_id,
        placed.asked_by_party_id,
    )


def chosen(line: str, token: Token, candidate: Candidate) -> str:
    """Return `line` with `token` replaced by the full name of `candidate`."""
    sign = "#" if candidate.kind is NameKind.GOAL else "@"
    name = candidate.label.replace('"', " ")
    quoted = name if len(name_words(name)) == 1 and name.isalnum() else f'"{name}"'
    return f"{line[: token.start]}{sign}{quoted}{line[token.end :]}"


class _Scan:
    """One walk over a line that finds its tokens, each by itself."""

    def __init__(self, line: str, names: Vocabulary, today: date) -> None:
        self.escapes: list[int] = []
        self._line = line
        self._first = len(line) - len(line.lstrip())
        self._today = today
        self._goals = names.goals
        self._goal_index = NameIndex(((NameKind.GOAL, n) for n in names.goals), inside_words=True)
        people = [(NameKind.PERSON, name) for name in names.people]
        parties = [(NameKind.PARTY, name) for name in names.parties]
        self._who_index = NameIndex(people + parties, inside_words=False)

    def tokens(self) -> Iterator[Token]:
        readers = {"/": self._kind, "@": self._who, "#": self._goal, "^": self._day}
        at = 0
        while sign := _SIGN.search(self._line, at):
            at = sign.end()
            if sign[0] == "\\":
                if self._line[at : at + 1] in ("@", "^", "#", "/"):
                    self.escapes.append(sign.start())
                    at += 1
            elif token := readers[sign[0]](sign.start()):
                yield token
                at = token.end

    def _kind(self, start: int) -> Token | None:
        found = _KIND.match(self._line, start)
        if not found:
            return None
        kind = _KIND_WORDS.get(found[1].lower())
        if kind:
            return Token(TokenKind.KIND, start, found.end(), found[0], kind.value)
        if start > self._first:
            return None  # “and /or”, “in /etc”: ordinary words
        return Token(TokenKind.UNKNOWN, start, found.end(), found[0], why=Why.NOTHING)

    def _who(self, start: int) -> Token | None:
        return self._name(start, _WHO, self._who_index)

    def _goal(self, start: int) -> Token | None:
        found = _GOAL.match(self._line, start)
        position = _GOAL_POSITION.fullmatch(found[1].lower()) if found else None
        if found and position and int(position[1]) <= len(self._goals):
            goal = self._goals[int(position[1]) - 1]
            return Token(TokenKind.GOAL, start, found.end(), found[0], goal.name, goal.id)
        return self._name(start, _GOAL, self._goal_index)

    def _name(self, start: int, form: re.Pattern[str], index: NameIndex) -> Token | None:
        """Read a name after its sign, in quotes or as far as the words belong to it."""
        if quoted := _QUOTED.match(self._line, start):
            written, end = quoted[1] or quoted[2], quoted.end()
            found = index.find(written)
        elif plain := form.match(self._line, start):
            written, end = plain[1], plain.end()
            if owner := _POSSESSIVE.fullmatch(written):
                return self._unknown(start, end, index.find(owner[1]), Why.NO_PLACE)
            later = list(self._following(end, _NAME_AFTER))
            found, taken = index.find_on(written, [word for word, _ in later])
            end = later[taken - 1][1] if taken else end
        else:
            return None
        if len(found) == 1:
            kind, raw = TokenKind(found[0].kind.value), self._line[start:end]
            return Token(kind, start, end, raw, found[0].label, found[0].id, candidates=found)
        if found:
            return self._unknown(start, end, found, Why.SEVERAL)
        if written[0].isdigit():
            return None  # “@ 3pm” written together
        return self._unknown(start, end, index.close_to(written), Why.NOTHING)

    def _unknown(self, start: int, end: int, candidates: tuple[Candidate, ...], why: Why) -> Token:
        raw = self._line[start:end]
        return Token(TokenKind.UNKNOWN, start, end, raw, candidates=candidates, why=why)

    def _day(self, start: int) -> Token | None:
        """Read a day in as many words as belong to it, the longest reading first."""
        first = _DAY_WORD.match(self._line, start)
        if not first:
            return None
        ends = [first.end(), *(end for _, end in self._following(first.end(), _WORD_AFTER))]
        for end in reversed(ends):
            # The dot of “10.7.” belongs to the day, that of a sentence does not.
            for marks in (",;:!?", ",;:!?.…’'"):
                cut = _before(self._line, end, marks)
                token = self._day_until(start, cut)
                if token.label != DAY_HINT:
                    return token
        return self._day_until(start, _before(self._line, first.end(), ",;:!?.…’'"))

    def _day_until(self, start: int, end: int) -> Token:
        raw = self._line[start:end]
        if " ".join(fold(raw[1:]).split()) in _NEXT_SESSION:
            return Token(TokenKind.NEXT, start, end, raw, "next")
        try:
            day = parse_day(raw[1:], self._today)
        except InvalidMoment as refused:
            return Token(TokenKind.UNKNOWN, start, end, raw, refused.cause, why=Why.NO_DAY)
        return Token(TokenKind.DAY, start, end, raw, day.isoformat(), day=day)

    def _following(self, at: int, form: re.Pattern[str]) -> Iterator[tuple[str, int]]:
        """Yield the next few words that stand directly after `at`, with where each ends."""
        for _ in range(_MOST_WORDS - 1):
            found = form.match(self._line, at)
            if not found:
                return
            at = found.end()
            yield found[1], at


class _Placing:
    """Gives each understood token its place in the capture, as long as there is one."""

    def __init__(self, kind: CaptureKind) -> None:
        self.kind = kind
        self.person_id: int | None = None
        self.party_id: int | None = None
        self.due: date | None = None
        self.due_next = False
        self.goal_id: int | None = None
        self.asked_by_party_id: int | None = None
        self._has_kind = False
        self._party_was_named = False

    def place(self, token: Token) -> Token:
        """Take what `token` says; return it, as unknown where there is no place for it."""
        if token.kind is TokenKind.UNKNOWN or self._takes(token):
            return token
        return replace(token, kind=TokenKind.UNKNOWN, why=Why.NO_PLACE)

    def _takes(self, token: Token) -> bool:
        match token.kind:
            case TokenKind.KIND:
                is_first, self._has_kind = not self._has_kind, True
                return is_first
            case TokenKind.PERSON:
                return self._takes_person(token)
            case TokenKind.PARTY:
                return self._takes_party(token)
            case TokenKind.GOAL:
                is_first = self.goal_id is None
                self.goal_id = token.id if is_first else self.goal_id
                return is_first
            case _:
                return self._takes_day(token)

    def _takes_person(self, token: Token) -> bool:
        own_party = token.candidates[0].party_id
        if self.person_id is not None:
            return False
        if self.kind is CaptureKind.ACTION and self._party_was_named and own_party != self.party_id:
            return False  # The side that was named first owns the action.
        self.person_id = token.id
        if not self._party_was_named:
            self.party_id = own_party
        return True

    def _takes_party(self, token: Token) -> bool:
        has_owner = self.person_id is not None or self._party_was_named
        if self.kind is CaptureKind.ACTION and has_owner:
            if self.asked_by_party_id is not None:
                return False
            self.asked_by_party_id = token.id
            return True
        if self._party_was_named:
            return False
        self.party_id, self._party_was_named = token.id, True
        return True

    def _takes_day(self, token: Token) -> bool:
        has_day = self.due is not None or self.due_next
        if self.kind is not CaptureKind.ACTION or has_day:
            return False
        self.due, self.due_next = token.day, token.kind is TokenKind.NEXT
        return True


def _before(line: str, end: int, marks: str) -> int:
    while end > 0 and line[end - 1] in marks:
        end -= 1
    return end


def _text_without(line: str, tokens: list[Token], escapes: list[int]) -> str:
    """Return the words that are left, as somebody would have written them without the tokens."""
    gone = [(token.start, token.end) for token in tokens if token.kind is not TokenKind.UNKNOWN]
    gone += [(at, at + 1) for at in escapes]
    text, at = "", 0
    for start, end in sorted(gone):
        is_escape = line[start] == "\\"
        if line[start - 1 : start] == "(" and line[end : end + 1] == ")":
            start, end = start - 1, end + 1
        text += line[at:start]
        at = end
        if is_escape:
            continue
        if not text.strip():
            at = _skip(line, at, ",;: \t")
        elif line[at : at + 1] in (*",;:.!?)",):
            text = text.rstrip()
            at += line[at] == text[-1] == ","
        else:
            text += " "
    return _tidy(text + line[at:])


def _skip(line: str, at: int, marks: str) -> int:
    while at < len(line) and line[at] in marks:
        at += 1
    return at


def _tidy(text: str) -> str:
    return re.sub(r"[ \t\r\n\f\v]+", " ", text).strip()
