"""A base salary tried over December in a ward of 2,000, in two variants: beside one run of such a month.

``peer`` and ``limit``: computing and keeping one month; three are reckoned, none is kept. Seconds.
"""

from datetime import date

from measure import report, statements, timed
from pay_ward import run_of, undone, ward

PEOPLE = 2_000
DECEMBER = date(2026, 12, 1)


def main(env):
    company = ward(env, PEOPLE)
    with undone(env):
        officer = env.ref("base.user_admin")
        officer.write({"company_ids": [(4, company.id)], "company_id": company.id})
        officer.group_ids |= env.ref("ward_hr.ward_hr_group_pay_officer")
        change = {"kind": "law", "law_code": "base_salary", "since": DECEMBER}
        page = (
            env["ward.pay.what.if"]
            .with_user(officer)
            .with_context(allowed_company_ids=company.ids)
            .create(
                {
                    "company_ids": [(6, 0, company.ids)],
                    "month_from": DECEMBER,
                    "month_to": DECEMBER,
                    "change_ids": [
                        (0, 0, {**change, "variant": variant, "value": value})
                        for variant, value in (("a", 2_700_000), ("b", 3_000_000))
                    ],
                }
            )
        )
        env.flush_all()
        taken, _nothing = timed(page.action_reckon)
        count = statements(env, page.action_reckon)
    with undone(env):
        one, _slips = timed(run_of(env, company, DECEMBER)._compute_slips, runs=1)
    report("what_if", taken, one, one, 3, "s for three columns of a month", PEOPLE, count)


main(env)  # noqa: F821 - the Odoo shell knows env
