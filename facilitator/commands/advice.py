"""The advice on how often to meet: its answers, thresholds, incidents and hourly rates (K3)."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime
from typing import Any

from facilitator.cadence.advice import RANGES, Thresholds
from facilitator.commands.fields import (
    Converter,
    day,
    edit,
    local_moment,
    must_exist,
    reference,
    required_line,
    stamp,
    text,
)
from facilitator.commands.series import change_rhythm, skip_slot
from facilitator.commands.sessions import cancel_session
from facilitator.domain.rule import weekly
from facilitator.domain.words import AdviceAnswer, AdviceRemark
from facilitator.errors import CommandRefused, InvalidMoment, InvalidText, NotThere
from facilitator.queries.cadence import AdviceView, Coming, advice_now
from facilitator.queries.engagement import day_of
from facilitator.queries.next_dates import change_dates
from facilitator.store import Store

MOST_CENTS = 100_000_000  # a million an hour: more is a slip of the finger

# --- answers -----------------------------------------------------------------------------------


def accept_advice(
    store: Store, series_id: int, from_local: str | datetime = "", reason: str = ""
) -> int:
    """Follow the advice of today and keep that it was; returns the id of the answer.

    Another rhythm is in force from its first time on or after `from_local` (the next time of the
    series where left out). The next session is called off, or its time left out, where that is
    the advice.
    """
    view = _answerable(store, series_id)
    moment = _from(store, view, from_local)
    with store.step("Accept the advice"):
        changes = view.advice.remark == AdviceRemark.CHANGE
        chosen = view.advice.days if changes else view.counted.inputs.current
        row_id = _keep(store, view, AdviceAnswer.ACCEPTED, reason, chosen, moment)
        if moment is not None:
            change_rhythm(
                store, series_id, weekly(view.advice.days // 7), moment,
                because=reason, advice_id=row_id,
            )  # fmt: skip
            # With its rhythm to come the same advice is no news: remembered is how it stands now.
            store.update("advice", row_id, inputs_json=_view(store, series_id).counted.known)
        elif view.advice.remark == AdviceRemark.SKIP_NEXT and view.counted.coming is not None:
            _skip(store, series_id, view.counted.coming, reason)
    return row_id


def decline_advice(store: Store, series_id: int, reason: str) -> int:
    """Keep that the advice of today is not followed, and why; the rhythm stays as it is."""
    view = _answerable(store, series_id)
    why = required_line("Reason", reason)
    with store.step("Decline the advice"):
        current = view.counted.inputs.current
        return _keep(store, view, AdviceAnswer.DECLINED, why, current, None)


def _view(store: Store, series_id: int) -> AdviceView:
    view = advice_now(store, series_id)
    if view is None:
        raise NotThere("series", str(series_id))
    return view


def _answerable(store: Store, series_id: int) -> AdviceView:
    view = _view(store, series_id)
    if view.advice.remark == AdviceRemark.KEEP and not view.advice.extra_meeting:
        raise CommandRefused(
            "The advice is to stay with the rhythm, so there is nothing to answer. "
            "Nothing was changed."
        )
    return view


def _from(store: Store, view: AdviceView, from_local: str | datetime) -> str | None:
    """Return from when another rhythm holds; None where the advice is none."""
    if view.advice.remark != AdviceRemark.CHANGE:
        return None
    coming = change_dates(store, view.counted.series.id, 1)
    if not from_local and not coming:
        raise CommandRefused(
            "No session is to come in this series, so say from which day the rhythm holds. "
            "Nothing was changed."
        )
    moment = local_moment("From", from_local or coming[0])
    if moment[:10] < day_of(store).isoformat():
        raise InvalidMoment(moment[:10], "is past; a rhythm changes from today on")
    return moment


def _keep(
    store: Store,
    view: AdviceView,
    answer: AdviceAnswer,
    reason: str,
    chosen: int,
    from_local: str | None,
) -> int:
    return store.insert(
        "advice",
        series_id=view.counted.series.id,
        made_on=view.counted.on.isoformat(),
        remark=view.advice.remark.value,
        current_days=view.counted.inputs.current,
        advised_days=view.advice.days,
        chosen_days=chosen,
        answer=answer.value,
        reason=text("Reason", reason),
        from_local=from_local,
        inputs_json=view.counted.known,
        at=stamp(store),
    )


def _skip(store: Store, series_id: int, coming: Coming, reason: str) -> None:
    if coming.session_id is not None:
        cancel_session(store, coming.session_id, reason)
    else:
        skip_slot(store, series_id, coming.original_local, reason)


# --- thresholds --------------------------------------------------------------------------------


def set_threshold(store: Store, name: str, value: int, *, origin: object | None = None) -> None:
    """Set one judgement behind the advice for this engagement.

    Raises:
        InvalidText: there is no such threshold, or the value is outside what makes sense.
    """
    if name not in RANGES:
        raise InvalidText("Threshold", f"“{name}” is none of the judgements behind the advice")
    low, high = RANGES[name]
    if not low <= int(value) <= high:
        raise InvalidText("Threshold", f"{low} to {high} is possible")
    known = store.all("SELECT id FROM threshold WHERE name = ? ORDER BY id", (name,))
    with store.step("Change a threshold", merge=f"threshold:{name}", origin=origin):
        if known:
            store.update("threshold", known[-1]["id"], value=int(value))
        else:
            store.insert("threshold", name=name, value=int(value))


def reset_thresholds(store: Store, *names: str) -> None:
    """Go back to the shipped judgements: those named, or all where none is named."""
    wanted = set(names) or {field.name for field in fields(Thresholds)}
    with store.step("Reset thresholds"):
        for row in store.all("SELECT id, name FROM threshold ORDER BY id"):
            if row["name"] in wanted or not names:
                store.delete("threshold", row["id"])


# --- incidents ---------------------------------------------------------------------------------

INCIDENT: dict[str, Converter] = {"title": required_line, "session_id": reference}


def open_incident(
    store: Store,
    title: str,
    opened_on: date | str | None = None,
    session_id: int | None = None,
) -> int:
    """Note that an incident is open, since today where no day is said."""
    since = _past(store, "Since", opened_on)
    with store.step("Open an incident"):
        return store.insert(
            "incident",
            title=required_line("Title", title),
            opened_on=since,
            session_id=reference("Session", session_id),
        )


def set_incident(
    store: Store, incident_id: int, *, origin: object | None = None, **values: Any
) -> None:
    """Change what an incident is called, or which session it belongs to."""
    edit(store, "Edit the incident", "incident", incident_id, INCIDENT, values, origin)


def set_incident_day(store: Store, incident_id: int, opened_on: date | str) -> None:
    """Correct since when an incident is open."""
    row = must_exist(store, "incident", incident_id)
    since = _past(store, "Since", opened_on)
    _refuse_reversed(since, row["closed_on"])
    with store.step("Edit the incident"):
        store.update("incident", incident_id, opened_on=since)


def close_incident(store: Store, incident_id: int, closed_on: date | str | None = None) -> None:
    """Note that an incident is over, since today where no day is said."""
    row = must_exist(store, "incident", incident_id)
    over = _past(store, "Closed", closed_on)
    _refuse_reversed(row["opened_on"], over)
    with store.step("Close the incident"):
        store.update("incident", incident_id, closed_on=over)


def reopen_incident(store: Store, incident_id: int) -> None:
    """Note that an incident is not over."""
    must_exist(store, "incident", incident_id)
    with store.step("Reopen the incident"):
        store.update("incident", incident_id, closed_on=None)


def delete_incident(store: Store, incident_id: int) -> None:
    """Take away an incident that was none."""
    must_exist(store, "incident", incident_id)
    with store.step("Delete the incident"):
        store.delete("incident", incident_id)


def _past(store: Store, name: str, value: date | str | None) -> str:
    today = day_of(store).isoformat()
    found = day(name, value) or today
    if found > today:
        raise InvalidMoment(found, "is still to come")
    return found


def _refuse_reversed(opened_on: str, closed_on: str | None) -> None:
    if closed_on is not None and closed_on < opened_on:
        raise InvalidMoment(closed_on, f"is before the incident began, {opened_on}")


# --- hourly rates ------------------------------------------------------------------------------


def set_rate(
    store: Store,
    cents_per_hour: int | None,
    person_id: int | None = None,
    *,
    origin: object | None = None,
) -> None:
    """Set what an hour of a person costs, or of everybody without a rate; None takes it away.

    Rates are sealed: they show as sums on the facilitator's own screen and leave in no way.
    """
    if person_id is not None:
        must_exist(store, "person", person_id)
    if cents_per_hour is not None and not 0 <= int(cents_per_hour) <= MOST_CENTS:
        raise InvalidText("Rate", "an hour costs nothing or more, at most a million")
    known = store.all("SELECT id FROM sealed_rate WHERE person_id IS ? ORDER BY id", (person_id,))
    merge = f"rate:{person_id or 'all'}"
    with store.step("Set an hourly rate", merge=merge, origin=origin):
        if cents_per_hour is None:
            for row in known:
                store.delete("sealed_rate", row["id"])
        elif known:
            store.update("sealed_rate", known[-1]["id"], cents_per_hour=int(cents_per_hour))
        else:
            store.insert("sealed_rate", person_id=person_id, cents_per_hour=int(cents_per_hour))
