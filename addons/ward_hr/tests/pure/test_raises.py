"""The day of the next raise, as a table of cases; and the rules that were collected, in the files of law."""

import csv
from datetime import date
from decimal import Decimal as D
from pathlib import Path

import pytest

from odoo.addons.ward_hr.law import Law, NoLawOn
from odoo.addons.ward_hr.staff import (
    Absence,
    CannotRaise,
    Event,
    Held,
    add_months,
    before_retirement,
    early_day,
    early_raise,
    months_between,
    next_raise,
    quota,
)

LAW = Law.shipped()
SINCE = date(2023, 11, 1)
A1, B = "A1", "B"


def held(since=SINCE, scale=A1, step=3, **facts):
    return Held(**{"staff_type": "civil_servant", "scale": scale, "step": step, "since": since} | facts)


def discipline(form, day, source=""):
    return Event("discipline", day, form, source)


def not_completed(day):
    return Event("not_completed", day)


@pytest.mark.parametrize(
    ("since", "months", "day"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 31), 3, date(2026, 4, 30)),
        (date(2024, 2, 29), 36, date(2027, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2023, 8, 31), 36, date(2026, 8, 31)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 3, 15), -12, date(2025, 3, 15)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_a_shorter_month(since, months, day):
    assert add_months(since, months) == day


@pytest.mark.parametrize(
    ("first", "last", "months", "after"),
    [
        (date(2026, 1, 1), date(2026, 1, 30), 0, date(2026, 1, 1)),
        (date(2026, 1, 1), date(2026, 1, 31), 1, date(2026, 2, 1)),
        (date(2026, 1, 31), date(2026, 2, 27), 1, date(2026, 2, 28)),
        (date(2026, 1, 31), date(2026, 2, 26), 0, date(2026, 1, 31)),
        (date(2026, 3, 2), date(2026, 3, 1), 0, date(2026, 3, 2)),
    ],
)
def test_whole_months_between_two_days(first, last, months, after):
    assert months_between(first, last) == (months, after)


@pytest.mark.parametrize(
    ("person", "kind", "day", "step", "coefficient", "overgrade"),
    [
        (held(), "raise", date(2026, 11, 1), 4, "3.33", 0),
        (held(scale="A2.1", step=7), "raise", date(2026, 11, 1), 8, "6.78", 0),
        (held(scale=B, step=3), "raise", date(2025, 11, 1), 4, "2.46", 0),
        (held(date(2024, 2, 29)), "raise", date(2027, 2, 28), 4, "3.33", 0),
        (held(date(2023, 1, 31)), "raise", date(2026, 1, 31), 4, "3.33", 0),
        (held(date(2024, 12, 31), B, 3), "raise", date(2026, 12, 31), 4, "2.46", 0),
        # the last step but one, the last step, and after
        (held(step=8), "raise", date(2026, 11, 1), 9, "4.98", 0),
        (held(step=9), "overgrade", date(2026, 11, 1), 9, "4.98", 5),
        (held(scale=B, step=12), "overgrade", date(2025, 11, 1), 12, "4.06", 5),
        (held(step=9, overgrade=D(5)), "overgrade", date(2024, 11, 1), 9, "4.98", 6),
        (held(scale=B, step=12, overgrade=D(11)), "overgrade", date(2024, 11, 1), 12, "4.06", 12),
    ],
)
def test_the_months_of_the_step_decide_the_day_and_the_scale_what_follows(
    person, kind, day, step, coefficient, overgrade
):
    due = next_raise(LAW, person)
    assert (due.kind, due.day, due.step) == (kind, day, step)
    assert (due.coefficient, due.overgrade) == (D(coefficient), D(overgrade))
    assert due.reasons == () and due.regular == day


