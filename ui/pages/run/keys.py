"""The commands of the run screen: for the palette, with the consequence and the key of each."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from facilitator.domain.words import CaptureKind
from ui.actions import Command
from ui.pages.run.deeds import MORE_S, Deeds
from ui.pages.run.live import Live
from ui.wording import translate

_LETTERS = (
    ("d", CaptureKind.DECISION, "gavel"), ("a", CaptureKind.ACTION, "check-circle"),
    ("c", CaptureKind.CONCERN, "flag"), ("q", CaptureKind.QUESTION, "question"),
    ("i", CaptureKind.IDEA, "lightbulb"), ("p", CaptureKind.PARKED, "push-pin"),
    ("s", CaptureKind.SAYBACK, "quotes"), ("w", CaptureKind.WANT, "target"),
    ("n", CaptureKind.NEED, "warning-circle"), ("h", CaptureKind.CHALLENGE, "scales"),
    ("t", CaptureKind.TERM, "translate"),
)  # fmt: skip


class Screen(Protocol):
    """What the commands need of the page."""

    def focus_line(self, letters: str = "") -> None:
        """Put the keyboard into the capture line."""

    def focus_notes(self) -> None:
        """Put the keyboard into the notes."""


def run_commands(screen: Screen, deeds: Deeds, live: Live) -> list[Command]:
    """Return what can be done now."""
    return [*_captures(screen, live), *_clock(deeds, live), *_rest(screen, deeds)]


def _captures(screen: Screen, live: Live) -> list[Command]:
    group = translate("commands", "Capture here")
    item = live.current()
    where = translate("commands", "on item {0}").format(live.number(item.id)) if item else ""
    titles = {
        "d": translate("commands", "Propose a decision"),
        "a": translate("commands", "Promise an action"),
        "c": translate("commands", "Raise a concern"),
        "q": translate("commands", "Ask a question"),
        "i": translate("commands", "Keep an idea"),
        "p": translate("commands", "Park a point"),
        "s": translate("commands", "Say it back"),
        "w": translate("commands", "Note a want"),
        "n": translate("commands", "Note a need"),
        "h": translate("commands", "Note a challenge"),
        "t": translate("commands", "Note a word to explain"),
    }
    consequences = {
        "d": translate("commands", "now, {0}").format(where) if where else "",
        "a": translate("commands", "owner, date, goal"),
    }
    found = [
        Command(
            f"capture.{letter}", titles[letter], partial(screen.focus_line, f"/{letter} "),
            consequence=consequences.get(letter, ""), icon=icon, group=group, hint=f"/{letter}",
        )
        for letter, _kind, icon in _LETTERS
    ]  # fmt: skip
    sealed = Command(
        "capture.sealed", translate("commands", "Write a sealed note"),
        partial(screen.focus_line, "// "), icon="lock-simple", group=group, hint="//",
        consequence=translate("commands", "reaches no export and no room view"),
    )  # fmt: skip
    line = Command(
        "capture.line", translate("commands", "Go to the capture line"), screen.focus_line,
        shortcut="Ctrl+L", icon="caret-right", group=group,
    )  # fmt: skip
    return [*found[:2], sealed, line, *found[2:]]


def _clock(deeds: Deeds, live: Live) -> list[Command]:
    group = translate("commands", "Clock and agenda")
    item, following = live.current(), live.following()
    number = live.number(item.id) if item else 0
    moment = live.moment(MORE_S)
    forward = translate("commands", "Close session")
    if following is not None:
        forward = translate("commands", "Next item: {0}").format(following.title)
    is_paused = moment.is_paused
    pause = (
        translate("commands", "Go on after the break")
        if is_paused
        else translate("commands", "Pause the clocks")
    )
    ends = translate("commands", "session would end {0}").format(moment.ends)
    rows: list[tuple[str, str, Callable[[], object], str, str, str]] = [
        ("run.next", forward, deeds.next_item, "F8", "skip-forward", ""),
        ("run.previous", translate("commands", "Previous item"), deeds.previous_item, "Shift+F8",
         "skip-back", ""),
        ("run.pause", pause, deeds.toggle_pause, "F9", "play" if is_paused else "pause", ""),
    ]  # fmt: skip
    if item is not None:
        more = translate("commands", "Give item {0} five more minutes").format(number)
        less = translate("commands", "Take five minutes from item {0}").format(number)
        skip = translate("commands", "Skip item {0} for today").format(number)
        rows += [
            ("run.extend", more, deeds.extend, "Alt++", "timer", ends),
            ("run.shorten", less, deeds.take_back, "Alt+-", "timer", ""),
            ("run.skip", skip, deeds.skip_current, "", "skip-forward", ""),
        ]
    return [
        Command(name, title, deed, consequence=words, shortcut=key, icon=icon, group=group)
        for name, title, deed, key, icon, words in rows
    ]


def _rest(screen: Screen, deeds: Deeds) -> list[Command]:
    group = translate("commands", "Paper and room")
    say = partial(deeds.ask_for_clarity, CaptureKind.SAYBACK)
    ask = partial(deeds.ask_for_clarity, CaptureKind.QUESTION)
    queued = translate("commands", "somebody finds this item not clear")
    return [
        Command("run.attendance", translate("commands", "Who is there"), deeds.attendance,
                icon="users", group=group, consequence=translate("commands", "late, left early")),
        Command("run.minutes", translate("commands", "Draft minutes so far"),
                deeds.draft_minutes, shortcut="Ctrl+E", icon="file-pdf", group=group,
                consequence=translate("commands", "session goes on")),
        Command("run.close", translate("commands", "Close session"), deeds.close,
                icon="check", group=group,
                consequence=translate("commands", "shows what is missing first")),
        Command("run.sayback", translate("commands", "Queue a say-it-back"), say,
                icon="quotes", group=group, consequence=queued),
        Command("run.question", translate("commands", "Queue a question"), ask,
                icon="question", group=group, consequence=queued),
        Command("run.notes", translate("commands", "Go to the notes"), screen.focus_notes,
                icon="pencil-simple", group=group, hint="Esc"),
        Command("run.leave", translate("commands", "Back to the sessions"), deeds.leave,
                icon="arrow-left", group=group,
                consequence=translate("commands", "the clock runs on")),
    ]  # fmt: skip
