"""The commands, as INTERFACES promises them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import Result
from pypdf import PdfReader

from facilitator.cli.group import LISTED
from facilitator.cli.listing import KINDS
from facilitator.commands import agenda, captures, running, sessions
from facilitator.domain.words import CaptureKind
from facilitator.queries.numbers import find_session
from facilitator.queries.receipts import receipts
from facilitator.store import Reader, Store
from tests.commands.test_undo_law import contents

Run = Callable[..., Result]


def _said(result: Result) -> str:
    """Return the one line of an error."""
    assert result.stderr.count("\n") == 1, result.stderr
    assert "Traceback" not in result.stderr
    return result.stderr


# --- making files ---------------------------------------------------------------------------------


def test_demo_writes_the_engagement_at_the_day_that_is_asked_for(run: Run, tmp_path: Path) -> None:
    """The demo's dates are shifted by whole weeks."""
    path = tmp_path / "demo.facilitator"
    assert run("demo", path, "--on", "2027-03-10").exit_code == 0
    rows = json.loads(run("list", path, "sessions", "--json").stdout)
    last = max(row["starts"] for row in rows if row["state"] == "closed")
    assert "2027-02-20" < last < "2027-03-10"
    assert date.fromisoformat(last[:10]).weekday() == date(2026, 6, 23).weekday()
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []


