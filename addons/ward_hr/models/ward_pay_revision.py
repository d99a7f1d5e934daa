from odoo import api, fields, models

from .ward_pay_run import RUN_READERS
from .ward_pay_seal import refuse_changes_when_sealed

KEEP = """
INSERT INTO ward_pay_revision
       (run_id, company_id, number, people, gross, deductions, net, employer, computed_by_id, computed_at)
SELECT id, company_id, revision, people, gross, deductions, net, employer, computed_by_id, computed_at
  FROM ward_pay_run WHERE id = %(run)s
"""


class WardPayRevision(models.Model):
    """What a run said before it was computed anew: its totals, who computed it and when.

    What changed for whom stands in `ward.pay.difference`.
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

    def init(self):
        refuse_changes_when_sealed(self.env.cr, self._table)

    @api.model
    def _keep_revision(self, run):
        """Keep what ``run`` says now, before it is replaced."""
        if run.revision:
            run.flush_recordset()
            self.env.cr.execute(KEEP, {"run": run.id})
            self.invalidate_model()
            run.invalidate_recordset(["revision_ids"])
