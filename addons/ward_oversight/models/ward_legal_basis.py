from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.ward_hr.models.ward_mirror import CONFIDENCES


class WardLegalBasis(models.Model):
    """A legal text that gives tasks to the ward, with the days on which it holds.

    ``effective_to`` is the last day in force; empty when no end is known.
    """

    _name = "ward.legal.basis"
    _description = "Legal basis"
    _inherit = "ward.shipped.mixin"
    _order = "effective_to, number"
    _rec_names_search = ["number", "name"]

    number = fields.Char(required=True)
    name = fields.Char(string="Subject", required=True, translate=True)
    issued = fields.Date()
    sector_id = fields.Many2one("ward.sector", index=True, ondelete="restrict")
    mechanism_ids = fields.Many2many("ward.delegation.mechanism", string="Mechanisms")
    mechanism_text = fields.Char(string="Mechanism", help="As the source words it, in Vietnamese.")
    effective_from = fields.Date(required=True)
    effective_to = fields.Date(string="Last day in force", index=True)
    end_note = fields.Char(string="Note on the end", translate=True)
    confidence = fields.Selection(CONFIDENCES, required=True, default="reported")
    note = fields.Char(translate=True)
    task_ids = fields.Many2many("ward.delegated.task", string="Tasks")
    task_count = fields.Integer(compute="_compute_task_count")
    days_left = fields.Integer(compute="_compute_days_left", help="Days until the last day in force.")
    stage = fields.Selection(
        [
            ("coming", "Not yet in force"),
            ("in_force", "In force"),
            ("ending", "Ending soon"),
            ("ended", "Ended"),
        ],
        compute="_compute_days_left",
    )
    ends_soon = fields.Boolean(compute="_compute_days_left", search="_search_ends_soon")

    _number_unique = models.UniqueIndex(
        "(number, COALESCE(company_id, 0))", "This legal basis is in the register already."
    )
    _end_after_start = models.Constraint(
        "CHECK (effective_to >= effective_from)",
        "A legal basis cannot end before it is in force.",
    )

    @api.depends("number", "name")
    def _compute_display_name(self):
        for basis in self:
            basis.display_name = f"{basis.number} {basis.name or ''}".strip()

    @api.depends_context("company", "allowed_company_ids", "uid")
    @api.depends("task_ids")
    def _compute_task_count(self):
        groups = self.env["ward.delegated.task"]._read_group(
            [("legal_basis_ids", "in", self.ids), ("state", "!=", "ended")],
            ["legal_basis_ids"],
            ["__count"],
        )
        counts = {basis.id: count for basis, count in groups}
        for basis in self:
            basis.task_count = counts.get(basis.id, 0)

    @api.depends("effective_from", "effective_to")
    def _compute_days_left(self):
        today = fields.Date.context_today(self)
        horizon = self._alert_horizon()
        for basis in self:
            end = basis.effective_to
            basis.days_left = (end - today).days if end else 0
            basis.ends_soon = bool(end) and today <= end <= horizon
            if end and end < today:
                basis.stage = "ended"
            elif basis.effective_from and basis.effective_from > today:
                basis.stage = "coming"
            else:
                basis.stage = "ending" if basis.ends_soon else "in_force"

    def _search_ends_soon(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = fields.Date.context_today(self)
        soon = Domain("effective_to", ">=", today) & Domain("effective_to", "<=", self._alert_horizon())
        return soon if True in value else ~soon

    @api.model
    def _alert_horizon(self):
        """The last day that an alert looks ahead to."""
        # sudo: the number of days is a setting of the system, not of the reader
        days = self.env["ir.config_parameter"].sudo().get_param("ward_oversight.alert_days", "120")
        return fields.Date.context_today(self) + timedelta(days=int(days))

    def action_tasks(self):
        """The tasks of the reader's ward that hang on this basis."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ward_oversight.ward_delegated_task_action")
        return dict(
            action,
            domain=[("legal_basis_ids", "in", self.ids)],
            context={"default_legal_basis_ids": self.ids, "hierarchical_naming": False},
        )
