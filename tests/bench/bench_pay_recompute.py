"""A month computed again, its former revision being there: beside the first run of the same month.

``peer`` and ``limit`` are both the first run: a revision should not be dearer. Milliseconds a payslip.
"""

from measure import report, statements, timed
from pay_ward import run_of, undone, ward

PEOPLE = 2_000


def main(env):
    with undone(env):
        company = ward(env, PEOPLE)
        first, again = [], []
        for _run in range(3):
            with undone(env):
                run = run_of(env, company)
                first.append(timed(run._compute_slips, runs=1)[0])
                env.flush_all()
                again.append(timed(run._compute_slips, runs=1)[0])
                count = statements(env, run._compute_slips)
        scale = 1000 / PEOPLE
        first, again = sorted(first)[1] * scale, sorted(again)[1] * scale
        report("pay_recompute", again, first, first, 1, "ms a payslip", PEOPLE, count)


main(env)  # noqa: F821 - the Odoo shell knows env
