"""Any rule of a rhythm, for tests over all of them."""

from __future__ import annotations

from hypothesis import strategies as st

from facilitator.domain.rule import Pattern, Rule

_NTH = st.sampled_from([1, 2, 3, 4, -1])
_MONTHS = st.integers(1, 24)


def rules() -> st.SearchStrategy[Rule]:
    """Return every pattern, with all its numbers."""
    days = st.lists(st.integers(0, 6), max_size=7, unique=True).map(tuple)
    one_day = st.integers(0, 6).map(lambda day: (day,))
    return st.one_of(
        st.builds(Rule, st.just(Pattern.WEEKS), st.integers(1, 52), days),
        st.builds(Rule, st.just(Pattern.MONTH_WEEKDAY), _MONTHS, one_day, _NTH),
        st.builds(Rule, st.just(Pattern.MONTH_WORKING_DAY), _MONTHS, st.just(()), _NTH),
        st.just(Rule(Pattern.WORKING_DAYS)),
    )
