"""What each run means, in the order it is read (M1)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from facilitator.documents import jobs, press
from facilitator.documents.jobs import Job
from facilitator.documents.press import Printed
from facilitator.documents.roles import Element, Role
from tests.documents import samples
from tests.documents.reading import by_pdfium, by_pypdf, plain, spoken, squeezed, words_of

REFERENCE = Path(__file__).parent.parent / "reference"
JOBS = {
    "minutes": jobs.minutes_job(samples.MINUTES),
    "agenda": jobs.agenda_job(samples.AGENDA),
    "record": jobs.record_job(samples.record_of(samples.many_minutes(2, 5))),
}


@pytest.fixture(scope="module", params=JOBS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def printed(kind: str) -> Printed:
    return press.render(JOBS[kind])


def test_roles_and_texts_in_reading_order_are_those_of_the_reference(
    kind: str, printed: Printed
) -> None:
    """M1: written to `tests/reference`; a change of the structure must be meant."""
    lines = "\n".join(spoken(printed)) + "\n"
    file = REFERENCE / f"{kind}-roles.txt"
    assert lines == file.read_text(encoding="utf-8")


def test_every_text_of_the_projection_is_spoken(kind: str, printed: Printed) -> None:
    """M1: nothing people wrote gets lost on the way to paper."""
    text = plain(" ".join(line.partition(": ")[2] for line in spoken(printed)))
    text = text.replace("[", "").replace("]", "")
    lost = [
        word
        for entry in words_of(JOBS[kind].paper)
        for word in entry.split("\n")
        if plain(word) not in text
    ]
    assert [word for word in lost if word not in _said_otherwise(kind)] == []


def _said_otherwise(kind: str) -> set[str]:
    """Return what does not belong on this paper: nobody was late before the session."""
    return {"10:12", "11:15"} if kind == "agenda" else set()


@pytest.mark.parametrize("reader", [by_pypdf, by_pdfium])
def test_other_programs_extract_every_run(kind: str, printed: Printed, reader) -> None:
    """M1: the text layer holds what was drawn, with its blanks, whoever reads it."""
    extracted = plain(reader(printed.data))
    assert [run.text for run in printed.runs if plain(run.text) not in extracted] == []


def test_text_of_a_cell_is_extracted_in_one_piece() -> None:
    """A sentence that wraps in a column is not mixed with the next column."""
    extracted = squeezed(by_pdfium(press.render(JOBS["minutes"]).data))
    assert squeezed(samples.BRIEF.text) in extracted
    assert squeezed(samples.SLOW_TOOLS.because) in extracted


def test_tables_are_regular(printed: Printed) -> None:
    """Each row has as many cells as the head, empty ones too."""
    for table in printed.structure.elements(Role.TABLE):
        head = [e for row in table.elements(Role.TR) for e in row.elements(Role.TH)]
        widths = {
            len([kid for kid in row.kids if isinstance(kid, Element)])
            for row in table.elements(Role.TR)
        }
        assert widths == {len(head)}


def test_headings_never_skip_a_level(printed: Printed) -> None:
    levels = [
        int(run.role[1]) for run in printed.runs if run.role in (Role.H1, Role.H2, Role.H3, Role.H4)
    ]
    assert levels[0] == 1
    deepest = 0
    for level in levels:
        assert level <= deepest + 1
        deepest = level


def test_running_heads_and_footers_are_artifacts(printed: Printed) -> None:
    """Page numbers and codes are on every page and in no run."""
    numbers = [text for text in printed.artifacts if text.startswith("Page ")]
    assert numbers == [f"Page {n} of {printed.page_count}" for n in range(1, len(numbers) + 1)]
    assert len(numbers) == printed.page_count
    assert not any("code " in run.text for run in printed.runs)


def test_repeated_table_heads_are_artifacts() -> None:
    """A screen reader hears the head of a long table once."""
    actions = tuple(samples.action(f"A-2026-{n:03d}", f"Do thing {n}") for n in range(90))
    printed = press.render(jobs.minutes_job(replace(samples.MINUTES, actions=actions, items=())))
    spoken_heads = [r for r in printed.runs if r.role is Role.TH and r.text == "State"]
    assert len(spoken_heads) == 2  # matters arising, actions
    assert printed.artifacts.count("State") >= 2


def test_a_row_split_over_pages_keeps_its_cell() -> None:
    """The runs of one cell stay in one TD although they are on two pages."""
    long_text = " ".join(f"word{n}" for n in range(2500))
    action = samples.action("A-2026-001", long_text)
    printed = press.render(
        jobs.minutes_job(replace(samples.MINUTES, actions=(action,), items=(), matters_arising=()))
    )
    cells = [e for e in printed.structure.elements(Role.TD) if "word2400" in e.text()]
    assert len(cells) == 2  # at a glance, and in the table
    for cell in cells:
        assert len({run.page for run in cell.runs()}) >= 2
        assert plain(long_text) in plain(cell.text())


def _job(changed: dict[str, object]) -> Job:
    return jobs.minutes_job(replace(samples.MINUTES, **changed))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "heading"),
    [
        ({"decisions": ()}, "Decisions"),
        ({"actions": ()}, "Actions"),
        ({"raised": ()}, "Raised today"),
        ({"raised": ()}, "Concerns"),
        ({"parked": ()}, "Parking lot"),
        ({"items": ()}, "Agenda items"),
        ({"next_session": None}, "Next session"),
        ({"attendance": ()}, "People"),
        ({"previous": None}, "Previous minutes"),
    ],
)
def test_an_empty_part_has_no_heading(changed: dict[str, object], heading: str) -> None:
    """A heading appears with content, never without."""

    def headings(job: Job) -> list[str]:
        return [run.text for run in press.render(job).runs if run.role is Role.H2]

    assert heading in headings(_job({}))
    assert heading not in headings(_job(changed))
