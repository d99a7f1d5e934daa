"""Who is told of what is due or overdue, and on which day: the ladder of an action and of an obstacle."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from .clock import late_days

BEFORE = "before"


@dataclass(frozen=True)
class Ladder:
    """``before``: working days ahead on which the owner is reminded.

    ``tiers``: for each tier the working days overdue after which it is told.
    """

    before: int
    tiers: Mapping[str, int]

    @classmethod
    def by_law(cls, law, day: date) -> "Ladder":
        """The ladder that holds on ``day``; raises ``NoLawOn``."""
        rows = law.keyed("overdue_escalation_days", day)
        return cls(int(law.number("action_reminder_days", day)), {tier: int(row["days"]) for tier, row in rows.items()})

    def spans(self, calendar, today: date) -> dict[str, tuple[date | None, date]]:
        """``{step: (first deadline, last deadline)}`` of what the step speaks of on ``today``.

        A first of ``None`` has no beginning: all that is overdue by as much or more. So a day on
        which nothing ran is made up for on the next.
        """
        spans = {BEFORE: (today, calendar.after(today, self.before))}
        for tier, days in self.tiers.items():
            spans[tier] = (None, latest_overdue(calendar, today, days))
        return spans


def latest_overdue(calendar, today: date, days: int) -> date:
    """The latest deadline that is ``days`` working days or more overdue on ``today``."""
    deadline = today - timedelta(days=1)
    while late_days(calendar, deadline, today) < days:
        deadline -= timedelta(days=1)
    return deadline
