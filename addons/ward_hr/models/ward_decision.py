from odoo import api, fields, models
from odoo.exceptions import UserError

from .hr_version import COEFFICIENT, PAY_READERS

KINDS = [
    ("appointment", "Appointment"),
    ("rank_step", "Rank and step"),
    ("raise", "Regular raise"),
    ("early_raise", "Raise before term"),
    ("overgrade", "Over-grade seniority"),
    ("leadership", "Leadership post"),
    ("secondment", "Secondment"),
    ("discipline", "Discipline"),
    ("leaving", "Leaving"),
]
DISCIPLINES = [
    ("reprimand", "Reprimand"),
    ("warning", "Warning"),
    ("removal", "Removal from post"),
    ("dismissal", "Dismissal"),
]
STATES = [("draft", "Draft"), ("applied", "Applied"), ("revoked", "Revoked")]
KEPT = {"state", "version_id", "changed", "applied_by_id", "applied_at", "revoked_by_id", "revoked_at"}


class WardDecision(models.Model):
    """A decision about one person: the paper, and what it puts into the file.

    ``draft`` until it is applied; applying makes or changes the version (`hr.version`) of the
    effective day, revoking undoes exactly that. Only the two actions move it.
    """

    _name = "ward.decision"
    _description = "Decision"
    _inherit = ["ward.company.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "effective_date desc, id desc"
    _rec_names_search = ["number", "employee_id.name"]
    _check_company_auto = True

    employee_id = fields.Many2one("hr.employee", required=True, index=True, check_company=True, ondelete="restrict")
    kind = fields.Selection(KINDS, required=True, index=True)
    number = fields.Char(tracking=True)
    date = fields.Date(string="Signed on", tracking=True)
    signer = fields.Char()
    effective_date = fields.Date(string="In force from", required=True, index=True, tracking=True)
    date_to = fields.Date(string="Until", help="Last day, where the decision names one.")
    attachment = fields.Binary(string="Signed file", attachment=True, copy=False)
    attachment_name = fields.Char(copy=False)
    note = fields.Text()
    state = fields.Selection(
        STATES, required=True, default="draft", readonly=True, copy=False, tracking=True, index=True
    )

    # -- the new values; each kind uses those of its own ---------------------------------------------
    staff_type_id = fields.Many2one("ward.staff.type", index="btree_not_null")
    department_id = fields.Many2one("hr.department", string="Unit", check_company=True, index="btree_not_null")
    job_id = fields.Many2one("hr.job", string="Position", check_company=True, index="btree_not_null")
    working_unit_id = fields.Many2one(
        "hr.department", string="Working place", check_company=True, index="btree_not_null"
    )
    share = fields.Float(
        string="Share %", digits=(5, 2), default=100, help="Part of the working time, for a secondment."
    )
    rank_id = fields.Many2one("ward.rank", index="btree_not_null")
    pay_scale_id = fields.Many2one("ward.pay.scale", index="btree_not_null")
    pay_step = fields.Integer(string="Step")
    pay_coefficient = fields.Float(string="Coefficient", digits=COEFFICIENT, aggregator=None)
    overgrade_percent = fields.Float(string="Over-grade %", digits=(5, 2), aggregator=None)
    leadership_post_id = fields.Many2one("ward.leadership.post", index="btree_not_null")
    leadership_coefficient = fields.Float(digits=COEFFICIENT, aggregator=None)
    reserved_coefficient = fields.Float(string="Reserved difference", digits=COEFFICIENT, aggregator=None)
    discipline_form = fields.Selection(DISCIPLINES)
    departure_reason_id = fields.Many2one("hr.departure.reason", index="btree_not_null", groups=PAY_READERS)

    # -- what applying it did ------------------------------------------------------------------------
    version_id = fields.Many2one(
        "hr.version",
        string="Version of the file",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        check_company=True,
        groups=PAY_READERS,
    )
    changed = fields.Json(readonly=True, copy=False, groups=PAY_READERS)
    applied_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    applied_at = fields.Datetime(readonly=True, copy=False)
    revoked_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    revoked_at = fields.Datetime(readonly=True, copy=False)

    _entered_once = models.UniqueIndex(
        "(employee_id, kind, number, date) WHERE state != 'revoked' AND number IS NOT NULL",
        "This decision about this person is entered already. Open that one.",
    )
    _days_in_order = models.Constraint(
        "CHECK (date_to IS NULL OR date_to >= effective_date)",
        "A decision ends on its first day or later. Correct one of the two days.",
    )
    _values_not_negative = models.Constraint(
        """CHECK (coalesce(pay_step, 0) >= 0 AND coalesce(pay_coefficient, 0) >= 0
              AND coalesce(overgrade_percent, 0) BETWEEN 0 AND 100
              AND coalesce(leadership_coefficient, 0) >= 0 AND coalesce(reserved_coefficient, 0) >= 0
              AND coalesce(share, 100) > 0 AND coalesce(share, 100) <= 100)""",
        "Steps and coefficients of a decision cannot be negative; percentages are at most 100.",
    )

    @api.depends("number", "kind", "employee_id.name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for decision in self:
            words = [decision.number, kinds.get(decision.kind), decision.employee_id.name]
            decision.display_name = " – ".join(word for word in words if word)

    # -- what may be written, and when -------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._refuse_kept(set(vals) - {"state"} if vals.get("state", "draft") == "draft" else set(vals))
        return super().create(vals_list)

    def write(self, vals):
        self._refuse_kept(set(vals))
        self._refuse_when_settled(set(vals))
        return super().write(vals)

    def _keep(self, values):
        """Writes what only the actions write, past the guard of ``write``."""
        return super().write(values)

    def _refuse_kept(self, names):
        if names & KEPT:
            raise UserError(
                self.env._("The state of a decision is not written. Use its buttons: apply, revoke.")
            )

    def _refuse_when_settled(self, names):
        """An applied decision stands as it was signed; its file and notes may follow later."""
        free = {"attachment", "attachment_name", "note", "signer"}
        held = {name for name in names - free if not name.startswith(("message_", "activity_", "website_message"))}
        settled = self.filtered(lambda decision: decision.state != "draft")
        if settled and held:
            raise UserError(
                self.env._(
                    "“%(decision)s” is applied or revoked: what it says stays. Revoke it and enter it anew, "
                    "or enter the decision that changes it.",
                    decision=settled[0].display_name,
                )
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        settled = self.filtered(lambda decision: decision.state != "draft")
        if settled:
            raise UserError(
                self.env._(
                    "“%(decision)s” is applied or revoked and stays in the file. Only drafts are deleted.",
                    decision=settled[0].display_name,
                )
            )
