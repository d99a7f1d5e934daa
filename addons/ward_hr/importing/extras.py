"""What a row tells beyond the dossier's own days: faults, supplements, and what made the work longer.

All of it is optional: a column that is not in the file says nothing, an empty cell says none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..workload.pauses import Pause
from .columns import YES_NO
from .headers import plain

NULL = r"\N"
MOST = 30000
# The column of a file by the value that is kept of it: kept as it was where a file lacks the column.
SOURCE = {
    "faults_reported": "faults",
    "supplement_asked_at": "supplement_asked",
    "supplement_received_at": "supplement_received",
    "supplements": "supplements",
    "verified": "verified",
    "field_checked": "field_check",
    "digitised": "digitised",
}
_WORDS = {plain(word): key for key, words in YES_NO.items() for word in words}


@dataclass(frozen=True)
class Extras:
    """The values in the order of ``SOURCE``, as texts for COPY; and the pause that they tell of."""

    values: tuple[str, ...]
    pause: Pause | None = None


NOTHING = Extras(("0", NULL, NULL, "0", "f", "f", "0"))


def read(check, cells: Sequence[str], received: str | None, faults: list) -> Extras:
    """The seven last cells of a row. ``check``: the DossierCheck, which reads moments and numbers."""
    if not any(cells):
        return NOTHING
    wrong, asked_text, answered_text, times_text, verified, field_check, digitised = cells
    asked = check.moment("supplement_asked", asked_text, faults)
    answered = check.moment("supplement_received", answered_text, faults)
    check.follows("supplement_asked", asked_text, asked, received, "before_received", faults)
    check.follows("supplement_received", answered_text, answered, asked or "9", "before_asked", faults)
    once = 1 if asked else 0
    values = (
        str(check.number("faults", wrong, 0, 0, faults)),
        asked or NULL,
        answered or NULL,
        str(check.number("supplements", times_text, once, once, faults)),
        _yes("verified", verified, check, faults),
        _yes("field_check", field_check, check, faults),
        str(check.number("digitised", digitised, 0, 0, faults)),
    )
    return Extras(values, None if faults else _pause(asked, answered))


def _pause(asked: str | None, answered: str | None) -> Pause | None:
    """The days between request and answer; a supplement that is still awaited has no end yet."""
    if not (asked and answered):
        return None
    return Pause(date.fromisoformat(asked[:10]), date.fromisoformat(answered[:10]))


def _yes(column: str, text: str, check, faults: list) -> str:
    """``t`` or ``f``; an empty cell is no."""
    found = _WORDS.get(plain(text)) if text else "f"
    if found is None:
        check.wrong(column, text, "yes_no_unknown", faults)
    return found or "f"
