"""Which accounts pay may be sent to: table of what is doubtful, and why."""

import pytest

from odoo.addons.ward_hr.pay.accounts import EMPTY, NO_BANK, SHARED, WRONG, Account, faults


def fault_of(number, bank="Ngân hàng A"):
    return faults({1: Account(number, bank)}).get(1, (None, []))[0]


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        ("", EMPTY),
        (" - ", EMPTY),
        ("12345", WRONG),
        ("123456", None),
        ("0123 4567 8901", None),
        ("0123.4567.8901", None),
        ("19A1234567", None),
        ("0123/4567", WRONG),
        ("0123,45678", WRONG),
        ("tài khoản", WRONG),
        ("０１２３４５６７", WRONG),
        ("=123456789", WRONG),
    ],
)
def test_an_account_number_has_digits_and_plain_letters_only(number, fault):
    assert fault_of(number) == fault


def test_an_account_without_its_bank_cannot_be_paid_to():
    assert fault_of("0123456789", "  ") == NO_BANK


def test_one_account_of_two_people_names_the_other_however_it_is_written():
    found = faults({1: Account("0123 456 789", "A"), 2: Account("0123456789", "a"), 3: Account("999999", "A")})
    assert found == {1: (SHARED, [2]), 2: (SHARED, [1])}


def test_equal_numbers_at_two_banks_are_two_accounts():
    assert not faults({1: Account("0123456789", "A"), 2: Account("0123456789", "B")})


def test_where_one_bank_is_not_known_the_account_may_be_the_same():
    assert faults({1: Account("0123456789", "A"), 2: Account("0123456789", "")}) == {
        1: (SHARED, [2]),
        2: (NO_BANK, []),
    }
