"""When a finding repeats an earlier one: same unit, same item, same procedure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Found:
    """A finding by its ``key``, the ``unit``, the ``item`` (its text in a checklist), the ``procedure``.

    ``item`` and ``procedure`` may be None: then it is the other that recognises.
    """

    key: int
    day: date
    unit: int
    item: str | None = None
    procedure: int | None = None

    def repeats(self, other: "Found") -> bool:
        """Whether this one repeats the earlier ``other``. With neither item nor procedure nothing is recognised."""
        known = self.item is not None or self.procedure is not None
        return (
            known
            and (other.day, other.key) < (self.day, self.key)
            and (self.unit, self.item, self.procedure) == (other.unit, other.item, other.procedure)
        )


def earlier(found: Found, others: Iterable[Found]) -> list[Found]:
    """What of ``others`` the finding repeats, the latest first."""
    return sorted((one for one in others if found.repeats(one)), key=lambda one: (one.day, one.key), reverse=True)
