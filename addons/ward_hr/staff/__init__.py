"""A person's file by the law of the day: decisions, shares of work, raises, retirement; without Odoo or clock.

One noun a file:

* :mod:`.history`: what a decision changes in a file over time, and how that is undone;
* :mod:`.shares`: how much of a person's working time is given out on each day;
* :mod:`.months`: whole months after a day, as decisions count them;
* :mod:`.held`: since when a step is held;
* :mod:`.raises`: the day of the next raise, and what moved it;
* :mod:`.early`: raises before term, their conditions and their quota;
* :mod:`.retirement`: the day on which a person reaches the age, and the last day in service;
* :mod:`.horizon`: the birthdays of those who retire until a day.
"""

from .early import Early, before_retirement, early_day, early_raise, quota
from .held import Said, Since, early_in_a_row, held_since
from .horizon import earliest_birthday, latest_birthday
from .months import add_months, end_of_month, months_between
from .raises import Absence, CannotRaise, Due, Event, Held, Reason, next_raise
from .retirement import CannotRetire, Retirement, retirement

__all__ = [
    "Absence",
    "CannotRaise",
    "CannotRetire",
    "Due",
    "Early",
    "Event",
    "Held",
    "Reason",
    "Retirement",
    "Said",
    "Since",
    "add_months",
    "before_retirement",
    "earliest_birthday",
    "early_day",
    "early_in_a_row",
    "early_raise",
    "end_of_month",
    "held_since",
    "latest_birthday",
    "months_between",
    "next_raise",
    "quota",
    "retirement",
]
