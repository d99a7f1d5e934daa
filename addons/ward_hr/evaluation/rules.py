"""What the law of a day says about ratings, read once."""

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

ROUNDINGS = {"down": ROUND_DOWN, "half up": ROUND_HALF_UP}
BASES = {"good": False, "good and excellent": True}
BOUND = {"year": False, "every period": True}
BEST, GOOD, COMPLETED, FAILED = "XS", "T", "HT", "KHT"


class UnknownWord(ValueError):
    """A setting holds a word that it does not know.

    ``code`` of the value, its ``word``, and the words that it ``known``.
    """

    def __init__(self, code, word, known):
        self.code, self.word, self.known = code, word, tuple(known)
        super().__init__(f"{code} says “{word}”. Enter one of: {', '.join(self.known)}.")


@dataclass(frozen=True)
class Rules:
    """Points and shares as Decimal. ``levels``: (code, points from which it is reached), best first.

    ``quota`` and ``quota_special`` are shares of those counted; ``excellent_counts`` whether these
    include the excellent; ``binds_every_period`` whether the quota binds more than the year.
    ``causes``: codes of the cases that are not completed whatever the points, with whether
    each is for leaders only.
    """

    common_points: Decimal
    task_points: Decimal
    quality_penalty: Decimal
    delay_penalty: Decimal
    decimals: int
    levels: tuple[tuple[str, Decimal], ...]
    causes: tuple[tuple[str, bool], ...]
    unit_all_completed: Decimal
    unit_with_failure: Decimal
    quota: Decimal
    quota_special: Decimal
    quota_rounding: str
    excellent_counts: bool
    binds_every_period: bool

    @classmethod
    def on(cls, law, day):
        """The rules of ``day``. Raises LawError where the law has no value, UnknownWord for a word."""
        levels = law.keyed("eval_levels", day)
        causes = law.keyed("eval_not_completed_cases", day)
        return cls(
            common_points=law.number("eval_common_points", day),
            task_points=law.number("eval_task_points", day),
            quality_penalty=law.number("eval_quality_penalty", day),
            delay_penalty=law.number("eval_delay_penalty", day),
            decimals=int(law.number("eval_points_decimals", day)),
            levels=tuple(sorted(((c, row["from"]) for c, row in levels.items()), key=lambda one: -one[1])),
            causes=tuple((code, bool(row["leaders_only"])) for code, row in causes.items()),
            unit_all_completed=law.number("eval_unit_all_completed", day),
            unit_with_failure=law.number("eval_unit_with_failure", day),
            quota=law.number("eval_excellent_quota", day),
            quota_special=law.number("eval_excellent_quota_special", day),
            quota_rounding=_word(law, "eval_quota_rounding", day, ROUNDINGS),
            excellent_counts=_word(law, "eval_quota_base", day, BASES),
            binds_every_period=_word(law, "eval_quota_periods", day, BOUND),
        )

    def rounded(self, points: Decimal) -> Decimal:
        """Points as they are kept: the one place where points are rounded."""
        return points.quantize(Decimal(1).scaleb(-self.decimals), ROUND_HALF_UP)


def _word(law, code, day, known):
    word = law.entry(code, day).value
    if word not in known:
        raise UnknownWord(code, word, known)
    return known[word]
