from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ..rules import score
from .trigger import Refuse

CORE_FIELDS = {
    "visit_id",
    "answer_id",
    "company_id",
    "name",
    "severity",
    "cause",
    "department_id",
    "law",
    "procedure_id",
}

_SEALED = """
EXISTS (SELECT FROM ward_visit visit WHERE visit.state = 'signed'
           AND visit.id IN (OLD.visit_id, NEW.visit_id))
AND (TG_OP <> 'UPDATE'
     OR (OLD.visit_id, OLD.answer_id, OLD.company_id, OLD.name, OLD.severity, OLD.cause,
         OLD.department_id, OLD.law)
        IS DISTINCT FROM
        (NEW.visit_id, NEW.answer_id, NEW.company_id, NEW.name, NEW.severity, NEW.cause,
         NEW.department_id, NEW.law))
"""


class WardFinding(models.Model):
    """What was found wrong on a visit, who owns it, and by when it is mended.

    The core is sealed with the visit; state, deadline and person go on living.
    """

    _name = "ward.finding"
    _description = "Finding"
    _inherit = ["ward.company.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "turn, deadline, id"
    _check_company_auto = True

    name = fields.Char(string="Finding", required=True)
    visit_id = fields.Many2one("ward.visit", required=True, index=True, ondelete="cascade", check_company=True)
    company_id = fields.Many2one(
        related="visit_id.company_id", store=True, precompute=True, required=True, default=None
    )
    visit_state = fields.Selection(related="visit_id.state", string="Visit status")
    visit_date = fields.Date(related="visit_id.date", store=True, string="Visit on")
    answer_id = fields.Many2one(
        "ward.visit.answer",
        string="Failed item",
        index=True,
        ondelete="cascade",
        check_company=True,
        domain="[('visit_id', '=', visit_id), ('result', '=', 'fail')]",
    )
    severity = fields.Selection(
        [("minor", "Minor"), ("major", "Major"), ("critical", "Serious")],
        required=True,
        default="minor",
        tracking=True,
    )
    cause = fields.Text(help="Why it came to this, in the words of the visit.")
    law = fields.Char(string="Rule breached", help="Text and article.")
    department_id = fields.Many2one(
        "hr.department",
        string="Owner unit",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    employee_id = fields.Many2one("hr.employee", string="Person", index=True, ondelete="restrict", check_company=True)
    deadline = fields.Date(required=True, default=lambda self: self._default_deadline(), tracking=True)
    state = fields.Selection(
        [("open", "Open"), ("mended", "Mended"), ("closed", "Closed")],
        string="Status",
        required=True,
        default="open",
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
        group_expand=True,
    )
    turn = fields.Integer(compute="_compute_turn", store=True, help="Open before mended before closed.")
    mended_note = fields.Text(string="What was done")
    overdue = fields.Boolean(compute="_compute_overdue", search="_search_overdue")
    days_late = fields.Integer(compute="_compute_overdue")

    _sealed = Refuse("INSERT OR UPDATE OR DELETE", _SEALED, "The findings of a signed visit do not change.")

    @api.model
    def _default_deadline(self):
        """So many days from today as the system is set to give."""
        # sudo: the number of days is a setting of the system, not of the reader
        days = self.env["ir.config_parameter"].sudo().get_param("ward_oversight.finding_days", "30")
        return fields.Date.context_today(self) + timedelta(days=int(days))

    @api.depends("state")
    def _compute_turn(self):
        turns = [state for state, _label in self._fields["state"].selection]
        for finding in self:
            finding.turn = turns.index(finding.state)

    @api.depends("deadline", "state")
    def _compute_overdue(self):
        today = fields.Date.context_today(self)
        for finding in self:
            late = finding.state == "open" and finding.deadline and finding.deadline < today
            finding.overdue = bool(late)
            finding.days_late = (today - finding.deadline).days if late else 0

    def _search_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        late = Domain("state", "=", "open") & Domain("deadline", "<", fields.Date.context_today(self))
        return late if True in value else ~late

    @api.constrains("answer_id", "visit_id")
    def _check_answer_failed(self):
        for finding in self.filtered("answer_id"):
            if finding.answer_id.visit_id != finding.visit_id:
                raise ValidationError(self.env._("The failed item of a finding is one of the same visit."))
            if finding.answer_id.result != score.FAIL:
                raise ValidationError(
                    self.env._(
                        "“%(question)s” did not fail: a finding comes from a failed item.",
                        question=finding.answer_id.question,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and any(vals.get("state", "open") != "open" for vals in vals_list):
            raise UserError(self.env._("A finding begins open."))
        visits = self.env["ward.visit"].browse({vals["visit_id"] for vals in vals_list if vals.get("visit_id")})
        self._refuse_closed(visits)
        return super().create(vals_list)

    def write(self, vals):
        if CORE_FIELDS & set(vals):
            self._refuse_closed_visit()
        if "state" in vals:
            raise UserError(self.env._("The state of a finding changes by its buttons only."))
        return super().write(vals)

    def unlink(self):
        self._refuse_closed_visit()
        return super().unlink()

    def _refuse_closed_visit(self):
        self._refuse_closed(self.visit_id)

    def _refuse_closed(self, visits):
        visits._refuse_signed()
        if not self.env.su and any(visit.state != "in_progress" for visit in visits):
            raise UserError(self.env._("Findings are made while the visit is in progress."))

    def _set_state(self, state):
        return super().write({"state": state})

    def action_mended(self):
        """The owner unit says that it is mended, and what was done."""
        for finding in self.filtered(lambda finding: finding.state == "open"):
            if not finding.mended_note:
                raise UserError(self.env._("Say what was done about “%(finding)s” first.", finding=finding.name))
            finding.check_access("write")
            finding._set_state("mended")

    def action_close(self):
        """Oversight closes what it has seen mended; not the person who mended it."""
        self._check_overseer()
        for finding in self.filtered(lambda finding: finding.state != "closed"):
            if finding.state == "open":
                raise UserError(self.env._("“%(finding)s” is not reported as mended yet.", finding=finding.name))
            finding._set_state("closed")

    def action_reopen(self):
        """Oversight is not satisfied: the finding is open again."""
        self._check_overseer()
        self.filtered(lambda finding: finding.state != "open")._set_state("open")

    def _check_overseer(self):
        self.check_access("write")
        if not self.env.user.has_group("ward_oversight.ward_oversight_group_inspector"):
            raise UserError(self.env._("A finding is closed or opened again by oversight, not by its owner."))

    def _content(self):
        """The sealed part of this finding."""
        return {
            "item": self.answer_id.item_id.id or None,
            "name": self.name,
            "severity": self.severity,
            "cause": self.cause or None,
            "law": self.law or None,
            "unit": self.department_id.id,
        }
