"""A ward with people to pay, for the benchmarks of pay."""

from contextlib import contextmanager
from datetime import date

import peer_payroll
from people import multiply

from odoo.addons.ward_hr.law import Law

MONTH = date(2026, 10, 1)
RULES = len(peer_payroll.RULES)
BY_THE_ORM = 500


@contextmanager
def undone(env):
    """Everything inside is taken back; what was there before is kept for good, as what an office works with."""
    env.flush_all()
    env.cr.commit()
    try:
        yield
    finally:
        env.cr.rollback()
        env.invalidate_all()


def settle(env):
    """What was written is kept, counted, cleaned and on the disk, as after a night."""
    env.flush_all()
    env.cr.commit()
    env.cr._cnx.autocommit = True  # neither works in a transaction
    env.cr.execute("VACUUM ANALYZE")
    env.cr.execute("CHECKPOINT")
    env.cr._cnx.autocommit = False
    env.invalidate_all()


def ward(env, people):
    """A ward whose ``people`` are paid twelve lines each: heads of all ranks, with two allowances.

    A whole number of times as many as the ORM makes (`BY_THE_ORM`), or fewer than those.
    """
    first = min(people, BY_THE_ORM)
    company = env["res.company"].create({"name": f"Ward of {people}"})
    allowances = env["ward.pay.component"].search([("code", "in", ("DIGITAL", "PARTY_COMMITTEE"))])
    scales = {scale.code: scale.id for scale in env["ward.pay.scale"].search([])}
    made = env["hr.employee"].create(
        [
            {
                "name": f"Person {number}",
                "company_id": company.id,
                "date_version": date(2026, 1, 1),
                "staff_type_id": env.ref("ward_hr.ward_staff_type_civil_servant").id,
                "pay_scale_id": scales[scale],
                "pay_step": step,
                "pay_coefficient": float(coefficient),
                "leadership_coefficient": float(leadership),
                "dependants": dependants,
                "allowance_ids": [(6, 0, allowances.ids)],
            }
            for number, (scale, step, coefficient, leadership, dependants) in enumerate(
                peer_payroll.staff(Law.shipped(), MONTH, first)
            )
        ]
    )
    env.flush_all()
    for fellow in range(1, people // first):
        multiply(env, made, fellow)
    settle(env)
    return company


def run_of(env, company, month=MONTH):
    run = env["ward.pay.run"].create({"company_id": company.id, "month": month})
    env.flush_all()
    env.invalidate_all()
    return run
