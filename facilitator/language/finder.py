"""Terms in running text: text in, spans out (L3).

A term is kept as a path of words in a tree of hashes, so the price of a text does not depend on
how many terms there are. The longest term wins; what is written exactly wins over what has to be
reduced first. Only the words of the text are reduced, never those of a term.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from facilitator.language.stop_words import EVERYDAY
from facilitator.language.tokens import Token, tokens
from facilitator.language.words import is_capital_word, normal, singulars

_IN_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
_HUMP = re.compile(r"(?<=[a-z]{3})(?=[A-Z][a-z]{2})")  # inside DomainKeys
_VOWELS = frozenset("aeiouy")
_REMEMBERED = 20_000
_LEAST_JOINED = 6  # letters of a term that may be written as one word: dataset, cleanroom


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text that is a term. Offsets count code points."""

    start: int
    end: int
    ids: tuple[int, ...]
    is_exact: bool


@dataclass(slots=True, eq=False)
class _Form:
    id: int
    words: tuple[str, ...]  # as they are written
    is_abbreviation: bool
    is_joined: bool = False


@dataclass(slots=True, eq=False)
class _Node:
    next: dict[str, _Node] = field(default_factory=dict)
    forms: list[_Form] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Hit:
    end: int  # index behind the last token
    cost: int
    ids: tuple[int, ...]


class TermFinder:
    """Finds the terms it was given. Taking one in costs some 20 µs, so many are given in slices."""

    def __init__(self, terms: Iterable[tuple[int, str]] = ()) -> None:
        """Take ids with a way to write each; an id may come with several."""
        self._root = _Node()
        self._count = 0
        self._places: dict[int, list[tuple[_Node, _Form]]] = {}
        self._begins: dict[str, bool] = {}  # what a word of a text was found to be, for speed
        for term_id, words in terms:
            self.add(term_id, words)

    def __len__(self) -> int:
        return self._count

    def forget(self, term_id: int) -> None:
        """Find this term no longer."""
        for node, form in self._places.pop(term_id, ()):
            node.forms.remove(form)

    def add(self, term_id: int, words: str) -> None:
        """Find this way to write a term as well."""
        self._begins.clear()
        bare = _IN_BRACKETS.sub("", words).strip() or words
        cut = tokens(bare)
        if not cut:
            return
        self._count += 1
        written = tuple(token.text for token in cut)
        is_abbreviation = len(cut) == 1 and is_capital_word(written[0])
        self._put([normal(word) for word in written], _Form(term_id, written, is_abbreviation))
        if is_abbreviation and written[0].endswith("s") and is_capital_word(written[0][:-1]):
            short = written[0][:-1]  # “SCCs” is the plural of SCC
            self._put([normal(short)], _Form(term_id, (short,), True))
        self._add_untied(term_id, cut)
        self._add_joined(term_id, cut)

    def _add_untied(self, term_id: int, cut: list[Token]) -> None:
        """Let “e-mail service provider” be found as email …, “DomainKeys …” as domain keys …."""
        words: list[str] = []
        for token in cut:
            if token.gap == "-" and token.is_word and words:
                words[-1] += token.text
            else:
                words.extend(_HUMP.sub(" ", token.text).split())
        if len(words) > 1 and len(words) != len(cut):
            form = _Form(term_id, tuple(words), is_abbreviation=False)
            self._put([normal(word) for word in words], form)

    def _add_joined(self, term_id: int, cut: list[Token]) -> None:
        """Let “opt-in” be found as optin, “SOC 2” as SOC2, “data set” as dataset."""
        if len(cut) < 2 or not all(token.is_word for token in cut):
            return
        whole = "".join(token.text for token in cut)
        has_tie = all(token.gap == "-" for token in cut[1:])
        has_digit = any(token.text.isdigit() for token in cut[1:])
        if has_tie or has_digit or (len(cut) == 2 and len(whole) >= _LEAST_JOINED):
            form = _Form(term_id, (whole,), is_capital_word(whole) and len(whole) < 6, True)
            self._put([normal(whole)], form)

    def _put(self, path: list[str], form: _Form) -> None:
        node = self._root
        for word in path:
            node = node.next.setdefault(word, _Node())
        node.forms.append(form)
        self._places.setdefault(form.id, []).append((node, form))

    # --- finding ----------------------------------------------------------------------------

    def find(self, text: str) -> list[Span]:
        """Return the terms in a text from left to right; they never overlap."""
        if not self._count:
            return []
        cut = tokens(text)
        spans: list[Span] = []
        at, behind = 0, len(cut)
        while at < behind:
            hit = self._best(cut, at) if self._is_promising(cut, at) else None
            if hit is None:
                at += 1
                continue
            spans.append(Span(cut[at].start, cut[hit.end - 1].end, hit.ids, hit.cost == 0))
            at = hit.end
        return spans

    def _is_promising(self, cut: list[Token], at: int) -> bool:
        """Tell quickly whether a term may begin here; nearly always none does."""
        word = cut[at].text
        begins = self._begins.get(word)
        if begins is None:
            first = self._root.next
            begins = normal(word) in first or any(each in first for each in singulars(word))
            if len(self._begins) >= _REMEMBERED:
                self._begins.clear()
            self._begins[word] = begins
        return (begins or self._is_tied(cut, at)) and self._may_begin(cut, at)

    @staticmethod
    def _is_tied(cut: list[Token], at: int) -> bool:
        return at + 1 < len(cut) and cut[at + 1].gap == "-" and cut[at + 1].is_word

    @staticmethod
    def _may_begin(cut: list[Token], at: int) -> bool:
        """Tell whether a word begins here: not inside a name such as a@b or x:y."""
        if at == 0 or cut[at].gap:
            return True
        before, token = cut[at - 1], cut[at]
        if not token.is_word:
            return not before.is_word and before.text != token.text
        if before.is_word:
            return False
        return before.text not in "@:\\.&+" or at == 1 or bool(before.gap)

    @staticmethod
    def _may_end(cut: list[Token], end: int) -> bool:
        """Tell whether a word ends before `end`: not before a sign that goes on with letters."""
        if end >= len(cut) or cut[end].gap:
            return True
        last, following = cut[end - 1], cut[end]
        if following.is_word:
            return False if last.is_word else last.text not in "+#&"
        if not last.is_word:
            return following.text != last.text
        if following.text in "+#":
            return False
        goes_on = end + 1 < len(cut) and not cut[end + 1].gap and cut[end + 1].is_word
        return not (goes_on and following.text in "@:\\.&+=")

    def _best(self, cut: list[Token], at: int) -> _Hit | None:
        best: _Hit | None = None
        for node, end, cost, used in self._ways(cut, at):
            if not node.forms or not self._may_end(cut, end):
                continue
            if best is not None and (end, -cost) < (best.end, -best.cost):
                continue
            ids = self._ids(node.forms, used, cut, at, end)
            if not ids:
                continue
            if best is not None and (end, cost) == (best.end, best.cost):
                ids = tuple(dict.fromkeys((*best.ids, *ids)))
            best = _Hit(end, cost, ids)
        return best

    def _ways(self, cut: list[Token], at: int) -> Iterable[tuple[_Node, int, int, tuple[str, ...]]]:
        """Yield every node that the tokens from `at` on lead to, however they are written."""
        open_ways: list[tuple[_Node, int, int, tuple[str, ...]]] = [(self._root, at, 0, ())]
        while open_ways:
            node, index, cost, used = open_ways.pop()
            if index > at:
                yield node, index, cost, used
            if index >= len(cut) or not node.next or (index > at and cut[index].gap == "|"):
                continue
            for word, width, price, written in self._readings(cut, index, index > at):
                if (following := node.next.get(word)) is not None:
                    step = (following, index + width, cost + price, (*used, written))
                    open_ways.append(step)

    def _readings(
        self, cut: list[Token], index: int, is_inside: bool
    ) -> Iterable[tuple[str, int, int, str]]:
        token = cut[index]
        word = normal(token.text)
        yield word, 1, 0, token.text
        if not token.is_word:
            return
        for reduced in singulars(token.text):
            yield reduced, 1, 1, token.text
        if is_inside and len(word) > 3:
            yield word + "s", 1, 2, token.text  # “joint controller” is one of the joint controllers
        if self._is_tied(cut, index):
            whole = token.text + cut[index + 1].text
            yield normal(whole), 2, 1, whole
            for reduced in singulars(whole):
                yield reduced, 2, 2, whole

    # --- capitals ---------------------------------------------------------------------------

    def _ids(
        self, forms: list[_Form], used: tuple[str, ...], cut: list[Token], at: int, end: int
    ) -> tuple[int, ...]:
        is_shouted = None
        found: list[int] = []
        for form in forms:
            if _wants_capitals(form):
                if is_shouted is None:
                    is_shouted = _is_shouted(cut, at, end)
                if not _capitals_fit(form, used, is_shouted=is_shouted):
                    continue
            if form.id not in found:
                found.append(form.id)
        return tuple(found)