@pytest.mark.parametrize(
    ("staff_type", "form", "months"),
    [
        ("civil_servant", "reprimand", 6),
        ("elected", "warning", 6),
        ("civil_servant", "demotion", 12),
        ("elected", "removal", 12),
        ("public_employee", "reprimand", 3),
        ("contract_111", "reprimand", 3),
        ("public_employee", "removal", 12),
    ],
)
def test_a_measure_delays_by_its_form_and_the_standing_of_the_person(staff_type, form, months):
    due = next_raise(LAW, held(staff_type=staff_type), [discipline(form, date(2025, 3, 1))])
    assert due.day == add_months(date(2026, 11, 1), months)
    assert [(reason.form, reason.months) for reason in due.reasons] == [(form, months)]


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2023, 10, 31), date(2026, 11, 1)),  # the day before the step
        (date(2023, 11, 1), date(2027, 5, 1)),  # the first day
        (date(2026, 10, 31), date(2027, 5, 1)),  # the day before it is due
        (date(2026, 11, 1), date(2026, 11, 1)),  # the due day: it is earned
        (date(2026, 11, 2), date(2026, 11, 1)),
    ],
)
def test_a_measure_counts_from_the_first_day_to_the_day_before_the_due_day(day, due):
    assert next_raise(LAW, held(), [discipline("reprimand", day)]).day == due


def test_discipline_and_rating_are_added():
    events = [not_completed(date(2024, 12, 31)), discipline("warning", date(2025, 5, 1))]
    due = next_raise(LAW, held(), events)
    assert (due.delay, due.day) == (12, date(2027, 11, 1))


def test_each_year_not_completed_delays_anew():
    due = next_raise(LAW, held(), [not_completed(date(year, 12, 31)) for year in (2023, 2025)])
    assert (due.delay, due.day) == (12, date(2027, 11, 1))


def test_a_delay_lets_a_later_measure_in():
    events = [discipline("reprimand", date(2026, 6, 1)), not_completed(date(2026, 12, 31))]
    due = next_raise(LAW, held(), events)
    assert due.day == date(2027, 11, 1)
    assert next_raise(LAW, held(), events[1:]).day == date(2026, 11, 1)


def test_a_day_at_the_end_of_a_month_is_not_worn_down_by_delays():
    person = held(date(2023, 8, 31))
    assert next_raise(LAW, person, [discipline("reprimand", date(2024, 1, 1))]).day == date(2027, 2, 28)
    assert next_raise(LAW, person, [discipline("demotion", date(2024, 1, 1))]).day == date(2027, 8, 31)


def test_a_measure_the_law_has_no_delay_for_is_refused():
    with pytest.raises(CannotRaise) as refused:
        next_raise(LAW, held(), [discipline("expulsion", date(2025, 1, 1))])
    assert (refused.value.reason, refused.value.what) == ("no_delay_known", "expulsion")
    with pytest.raises(CannotRaise):
        next_raise(LAW, held(staff_type="contract_negotiated"), [discipline("reprimand", date(2025, 1, 1))])


def test_a_measure_before_the_first_known_rule_is_refused():
    person = held(date(2021, 1, 1))
    with pytest.raises(NoLawOn):
        next_raise(LAW, person, [discipline("reprimand", date(2021, 8, 14))])
    assert next_raise(LAW, person, [discipline("reprimand", date(2021, 8, 15))]).delay == 6


def test_a_step_or_a_scale_that_is_not_known_is_refused():
    with pytest.raises(CannotRaise):
        next_raise(LAW, held(step=10))
    with pytest.raises(NoLawOn):
        next_raise(LAW, held(scale="Z9"))


@pytest.mark.parametrize(
    ("kind", "first", "last", "months"),
    [
        ("unpaid_leave", date(2025, 3, 1), date(2025, 3, 31), 1),
        ("unpaid_leave", date(2025, 3, 1), date(2025, 8, 31), 6),
        ("unpaid_leave", date(2026, 3, 2), date(2026, 3, 13), 0),  # 10 working days
        ("unpaid_leave", date(2026, 3, 2), date(2026, 3, 16), 1),  # 11 working days
        ("unpaid_leave", date(2026, 3, 2), date(2026, 4, 15), 1),  # a month and 10 working days
        ("unpaid_leave", date(2026, 3, 2), date(2026, 4, 16), 2),  # and 11
        ("sick_leave", date(2025, 1, 1), date(2025, 6, 30), 0),
        ("sick_leave", date(2025, 1, 1), date(2025, 7, 31), 1),
        ("detention", date(2025, 1, 1), date(2025, 2, 28), 2),
        ("suspension", date(2023, 9, 1), date(2023, 11, 30), 1),  # only what lies at the step
    ],
)
def test_time_that_does_not_count_moves_the_day_by_whole_months(kind, first, last, months):
    due = next_raise(LAW, held(), absences=[Absence(kind, first, last)])
    assert due.delay == months
    assert due.day == add_months(date(2026, 11, 1), months)