def test_new_writes_an_empty_engagement_with_its_sides(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "Round table.facilitator"
    done = run("new", path, "--party", "Security", "--party", "Marketing", "--facilitator", "Ruth")
    assert (done.exit_code, done.output) == (0, "")
    with Reader.open(path) as reader:
        assert reader.value("SELECT title FROM engagement") == "Round table"
        assert [row["name"] for row in reader.all("SELECT name FROM party")] == [
            "Security",
            "Marketing",
        ]
        assert reader.value("SELECT name FROM person WHERE is_facilitator") == "Ruth"
    assert run("list", path, "people").stdout.splitlines()[1].startswith("Ruth")
    assert run("check", path).exit_code == 0


def test_a_file_that_is_there_is_never_written_over(run: Run, file: Path) -> None:
    before = file.read_bytes()
    for line in (("demo", file), ("new", file, "--party", "A", "--party", "B")):
        done = run(*line)
        assert done.exit_code == 3
        assert "choose another name" in _said(done)
    assert file.read_bytes() == before


def test_one_side_is_no_engagement(run: Run, tmp_path: Path) -> None:
    done = run("new", tmp_path / "a.facilitator", "--party", "Alone")
    assert done.exit_code == 2
    assert "two sides" in _said(done)
    assert list(tmp_path.iterdir()) == []


def test_a_failed_demo_leaves_nothing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A half-written file never stands under its final name, nor under any other."""

    def fails(store: Store, on: date) -> None:
        with store.step("Half"):
            store.insert("agreement", text="Half", position=1)
        raise RuntimeError("secret words")

    monkeypatch.setattr("facilitator.commands.demo.write_demo", fails)
    done = run("demo", tmp_path / "a.facilitator")
    assert done.exit_code == 70
    assert "RuntimeError" in _said(done)
    assert "secret" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_backup_and_restore_bring_everything_back(run: Run, file: Path, tmp_path: Path) -> None:
    saved, back = tmp_path / "saved.facilitator", tmp_path / "back.facilitator"
    with Store.open(file) as store:
        captures.capture(store, CaptureKind.IDEA, "Written just now")
        assert run("backup", file, "-o", saved).exit_code == 0
    assert run("restore", saved, "-o", back).exit_code == 0
    assert "Written just now" in run("list", back, "ideas").stdout
    assert run("check", back).exit_code == 0
    assert run("restore", saved, "-o", file).exit_code == 3


def test_a_backup_goes_to_standard_output(run: Run, file: Path) -> None:
    done = run("backup", file, "-o", "-")
    assert done.exit_code == 0
    assert done.stdout_bytes.startswith(b"SQLite format 3\0")


# --- reading --------------------------------------------------------------------------------------


def test_the_commands_offer_the_lists_that_there_are() -> None:
    assert sorted(LISTED) == sorted(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_each_list_prints_columns_and_one_json_document(
    run: Run, file: Path, tmp_path: Path, kind: str
) -> None:
    run("export", file, "actions", "-o", tmp_path / "actions.csv")  # what left leaves a receipt
    plain = run("list", file, kind)
    rows = json.loads(run("list", file, kind, "--json").stdout)
    assert plain.exit_code == 0
    assert len(plain.stdout.splitlines()) == len(rows) + 1
    assert rows
    assert not any("id" in row for row in rows)


def test_data_tells_who_answers_and_who_claims_to(run: Run, file: Path) -> None:
    """C4: double claims first, then gaps; what was asked of it goes along (C5)."""
    rows = json.loads(run("list", file, "data", "--json").stdout)
    assert [row["state"] for row in rows][:4] == ["claimed_twice", "nobody", "nobody", "settled"]
    app = rows[0]
    assert (app["name"], app["accountable"], app["claimed_by"]) == (
        "Loyalty app data", "", ["Tomasz Wrona", "Jonas Feld"],
    )  # fmt: skip
    profile = next(row for row in rows if row["name"].startswith("Customer profile"))
    assert profile["accountable"] == "Celeste Amadi"
    log = next(row for row in rows if row["name"] == "Incident log")
    assert (log["accountable"], log["claimed_by"]) == ("Ingrid Solheim", [])
    assert {"number": "R-2026-001", "answer": "alternative"}.items() <= profile["requests"][
        -1
    ].items()
    plain = run("list", file, "data").stdout.splitlines()
    assert plain[1].startswith("claimed twice")
    assert "Tomasz Wrona, Jonas Feld" in plain[1]
    assert "R-2026-001" in "".join(plain)


def test_goals_tell_which_sides_accepted_the_words_of_today(run: Run, file: Path) -> None:
    """G2: a stale acceptance is none."""
    with Store.open(file) as store:
        goal = store.one("SELECT * FROM goal WHERE common_ground IS NOT NULL ORDER BY position")
        assert goal is not None
        sides = store.all("SELECT * FROM goal_party WHERE goal_id = ?", (goal["id"],))
        with store.step("Accept, one of them an older sentence"):
            for number, side in enumerate(sides):
                words = goal["common_ground"] if number == 0 else "Older words"
                store.update(
                    "goal_party", side["id"], accepted_on="2026-06-01", accepted_words=words
                )
        name = store.value("SELECT name FROM party WHERE id = ?", (sides[0]["party_id"],))
    rows = json.loads(run("list", file, "goals", "--json").stdout)
    (row,) = [row for row in rows if row["title"] == goal["title"]]
    assert (row["accepted_by"], row["common_ground"]) == ([name], goal["common_ground"])


def test_what_was_said_is_told_with_where_it_stands(run: Run, file: Path) -> None:
    """C1, C3, L5, L6: seriousness, ring, the words said last, answer."""
    listed = {
        kind: json.loads(run("list", file, kind, "--json").stdout)
        for kind in ("concerns", "ideas", "questions", "sayback")
    }
    assert any(row["severity"] and row["category"] for row in listed["concerns"])
    rings = {"watch", "explore", "try", "plan", "dropped"}
    assert {row["state"] for row in listed["ideas"]} <= rings
    assert any(row["answer"] for row in listed["questions"] if row["state"] != "open")
    states = {"open", "restated", "corrected", "confirmed"}
    assert {row["state"] for row in listed["sayback"]} <= states
    assert all(row["last"] for row in listed["sayback"] if row["state"] == "confirmed")


def test_a_list_can_keep_to_one_session(run: Run, file: Path) -> None:
    rows = json.loads(run("list", file, "decisions", "--session", "2026/12", "--json").stdout)
    assert {row["session_number"] for row in rows} == {"2026/12"}
    agenda_rows = json.loads(run("list", file, "agenda", "--session", "last", "--json").stdout)
    assert [row["number"] for row in agenda_rows] == [f"2026/12-{n}" for n in range(1, 6)]
    done = run("list", file, "people", "--session", "2026/12")
    assert done.exit_code == 2
    assert "--session" in _said(done)


def test_an_empty_list_says_so(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.facilitator"
    run("new", path, "--party", "A", "--party", "B")
    assert run("list", path, "goals").stdout == "No goals yet.\n"
    assert json.loads(run("list", path, "goals", "--json").stdout) == []


def test_search_prints_what_the_window_finds(run: Run, file: Path) -> None:
    """U2: the same syntax as the window."""
    done = run("search", file, "is:action is:open @jonas")
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert len(lines) > 2
    assert all("action" in line for line in lines[1:])
    hits = json.loads(run("search", file, "is:decision agency", "--json").stdout)
    assert {hit["kind"] for hit in hits} == {"decision"}
    assert hits[0]["number"].startswith("D-2026-")


def test_a_filter_that_means_nothing_is_refused(run: Run, file: Path) -> None:
    done = run("search", file, "agency is:nonsense")
    assert done.exit_code == 2
    assert "is:nonsense" in _said(done)
    assert done.stdout == ""


def test_check_says_that_a_file_is_in_order(run: Run, file: Path) -> None:
    done = run("check", file)
    assert done.exit_code == 0
    assert "in order" in done.stdout


def test_check_answers_no_and_says_what_is_wrong(run: Run, file: Path) -> None:
    with Store.open(file) as store:
        store.execute("DELETE FROM search_text WHERE kind = 'goal'")
    done = run("check", file)
    assert done.exit_code == 1
    assert "Search is out of date" in done.stdout


# --- paper ----------------------------------------------------------------------------------------


def test_minutes_are_printed_in_the_form_that_the_ending_names(
    run: Run, file: Path, tmp_path: Path
) -> None:
    """M1, M5."""
    for ending in ("pdf", "md", "json", "PDF"):
        out = tmp_path / f"minutes.{ending}"
        done = run("minutes", file, "last", "-o", out)
        assert (done.exit_code, done.output) == (0, "")
        assert out.stat().st_size > 1000
    text = "\n".join(page.extract_text() for page in PdfReader(tmp_path / "minutes.pdf").pages)
    document = json.loads((tmp_path / "minutes.json").read_text(encoding="utf-8"))
    for entry in (*document["content"]["decisions"], *document["content"]["actions"]):
        assert entry["number"] in text
        assert entry["number"] in (tmp_path / "minutes.md").read_text(encoding="utf-8")


def test_the_style_chooses_how_much_is_told(run: Run, file: Path) -> None:
    reasons = run("minutes", file, "last", "-o", "-").stdout
    short = run("minutes", file, "last", "-o", "-", "--style", "decisions").stdout
    assert "- Why: " in reasons
    assert "- Why: " not in short


def test_minutes_of_a_running_session_give_the_numbers_they_print(run: Run, file: Path) -> None:
    """V11, and HOUSE: a number is given when an export prints it, and stays."""
    with Store.open(file) as store:
        session = find_session(store, "next")
        running.start_session(store, session)
        item = agenda.add_item(store, session, "Late point")
        captures.capture(
            store, CaptureKind.DECISION, "We print first", session_id=session, item_id=item
        )
    text = run("minutes", file, "last", "-o", "-").stdout
    assert "D-2026-022" in text
    assert "still running" in text
    assert run("minutes", file, "last", "-o", "-").stdout.count("D-2026-022") == text.count(
        "D-2026-022"
    )
    with Store.open(file) as store:
        assert store.value("SELECT count(*) FROM issued_number WHERE kind = 'decision'") == 22


def _listed(run: Run, file: Path) -> dict[str, str]:
    rows = json.loads(run("list", file, "sessions", "--json").stdout)
    return {row["title"]: row["number"] for row in rows}


def test_an_agenda_gives_its_session_the_number_under_which_it_was_listed(
    run: Run, file: Path, tmp_path: Path
) -> None:
    with Store.open(file) as store:
        sessions.new_session(store, "In autumn", "2026-12-01T10:00")
    announced = _listed(run, file)
    out = tmp_path / "a.pdf"
    assert run("agenda", file, announced["In autumn"], "-o", out).exit_code == 0
    text = "".join(page.extract_text() for page in PdfReader(out).pages)
    assert "In autumn" in text
    assert announced["In autumn"] in text
    assert _listed(run, file) == announced
    rows = json.loads(run("list", file, "sessions", "--json").stdout)
    assert all(row["is_issued"] for row in rows)


def test_a_file_that_is_open_elsewhere_is_read_all_the_same(
    run: Run, file: Path, tmp_path: Path
) -> None:
    """Reading takes no lock; what would have to be written is said, and left."""
    with Store.open(file) as store:
        new = sessions.new_session(store, "In autumn", "2026-10-06T10:00")
        done = run("agenda", file, "2026/15", "-o", tmp_path / "a.pdf")
        assert done.exit_code == 0
        assert "cannot be written just now" in _said(done)
        assert (tmp_path / "a.pdf").exists()
        assert not store.value("SELECT 1 FROM issued_number WHERE row_id = ?", (new,))
        for kind in KINDS:
            assert run("list", file, kind).exit_code == 0
        assert run("search", file, "agency").exit_code == 0
        assert run("minutes", file, "2026/12", "-o", tmp_path / "m.pdf").stderr == ""


def test_reading_leaves_the_file_and_its_folder_as_they_were(run: Run, file: Path) -> None:
    before = file.read_bytes()
    lines: tuple[tuple[object, ...], ...] = (
        ("list", file, "sessions"),
        ("search", file, "agency"),
        ("check", file),
    )
    for line in lines:
        assert run(*line).exit_code == 0
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_a_session_that_has_not_taken_place_has_no_minutes(
    run: Run, file: Path, tmp_path: Path
) -> None:
    done = run("minutes", file, "next", "-o", tmp_path / "m.pdf")
    assert done.exit_code == 2
    assert "agenda can be printed" in _said(done)
    assert not (tmp_path / "m.pdf").exists()


def test_a_record_holds_the_sessions_of_its_days(run: Run, file: Path, tmp_path: Path) -> None:
    out = tmp_path / "record.pdf"
    assert (
        run("record", file, "-o", out, "--from", "2026-01-01", "--to", "2026-02-28").exit_code == 0
    )
    text = "".join(page.extract_text() for page in PdfReader(out).pages)
    assert "2026/04" in text
    assert "2026/06" not in text
    done = run("record", file, "-o", tmp_path / "none.pdf", "--from", "2030-01-01")
    assert done.exit_code == 2
    assert "No session" in _said(done)
    assert not (tmp_path / "none.pdf").exists()


def test_days_that_do_not_exist_or_run_backwards_are_refused(run: Run, file: Path) -> None:
    done = run("record", file, "-o", "r.pdf", "--from", "2026-02-30")
    assert done.exit_code == 2
    assert "2026-02-30" in _said(done)
    done = run("record", file, "-o", "r.pdf", "--from", "2026-03-01", "--to", "2026-02-01")
    assert done.exit_code == 2
    assert "before" in _said(done)


@pytest.mark.parametrize(
    ("paper", "words"),
    [
        ("plan", "How often we meet"),
        ("handover", "What is open"),
        ("report", "What is needed from you"),
    ],
)
def test_the_papers_around_the_sessions_are_printed(
    run: Run, file: Path, tmp_path: Path, paper: str, words: str
) -> None:
    """K1, E8, M6: nothing is written to the file for it but the receipt."""
    out = tmp_path / "out.pdf"
    with Store.open(file) as store:  # held elsewhere: there is no receipt, and no complaint
        before = contents(store)
        done = run(paper, file, "-o", out)
        assert (done.exit_code, done.stderr) == (0, "")
    assert words in "".join(page.extract_text() for page in PdfReader(out).pages)
    assert run(paper, file, "-o", out).exit_code == 0
    with Store.open(file) as store:
        assert contents(store) == before
        assert [each.kind for each in receipts(store)] == [paper]
    done = run(paper, file, "-o", tmp_path / "out.txt")
    assert done.exit_code == 2
    assert not (tmp_path / "out.txt").exists()


def test_a_report_is_about_the_days_of_its_options(run: Run, file: Path, tmp_path: Path) -> None:
    """M6."""
    out = tmp_path / "report.pdf"
    days = ("--from", "2026-02-01", "--to", "2026-02-28")
    assert run("report", file, "-o", out, *days).exit_code == 0
    (page,) = PdfReader(out).pages
    assert "1 February 2026 to 28 February 2026" in page.extract_text()
    done = run("report", file, "-o", out, "--from", "2026-03-01", "--to", "2026-02-01")
    assert done.exit_code == 2
    assert "before" in _said(done)


@pytest.mark.parametrize(
    ("line", "is_known"),
    [
        (("advise", "FILE", "--on", "0001-01-01"), False),
        (("advise", "FILE", "--on", "9999-12-31"), False),
        (("advise", "FILE", "--on", "1900-01-01"), True),
        (("advise", "FILE", "--on", "2200-12-31"), True),
        (("report", "FILE", "-o", "OUT.pdf", "--to", "0001-01-01"), False),
        (("report", "FILE", "-o", "OUT.pdf", "--to", "1900-01-01"), True),
        (("record", "FILE", "-o", "OUT.pdf", "--from", "9999-12-31"), False),
        (("demo", "OUT.facilitator", "--on", "9999-12-31"), False),
        (("demo", "OUT.facilitator", "--on", "2200-12-31"), False),
        (("demo", "OUT.facilitator", "--on", "1900-01-01"), False),
    ],
)
def test_days_at_the_end_of_time_are_answered_or_refused(
    run: Run, file: Path, tmp_path: Path, line: tuple[str, ...], is_known: bool
) -> None:
    """Issue 4, bad input: no year makes the program stumble or writes half a file."""
    out = str(tmp_path / "out")
    done = run(*(part.replace("FILE", str(file)).replace("OUT", out) for part in line))
    assert done.exit_code == (0 if is_known else 2), done.output
    if not is_known:
        assert "too far away" in _said(done)
        assert not list(tmp_path.glob("out*"))


@pytest.mark.parametrize("what", ["actions", "decisions"])
def test_an_export_is_written_in_the_form_that_the_ending_names(
    run: Run, file: Path, tmp_path: Path, what: str
) -> None:
    """A2, D5."""
    for ending in ("csv", "json", "md"):
        assert run("export", file, what, "-o", tmp_path / f"out.{ending}").exit_code == 0
    rows = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["content"][what]
    data = (tmp_path / "out.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    lines = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [line["Number"] for line in lines] == [row["number"] for row in rows]
    text = (tmp_path / "out.md").read_text(encoding="utf-8")
    assert all(row["number"] in text for row in rows)


def test_an_export_numbers_what_it_prints(run: Run, file: Path) -> None:
    with Store.open(file) as store:
        captures.capture(store, CaptureKind.DECISION, "A proposal by mail")
    out = run("export", file, "decisions", "-o", "-").stdout
    assert "D-2026-022,A proposal by mail" in out


def test_standard_output_gets_text_without_a_mark_or_json(run: Run, file: Path) -> None:
    assert run("export", file, "actions", "-o", "-").stdout_bytes.startswith(b"Number,")
    document = json.loads(run("export", file, "actions", "-o", "-", "--json").stdout)
    assert document["format"] == "facilitator-actions"
    document = json.loads(run("minutes", file, "last", "-o", "-", "--json").stdout)
    assert document["format"] == "facilitator-minutes"
    assert run("agenda", file, "next", "-o", "-").stdout_bytes.startswith(b"%PDF-")


def test_an_ending_that_is_not_known_is_refused_before_anything_is_done(
    run: Run, file: Path, tmp_path: Path
) -> None:
    for line in (("minutes", file, "last", "-o", tmp_path / "m.docx"),
                 ("minutes", file, "last", "-o", tmp_path / "m"),
                 ("agenda", file, "next", "-o", tmp_path / "a.md"),
                 ("export", file, "actions", "-o", tmp_path / "a.xlsx"),
                 ("export", file, "actions", "-o", tmp_path / "a.csv", "--json")):  # fmt: skip
        done = run(*line)
        assert done.exit_code == 2
        assert _said(done)
    assert [path for path in tmp_path.iterdir() if path.is_file()] == []


def test_the_engagement_itself_is_never_written_over(run: Run, tmp_path: Path, file: Path) -> None:
    path = tmp_path / "odd.json"
    path.write_bytes(file.read_bytes())
    done = run("export", path, "actions", "-o", path)
    assert done.exit_code == 2
    assert "cannot be written over" in _said(done)
    assert path.read_bytes() == file.read_bytes()


# --- wrong use ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        ("list",),
        ("list", "FILE"),
        ("list", "FILE", "nonsense"),
        ("minutes", "FILE", "last"),
        ("minutes", "FILE", "2026/99", "-o", "m.pdf"),
        ("minutes", "FILE", "last", "-o", "m.pdf", "--style", "epic"),
        ("minutes", "FILE", "last", "-o", "m.pdf", "--for", "nobody"),
        ("demo", "other.facilitator", "--on", "tomorrow"),
        ("new", "other.facilitator"),
        ("frobnicate",),
        ("frobnicate", "FILE"),
        ("--nonsense",),
        ("restore", "FILE", "-o", "-"),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(
    run: Run, file: Path, line: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(file.parent)
    done = run(*(str(file) if part == "FILE" else part for part in line))
    assert done.exit_code == 2
    assert _said(done).startswith("facilitator: ")
    assert done.stdout == ""
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_help_and_version_are_answers(run: Run) -> None:
    assert run("--help").exit_code == 0
    assert "Commands:" in run("--help").stdout
    assert run("minutes", "--help").exit_code == 0
    assert run("--version").stdout.startswith("facilitator, version ")
