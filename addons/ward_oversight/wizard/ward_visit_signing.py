from odoo import api, fields, models
from odoo.exceptions import UserError


class WardVisitSigning(models.TransientModel):
    """Takes both signatures on the inspector's device, and seals the visit."""

    _name = "ward.visit.signing"
    _description = "Signatures of a visit"

    visit_id = fields.Many2one("ward.visit", required=True, readonly=True)
    department_id = fields.Many2one(related="visit_id.department_id", string="Inspected unit")
    failed = fields.Integer(related="visit_id.failed")
    finding_count = fields.Integer(related="visit_id.finding_count", string="Findings")
    score = fields.Float(related="visit_id.score")
    scored = fields.Boolean(related="visit_id.scored")
    leader_name = fields.Char(related="visit_id.leader_id.name", string="Team leader")
    unit_opinion = fields.Text(string="Opinion of the inspected unit")
    signer = fields.Char(string="Representative of the unit", required=True)
    post = fields.Char(required=True)
    refused = fields.Boolean(string="The unit does not sign")
    refusal = fields.Char(string="Reason given")
    inspector_signature = fields.Binary(string="Signature of the team leader")
    unit_signature = fields.Binary(string="Signature of the unit")

    @api.model
    def default_get(self, fields_list):
        """The head of the inspected unit is proposed as its representative."""
        values = super().default_get(fields_list)
        visit = self.env["ward.visit"].browse(values.get("visit_id")).exists()
        if visit and visit.has_access("read"):
            # the public side of the employee: an inspector does not read staff files
            manager = self.env["hr.employee.public"].browse(visit.department_id.manager_id.id)
            values.setdefault("signer", manager.name)
            values.setdefault("post", manager.job_title)
            values.setdefault("unit_opinion", visit.unit_opinion)
        return values

    def action_sign(self):
        """Seal the visit under both signatures, or under the reason of the refusal."""
        self.ensure_one()
        if not self.inspector_signature:
            raise UserError(self.env._("The team leader has not signed."))
        if not self.refused and not self.unit_signature:
            raise UserError(self.env._("The unit has not signed: take its signature, or note why it refuses."))
        if self.refused and not self.refusal:
            raise UserError(self.env._("Note the reason that the unit gives for not signing."))
        self.visit_id._sign(
            self.inspector_signature,
            not self.refused and self.unit_signature,
            self.signer,
            self.post,
            self.unit_opinion,
            self.refused and self.refusal,
        )
        return self.visit_id._action_form()
