"""A person's service by the law of the day: raises and retirement, without Odoo, clock or database.

One noun a file:

* :mod:`.months`: whole months after a day, as decisions count them;
* :mod:`.retirement`: the day on which a person reaches the age, and the last day in service;
* :mod:`.horizon`: the birthdays of those who retire until a day.
"""

from .horizon import earliest_birthday, latest_birthday
from .months import add_months, end_of_month, months_between
from .retirement import CannotRetire, Retirement, retirement

__all__ = [
    "CannotRetire",
    "Retirement",
    "add_months",
    "earliest_birthday",
    "end_of_month",
    "latest_birthday",
    "months_between",
    "retirement",
]
