"""Remember what calendars were told, so that the next file is an update (K4)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import islice

from facilitator.domain.calendar import Told
from facilitator.store import Store

_CHUNK = 500


def note_told(store: Store, told: Iterable[Told]) -> None:
    """Keep what calendars hear by a file; it is no step, since a file that left stays out there."""
    for _ in noting_told(store, told):
        pass


def noting_told(store: Store, told: Iterable[Told]) -> Iterator[int]:
    """Do as `note_told` bit by bit: yield how many components have been kept so far."""
    rest = iter(told)
    done = 0
    while chunk := [asdict(each) for each in islice(rest, _CHUNK)]:
        store.execute(
            "INSERT INTO calendar_sent(uid, recurrence, kind, starts, zone, digest, sequence, at)"
            " SELECT value ->> 'uid', value ->> 'recurrence', value ->> 'kind',"
            " value ->> 'starts', value ->> 'zone', value ->> 'digest', value ->> 'sequence',"
            " value ->> 'at' FROM json_each(?) WHERE true"
            " ON CONFLICT(uid, recurrence) DO UPDATE SET kind = excluded.kind,"
            " starts = excluded.starts, zone = excluded.zone, digest = excluded.digest,"
            " sequence = excluded.sequence, at = excluded.at",
            (json.dumps(chunk),),
        )
        done += len(chunk)
        yield done
