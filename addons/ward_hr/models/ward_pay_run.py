from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError

from .named import labels_of
from .ward_pay_law_read import keep_law_read
from .ward_pay_seal import refuse_changes_when_sealed

RUN_READERS = ",".join(
    f"ward_hr.ward_hr_group_{role}" for role in ("pay_officer", "ward_head", "auditor")
)
SEALED_STATES = ("approved", "paid")
FREE = {"note", "omission_ids", "message_follower_ids", "message_ids", "activity_ids"}


def first_of_month(day):
    """The first day of the month of ``day`` (a date or its text)."""
    return fields.Date.to_date(day).replace(day=1)


class WardPayRun(models.Model):
    """The pay of one ward for one month.

    draft -> computed (as often as needed, each time a new revision) -> submitted by the
    pay officer -> approved by the head of the ward, who is somebody else -> paid, and from
    then on sealed in the database. Only the methods below move a run; a state or a total
    cannot be written from outside.
    """

    _name = "ward.pay.run"
    _description = "Pay run"
    _inherit = ["ward.company.mixin", "ward.seen.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "month desc, id desc"
    _check_company_auto = True

    name = fields.Char(compute="_compute_name")
    month = fields.Date(
        required=True,
        default=lambda self: first_of_month(fields.Date.context_today(self)),
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("computed", "Computed"),
            ("submitted", "Submitted"),
            ("approved", "Approved"),
            ("paid", "Paid"),
        ],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        index=True,
    )
    note = fields.Text()
    currency_id = fields.Many2one(related="company_id.currency_id")
    people = fields.Integer(string="People paid", readonly=True, copy=False)
    gross = fields.Monetary(string="Total pay", readonly=True, copy=False, groups=RUN_READERS)
    deductions = fields.Monetary(readonly=True, copy=False, groups=RUN_READERS)
    net = fields.Monetary(
        string="Take-home pay", readonly=True, copy=False, groups=RUN_READERS
    )
    employer = fields.Monetary(
        string="Paid by the employer", readonly=True, copy=False, groups=RUN_READERS
    )
    law = fields.Json(prefetch=False, readonly=True, copy=False, groups=RUN_READERS)
    remarks = fields.Json(readonly=True, copy=False, groups=RUN_READERS)
    computed_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    computed_at = fields.Datetime(readonly=True, copy=False)
    submissions = fields.Integer(string="Times submitted", readonly=True, copy=False)
    submitted_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    submitted_at = fields.Datetime(readonly=True, copy=False)
    approved_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    approved_at = fields.Datetime(readonly=True, copy=False)
    paid_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    paid_at = fields.Datetime(readonly=True, copy=False)
    seal_number = fields.Integer(readonly=True, copy=False)
    seal_version = fields.Integer(readonly=True, copy=False, help="By which way of reckoning the seal was made.")
    seal_hash = fields.Char(string="Seal", readonly=True, copy=False, groups=RUN_READERS)
    slip_ids = fields.One2many("ward.payslip", "run_id", string="Payslips")
    # kept by triggers, see ``ward_payslip_links``: what payslips name is not deleted
    department_ids = fields.Many2many(
        "hr.department", "ward_pay_run_department_rel", "run_id", "department_id",
        string="Units", readonly=True, copy=False, ondelete="restrict",
    )  # fmt: skip
    staff_type_ids = fields.Many2many(
        "ward.staff.type", "ward_pay_run_staff_type_rel", "run_id", "staff_type_id",
        string="Staff types", readonly=True, copy=False, ondelete="restrict",
    )  # fmt: skip
    difference_ids = fields.One2many("ward.pay.difference", "run_id", string="Differences")
    revision_ids = fields.One2many("ward.pay.revision", "run_id", string="Earlier revisions")
    slip_count = fields.Integer(compute="_compute_counts")
    difference_count = fields.Integer(compute="_compute_counts")

    _one_a_month = models.Constraint(
        "UNIQUE (company_id, month)",
        "There is a pay run of this ward for this month already. Open that one.",
    )
    _month_first = models.Constraint(
        "CHECK (EXTRACT(day FROM month) = 1)", "A month is named by its first day."
    )
    _seal_order = models.UniqueIndex(
        "(company_id, seal_number) WHERE seal_number IS NOT NULL",
        "Another run was sealed at the same moment. Try again.",
    )

    def init(self):
        keep_law_read(self.env.cr)
        refuse_changes_when_sealed(self.env.cr, self._table)

    @api.depends("month", "company_id")
    @api.depends_context("lang")
    def _compute_name(self):
        for run in self:
            run.name = run.month and _(
                "Pay of %(month)s, %(ward)s",
                month=run.month.strftime("%m/%Y"),
                ward=run.company_id.name,
            )

    @api.depends("name")
    def _compute_display_name(self):
        for run in self:
            run.display_name = run.name or _("New pay run")

    def _compute_counts(self):
        slips = dict(
            self.env["ward.payslip"]._read_group(
                [("run_id", "in", self.ids)], ["run_id"], ["__count"]
            )
        )
        differences = dict(
            self.env["ward.pay.difference"]._read_group(
                [("run_id", "in", self.ids), ("against", "=", "month")], ["run_id"], ["__count"]
            )
        )
        for run in self:
            run.slip_count = slips.get(run, 0)
            run.difference_count = differences.get(run, 0)

    @api.model
    def _search_display_name(self, operator, value):
        return []

    # -- what may be written, and when ---------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._refuse_kept(set(vals) - {"month", "company_id"})
            if vals.get("month"):
                vals["month"] = first_of_month(vals["month"])
        return super().create(vals_list)

    def write(self, vals):
        """Only the note is free; month and ward as long as nothing is computed."""
        names = set(vals)
        if names & {"month", "company_id"}:
            self._refuse_unless_draft()
        self._refuse_kept(names - {"month", "company_id"})
        if vals.get("month"):
            vals = dict(vals, month=first_of_month(vals["month"]))
        return super().write(vals)

    def _keep(self, values):
        """Write what the server keeps itself, past the guard of ``write``."""
        # the guard refuses these fields to everybody; the steps checked role and state before
        return super(WardPayRun, self.sudo()).write(values)

    def _refuse_kept(self, names):
        kept = {
            name
            for name in names - FREE
            if not name.startswith(("message_", "activity_", "website_message"))
        }
        if kept:
            raise UserError(
                _(
                    "%(fields)s of a pay run cannot be written. Use the buttons of the run:"
                    " compute, submit, approve, pay.",
                    fields=labels_of(self, kept),
                )
            )
        if self.filtered(lambda run: run.state == "paid") and names & {"note", "omission_ids"}:
            raise UserError(_("This pay run is paid and sealed. Nothing on it can change."))

    def _refuse_unless_draft(self):
        for run in self:
            if run.state != "draft":
                raise UserError(
                    _(
                        "%(run)s is computed already: month and ward stay. Make another run.",
                        run=run.name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_submitted(self):
        """What somebody was asked to approve stays, with its revisions and the reasons why it was sent back."""
        for run in self:
            if run.submissions or run.state not in ("draft", "computed"):
                raise UserError(
                    _(
                        "%(run)s was submitted once and cannot be deleted: its revisions, and why it was sent back,"
                        " stay. One that is not paid is sent back, mended and computed again.",
                        run=run.name,
                    )
                )

    def _check_role(self, *roles):
        """The user has one of the roles, by membership: administrators are no exception."""
        user = self.env.user
        if not any(user.has_group(f"ward_hr.ward_hr_group_{role}") for role in roles):
            # sudo: the names of roles are no secret
            names = [self.env.ref(f"ward_hr.ward_hr_group_{r}").sudo().name for r in roles]
            raise AccessError(
                _("This step of the pay run is for: %(roles)s.", roles=", ".join(names))
            )
        self.check_access("read")

    # -- views ----------------------------------------------------------------------

    def action_slips(self):
        return self._action("ward_hr.ward_payslip_action", [("run_id", "=", self.id)])

    def action_differences(self):
        action = self._action("ward_hr.ward_pay_difference_action", [("run_id", "=", self.id)])
        return action | {"context": {"search_default_month": 1, "search_default_group_cause": 1}}

    def action_analysis(self):
        return self._action("ward_hr.ward_pay_analysis_action", [("run_id", "=", self.id)])

    def _action(self, xmlid, domain):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(xmlid)
        return dict(action, domain=domain, context={}, name=self.name)

    def action_print(self):
        """All payslips of the run in one PDF."""
        self.ensure_one()
        return self.env.ref("ward_hr.ward_payslip_report").report_action(self.slip_ids)

    def action_payroll_table(self):
        """The payroll table (C02-HD) as a file to download."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/ward/pay/run/{self.id}/payroll_table.xlsx",
            "target": "download",
        }

    def action_payroll_paper(self):
        """The payroll table as a PDF."""
        self.ensure_one()
        self.check_access("read")
        return self.env.ref("ward_hr.ward_payroll_table_report").report_action(self)
