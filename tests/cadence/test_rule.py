"""Rules of a rhythm: written, read back, refused with a sentence (K2)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.rule import Pattern, Rule, parse_rule, weekly
from facilitator.errors import InvalidText
from tests.cadence.rules import rules


@given(rules())
def test_a_rule_reads_back_as_itself(rule: Rule) -> None:
    """K2."""
    assert parse_rule(rule.text()) == rule
    assert parse_rule(f"RRULE:{rule.text().lower()};WKST=MO") == rule


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (weekly(1), "FREQ=WEEKLY;INTERVAL=1"),
        (Rule(Pattern.WEEKS, 2, (3, 1)), "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH"),
        (Rule(Pattern.MONTH_WEEKDAY, 1, (1,), 2), "FREQ=MONTHLY;INTERVAL=1;BYDAY=2TU"),
        (Rule(Pattern.MONTH_WEEKDAY, 3, (4,), -1), "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR"),
        (
            Rule(Pattern.MONTH_WORKING_DAY, 1, (), -1),
            "FREQ=MONTHLY;INTERVAL=1;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        ),
        (Rule(Pattern.WORKING_DAYS), "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR"),
    ],
)
def test_each_pattern_is_a_rule_of_the_calendar_standard(rule: Rule, text: str) -> None:
    """K2, RFC 5545."""
    assert rule.text() == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("FREQ=SECONDLY", "every second"),
        ("FREQ=MINUTELY;INTERVAL=90", "every minute"),
        ("FREQ=HOURLY", "every hour"),
        ("FREQ=YEARLY", "once a year"),
        ("FREQ=DAILY", "every working day"),
        ("FREQ=DAILY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR", "none can be left out"),
        ("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30", "never occurs"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "never occurs"),
        ("FREQ=MONTHLY;BYMONTH=13;BYMONTHDAY=1", "never occurs"),
        ("FREQ=MONTHLY;BYDAY=6MO", "never occurs"),
        ("FREQ=MONTHLY;BYDAY=0MO", "never occurs"),
        ("FREQ=MONTHLY;BYDAY=5MO", "first to fourth"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=0", "never occurs"),
        ("FREQ=MONTHLY;BYMONTHDAY=15", "“BYMONTHDAY” is not offered"),
        ("FREQ=MONTHLY", "nth weekday"),
        ("FREQ=MONTHLY;BYDAY=1MO,2TU", "one weekday"),
        ("FREQ=WEEKLY;UNTIL=20261231T000000Z", "the series has the end"),
        ("FREQ=WEEKLY;COUNT=3", "the series has the end"),
        ("FREQ=WEEKLY;INTERVAL=0", "1 to 52 weeks"),
        ("FREQ=WEEKLY;INTERVAL=53", "1 to 52 weeks"),
        ("FREQ=WEEKLY;INTERVAL=9999999", "not a number"),
        ("FREQ=WEEKLY;INTERVAL=-1", "1 to 52 weeks"),
        ("FREQ=WEEKLY;INTERVAL=²", "not a number"),
        ("FREQ=WEEKLY;BYDAY=XX", "not a day of the week"),
        ("FREQ=WEEKLY;BYDAY=2TU", "not a day of the week"),
        ("FREQ=WEEKLY;WKST=SU", "begin on a Monday"),
        ("FREQ=WEEKLY;FREQ=WEEKLY", "can be read"),
        ("every week", "can be read"),
        ("", "can be read"),
        ("INTERVAL=2", "how often"),
    ],
)
def test_what_is_no_rhythm_is_refused_with_its_reason(text: str, said: str) -> None:
    """K2: never occurring, every second, an end inside."""
    with pytest.raises(InvalidText, match=said):
        parse_rule(text)


@given(st.text(max_size=60))
def test_no_text_makes_anything_but_a_rule_or_a_sentence(text: str) -> None:
    """K2: a hostile file ends in a refusal."""
    try:
        parse_rule(text)
    except InvalidText:
        return


@given(
    st.lists(
        st.sampled_from(
            ["FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=DAILY", "INTERVAL=2", "BYDAY=MO", "BYDAY=-1FR",
             "BYDAY=MO,TU,WE,TH,FR", "BYSETPOS=-1", "BYSETPOS=3", "WKST=MO", "BYMONTHDAY=31"]
        ),
        max_size=6,
    )
)  # fmt: skip
def test_what_is_read_is_written_and_read_again_as_the_same(parts: list[str]) -> None:
    """K2."""
    try:
        rule = parse_rule(";".join(parts))
    except InvalidText:
        return
    assert parse_rule(rule.text()) == rule


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Rule(Pattern.WEEKS, 2, (7,)),
        lambda: Rule(Pattern.WEEKS, 2, (), 1),
        lambda: Rule(Pattern.MONTH_WEEKDAY, 1, (), 1),
        lambda: Rule(Pattern.MONTH_WEEKDAY, 1, (1, 2), 1),
        lambda: Rule(Pattern.MONTH_WEEKDAY, 25, (1,), 1),
        lambda: Rule(Pattern.MONTH_WORKING_DAY, 1, (1,), 1),
        lambda: Rule(Pattern.MONTH_WORKING_DAY, 1, (), 5),
        lambda: Rule(Pattern.WORKING_DAYS, 2),
        lambda: Rule("moon"),
    ],
)
def test_numbers_that_make_no_rhythm_are_refused(wrong: object) -> None:
    """K2."""
    assert callable(wrong)
    with pytest.raises(InvalidText):
        wrong()


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        (weekly(1), 7),
        (weekly(4), 28),
        (Rule(Pattern.WEEKS, 2, (1, 3)), 7),
        (Rule(Pattern.WEEKS, 1, (0, 1, 2, 3, 4, 5, 6)), 1),
        (Rule(Pattern.MONTH_WEEKDAY, 2, (1,), 2), 60),
        (Rule(Pattern.MONTH_WORKING_DAY, 1, (), -1), 30),
        (Rule(Pattern.WORKING_DAYS), 1),
    ],
)
def test_a_rhythm_knows_its_mean_distance(rule: Rule, days: int) -> None:
    """K3: the advice compares rhythms in days."""
    assert rule.days == days
