"""Who answers for which data: one agreed, claims apart, chosen in one step (C4)."""

from __future__ import annotations

import pytest

from facilitator.commands import data_roles, data_sets, parties, people
from facilitator.domain.words import DataRole
from facilitator.errors import CommandRefused, InvalidText, NotThere, RowRefused
from facilitator.queries.data_sets import DataSetRow, DataStanding
from facilitator.queries.data_sets import data_sets as rows
from tests.commands.law.data import a_set, claimed_twice, settled
from tests.commands.scene import Scene
from tests.store.rows import dump

A, R, C, I = DataRole  # noqa: E741


def _row(scene: Scene, data_set: int) -> DataSetRow:
    return next(row for row in rows(scene.store, retired=True) if row.id == data_set)


def _letters(scene: Scene, data_set: int, party: int, person: int | None) -> list[tuple[str, bool]]:
    cell = _row(scene, data_set).cell(party, person)
    return [(mark.role[0], mark.is_claim) for mark in cell]


def test_the_first_who_is_accountable_is_agreed_at_once(scene: Scene) -> None:
    """C4."""
    data_set = settled(scene)
    row = _row(scene, data_set)
    assert row.standing is DataStanding.SETTLED
    assert row.accountable is not None
    assert (row.accountable.party_id, row.accountable.person_id) == (scene.security, scene.nadia)


def test_a_second_one_replaces_nobody_and_both_are_claims(scene: Scene) -> None:
    """C4: two claims are storable, else there is no list of double claims."""
    row = _row(scene, claimed_twice(scene))
    assert row.standing is DataStanding.CLAIMED_TWICE
    assert [mark.name for mark in row.claimants] == ["Nadia Rahmani", "Jonas Feld"]
    assert row.accountable is not None, "what was agreed is not lost by a claim"
    assert scene.store.value("SELECT count(*) FROM data_claim") == 2


def test_choosing_settles_it_and_one_undo_brings_both_claims_back(scene: Scene) -> None:
    """C4, U1: delete then insert in one step; the other one is asked before."""
    data_set = claimed_twice(scene)
    before = dump(scene.store)
    data_roles.choose_accountable(
        scene.store, data_set, scene.marketing, scene.jonas, scene.decision
    )
    row = _row(scene, data_set)
    assert row.standing is DataStanding.SETTLED
    assert row.accountable is not None
    assert (row.accountable.name, row.accountable.agreed_in_id) == ("Jonas Feld", scene.decision)
    assert _letters(scene, data_set, scene.security, scene.nadia) == [("c", False)]
    assert scene.store.value("SELECT count(*) FROM data_claim") == 0
    told = scene.store.one("SELECT before, after FROM history WHERE field = 'accountable'")
    assert told == {"before": "Nadia Rahmani, Jonas Feld", "after": "Jonas Feld"}
    scene.store.undo()
    assert dump(scene.store) == before


def test_whoever_does_the_work_keeps_it_when_somebody_else_is_chosen(scene: Scene) -> None:
    data_set = claimed_twice(scene)
    data_roles.assign_role(scene.store, data_set, R, scene.security, scene.nadia)
    data_roles.choose_accountable(scene.store, data_set, scene.marketing, scene.jonas)
    assert _letters(scene, data_set, scene.security, scene.nadia) == [("r", False)]


def test_the_accountable_may_do_the_work_too(scene: Scene) -> None:
    data_set = settled(scene)
    data_roles.assign_role(scene.store, data_set, R, scene.security, scene.nadia)
    assert _letters(scene, data_set, scene.security, scene.nadia) == [("a", False), ("r", False)]
    data_roles.assign_role(scene.store, data_set, I, scene.security, scene.nadia)
    assert _letters(scene, data_set, scene.security, scene.nadia) == [("i", False)]


def test_a_claim_alone_is_no_agreement(scene: Scene) -> None:
    """C4: claims are kept apart."""
    data_set = a_set(scene)
    data_roles.claim_role(scene.store, data_set, scene.marketing, scene.jonas, "for the app")
    assert _row(scene, data_set).standing is DataStanding.CLAIMED
    assert _row(scene, data_set).accountable is None
    data_roles.assign_role(scene.store, data_set, A, scene.marketing, scene.jonas)
    assert _row(scene, data_set).standing is DataStanding.SETTLED
    assert scene.store.value("SELECT count(*) FROM data_claim") == 0


def test_a_party_can_be_accountable_before_it_names_a_person(scene: Scene) -> None:
    """C4."""
    data_set = a_set(scene)
    data_roles.assign_role(scene.store, data_set, A, scene.security)
    row = _row(scene, data_set)
    assert (row.standing, row.claimants[0].name) == (DataStanding.SETTLED, "Security")
    data_roles.assign_role(scene.store, data_set, A, scene.security, scene.nadia)
    assert _row(scene, data_set).standing is DataStanding.CLAIMED_TWICE


def test_clearing_takes_roles_and_claims_of_one_alone(scene: Scene) -> None:
    data_set = claimed_twice(scene)
    data_roles.clear_roles(scene.store, data_set, scene.marketing, scene.jonas)
    row = _row(scene, data_set)
    assert row.standing is DataStanding.SETTLED
    assert [mark.name for mark in row.claimants] == ["Nadia Rahmani"]


def test_two_accountable_persons_at_once_are_refused_and_nothing_changes(scene: Scene) -> None:
    """C4, bad input: a clear sentence, nothing half-changed."""
    data_set = settled(scene)
    before = dump(scene.store)
    wanted = [(A, scene.security, scene.nadia), (A, scene.marketing, scene.jonas)]
    with pytest.raises(CommandRefused, match=r"exactly one who.*Nothing was changed"):
        data_roles.set_roles(scene.store, data_set, wanted)
    assert dump(scene.store) == before


