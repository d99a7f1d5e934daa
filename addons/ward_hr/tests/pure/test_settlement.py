"""The year's tax against what was withheld: refund, owed, each bracket, and law that changes inside the year."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from odoo.addons.ward_hr.law import Law, LawValue, NoLawOn
from odoo.addons.ward_hr.law.value import Row
from odoo.addons.ward_hr.pay.settlement import PaidMonth, YearOfTax

LAW = Law.shipped()
Y2026 = YearOfTax(LAW, 2026)


def months(income, number=12, insurance=0, dependants=0, withheld=0, year=2026):
    return [
        PaidMonth(date(year, month, 1), Decimal(income), Decimal(insurance), dependants, Decimal(withheld))
        for month in range(1, number + 1)
    ]


def value(code, since, content):
    return LawValue(code, since, content, "VND/month", "test", "reported", code)


def scale(*rows):
    return tuple(Row({"upto": upto, "rate": Decimal(rate)} if upto else {"rate": Decimal(rate)}) for upto, rate in rows)


# Taxable income of the year, and the tax on it by the scale of Law 109/2025/QH15 times twelve.
@pytest.mark.parametrize(
    ("taxable", "tax"),
    [
        (0, 0),
        (1, 0),
        (10, 1),  # half a đồng is rounded up
        (120_000_000, 6_000_000),
        (120_000_001, 6_000_000),
        (120_000_010, 6_000_001),
        (360_000_000, 30_000_000),
        (360_000_010, 30_000_002),
        (720_000_000, 102_000_000),
        (720_000_010, 102_000_003),
        (1_200_000_000, 246_000_000),
        (1_200_000_100, 246_000_035),
    ],
)
def test_each_bracket_of_the_year_is_twelve_times_that_of_a_month(taxable, tax):
    assert Y2026.tax(Decimal(taxable)) == tax


@pytest.mark.parametrize(("taxable", "tax"), [(60_000_000, 3_000_000), (960_000_000, 217_800_000)])
def test_the_year_2025_has_seven_brackets(taxable, tax):
    assert YearOfTax(LAW, 2025).tax(Decimal(taxable)) == tax


def test_equal_months_of_a_whole_year_leave_nothing_owed():
    # the chair of the worked example E4: 27,716,150 less 1,552,661 insurance, tax 566,349 a month
    year = Y2026.settle(months(27_716_150, insurance=1_552_661, withheld=566_349))
    assert year.taxable == 12 * 10_663_489
    assert year.tax == 6_796_187  # 6,000,000 + 10% of 7,961,868
    assert year.balance == year.tax - 12 * 566_349 == -1


def test_half_a_year_of_pay_is_deducted_for_the_whole_year_and_gives_a_refund():
    year = Y2026.settle(months(25_500_000, number=6, withheld=500_000))
    assert year.self_deduction == 12 * 15_500_000
    assert (year.taxable, year.tax, year.refund, year.owed) == (0, 0, 3_000_000, 0)


def test_where_the_law_says_so_only_months_with_pay_are_deducted():
    by_month = Law([*LAW, value("pit_settlement_self_whole_year", date(2026, 1, 1), Decimal(0))])
    year = YearOfTax(by_month, 2026).settle(months(25_500_000, number=6, withheld=500_000))
    assert (year.self_deduction, year.taxable, year.balance) == (93_000_000, 60_000_000, 0)


def test_a_month_with_a_large_bonus_was_withheld_too_much():
    paid = months(20_000_000, number=11, withheld=225_000)
    paid.append(PaidMonth(date(2026, 12, 1), Decimal(60_000_000), withheld=Decimal(5_400_000)))
    year = Y2026.settle(paid)
    assert year.taxable == 11 * 4_500_000 + 44_500_000
    assert year.tax == 4_700_000
    assert year.refund == 11 * 225_000 + 5_400_000 - 4_700_000


def test_a_dependant_counts_for_the_months_in_which_it_was_registered():
    paid = months(25_500_000, number=6) + [
        PaidMonth(date(2026, month, 1), Decimal(25_500_000), dependants=1) for month in range(7, 13)
    ]
    year = Y2026.settle(paid)
    assert (year.dependant_months, year.dependant_deduction) == (6, 37_200_000)
    assert year.taxable == 120_000_000 - 37_200_000


@pytest.mark.parametrize(
    ("withheld", "owed", "waived"),
    [(6_000_000, 0, False), (5_950_000, 0, True), (5_949_999, 50_001, False), (6_000_001, 0, False)],
)
def test_a_small_balance_owed_is_waived_up_to_the_amount_of_the_law(withheld, owed, waived):
    paid = [
        *months(25_500_000, number=11),
        PaidMonth(date(2026, 12, 1), Decimal(25_500_000), withheld=Decimal(withheld)),
    ]
    year = Y2026.settle(paid)
    assert (year.owed, year.waived) == (owed, waived)


def test_before_the_waiver_was_law_each_đồng_is_owed():
    year = YearOfTax(LAW, 2025).settle(months(11_000_020, year=2025))
    assert (year.tax, year.owed) == (12, 12)


def test_deductions_that_rise_inside_the_year_count_from_their_month_on():
    risen = Law([*LAW, value("pit_self_deduction", date(2026, 7, 1), Decimal(20_000_000))])
    year = YearOfTax(risen, 2026).settle(months(30_000_000))
    assert year.self_deduction == 6 * 15_500_000 + 6 * 20_000_000
    assert year.taxable == 360_000_000 - 213_000_000


def test_a_scale_that_changes_inside_the_year_counts_for_its_months():
    # 5% of everything for three months, 10% of everything for nine: a twelfth of each a month
    flat = Law(
        [
            *[v for v in LAW if v.code != "pit_scale"],
            value("pit_scale", date(2026, 1, 1), scale((None, "0.05"))),
            value("pit_scale", date(2026, 4, 1), scale((None, "0.1"))),
        ]
    )
    year = YearOfTax(flat, 2026)
    assert year.tax(Decimal(120_000_010)) == 10_500_001  # 3/12 x 6,000,000.5 + 9/12 x 12,000,001 = 10,500,000.875


def test_a_year_whose_law_is_not_known_is_refused():
    with pytest.raises(NoLawOn):
        YearOfTax(LAW, 2008)


@pytest.mark.parametrize("paid", [[PaidMonth(date(2025, 12, 1))], [PaidMonth(date(2026, 1, 1))] * 2])
def test_a_month_of_another_year_or_twice_is_refused(paid):
    with pytest.raises(ValueError, match="each once"):
        Y2026.settle(paid)


def test_who_was_not_paid_in_the_year_has_nothing_to_settle():
    year = Y2026.settle([])
    assert (year.months, year.self_deduction, year.tax, year.balance) == (0, 0, 0, 0)


@given(some.lists(some.integers(0, 200_000_000), min_size=1, max_size=12), some.integers(0, 3))
def test_the_parts_by_bracket_make_up_the_taxable_income_and_its_tax(incomes, dependants):
    paid = [PaidMonth(date(2026, n, 1), Decimal(i), dependants=dependants) for n, i in enumerate(incomes, 1)]
    year = Y2026.settle(paid)
    assert sum(part for part, _rate in year.brackets) == year.taxable
    assert abs(sum(part * rate for part, rate in year.brackets) - year.tax) <= Decimal("0.5")


@given(some.integers(0, 300_000_000), some.integers(1, 1_000_000))
def test_more_income_never_means_less_tax(income, more):
    assert Y2026.settle(months(income + more)).tax >= Y2026.settle(months(income)).tax


@given(some.permutations(range(1, 13)))
def test_the_order_of_the_months_changes_nothing(order):
    paid = [PaidMonth(date(2026, n, 1), Decimal(n * 5_000_000), withheld=Decimal(n)) for n in order]
    assert Y2026.settle(paid) == Y2026.settle(sorted(paid, key=lambda month: month.month))
