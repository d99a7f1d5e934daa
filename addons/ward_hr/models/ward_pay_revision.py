from odoo import api, fields, models

from .ward_pay_run import RUN_READERS

# One statement: the header of the revision that goes, without the people of the one before it, with its own.
KEEP = """
WITH forgotten AS (
    DELETE FROM ward_pay_revision_slip WHERE run_id = %(run)s
), revision AS (
    INSERT INTO ward_pay_revision
           (run_id, company_id, number, people, gross, deductions, net, employer, computed_by_id, computed_at)
    SELECT id, company_id, revision, people, gross, deductions, net, employer, computed_by_id, computed_at
      FROM ward_pay_run WHERE id = %(run)s
    RETURNING id, run_id, company_id
)
INSERT INTO ward_pay_revision_slip
       (revision_id, run_id, company_id, employee_id, employee_name, facts, days, absent_days, net, amounts)
SELECT revision.id, revision.run_id, revision.company_id, slip.employee_id, slip.employee_name, slip.facts,
       slip.days, slip.absent_days, slip.net,
       COALESCE((SELECT jsonb_agg(jsonb_build_array(line.component_id, line.amount, line.origin_month < slip.month))
                   FROM ward_payslip_line line WHERE line.payslip_id = slip.id), '[]')
  FROM revision JOIN ward_payslip slip ON slip.run_id = revision.run_id
"""


class WardPayRevision(models.Model):
    """What a run said before it was computed anew: its totals, who computed it and when.

    Of the latest one the amounts of each person are kept too, so that the next can be compared with it.
    """

    _name = "ward.pay.revision"
    _description = "Earlier revision of a pay run"
    _inherit = ["ward.company.mixin"]
    _order = "run_id, number desc"
    _rec_name = "number"
    _log_access = False
    _check_company_auto = True

    run_id = fields.Many2one("ward.pay.run", required=True, index=True, ondelete="cascade", check_company=True)
    number = fields.Integer(string="Revision", required=True, aggregator=None)
    currency_id = fields.Many2one(related="company_id.currency_id")
    people = fields.Integer(string="People paid")
    gross = fields.Monetary(string="Total pay", groups=RUN_READERS)
    deductions = fields.Monetary(groups=RUN_READERS)
    net = fields.Monetary(string="Take-home pay", groups=RUN_READERS)
    employer = fields.Monetary(string="Paid by the employer", groups=RUN_READERS)
    computed_by_id = fields.Many2one("res.users", index=True)
    computed_at = fields.Datetime()
    slip_ids = fields.One2many("ward.pay.revision.slip", "revision_id")

    @api.model
    def _keep_revision(self, run):
        """Keep what ``run`` says now, before it is replaced: one statement, however many people."""
        if run.revision:
            run.flush_recordset()
            self.env.cr.execute(KEEP, {"run": run.id})
            self.invalidate_model()
            self.env["ward.pay.revision.slip"].invalidate_model()


class WardPayRevisionSlip(models.Model):
    """One person's amounts in the revision before: ``[[component, đồng, of an earlier month], ...]``."""

    _name = "ward.pay.revision.slip"
    _description = "Payslip of an earlier revision"
    _inherit = ["ward.company.mixin"]
    _order = "revision_id, employee_name"
    _rec_name = "employee_name"
    _log_access = False
    _check_company_auto = True

    revision_id = fields.Many2one(
        "ward.pay.revision", required=True, index=True, ondelete="cascade", check_company=True
    )
    run_id = fields.Many2one("ward.pay.run", required=True, index=True, ondelete="cascade", check_company=True)
    employee_id = fields.Many2one(
        "hr.employee", required=True, index=True, ondelete="restrict", check_company=True
    )
    employee_name = fields.Char(string="Name")
    currency_id = fields.Many2one(related="company_id.currency_id")
    facts = fields.Char(groups=RUN_READERS)
    days = fields.Integer(string="Days in service", groups=RUN_READERS, aggregator=None)
    absent_days = fields.Float(
        string="Working days without pay", digits=(5, 2), groups=RUN_READERS, aggregator=None
    )
    net = fields.Monetary(string="Take-home pay", groups=RUN_READERS)
    amounts = fields.Json(groups=RUN_READERS)
