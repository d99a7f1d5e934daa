"""Whether pay can be sent to a bank account, or must wait for somebody to look at it.

A transfer to a wrong account is hard to get back, so a doubtful one is never made silently: it is named with its
reason. What is doubtful: no account, characters that no account number has, no bank, and one account for two people.
"""

import re
from typing import NamedTuple

EMPTY, WRONG, NO_BANK, SHARED = "empty", "wrong", "no_bank", "shared"
BETWEEN = re.compile(r"[ .\-]")  # how numbers are grouped when written down
SHORTEST = 6  # characters; shorter numbers are customer codes, not accounts
NUMBER = re.compile(rf"[0-9A-Z]{{{SHORTEST},}}")


class Account(NamedTuple):
    """A person's account as entered; both texts may be empty."""

    number: str
    bank: str


def plain(number):
    """The number without what groups its digits, in capitals.

    >>> plain("0123 456.789"), plain("")
    ('0123456789', '')
    """
    return BETWEEN.sub("", number or "").upper()


def faults(accounts):
    """``{person: (fault, [people it is shared with])}`` of those whose pay cannot be sent; others are left out.

    ``accounts``: person -> `Account`, of everybody who may have one, whether paid or not.
    """
    found = {}
    holders = {}
    for person, account in accounts.items():
        fault = _fault(account)
        if fault:
            found[person] = (fault, [])
        if plain(account.number):
            holders.setdefault(plain(account.number), []).append(person)
    for people in holders.values():
        for person in people:
            others = [other for other in people if other != person and _same(accounts[person], accounts[other])]
            if others and person not in found:
                found[person] = (SHARED, others)
    return found


def _fault(account):
    if not plain(account.number):
        return EMPTY
    if not NUMBER.fullmatch(plain(account.number)):
        return WRONG
    return "" if account.bank.strip() else NO_BANK


def _same(one, other):
    """Equal numbers at two banks are two accounts; where a bank is not known they may be one."""
    banks = {bank for bank in (one.bank.strip().casefold(), other.bank.strip().casefold()) if bank}
    return len(banks) < 2
