from odoo import api, fields, models
from odoo.exceptions import UserError


class WardBasisAlert(models.Model):
    """A ward was told, once, that a legal basis of its tasks ends on a day.

    One row per ward, basis and last day: a basis that is extended and ends again makes a
    new row. The row carries the activity of the oversight lead, because the basis itself
    is shared by all wards.
    """

    _name = "ward.basis.alert"
    _description = "Alert on a legal basis that ends"
    _inherit = ["ward.company.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "effective_to, id"
    _rec_name = "basis_id"
    _check_company_auto = True

    basis_id = fields.Many2one(
        "ward.legal.basis",
        string="Legal basis",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
        check_company=True,
    )
    confidence = fields.Selection(related="basis_id.confidence")
    effective_to = fields.Date(string="Last day in force", required=True, readonly=True)
    days_left = fields.Integer(compute="_compute_days_left")
    task_ids = fields.Many2many("ward.delegated.task", string="Tasks that hang on it", compute="_compute_task_ids")
    task_count = fields.Integer(string="Number of tasks", compute="_compute_task_ids")
    measure = fields.Text(string="What is done", help="What replaces the basis, or is asked.")
    state = fields.Selection(
        [("open", "Open"), ("handled", "Handled")],
        required=True,
        default="open",
        tracking=True,
        copy=False,
        readonly=True,
    )

    _once = models.UniqueIndex(
        "(company_id, basis_id, effective_to)",
        "This ward has been told of the end of this legal basis already.",
    )

    @api.depends("effective_to")
    def _compute_days_left(self):
        today = fields.Date.context_today(self)
        for alert in self:
            alert.days_left = (alert.effective_to - today).days if alert.effective_to else 0

    @api.depends("basis_id")
    def _compute_task_ids(self):
        tasks = self.env["ward.delegated.task"].search(
            [
                ("legal_basis_ids", "in", self.basis_id.ids),
                ("company_id", "in", self.company_id.ids),
                ("state", "!=", "ended"),
            ]
        )
        for alert in self:
            alert.task_ids = tasks.filtered(
                lambda task, alert=alert: task.company_id == alert.company_id and alert.basis_id in task.legal_basis_ids
            )
            alert.task_count = len(alert.task_ids)

    def action_handle(self):
        """Close the alert, with what was done, and the activity that goes with it."""
        for alert in self.filtered(lambda alert: alert.state == "open"):
            if not alert.measure:
                raise UserError(
                    self.env._(
                        "Say what is done about %(basis)s before closing its alert.",
                        basis=alert.basis_id.number,
                    )
                )
        self.write({"state": "handled"})
        self.activity_feedback(["ward_oversight.mail_activity_basis_ends"])

    @api.model
    def _cron_alert(self):
        """Tell each ward once of each basis that ends within the horizon.

        A ward without an oversight lead is not told: it will be when it has one.
        """
        pairs = self._pairs_to_tell()
        leads = self._lead_of(company for company, _basis, _end in pairs)
        alerts = self.create(
            [
                {"company_id": company, "basis_id": basis, "effective_to": end}
                for company, basis, end in pairs
                if company in leads
            ]
        )
        for company, told in alerts.grouped("company_id").items():
            lead = self.env["res.users"].browse(leads[company.id])
            # quick update: the activity itself tells, without a message for each of them
            told.with_context(lang=lead.lang, mail_activity_quick_update=True).activity_schedule(
                "ward_oversight.mail_activity_basis_ends",
                date_deadline=fields.Date.context_today(self),
                user_id=lead.id,
            )
        return alerts

    def _pairs_to_tell(self):
        """``[(company id, basis id, last day)]`` with running tasks and no alert so far."""
        self.env["ward.delegated.task"].flush_model()
        self.env["ward.legal.basis"].flush_model()
        self.flush_model()
        self.env.cr.execute(
            """
            SELECT DISTINCT task.company_id, basis.id, basis.effective_to
              FROM ward_delegated_task task
              JOIN ward_delegated_task_ward_legal_basis_rel link
                ON link.ward_delegated_task_id = task.id
              JOIN ward_legal_basis basis ON basis.id = link.ward_legal_basis_id
             WHERE task.state <> 'ended'
               AND basis.effective_to BETWEEN %s AND %s
               AND NOT EXISTS (
                    SELECT FROM ward_basis_alert alert
                     WHERE alert.company_id = task.company_id
                       AND alert.basis_id = basis.id
                       AND alert.effective_to = basis.effective_to)
             ORDER BY basis.effective_to, basis.id
            """,
            [
                fields.Date.context_today(self),
                self.env["ward.legal.basis"]._alert_horizon(),
            ],
        )
        return self.env.cr.fetchall()

    @api.model
    def _lead_of(self, companies):
        """``{company id: user id}`` of the first oversight lead at home in each ward."""
        users = self.env["res.users"].search(
            [
                ("company_id", "in", list(set(companies))),
                (
                    "all_group_ids",
                    "in",
                    self.env.ref("ward_oversight.ward_oversight_group_oversight_lead").ids,
                ),
            ],
            order="id desc",
        )
        return {user.company_id.id: user.id for user in users}
