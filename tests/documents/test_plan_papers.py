"""The papers around the sessions: plan (K1), handover pack (E8), report for the executives (M6)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

import pytest
from pypdf import PdfReader
from pypdf.generic import Destination

from facilitator import documents
from facilitator.clock import FixedClock
from facilitator.commands import parties
from facilitator.commands.captures import capture
from facilitator.documents.press import Printed
from facilitator.documents.roles import Element, Role
from facilitator.documents.text import printable
from facilitator.domain.words import CaptureKind
from facilitator.errors import InvalidText
from facilitator.projections.handover_pack import build_handover
from facilitator.projections.handover_papers import HandoverPack
from facilitator.projections.paper import Paper
from facilitator.projections.plan import build_plan
from facilitator.projections.plan_papers import AdviceLine, EngagementReport, PlanPaper
from facilitator.projections.report import build_report
from facilitator.store import Reader, Store
from tests.commands.scene import begin
from tests.demo_file import NOW, demo_file
from tests.documents.reading import by_pdfium, plain, squeezed
from tests.documents.test_hostile_text import HOSTILE

BUILD: dict[str, Callable[[Reader], Paper]] = {
    "plan": build_plan,
    "handover": build_handover,
    "report": build_report,
}
T = TypeVar("T")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    with Reader.open(demo_file(tmp_path_factory.mktemp("paper")), FixedClock(NOW)) as reader:
        yield reader


@pytest.fixture(scope="module")
def plan(demo: Reader) -> PlanPaper:
    return build_plan(demo)


@pytest.fixture(scope="module")
def pack(demo: Reader) -> HandoverPack:
    return build_handover(demo)


@pytest.fixture(scope="module")
def report(demo: Reader) -> EngagementReport:
    return build_report(demo)


@pytest.fixture(scope="module")
def four_sides(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    path = demo_file(tmp_path_factory.mktemp("four"))
    with Store.open(path, FixedClock(NOW)) as store:
        parties.add_party(store, "Legal and Compliance")
        parties.add_party(store, "Web shop")
        yield store


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    store, _ = begin(tmp_path_factory.mktemp("empty") / "e.facilitator")
    with store:
        yield store


def _text(printed: Printed) -> str:
    assert printed.missing == ()
    return plain(printed.structure.text())


def _headings(printed: Printed, role: Role = Role.H2) -> list[str]:
    return [element.text() for element in printed.structure.elements(role)]


# --- the plan ------------------------------------------------------------------------------------


def test_the_plan_prints_what_was_agreed(plan: PlanPaper) -> None:
    """K1: purpose, who, rhythm, length, place, papers, contact between, escalation, dates."""
    printed = documents.render(plan)
    text = _text(printed)
    for words in (plan.purpose, plan.participants, plan.contact_between, plan.escalation):
        assert all(plain(line) in text for line in words.splitlines())
    assert all(seat.name in text for side in plan.seats for seat in side.people)
    assert all(agreement in text for agreement in plan.agreements)
    assert all(each.because in text for row in plan.series for each in row.rhythms)
    assert all(row.place in text for row in plan.series)
    assert f"{plan.papers_days} working days before the session" in text
    assert all(line.reason in text for line in plan.dates)
    assert "every 4 weeks on Tuesday at 10:00" in text


def test_the_plan_tells_each_answered_advice_with_its_reason(plan: PlanPaper) -> None:
    """K3: also one that was declined; nothing of what it costs."""
    line = AdviceLine(
        "2026-06-23", "Round table", 14, 14, 28, "keep", "declined", "A sale comes", "2026-06-23"
    )
    printed = documents.render(replace(plan, advices=(line,)))
    text = _text(printed)
    assert "What was advised, and what we chose" in _headings(printed)
    assert "Declined" in text
    assert "A sale comes" in text
    assert "What was advised, and what we chose" not in _headings(
        documents.render(replace(plan, advices=()))
    )


@pytest.mark.parametrize("kind", ["plan", "handover"])
def test_the_pictures_of_load_are_also_a_table(kind: str, demo: Reader) -> None:
    """K3: what came in, was handled and waits; opened and closed: the same figures in words."""
    paper = BUILD[kind](demo)
    plan = paper.plan if isinstance(paper, HandoverPack) else paper
    assert isinstance(plan, PlanPaper)
    printed = documents.render(paper)
    rows = [
        [plain(cell.text()) for cell in row.elements(Role.TD)]
        for row in printed.structure.elements(Role.TR)
    ]
    assert sum(bar.waiting is not None for bar in plan.bars) == 12
    for bar in plan.bars:
        amounts = (bar.length, bar.planned, bar.used, bar.arrived, bar.handled, bar.waiting)
        told = ["–" if amount is None else str(amount) for amount in amounts]
        assert [row for row in rows if row[:1] == [bar.number] and row[2:] == told]
    for line in plan.turnover:
        told = [f"{flow.opened} new, {flow.closed} closed, {flow.open} open" for flow in line.flows]
        assert [row for row in rows if row[:1] == [line.number or "since"] and row[2:] == told]


def test_the_rhythms_stand_below_the_sessions_they_were_in_force_for(plan: PlanPaper) -> None:
    """K3: as strips named where there is room; of several series none, for which would it be?"""
    one = _text(documents.render(plan))
    assert "The strip below: which rhythm was in force." in one
    told = plain(" ".join(run.text for run in documents.render(plan).runs))
    assert "1 Sep every 2 weeks week every 2 weeks every 4 weeks Outline:" in told
    two = _text(documents.render(replace(plan, series=plan.series * 2)))
    assert "The strip below" not in two


def test_the_figures_of_the_pictures_are_those_of_the_window(demo: Reader, plan: PlanPaper) -> None:
    """K3: one source of truth."""
    from facilitator.queries.opened_closed import opened_closed
    from facilitator.queries.plan_pictures import rhythm_and_load

    first, last = plan.bars[0].starts[:10], plan.bars[-1].starts[:10]
    series = demo.value("SELECT id FROM series")
    days = (date.fromisoformat(first), date.fromisoformat(last))
    shown = rhythm_and_load(demo, series, *days)
    held = {each.label: each for each in shown.loads if each.is_held}
    assert {bar.number for bar in plan.bars if bar.used is not None} == held.keys()
    for bar in plan.bars:
        if bar.used is not None:
            each = held[bar.number]
            told = (each.used_s, each.arrived_s, each.handled_s, each.waiting_s)
            assert [bar.used, bar.arrived, bar.handled, bar.waiting] == [
                None if amount is None else (amount + 30) // 60 for amount in told
            ]
    assert len(plan.turnover) == len(opened_closed(demo, *days))


# --- the handover pack ---------------------------------------------------------------------------


def test_the_pack_stands_in_the_order_in_which_a_stand_in_needs_it(pack: HandoverPack) -> None:
    """E8."""
    printed = documents.render(pack)
    expected = [
        "Contents", "What it is for", "Who sits at the table", "How each side sees it",
        "How we meet", "The next session", "Goals", "Where goals pull apart", "What is open",
        "The last sessions", "Words that need care", "Rhythm and load",
    ]  # fmt: skip
    headings = _headings(printed)
    assert [each for each in headings if each in expected] == expected
    assert (
        "Left out are sealed notes, preparation, rankings before their reveal, speaking time and"
        " rates: they stay with the facilitator." in _text(printed)
    )


def test_the_contents_name_the_page_on_which_each_part_begins(pack: HandoverPack) -> None:
    """E8: as a reader of PDF finds it by its bookmarks."""
    printed = documents.render(pack)
    pdf = PdfReader(BytesIO(printed.data))
    begins = {str(mark.title): pdf.get_destination_page_number(mark) for mark in _flat(pdf.outline)}
    table = next(iter(printed.structure.elements(Role.TABLE)))
    rows = [
        [plain(cell.text()) for cell in row.elements(Role.TD)] for row in table.elements(Role.TR)
    ][1:]
    assert len(rows) == 11
    for title, page in rows:
        assert int(page) == (begins[title] or 0) + 1


def _flat(outline: Any) -> Iterator[Destination]:
    for each in outline:
        if isinstance(each, list):
            yield from _flat(each)
        else:
            yield each


def test_the_pack_holds_what_the_file_holds(pack: HandoverPack) -> None:
    """E8: people and what they decide, both sides of goals, what is open, how it closed."""
    text = _text(documents.render(pack))
    assert pack.ahead is not None
    wanted = [
        pack.success_sentence,
        *(seat.decides.splitlines()[0] for side in pack.plan.seats for seat in side.people),
        *(worry for side in pack.sides for worry in side.worries),
        *(way for side in pack.sides for way in side.told_how),
        *(item.title for item in pack.ahead.items),
        *(interest for goal in pack.goals for side in goal.sides for interest in side.interests),
        *(end.objective for one in pack.tensions for end in one.sides),
        *(one.question for one in pack.tensions),
        *(one.wording for one in pack.decisions),
        *(one.text for one in (*pack.actions, *pack.concerns, *pack.questions)),
        *(version.text for one in pack.restatements for version in one.versions),
        *(one.question for one in pack.requests),
        *(one.title for one in pack.backlog),
        *(one.next_reason for one in pack.last),
        *(line.note for one in pack.last for line in one.rounds),
        *(meaning.meaning for term in pack.terms for meaning in term.meanings),
    ]
    assert len(wanted) > 100
    assert [words for words in wanted if plain(words) not in text] == []


def test_the_pack_says_what_the_next_session_lacks(pack: HandoverPack) -> None:
    """P9."""
    assert pack.ahead is not None
    kinds = {one.kind for one in pack.ahead.lacking}
    assert {"lead", "over"} <= kinds
    text = _text(documents.render(pack))
    assert "What is missing" in text
    assert "minutes more than the session has" in text


def test_what_waits_is_open_and_nothing_else(demo: Reader, pack: HandoverPack) -> None:
    assert len(pack.actions) == demo.value(
        "SELECT count(*) FROM action WHERE state IN ('asked', 'promised', 'delivered')"
    )
    assert {one.state for one in pack.actions} <= {"asked", "promised", "delivered"}
    assert [one.due_on for one in pack.actions] == sorted(one.due_on for one in pack.actions)
    assert {one.state for one in pack.restatements} <= {"open", "restated", "corrected"}
    assert all(one.answer == "" for one in pack.requests)
    assert len(pack.last) == 3
    assert pack.last[0].session.starts > pack.last[1].session.starts


def test_a_nameless_question_names_nobody(tmp_path: Path) -> None:
    """L6."""
    with Store.open(demo_file(tmp_path), FixedClock(NOW)) as store:
        with store.step("Ask"):
            key = store.value(
                "SELECT q.id FROM question q JOIN capture c ON c.id = q.id"
                " WHERE c.settled_on IS NULL AND c.party_id IS NOT NULL"
            )
            store.update("question", key, is_nameless=1)
        words = store.value("SELECT text FROM capture WHERE id = ?", (key,))
        (asked,) = [one for one in build_handover(store).questions if one.text == words]
    assert asked.party is None
    assert asked.person == ""


def test_a_side_at_the_table_is_there_also_with_nobody_named(four_sides: Reader) -> None:
    """E1: more than two sides."""
    pack = build_handover(four_sides)
    text = _text(documents.render(pack))
    assert len(pack.sides) == 4
    for name in ("Legal and Compliance", "Web shop"):
        assert name in text
    assert text.count("Nobody named yet.") == 2
    assert "Nothing is written down about this side yet." in text


def test_a_pack_of_hundreds_is_bounded_and_says_so(tmp_path: Path) -> None:
    """E8: 300 sessions, 200 concerns, 200 actions."""
    with Store.open(demo_file(tmp_path), FixedClock(NOW)) as store:
        _fill(store)
        pack = build_handover(store)
        printed = documents.render(pack)
    left = dict(pack.left_out)
    assert left["actions"] >= 160
    assert left["concerns"] >= 160
    assert len(pack.last) == 3
    assert len(pack.plan.bars) <= 26
    assert len(pack.plan.turnover) <= 26
    assert f"and {left['concerns']} more in the file" in _text(printed)
    assert printed.page_count < 30


def test_a_side_with_many_concerns_does_not_crowd_out_the_others(tmp_path: Path) -> None:
    """E8: the most serious of each side."""
    with Store.open(demo_file(tmp_path), FixedClock(NOW)) as store:
        for party in store.all("SELECT id FROM party"):
            for number in range(30):
                words = f"Worry {number}"
                capture(store, CaptureKind.CONCERN, words, party_id=party["id"])
        pack = build_handover(store)
    told = [one.party.short_name for one in pack.concerns if one.party is not None]
    assert told == ["Security"] * 12 + ["Marketing"] * 12
    assert dict(pack.left_out)["concerns"] == 61 - 24


def _fill(store: Store) -> None:
    def copies(table: str, where: str) -> dict[str, Any]:
        row = store.one(f"SELECT * FROM {table} WHERE {where} LIMIT 1")
        assert row is not None
        return {name: value for name, value in row.items() if name != "id"}

    with store.step("Fill"):
        held = copies("session", "state = 'closed'") | {"original_local": None}
        for number in range(300):
            day = date.fromordinal(date(2024, 1, 1).toordinal() + number).isoformat()
            store.insert("session", **held | {"starts_local": f"{day}T10:00", "uid": None})
        for kind in ("concern", "action"):
            said = copies("capture", f"kind = '{kind}'") | {"session_id": None, "item_id": None}
            told = copies(kind, "state IN ('open', 'promised')") | {"state": _OPEN[kind]}
            for number in range(200):
                key = store.insert("capture", **said | {"text": f"{kind} number {number}"})
                store.insert(kind, **told, id=key)


_OPEN = {"concern": "open", "action": "promised"}


# --- the report ----------------------------------------------------------------------------------


def test_the_report_tells_goals_decisions_concerns_money_and_what_is_needed(
    report: EngagementReport,
) -> None:
    """M6."""
    printed = documents.render(report)
    assert printed.page_count == 1
    assert _headings(printed) == [
        "What is needed from you",
        "Goals",
        "Decided",
        "Concerns",
        "Money",
    ]
    text = _text(printed)
    assert report.goals[0].title in text
    assert f"Goal {report.goals[0].title}: {report.goals[0].state_reason}" in text
    assert report.decisions[0].number in text
    assert "EUR 405,000 approved" in text
    assert "needed by 7 Aug 2026" in text


def test_the_report_is_about_the_days_asked_for(demo: Reader) -> None:
    """M6: counts by hand."""
    found = build_report(demo, date(2026, 4, 1), date(2026, 4, 30))
    assert found.counts.sessions == demo.value(
        "SELECT count(*) FROM session WHERE state = 'closed' AND starts_local LIKE '2026-04-%'"
    )
    assert {one.decided_on[:7] for one in found.decisions} == {"2026-04"}
    spring = build_report(demo, date(2026, 1, 1), date(2026, 4, 30))
    summer = build_report(demo, date(2026, 5, 1), date(2026, 6, 30))
    whole = build_report(demo, date(2026, 1, 1), date(2026, 6, 30))
    assert whole.counts.concerns_answered == len(spring.eased) + len(summer.eased)
    assert len(spring.eased) > 0 < len(summer.eased)
    with pytest.raises(InvalidText):
        build_report(demo, date(2026, 5, 1), date(2026, 4, 30))


@pytest.mark.parametrize("size", ["A4", "Letter"])
@pytest.mark.parametrize("times", [1, 60])
def test_the_report_is_one_page_however_much_there_is(
    report: EngagementReport, times: int, size: str
) -> None:
    """M6."""
    much = replace(
        report,
        engagement=replace(report.engagement, paper_size=size),
        goals=report.goals * times,
        decisions=report.decisions * times,
        eased=report.eased * times,
        serious=report.serious * times,
        choices=report.choices * times,
        money_asked=report.money_asked * times,
    )
    printed = documents.render(much)
    assert printed.page_count == 1
    if times > 1:
        assert _text(printed).count(" more") >= 4


def test_the_report_is_one_page_of_long_words_too(report: EngagementReport) -> None:
    """M6: what people wrote at length is cut, and every part is still there."""
    long = "We need to talk about all of this with everybody at length. " * 60
    much = _everywhere(report, long)
    much = replace(much, engagement=report.engagement, facilitator=report.facilitator)
    much = replace(
        much,
        currency="EUR",
        next_starts=report.next_starts,
        parties=report.parties,
        goals=much.goals * 30,
        choices=much.choices * 30,
        eased=tuple(replace(one, party=report.parties[0]) for one in much.eased),
        serious=tuple(replace(one, party=report.parties[1]) for one in much.serious),
    )
    printed = documents.render(much)
    assert printed.page_count == 1
    assert len(_headings(printed)) == 5


# --- all three -----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", BUILD)
@pytest.mark.parametrize("who", ["empty", "four_sides"])
def test_each_prints_for_an_empty_file_and_for_four_sides(
    kind: str, who: str, request: pytest.FixtureRequest
) -> None:
    """E1: nothing planned, nothing said, and no heading without content."""
    printed = documents.render(BUILD[kind](request.getfixturevalue(who)))
    sections = list(printed.structure.elements(Role.SECT))
    assert sections
    for section in sections:
        kids = [kid for kid in section.kids if isinstance(kid, Element)]
        if kids and kids[0].role is Role.H2:
            assert len(kids) > 1, kids[0].text()
    if kind == "report":
        assert printed.page_count == 1


@pytest.mark.parametrize("kind", BUILD)
def test_headings_never_skip_a_level_and_tables_are_regular(kind: str, demo: Reader) -> None:
    printed = documents.render(BUILD[kind](demo))
    deepest = 0
    for run in printed.runs:
        if run.role in (Role.H1, Role.H2, Role.H3, Role.H4):
            level = int(run.role[1])
            assert level <= deepest + 1
            deepest = level
    for table in printed.structure.elements(Role.TABLE):
        head = sum(1 for row in table.elements(Role.TR) for _ in row.elements(Role.TH))
        for row in list(table.elements(Role.TR))[1:]:
            assert sum(1 for _ in row.elements(Role.TD)) == head


@pytest.mark.parametrize("kind", BUILD)
@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_other_programs_read_all_that_was_drawn(kind: str, size: str, demo: Reader) -> None:
    """M1: the text layer holds every run, on either sheet."""
    paper: Any = BUILD[kind](demo)
    paper = replace(paper, engagement=replace(paper.engagement, paper_size=size))
    printed = documents.render(paper)
    extracted = squeezed(by_pdfium(printed.data))
    assert [run.text for run in printed.runs if squeezed(run.text) not in extracted] == []


@pytest.mark.parametrize("kind", ["plan", "handover"])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_printed_and_not_obeyed(kind: str, text: str, demo: Reader) -> None:
    paper = _everywhere(BUILD[kind](demo), text)
    printed = documents.render(paper)
    assert PdfReader(BytesIO(printed.data)).pages
    assert plain(printable(text)) in plain(printed.structure.text())


_KEPT = {
    "rule", "starts_local", "zone", "starts", "ends", "state", "kind", "remark", "answer", "colour",
    "paper_size", "language", "link", "on", "made_on", "from_on", "until_on", "starts_on",
    "papers_on", "moved_from", "ends_on", "due_on", "review_on", "number", "useful", "heard",
    "box", "standing", "relation", "part", "level", "left_out", "decided_on", "needed_on",
}  # fmt: skip


def _everywhere(value: T, text: str) -> T:
    """Return a projection with `text` in every field people write into."""
    if isinstance(value, tuple):
        return tuple(_everywhere(one, text) for one in value)  # type: ignore[return-value]
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changes: dict[str, object] = {}
    for field in fields(value):
        old = getattr(value, field.name)
        if field.name in _KEPT and not isinstance(old, tuple):
            continue
        if field.name == "purpose" and hasattr(value, "wanted_result"):
            continue
        if isinstance(old, str):
            changes[field.name] = text
        elif field.name != "left_out" and (is_dataclass(old) or isinstance(old, tuple)):
            changes[field.name] = _everywhere(old, text)
    return replace(value, **changes)  # type: ignore[type-var]
