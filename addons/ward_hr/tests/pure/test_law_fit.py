"""A value that a ward enters: what contradicts known law or leaves a gap is told, with what it does not fit."""

from datetime import date
from decimal import Decimal

import pytest

from odoo.addons.ward_hr.law import Law, LawValue, misfit

JANUARY, MARCH, JULY, OCTOBER = (date(2026, month, 1) for month in (1, 3, 7, 10))


def value(since, number=None, confidence="reported", origin="shipped"):
    """A value of one code; without a number it is an end."""
    known = None if number is None else Decimal(number)
    return LawValue("x", since, known, "VND", "QĐ", confidence, "X", repealed=known is None, origin=origin)


def own(since, number=None):
    return value(since, number, origin="local")


def found(entered, *shipped, also=()):
    law = Law(shipped).with_values([*also, entered])
    return misfit(entered, shipped, law.history("x"))


def test_a_later_value_fits():
    assert found(own(OCTOBER, 3), value(JANUARY, 1), value(JULY, 2)) is None


def test_the_first_value_of_all_fits_before_the_first_known_day():
    assert found(own(JANUARY, 3), value(JULY, 2)) is None


def test_another_figure_on_the_day_of_a_known_value_contradicts_it():
    known = value(JULY, 2)
    assert found(own(JULY, 3), known) == ("same_day", (known,))
    assert found(own(JULY, 2), known) is None


@pytest.mark.parametrize("confidence", ["uncertain", "proposed"])
def test_what_is_uncertain_may_be_replaced_on_its_day(confidence):
    assert found(own(JULY, 3), value(JULY, 2, confidence)) is None


def test_a_value_between_two_known_ones_contradicts_the_first_and_names_both():
    first, second = value(JANUARY, 1), value(JULY, 2)
    assert found(own(MARCH, 3), first, second) == ("between", (first, second))
    assert found(own(MARCH, 3), value(JANUARY, 1, "uncertain"), second) is None


def test_an_end_before_a_later_value_leaves_a_gap():
    after = value(JULY, 2)
    assert found(own(MARCH), value(JANUARY, 1), after) == ("gap_after", (after,))
    assert found(own(OCTOBER), value(JANUARY, 1), after) is None


def test_a_value_after_an_end_leaves_the_days_between_without_one():
    end = value(JULY)
    assert found(own(OCTOBER, 3), value(JANUARY, 1), end) == ("gap_before", (end,))
    assert found(own(JULY, 3), value(JANUARY, 1), end) is None
    assert found(own(OCTOBER, 3), value(JANUARY, 1), end, also=[own(JULY, 0)]) is None


def test_what_is_not_in_force_cannot_end():
    assert found(own(MARCH)) == ("nothing_to_end", ())
    assert found(own(OCTOBER), value(JANUARY, 1), value(JULY)) == ("nothing_to_end", (value(JULY),))
