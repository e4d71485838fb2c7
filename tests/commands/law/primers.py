"""Primers of a session (L8)."""

from __future__ import annotations

from facilitator.commands import primers
from facilitator.domain.words import PrimerKind
from tests.commands.law import Table, nothing
from tests.commands.scene import Scene


def _primer(s: Scene, title: str = "Consent") -> int:
    return primers.add_primer(s.store, s.planned, PrimerKind.METHOD, title, "Ask for harm")


def _two(s: Scene) -> list[int]:
    return [_primer(s), _primer(s, "Hashing")]


def _on_agenda(s: Scene) -> int:
    primer = _primer(s)
    primers.put_primer_on_agenda(s.store, primer)
    return primer


LAW: Table = {
    "primers.add_primer": (nothing, lambda s, _: _primer(s)),
    "primers.set_primer": (
        _on_agenda, lambda s, p: primers.set_primer(s.store, p, title="Consent?", length_s=600),
    ),
    "primers.move_primer": (_two, lambda s, p: primers.move_primer(s.store, p[1], p[0])),
    "primers.remove_primer": (_on_agenda, lambda s, p: primers.remove_primer(s.store, p)),
    "primers.put_primer_on_agenda": (
        _primer, lambda s, p: primers.put_primer_on_agenda(s.store, p),
    ),
}  # fmt: skip
