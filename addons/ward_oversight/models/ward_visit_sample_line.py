from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.ward_hr.models.ward_dossier_deadline import STANDS_STILL

from .trigger import Refuse
from .ward_visit_sample import _SEALED


class WardVisitSampleLine(models.Model):
    """A dossier of a sample: its days overdue when it was drawn, and the cause that was found."""

    _name = "ward.visit.sample.line"
    _description = "Dossier of a sample"
    _inherit = ["ward.company.mixin"]
    _order = "sample_id, late_days desc, place"
    _rec_name = "code"
    _check_company_auto = True

    sample_id = fields.Many2one(
        "ward.visit.sample", required=True, readonly=True, index=True, ondelete="cascade", check_company=True
    )
    visit_id = fields.Many2one(related="sample_id.visit_id", store=True, precompute=True, index=True)
    company_id = fields.Many2one(
        related="sample_id.company_id", store=True, precompute=True, required=True, default=None
    )
    place = fields.Integer(string="Drawn as", readonly=True)
    dossier_id = fields.Many2one(
        "ward.dossier", readonly=True, index="btree_not_null", ondelete="set null", check_company=True
    )
    code = fields.Char(string="Dossier code", required=True, readonly=True)
    procedure_id = fields.Many2one("ward.procedure", readonly=True, index=True, ondelete="restrict", check_company=True)
    employee_id = fields.Many2one(
        "hr.employee",
        string="Handled by",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
    )
    received_on = fields.Date(readonly=True)
    due_on = fields.Date(readonly=True)
    processed_on = fields.Date(readonly=True)
    late_days = fields.Integer(string="Working days overdue", readonly=True)
    cause = fields.Selection(
        [
            ("people", "Too few people for the work"),
            ("other_body", "Waited for another body"),
            ("citizen", "Papers of the citizen came late"),
            ("system", "The system failed"),
            ("handling", "Slow handling"),
            ("not_recorded", "Done, but not recorded"),
            ("other", "Other"),
        ]
    )
    note = fields.Char(help="Without any data of the citizen.")

    _sealed = Refuse("INSERT OR UPDATE OR DELETE", _SEALED, "The sample of a signed visit does not change.")

    def write(self, vals):
        if not self.env.su:
            self.visit_id._refuse_signed()
            if set(vals) - {"cause", "note"}:
                raise UserError(self.env._("What was drawn stays: only cause and note are written."))
        return super().write(vals)


class WardDossier(models.Model):
    """What a sample keeps of a dossier."""

    _inherit = "ward.dossier"

    def _sample_values(self, owner, place):
        due, done = self._ward_day("due_at"), self._ward_day("processed_at")
        late = self.late_days
        if self.timeliness == "open" and not self.waiting and self.state not in STANDS_STILL:
            clock = self.env["ward.clock"]
            late = clock._late_days(self.company_id, due, clock._today())
        return {
            "sample_id": owner.id,
            "place": place,
            "dossier_id": self.id,
            "code": self.code,
            "procedure_id": self.procedure_id.id,
            "employee_id": self.handling_officer_id.id,
            "received_on": self._ward_day("received_at"),
            "due_on": due,
            "processed_on": done,
            "late_days": late,
        }


class WardVisit(models.Model):
    """The samples of a visit; every overdue dossier has its cause before the visit is signed."""

    _inherit = "ward.visit"

    sample_ids = fields.One2many("ward.visit.sample", "visit_id", string="Samples")

    def action_sample(self):
        """Choose days and size of a sample in a dialog."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Draw a sample of dossiers"),
            "res_model": "ward.visit.sample",
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_visit_id": self.id, "dialog_size": "extra-large"},
        }

    def _check_signable(self):
        super()._check_signable()
        unexplained = self.sample_ids.line_ids.filtered(lambda one: one.late_days and not one.cause)
        if unexplained:
            raise UserError(
                self.env._(
                    "%(count)s overdue dossiers of the sample have no cause yet, the first is %(code)s. Enter it "
                    "for each.",
                    count=len(unexplained),
                    code=unexplained[0].code,
                )
            )

    def _content(self):
        content = super()._content()
        rows = self.sudo().sample_ids.sorted("id")  # sudo: as the seal
        if rows:
            content["samples"] = [row._content() for row in rows]
        return content
