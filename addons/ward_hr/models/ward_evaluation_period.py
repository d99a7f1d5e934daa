from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..evaluation.rules import Rules, UnknownWord
from ..law import LawError

MONTHS = {"month": 1, "quarter": 3, "year": 12}
OPENERS = ("hr_officer", "ward_head")


class WardEvaluationPeriod(models.Model):
    """A month, quarter or year in which the people of a ward are rated, all in one go."""

    _name = "ward.evaluation.period"
    _description = "Evaluation period"
    _inherit = ["ward.company.mixin", "mail.thread"]
    _order = "date_from desc, kind, id"
    _rec_name = "name"

    name = fields.Char(compute="_compute_name")
    kind = fields.Selection(
        [("month", "Month"), ("quarter", "Quarter"), ("year", "Year")],
        required=True,
        default="quarter",
    )
    source_kind = fields.Selection(
        [("month", "Months"), ("quarter", "Quarters")],
        string="Made of",
        required=True,
        default="quarter",
        help="The periods from whose final sheets a year is made.",
    )
    date_from = fields.Date(string="From", required=True)
    date_to = fields.Date(string="To", compute="_compute_date_to", store=True)
    state = fields.Selection(
        [("draft", "Prepared"), ("open", "Open"), ("closed", "Closed")],
        required=True,
        default="draft",
        readonly=True,
        copy=False,
        tracking=True,
    )
    outstanding_unit_ids = fields.Many2many(
        "hr.department",
        "ward_evaluation_period_outstanding_rel",
        string="Units with outstanding results",
        check_company=True,
        help="Their share of excellent ratings may be higher, by the law of the day.",
    )
    outstanding_reference = fields.Char(
        string="Decision on outstanding results", help="The document that recognises them."
    )
    deadline = fields.Date(
        string="To be rated by", compute="_compute_deadline", help="The last day of the yearly rating, by the law."
    )
    evaluation_ids = fields.One2many("ward.evaluation", "period_id", string="Sheets")

    _one_of_a_kind = models.UniqueIndex(
        "(company_id, kind, date_from)", "Your ward has this period already. Open that one."
    )

    @api.depends("date_from", "kind")
    def _compute_date_to(self):
        for period in self:
            whole = relativedelta(months=MONTHS[period.kind or "month"], days=-1)
            period.date_to = period.date_from and period.date_from + whole

    @api.depends("date_from", "kind")
    @api.depends_context("lang")
    def _compute_name(self):
        for period in self:
            period.name = period._named() if period.date_from else ""

    @api.depends("date_from", "kind", "company_id")
    def _compute_deadline(self):
        """The month and day that the law gives to the year; nothing where it gives none."""
        laws = {company: self.env["ward.law.value"]._law(company) for company in self.company_id}
        for period in self:
            period.deadline = False
            if period.kind != "year" or not period.date_to:
                continue
            try:
                month_day = laws[period.company_id].entry("eval_annual_deadline", period.date_to).value
            except LawError:
                continue
            period.deadline = fields.Date.to_date(f"{period.date_to.year}-{month_day}")

    def _named(self):
        first = self.date_from
        if self.kind == "year":
            return self.env._("Year %(year)s", year=first.year)
        if self.kind == "quarter":
            number = (first.month - 1) // MONTHS["quarter"] + 1
            return self.env._("Quarter %(number)s/%(year)s", number=number, year=first.year)
        return self.env._("Month %(month)s", month=f"{first:%m/%Y}")

    @api.constrains("date_from", "kind")
    def _check_begins_with_its_first_day(self):
        for period in self:
            first = period.date_from
            if first.day != 1 or (first.month - 1) % MONTHS[period.kind]:
                raise ValidationError(
                    self.env._(
                        "%(day)s is not the first day of a period of this kind. Choose the first day of the"
                        " month, quarter or year.",
                        day=f"{first:%d/%m/%Y}",
                    )
                )

    @api.constrains("outstanding_unit_ids", "outstanding_reference")
    def _check_outstanding_units_have_a_decision(self):
        for period in self:
            if period.outstanding_unit_ids and not period.outstanding_reference:
                raise ValidationError(
                    self.env._(
                        "%(units)s: name the decision that recognises the outstanding results.",
                        units=", ".join(period.outstanding_unit_ids.mapped("name")),
                    )
                )

    def write(self, vals):
        if not self.env.su and "state" in vals:
            raise UserError(self.env._("The state of a period changes by its buttons only."))
        if {"kind", "date_from", "company_id"} & vals.keys() and any(one.state != "draft" for one in self):
            raise UserError(self.env._("The days of an open period stay as they are. Delete its sheets first."))
        return super().write(vals)

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            vals["state"] = "draft"
        return super().create(vals_list)

    # -- the law of the period ---------------------------------------------------------------------

    def _rules(self):
        """The :class:`Rules` of the period's last day, or a refusal that a user can read."""
        self.ensure_one()
        laws = self.env["ward.law.value"]
        try:
            return Rules.on(laws._law(self.company_id), self.date_to)
        except LawError as error:
            raise laws._refusal(error) from error
        except UnknownWord as error:
            raise UserError(
                self.env._(
                    "The value of law %(code)s says “%(word)s”. Enter one of: %(known)s.",
                    code=error.code,
                    word=error.word,
                    known=", ".join(error.known),
                )
            ) from error

    def _check_role(self, *roles):
        if not any(self.env.user.has_group(f"ward_hr.ward_hr_group_{role}") for role in roles):
            raise UserError(
                self.env._("This step is for the HR officer or the head of the ward. Ask one of them.")
            )
        self.check_access("read")
