"""The day of retirement: the age of the year in which it is reached, men and women, at the edges of the years."""

from datetime import date

import pytest

from odoo.addons.ward_hr.law import Law, NoLawOn
from odoo.addons.ward_hr.staff import CannotRetire, retirement

LAW = Law.shipped()


@pytest.mark.parametrize(
    ("sex", "birthday", "months", "reached", "last_day"),
    [
        # the last birthday of a year of the table, and the first of the next
        ("male", date(1964, 9, 30), 735, date(2025, 12, 30), date(2025, 12, 31)),
        ("male", date(1964, 10, 1), 738, date(2026, 4, 1), date(2026, 4, 30)),
        ("male", date(1965, 6, 30), 738, date(2026, 12, 30), date(2026, 12, 31)),
        ("male", date(1965, 7, 1), 741, date(2027, 4, 1), date(2027, 4, 30)),
        ("male", date(1966, 3, 31), 741, date(2027, 12, 31), date(2027, 12, 31)),
        ("male", date(1966, 4, 1), 744, date(2028, 4, 1), date(2028, 4, 30)),
        ("male", date(1990, 8, 15), 744, date(2052, 8, 15), date(2052, 8, 31)),
        ("female", date(1969, 4, 30), 680, date(2025, 12, 30), date(2025, 12, 31)),
        ("female", date(1969, 5, 1), 684, date(2026, 5, 1), date(2026, 5, 31)),
        ("female", date(1969, 12, 31), 684, date(2026, 12, 31), date(2026, 12, 31)),
        ("female", date(1970, 1, 1), 688, date(2027, 5, 1), date(2027, 5, 31)),
        ("female", date(1974, 12, 31), 716, date(2034, 8, 31), date(2034, 8, 31)),
        ("female", date(1975, 4, 30), 716, date(2034, 12, 30), date(2034, 12, 31)),
        ("female", date(1975, 5, 1), 720, date(2035, 5, 1), date(2035, 5, 31)),
        # shorter months and leap days
        ("male", date(1964, 11, 30), 738, date(2026, 5, 30), date(2026, 5, 31)),
        ("male", date(1964, 12, 31), 738, date(2026, 6, 30), date(2026, 6, 30)),
        ("male", date(1968, 2, 29), 744, date(2030, 2, 28), date(2030, 2, 28)),
    ],
)
def test_the_age_of_the_year_in_which_it_is_reached_counts(sex, birthday, months, reached, last_day):
    found = retirement(LAW, sex, birthday)
    assert (found.months, found.reached, found.last_day) == (months, reached, last_day)


def test_the_pension_begins_on_the_first_day_of_the_next_month():
    assert retirement(LAW, "male", date(1964, 10, 1)).first_day == date(2026, 5, 1)


def test_every_birthday_has_one_day_and_later_birthdays_never_retire_earlier():
    for sex in ("male", "female"):
        days = [
            retirement(LAW, sex, date(year, month, day)).reached
            for year in range(1970, 1981)
            for month in range(1, 13)
            for day in (1, 28)
        ]
        assert days == sorted(days)


def test_an_age_reached_before_the_first_year_of_the_table_is_refused():
    with pytest.raises(NoLawOn) as refused:
        retirement(LAW, "male", date(1963, 9, 30))
    assert refused.value.first_known == date(2025, 1, 1)
    assert retirement(LAW, "male", date(1963, 10, 1)).reached == date(2025, 1, 1)


@pytest.mark.parametrize(
    ("sex", "birthday", "reason"),
    [("male", None, "birthday"), (False, date(1970, 1, 1), "sex"), ("other", date(1970, 1, 1), "sex")],
)
def test_without_birthday_or_sex_nothing_is_guessed(sex, birthday, reason):
    with pytest.raises(CannotRetire, match=f"{reason} is not known") as refused:
        retirement(LAW, sex, birthday)
    assert refused.value.reason == reason