def test_days_left_out_twice_count_once():
    absences = [
        Absence("suspension", date(2025, 3, 1), date(2025, 4, 30)),
        Absence("unpaid_leave", date(2025, 4, 1), date(2025, 5, 31)),
    ]
    due = next_raise(LAW, held(), absences=absences)
    assert due.delay == 3
    assert [reason.form for reason in due.reasons] == ["suspension,unpaid_leave"]


def test_the_uncertain_values_that_were_read_are_named():
    absence = Absence("unpaid_leave", date(2026, 3, 2), date(2026, 3, 16))
    assert next_raise(LAW, held(), absences=[absence]).uncertain == {"raise_not_counted_part_month"}
    assert next_raise(LAW, held()).uncertain == set()
    warned = [discipline("warning", date(2025, 1, 1))]
    assert next_raise(LAW, held(), warned).uncertain == {"raise_delay_discipline"}
    warned = [discipline("reprimand", date(2025, 1, 1))]
    assert next_raise(LAW, held(), warned).uncertain == set()


def test_an_absence_of_a_kind_without_a_rule_is_refused():
    with pytest.raises(CannotRaise, match="no_rule_known"):
        next_raise(LAW, held(), absences=[Absence("holiday", date(2025, 1, 1), date(2025, 2, 1))])


# -- before term ---------------------------------------------------------------------------------------


def early(person, achievements=(date(2025, 6, 1),), events=(), year=2026):
    due = next_raise(LAW, person, events)
    return early_raise(LAW, person, due, year, achievements)


@pytest.mark.parametrize(
    ("person", "against"),
    [
        (held(date(2023, 12, 31)), ("due_anyway",)),  # due on 31/12/2026 itself
        (held(date(2024, 1, 1)), ()),
        (held(date(2024, 12, 31)), ()),  # twelve months are left on 31/12/2026
        (held(date(2025, 1, 1)), ("too_far",)),
        (held(date(2024, 6, 1), step=9), ("last_step",)),
        (held(date(2024, 6, 1), early_before=1), ("twice",)),
        (held(date(2025, 6, 1), scale=B, step=2), ()),
    ],
)
def test_who_may_be_raised_before_term(person, against):
    assert early(person).against == against


@pytest.mark.parametrize(
    ("scale", "since", "day", "counts"),
    [
        (A1, date(2024, 6, 1), date(2020, 12, 31), False),
        (A1, date(2024, 6, 1), date(2021, 1, 1), True),
        (A1, date(2024, 6, 1), date(2026, 12, 31), True),
        (A1, date(2024, 6, 1), date(2027, 1, 1), False),
        (B, date(2025, 6, 1), date(2022, 12, 31), False),
        (B, date(2025, 6, 1), date(2023, 1, 1), True),
    ],
)
def test_achievements_count_for_six_years_or_four(scale, since, day, counts):
    found = early(held(since, scale=scale), [day])
    assert found.allowed == counts
    assert found.achievements == ((day,) if counts else ())


def test_who_was_delayed_at_the_step_is_not_raised_before_term():
    person = held(date(2024, 1, 1))
    assert early(person, events=[discipline("reprimand", date(2024, 5, 1))]).against == ("not_clean",)


def test_the_day_is_brought_forward_by_the_months_granted():
    person = held(date(2024, 8, 31))
    due = next_raise(LAW, person)
    assert early_day(person, due, 6) == date(2027, 2, 28)
    assert early_day(person, due, 12) == date(2026, 8, 31)
    assert early(person).most == 12


