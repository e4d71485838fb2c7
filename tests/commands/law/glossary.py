"""The undo law for the glossary (U1)."""

# ruff: noqa: E501  (one line for each command reads better than a wrapped table)

from __future__ import annotations

from facilitator.commands import captures, glossary, glossary_bring
from facilitator.domain.glossary import Word
from facilitator.domain.words import CaptureKind, TermRelation
from tests.commands.law import Table, nothing
from tests.commands.scene import Scene

_HOMES = {"Security": None}


def _word(s: Scene) -> int:
    return glossary.add_term(s.store, "Retention", [s.security], agreed_wording="deletion date")


def _two(s: Scene) -> tuple[int, int]:
    return _word(s), glossary.add_term(s.store, "Keeping customers", [s.marketing])


def _related(s: Scene) -> int:
    first, second = _two(s)
    glossary.set_relation(s.store, first, TermRelation.TWO_WORDS, second)
    return int(s.store.value("SELECT max(id) FROM term_relation"))


def _said(s: Scene) -> int:
    return captures.capture(s.store, CaptureKind.TERM, "SoD: two people", party_id=s.security)


def _accepted(s: Scene) -> int:
    term_id = _word(s)
    glossary.accept_wording(s.store, term_id, s.marketing, s.jonas)
    return term_id


def _retired(s: Scene) -> int:
    term_id = _word(s)
    glossary.retire_term(s.store, term_id)
    return term_id


def _home(s: Scene) -> None:
    glossary_bring.bring_words(s.store, [Word("Risk", home="Security")], {"Security": s.security})


LAW: Table = {
    "glossary.add_term": (nothing, lambda s, _: glossary.add_term(s.store, "Retention", [s.security], plain="How long")),
    "glossary.set_term": (_word, lambda s, t: glossary.set_term(s.store, t, plain="How long data is kept")),
    "glossary.set_side": (_word, lambda s, t: glossary.set_side(s.store, t, s.marketing, meaning="Keeping customers")),
    "glossary.set_owners": (_word, lambda s, t: glossary.set_owners(s.store, t, [s.marketing])),
    "glossary.set_relation": (_two, lambda s, t: glossary.set_relation(s.store, t[0], TermRelation.TWO_WORDS, t[1])),
    "glossary.remove_relation": (_related, lambda s, r: glossary.remove_relation(s.store, r)),
    "glossary.accept_wording": (_word, lambda s, t: glossary.accept_wording(s.store, t, s.marketing, s.jonas)),
    "glossary.withdraw_wording": (_accepted, lambda s, t: glossary.withdraw_wording(s.store, t, s.marketing)),
    "glossary.retire_term": (_word, lambda s, t: glossary.retire_term(s.store, t)),
    "glossary.restore_term": (_retired, lambda s, t: glossary.restore_term(s.store, t)),
    "glossary.delete_term": (_accepted, lambda s, t: glossary.delete_term(s.store, t)),
    "glossary.term_from_capture": (_said, lambda s, c: glossary.term_from_capture(s.store, c)),
    "glossary.set_homes": (_home, lambda s, _: glossary.set_homes(s.store, {"Security": s.marketing})),
    "glossary.bring_starter": (nothing, lambda s, _: glossary.bring_starter(s.store, _HOMES | {"Marketing": s.marketing})),
    "glossary_bring.bring_words": (nothing, lambda s, _: glossary_bring.bring_words(s.store, [Word("Risk", home="Security")], _HOMES)),
}  # fmt: skip
# Parts of other steps.
NO_LAW = {"glossary_bring.bringing", "glossary_bring.keep_homes"}
