from datetime import date
from decimal import Decimal

import pytest

from odoo.addons.ward_training.rules.required import Span, months_counted, required
from odoo.addons.ward_training.rules.standing import Standing


def spans(*days):
    return tuple(Span(date.fromisoformat(first), date.fromisoformat(last)) for first, last in days)


@pytest.mark.parametrize(
    ("away", "months"),
    [
        ([], 12),
        ([("2026-05-01", "2026-05-14")], 12),  # 14 days: the month counts
        ([("2026-05-01", "2026-05-15")], 11),  # 15 days: it does not
        ([("2026-05-17", "2026-06-15")], 10),  # 15 days of each
        ([("2026-05-01", "2026-05-10"), ("2026-05-06", "2026-05-14")], 12),  # days in both count once
        ([("2026-05-01", "2026-05-07"), ("2026-05-20", "2026-05-27")], 11),  # 7 and 8 days
        ([("2025-01-01", "2025-12-31")], 12),  # another year
        ([("2025-11-10", "2026-05-09")], 8),  # maternity: nine days of May
        ([("2026-01-01", "2026-12-31")], 0),
    ],
)
def test_a_month_away_for_fifteen_days_does_not_count(away, months):
    assert months_counted(2026, spans(*away), 15) == months


def test_a_short_month_is_away_when_all_of_it_is():
    assert months_counted(2026, spans(("2026-02-01", "2026-02-28")), 31) == 11
    assert months_counted(2026, spans(("2026-02-01", "2026-02-27")), 31) == 12


def test_a_threshold_of_no_day_is_refused():
    with pytest.raises(ValueError, match="at least one day"):
        months_counted(2026, (), 0)


@pytest.mark.parametrize(
    ("away", "hours"),
    [
        ([], 40),
        ([("2026-01-01", "2026-06-30")], 20),  # hired on 1 July
        ([("2026-01-01", "2026-05-31")], 23),  # 23.33
        ([("2026-01-01", "2026-04-30")], 27),  # 26.67
        ([("2026-01-01", "2026-12-31")], 0),
    ],
)
def test_the_hours_are_those_of_the_months_that_count(away, hours):
    assert required(Decimal(40), 2026, spans(*away), 15) == hours


def test_hours_of_a_whole_year_are_not_rounded():
    assert required(Decimal("37.5"), 2026, (), 15) == Decimal("37.5")


@pytest.mark.parametrize(
    ("asked", "done", "planned", "shortfall", "forecast", "missing_then", "state"),
    [
        (40, 39, 0, 1, 39, 1, "short"),
        (40, 40, 0, 0, 40, 0, "met"),
        (40, 32, 7, 8, 39, 1, "short"),
        (40, 32, 8, 8, 40, 0, "on_the_way"),
        (0, 0, 8, 0, 8, 0, "not_asked"),
    ],
)
def test_a_forecast_counts_what_is_planned(asked, done, planned, shortfall, forecast, missing_then, state):
    one = Standing(Decimal(asked), {"session": Decimal(done)}, Decimal(planned))
    assert (one.shortfall, one.forecast, one.forecast_shortfall, one.state) == (
        shortfall,
        forecast,
        missing_then,
        state,
    )
