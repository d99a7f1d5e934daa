from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

DECIDERS = ("ward_hr.ward_hr_group_ward_head", "ward_hr.ward_hr_group_hr_officer")


class WardWorkloadAlert(models.Model):
    """A unit, or a person, had more work in a month than the ward's rule allows.

    Raised, kept current and closed by the figures alone (``ward_workload_alert_raise``); people
    answer it with a reinforcement, or dismiss it with a reason. Nobody writes it otherwise.
    """

    _name = "ward.workload.alert"
    _description = "Overload alert"
    _inherit = ["ward.company.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "month desc, load_index desc, id"
    _check_company_auto = True

    department_id = fields.Many2one(
        "hr.department",
        string="Unit",
        readonly=True,
        index=True,
        ondelete="cascade",
        check_company=True,
    )
    employee_id = fields.Many2one(
        "hr.employee",
        string="Staff member",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
        check_company=True,
        help="Empty when the unit as a whole has too much work.",
    )
    month = fields.Date(required=True, readonly=True, help="First day of the month.")
    month_name = fields.Char(string="Month and year", compute="_compute_month_name")
    hours_needed = fields.Float(string="Hours needed", readonly=True, digits=(10, 2))
    hours_available = fields.Float(string="Hours available", readonly=True, digits=(10, 2))
    hours_over = fields.Float(
        string="Hours too many",
        compute="_compute_hours_over",
        digits=(10, 2),
        help="Hours needed above what the threshold allows.",
    )
    load_index = fields.Float(string="Load", readonly=True, aggregator="avg")
    overload_index = fields.Float(string="Overload above", readonly=True, digits=(5, 2), aggregator="avg")
    finished_count = fields.Integer(string="Dossiers finished", readonly=True)
    late_count = fields.Integer(string="Late", readonly=True)
    backlog_count = fields.Integer(string="Open at month's end", readonly=True)
    state = fields.Selection(
        [("open", "Open"), ("answered", "Answered"), ("dismissed", "Dismissed"), ("solved", "Solved")],
        required=True,
        readonly=True,
        default="open",
        copy=False,
        index=True,
        tracking=True,
    )
    closed_by = fields.Selection(
        [
            ("figure", "The corrected figure is not above the threshold"),
            ("later", "A later month is not above the threshold"),
            ("followed", "A later month has an alert of its own"),
            ("person", "Somebody decided so"),
        ],
        string="Closed because",
        readonly=True,
        copy=False,
    )
    dismissed_because = fields.Text(string="Reason of the dismissal", readonly=True, copy=False)
    reinforcement_ids = fields.One2many("ward.reinforcement", "alert_id", string="Reinforcements", readonly=True)
    reinforcement_count = fields.Integer(string="Proposals", compute="_compute_reinforcement_count")

    _once = models.UniqueIndex(
        "(company_id, COALESCE(department_id, 0), COALESCE(employee_id, 0), month)",
        "There is one alert a unit or person and month.",
    )
    _has_subject = models.Constraint(
        "CHECK (department_id IS NOT NULL OR employee_id IS NOT NULL)",
        "An alert is about a unit or a person.",
    )

    @api.depends("department_id", "employee_id", "month", "load_index")
    def _compute_display_name(self):
        for alert in self:
            subject = alert.employee_id.name or alert.department_id.name or ""
            alert.display_name = f"{subject} {alert.month_name}: {alert.load_index:.0%}"

    @api.depends("month")
    def _compute_month_name(self):
        for alert in self:
            alert.month_name = f"{alert.month:%m/%Y}" if alert.month else ""

    @api.depends("hours_needed", "hours_available", "overload_index")
    def _compute_hours_over(self):
        for alert in self:
            alert.hours_over = max(alert.hours_needed - alert.hours_available * alert.overload_index, 0)

    @api.depends("reinforcement_ids")
    def _compute_reinforcement_count(self):
        counts = dict(
            self.env["ward.reinforcement"]._read_group([("alert_id", "in", self.ids)], ["alert_id"], ["__count"])
        )
        for alert in self:
            alert.reinforcement_count = counts.get(alert, 0)

    def action_who_can_help(self):
        """Everybody who might help, the fittest first, with what it does to both units."""
        self.ensure_one()
        return self.env["ward.reinforcement.finder"]._open(self)

    def action_what_if(self):
        """Try a move before anything is decided."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ward_hr.ward_reinforcement_what_if_action")
        return action | {"context": {"default_alert_id": self.id}}

    def action_open_reinforcements(self):
        """The proposals made for this alert."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ward_hr.ward_reinforcement_action")
        return action | {"domain": [("alert_id", "=", self.id)], "context": {"default_alert_id": self.id}}

    def action_reopen(self):
        """Take a dismissal back."""
        self._refuse_strangers()
        for alert in self:
            if alert.state != "dismissed":
                raise UserError(
                    self.env._(
                        "The alert %(alert)s is not dismissed, so there is nothing to take back.",
                        alert=alert.display_name,
                    )
                )
        # sudo: who decides was asked above; nobody has a right to write alerts
        self.sudo().write({"state": "open", "closed_by": False, "dismissed_because": False})

    def _dismiss(self, reason):
        """Close open alerts with the reason that somebody gave."""
        self._refuse_strangers()
        for alert in self:
            if alert.state != "open":
                raise UserError(
                    self.env._(
                        "The alert %(alert)s is %(state)s, so it cannot be dismissed. Only an open one can.",
                        alert=alert.display_name,
                        state=dict(alert._fields["state"]._description_selection(self.env))[alert.state],
                    )
                )
        # sudo: who decides was asked above; nobody has a right to write alerts
        alerts = self.sudo()
        alerts.write({"state": "dismissed", "closed_by": "person", "dismissed_because": reason})
        alerts._close_activities()

    def _refuse_strangers(self):
        """The head of the ward decides, the HR officer prepares."""
        self.check_access("read")
        if not any(self.env.user.has_group(group) for group in DECIDERS):
            raise AccessError(self.env._("Only the head of the ward or the HR officer decides about overload alerts."))

    def _close_activities(self):
        self.activity_unlink(["mail.mail_activity_data_todo"])