def _wants_capitals(form: _Form) -> bool:
    return form.is_abbreviation or any(
        is_capital_word(word) and normal(word) in EVERYDAY for word in form.words
    )


def _capitals_fit(form: _Form, used: tuple[str, ...], *, is_shouted: bool) -> bool:
    """Tell whether capitals allow it: IT is not it, SoD and SOD are SoD, sod is not."""
    for wanted, written in zip(form.words, used, strict=False):
        if not is_capital_word(wanted):
            continue
        word = normal(wanted)
        is_everyday = word in EVERYDAY
        if not form.is_abbreviation and not is_everyday:
            continue
        if is_everyday and is_shouted:
            return False
        bare = _bare_abbreviation(written, word)
        if bare is None:
            return False
        if bare == wanted or (bare.isupper() and not is_everyday):
            continue
        if is_everyday or not _is_unspeakable(word) or not bare.islower():
            return False
    return True


def _bare_abbreviation(written: str, word: str) -> str | None:
    """Return an abbreviation without the s of its plural or possessive; capitals keep theirs."""
    if normal(written) == word:
        return written
    for ending in ("'s", "’s", "s"):
        if written.endswith(ending) and normal(written[: -len(ending)]) == word:
            return written[: -len(ending)]
    if written.isupper() and len(word) > 2 and written.endswith("S"):
        return written[:-1].rstrip("'’")
    return None


def _is_unspeakable(word: str) -> bool:
    """Tell whether nothing but the abbreviation can be meant in small letters, as in dlp."""
    return len(word) >= 3 and word.isalpha() and not _VOWELS & set(word)


def _is_shouted(cut: list[Token], at: int, end: int) -> bool:
    """Tell whether the words around are all capitals, so that capitals say nothing."""
    around = [
        token.text
        for token in (*cut[max(at - 4, 0) : at], *cut[end : end + 4])
        if token.is_word and len(token.text) > 1 and any(c.isalpha() for c in token.text)
    ]
    return len(around) >= 2 and sum(word.isupper() for word in around) * 2 > len(around)
