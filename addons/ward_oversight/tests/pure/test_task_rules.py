from datetime import date

import pytest

from odoo.addons.ward_hr.law import Law
from odoo.addons.ward_hr.workload.calendar import WorkingCalendar
from odoo.addons.ward_oversight.rules.cycle import due, periods
from odoo.addons.ward_oversight.rules.overlap import ARTICLE, BASIS, PRODUCT, TWO_LEADS, Claim, Overlap, overlaps
from odoo.addons.ward_oversight.rules.passing import refusal

CALENDAR = WorkingCalendar.by_law(Law.shipped())


@pytest.mark.parametrize(
    ("onward", "forbidden", "consent", "why"),
    [
        ("allowed", False, "", None),
        ("allowed", True, "12/CV", "forbidden"),
        ("with_consent", False, " ", "no_consent"),
        ("with_consent", False, "12/CV", None),
        ("never", False, "12/CV", "never"),
        ("none", False, "12/CV", "not_applicable"),
    ],
)
def test_passing_on_by_mechanism(onward, forbidden, consent, why):
    assert refusal(onward, forbidden, consent) == why


A = Claim(1, 10, "UBND phường", "Giấy phép xây dựng", frozenset({(7, "Điều 5")}), 2)


@pytest.mark.parametrize(
    ("other", "kinds"),
    [
        (Claim(2, 11, "UBND phường", "giấy phép  xây dựng."), [PRODUCT]),
        (Claim(2, 10, "UBND phường", "Giấy phép xây dựng"), []),  # one unit, one tier
        (Claim(2, 10, "Sở Xây dựng", "Giấy phép xây dựng"), [PRODUCT]),
        (Claim(2, 11, "UBND phường", "", frozenset({(7, "điều 5")}), 2), [ARTICLE]),
        (Claim(2, 10, "UBND phường", "", frozenset({(7, "Điều 5")}), 3), [BASIS]),
        (Claim(2, 11, "UBND phường", "", frozenset({(8, "Điều 5")}), 3), []),
        (Claim(2, 11, "UBND phường", "", frozenset({(7, "")}), 3), []),
        (Claim(2, 11, proposed=10), [TWO_LEADS]),
        (Claim(2, 11, proposed=11), []),
    ],
)
def test_what_overlaps_with_a_task(other, kinds):
    assert [one.kind for one in overlaps([A, other])] == kinds


def test_three_tasks_with_one_product_are_one_overlap():
    claims = [Claim(number, number, product="Báo cáo") for number in (3, 1, 2)]
    assert overlaps(claims) == (Overlap(PRODUCT, "báo cáo", (1, 2, 3)),)


@pytest.mark.parametrize(
    ("cycle", "first", "last", "ends"),
    [
        ("monthly", date(2026, 11, 15), date(2027, 1, 30), [date(2026, 11, 30), date(2026, 12, 31)]),
        ("monthly", date(2026, 11, 15), date(2027, 1, 31), [date(2026, 11, 30), date(2026, 12, 31), date(2027, 1, 31)]),
        ("quarterly", date(2026, 2, 1), date(2026, 6, 30), [date(2026, 3, 31), date(2026, 6, 30)]),
        ("half_yearly", date(2026, 7, 1), date(2026, 12, 31), [date(2026, 12, 31)]),
        ("yearly", date(2026, 7, 1), date(2026, 12, 30), []),
        ("weekly", date(2026, 11, 25), date(2026, 12, 6), [date(2026, 11, 29), date(2026, 12, 6)]),
        ("on_request", date(2026, 1, 1), date(2026, 12, 31), []),
    ],
)
def test_the_periods_that_end_between_two_days(cycle, first, last, ends):
    assert [end for _start, end in periods(cycle, first, last)] == ends


@pytest.mark.parametrize(
    ("end", "days", "day"),
    [
        (date(2026, 11, 30), 0, date(2026, 11, 30)),
        (date(2026, 10, 31), 0, date(2026, 10, 30)),  # a Saturday: the Friday before
        (date(2026, 12, 31), 1, date(2027, 1, 4)),  # New Year is a holiday, then a weekend
        (date(2026, 11, 22), 2, date(2026, 11, 25)),  # over the 24th
    ],
)
def test_a_report_is_due_on_a_working_day(end, days, day):
    assert due(CALENDAR, end, days) == day
