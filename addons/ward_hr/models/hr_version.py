from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import float_compare, format_date

from ..law import LawError
from .ward_leadership_post import CODE as LEADERSHIP
from .ward_pay_scale import PREFIX

PAY_READERS = ",".join(
    f"ward_hr.ward_hr_group_{role}" for role in ("hr_officer", "pay_officer", "ward_head", "auditor")
)
COEFFICIENT = (6, 3)
# In the context of who writes versions one by one and checks them together afterwards. An object,
# so that no client can send it.
LATER = object()
# The same for a copy of a version that gets its own values right afterwards.
COPIED = object()


class HrVersion(models.Model):
    """The decisions on rank and pay that hold from ``date_version`` on.

    A coefficient that stands on a scale is that of the scale, by the law of ``date_version``; one
    without a scale (kept by a special decision, or agreed) is entered as the decision says.
    """

    _inherit = "hr.version"

    working_unit_id = fields.Many2one(
        "hr.department",
        string="Working place",
        check_company=True,
        index="btree_not_null",
        tracking=True,
        help="Where the person works, when it is not the unit that employs and pays.",
    )
    # Odoo keeps the day for HR; who reads a coefficient must know from when it holds.
    date_version = fields.Date(groups=f"hr.group_hr_user,{PAY_READERS}")
    staff_type_id = fields.Many2one("ward.staff.type", groups=PAY_READERS, tracking=True, index=True)
    rank_id = fields.Many2one("ward.rank", groups=PAY_READERS, tracking=True, index="btree_not_null")
    pay_scale_id = fields.Many2one(
        "ward.pay.scale",
        compute="_compute_pay_scale_id",
        store=True,
        readonly=False,
        groups=PAY_READERS,
        tracking=True,
        index="btree_not_null",
    )
    pay_step = fields.Integer(string="Step", groups=PAY_READERS, tracking=True)
    pay_coefficient = fields.Float(
        string="Coefficient",
        digits=COEFFICIENT,
        compute="_compute_pay_coefficient",
        store=True,
        readonly=False,
        groups=PAY_READERS,
        tracking=True,
        aggregator=None,
    )
    pay_step_label = fields.Char(string="Scale and step", compute="_compute_pay_step_label", groups=PAY_READERS)
    overgrade_percent = fields.Float(
        string="Over-grade %",
        digits=(5, 2),
        groups=PAY_READERS,
        tracking=True,
        aggregator=None,
    )
    leadership_post_id = fields.Many2one(
        "ward.leadership.post",
        groups=PAY_READERS,
        tracking=True,
        index="btree_not_null",
    )
    leadership_post_code = fields.Char(related="leadership_post_id.code", store=True, groups=PAY_READERS)
    leadership_coefficient = fields.Float(
        digits=COEFFICIENT,
        compute="_compute_leadership_coefficient",
        store=True,
        readonly=False,
        groups=PAY_READERS,
        tracking=True,
        aggregator=None,
    )
    reserved_coefficient = fields.Float(
        string="Reserved difference",
        digits=COEFFICIENT,
        groups=PAY_READERS,
        tracking=True,
        aggregator=None,
        help="Part of a former, higher coefficient that a decision keeps for a time.",
    )
    dependants = fields.Integer(
        groups=PAY_READERS,
        tracking=True,
        aggregator=None,
        help="People registered for the deduction from income tax.",
    )
    decision_number = fields.Char(groups=PAY_READERS, tracking=True)
    decision_date = fields.Date(groups=PAY_READERS, tracking=True)

    _pay_facts_not_negative = models.Constraint(
        """CHECK (coalesce(pay_step, 0) >= 0 AND coalesce(pay_coefficient, 0) >= 0
              AND coalesce(overgrade_percent, 0) BETWEEN 0 AND 100
              AND coalesce(leadership_coefficient, 0) >= 0
              AND coalesce(reserved_coefficient, 0) >= 0 AND coalesce(dependants, 0) >= 0)""",
        "Steps, coefficients, percentages and dependants cannot be negative, and the over-grade "
        "percentage is at most 100.",
    )

    @api.depends("rank_id")
    def _compute_pay_scale_id(self):
        for version in self:
            if version.rank_id:
                version.pay_scale_id = version.rank_id.scale_id

    @api.depends("pay_scale_id", "pay_step", "date_version")
    def _compute_pay_coefficient(self):
        for version, row in self._scale_rows():
            if row:
                version.pay_coefficient = float(row["coefficient"])

    @api.depends("leadership_post_id", "date_version", "company_id.ward_zone")
    def _compute_leadership_coefficient(self):
        for version, coefficient in self._lawful_leadership():
            if coefficient is not None:
                version.leadership_coefficient = float(coefficient)

    @api.depends("pay_scale_id.code", "pay_scale_id.last_step", "pay_step")
    def _compute_pay_step_label(self):
        for version in self:
            scale = version.pay_scale_id
            version.pay_step_label = (
                f"{scale.code} – {version.pay_step}/{scale.last_step}" if scale and version.pay_step else ""
            )

    # -- the law of the day ------------------------------------------------------------------------

    def _law_of(self, company):
        return self.env["ward.law.value"]._law(company)

    def _scale_rows(self):
        """``(version, row of its step)`` for each version; ``None`` where the law knows no such step."""
        laws = {company: self._law_of(company) for company in self.company_id}
        for version in self:
            steps = version._steps_of_the_day(laws.get(version.company_id))
            yield version, steps.get(Decimal(version.pay_step or 0))

    def _steps_of_the_day(self, law):
        """The rows of the version's scale by step, ``{}`` without a scale or a law of that day."""
        if not (law and self.pay_scale_id and self.date_version):
            return {}
        try:
            return law.keyed(PREFIX + self.pay_scale_id.code, self.date_version)
        except LawError:
            return {}

    def _lawful_leadership(self):
        """``(version, coefficient of its post)``; ``None`` where no text gives it: it is entered."""
        laws = {company: self._law_of(company) for company in self.company_id}
        for version in self:
            law, post = laws.get(version.company_id), version.leadership_post_id
            coefficient = None
            if law and version.date_version and post:
                coefficient = version._coefficient_of_post(law, post.code)
            elif not post and version._origin.leadership_post_id:
                coefficient = Decimal(0)
            yield version, coefficient

    def _coefficient_of_post(self, law, code):
        try:
            row = law.keyed(LEADERSHIP, self.date_version)[code]
            return row[self.company_id.ward_zone]
        except (LawError, KeyError):
            return None

    # -- what contradicts itself -------------------------------------------------------------------

    def _validate_fields(self, field_names, excluded_names=()):
        if self.env.context.get("ward_check_later") not in (LATER, COPIED):
            super()._validate_fields(field_names, excluded_names)

    def _check_all_rules(self):
        """What LATER has put off, for all of them at once."""
        if self:
            # sudo: the rules look at days of contracts, which the officer may not read
            self.sudo().with_context(ward_check_later=None)._validate_fields(self._fields)

    @api.constrains("pay_scale_id", "pay_step", "pay_coefficient", "date_version")
    def _check_coefficient_is_of_the_scale(self):
        laws = {company: self._law_of(company) for company in self.company_id}
        for version in self.filtered("pay_scale_id"):
            steps = version._steps_of_the_day(laws.get(version.company_id))
            row = steps.get(Decimal(version.pay_step or 0))
            if not row:
                version._refuse_step(steps)
            if float_compare(version.pay_coefficient, float(row["coefficient"]), precision_digits=3):
                version._refuse_coefficient(steps)

    def _refuse_step(self, steps):
        if not steps:
            raise ValidationError(
                self.env._(
                    "%(name)s: scale %(scale)s is not known on %(day)s. Choose the scale that held "
                    "on that day, or another day.",
                    **self._named(),
                )
            )
        raise ValidationError(
            self.env._(
                "%(name)s: step %(step)s is not one of scale %(scale)s, which has steps 1 to "
                "%(last)s on %(day)s. Choose one of these.",
                last=len(steps),
                **self._named(),
            )
        )

    def _refuse_coefficient(self, steps):
        raise ValidationError(
            self.env._(
                "%(name)s: coefficient %(coefficient)s is not that of step %(step)s of scale "
                "%(scale)s on %(day)s, whose coefficients are %(all)s. Correct the step, or leave "
                "the scale empty where a decision keeps another coefficient.",
                coefficient=f"{self.pay_coefficient:.2f}",
                all=", ".join(f"{row['coefficient']:.2f}" for row in steps.values()),
                **self._named(),
            )
        )

    @api.constrains("overgrade_percent", "pay_step", "pay_scale_id")
    def _check_overgrade_only_at_the_last_step(self):
        for version in self.filtered("overgrade_percent"):
            scale = version.pay_scale_id
            if scale and version.pay_step < scale.last_step:
                raise ValidationError(
                    self.env._(
                        "%(name)s: an over-grade percentage is only granted at the last step, and "
                        "step %(step)s of scale %(scale)s is followed by others up to %(last)s. "
                        "Remove the percentage, or correct the step.",
                        last=scale.last_step,
                        **version._named(),
                    )
                )

    @api.constrains("leadership_post_id", "leadership_coefficient")
    def _check_leadership_post_has_a_coefficient(self):
        for version in self.filtered("leadership_post_id"):
            if not version.leadership_coefficient:
                raise ValidationError(
                    self.env._(
                        "%(name)s: no text that gives the coefficient of “%(post)s” was seen. Enter "
                        "the coefficient from the decision, or leave the post empty.",
                        post=version.leadership_post_id.name,
                        **version._named(),
                    )
                )

    def _named(self):
        return {
            "name": self.employee_id.name or self.name or self.env._("This person"),
            "scale": self.pay_scale_id.code or "",
            "step": self.pay_step,
            "day": format_date(self.env, self.date_version),
        }
