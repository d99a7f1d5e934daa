from odoo import models
from odoo.exceptions import UserError

from ..pay import Facts, Person
from .named import NAMES_SHOWN
from .ward_pay_run_facts import Staff, Version

# Some people by their last payslip here, if they have any; who is left out of the run stays out of it.
GONE = """
SELECT e.id AS employee_id, COALESCE(slip.employee_name, e.name) AS name, e.name_key, slip.version_id,
       slip.department_id, slip.staff_type_id, slip.job_title, slip.rank_code, slip.pay_step,
       slip.pay_coefficient::text, slip.leadership_coefficient::text, slip.overgrade_percent::text,
       slip.reserved_coefficient::text, slip.dependants, t.code AS staff_type
  FROM hr_employee e
  LEFT JOIN LATERAL (SELECT * FROM ward_payslip
                      WHERE employee_id = e.id AND company_id = %(company)s ORDER BY month DESC LIMIT 1) slip ON true
  LEFT JOIN ward_staff_type t ON t.id = slip.staff_type_id
 WHERE e.id = ANY(%(people)s)
   AND NOT EXISTS (SELECT FROM ward_pay_omission o WHERE o.run_id = %(run)s AND o.employee_id = e.id)
"""


class WardPayRunGone(models.Model):
    """People who are not in service in the month: paid what is entered for them or made up, by their last payslip."""

    _inherit = "ward.pay.run"

    def _people_gone(self, ids, run=None):
        """`Staff` without a stretch, by id; those who were never paid here have no version."""
        if not ids:
            return {}
        self.env.cr.execute(GONE, {"people": ids, "company": self.company_id.id, "run": run})
        rows = [Version(**row) for row in self.env.cr.dictfetchall()]
        return {row.employee_id: Staff(Person(row.employee_id, ()), row.name, row) for row in rows}

    def _only_entered(self, inputs, run):
        """`Staff` of those for whom nothing but ``inputs``, ``{employee: {code: đồng}}``, is due in a month."""
        return [
            one._replace(person=Person(key, (), inputs[key], left_as=facts_of_slip(one.version)))
            for key, one in self._people_gone(sorted(inputs), run).items()
        ]

    def _refuse_unpaid(self, reckoned):
        """Nothing that is entered for the month is dropped without a word."""
        unpaid = [
            (one.name, code)
            for one, slip in reckoned
            if one.person.inputs
            for code in sorted(one.person.inputs.keys() - {line.code for line in slip.lines if line.origin is None})
            if one.person.inputs[code]
        ]
        if unpaid:
            names = {row.code: row.name for row in self.env["ward.pay.component"].search([])}
            lines = [f"{name}: {names.get(code, code)}" for name, code in unpaid[:NAMES_SHOWN]]
            raise UserError(
                self.env._(
                    "The pay of %(month)s cannot be computed: amounts entered for it reach no payslip.\n%(amounts)s\n"
                    "Their component does not apply to these people in that month. Correct the component or the"
                    " amount (Pay, Amounts of the month), or delete the amount, then compute again.",
                    month=self.month.strftime("%m/%Y"),
                    amounts="\n".join(lines + (["…"] if len(unpaid) > NAMES_SHOWN else [])),
                )
            )


def facts_of_slip(row):
    """The `Facts` that tax asks for, of somebody of whom only the last payslip tells."""
    return Facts(row.staff_type or "", dependants=row.dependants or 0)
