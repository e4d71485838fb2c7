"""What a calendar file tells: the rhythms of the series, the sessions, a to-do per action (K4).

Everybody reads the same file, so it is made from joint text alone. What it is called in a calendar
(`uid`) is made from the row it stands for, the same in every export and no id of the file itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from facilitator.domain.calendar import Told, Uids
from facilitator.domain.invitation import parts_of_key
from facilitator.domain.moments import local_to_utc
from facilitator.domain.words import ExceptionState, SessionState
from facilitator.projections.actions import ActionShelf
from facilitator.projections.moments import is_plain, stamp_of
from facilitator.projections.names import load_names
from facilitator.projections.types import ActionEntry, EngagementHead
from facilitator.queries.calendar import Occasion, occasions
from facilitator.queries.engagement import day_of
from facilitator.queries.numbers import session_labels
from facilitator.queries.series import RhythmRow, SeriesRow, series, slots
from facilitator.store import Reader, Row

_MINUTE = timedelta(minutes=1)
_AHEAD = timedelta(days=3 * 366)


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """A rhythm, one time of a rhythm that differs (`original`), or a session by itself.

    `rule` is an RRULE without an end, `last` the UTC stamp after which it is over (empty: open);
    `skipped` are times of the rhythm, in its zone, at which nothing takes place.
    """

    uid: str
    original: str
    original_zone: str
    starts: str
    zone: str
    seconds: int
    rule: str
    last: str
    skipped: tuple[str, ...]
    title: str
    number: str
    purpose: str
    place: str
    link: str
    without_facilitator: bool


@dataclass(frozen=True, slots=True)
class CalendarTask:
    """The to-do of an action."""

    uid: str
    action: ActionEntry


@dataclass(frozen=True, slots=True)
class CalendarPaper:
    """A calendar of the engagement as it is at a moment (`at`, a UTC stamp)."""

    engagement: EngagementHead
    at: str
    events: tuple[CalendarEvent, ...]
    tasks: tuple[CalendarTask, ...]
    told: tuple[Told, ...]


def build_calendar(reader: Reader) -> CalendarPaper:
    """Return all sessions, past and coming, with the rhythms they follow, and every action."""
    names = load_names(reader)
    uids = Uids(reader.value("SELECT id FROM engagement ORDER BY id LIMIT 1"))
    told = told_before(reader)
    shelf = ActionShelf(reader, names)
    return CalendarPaper(
        names.head,
        stamp_of(reader.clock.now()),
        tuple(_Events(reader, uids).all(told)),
        tuple(CalendarTask(uids.of("action", row["id"]), shelf.entry(row)) for row in shelf.rows),
        told,
    )


def told_before(reader: Reader) -> tuple[Told, ...]:
    """Return what calendars were told in earlier exports."""
    rows = reader.all("SELECT * FROM calendar_sent ORDER BY uid, recurrence")
    return tuple(
        Told(
            row["uid"],
            row["recurrence"],
            row["kind"],
            row["starts"] or "",
            row["zone"] or "",
            row["digest"],
            row["sequence"],
            row["at"],
        )
        for row in rows
    )


# --- sessions and rhythms ------------------------------------------------------------------------


class _Events:
    def __init__(self, reader: Reader, uids: Uids) -> None:
        self._uids = uids
        self._today = day_of(reader)
        self._series = series(reader)
        # A number that may still change is not for a calendar, which nobody can call back.
        labels = session_labels(reader)
        self._issued = {key for key, each in labels.items() if each.is_issued}
        rows = reader.all("SELECT id, link, uid FROM session")
        self._sessions = {row["id"]: row for row in rows}
        first, last = _reach(reader)
        self._occasions = occasions(reader, first, last) if first <= last else []

    def all(self, told: tuple[Told, ...]) -> Iterator[CalendarEvent]:
        """Yield each rhythm with the times at which it differs, then what stands by itself."""
        differing = self._by_rhythm()
        sent = defaultdict(list)
        for each in told:
            sent[each.uid].append(each.recurrence)
        for row in self._series:
            for rhythm in row.rhythms:
                yield from self._of_rhythm(row, rhythm, differing[rhythm.id], sent)
        for occasion in self._occasions:
            is_alone = occasion.session_id is not None and occasion.rhythm_id is None
            if is_alone and occasion.state != SessionState.CANCELLED:
                yield self._session(occasion)

    def _by_rhythm(self) -> dict[int, list[Occasion]]:
        found: dict[int, list[Occasion]] = defaultdict(list)
        for occasion in self._occasions:
            if occasion.rhythm_id is not None and occasion.state != "free":
                found[occasion.rhythm_id].append(occasion)
        return found

    def _of_rhythm(
        self,
        row: SeriesRow,
        rhythm: RhythmRow,
        differing: list[Occasion],
        sent: dict[str, list[str]],
    ) -> Iterator[CalendarEvent]:
        before = datetime.fromisoformat(rhythm.starts_local) - _MINUTE
        starts = next((each.original_local for each in slots(_only(row, rhythm), before)), None)
        if starts is None:
            return  # the next rhythm, or the end, comes before its first time
        off = {each.original_local for each in differing if _is_off(each)}
        own = {each.original_local: each for each in differing if not _is_off(each)}
        apart = self._apart(row, rhythm) - off
        skipped = off | apart
        master = self._master(row, rhythm, starts, tuple(sorted(skipped)))
        yield master
        for original in sorted(set(own) - apart):
            yield self._override(master, own[original])
        for original in sorted(apart):
            yield self._by_itself(master, rhythm, original, own.get(original))
        # A time that calendars know as different, and is not any more, is told to be as the others.
        for original in sorted(set(filter(None, sent[master.uid])) - set(own) - skipped):
            if _has(row, rhythm, original):
                yield _again(master, original)

    def _master(
        self, row: SeriesRow, rhythm: RhythmRow, starts: str, skipped: tuple[str, ...]
    ) -> CalendarEvent:
        return CalendarEvent(
            uid=self._uids.of("rhythm", rhythm.id),
            original="",
            original_zone="",
            starts=starts,
            zone=rhythm.zone,
            seconds=rhythm.length_s,
            rule=rhythm.rule.text(),
            last=_last(row, rhythm),
            skipped=skipped,
            title=row.title,
            number="",
            purpose=row.purpose,
            place=row.place,
            link=row.link,
            without_facilitator=False,
        )

    def _apart(self, row: SeriesRow, rhythm: RhythmRow) -> set[str]:
        """Return the times at which clocks change, or that are left out or shown twice by it.

        Calendar programs do not agree on when these begin and end, so that a rule cannot tell
        them. They are told as far ahead as a calendar is looked at.
        """
        starts = datetime.fromisoformat(rhythm.starts_local)
        before = max(starts, datetime.combine(self._today, time())) + _AHEAD
        return {
            each.original_local
            for each in slots(_only(row, rhythm), starts - _MINUTE, before)
            if not is_plain(each.original_local, rhythm.zone, rhythm.length_s)
        }

    def _by_itself(
        self, master: CalendarEvent, rhythm: RhythmRow, original: str, known: Occasion | None
    ) -> CalendarEvent:
        if known is not None and known.session_id is not None:
            return self._session(known)
        plain = self._override(master, known) if known else _again(master, original)
        uid = self._uids.of(f"rhythm {original}", rhythm.id)
        return replace(plain, uid=uid, original="", original_zone="")

    def _override(self, master: CalendarEvent, occasion: Occasion) -> CalendarEvent:
        if occasion.session_id is None:  # moved, and not planned yet
            moved = _again(master, occasion.original_local)
            return replace(moved, starts=occasion.starts_local, zone=occasion.zone)
        return replace(
            self._session(occasion),
            uid=master.uid,
            original=occasion.original_local,
            original_zone=master.zone,
        )

    def _session(self, occasion: Occasion) -> CalendarEvent:
        session_id = occasion.session_id or 0
        row: Row = self._sessions[session_id]
        # What came from an invitation keeps the name that it has in the calendars of others.
        uid, original = parts_of_key(row["uid"] or self._uids.of("session", session_id))
        return CalendarEvent(
            uid=uid,
            original=original,
            original_zone="UTC" if original else "",
            starts=occasion.starts_local,
            zone=occasion.zone,
            seconds=occasion.length_s,
            rule="",
            last="",
            skipped=(),
            title=occasion.title,
            number=occasion.label if session_id in self._issued else "",
            purpose="",
            place=occasion.place,
            link=row["link"] or "",
            without_facilitator=occasion.without_facilitator,
        )


def _is_off(occasion: Occasion) -> bool:
    return occasion.state in (SessionState.CANCELLED, ExceptionState.SKIPPED)


def _only(row: SeriesRow, rhythm: RhythmRow) -> SeriesRow:
    return replace(row, rhythms=(rhythm,))


def _has(row: SeriesRow, rhythm: RhythmRow, original: str) -> bool:
    at = datetime.fromisoformat(original)
    return any(True for _ in slots(_only(row, rhythm), at - _MINUTE, at + _MINUTE))


def _again(master: CalendarEvent, original: str) -> CalendarEvent:
    """Return one time of a rhythm as the rhythm has it."""
    starts = local_to_utc(original, master.zone).local
    return replace(
        master, original=original, original_zone=master.zone, starts=starts, rule="", last="",
        skipped=(),
    )  # fmt: skip


def _last(row: SeriesRow, rhythm: RhythmRow) -> str:
    """Return the UTC stamp of the last minute at which a rhythm is in force, empty when open."""
    ends = []
    if rhythm.until_local:
        ends.append(datetime.fromisoformat(rhythm.until_local) - _MINUTE)
    if row.ends_on:
        ends.append(datetime.combine(date.fromisoformat(row.ends_on), time(23, 59)))
    if not ends:
        return ""
    local = min(ends).isoformat(timespec="minutes")
    return stamp_of(local_to_utc(local, rhythm.zone).utc.astimezone(UTC))


def _reach(reader: Reader) -> tuple[date, date]:
    """Return the days between which lies everything that is known of single times."""
    texts = reader.all(
        "SELECT starts_local AS a, original_local AS b, started_at AS c FROM session"
        " UNION ALL SELECT original_local, moved_local, NULL FROM series_exception"
    )
    days = sorted(_days(texts))
    if not days:
        return date.max, date.min
    return days[0] - timedelta(days=1), days[-1] + timedelta(days=1)


def _days(rows: Iterable[Row]) -> Iterator[date]:
    for row in rows:
        for text in row.values():
            if text:
                yield date.fromisoformat(text[:10])
