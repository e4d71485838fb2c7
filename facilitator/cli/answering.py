"""Bring in a reply sheet that a side filled in: print what was understood, then keep it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from facilitator.cli.terminal import print_line
from facilitator.domain.words import MinutesAnswer
from facilitator.exchange.reply_in import Unclear, read_reply
from facilitator.queries.minutes import AnswerRow
from facilitator.replying import Doubt, Reply, keep_reply, match_reply, note_reply
from facilitator.store import Store

_ANSWERS = {
    MinutesAnswer.AGREE: "agrees",
    MinutesAnswer.AGREE_WITH_NOTE: "agrees, with a note",
    MinutesAnswer.CONTESTS: "contests",
    MinutesAnswer.NO_OBJECTION: "no objection received",
}
_UNCLEAR = {
    Unclear.NO_ANSWER: "None of the three answers is chosen.",
    Unclear.AGREES_AND_CONTESTS: "It agrees, and contests something as well. Ask which is meant.",
    Unclear.CONTESTS_NOTHING: "It contests, and does not say what. Ask which number is meant.",
    Unclear.NOTE_MISSING: "It agrees with a note, and the note is empty. Ask for it.",
    Unclear.LOOKS_OTHERWISE: "It shows another choice than its data says. Ask which is meant.",
}
_DOUBTS = {
    Doubt.UNKNOWN_MINUTES: "{file} has no minutes with code {code}.",
    Doubt.REFERENCE_CHANGED: (
        "It names minutes {session}, version {version}, which is not what code {code} stands for."
    ),
    Doubt.UNKNOWN_PARTY: "{party} is no side that answers to these minutes.",
    Doubt.UNKNOWN_NUMBER: "It contests a number that these minutes do not have.",
    Doubt.SUPERSEDED: "It answers to version {version}; version {last} is out by now.",
    Doubt.APPROVED: "Version {version} is approved already.",
}


def bring_answer(file: Path, paper: Path, *, replace: bool, as_note: bool) -> bool:
    """Print what a sheet says and keep it; return whether it was kept."""
    read = read_reply(paper)
    with Store.open(file) as store:
        reply = match_reply(store, read)
        for line in told(reply, file):
            print_line(line)
        if as_note and reply.may_be_noted:
            note_reply(store, reply, "\n".join(_said(reply)))
            print_line("Kept as a note of the session.")
            return True
        if reply.may_be_kept:
            return _keep(store, reply, replace)
    _way_on(reply)
    return False


def _keep(store: Store, reply: Reply, replace: bool) -> bool:
    earlier = reply.replaces
    if earlier is not None and not replace:
        print_line("Nothing was kept; with --replace it takes the place of that answer.")
        return False
    keep_reply(store, reply, replaces=earlier)
    print_line("Kept as the answer." if earlier is None else "Kept in place of that answer.")
    return True


def _way_on(reply: Reply) -> None:
    if reply.may_be_noted:
        print_line("Nothing was kept; with --note it becomes a note of the session.")
    else:
        print_line("Nothing was kept.")


def told(reply: Reply, file: Path) -> Iterator[str]:
    """Yield what was understood, line by line, and why it is no answer if it is none."""
    yield from _said(reply)
    read = reply.read
    if read.is_note_taken:
        yield "  It agrees, and a note is written: taken as to agree with a note."
    if reply.replaces is not None:
        yield f"  Until now: {_answered(reply.replaces)}"
    facts = {
        "file": file.name,
        "code": read.code,
        "session": read.session,
        "version": read.version,
        "party": read.party,
        "last": reply.last.version if reply.last else "",
    }
    yield from (f"  no  {_DOUBTS[each].format(**facts)}" for each in reply.doubts)
    yield from (f"  no  {_UNCLEAR[each]}" for each in read.unclear)


def _said(reply: Reply) -> Iterator[str]:
    """Yield what the sheet says."""
    read = reply.read
    answer = _ANSWERS[MinutesAnswer(read.answer)] if read.answer else "no answer"
    yield f"{read.party} on minutes {read.session}, version {read.version}: {answer}"
    if read.note:
        yield f"  Note: {read.note}"
    for each in reply.contested:
        words = f" {each.words}" if each.words else ""
        yield f"  Contests {each.number}{words}" + (f": {each.why}" if each.why else "")
    who = ", ".join(filter(None, (read.by_name, read.on)))
    if who:
        yield f"  Filled in by {who}"


def _answered(side: AnswerRow) -> str:
    contested = "; ".join(" ".join((one.target, one.note)).strip() for one in side.objections)
    answer = _ANSWERS[MinutesAnswer(side.answer)]
    return ". ".join(filter(None, (answer, contested, side.note)))
