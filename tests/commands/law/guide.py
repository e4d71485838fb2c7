"""The guided path under the undo law."""

# ruff: noqa: E501  (one line for each command reads better than a wrapped table)

from __future__ import annotations

from facilitator.commands import guide
from facilitator.domain.words import GuideStep
from tests.commands.law import Table, nothing
from tests.commands.scene import Scene
from ui.templates import shipped

HOMES = {"Legal": None}


def _skipped(s: Scene) -> None:
    guide.skip_step(s.store, GuideStep.WORDS)


def _word(s: Scene) -> int:
    return guide.add_false_friend(s.store, "Campaign", _meant(s))


def _meant(s: Scene) -> dict[int, str]:
    return {s.security: "an attack over months", s.marketing: "a series of adverts"}


LAW: Table = {
    "guide.skip_step": (nothing, lambda s, _: guide.skip_step(s.store, GuideStep.RHYTHM)),
    "guide.resume_step": (_skipped, lambda s, _: guide.resume_step(s.store, GuideStep.WORDS)),
    "guide.bring_first_words": (nothing, lambda s, _: guide.bring_first_words(s.store, HOMES | {"Security": s.security, "Marketing": s.marketing})),
    "guide.keep_word": (_word, lambda s, term: guide.keep_word(s.store, term, False)),
    "guide.add_false_friend": (nothing, lambda s, _: guide.add_false_friend(s.store, "Exposure", _meant(s))),
    "guide.plan_kickoff": (nothing, lambda s, _: guide.plan_kickoff(s.store, "2026-07-07T10:00", shipped()[0], s.goal, "Do we mean the same by “Choices in one place”?")),
}  # fmt: skip