@pytest.mark.parametrize(("people", "places"), [(0, 0), (9, 0), (10, 1), (46, 4), (59, 5), (60, 6)])
def test_the_quota_is_a_tenth_of_the_list_rounded_down(people, places):
    assert quota(LAW, people, 2026) == places


@pytest.mark.parametrize(("rounding", "places"), [("down", 4), ("up", 5), ("half up", 5)])
def test_the_rounding_of_the_quota_is_a_dated_setting_marked_uncertain(rounding, places):
    shipped = LAW.entry("early_raise_quota_rounding", date(2026, 12, 31))
    assert shipped.confidence == "uncertain"
    local = type(shipped)(**{**vars(shipped), "value": rounding, "since": date(2026, 1, 1)})
    assert quota(LAW.with_values([local]), 46, 2026) == places
    assert quota(LAW.with_values([local]), 46, 2025) == 4


@pytest.mark.parametrize(
    ("retires", "allowed"),
    [
        (date(2026, 10, 31), True),
        (date(2025, 11, 1), True),  # twelve months are left
        (date(2025, 10, 31), False),
        (date(2026, 11, 1), False),  # the regular raise comes first
    ],
)
def test_notice_of_retirement_lets_the_raise_come_before_it(retires, allowed):
    due = next_raise(LAW, held())
    assert before_retirement(LAW, due, retires) is allowed
    assert not before_retirement(LAW, next_raise(LAW, held(step=9)), retires)


# -- the rules as they were collected ----------------------------------------------------------------------

CONFIDENCE = {"S": "reported", "M": "common", "U": "uncertain"}
FACTS = {
    row["rule"]: row
    for row in csv.DictReader((Path(__file__).parent / "facts" / "salary_raise_rules.csv").open(encoding="utf-8"))
}
DAY = date(2026, 11, 1)


def months_of(scale, step):
    return LAW.keyed(f"salary_scale_{scale}", DAY)[D(step)]["months"]


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ("step_period_college", lambda: months_of(A1, 1)),
        ("step_period_below", lambda: months_of(B, 1)),
        ("overgrade_first_a", lambda: months_of(A1, 9)),
        ("overgrade_first_b", lambda: months_of(B, 12)),
        ("overgrade_next", lambda: LAW.number("overgrade_next_months", DAY)),
        ("early_max", lambda: LAW.number("early_raise_max_months", DAY)),
        ("early_retirement", lambda: LAW.number("early_raise_retirement_months", DAY)),
        ("early_window_a", lambda: LAW.keyed("early_raise_window", DAY)[D(36)]["years"]),
        ("early_window_b", lambda: LAW.keyed("early_raise_window", DAY)[D(24)]["years"]),
        ("early_quota", lambda: LAW.number("early_raise_quota", DAY) * 100),
        ("delay_not_completed", lambda: LAW.number("raise_delay_not_completed", DAY)),
        ("delay_reprimand_warning", lambda: LAW.keyed("raise_delay_discipline", DAY)["warning"]["civil_servant"]),
        ("delay_dismissed_from_post", lambda: LAW.keyed("raise_delay_discipline", DAY)["removal"]["elected"]),
        ("delay_vc_reprimand", lambda: LAW.keyed("raise_delay_discipline", DAY)["reprimand"]["public_employee"]),
    ],
)
def test_each_collected_number_is_in_the_law(rule, found):
    assert found() == D(FACTS[rule]["value"])


def test_the_collected_words_are_in_the_law():
    assert LAW.entry("raise_delays_together", DAY).value == FACTS["delay_sum"]["value"]
    kinds = LAW.keyed("raise_not_counted", DAY)
    assert kinds.keys() == {"unpaid_leave", "sick_leave", "detention", "suspension", "overseas", "probation"}
    assert "sick leave > 6 months" in FACTS["not_counted"]["applies_to"] and kinds["sick_leave"]["free_months"] == 6
    assert LAW.number("early_raise_in_a_row", DAY) == 1 and "early_not_twice" in FACTS
