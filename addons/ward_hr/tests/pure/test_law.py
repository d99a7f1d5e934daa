"""The law answers by day, and refuses by name what it does not know."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from odoo.addons.ward_hr.law import Law, LawValue, NoLawOn, NotKnown, NotThatKind

LAW = Law.shipped()
OCTOBER = date(2026, 10, 1)


@pytest.mark.parametrize(
    ("code", "day", "number"),
    [
        ("base_salary", date(2026, 6, 30), "2340000"),
        ("base_salary", date(2026, 7, 1), "2530000"),
        ("base_salary", date(2026, 10, 15), "2530000"),
        ("union_dues_rate", date(2025, 5, 31), "0.01"),
        ("union_dues_rate", date(2025, 6, 1), "0"),
        ("pit_self_deduction", date(2025, 12, 31), "11000000"),
        ("pit_self_deduction", date(2026, 1, 1), "15500000"),
        ("hanoi_extra_income_monthly", date(2026, 12, 31), "0.5"),
        ("retirement_age_female", date(2034, 12, 31), "716"),
        ("retirement_age_female", date(2035, 1, 1), "720"),
    ],
)
def test_a_value_holds_from_its_day_until_the_next(code, day, number):
    assert LAW.number(code, day) == Decimal(number)


def test_a_day_before_the_first_known_value_is_refused_by_name():
    with pytest.raises(NoLawOn) as refused:
        LAW.number("base_salary", date(2018, 6, 30))
    assert refused.value.first_known == date(2018, 7, 1)
    assert str(refused.value) == (
        "Base salary (base_salary) cannot be read on 30/06/2018: the first known value holds from 01/07/2018. "
        "Enter the value that holds on that day, with its source, or choose another day."
    )


@pytest.mark.parametrize(
    ("code", "last"),
    [
        ("hanoi_extra_income_monthly", date(2026, 12, 31)),
        ("hanoi_extra_income_total", date(2026, 12, 31)),
        ("hanoi_extra_income_yearend", date(2026, 12, 31)),
        ("citizen_reception_week_days", date(2026, 6, 30)),
        ("decentralisation_decrees_expiry", date(2027, 2, 28)),
        ("public_holidays", date(2027, 12, 31)),
    ],
)
def test_a_value_that_ended_is_refused_from_the_day_after(code, last):
    assert LAW.entry(code, last).value is not None
    with pytest.raises(NoLawOn, match="ended on") as refused:
        LAW.entry(code, last + timedelta(days=1))
    assert refused.value.ended == last + timedelta(days=1)


def test_a_code_that_nobody_knows_is_refused():
    with pytest.raises(NoLawOn, match="no value is known by this code"):
        LAW.number("base_sallary", OCTOBER)


@pytest.mark.parametrize(
    "post",
    ["PARTY_SEC", "PCOUNCIL_CHAIR", "PCOUNCIL_VICE", "PCOUNCIL_BOARD", "FRONT_CHAIR"],
)
def test_a_coefficient_that_no_text_gives_is_refused_and_never_zero(post):
    row = LAW.keyed("leadership_allowances", OCTOBER)[post]
    assert not row.known("hn_hcm")
    for column in ("hn_hcm", "other"):
        with pytest.raises(NotKnown, match=f"{post} is listed"):
            row[column]
        with pytest.raises(NotKnown):
            row.get(column, 0)


def test_the_posts_of_a_day_are_those_of_its_table():
    before = LAW.keyed("leadership_allowances", date(2025, 6, 30))
    after = LAW.keyed("leadership_allowances", date(2025, 7, 1))
    assert before["OLD_CHAIR"]["hn_hcm"] == Decimal("0.25")
    assert after["PC_CHAIR"]["hn_hcm"] == Decimal("0.7")
    assert after["PC_CHAIR"]["other"] == Decimal("0.6")
    assert not before.keys() & after.keys()


def test_the_last_bracket_of_a_scale_has_no_upper_end():
    *lower, last = LAW.table("pit_scale", OCTOBER)
    assert last.get("upto") is None
    assert [row["upto"] for row in lower] == [
        row["above"] for row in (*lower[1:], last)
    ]


@pytest.mark.parametrize(
    ("code", "read", "wanted"),
    [
        ("pit_scale", Law.number, "number"),
        ("base_salary", Law.table, "table"),
        ("bonus_fund_last_day", Law.number, "number"),
    ],
)
def test_a_value_read_as_what_it_is_not_is_refused(code, read, wanted):
    with pytest.raises(NotThatKind, match=wanted):
        read(LAW, code, OCTOBER)


def test_a_local_value_of_the_same_day_replaces_the_shipped_one():
    local = LawValue(
        code="trainer_fee_max_session",
        since=date(2025, 10, 28),
        value=Decimal("3000000"),
        unit="VND/session",
        reference="Circular 100/2025/TT-BTC, table 1",
        confidence="reported",
        label="Fee of a trainer, at most",
        origin="local",
    )
    law = LAW.with_values([local])
    assert law.number(local.code, OCTOBER) == Decimal("3000000")
    assert law.number(local.code, date(2025, 10, 27)) == Decimal("2000000")
    assert LAW.number(local.code, OCTOBER) == Decimal("4000000")


def test_rows_and_values_cannot_be_changed():
    row = LAW.table("pit_scale", OCTOBER)[0]
    with pytest.raises(TypeError):
        row["rate"] = Decimal(0)
    with pytest.raises(AttributeError):
        LAW.entry("base_salary", OCTOBER).value = Decimal(0)
