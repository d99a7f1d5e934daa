"""Whether a certificate holds on a day: what the check page says, and until when a new one holds."""

from calendar import monthrange
from datetime import date, timedelta

VALID, EXPIRED, REVOKED = "valid", "expired", "revoked"


def last_day(issued: date, months: int) -> date | None:
    """The last day of a certificate valid for ``months``: the day before the same day, so many months later.

    0 months: without end, None. Refused below 0. Where the later month lacks the day, the last day of that month.
    """
    if months < 0:
        raise ValueError("a certificate is valid for 0 months (without end) or more")
    if not months:
        return None
    turn = issued.month - 1 + months
    year, month = issued.year + turn // 12, turn % 12 + 1
    length = monthrange(year, month)[1]
    return date(year, month, length) if issued.day > length else date(year, month, issued.day) - timedelta(days=1)


def says(expires: date | None, revoked: date | None, day: date) -> str:
    """``revoked`` from the day of the revocation on, ``expired`` after the last day, else ``valid``."""
    if revoked and revoked <= day:
        return REVOKED
    return EXPIRED if expires and day > expires else VALID
