"""Golden payslips: files of facts and expected lines that a pay officer can read and correct.

    title = "Specialist, step 3 of 9"
    month = 2026-10-01                 # any day of the month

    [[facts]]                          # one table per decision, in order of days
    since = 2026-10-15                 # left out: in service before the month began
    until = 2026-10-20                 # left out: until the next table, or further
    staff_type = "civil_servant"
    pay_coefficient = 3.00             # percentages as written: overgrade_percent = 5
    allowances = ["DIGITAL"]

    [[absences]]                       # days without pay, uncut
    first = 2026-10-05
    last = 2026-10-23
    kind = "unpaid"                    # unpaid, sickness, maternity, suspension
    part = 0.5                         # optional: of each working day

    [inputs]                           # amounts entered for the month, by component
    BONUS = 2000000

    [law]                              # optional: values the month must have been reckoned with
    base_salary = 2530000

    [lines]                            # every line that is not zero, in đồng
    BASIC = 7590000

    [paid.2026-09]                     # optional: what an earlier month was paid, line by line;
    BASIC = 7590000                    # it is reckoned again by the [[facts]] ...

    [back.2026-09]                     # ... and these lines make up the difference
    BASIC = 834900

    [totals]                           # any of: gross, deductions, net, employer,
    net = 12561450                     # insurance_base, taxable_income, days, absent

A month that must be refused says so in place of lines: ``refused = "base_salary"``. A file with ``year``
in place of ``month`` is the tax settlement of a year (see `golden_year`).
``main(folders)`` checks every ``*.toml`` below them and returns the exit code (``make golden DIR=``).
"""

from datetime import date
from decimal import Decimal
from pathlib import Path

from ..law import Law, NoLawOn
from .absence import Absence
from .back import back_lines
from .compute import Plan
from .facts import FACTS, Facts, Person, within_month
from .formulas import MissingFact
from .golden_year import FIGURES as YEAR_FIGURES
from .golden_year import KNOWN as KNOWN_OF_YEAR
from .golden_year import reckon, versions_of
from .shipped import shipped_components

try:
    import tomllib
except ModuleNotFoundError:  # Python 3.10
    import tomli as tomllib

KNOWN = {
    "title", "source", "note", "month", "facts", "absences", "inputs", "law", "lines", "totals", "refused", "paid",
    "back",
}  # fmt: skip


class GoldenError(ValueError):
    """A golden file that cannot be read as one."""


def read(path):
    """The content of one golden file, whole numbers and fractions alike as written."""
    with Path(path).open("rb") as file:
        try:
            golden = tomllib.load(file, parse_float=Decimal)
        except tomllib.TOMLDecodeError as error:
            raise GoldenError(f"not a TOML file: {error}") from error
    known = KNOWN_OF_YEAR if "year" in golden else KNOWN
    unknown = set(golden) - known | set(golden.get("settlement", ())) - set(YEAR_FIGURES)
    if unknown:
        raise GoldenError(f"unknown: {', '.join(sorted(unknown))}")
    if "year" in golden:
        if not golden.get("facts") or not golden.get("settlement"):
            raise GoldenError("needs at least one [[facts]] and [settlement]")
        return golden
    if not isinstance(golden.get("month"), date) or not golden.get("facts"):
        raise GoldenError("needs a month (a day of it) and at least one [[facts]]")
    if ("lines" in golden) == ("refused" in golden):
        raise GoldenError("needs either [lines] or refused")
    return golden


def person_of(golden, plan):
    """The `Person` of a golden file, cut to the month of ``plan``."""
    versions = versions_of(golden["facts"], facts_of)
    stretches = within_month(versions, plan.first, plan.last)
    inputs = _amounts(golden.get("inputs", {}))
    absences = tuple(Absence(**row) for row in golden.get("absences", ()))
    return Person(golden.get("title", ""), stretches, inputs, _back(golden, plan, versions), absences=absences)


