"""Say-it-backs, and the parts that other commands write in their steps (L5, D4)."""

from __future__ import annotations

from facilitator.commands import saybacks
from tests.commands.law import Table, nothing
from tests.commands.scene import Scene


def _asked(s: Scene) -> int:
    return saybacks.ask_sayback(
        s.store, "Hashing", said="Scrambled one way", explained_by_id=s.nadia,
        session_id=s.planned, item_id=s.planned_items[0],
    )  # fmt: skip


def _restated(s: Scene) -> int:
    sayback = _asked(s)
    saybacks.restate(s.store, sayback, "Nobody can read it back", person_id=s.jonas)
    return sayback


def _confirmed(s: Scene) -> int:
    sayback = _restated(s)
    saybacks.confirm(s.store, sayback)
    return sayback


def _decision(s: Scene) -> int:
    return saybacks.restate_decision(s.store, s.decision, s.marketing, "We mail later")


def _decision_confirmed(s: Scene) -> int:
    sayback = _decision(s)
    saybacks.confirm(s.store, sayback)
    return sayback


LAW: Table = {
    "saybacks.ask_sayback": (nothing, lambda s, _: _asked(s)),
    "saybacks.set_topic": (_asked, lambda s, x: saybacks.set_topic(s.store, x, "Salted hashing")),
    "saybacks.set_speaker": (_restated, lambda s, x: saybacks.set_speaker(s.store, x, s.ruth)),
    "saybacks.say": (
        lambda s: saybacks.ask_sayback(s.store, "Hashing"),
        lambda s, x: saybacks.say(s.store, x, "Scrambled"),
    ),
    "saybacks.restate": (
        _asked, lambda s, x: saybacks.restate(s.store, x, "Unreadable", person_id=s.jonas),
    ),
    "saybacks.correct": (
        _restated, lambda s, x: saybacks.correct(s.store, x, "Not even we can"),
    ),
    "saybacks.confirm": (_restated, lambda s, x: saybacks.confirm(s.store, x)),
    "saybacks.restate_and_confirm": (
        _asked, lambda s, x: saybacks.restate_and_confirm(s.store, x, "So", person_id=s.jonas),
    ),
    "saybacks.reopen": (_confirmed, lambda s, x: saybacks.reopen(s.store, x)),
    "saybacks.restate_decision": (nothing, lambda s, _: _decision(s)),
    "saybacks.say_decision_again": (
        _decision_confirmed, lambda s, x: saybacks.say_decision_again(s.store, x, "We wait"),
    ),
    "saybacks.not_what_we_agreed": (
        _decision,
        lambda s, x: saybacks.not_what_we_agreed(
            s.store, x, "Mails stop today", by_party_id=s.security
        ),
    ),
}  # fmt: skip

NO_LAW = {
    "restating.add_version", "restating.begin_sayback", "restating.clear_mark",
    "restating.confirm_sayback", "restating.follow_capture", "restating.reopen_asked",
    "restating.settle_question", "restating.settle_sayback", "restating.write_answer",
}  # fmt: skip
