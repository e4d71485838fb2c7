"""Words of invitations that calendars send: what is unsure of them, what they would do (K4)."""

from __future__ import annotations

from datetime import date, datetime

from facilitator.domain.invitation import Doubt, Invitation, Unsure
from facilitator.queries.invitations import Known, Meeting, Standing
from ui.wording import QT_TRANSLATE_NOOP, length, short_day, time_of, translate

_DOUBTS = {
    Doubt.NO_TITLE: QT_TRANSLATE_NOOP("invitation", "It has no title; write one."),
    Doubt.ALL_DAY: QT_TRANSLATE_NOOP(
        "invitation", "It is for a whole day and says no hour; 10:00 is a guess."
    ),
    Doubt.FLOATING: QT_TRANSLATE_NOOP(
        "invitation", "It does not say in which time zone; {0} is a guess."
    ),
    Doubt.IN_UTC: QT_TRANSLATE_NOOP(
        "invitation", "It says its time in UTC; here it is the same moment in {0}."
    ),
    Doubt.UNKNOWN_ZONE: QT_TRANSLATE_NOOP(
        "invitation", "The time zone “{0}” is not known; check the time."
    ),
    Doubt.OTHER_LAW: QT_TRANSLATE_NOOP(
        "invitation",
        "The file counts the clocks of {0} another way than today's rules do. The time on the wall "
        "is kept; check it with whoever invites.",
    ),
    Doubt.NO_LENGTH: QT_TRANSLATE_NOOP(
        "invitation", "It does not say for how long in a way that can be; an hour is a guess."
    ),
    Doubt.SKIPPED_HOUR: QT_TRANSLATE_NOOP(
        "invitation", "The clocks skip {0} on that day, so it is an hour later."
    ),
    Doubt.REPEATS: QT_TRANSLATE_NOOP(
        "invitation",
        "It repeats. This brings the one time that is chosen; your own rhythm is set under Plan.",
    ),
    Doubt.ODD_RULE: QT_TRANSLATE_NOOP(
        "invitation", "How it repeats could not be followed, so only its first time is here."
    ),
    Doubt.CUT: QT_TRANSLATE_NOOP("invitation", "A text was too long and was cut: “{0}”."),
    Doubt.NO_NAME: QT_TRANSLATE_NOOP(
        "invitation", "It has no name of its own, so an update to it will not be recognised."
    ),
}
_FIELDS = {
    "title": QT_TRANSLATE_NOOP("invitation", "Title"),
    "starts_local": QT_TRANSLATE_NOOP("invitation", "Start"),
    "zone": QT_TRANSLATE_NOOP("invitation", "Time zone"),
    "length_s": QT_TRANSLATE_NOOP("invitation", "Length"),
    "place": QT_TRANSLATE_NOOP("invitation", "Place"),
    "link": QT_TRANSLATE_NOOP("invitation", "Link"),
}
_LEADS = {
    Standing.NEW: QT_TRANSLATE_NOOP("invitation", "It becomes a planned session. Check it first."),
    Standing.UPDATE: QT_TRANSLATE_NOOP("invitation", "It changes “{0}”, which came from it."),
    Standing.SAME: QT_TRANSLATE_NOOP("invitation", "“{0}” came from it and says the same already."),
    Standing.OLDER: QT_TRANSLATE_NOOP(
        "invitation", "It is older than what is known of “{0}”, so it changes nothing."
    ),
    Standing.CALL_OFF: QT_TRANSLATE_NOOP("invitation", "It calls “{0}” off."),
    Standing.NOTHING_TO_CALL_OFF: QT_TRANSLATE_NOOP(
        "invitation", "It calls a session off that did not come from here, so it changes nothing."
    ),
    Standing.CALLED_OFF_ALREADY: QT_TRANSLATE_NOOP(
        "invitation", "It calls “{0}” off, which is cancelled already."
    ),
    Standing.BEGUN: QT_TRANSLATE_NOOP(
        "invitation", "“{0}” has begun, so its invitation changes nothing any more."
    ),
}
_DEEDS = {
    Standing.NEW: QT_TRANSLATE_NOOP("invitation", "Plan the session"),
    Standing.UPDATE: QT_TRANSLATE_NOOP("invitation", "Change the session"),
    Standing.CALL_OFF: QT_TRANSLATE_NOOP("invitation", "Cancel the session"),
}


def lead(found: Meeting) -> str:
    """Return what the invitation would do, as a sentence."""
    return translate("invitation", _LEADS[found.standing]).format(found.title)


def deed(standing: Standing) -> str:
    """Return what the filled button says; empty where there is nothing to do."""
    return translate("invitation", _DEEDS[standing]) if standing in _DEEDS else ""


def doubt_line(unsure: Unsure) -> str:
    """Return what is unsure, as a sentence."""
    fact = unsure.fact
    return translate("invitation", _DOUBTS[unsure.doubt]).format(fact)


def choice_line(invitation: Invitation, today: date) -> str:
    """Return 'Tue 7 Jul, 14:00 · Budget talk'."""
    title = invitation.title or translate("invitation", "without a title")
    return f"{moment(invitation.starts_local, today)} · {title}"


def moment(local: str, today: date) -> str:
    """Return 'Tue 7 Jul, 14:00'."""
    at = datetime.fromisoformat(local)
    return f"{short_day(at.date(), today, weekday=True)}, {time_of(at)}"


def change_line(change: tuple[str, str, str], today: date) -> str:
    """Return 'Start: Tue 7 Jul, 14:00 → Wed 8 Jul, 09:00'."""
    name, here, brought = change
    before, after = (_shown(name, value, today) for value in (here, brought))
    words = translate("invitation", "{0}: {1} → {2}")
    return words.format(translate("invitation", _FIELDS[name]), before, after)


def _shown(name: str, value: str, today: date) -> str:
    if not value:
        return translate("invitation", "nothing")
    if name == "starts_local":
        return moment(value, today)
    return length(int(value)) if name == "length_s" else value


def person_line(known: Known) -> tuple[str, str]:
    """Return who is named, and what that means here."""
    named = known.invited.name or known.invited.email
    if known.person_id is None:
        if known.invited.email and known.invited.email != named:
            said = translate("invitation", "{0} is nobody’s address here; nobody is added")
            return named, said.format(known.invited.email)
        return named, translate("invitation", "not among the people here; nobody is added")
    if known.name == named:
        return named, translate("invitation", "is here")
    return named, translate("invitation", "is {0} here").format(known.name)
