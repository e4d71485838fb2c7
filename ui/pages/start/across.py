"""What comes and what waits across recent engagements, none of them opened (E7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal

from facilitator.queries.recent import Coming, Late, Overview
from ui import wording
from ui.pages.start.recent import RecentFile
from ui.widgets.card import Card
from ui.widgets.naming import identify
from ui.widgets.rows import Row, RowList
from ui.widgets.segmented import FilterTabs
from ui.widgets.text import Text
from ui.wording import translate

MOST = 30


@dataclass(frozen=True, slots=True)
class Way:
    """Where a row leads: a page of an engagement, and what is shown on it."""

    path: Path
    page: str
    target: tuple[tuple[str, object], ...]


def coming_rows(files: Sequence[RecentFile], today: date) -> list[Row]:
    """Return the next sessions of all engagements in the order of time."""
    found = sorted(
        ((each, file, file.seen) for file in files if file.seen for each in file.seen.coming),
        key=_moment,
    )[:MOST]
    zones = {each.zone for each, _file, _seen in found}
    return [
        _coming_row(each, file, seen, today, zone_too=len(zones) > 1) for each, file, seen in found
    ]


def _moment(found: tuple[Coming, RecentFile, Overview]) -> tuple[bool, object, str]:
    each, file, _seen = found
    return (not each.is_running, each.at, str(file.path))


def _coming_row(
    each: Coming, file: RecentFile, seen: Overview, today: date, *, zone_too: bool
) -> Row:
    at = wording.time_of(each.starts_local)
    if zone_too:
        at = translate("start", "{0} in {1}").format(at, each.zone)
    page = "run" if each.is_running else "prepare"
    running = wording.state("session", "running") if each.is_running else None
    return Row(
        Way(file.path, page, (("session_id", each.id),)),
        each.title,
        f"{seen.title}, {at}",
        second_dots=tuple(colour for _name, colour in seen.parties),
        chip=running,
        trailing=wording.short_day(each.starts_local, today, weekday=True),
        trailing_second=wording.distance(each.starts_local, today),
        spoken=", ".join(
            part
            for part in (
                wording.long_day(each.starts_local, today), at, each.label, each.title, seen.title,
                running[0] if running else wording.distance(each.starts_local, today),
            )
            if part
        ),
    )  # fmt: skip


def late_rows(files: Sequence[RecentFile], today: date) -> list[Row]:
    """Return what is overdue, an engagement at a time, the one that waits longest first."""
    found = [(file, file.seen) for file in files if file.seen and file.seen.late]
    rows: list[Row] = []
    for file, seen in sorted(found, key=_oldest):
        words = translate("start", "{0} overdue").format(seen.overdue)
        rows.append(Row(f"heading {file.path}", seen.title, words, is_heading=True))
        rows += [_late_row(each, file, today) for each in seen.late]
        if (more := seen.overdue - len(seen.late)) > 0:
            words = translate("start", "{0} more").format(more)
            spoken = translate("start", "{0} more overdue in {1}").format(more, seen.title)
            rows.append(Row(Way(file.path, "actions", ()), words, is_quiet=True, spoken=spoken))
    return rows


def _oldest(found: tuple[RecentFile, Overview]) -> tuple[str, str]:
    return found[1].late[0].due_on, str(found[0].path)


def _late_row(each: Late, file: RecentFile, today: date) -> Row:
    return Row(
        Way(file.path, "actions", (("action_id", each.id),)),
        each.words,
        trailing=wording.overdue(each.due_on, today),
        trailing_tone="danger",
    )


class AcrossCard(Card):
    """Two lists behind tabs. `asked` carries the `Way` of a row that was opened."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__(margin=10, spacing=6)
        self.tabs = identify(
            FilterTabs(
                [("coming", self.tr("Next sessions")), ("late", self.tr("Overdue"))],
                self.tr("Across the engagements"),
            ),
            "across-tabs",
        )
        self.list = identify(RowList(self.tr("Next sessions")), "across-list")
        self.nothing = Text("", "quiet", wrap=True)
        self.unread = Text("", "small", tone="warn", wrap=True)
        self._rows: dict[object, list[Row]] = {"coming": [], "late": []}
        self.add(self.tabs)
        self.add(self.list, 1)
        self.add(self.nothing)
        self.add(self.unread)
        self.tabs.chosen.connect(self._on_tab)
        self.list.opened.connect(self._on_opened)

    def show_files(self, files: Sequence[RecentFile], today: date) -> None:
        """Show what the files that could be read say."""
        self._rows = {"coming": coming_rows(files, today), "late": late_rows(files, today)}
        late = sum(file.seen.overdue for file in files if file.seen)
        self.tabs.set_counts({"coming": len(self._rows["coming"]), "late": late})
        self._say_unread(files)
        self._show()

    def _say_unread(self, files: Sequence[RecentFile]) -> None:
        """Say that something may be missing here."""
        names = [file.path.name for file in files if file.problem or file.is_missing]
        one = self.tr("{0} could not be read, so nothing of it stands here.")
        many = self.tr("{0} files could not be read, so nothing of them stands here.")
        words = one.format(names[0]) if len(names) == 1 else many.format(len(names))
        self.unread.setText(words if names else "")
        self.unread.setVisible(bool(names))

    def _on_tab(self, _key: object) -> None:
        self._show()

    def _show(self) -> None:
        key = self.tabs.current()
        rows = self._rows[key]
        names = {"coming": self.tr("Next sessions"), "late": self.tr("Overdue")}
        self.list.setAccessibleName(names[str(key)])
        self.list.set_rows(rows)
        self.list.setVisible(bool(rows))
        nothing = {
            "coming": self.tr("No session is planned in these engagements."),
            "late": self.tr("Nothing is overdue in these engagements."),
        }
        self.nothing.setText(nothing[str(key)])
        self.nothing.setVisible(not rows)

    def _on_opened(self, key: object) -> None:
        if isinstance(key, Way):
            self.asked.emit(key)
