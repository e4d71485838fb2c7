"""The undo law of the data register and the data requests (C4, C5)."""

# ruff: noqa: E501  (one line for each command reads better than a wrapped table)

from __future__ import annotations

from facilitator.commands import data_requests, data_roles, data_sets
from facilitator.domain.words import DataAnswer, DataRole, DecisionState
from tests.commands.law import Table
from tests.commands.law import nothing as NOTHING
from tests.commands.scene import Scene

A, R, C = DataRole.ACCOUNTABLE, DataRole.RESPONSIBLE, DataRole.CONSULTED


def a_set(s: Scene) -> int:
    """Return a data set that nobody answers for."""
    return data_sets.add_data_set(
        s.store, "Loyalty app data", recipients=[("App maker", "hosting")]
    )


def settled(s: Scene) -> int:
    """Return a data set whose accountable person is agreed."""
    data_set = a_set(s)
    data_roles.assign_role(s.store, data_set, A, s.security, s.nadia)
    return data_set


def claimed_twice(s: Scene) -> int:
    """Return a data set that one holds and another one claims."""
    data_set = settled(s)
    data_roles.assign_role(s.store, data_set, A, s.marketing, s.jonas)
    return data_set


def a_request(s: Scene) -> int:
    """Return an open request with a field that nobody gave a reason for."""
    return data_requests.add_request(
        s.store, "Which tools obey?", fields=[("opt-out flag", "to compare"), ("birthday", "")],
        data_set_id=settled(s), until_on="2026-12-31", asked_by_party_id=s.marketing,
    )  # fmt: skip


def heard(s: Scene) -> int:
    """Return a request that both sides have answered with their reasons."""
    request = a_request(s)
    data_requests.set_side_answer(s.store, request, s.security, DataAnswer.YES_IF, "Only hashed")
    data_requests.set_side_answer(s.store, request, s.marketing, DataAnswer.YES, "We need it")
    return request


def answered(s: Scene) -> int:
    """Return a request that was answered for both."""
    request = heard(s)
    data_requests.answer_request(s.store, request, DataAnswer.YES_IF, "Hashed, for 90 days")
    return request


def _agreed_decision(s: Scene) -> int:
    from facilitator.commands import decisions

    for party in (s.security, s.marketing):
        decisions.set_consideration(s.store, s.decision, party, "Yes")
    decisions.decide(s.store, s.decision, DecisionState.AGREED)
    return s.decision


LAW: Table = {
    "data_sets.add_data_set": (NOTHING, lambda s, _: a_set(s)),
    "data_sets.set_data_set": (a_set, lambda s, d: data_sets.set_data_set(s.store, d, contents="Points", recipients=[("Agency", "")])),
    "data_sets.retire_data_set": (a_set, lambda s, d: data_sets.retire_data_set(s.store, d)),
    "data_sets.restore_data_set": (lambda s: (d := a_set(s), data_sets.retire_data_set(s.store, d))[0], lambda s, d: data_sets.restore_data_set(s.store, d)),
    "data_sets.delete_data_set": (claimed_twice, lambda s, d: data_sets.delete_data_set(s.store, d)),
    "data_roles.assign_role": (settled, lambda s, d: data_roles.assign_role(s.store, d, A, s.marketing, s.jonas)),
    "data_roles.clear_roles": (settled, lambda s, d: data_roles.clear_roles(s.store, d, s.security, s.nadia)),
    "data_roles.set_roles": (settled, lambda s, d: data_roles.set_roles(s.store, d, [(A, s.marketing, s.jonas), (C, s.security, s.nadia)])),
    "data_roles.claim_role": (settled, lambda s, d: data_roles.claim_role(s.store, d, s.marketing, s.jonas, "for the app")),
    "data_roles.choose_accountable": (claimed_twice, lambda s, d: data_roles.choose_accountable(s.store, d, s.marketing, s.jonas, s.decision)),
    "data_roles.link_agreement": (settled, lambda s, d: data_roles.link_agreement(s.store, d, _agreed_decision(s))),
    "data_sets.put_data_on_agenda": (claimed_twice, lambda s, d: data_sets.put_data_on_agenda(s.store, [d], s.planned)),
    "data_requests.add_request": (NOTHING, lambda s, _: a_request(s)),
    "data_requests.set_request": (a_request, lambda s, r: data_requests.set_request(s.store, r, question="Which do not?", fields=[("flag", "to count")])),
    "data_requests.delete_request": (heard, lambda s, r: data_requests.delete_request(s.store, r)),
    "data_requests.set_side_answer": (a_request, lambda s, r: data_requests.set_side_answer(s.store, r, s.security, DataAnswer.NOT_NOW, "Not before the test")),
    "data_requests.clear_side_answer": (heard, lambda s, r: data_requests.clear_side_answer(s.store, r, s.security)),
    "data_requests.answer_request": (heard, lambda s, r: data_requests.answer_request(s.store, r, DataAnswer.YES)),
    "data_requests.link_request_decision": (answered, lambda s, r: data_requests.link_request_decision(s.store, r, s.decision)),
    "data_requests.review_again": (answered, lambda s, r: data_requests.review_again(s.store, r)),
    "data_requests.put_request_on_agenda": (a_request, lambda s, r: data_requests.put_request_on_agenda(s.store, r, s.planned)),
}  # fmt: skip
NO_LAW = {"data_sets.drop_links", "data_sets.add_item_from", "numbers.issue_request_number"}
