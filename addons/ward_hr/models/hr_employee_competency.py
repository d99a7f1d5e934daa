from odoo import Command, api, fields, models

from .ward_evaluation_quota import WARD_READERS


class HrEmployee(models.Model):
    """The way from a staff file to the person's certificates and gaps."""

    _inherit = "hr.employee"

    certificate_ids = fields.One2many("ward.certificate", "employee_id", string="Certificates", groups=WARD_READERS)
    certificate_count = fields.Integer(compute="_compute_certificate_count", groups=WARD_READERS)
    certificate_missing_count = fields.Integer(compute="_compute_certificate_missing_count", groups=WARD_READERS)
    gap_count = fields.Integer(compute="_compute_gap_count", groups=WARD_READERS)
    gap_ids = fields.Many2many(
        "ward.competency.gap", string="Required and agreed", compute="_compute_gap_ids", groups=WARD_READERS
    )

    @api.depends("employee_skill_ids.skill_id")
    def _compute_skill_ids(self):
        """As Odoo does, who writes them person by person by two statements each; here for all at once."""
        skills = [(employee, [Command.set(employee.employee_skill_ids.skill_id.ids)]) for employee in self]
        self._fields["skill_ids"].write_batch(skills)

    def _compute_certificate_count(self):
        groups = self.env["ward.certificate"]._read_group(
            [("employee_id", "in", self.ids)], ["employee_id"], ["__count"]
        )
        counts = {person.id: count for person, count in groups}
        for employee in self:
            employee.certificate_count = counts.get(employee.id, 0)

    def _compute_certificate_missing_count(self):
        groups = self.env["ward.certificate.gap"]._read_group(
            [("employee_id", "in", self.ids), ("missing", "=", 1)], ["employee_id"], ["__count"]
        )
        counts = {person.id: count for person, count in groups}
        for employee in self:
            employee.certificate_missing_count = counts.get(employee.id, 0)

    def _compute_gap_ids(self):
        found = self.env["ward.competency.gap"].search([("employee_id", "in", self.ids)])
        of_person = found.grouped("employee_id")
        for employee in self:
            employee.gap_ids = of_person.get(employee._origin, found.browse())

    def _compute_gap_count(self):
        groups = self.env["ward.competency.gap"]._read_group(
            [("employee_id", "in", self.ids), ("state", "=", "short")], ["employee_id"], ["__count"]
        )
        counts = {person.id: count for person, count in groups}
        for employee in self:
            employee.gap_count = counts.get(employee.id, 0)

    def action_certificates(self):
        """The certificates of this person."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ward_hr.ward_certificate_action")
        return action | {"domain": [("employee_id", "=", self.id)], "context": {"default_employee_id": self.id}}

    def action_certificates_missing(self):
        """The certificates that the position asks of this person, held or not."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ward_hr.ward_certificate_gap_action")
        return action | {"domain": [("employee_id", "=", self.id)], "context": {}}

    def action_gaps(self):
        """What the position asks of this person, met or not."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ward_hr.ward_competency_gap_action")
        return action | {"domain": [("employee_id", "=", self.id)], "context": {}}
