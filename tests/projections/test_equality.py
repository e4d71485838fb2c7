"""Every copy holds the same decisions and actions, and the proof of it can fail (M3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator.commands import captures, parties, people
from facilitator.domain.text import clean
from facilitator.domain.words import CaptureKind
from facilitator.errors import CopiesDiffer
from facilitator.projections import audiences, equality
from facilitator.projections.audiences import audiences_of, build_copy
from facilitator.projections.equality import Copy, differences, ensure_equal
from facilitator.projections.executive import build_executive
from facilitator.projections.executive_papers import ExecutiveSummary
from facilitator.projections.minutes import build_minutes
from facilitator.projections.types import Minutes
from facilitator.store import Reader
from tests.commands.scene import Scene, play
from tests.projections.listening import ListeningReader


def _copies(reader: Reader, session_id: int) -> list[Copy]:
    return [build_copy(reader, session_id, each) for each, _ in audiences_of(reader, session_id)]


def test_every_copy_of_every_session_of_the_demo_says_the_same(demo: ListeningReader) -> None:
    """M3."""
    count = 0
    for row in demo.all("SELECT id FROM session WHERE state = 'closed'"):
        copies = _copies(demo, row["id"])
        assert len(copies) == 4
        assert differences(copies) == []
        count += len(copies[0].decisions) + len(copies[0].actions)
    assert count > 30


def test_every_copy_says_the_same_among_four_sides(scene: Scene) -> None:
    for name in ("Legal", "Web shop"):
        person = people.add_person(
            scene.store, f"Head of {name}", parties.add_party(scene.store, name)
        )
        captures.capture(
            scene.store, CaptureKind.ACTION, f"Ask {name}", person_id=person, session_id=scene.held
        )
    copies = _copies(scene.store, scene.held)
    assert len(copies) == 6
    assert differences(copies) == []


_WORDS = st.text(min_size=1, max_size=80).filter(lambda words: clean(words).strip())
_SAID = st.lists(
    st.tuples(st.sampled_from([CaptureKind.DECISION, CaptureKind.ACTION]), _WORDS, st.booleans()),
    max_size=6,
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(_SAID)
def test_every_copy_says_the_same_whatever_was_said(
    said: list[tuple[CaptureKind, str, bool]],
) -> None:
    """M3: sessions made by Hypothesis, inside an item and outside of any."""
    with TemporaryDirectory() as folder:
        scene = play(Path(folder) / "any.facilitator")
        for kind, text, inside in said:
            item = {"item_id": scene.running_items[0]} if inside else {}
            person = {"person_id": scene.nadia} if kind == CaptureKind.ACTION else {}
            captures.capture(scene.store, kind, text, session_id=scene.held, **item, **person)
        copies = _copies(scene.store, scene.held)
        scene.store.close()
    assert differences(copies) == []
    assert len(copies[0].decisions) + len(copies[0].actions) == 2 + len(said)


Mutate = Callable[[Copy], Copy]
MUTATIONS: dict[str, Mutate] = {
    "a decision is missing": lambda copy: replace(copy, decisions=copy.decisions[1:]),
    "an action is missing": lambda copy: replace(copy, actions=copy.actions[:-1]),
    "a wording differs": lambda copy: replace(
        copy, decisions=(replace(copy.decisions[0], wording="Other words"), *copy.decisions[1:])
    ),
    "a number differs": lambda copy: replace(
        copy, decisions=(replace(copy.decisions[0], number="D-1"), *copy.decisions[1:])
    ),
    "a state differs": lambda copy: replace(
        copy, actions=(replace(copy.actions[0], state="dropped"), *copy.actions[1:])
    ),
    "a due date differs": lambda copy: replace(
        copy, actions=(replace(copy.actions[0], due_on="2027-01-01"), *copy.actions[1:])
    ),
    "an owner differs": lambda copy: replace(
        copy, actions=(replace(copy.actions[0], owner="Somebody"), *copy.actions[1:])
    ),
    "an order differs": lambda copy: replace(copy, actions=copy.actions[::-1]),
}


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_a_copy_that_says_something_else_is_found(demo: ListeningReader, mutation: str) -> None:
    """M3: remove one from one audience's projection and see the check fail."""
    last = demo.value("SELECT id FROM session WHERE state = 'closed' ORDER BY starts_local DESC")
    copies = _copies(demo, last)
    for place in range(1, len(copies)):
        changed = [*copies]
        changed[place] = MUTATIONS[mutation](copies[place])
        found = differences(changed)
        assert found
        assert all(line.startswith(copies[place].audience) for line in found)
        with pytest.raises(CopiesDiffer) as caught:
            ensure_equal(changed)
        assert "Nothing was written" in str(caught.value)


def test_a_copy_that_contradicts_itself_is_found(demo: ListeningReader) -> None:
    """What an item repeats, and what a side promised, is what the lists say."""
    last = demo.value("SELECT id FROM session WHERE state = 'closed' ORDER BY starts_local DESC")
    party = demo.value("SELECT id FROM party WHERE short_name = 'Marketing'")
    copy = build_minutes(demo, last, f"party:{party}")
    reading = copy.reading
    assert reading is not None
    assert differences([copy]) == []
    promised = (replace(reading.promised[0], text="Less"), *reading.promised[1:])
    assert differences([replace(copy, reading=replace(reading, promised=promised))])
    place = next(n for n, item in enumerate(copy.items) if item.decisions)
    item = replace(copy.items[place], decisions=())
    items = (*copy.items[:place], item, *copy.items[place + 1 :])
    assert differences([replace(copy, items=items)]) == []  # an item need not repeat all
    other = replace(copy.items[place].decisions[0], wording="Less")
    items = (*copy.items[:place], replace(item, decisions=(other,)), *copy.items[place + 1 :])
    assert differences([replace(copy, items=items)])


def test_no_copy_leaves_when_the_joint_one_lost_something(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """M3: counted in the file itself, so that all copies cannot be wrong alike."""

    def lossy(*args: object, **kwargs: object) -> Minutes:
        return replace(build_minutes(*args, **kwargs), decisions=(), items=())  # type: ignore[arg-type]

    monkeypatch.setattr(audiences, "build_minutes", lossy)
    with pytest.raises(CopiesDiffer, match="0 instead of 1 decisions"):
        build_copy(scene.store, scene.held)


def test_a_page_that_lost_an_action_does_not_leave(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lossy(reader: Reader, session_id: int) -> ExecutiveSummary:
        return replace(build_executive(reader, session_id), actions=())

    monkeypatch.setattr(audiences, "build_executive", lossy)
    with pytest.raises(CopiesDiffer, match="executive: 0 instead of 1 actions"):
        build_copy(scene.store, scene.held, "executive")


def test_nothing_to_compare_is_no_difference() -> None:
    assert equality.differences([]) == []
