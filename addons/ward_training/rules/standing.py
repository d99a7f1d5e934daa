"""Where one person stands in a year: hours asked, earned by kind, still planned, and what will be missing."""

from dataclasses import dataclass
from decimal import Decimal

from . import hours

SESSION, ONLINE, OUTSIDE = "session", "online", "outside"
KINDS = (SESSION, ONLINE, OUTSIDE)
MET, ON_THE_WAY, SHORT, NOT_ASKED = "met", "on_the_way", "short", "not_asked"


@dataclass(frozen=True)
class Standing:
    """Hours of a year. ``earned``: by kind; ``planned``: of seats that are certain, until 31 December."""

    required: Decimal
    earned: dict[str, Decimal]
    planned: Decimal

    @property
    def done(self) -> Decimal:
        return sum(self.earned.values(), Decimal(0))

    @property
    def shortfall(self) -> Decimal:
        """Missing today, at least 0."""
        return hours.shortfall(self.required, self.done)

    @property
    def forecast(self) -> Decimal:
        """Hours on 31 December, if everything planned is attended."""
        return self.done + self.planned

    @property
    def forecast_shortfall(self) -> Decimal:
        """Missing on 31 December, if everything planned is attended; at least 0."""
        return hours.shortfall(self.required, self.forecast)

    @property
    def state(self) -> str:
        """``not_asked`` where nothing is asked, ``met``, ``on_the_way`` when what is planned is enough, ``short``."""
        if not self.required:
            return NOT_ASKED
        if not self.shortfall:
            return MET
        return SHORT if self.forecast_shortfall else ON_THE_WAY
