"""Saying it back: how the versions of one tell where it stands, and the steps it went (L5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from facilitator.domain.words import SaybackPart, SaybackState

_MOST_STEPS = 6


def state_of(parts: Sequence[str], *, is_confirmed: bool = False) -> SaybackState:
    """Return where a say-it-back stands; `parts` are those of its versions, the oldest first."""
    if is_confirmed:
        return SaybackState.CONFIRMED
    if not parts or parts[-1] == SaybackPart.SAID:
        return SaybackState.OPEN
    last = SaybackPart(parts[-1])
    return SaybackState.RESTATED if last is SaybackPart.RESTATED else SaybackState.CORRECTED


@dataclass(frozen=True, slots=True)
class Step:
    """One step on the way. `times` is how often it was done where it stands for several."""

    part: str  # a part, or `confirmed`
    is_done: bool
    is_current: bool = False
    is_again: bool = False
    times: int = 1


def steps(parts: Sequence[str], *, is_confirmed: bool = False) -> tuple[Step, ...]:
    """Return the steps that were gone and those to come; many rounds become one step."""
    said, restated, corrected = (part.value for part in SaybackPart)
    rounds = [part for part in parts if part != said]
    done = [Step(said, is_done=True)]
    done += [
        Step(part, is_done=True, is_again=part == restated and restated in rounds[:number])
        for number, part in enumerate(rounds)
    ]
    if len(done) > _MOST_STEPS - 2:
        times = rounds[:-1].count(corrected)
        done = [done[0], done[1], Step(corrected, is_done=True, times=times), done[-1]]
    if not is_confirmed and state_of(parts) is not SaybackState.RESTATED:
        is_again = restated in rounds
        done.append(Step(restated, is_done=False, is_current=True, is_again=is_again))
    is_next = not is_confirmed and state_of(parts) is SaybackState.RESTATED
    last = Step(SaybackState.CONFIRMED.value, is_done=is_confirmed, is_current=is_next)
    return (*done, last)
