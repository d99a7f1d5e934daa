"""The same month computed by OCA ``payroll``: twelve rules a person, as code rules.

The statutory numbers are read from our dated law and written into the rules' text,
so both sides compute with the same figures.
"""

import time

SCALES = ("A1", "A2.1")
LEADERSHIP = ("0.20", "0.35", "0.60", "0.70")

# code, category, amount as the peer's Python; {name} comes from the law
RULES = (
    ("BASIC", "EARN", "contract.wage * {base_salary}"),
    ("LEAD", "EARN", "contract.distance_home_work / 100.0 * {base_salary}"),
    ("PUBLIC_DUTY", "EARN", "(BASIC + LEAD) * {public_duty_allowance_rate}"),
    ("EXTRA_MONTH", "EARN", "BASIC * {hanoi_extra_income_monthly}"),
    ("DIGITAL", "EARN", "{digital_support}"),
    ("PARTY_COMMITTEE", "EARN", "{party_committee_allowance_coef} * {base_salary}"),
    ("SI_E", "DED", "min(BASIC + LEAD, {si_ceiling}) * {si_employee_rate}"),
    ("HI_E", "DED", "min(BASIC + LEAD, {si_ceiling}) * {hi_employee_rate}"),
    ("PIT", "DED", None),
    ("SI_ER", "COMP", "min(BASIC + LEAD, {si_ceiling}) * {si_employer_rate}"),
    ("OAD_ER", "COMP", "min(BASIC + LEAD, {si_ceiling}) * {oad_employer_rate}"),
    ("HI_ER", "COMP", "min(BASIC + LEAD, {si_ceiling}) * {hi_employer_rate}"),
)

TAX = """
taxable = max(0, categories.EARN - SI_E - HI_E - {pit_self_deduction}
              - contract.children * {pit_dependant_deduction})
result = 0
below = 0
for upto, rate in {brackets}:
    top = taxable if upto is None else min(taxable, upto)
    result += max(0, top - below) * rate
    below = upto or below
"""


def rule_texts(law, day):
    """The twelve rules with the values in force on ``day``, as ``(code, category, text)``."""

    class Values(dict):
        def __missing__(self, code):
            return float(law.number(code, day))

    brackets = [
        (row.get("upto") and float(row["upto"]), float(row["rate"]))
        for row in law.table("pit_scale", day)
    ]
    values = Values(brackets=brackets)
    return [
        (code, category, (TAX if text is None else "result = " + text).format_map(values))
        for code, category, text in RULES
    ]


def staff(law, day, people):
    """Pay facts of ``people`` persons, as varied as a city's: (scale, step, coefficient, leadership, dependants).

    Every step of two scales x four leadership posts x none to three dependants: 272 kinds, in turn.
    """
    steps = [
        (scale, int(step), row["coefficient"])
        for scale in SCALES
        for step, row in law.keyed(f"salary_scale_{scale}", day).items()
    ]
    kinds = [(*step, post, n) for n in range(4) for post in LEADERSHIP for step in steps]
    return [kinds[number % len(kinds)] for number in range(people)]


def prepare(env, law, day, people):
    """A structure with the twelve rules and ``people`` employees under contract."""
    categories = {
        code: env["hr.salary.rule.category"].create({"name": code, "code": code})
        for code in ("EARN", "DED", "COMP")
    }
    rules = env["hr.salary.rule"].create(
        [
            {
                "name": code,
                "code": code,
                "sequence": sequence,
                "category_id": categories[category].id,
                "amount_select": "code",
                "amount_python_compute": text,
            }
            for sequence, (code, category, text) in enumerate(rule_texts(law, day))
        ]
    )
    structure = env["hr.payroll.structure"].create(
        {"name": "Ward", "code": "WARD", "rule_ids": [(6, 0, rules.ids)], "parent_id": False}
    )
    return env["hr.employee"].create(
        [
            {
                "name": f"Person {number}",
                "date_version": day.replace(month=1, day=1),
                "contract_date_start": day.replace(month=1, day=1),
                "wage": float(coefficient),
                "distance_home_work": int(float(leadership) * 100),
                "children": dependants,
                "struct_id": structure.id,
            }
            for number, (_scale, _step, coefficient, leadership, dependants) in enumerate(
                staff(law, day, people)
            )
        ]
    ), structure


def run(env, employees, structure, first, last):
    """Compute one new batch; (seconds, statements) for all of it."""
    before, started = env.cr.sql_log_count, time.perf_counter()
    slips = env["hr.payslip"].create(
        [
            {
                "employee_id": employee.id,
                "contract_id": employee.version_id.id,
                "struct_id": structure.id,
                "date_from": first,
                "date_to": last,
                "name": employee.name,
            }
            for employee in employees
        ]
    )
    slips.compute_sheet()
    env.flush_all()
    seconds = time.perf_counter() - started
    lines = sum(len(slip.line_ids) for slip in slips)
    if lines != len(RULES) * len(slips):
        raise ValueError(f"the peer made {lines} lines for {len(slips)} payslips")
    return seconds, env.cr.sql_log_count - before
