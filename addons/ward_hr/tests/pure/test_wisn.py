"""The WHO example of facts.md 7.1, and a person's month."""

from datetime import date
from decimal import Decimal as D

import pytest

from odoo.addons.ward_hr.law import Law
from odoo.addons.ward_hr.workload import wisn
from odoo.addons.ward_hr.workload.calendar import WorkingCalendar
from odoo.addons.ward_hr.workload.person_month import Absence, Person, load
from odoo.addons.ward_hr.workload.standard_hours import PROCESSING, Work, hours

CALENDAR = WorkingCalendar.by_law(Law.shipped())
OCTOBER = date(2026, 10, 1), date(2026, 10, 31)


def person(**facts):
    return Person(**{"key": 1, "since": date(2025, 7, 1), "until": None, "hours_a_day": D(8)} | facts)


def test_the_posts_of_the_example_ward_come_out():
    days = len(CALENDAR.working_days(date(2026, 1, 1), date(2026, 12, 31)))
    awt = wisn.available_working_time(D(days), [D(12), D(5), D(3), D(3)], D(8))
    assert awt == 1808
    dossiers = 65 * days
    assert dossiers == 16185
    service = hours(1, D(dossiers) * (D("0.6") * 8 + D("0.4") * 60))
    assert round(service) == 7769
    assert round(wisn.required_posts(service, awt), 1) == D("4.3")
    caf = wisn.category_allowance_factor([D("0.25")])
    assert round(caf, 3) == D("1.333")
    assert round(wisn.required_posts(service, awt, caf), 1) == D("5.7")
    iaf = wisn.individual_allowance_factor(D(600), awt)
    assert round(iaf, 2) == D("0.33")
    assert round(wisn.required_posts(service, awt, caf, iaf), 1) == D("6.1")


def test_a_ratio_below_one_means_pressure_and_the_difference_the_missing_posts():
    assert wisn.ratio(D(4), D(5)) == D("0.8")
    assert wisn.difference(D(4), D(5)) == -1
    assert wisn.ratio(D(4), D(0)) is None


@pytest.mark.parametrize("shares", [[D(1)], [D("0.6"), D("0.5")], [D("-0.1")]])
def test_support_shares_that_leave_no_time_are_refused(shares):
    with pytest.raises(ValueError, match="Support shares"):
        wisn.category_allowance_factor(shares)


def test_a_month_without_leave_has_all_its_working_days():
    result = load(person(), *OCTOBER, [], CALENDAR, D("0.25"))
    assert (result.working_days, result.available, result.needed) == (22, 176, 0)
    assert result.index == 0


def test_support_work_is_a_share_of_the_whole_not_an_addition_to_the_dossiers():
    works = [Work(1, 7, PROCESSING, 132, D(60))]
    result = load(person(), *OCTOBER, works, CALENDAR, D("0.25"))
    assert (result.service, result.support, result.needed) == (132, 44, 176)
    assert result.index == 1


@pytest.mark.parametrize(
    ("absences", "days"),
    [
        ([Absence(date(2026, 10, 16), date(2026, 10, 19))], 2),  # over a weekend
        ([Absence(date(2026, 9, 28), date(2026, 10, 2))], 2),  # only October's part
        ([Absence(date(2026, 10, 5), date(2026, 10, 5), D("0.5"))], D("0.5")),
        ([Absence(date(2026, 10, 5), date(2026, 10, 6))] * 2, 2),  # told twice, absent once
        ([Absence(date(2026, 10, 3), date(2026, 10, 4))], 0),  # a weekend
    ],
)
def test_leave_takes_the_working_days_it_covers(absences, days):
    result = load(person(absences=tuple(absences)), *OCTOBER, [], CALENDAR, D("0.25"))
    assert result.leave_days == days
    assert result.available == 176 - days * 8


@pytest.mark.parametrize(
    ("facts", "days"),
    [
        ({"since": date(2026, 10, 1)}, 22),
        ({"since": date(2026, 10, 30)}, 1),
        ({"since": date(2026, 10, 31)}, 0),
        ({"until": date(2026, 10, 1)}, 1),
    ],
)
def test_only_days_with_a_post_are_available(facts, days):
    assert load(person(**facts), *OCTOBER, [], CALENDAR, D("0.25")).working_days == days


def test_without_working_time_there_is_no_load_rather_than_an_endless_one():
    result = load(person(until=date(2026, 9, 30)), *OCTOBER, [], CALENDAR, D("0.25"))
    assert result.index is None


def test_work_without_a_standard_is_counted_apart_and_not_as_zero_hours():
    works = [Work(1, 7, PROCESSING, 3, None), Work(1, 8, PROCESSING, 2, D(30))]
    result = load(person(), *OCTOBER, works, CALENDAR, D(0))
    assert (result.service, result.unmeasured) == (1, 3)