def test_the_file_itself_refuses_a_second_accountable_one(scene: Scene) -> None:
    """SCHEMA rule 8."""
    data_set = settled(scene)
    with pytest.raises(RowRefused), scene.store.step("By hand"):
        scene.store.insert(
            "data_role", data_set_id=data_set, role="accountable", party_id=scene.marketing
        )


def test_a_file_edited_to_have_two_is_found_shown_and_settled(scene: Scene) -> None:
    """C4: `check` says so, the register shows a double claim, choosing mends it."""
    data_set = settled(scene)
    scene.store.execute("DROP INDEX data_role_accountable")
    with scene.store.step("By hand"):
        scene.store.insert(
            "data_role", data_set_id=data_set, role="accountable", party_id=scene.marketing
        )
    sentence = "1 data sets have more than one who is accountable; exactly one can be."
    assert sentence in scene.store.check()
    assert _row(scene, data_set).standing is DataStanding.CLAIMED_TWICE
    data_roles.choose_accountable(scene.store, data_set, scene.security, scene.nadia)
    assert sentence not in scene.store.check()
    assert _row(scene, data_set).standing is DataStanding.SETTLED


def test_an_archived_person_gets_no_role(scene: Scene) -> None:
    data_set = a_set(scene)
    people.archive_person(scene.store, scene.nadia)
    with pytest.raises(CommandRefused, match=r"Nadia Rahmani is archived. Nothing was changed"):
        data_roles.assign_role(scene.store, data_set, A, scene.security, scene.nadia)
    with pytest.raises(CommandRefused, match="archived"):
        data_roles.choose_accountable(scene.store, data_set, scene.security, scene.nadia)


def test_somebody_who_moved_gets_no_role_for_the_old_side(scene: Scene) -> None:
    """E3: people move; what they held stays until it is cleared."""
    data_set = settled(scene)
    people.move_person(scene.store, scene.nadia, scene.marketing)
    assert _letters(scene, data_set, scene.security, scene.nadia) == [("a", False)]
    with pytest.raises(CommandRefused, match="does not sit with Security today"):
        data_roles.assign_role(scene.store, data_set, R, scene.security, scene.nadia)
    data_roles.clear_roles(scene.store, data_set, scene.security, scene.nadia)
    assert _row(scene, data_set).standing is DataStanding.NOBODY


def test_an_archived_party_gets_no_role(scene: Scene) -> None:
    data_set = a_set(scene)
    parties.archive_party(scene.store, scene.marketing)
    with pytest.raises(CommandRefused, match="Marketing is no longer at the table"):
        data_roles.assign_role(scene.store, data_set, A, scene.marketing)


def test_words_of_the_form_are_checked(scene: Scene) -> None:
    with pytest.raises(InvalidText):
        data_sets.add_data_set(scene.store, "  ")
    with pytest.raises(InvalidText):
        data_sets.add_data_set(scene.store, "Profile", sensitivity="very")
    with pytest.raises(NotThere):
        data_roles.assign_role(scene.store, 1, A, scene.security)
    with pytest.raises(CommandRefused, match="Nobody is accountable yet"):
        data_roles.link_agreement(scene.store, a_set(scene), scene.decision)
    assert scene.store.value("SELECT count(*) FROM data_set") == 1


def test_recipients_that_stay_keep_their_rows(scene: Scene) -> None:
    data_set = a_set(scene)
    kept = scene.store.value("SELECT id FROM data_recipient")
    data_sets.set_data_set(
        scene.store, data_set, recipients=[("App maker", "repairs"), ("", "x"), ("Agency", "")]
    )
    assert scene.store.value("SELECT id FROM data_recipient WHERE name = 'App maker'") == kept
    assert _row(scene, data_set).recipients == (("App maker", "repairs"), ("Agency", ""))


def test_what_is_to_settle_goes_onto_an_agenda_once(scene: Scene) -> None:
    """C4: one item each, in one step."""
    double, empty, fine = claimed_twice(scene), a_set(scene), settled(scene)
    made = data_sets.put_data_on_agenda(scene.store, [double, empty], scene.planned)
    items = [scene.store.one("SELECT * FROM agenda_item WHERE id = ?", (each,)) for each in made]
    assert [(row["came_from_id"], row["came_from_reason"]) for row in items if row] == [
        (double, "double_claim"), (empty, "nobody_answers"),
    ]  # fmt: skip
    assert all(row and row["title"] == "Who answers for “Loyalty app data”?" for row in items)
    assert data_sets.put_data_on_agenda(scene.store, [double, empty], None) == []
    item = _row(scene, double).item
    assert item is not None
    assert (item.item_id, item.session) == (made[0], "2026/02")
    assert _row(scene, fine).item is None
    scene.store.undo()
    assert [_row(scene, each).item for each in (double, empty)] == [None, None]


def test_a_closed_session_takes_no_item(scene: Scene) -> None:
    with pytest.raises(CommandRefused, match="is closed"):
        data_sets.put_data_on_agenda(scene.store, [a_set(scene)], scene.held)


def test_a_data_set_that_an_answer_names_is_retired_not_deleted(scene: Scene) -> None:
    from tests.commands.law.data import answered

    data_set = scene.store.value(
        "SELECT data_set_id FROM data_request WHERE id = ?", (answered(scene),)
    )
    with pytest.raises(CommandRefused, match="retire it instead"):
        data_sets.delete_data_set(scene.store, data_set)
    data_sets.retire_data_set(scene.store, data_set)
    assert data_set not in [row.id for row in rows(scene.store)]
    assert _row(scene, data_set).retired_on == "2026-06-23"
