"""Who retires within a horizon, as a bound on birthdays: one comparison then tells it for any number of people."""

from datetime import date, timedelta

from ..law import NoLawOn
from .retirement import CODES, retirement


def latest_birthday(law, sex, until):
    """The last birthday whose last day in service is ``until`` or before.

    The last day never falls when the birthday rises, so the bound is found by halving. Raises
    ``NoLawOn`` where even the oldest person of whom the law speaks retires after ``until``.
    """
    first = earliest_birthday(law, sex)
    low, high = first, until
    if retirement(law, sex, low).last_day > until:
        raise NoLawOn(CODES[sex], until)
    while low < high:
        middle = low + timedelta((high - low).days // 2 + 1)
        if retirement(law, sex, middle).last_day <= until:
            low = middle
        else:
            high = middle - timedelta(1)
    return low


def earliest_birthday(law, sex):
    """The first birthday of which the law says a day of retirement; those born before are not answered."""
    since = law.history(CODES[sex])[0].since
    low, high = date.min, since
    while low < high:
        middle = low + timedelta((high - low).days // 2)
        if _answered(law, sex, middle):
            high = middle
        else:
            low = middle + timedelta(1)
    return low


def _answered(law, sex, birthday: date) -> bool:
    try:
        retirement(law, sex, birthday)
    except NoLawOn:
        return False
    return True
