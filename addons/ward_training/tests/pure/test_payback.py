from datetime import date
from decimal import Decimal

import pytest

from odoo.addons.ward_training.rules import payback

MILLION = 1_000_000


def test_the_example_of_the_decree_pays_back_thirty_five_million():
    owed = payback.service_owed(Decimal(24), Decimal(3))
    assert owed == 72
    assert payback.pay_back(Decimal(60 * MILLION), owed, 30, "left_after") == 35 * MILLION


@pytest.mark.parametrize(
    ("served", "amount"),
    [
        (0, 60 * MILLION),
        (1, 59_166_667),  # 59,166,666.67
        (71, 833_333),
        (72, 0),  # all of it served
        (73, 0),
    ],
)
def test_every_month_served_takes_its_part_of_the_cost(served, amount):
    assert payback.pay_back(Decimal(60 * MILLION), 72, served, "left_after") == amount


@pytest.mark.parametrize("cause", payback.WHOLE)
def test_who_leaves_during_or_without_a_degree_pays_the_whole(cause):
    assert payback.pay_back(Decimal(60 * MILLION), 72, 0, cause) == 60 * MILLION


def test_an_unknown_cause_is_refused():
    with pytest.raises(ValueError, match="no cause of paying back"):
        payback.pay_back(Decimal(1), 72, 0, "bored")


def test_the_more_is_served_the_less_is_owed():
    amounts = [payback.pay_back(Decimal(60 * MILLION), 72, served, "left_after") for served in range(80)]
    assert amounts == sorted(amounts, reverse=True)


@pytest.mark.parametrize(("months", "multiple", "owed"), [("24", 3, 72), ("24", 2, 48), ("1.5", 3, 5), ("0.5", 3, 2)])
def test_a_month_begun_of_the_service_owed_counts(months, multiple, owed):
    assert payback.service_owed(Decimal(months), Decimal(multiple)) == owed


def test_a_training_of_no_time_owes_nothing_that_can_be_said():
    with pytest.raises(ValueError, match="more than 0 months"):
        payback.service_owed(Decimal(0), Decimal(3))


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        ("2026-07-01", "2026-07-30", 0),
        ("2026-07-01", "2026-07-31", 1),
        ("2026-07-15", "2026-08-13", 0),
        ("2026-07-15", "2026-08-14", 1),
        ("2026-01-31", "2026-02-27", 1),  # to the end of a month that has no 31st
        ("2026-01-31", "2026-02-26", 0),
        ("2026-07-01", "2028-12-31", 30),
        ("2026-07-01", "2026-06-30", 0),  # left on the last day of the training
        ("2026-07-01", "2026-05-01", 0),
    ],
)
def test_a_month_is_served_once_it_is_completed(first, last, months):
    assert payback.months_between(date.fromisoformat(first), date.fromisoformat(last)) == months


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        ("2024-07-01", "2026-06-30", "24"),
        ("2024-07-01", "2024-07-01", "0.5"),
        ("2024-07-01", "2024-08-15", "1.5"),  # 15 of 31 days more
        ("2024-07-01", "2024-08-16", "2"),  # 16 of 31
    ],
)
def test_a_training_is_as_long_as_its_days(first, last, months):
    assert payback.training_months(date.fromisoformat(first), date.fromisoformat(last)) == Decimal(months)


@pytest.mark.parametrize(
    ("first", "owed", "last"),
    [("2026-07-01", 72, "2032-06-30"), ("2026-01-31", 1, "2026-02-27"), ("2026-12-15", 1, "2027-01-14")],
)
def test_the_service_owed_ends_on_a_day(first, owed, last):
    assert payback.serves_until(date.fromisoformat(first), owed) == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("left_on", "dismissed", "cause"),
    [
        ("2026-06-29", False, "left_during"),
        ("2026-06-29", True, "dismissed_during"),
        ("2026-06-30", False, "left_after"),  # the last day of the training
        ("2026-07-01", True, "dismissed_after"),
    ],
)
def test_before_the_last_day_of_the_training_is_during_it(left_on, dismissed, cause):
    assert payback.cause_of(date.fromisoformat(left_on), date(2026, 6, 30), dismissed) == cause
