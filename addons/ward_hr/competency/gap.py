"""The gap between the level a position requires and the level agreed with the person."""

from dataclasses import dataclass

NOT_ASSESSED, MET, SHORT = "not_assessed", "met", "short"


@dataclass(frozen=True)
class Gap:
    """Levels are whole numbers; ``agreed`` and ``missing`` are None while nothing was agreed."""

    required: int
    agreed: int | None

    @property
    def missing(self):
        """Levels still to gain, never below 0; None when not assessed, which is no level 0."""
        return None if self.agreed is None else max(self.required - self.agreed, 0)

    @property
    def state(self):
        if self.missing is None:
            return NOT_ASSESSED
        return SHORT if self.missing else MET
