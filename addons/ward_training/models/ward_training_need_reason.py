from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

SOURCES = [
    ("gap", "Below the level of the position"),
    ("hours", "Hours of the year missing"),
    ("certificate", "Certificate ends"),
    ("task", "New task of the ward"),
    ("finding", "Finding of an inspection"),
    ("wish", "Own wish"),
]


class WardTrainingNeedReason(models.Model):
    """Why one person needs a course in a year. The server gathers them; only a wish is the person's own."""

    _name = "ward.training.need.reason"
    _description = "Reason of a training need"
    _inherit = ["ward.company.mixin"]
    _order = "need_id, source, employee_id, id"
    _rec_name = "employee_id"
    _check_company_auto = True

    need_id = fields.Many2one(
        "ward.training.need", required=True, readonly=True, index=True, ondelete="cascade", check_company=True
    )
    employee_id = fields.Many2one(
        "hr.employee",
        string="Staff member",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
        check_company=True,
    )
    department_id = fields.Many2one(
        "hr.department", string="Unit", readonly=True, index="btree_not_null", ondelete="set null", check_company=True
    )
    source = fields.Selection(SOURCES, string="Reason", required=True, readonly=True, index=True)
    amount = fields.Float(readonly=True, digits=(6, 1), aggregator=None, help="Levels or hours missing.")
    until = fields.Date(readonly=True)
    note = fields.Char(string="What exactly", readonly=True)
    words = fields.Char(string="In words", compute="_compute_words")

    _once = models.UniqueIndex(
        "(need_id, employee_id, source)", "This reason of this person is counted already."
    )

    @api.depends("source", "amount", "until", "note")
    @api.depends_context("lang")
    def _compute_words(self):
        _ = self.env._
        for one in self:
            if one.source == "gap":
                one.words = _("Levels missing: %(levels)d (%(skill)s)", levels=one.amount, skill=one.note or "")
            elif one.source == "hours":
                one.words = _("%(hours)g hours missing on 31 December", hours=one.amount)
            elif one.source == "certificate":
                one.words = _("Certificate ends on %(day)s", day=format_date(self.env, one.until))
            elif one.source == "wish":
                one.words = one.note or _("Own wish")
            else:
                one.words = one.note

    def _refuse(self):
        raise UserError(self.env._("Reasons are gathered from the facts. Say the own wish under My training."))

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            self._refuse()
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            self._refuse()
        return super().write(vals)
