"""When a person retires in normal conditions (Labour Code art. 169; Decree 135/2020/NĐ-CP).

The age rises a few months with each year: the one that counts is that of the year in which it is reached.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest

from ..law import NoLawOn
from .months import add_months, end_of_month

CODES = {"male": "retirement_age_male", "female": "retirement_age_female"}
LAST_DAY = "retirement_last_day"
END_OF_MONTH = "end of month"


class CannotRetire(ValueError):
    """Birthday or sex is not known; ``reason``: ``birthday`` or ``sex``."""

    def __init__(self, reason):
        super().__init__(f"The retirement day cannot be reckoned: {reason} is not known. Enter it on the staff file.")
        self.reason = reason


@dataclass(frozen=True)
class Retirement:
    """``reached``: the day of the age; ``last_day``: last day in service; ``months``: the age; ``law``: its value."""

    reached: date
    last_day: date
    months: int
    law: object

    @property
    def first_day(self):
        """The first day of the pension."""
        return self.last_day + timedelta(1)


def retirement(law, sex, birthday):
    """The :class:`Retirement` of a person born on ``birthday``; ``sex``: ``male`` or ``female``.

    Raises :class:`CannotRetire` without a birthday or a sex of the table, and ``NoLawOn`` for a year before the
    first one of the table: a person who reached the age then is not given a day by guess.
    """
    if not birthday:
        raise CannotRetire("birthday")
    if sex not in CODES:
        raise CannotRetire("sex")
    value, reached = _reached(law, CODES[sex], birthday)
    how = law.entry(LAST_DAY, reached).value
    last_day = end_of_month(reached) if how == END_OF_MONTH else reached
    return Retirement(reached, last_day, int(value.value), value)


def _reached(law, code, birthday):
    """The value of the year in which its own age is reached, and the day."""
    history = law.history(code)
    for value, later in zip_longest(history, history[1:]):
        if value.repealed:
            raise NoLawOn(code, value.since, ended=value.since, label=value.label)
        reached = add_months(birthday, value.value)
        if reached < value.since:
            raise NoLawOn(code, reached, first_known=value.since, label=value.label)
        if not later or reached < later.since:
            return value, reached
    raise NoLawOn(code, birthday)
