"""Retirements within a horizon: the bound on birthdays says the same as each person's own day."""

from datetime import date, timedelta

import pytest

from odoo.addons.ward_hr.law import Law, NoLawOn
from odoo.addons.ward_hr.staff import earliest_birthday, latest_birthday, retirement

LAW = Law.shipped()


@pytest.mark.parametrize("sex", ["male", "female"])
@pytest.mark.parametrize("until", [date(2026, 11, 30), date(2027, 11, 25), date(2028, 2, 29), date(2034, 12, 31)])
def test_the_last_birthday_retires_in_time_and_the_next_day_does_not(sex, until):
    bound = latest_birthday(LAW, sex, until)
    assert retirement(LAW, sex, bound).last_day <= until
    assert retirement(LAW, sex, bound + timedelta(1)).last_day > until


@pytest.mark.parametrize("sex", ["male", "female"])
def test_nobody_is_answered_who_was_born_before_the_first_birthday_of_the_law(sex):
    first = earliest_birthday(LAW, sex)
    assert retirement(LAW, sex, first)
    with pytest.raises(NoLawOn):
        retirement(LAW, sex, first - timedelta(1))


def test_a_horizon_before_the_first_law_is_refused():
    with pytest.raises(NoLawOn):
        latest_birthday(LAW, "male", date(2024, 12, 31))
