"""Where a text holds what was looked for, so that it can be marked."""

from __future__ import annotations

import re

from facilitator.domain.search_query import SearchQuery, parse_query
from facilitator.domain.text import fold

_TOKEN = re.compile(r"[^\W_]+")
Span = tuple[int, int]  # where a match begins, and where it ends


def marks(text: str, query: str) -> tuple[Span, ...]:
    """Return the matches of a query's words and phrases in a text, in order, apart.

    A word also matches what begins with it, as the search itself does; a phrase stands together.
    """
    tokens = [(fold(match[0]), match.start(), match.end()) for match in _TOKEN.finditer(text)]
    found: list[Span] = []
    for wanted, is_whole in _wanted(parse_query(query)):
        found += _places(tokens, wanted, is_whole)
    return _joined(found)


def _wanted(asked: SearchQuery) -> list[tuple[list[str], bool]]:
    pieces = [(word, False) for word in asked.words] + [(each, True) for each in asked.phrases]
    split = [(_TOKEN.findall(piece), is_whole) for piece, is_whole in pieces]
    return [([fold(token) for token in tokens], whole) for tokens, whole in split if tokens]


def _places(tokens: list[tuple[str, int, int]], wanted: list[str], is_whole: bool) -> list[Span]:
    found = []
    for at in range(len(tokens) - len(wanted) + 1):
        run = tokens[at : at + len(wanted)]
        *firsts, last = [token for token, _, _ in run]
        fits = last == wanted[-1] if is_whole else last.startswith(wanted[-1])
        if fits and firsts == wanted[:-1]:
            found.append((run[0][1], _end(run[-1], wanted[-1])))
    return found


def _end(token: tuple[str, int, int], wanted: str) -> int:
    """Return where the matching part of a token ends; folding may have changed its length."""
    folded, start, end = token
    return start + len(wanted) if len(folded) == end - start else end


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)
