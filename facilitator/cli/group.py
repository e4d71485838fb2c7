"""The commands and their options; what they do stands in the modules beside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

import click

import facilitator as product
from facilitator.cli.passphrase import SECRET
from facilitator.cli.terminal import NO, STDOUT, HouseGroup, wrong_use
from facilitator.domain.moments import YEARS

FILE = click.Path(path_type=Path)
LISTED = (
    "sessions", "agenda", "decisions", "actions", "concerns", "ideas", "goals", "people",
    "questions", "sayback", "terms", "data", "receipts",
)  # fmt: skip


Function: TypeAlias = Callable[..., Any]


def day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """Return a day written as 2026-06-30."""
    if value is None:
        return None
    try:
        found = date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(
            f"“{value}” is not a day that exists; write it as 2026-06-30", ctx, param
        ) from None
    if found.year not in YEARS:
        raise click.BadParameter(
            f"“{value}” is too far away; the years {YEARS[0]} to {YEARS[-1]} are known", ctx, param
        )
    return found


def day_option(name: str, target: str, text: str) -> Callable[[Function], Function]:
    """Return an option that takes a day."""
    return click.option(name, target, callback=day, metavar="DATE", help=text)


def out_option(ending: str) -> Callable[[Function], Function]:
    """Return the option that names the file to write."""
    return click.option(
        "-o", "--out", required=True, metavar=f"OUT.{ending}",
        help="The file to write; - is standard output.",
    )  # fmt: skip


json_option: Callable[[Function], Function] = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON document."
)


key_passphrase_option: Callable[[Function], Function] = click.option(
    "--key-passphrase-file", "key_secret", type=SECRET, metavar="SECRET",
    help="Where the passphrase of the key is written (default: it is asked for on a terminal).",
)  # fmt: skip


@click.group(cls=HouseGroup, default="open", default_if_no_args=True)
@click.version_option(product.__version__, prog_name="facilitator")
def facilitator() -> None:
    """Prepare, run and minute recurring sessions between two sides.

    With a FILE alone, or with nothing, the window opens. SESSION is a number such as 2026/04, or
    last, or next. Exit codes: 0 done, 1 the answer is no, 2 wrong use, 3 the file cannot be used,
    4 writing failed.
    """


@facilitator.command(name="open")
@click.argument("names", nargs=-1, metavar="[FILE]")
def open_window(names: tuple[str, ...]) -> int:
    """Open the window, on FILE or on the start page."""
    if len(names) > 1:
        wrong_use(f"There is no command “{names[0]}”.")
    from facilitator.cli.files import show

    return show(names[0] if names else None)


open_window.hidden = True  # `facilitator FILE` is how people call it


@facilitator.command()
@click.argument("file", type=FILE)
@day_option("--on", "on", "The day on which the demo stands (default: today).")
def demo(file: Path, on: date | None) -> None:
    """Write the demo engagement to a new FILE."""
    from facilitator.cli import files

    files.write_demo_file(file, on)


@facilitator.command()
@click.argument("file", type=FILE)
@click.option("--party", "parties", multiple=True, required=True, help="A side; name two or more.")
@click.option("--facilitator", "person", metavar="NAME", help="Who runs the sessions.")
def new(file: Path, parties: tuple[str, ...], person: str | None) -> None:
    """Write a new, empty engagement to FILE."""
    if len(parties) < 2:
        wrong_use("An engagement has two sides at least: give --party twice.")
    from facilitator.cli import files

    files.write_new_file(file, list(parties), person)


@facilitator.command(name="list")
@click.argument("file", type=FILE)
@click.argument("what", type=click.Choice(LISTED))
@click.option("--session", metavar="SESSION", help="Only what belongs to this session.")
@json_option
def list_things(file: Path, what: str, session: str | None, as_json: bool) -> None:
    """List what is in FILE."""
    from facilitator.cli import reading

    reading.list_things(file, what, session, as_json)


@facilitator.command()
@click.argument("file", type=FILE)
@click.argument("query")
@json_option
def search(file: Path, query: str, as_json: bool) -> None:
    """Search FILE: words, "a phrase", is:action is:open @name goal:x party:x."""
    from facilitator.cli import reading

    reading.search_file(file, query, as_json)


@facilitator.command()
@click.argument("file", type=FILE)
@click.argument("session")
@out_option("pdf")
@click.option(
    "--for", "audience", default="room", metavar="room|PARTY|facilitator",
    help="The room (default), a party by name: its pre-brief, or your own run book.",
)  # fmt: skip
def agenda(file: Path, session: str, out: str, audience: str) -> None:
    """Print the agenda of a SESSION as PDF: for the room, for a party, or as your run book.

    The run book holds private preparation and sealed notes, for the facilitator alone.
    """
    from facilitator.cli import papers

    papers.print_agenda(file, session, out, audience)


@facilitator.command()
@click.argument("file", type=FILE)
@click.argument("session")
@out_option("pdf|md|html|json|eml")
@click.option(
    "--for", "audience", default="joint", metavar="joint|PARTY|executive",
    help="Everybody (default), a party by name: its own copy, or one page for the executives.",
)  # fmt: skip
@click.option(
    "--style", type=click.Choice(["decisions", "reasons", "discussion"]),
    help="How much they tell (default: as the engagement says).",
)  # fmt: skip
@click.option(
    "--reply", "replies", metavar="PARTY",
    help="Instead, the sheet on which this party answers to the circulated minutes.",
)  # fmt: skip
@click.option(
    "--sign", "key", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="KEY.p12", help="Sign the PDF of circulated or approved minutes with this key.",
)  # fmt: skip
@key_passphrase_option
@json_option
def minutes(
    file: Path,
    session: str,
    out: str,
    audience: str,
    style: str | None,
    replies: str | None,
    key: Path | None,
    key_secret: str | None,
    as_json: bool,
) -> None:
    """Print the minutes of a SESSION that runs or is closed.

    The ending of OUT chooses PDF, Markdown, a web page, JSON, or the draft of an e-mail (.eml) with
    the PDF enclosed; standard output gets Markdown, or JSON with --json.
    """
    from facilitator.cli import papers

    if replies is not None:
        if as_json or style or audience != "joint" or key:
            wrong_use("--reply makes a sheet; --for, --style, --sign, --json do not go with it.")
        papers.print_reply_sheet(file, session, out, replies)
        return
    if key is None:
        papers.print_minutes(file, session, out, audience, style, as_json)
        return
    from facilitator.cli.signing import key_for

    opened = key_for(key, key_secret)
    papers.print_minutes(file, session, out, audience, style, as_json, opened)


@facilitator.command()
@click.argument("path", type=FILE, metavar="KEY.p12")
@click.option("--name", required=True, help="Who signs with it.")
@key_passphrase_option
def key(path: Path, name: str, key_secret: str | None) -> None:
    """Make a key of your own to sign minutes with, protected by a passphrase."""
    from facilitator.cli.signing import make_key_file

    make_key_file(path, name, key_secret)


@facilitator.command()
@click.argument("file", type=FILE)
@out_option("pdf")
@day_option("--from", "from_on", "The first day (default: from the beginning).")
@day_option("--to", "to_on", "The last day (default: to the end).")
def record(file: Path, out: str, from_on: date | None, to_on: date | None) -> None:
    """Print many sessions as one PDF."""
    if from_on and to_on and to_on < from_on:
        wrong_use(f"--to {to_on} lies before --from {from_on}.")
    from facilitator.cli import papers

    papers.print_record(file, out, from_on, to_on)


@facilitator.command()
@click.argument("file", type=FILE)
@out_option("pdf")
def plan(file: Path, out: str) -> None:
    """Print the communication plan as PDF: who meets, how often, where, and the next dates."""
    from facilitator.cli import papers

    papers.print_plan(file, out)


@facilitator.command()
@click.argument("file", type=FILE)
@out_option("pdf")
def handover(file: Path, out: str) -> None:
    """Print what a stand-in facilitator needs as PDF; nothing sealed is in it."""
    from facilitator.cli import papers

    papers.print_handover(file, out)


@facilitator.command()
@click.argument("file", type=FILE)
@out_option("pdf")
@day_option("--from", "from_on", "The first day (default: three months before the last).")
@day_option("--to", "to_on", "The last day (default: today).")
def report(file: Path, out: str, from_on: date | None, to_on: date | None) -> None:
    """Print one page for the executives: goals, decisions, concerns, money, what is needed."""
    if from_on and to_on and to_on < from_on:
        wrong_use(f"--to {to_on} lies before --from {from_on}.")
    from facilitator.cli import papers

    papers.print_report(file, out, from_on, to_on)


@facilitator.command()
@click.argument("file", type=FILE)
@click.argument(
    "what", type=click.Choice(["actions", "decisions", "calendar", "glossary", "goals"])
)
@out_option("csv|json|md|pdf|ics")
@json_option
def export(file: Path, what: str, out: str, as_json: bool) -> None:
    """Export all actions, decisions or goals, the glossary, or the calendar.

    The ending of OUT chooses CSV, JSON or Markdown, for goals also PDF; standard output gets CSV,
    or JSON with --json. The calendar is an .ics file with every session and a to-do for each
    action; a calendar program that takes in a later one updates what it has.
    """
    from facilitator.cli import papers

    papers.export(file, what, out, as_json)


@facilitator.command()
@click.argument("file", type=FILE)
@day_option("--on", "on", "The day on which the advice is given (default: today).")
@click.option("--series", "title", metavar="TITLE", help="Only this series.")
@json_option
def advise(file: Path, on: date | None, title: str | None, as_json: bool) -> None:
    """Advise how often to meet, with every figure and where it comes from.

    Of another day than today the open points are as they stand now; what arrived, the sessions
    held, incidents and days are those of that day.
    """
    from facilitator.cli import advising

    advising.advise_file(file, on, title, as_json)


@facilitator.command()
@click.argument("file", type=FILE)
def check(file: Path) -> int:
    """Check FILE: integrity, numbers, links, sealed text. Exit code 1 when something is wrong."""
    from facilitator.cli import reading

    return 0 if reading.check_file(file) else NO


@facilitator.command()
@click.argument("paper", type=FILE, metavar="MINUTES.pdf")
@click.argument("file", type=FILE, required=False)
@json_option
def verify(paper: Path, file: Path | None, as_json: bool) -> int:
    """Verify MINUTES.pdf: does its data match its code, and what did FILE record of it?

    Exit code 1 when something does not match, or when FILE knows nothing of it.
    """
    from facilitator.cli.verify import verify_file

    return 0 if verify_file(paper, file, as_json) else NO


@facilitator.command()
@click.argument("file", type=FILE)
@click.argument("sheet", type=FILE, metavar="REPLY.pdf")
@click.option("--replace", is_flag=True, help="Also where the side has answered already.")
@click.option(
    "--note", "as_note", is_flag=True,
    help="Keep an answer to a version that is no longer out as a note of its session.",
)  # fmt: skip
def answer(file: Path, sheet: Path, replace: bool, as_note: bool) -> int:
    """Read a filled REPLY.pdf, print what it says, and keep it in FILE as that side's answer.

    Exit code 1 when nothing was kept: it is unclear, answers to other minutes, or the side has
    answered already.
    """
    from facilitator.cli.answering import bring_answer

    return 0 if bring_answer(file, sheet, replace=replace, as_note=as_note) else NO


@facilitator.command()
@click.argument("file", type=FILE)
@click.option("-o", "--out", required=True, metavar="OUT", help="The backup to write.")
def backup(file: Path, out: str) -> None:
    """Write a whole copy of FILE, also while it is open elsewhere."""
    from facilitator.cli import files

    files.write_backup(file, out)


@facilitator.command()
@click.argument("saved", type=FILE, metavar="BACKUP")
@click.option("-o", "--out", required=True, type=FILE, metavar="FILE", help="The file to make.")
def restore(saved: Path, out: Path) -> None:
    """Bring a BACKUP or a snapshot back as a new file."""
    if str(out) == STDOUT:
        wrong_use("A restored engagement needs a file name.")
    from facilitator.cli import files

    files.restore_file(saved, out)


@facilitator.command()
@click.argument("file", type=FILE)
@click.argument("session")
@click.option("--yes", "is_sure", is_flag=True, help="Destroy them; without it, only say how many.")
def destroy(file: Path, session: str, is_sure: bool) -> int:
    """Destroy the raw notes of a SESSION that are not in its minutes, for good.

    They go from FILE, its history, its search and its snapshots; undo begins anew. Copies, exports
    and sent papers still hold them. Exit code 1 without --yes, or when traces were left.
    """
    from facilitator.cli.destroying import destroy_notes

    return 0 if destroy_notes(file, session, is_sure) else NO


@facilitator.command()
@click.argument("file", type=FILE)
@click.argument("deed", type=click.Choice(["set", "change", "remove"]))
@click.option(
    "--new-passphrase-file", "secret", type=SECRET, metavar="SECRET",
    help="Where the new passphrase is written (default: it is asked for on a terminal).",
)  # fmt: skip
def passphrase(file: Path, deed: str, secret: str | None) -> None:
    """Protect FILE with a passphrase, change it, or remove it; its snapshots follow.

    There is no way to get a forgotten passphrase back.
    """
    if deed == "remove" and secret is not None:
        wrong_use("Removing a passphrase needs no new one.")
    from facilitator.cli.passphrase import rewrite

    rewrite(file, deed, secret)
