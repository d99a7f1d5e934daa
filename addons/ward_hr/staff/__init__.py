"""Who holds what, and from when: rules on a person's file that need no database.

history   what a decision changes in a file over time, and how that is undone
shares    how much of a person's working time is given out on each day
"""
"""A person's service by the law of the day: raises and retirement, without Odoo, clock or database.

One noun a file:

* :mod:`.months`: whole months after a day, as decisions count them;
* :mod:`.raises`: the day of the next raise, and what moved it;
* :mod:`.early`: raises before term, their conditions and their quota;
* :mod:`.retirement`: the day on which a person reaches the age, and the last day in service.
"""

from .early import Early, before_retirement, early_day, early_raise, quota
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
    "add_months",
    "before_retirement",
    "early_day",
    "early_raise",
    "end_of_month",
    "months_between",
    "next_raise",
    "quota",
    "retirement",
]
