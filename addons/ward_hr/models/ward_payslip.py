from odoo import _, api, fields, models

from ..report.amount_words import in_words
from .keyless import KeylessMany2one
from .ward_pay_seal import refuse_changes_when_sealed
from .ward_payslip_links import keep_payslips_with_runs

SLIP_READERS = "ward_hr.ward_hr_group_staff,ward_hr.ward_hr_group_auditor"


class WardPayslip(models.Model):
    """The pay of one person for one month, with the facts it was reckoned from.

    Written only by the run, in one ``COPY``; nobody has the right to write one.
    """

    _name = "ward.payslip"
    _description = "Payslip"
    _inherit = ["ward.company.mixin"]
    _order = "month desc, name_key, id"
    _rec_name = "employee_name"
    _log_access = False
    _check_company_auto = True

    # run, ward, unit and staff type are kept by triggers, the person by the version: see ``ward_payslip_links``
    run_id = KeylessMany2one("ward.pay.run", required=True, ondelete="cascade", check_company=True)
    company_id = KeylessMany2one("res.company", string="Ward", required=True, index=False)
    employee_id = KeylessMany2one(
        "hr.employee", required=True, index=True, ondelete="restrict", check_company=True
    )
    version_id = KeylessMany2one(
        "hr.version", string="Decision", required=True, ondelete="restrict", index=True
    )
    department_id = KeylessMany2one("hr.department", ondelete="restrict", check_company=True)
    staff_type_id = KeylessMany2one("ward.staff.type", ondelete="restrict")
    month = fields.Date(required=True)
    state = fields.Selection(related="run_id.state")
    employee_name = fields.Char(string="Name", required=True)
    name_key = fields.Char(export_string_translation=False)
    job_title = fields.Char()
    rank_code = fields.Char()
    pay_step = fields.Integer(string="Step", groups=SLIP_READERS)
    pay_coefficient = fields.Float(
        string="Coefficient", digits=(6, 3), groups=SLIP_READERS, aggregator=None
    )
    leadership_coefficient = fields.Float(
        digits=(6, 3), groups=SLIP_READERS, aggregator=None
    )
    overgrade_percent = fields.Float(
        string="Over-grade %", digits=(5, 2), groups=SLIP_READERS, aggregator=None
    )
    reserved_coefficient = fields.Float(
        string="Reserved difference", digits=(6, 3), groups=SLIP_READERS, aggregator=None
    )
    dependants = fields.Integer(groups=SLIP_READERS, aggregator=None)
    days = fields.Integer(
        string="Days in service", groups=SLIP_READERS, aggregator=None
    )
    month_days = fields.Integer(string="Days of the month", aggregator=None)
    absent_days = fields.Float(
        string="Working days without pay", digits=(5, 2), groups=SLIP_READERS, aggregator=None
    )
    absent_kinds = fields.Char(groups=SLIP_READERS)
    not_covered = fields.Text(compute="_compute_not_covered", groups=SLIP_READERS)
    facts = fields.Char(groups=SLIP_READERS, help="The facts, to compare months by.")
    currency_id = fields.Many2one(related="company_id.currency_id")
    gross = fields.Monetary(string="Total pay", groups=SLIP_READERS)
    deductions = fields.Monetary(groups=SLIP_READERS)
    net = fields.Monetary(string="Take-home pay", groups=SLIP_READERS)
    employer = fields.Monetary(string="Paid by the employer", groups=SLIP_READERS)
    insurance_base = fields.Monetary(groups=SLIP_READERS)
    taxable_income = fields.Monetary(groups=SLIP_READERS)
    line_ids = fields.One2many("ward.payslip.line", "payslip_id", groups=SLIP_READERS)
    earning_ids = fields.One2many(
        "ward.payslip.line",
        "payslip_id",
        domain=[("section", "=", "earning")],
        string="Earnings",
        groups=SLIP_READERS,
    )
    deduction_ids = fields.One2many(
        "ward.payslip.line",
        "payslip_id",
        domain=[("section", "=", "deduction")],
        string="Deductions (lines)",
        groups=SLIP_READERS,
    )
    employer_ids = fields.One2many(
        "ward.payslip.line",
        "payslip_id",
        domain=[("section", "=", "employer")],
        string="Employer (lines)",
        groups=SLIP_READERS,
    )
    year_net = fields.Monetary(
        string="Take-home pay this year",
        compute="_compute_year_net",
        groups=SLIP_READERS,
        help="Sum of the paid or approved payslips of the year up to this month.",
    )

    _one_a_run = models.UniqueIndex(
        "(run_id, employee_id)", "This person has a payslip in this run already."
    )
    # Which pages can have a ward, a unit, a staff type. The latter two are in nearly all, and nobody looks for them
    # without a run: a B-tree would have an entry for each payslip, and serve nobody.
    _of_ward = models.Index("USING brin (company_id)")
    _of_unit = models.Index("USING brin (department_id)")
    _of_staff_type = models.Index("USING brin (staff_type_id)")

    def init(self):
        keep_payslips_with_runs(self.env.cr)
        refuse_changes_when_sealed(self.env.cr, self._table)

    @api.depends("month", "employee_name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for slip in self:
            slip.display_name = _(
                "Payslip %(month)s, %(name)s",
                month=slip.month and slip.month.strftime("%m/%Y"),
                name=slip.employee_name,
            )

    @api.depends("absent_kinds")
    @api.depends_context("lang")
    def _compute_not_covered(self):
        """What is owed for the days without pay and not reckoned here: said on the slip, never paid in silence."""
        words = {
            "sickness": _("sickness benefit (social insurance pays it)"),
            "maternity": _("maternity benefit, and contributions during the leave (social insurance pays it)"),
            "suspension": _("the part of pay that the decision grants during the suspension (entered by the ward)"),
        }
        for slip in self:
            named = [words[kind] for kind in (slip.absent_kinds or "").split(",") if kind in words]
            slip.not_covered = False
            if named:
                slip.not_covered = _("Not reckoned here: %(what)s.", what="; ".join(named))

    def _compute_year_net(self):
        # the run, whose state decides, is closed to the owner; only people shown here are summed
        groups = self.sudo()._read_group(
            [
                ("employee_id", "in", self.employee_id.ids),
                ("run_id.state", "in", ("approved", "paid")),
            ],
            ["employee_id", "month:month"],
            ["net:sum"],
        )
        for slip in self:
            slip.year_net = sum(
                net
                for employee, month, net in groups
                if employee == slip.employee_id
                and month.year == slip.month.year
                and month <= slip.month
            )

    def _paper_sections(self):
        """The sections of the printed payslip: title, lines, and the word and sum at its foot."""
        self.ensure_one()
        sections = (
            ("earning", _("Earnings"), _("Total pay"), self.gross),
            ("deduction", _("Deductions"), _("Total deductions"), self.deductions),
            ("employer", _("Paid by the employer"), _("Total"), self.employer),
        )
        return [
            {
                "code": code,
                "title": title,
                "total": total,
                "amount": amount,
                "lines": self.line_ids.filtered(lambda line, c=code: line.section == c),
            }
            for code, title, total, amount in sections
        ]

    def _in_words(self):
        return in_words(self.net)

    def action_print(self):
        """The payslips as one PDF."""
        self.check_access("read")
        return self.env.ref("ward_hr.ward_payslip_report").report_action(self)
