"""The hour after which same-day work may wait for the next working day, by the law of the day of receipt."""

from dataclasses import dataclass, field
from datetime import date, datetime

from ..law import Law, NoLawOn

HOUR, FIELDS = "same_day_cutoff_hour", "same_day_cutoff_fields"


@dataclass(frozen=True)
class Cutoff:
    """Reads the hour and the fields to which it applies as they were on a day; each day once."""

    law: Law
    _known: dict[tuple[date, str], int | None] = field(default_factory=dict, compare=False, repr=False)

    def hour(self, day: date, subject: str) -> int | None:
        """The hour for a procedure of the field ``subject``; None where the law sets none.

        A value that was repealed sets none; a day before the first known value raises NoLawOn.
        """
        key = day, subject
        if key not in self._known:
            self._known[key] = self._read(day, subject)
        return self._known[key]

    def _read(self, day: date, subject: str) -> int | None:
        try:
            return int(self.law.number(HOUR, day)) if subject in self.law.keyed(FIELDS, day) else None
        except NoLawOn as refusal:
            if refusal.ended:
                return None
            raise

    def passed(self, received: datetime, subject: str) -> bool:
        """Whether what was ``received`` (local time) may wait for the next working day."""
        hour = self.hour(received.date(), subject)
        return hour is not None and received.hour >= hour
