from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

WARD_READERS = ",".join(f"ward_hr.ward_hr_group_{role}" for role in ("hr_officer", "ward_head", "auditor"))
TERMS = {"alert_id", "employee_id", "department_id", "share", "date_from", "date_to", "company_id"}


class WardReinforcement(models.Model):
    """A share of a person's time that another unit is to have for a while: proposed, accepted, an assignment.

    The HR officer or the head of the ward proposes; the head of the ward accepts, since the
    chair of the People's Committee assigns work between units. Both heads of unit are told.
    """

    _name = "ward.reinforcement"
    _description = "Reinforcement"
    _inherit = ["ward.company.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "date_from desc, id desc"
    _check_company_auto = True

    alert_id = fields.Many2one(
        "ward.workload.alert",
        string="Alert",
        index="btree_not_null",
        check_company=True,
        ondelete="set null",
        readonly=True,
    )
    employee_id = fields.Many2one(
        "hr.employee",
        string="Staff member",
        required=True,
        index=True,
        check_company=True,
        ondelete="cascade",
        tracking=True,
    )
    home_department_id = fields.Many2one(
        "hr.department",
        string="From unit",
        compute="_compute_home_department_id",
        store=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    department_id = fields.Many2one(
        "hr.department",
        string="To unit",
        required=True,
        index=True,
        check_company=True,
        ondelete="restrict",
        tracking=True,
    )
    share = fields.Float(string="Share %", digits=(5, 2), required=True, default=50, aggregator=None, tracking=True)
    date_from = fields.Date(
        string="From", required=True, default=lambda self: self._next_monday(), index=True, tracking=True
    )
    date_to = fields.Date(string="To", required=True, tracking=True, help="Last day.")
    reason = fields.Text(help="Why, and for which work.")
    state = fields.Selection(
        [
            ("proposed", "Proposed"),
            ("accepted", "Accepted"),
            ("undone", "Undone"),
            ("withdrawn", "Withdrawn"),
        ],
        required=True,
        readonly=True,
        default="proposed",
        copy=False,
        index=True,
        tracking=True,
    )
    assignment_id = fields.Many2one(
        "ward.assignment",
        readonly=True,
        copy=False,
        index="btree_not_null",
        check_company=True,
        ondelete="restrict",
    )
    # loads of named people: for those who see every figure of the ward, not for whom a proposal is shown to
    effect_html = fields.Html(string="Effect", compute="_compute_effect", sanitize=False, groups=WARD_READERS)
    refusal = fields.Text(string="Against the rule", compute="_compute_effect", groups=WARD_READERS)

    _share_is_a_part = models.Constraint(
        "CHECK (share > 0 AND share <= 100)", "A share is more than 0% and at most 100% of the working time."
    )
    _days_in_order = models.Constraint(
        "CHECK (date_to >= date_from)", "A reinforcement ends on its first day or later. Correct one of the two days."
    )
    _another_unit = models.Constraint(
        "CHECK (home_department_id IS DISTINCT FROM department_id)",
        "A reinforcement goes to another unit. Within a unit its head shares the work out, without an assignment.",
    )
    _once_an_alert = models.UniqueIndex(
        "(alert_id, employee_id) WHERE state IN ('proposed', 'accepted')",
        "This person is proposed for this alert already. Open that proposal.",
    )

    @api.depends("employee_id")
    def _compute_home_department_id(self):
        for record in self:
            record.home_department_id = record.employee_id.department_id

    @api.depends("employee_id", "department_id", "share")
    def _compute_display_name(self):
        for record in self:
            record.display_name = (
                f"{record.employee_id.name or ''} – {record.department_id.name or ''} ({record.share:g}%)"
            )

    @api.onchange("date_from")
    def _onchange_date_from(self):
        """The length that the ward's rule proposes."""
        if self.date_from:
            rule = self.env["ward.workload.rule"]._on(self.company_id or self.env.company, self.date_from)
            self.date_to = fields.Date.add(self.date_from, days=rule.help_days - 1)

    @api.depends("employee_id", "department_id", "share", "date_from", "date_to", "state")
    def _compute_effect(self):
        known = {}
        for record in self:
            key = record.company_id, record.date_from, record.date_to, record.assignment_id
            if key not in known:
                known[key] = self._facts(*key[:3], besides=record.assignment_id.ids)
            record.effect_html, record.refusal = record._effect_and_refusal(known[key])

    def _effect_and_refusal(self, facts):
        """What the move does, as a text with bars, and what of the rule speaks against it."""
        share = Decimal(f"{self.share:.2f}")
        relieved = self.alert_id.employee_id
        unit = self.department_id._origin.id or self.department_id.id
        person = self.employee_id._origin.id or self.employee_id.id
        effect = facts and 0 <= share <= 100 and facts.effect(person, unit, share, relieved.id)
        if not effect:
            return False, False
        names = [self.department_id.name, self.home_department_id.name, self.employee_id.name, relieved.name]
        html = self._effect_html(effect, names, facts.rule.overload_index)
        return html, self._reasons_in_words(facts.refusals(person, unit, share)) or False

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if not self.env.su:
                vals.update(state="proposed", assignment_id=False)
            if vals.get("date_from") and not vals.get("date_to"):
                rule = self.env["ward.workload.rule"]._on(self.env.company, fields.Date.to_date(vals["date_from"]))
                vals["date_to"] = fields.Date.add(fields.Date.to_date(vals["date_from"]), days=rule.help_days - 1)
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            for name in ("state", "assignment_id"):
                vals.pop(name, None)
            decided = self.filtered(lambda one: one.state != "proposed")
            if decided and TERMS & vals.keys():
                raise UserError(
                    self.env._(
                        "%(name)s is decided and cannot be changed. Undo it before its first day, and propose anew.",
                        name=decided[0].display_name,
                    )
                )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_undecided(self):
        if any(one.state == "accepted" for one in self):
            raise UserError(self.env._("An accepted reinforcement is not deleted. Undo it before its first day."))

    def _period(self):
        first, last = (format_date(self.env, day) for day in (self.date_from, self.date_to))
        return self.env._("from %(first)s to %(last)s", first=first, last=last)
