from odoo import api, fields, models
from odoo.exceptions import UserError

from .trigger import Refuse

LEAD = "ward_oversight.ward_oversight_group_oversight_lead"

_CONCLUDED = """
OLD.concluded_on IS NOT NULL
AND (OLD.concluded_on, OLD.conclusion, OLD.conclusion_number) IS DISTINCT FROM
    (NEW.concluded_on, NEW.conclusion, NEW.conclusion_number)
"""


class WardVisit(models.Model):
    """After the signatures: the days in which the unit may reply, then the conclusion."""

    _inherit = "ward.visit"

    reply_until = fields.Date(
        string="Replies until", compute="_compute_reply_until", store=True, help="Last day on which the unit may reply."
    )
    reply_count = fields.Integer(compute="_compute_reply_count")
    conclusion = fields.Text(copy=False)
    conclusion_number = fields.Char(string="Conclusion no.", copy=False, help="For instance 15/KL-UBND.")
    concluded_on = fields.Date(string="Concluded on", readonly=True, copy=False)
    concluded_by_id = fields.Many2one(
        "res.users", string="Concluded by", readonly=True, copy=False, index="btree_not_null"
    )

    _concluded = Refuse("UPDATE", _CONCLUDED, "An issued conclusion does not change.")

    def write(self, vals):
        if not self.env.su and {"concluded_on", "concluded_by_id"} & set(vals):
            raise UserError(self.env._("A conclusion is issued by its button."))
        if {"conclusion", "conclusion_number"} & set(vals):
            self._check_lead()
        return super().write(vals)

    def _check_lead(self):
        if not self.env.su and not self.env.user.has_group(LEAD):
            raise UserError(self.env._("The conclusion is written and issued by the oversight lead."))

    @api.depends("signed_at", "state")
    def _compute_reply_until(self):
        for visit in self:
            signed = visit.signed_at and fields.Datetime.context_timestamp(visit, visit.signed_at).date()
            visit.reply_until = signed and self.env["ward.clock"]._last_day(
                visit.company_id, signed, "inspection_reply_days"
            )

    @api.depends("finding_ids.reply_ids")
    def _compute_reply_count(self):
        for visit in self:
            visit.reply_count = len(visit.finding_ids.reply_ids)

    def action_conclude(self):
        """Issue the conclusion: after the last day for replies, or when every finding was replied to."""
        self.ensure_one()
        self.check_access("read")
        self._check_lead()
        if self.state != "signed" or self.concluded_on:
            raise UserError(self.env._("A conclusion is issued once, after the visit was signed."))
        if not (self.conclusion and self.conclusion_number):
            raise UserError(self.env._("Write the conclusion and its number before issuing it."))
        today = self.env["ward.clock"]._today()
        silent = self.finding_ids.filtered(lambda one: not one.reply_ids)
        if silent and today <= self.reply_until:
            raise UserError(
                self.env._(
                    "The unit may reply until %(day)s, and has not replied to %(count)s findings: wait until then.",
                    day=f"{self.reply_until:%d/%m/%Y}",
                    count=len(silent),
                )
            )
        # sudo: the right was checked; the step is the server's to write
        self.sudo().write({"concluded_on": today, "concluded_by_id": self.env.uid})
