"""What can be paid or deducted: a frozen row, interpreted by one of a few kinds.

=========== ==================================================================
kind        amount of a line
=========== ==================================================================
coefficient figure x the law's money unit (the base salary)
percentage  figure x the sum of other components
fixed       figure, in đồng a month
capped      figure x the sum of other components, of which at most the ceiling,
            and nothing below the floor
scale       progressive scale on what stays taxable (income tax)
pool        the person's share of an approved pool, entered with its decision
input       amount entered for the person and month, with its document
=========== ==================================================================

The *figure* comes from exactly one of: a dated value of law (``law_code``), a fact of
the person (``fact``), or the row itself (``figure``, for what a ward decided locally).
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

KINDS = ("coefficient", "percentage", "fixed", "capped", "scale", "pool", "input")
ENTERED = ("pool", "input")
SECTIONS = ("earning", "deduction", "employer")
PRORATIONS = ("days", "working_days", "first_day", "last_day", "on_day")
BY_DAYS = ("days", "working_days")
ROUNDINGS = (1, 10, 100, 1_000)
ABSENCE_RULES = ("working_days", "month", "kept")
FLAGS = (
    "in_public_duty_base",
    "in_insurance_base",
    "in_bonus_fund",
    "in_extra_income_fund",
    "taxable",
    "tax_deductible",
)
NEEDS_FIGURE = ("coefficient", "percentage", "fixed", "capped")
NEEDS_BASE = ("percentage", "capped")
RULE = "applies_"
ONCE_A_MONTH = ("capped", "scale", *ENTERED)


CASUAL_TAX = "PIT_10"  # the one rate on taxable pay that is income tax; a ward may reckon other things on it
FAULTS = {
    "kind": "unknown kind {value!r}",
    "section": "unknown section {value!r}",
    "proration": "unknown proration rule {value!r}",
    "on_day": "needs the day of the month that decides, if one does",
    "round_to": "cannot be rounded to {value} đồng",
    "absence": "unknown rule for absence {value!r}",
    "absence_limit": "has a limit of absent days, so it is reckoned once a month",
    "figure": "needs exactly one of: value of law, fact of the person, own figure",
    "base": "needs the components it is reckoned on",
    "base_flag": "unknown base {value!r}",
    "unit": "needs the money unit its coefficient multiplies",
    "scale": "needs the scale of law",
    "once": "is reckoned once a month, on the first or the last day",
    "twice": "two components have this code",
    "cycle": "depends on itself: {value}",
    "no_base": "is reckoned on {value}, which does not exist",
    "days_on_once": "goes by days but reads {value}, reckoned once a month",
}


class ComponentError(ValueError):
    """A component contradicts itself: ``code`` says which, ``fault`` (of `FAULTS`) and its ``value`` how."""

    def __init__(self, code, fault, value=""):
        super().__init__(f"{code}: {FAULTS[fault].format(value=value)}")
        self.code = code
        self.fault = fault
        self.value = value


@dataclass(frozen=True, slots=True)
class Component:
    """One row of the list of components.

    ``base_codes``/``base_flag`` name the components a percentage reads. ``proration``
    says what a month does that is split by a decision, a new law, joining or leaving:
    ``days`` reckons each stretch by its calendar days, ``working_days`` by its working days of those of the month;
    ``first_day`` and ``last_day`` reckon once, by the facts and law of the first or last day in service; ``on_day``
    once, by those of day ``on_day`` of the month (15: who is in service on the 15th has it whole, nobody else).
    ``staff_types`` empty means everybody; where the law of a day has a rule on the matter ``rule`` for a staff type
    (`rule_code`), that rule takes the place of the list. ``by_decision`` asks for the allowance to be
    named in the person's decision; ``required`` refuses people whose fact is not known.
    ``since``/``until`` bound a local component. ``absence`` says what days without pay do to one
    that goes by days: ``working_days`` takes their share of the working days away; ``month`` does
    too, and takes all of it in a month that unpaid leave of a month or more touches; ``kept``
    nothing. ``absence_limit_code``: the value of law that says from how many such working days the
    component is not due; below it, it is reckoned as if nobody had been absent. ``round_to``: the line is rounded
    half up to a multiple of so many đồng.
    """

    code: str
    kind: str
    section: str = "earning"
    proration: str = "days"
    on_day: int = 0
    round_to: int = 1
    absence: str = "working_days"
    absence_limit_code: str = ""
    law_code: str = ""
    fact: str = ""
    figure: Decimal | None = None
    unit_code: str = ""
    base_codes: tuple = ()
    base_flag: str = ""
    ceiling_code: str = ""
    ceiling_multiple_code: str = ""
    floor_code: str = ""
    self_deduction_code: str = ""
    dependant_deduction_code: str = ""
    staff_types: frozenset = frozenset()
    rule: str = ""
    by_decision: bool = False
    required: bool = False
    since: date | None = None
    until: date | None = None
    in_public_duty_base: bool = False
    in_insurance_base: bool = False
    in_bonus_fund: bool = False
    in_extra_income_fund: bool = False
    taxable: bool = False
    tax_deductible: bool = False

    def __post_init__(self):
        for fault, *value in self._faults():
            raise ComponentError(self.code, fault, *value)

    def _faults(self):
        if self.kind not in KINDS:
            yield "kind", self.kind
        if self.section not in SECTIONS:
            yield "section", self.section
        if self.proration not in PRORATIONS:
            yield "proration", self.proration
        if (self.proration == "on_day") != bool(self.on_day):
            yield ("on_day",)
        if self.round_to not in ROUNDINGS:
            yield "round_to", self.round_to
        if self.absence not in ABSENCE_RULES:
            yield "absence", self.absence
        if self.absence_limit_code and self.by_days:
            yield ("absence_limit",)
        figures = [bool(self.law_code), bool(self.fact), self.figure is not None]
        if self.kind in NEEDS_FIGURE and sum(figures) != 1:
            yield ("figure",)
        if self.kind in NEEDS_BASE and not (self.base_codes or self.base_flag):
            yield ("base",)
        if self.base_flag and self.base_flag not in FLAGS:
            yield "base_flag", self.base_flag
        if self.kind == "coefficient" and not self.unit_code:
            yield ("unit",)
        if self.kind == "scale" and not self.law_code:
            yield ("scale",)
        if self.kind in ONCE_A_MONTH and self.by_days:
            yield ("once",)

    def applies_to(self, staff_type, allowances, ruled=None):
        """Whether people of this standing, with these allowances, can have it.

        ``ruled``: what the rule of the day says of the staff type; None where there is none.
        """
        listed = not self.staff_types or staff_type in self.staff_types
        if not (listed if ruled is None else ruled):
            return False
        return not self.by_decision or self.code in allowances

    @property
    def by_days(self):
        """Whether each stretch of the month earns its share, rather than the month once."""
        return self.proration in BY_DAYS

    @property
    def rule_prefix(self):
        """How the codes of law of its rules begin; empty where it has none."""
        return f"{RULE}{self.rule}_" if self.rule else ""

    def rule_code(self, staff_type):
        """The code of law of the rule for a staff type: 1 where the component applies, 0 where it does not."""
        return f"{self.rule_prefix}{staff_type}"

    def rule_of(self, law, staff_type, day):
        """The code of the rule that the law has on ``day`` for a staff type; empty where it has none then."""
        code = self.rule and self.rule_code(staff_type)
        first = law.changes(code)[:1] if code else ()
        return code if first and first[0] <= day else ""

    def in_force(self, day):
        """Whether the component itself (not its law) exists on ``day``."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )

    @property
    def is_tax(self):
        """Whether it is income tax: due when pay is received, so it counts earlier months made up in this one."""
        return self.kind == "scale" or self.code == CASUAL_TAX

    def reads(self, other):
        """Whether this component needs the amount of ``other`` first."""
        if self.kind == "scale":
            return other.taxable or other.tax_deductible
        if self.kind not in NEEDS_BASE:
            return False
        flagged = bool(self.base_flag) and getattr(other, self.base_flag)
        return flagged or other.code in self.base_codes

    def law_codes(self):
        """The codes of law the component reads, its own figure first."""
        codes = (
            self.law_code,
            self.unit_code,
            self.ceiling_multiple_code,
            self.ceiling_code,
            self.floor_code,
            self.self_deduction_code,
            self.dependant_deduction_code,
            self.absence_limit_code,
        )
        return [code for code in codes if code]