def _back(golden, plan, versions):
    """The lines that make up what earlier months were paid, in the order of these months."""
    lines = []
    for month, paid in sorted(golden.get("paid", {}).items()):
        origin = Plan(plan.components, plan.law, date.fromisoformat(f"{month}-01"))
        person = Person(month, within_month(versions, origin.first, origin.last))
        lines += back_lines(origin, origin.compute(person), _amounts(paid))
    return tuple(lines)


def _amounts(table):
    return {code: Decimal(amount) for code, amount in table.items()}


def facts_of(row):
    """`Facts` from a table of the file; an unknown name is refused."""
    unknown = set(row) - {"since", "until", "staff_type", "dependants", "allowances", *FACTS}
    if unknown:
        raise GoldenError(f"unknown fact: {', '.join(sorted(unknown))}")
    figures = {name: Decimal(row[name]) for name in FACTS if name in row}
    return Facts(
        staff_type=row["staff_type"],
        dependants=row.get("dependants", 0),
        allowances=frozenset(row.get("allowances", ())),
        **figures,
    )


def differences(golden, payslip, plan):
    """What differs, as readable sentences; empty when the payslip is the golden one."""
    expected = dict(_by_line(golden))
    actual = {_line_name(line.code, line.origin): line.amount for line in payslip.lines if line.amount}
    yield from _compare(expected, actual)
    totals = golden.get("totals", {})
    yield from _compare(totals, {name: getattr(payslip, name) for name in totals})
    for code, value in golden.get("law", {}).items():
        used = {str(e.value) for (c, _day), e in plan.read_values.items() if c == code}
        if used != {str(Decimal(value))}:
            yield f"{code}: expected {value}, reckoned with {', '.join(used) or 'nothing'}"


def _by_line(golden):
    """Name of the line and amount, for the month itself and for the months made up."""
    for month, amounts in {None: golden["lines"], **golden.get("back", {})}.items():
        origin = month and date.fromisoformat(f"{month}-01")
        yield from ((_line_name(code, origin), Decimal(amount)) for code, amount in amounts.items() if amount)


def _line_name(code, origin):
    return f"{code} of {origin:%m/%Y}" if origin else code


def _compare(expected, actual):
    for name in [*expected, *(set(actual) - set(expected))]:
        left, right = Decimal(expected.get(name, 0)), Decimal(actual.get(name, 0))
        if left != right:
            yield f"{name}: expected {left:,}, reckoned {right:,} ({right - left:+,})"


def check(path, law=None, components=None):
    """Differences of one file as a list; a file that cannot be read is one difference."""
    try:
        golden = read(path)
        law, components = law or Law.shipped(), components or shipped_components()
        if "year" in golden:
            reckoned, expected = reckon(golden, law, components, facts_of)
            return list(_compare(expected, reckoned))
        plan = Plan(components, law, golden["month"])
        payslip = plan.compute(person_of(golden, plan))
    except NoLawOn as refusal:
        return [] if golden.get("refused") == refusal.code else [str(refusal)]
    except (GoldenError, MissingFact, KeyError, TypeError, ValueError, ArithmeticError) as error:
        return [f"{type(error).__name__}: {error}"]
    if "refused" in golden:
        return [f"expected a refusal for want of {golden['refused']}, but it was reckoned"]
    return list(differences(golden, payslip, plan))


def main(folders, out=print):
    """Check every golden file below the folder(s): 0 all equal, 1 some differ, 2 none found."""
    folders = [Path(f) for f in ([folders] if isinstance(folders, (str, Path)) else folders)]
    files = [(folder, path) for folder in folders for path in sorted(folder.rglob("*.toml"))]
    if not files:
        out(f"No golden payslip (*.toml) in {', '.join(map(str, folders)) or 'no folder'}.")
        return 2
    wrong = 0
    for folder, path in files:
        found = check(path)
        wrong += bool(found)
        out(f"{'differs' if found else 'equal  '}  {path.relative_to(folder)}")
        for difference in found:
            out(f"         {difference}")
    out(f"{len(files)} golden payslips, {wrong} differ.")
    return 1 if wrong else 0
