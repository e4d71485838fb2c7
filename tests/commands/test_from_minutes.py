"""Continuing from minutes that came back as a PDF (M4)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from facilitator.clock import FixedClock
from facilitator.commands.from_minutes import continue_from, make_from_minutes
from facilitator.domain.words import OPEN_ACTION
from facilitator.errors import CommandRefused, FileExists, PaperChanged
from facilitator.exchange.minutes_brought import brought
from facilitator.exchange.paper_parts import parsed
from facilitator.projections.data import data_of
from facilitator.projections.minutes import build_minutes
from facilitator.queries.from_minutes import session_like, standing_of
from facilitator.store import Reader, Store
from tests import papers
from tests.commands.brought import MINUTES
from tests.commands.scene import NOW, Scene
from tests.demo_file import demo_file
from tests.documents import samples
from tests.documents.test_hostile_text import HOSTILE


def test_what_a_paper_offers_is_what_is_still_open() -> None:
    """M4: open actions and candidates for the next agenda."""
    assert [each.number for each in MINUTES.open_actions] == [
        each.number
        for each in (*samples.MINUTES.matters_arising, *samples.MINUTES.actions)
        if each.state in OPEN_ACTION
    ]
    assert [each.text for each in MINUTES.topics if each.kind == "parked"] == [
        each.text for each in samples.MINUTES.parked
    ]


def test_changed_data_is_nobodys_word_so_nothing_is_taken_from_it() -> None:
    read = papers.read_of(samples.MINUTES)
    spoilt = replace(read, code="0" * 16)
    with pytest.raises(PaperChanged, match="was changed after it was printed"):
        brought(spoilt)


def test_chosen_actions_and_topics_come_in_one_step(scene: Scene) -> None:
    """M4: one step in the journal, undoable."""
    store = scene.store
    before = store.value("SELECT count(*) FROM capture")
    assert continue_from(store, MINUTES, (0,), (0,), scene.planned) == 2
    action, topic = MINUTES.open_actions[0], MINUTES.topics[0]
    found = store.one("SELECT * FROM capture WHERE text LIKE ?", (f"{action.text} (%",))
    assert found is not None
    assert action.number in found["text"]
    item = store.one("SELECT * FROM agenda_item WHERE title = ?", (topic.text,))
    assert item is not None
    assert item["session_id"] == scene.planned
    assert MINUTES.number in item["agenda_text"]
    store.undo()
    assert store.value("SELECT count(*) FROM capture") == before
    assert not store.value("SELECT 1 FROM agenda_item WHERE title = ?", (topic.text,))


def test_an_owner_whom_this_file_does_not_know_stays_in_the_words(scene: Scene) -> None:
    action = replace(MINUTES.open_actions[0], owner="Zora Unknown", number="A-2026-077")
    known = replace(action, owner="Nadia Petrov", number="A-2026-078")
    minutes = replace(MINUTES, open_actions=(action, known))
    with scene.store.step("Name"):
        scene.store.update("person", scene.nadia, name="Nadia Petrov")
    continue_from(scene.store, minutes, (0, 1), ())
    rows = scene.store.all(
        "SELECT c.text, a.owner_id FROM capture c JOIN action a ON a.id = c.id"
        " WHERE c.text LIKE ? ORDER BY c.text",
        (f"{action.text} (%",),
    )
    assert [(row["text"], row["owner_id"]) for row in rows] == [
        (f"{action.text} (A-2026-077, Zora Unknown)", None),
        (f"{action.text} (A-2026-078)", scene.nadia),
    ]


def test_nothing_chosen_changes_nothing(scene: Scene) -> None:
    with pytest.raises(CommandRefused):
        continue_from(scene.store, MINUTES, (), ())


def test_what_is_here_already_is_known(scene: Scene) -> None:
    """The preview offers nothing twice."""
    assert not standing_of(scene.store, MINUTES).actions
    continue_from(scene.store, MINUTES, (0,), (0,), scene.planned)
    found = standing_of(scene.store, replace(MINUTES, open_actions=MINUTES.open_actions))
    assert set(found.topics) == {0}
    assert scene.planned in [place.session_id for place in found.places]


def test_the_session_of_a_paper_is_found_in_its_own_file_alone(tmp_path: Path) -> None:
    with Reader.open(demo_file(tmp_path)) as reader:
        row = reader.one("SELECT id FROM session WHERE state = 'closed' ORDER BY starts_local")
        assert row is not None
        own = brought(papers.read_of(build_minutes(reader, row["id"])))
        title = own.engagement.title
        assert session_like(reader, title, own.number, own.starts) == row["id"]
        assert session_like(reader, "Another", own.number, own.starts) is None
        assert session_like(reader, title, own.number, "2020-01-01T10:00") is None
        assert standing_of(reader, own).session_id == row["id"]


# --- a file of their own -------------------------------------------------------------------------


def restored(path: Path, minutes: object = MINUTES) -> Path:
    make_from_minutes(path, minutes, FixedClock(NOW))  # type: ignore[arg-type]
    return path


def test_a_session_is_restored_with_its_sides_people_decisions_and_actions(tmp_path: Path) -> None:
    """M4: restore of one session; the numbers of the paper stay in the words."""
    with Reader.open(restored(tmp_path / "new.facilitator")) as reader:
        session = reader.one("SELECT * FROM session")
        assert session is not None
        minutes = build_minutes(reader, session["id"])
    with Store.open(tmp_path / "new.facilitator", read_only=True) as store:
        assert store.check() == []
    sample = samples.MINUTES
    assert minutes.engagement == sample.engagement
    assert minutes.session.starts == sample.session.starts
    assert sample.session.number in minutes.session.title
    names = [side.party.name for side in sample.attendance if side.party]
    assert [side.party.name for side in minutes.attendance if side.party] == names
    assert [each.wording for each in minutes.decisions] == [
        each.wording for each in sample.decisions
    ]
    assert [each.because for each in minutes.decisions] == [
        each.because for each in sample.decisions
    ]
    assert [each.state for each in minutes.decisions] == [each.state for each in sample.decisions]
    assert [each.text for each in minutes.actions] == [
        f"{each.text} ({each.number})" for each in sample.actions
    ]
    assert [each.due_on for each in minutes.actions] == [each.due_on for each in sample.actions]
    assert [each.outcome for each in minutes.items] == [each.outcome for each in sample.items]
    assert [len(item.actions) for item in minutes.items] == [
        len(item.actions) for item in sample.items
    ]


def test_every_session_of_the_demo_can_be_restored(tmp_path: Path) -> None:
    with Reader.open(demo_file(tmp_path)) as reader:
        rows = reader.all("SELECT id FROM session WHERE state = 'closed'")
        papers_of = [brought(papers.read_of(build_minutes(reader, row["id"]))) for row in rows]
    for number, minutes in enumerate(papers_of):
        path = restored(tmp_path / f"{number}.facilitator", minutes)
        with Reader.open(path) as reader:
            assert reader.value("SELECT count(*) FROM decision") == len(minutes.decisions)
            assert reader.value("SELECT count(*) FROM action") == len(minutes.actions)


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "new.facilitator"
    path.write_bytes(b"mine")
    with pytest.raises(FileExists):
        restored(path)
    assert path.read_bytes() == b"mine"


def test_a_paper_without_a_start_is_refused_and_leaves_no_file(tmp_path: Path) -> None:
    path = tmp_path / "new.facilitator"
    with pytest.raises(CommandRefused):
        restored(path, replace(MINUTES, starts=""))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_in_every_field_are_taken_or_refused_whole(
    scene: Scene, tmp_path: Path, text: str
) -> None:
    """Issue 5: hostile text in every field; a paper may come from anybody."""
    hostile = papers.wild(samples.MINUTES, text)
    assert parsed(data_of(hostile)) == hostile
    minutes = brought(papers.read_of(hostile))
    path = tmp_path / "new.facilitator"
    try:
        restored(path, minutes)
    except CommandRefused:
        assert list(tmp_path.glob("*new*")) == []
    else:
        with Store.open(path, read_only=True) as store:
            assert store.check() == []
    actions, topics = range(len(minutes.open_actions)), range(len(minutes.topics))
    if minutes.open_actions or minutes.topics:
        continue_from(scene.store, minutes, actions, topics)
    assert scene.store.check() == []
