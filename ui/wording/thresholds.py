"""Words of the judgements behind the advice: what each is called and what it means (K3)."""

from __future__ import annotations

from ui.wording import QT_TRANSLATE_NOOP, translate

_THRESHOLDS: dict[str, tuple[str, str]] = {
    "usable_percent": (
        QT_TRANSLATE_NOOP("advice", "Share of a session that topics can use"),
        QT_TRANSLATE_NOOP("advice", "of what is left beside the fixed part, in percent"),
    ),
    "least_usable": (
        QT_TRANSLATE_NOOP("advice", "Least that a session can handle"),
        QT_TRANSLATE_NOOP("advice", "minutes, however long the fixed part is"),
    ),
    "clear_weeks": (
        QT_TRANSLATE_NOOP("advice", "Weeks in which what waits is to be cleared"),
        QT_TRANSLATE_NOOP("advice", "fewer weeks ask for a shorter rhythm"),
    ),
    "room_percent": (
        QT_TRANSLATE_NOOP("advice", "How far a rhythm may stretch"),
        QT_TRANSLATE_NOOP("advice", "percent of the days that one session covers"),
    ),
    "arrival_weeks": (
        QT_TRANSLATE_NOOP("advice", "Weeks over which arriving topics are counted"),
        QT_TRANSLATE_NOOP("advice", "more weeks make the figure calmer"),
    ),
    "thin_percent": (
        QT_TRANSLATE_NOOP("advice", "A session is thin below"),
        QT_TRANSLATE_NOOP("advice", "percent of its time used"),
    ),
    "thin_sessions": (
        QT_TRANSLATE_NOOP("advice", "Thin sessions in a row that lengthen"),
        QT_TRANSLATE_NOOP("advice", "one step, where no limit binds"),
    ),
    "overfull_percent": (
        QT_TRANSLATE_NOOP("advice", "A session is overfull from"),
        QT_TRANSLATE_NOOP("advice", "percent of its agenda carried over"),
    ),
    "overfull_sessions": (
        QT_TRANSLATE_NOOP("advice", "Overfull sessions in a row that shorten"),
        QT_TRANSLATE_NOOP("advice", "one step"),
    ),
    "incident_days": (
        QT_TRANSLATE_NOOP("advice", "While an incident is open, at most every"),
        QT_TRANSLATE_NOOP("advice", "days; at once, not step by step"),
    ),
    "concern_days": (
        QT_TRANSLATE_NOOP("advice", "While a serious concern is open, at most every"),
        QT_TRANSLATE_NOOP("advice", "days"),
    ),
    "young_age": (
        QT_TRANSLATE_NOOP("advice", "A group is young for"),
        QT_TRANSLATE_NOOP("advice", "days after its first session"),
    ),
    "young_days": (
        QT_TRANSLATE_NOOP("advice", "While it is young, at most every"),
        QT_TRANSLATE_NOOP("advice", "days"),
    ),
    "milestone_percent": (
        QT_TRANSLATE_NOOP("advice", "Of the days to a milestone at risk, count"),
        QT_TRANSLATE_NOOP("advice", "percent: so at least two sessions come before it"),
    ),
    "attendance_percent": (
        QT_TRANSLATE_NOOP("advice", "Attendance to be fixed first below"),
        QT_TRANSLATE_NOOP("advice", "percent of the last sessions, for the side seen least"),
    ),
    "attendance_sessions": (
        QT_TRANSLATE_NOOP("advice", "Sessions whose attendance counts"),
        QT_TRANSLATE_NOOP("advice", "the last ones that were held"),
    ),
}


def threshold_name(name: str) -> str:
    """Return what a threshold is called."""
    return translate("advice", _THRESHOLDS[name][0])


def threshold_meaning(name: str, default: int) -> str:
    """Return what a threshold means, and what it is unless somebody changes it."""
    return translate("advice", "{0}. Default {1}.").format(
        translate("advice", _THRESHOLDS[name][1]), default
    )
