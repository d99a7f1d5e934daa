from odoo import api, fields, models
from odoo.exceptions import UserError

from .trigger import Refuse

_SEALED = """
EXISTS (SELECT FROM ward_visit visit WHERE visit.state = 'signed' AND visit.id IN (OLD.visit_id, NEW.visit_id))
"""


class WardVisitRecheck(models.Model):
    """A finding of an earlier visit that was still open when this visit began, and how it was met again.

    Rows are made when the visit starts; sealed with it.
    """

    _name = "ward.visit.recheck"
    _description = "Earlier finding met again"
    _inherit = ["ward.company.mixin"]
    _order = "visit_id, id"
    _rec_name = "finding_id"
    _check_company_auto = True

    visit_id = fields.Many2one(
        "ward.visit", required=True, readonly=True, index=True, ondelete="cascade", check_company=True
    )
    company_id = fields.Many2one(
        related="visit_id.company_id", store=True, precompute=True, required=True, default=None
    )
    finding_id = fields.Many2one(
        "ward.finding", required=True, readonly=True, index=True, ondelete="restrict", check_company=True
    )
    severity = fields.Selection(related="finding_id.severity")
    deadline = fields.Date(related="finding_id.deadline")
    finding_state = fields.Selection(related="finding_id.state", string="Status of the finding")
    actions = fields.Char(compute="_compute_actions")
    result = fields.Selection(
        [("mended", "Mended"), ("partly", "Mended in part"), ("not", "Not mended"), ("unseen", "Not looked at")],
        string="Met again as",
        required=True,
        default="unseen",
    )
    note = fields.Char()

    _once = models.Constraint("UNIQUE(visit_id, finding_id)", "A visit meets an earlier finding once.")
    _sealed = Refuse("INSERT OR UPDATE OR DELETE", _SEALED, "What a signed visit met again does not change.")

    @api.depends("finding_id")
    def _compute_actions(self):
        for row in self:
            # sudo: the team of the visit sees what the unit was to do, whoever inspected before
            actions = row.sudo().finding_id.action_ids
            row.actions = self.env._(
                "%(closed)s of %(all)s seen to work",
                closed=len(actions.filtered(lambda one: one.state == "closed")),
                all=len(actions),
            )

    def write(self, vals):
        if not self.env.su:
            self.visit_id._refuse_signed()
            if set(vals) - {"result", "note"}:
                raise UserError(self.env._("Which findings are met again follows from the earlier visits."))
        return super().write(vals)

    def _content(self):
        return {"finding": self.finding_id.id, "result": self.result, "note": self.note or None}


class WardVisit(models.Model):
    """A follow-up visit, and what was open before any visit."""

    _inherit = "ward.visit"

    follow_up_of_id = fields.Many2one(
        "ward.visit", string="Follows up", index="btree_not_null", ondelete="restrict", check_company=True
    )
    recheck_ids = fields.One2many("ward.visit.recheck", "visit_id", string="Open from before")
    open_finding_count = fields.Integer(string="Open findings", compute="_compute_open_finding_count")

    @api.depends("finding_ids.state")
    def _compute_open_finding_count(self):
        for visit in self:
            visit.open_finding_count = len(visit.finding_ids.filtered(lambda one: one.state != "closed"))

    def action_start(self):
        begun = self.state != "draft"
        action = super().action_start()
        if not begun:
            # sudo: rows are made here only, for a visit that the user may write
            self.env["ward.visit.recheck"].sudo().create(
                [{"visit_id": self.id, "finding_id": finding.id} for finding in self._open_before()]
            )
        return action

    def _open_before(self):
        """The findings of the unit from signed visits that are not closed, the most serious first."""
        # sudo: the new team opens with what earlier teams left open
        found = (
            self.env["ward.finding"]
            .sudo()
            .search(
                [
                    ("department_id", "=", self.department_id.id),
                    ("company_id", "=", self.company_id.id),
                    ("visit_id.state", "=", "signed"),
                    ("state", "!=", "closed"),
                ]
            )
        )
        weight = {"critical": 0, "major": 1, "minor": 2}
        return found.sorted(lambda one: (weight[one.severity], one.deadline))

    def action_follow_up(self):
        """Plan the visit that looks at what this one left open."""
        self.ensure_one()
        if self.state != "signed" or not self.open_finding_count:
            raise UserError(
                self.env._("%(visit)s left nothing open: there is nothing to follow up.", visit=self.display_name)
            )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Follow-up visit"),
            "res_model": "ward.visit",
            "view_mode": "form",
            "views": [(False, "form")],
            "context": {
                "default_follow_up_of_id": self.id,
                "default_department_id": self.department_id.id,
                "default_checklist_id": self.checklist_id.id,
                "default_kind": "planned",
                "default_topic": self.env._("Follow-up of %(visit)s", visit=self.display_name),
                "hierarchical_naming": False,
            },
        }

    def _content(self):
        content = super()._content()
        rows = self.sudo().recheck_ids.sorted("id")  # sudo: as the seal
        if rows:
            content["rechecked"] = [row._content() for row in rows]
        return content
