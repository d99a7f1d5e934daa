"""Six paid months of 2,000 people made up in the seventh after a rise: beside computing seven months anew.

``peer``: seven runs without any back pay, which is what reckoning all of it costs when nothing is made up.
``limit`` is the same. Seconds.
"""

from datetime import date

from measure import report, statements, timed
from pay_ward import run_of, undone, ward

PEOPLE = 2_000
MONTHS = [date(2026, month, 1) for month in range(4, 11)]


def main(env):
    company = ward(env, PEOPLE)
    with undone(env):
        plain = 0
        for month in MONTHS:
            run = run_of(env, company, month)
            plain += timed(run._compute_slips, runs=1)[0]
            if month != MONTHS[-1]:
                run._keep({"state": "paid"})
        env.flush_all()
        env.cr.execute(
            "UPDATE hr_version v SET leadership_coefficient = leadership_coefficient + 0.1"
            " FROM hr_employee e WHERE e.id = v.employee_id AND e.company_id = %s",
            [company.id],
        )
        env.invalidate_all()
        taken, _slips = timed(run._compute_slips, runs=1)
        made_up = env["ward.payslip.line"].search_count([("company_id", "=", company.id), ("back", "=", True)])
        if made_up < PEOPLE * (len(MONTHS) - 1):
            raise ValueError(f"only {made_up} lines of back pay")
        count = statements(env, run._compute_slips)
        report("back_pay", taken, plain, plain, 1, "s for 6 months", PEOPLE, count)


main(env)  # noqa: F821 - the Odoo shell knows env
