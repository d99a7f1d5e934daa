"""A month computed again, its former revision being there: beside the first run of the same month.

``peer`` and ``limit`` are both the first run: a revision should not be dearer. ``pay_recompute`` is what an officer
does all day, one person in a hundred changed; ``pay_recompute_all`` changes everybody, so that each payslip is written
once more and each changed line says why. Milliseconds a payslip.
"""

from statistics import median

from measure import report, statements, timed
from pay_ward import run_of, undone, ward

PEOPLE, RUNS = 2_000, 9
RAISE = """
UPDATE hr_version v SET leadership_coefficient = leadership_coefficient + 0.1
  FROM hr_employee e WHERE e.id = v.employee_id AND e.company_id = %s AND e.id %% %s = 0
"""


def main(env):
    company = ward(env, PEOPLE)
    times = {"first": [], "pay_recompute": [], "pay_recompute_all": []}
    for _run in range(RUNS):
        with undone(env):
            run = run_of(env, company)
            times["first"].append(timed(run._compute_slips, runs=1)[0])
            for name, part in (("pay_recompute", 100), ("pay_recompute_all", 1)):
                env.flush_all()
                env.cr.execute(RAISE, [company.id, part])
                env.invalidate_all()
                times[name].append(timed(run._compute_slips, runs=1)[0])
            count = statements(env, run._compute_slips)
    first, *others = ((name, median(each) * 1000 / PEOPLE) for name, each in times.items())
    for name, again in others:
        report(name, again, first[1], first[1], 1, "ms a payslip", PEOPLE, count)


main(env)  # noqa: F821 - the Odoo shell knows env
