from datetime import date

from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .ward_obstacle import OPEN

SOURCES = {"city_ward": ("ward",), "ward_staff": ("staff", "unit"), "ward_people": ("citizen",)}


class WardDialogue(models.Model):
    """A dialogue of the city with the ward, of the ward with its staff, or with the people.

    Its agenda is gathered from the obstacles that are open; each issue leaves with an owner and a day.
    """

    _name = "ward.dialogue"
    _description = "Dialogue"
    _inherit = ["ward.company.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "date desc, id desc"
    _check_company_auto = True

    name = fields.Char(required=True)
    kind = fields.Selection(
        [("city_ward", "City and ward"), ("ward_staff", "Ward and staff"), ("ward_people", "Ward and people")],
        string="Between",
        required=True,
        default="ward_people",
        tracking=True,
    )
    date = fields.Date(required=True, default=fields.Date.context_today, tracking=True)
    place = fields.Char()
    form = fields.Selection(
        [("in_person", "In person"), ("online", "Online"), ("both", "Both")], required=True, default="in_person"
    )
    chair = fields.Char(string="Led by")
    attendance = fields.Integer(help="How many people came.")
    state = fields.Selection(
        [("planned", "Planned"), ("held", "Held"), ("closed", "Closed")],
        string="Status",
        required=True,
        default="planned",
        readonly=True,
        copy=False,
        tracking=True,
        group_expand=True,
    )
    minutes = fields.Text()
    issue_ids = fields.One2many("ward.dialogue.issue", "dialogue_id", string="Issues")
    issue_count = fields.Integer(compute="_compute_issue_count")
    open_issue_count = fields.Integer(string="Issues not settled", compute="_compute_issue_count")

    @api.depends("issue_ids.state")
    def _compute_issue_count(self):
        for dialogue in self:
            dialogue.issue_count = len(dialogue.issue_ids)
            dialogue.open_issue_count = len(dialogue.issue_ids.filtered(lambda one: one.state != "settled"))

    def write(self, vals):
        if "state" in vals and not self.env.su:
            raise UserError(self.env._("The status of a dialogue changes by its buttons only."))
        return super().write(vals)

    def action_gather(self):
        """Put the open obstacles of this kind of dialogue on the agenda, each once."""
        self.ensure_one()
        self.check_access("write")
        if self.state != "planned":
            raise UserError(self.env._("The agenda is gathered before the dialogue is held."))
        obstacles = self.env["ward.obstacle"].search(self._to_gather(), order="received_at")
        new = obstacles - self.issue_ids.obstacle_id
        self.issue_ids = [Command.create({"obstacle_id": one.id, "name": one.name, "text": one.text}) for one in new]
        return True

    def _to_gather(self):
        """Open obstacles; for the city also what was forwarded beyond the ward."""
        source = Domain("source", "in", SOURCES[self.kind])
        if self.kind == "city_ward":
            source |= Domain("state", "=", "forwarded")
        return source & Domain("company_id", "=", self.company_id.id) & Domain("state", "in", OPEN)

    def action_held(self):
        """It was held: minutes are there, and each issue has an owner and a day, or is settled."""
        self.check_access("write")
        for dialogue in self.filtered(lambda one: one.state == "planned"):
            if dialogue.date > self.env["ward.clock"]._today():
                raise UserError(
                    self.env._(
                        "“%(name)s” is on %(day)s: it was not held yet.",
                        name=dialogue.name,
                        day=f"{dialogue.date:%d/%m/%Y}",
                    )
                )
            if not dialogue.minutes:
                raise UserError(self.env._("Write the minutes of “%(name)s” first.", name=dialogue.name))
            without = dialogue.issue_ids.filtered(
                lambda one: one.state != "settled" and not (one.employee_id and one.due)
            )
            if without:
                raise UserError(
                    self.env._(
                        "“%(issue)s” leaves the dialogue without an owner and a day. Enter them, or settle it.",
                        issue=without[0].name,
                    )
                )
        # sudo: the right was checked; the step is the server's to write
        self.sudo().filtered(lambda one: one.state == "planned").write({"state": "held"})
        self.issue_ids._call_owners()

    def action_close(self):
        """Every issue is settled."""
        self.check_access("write")
        for dialogue in self.filtered(lambda one: one.state == "held" and one.open_issue_count):
            raise UserError(
                self.env._(
                    "“%(name)s” cannot be closed: %(count)s issues are not settled.",
                    name=dialogue.name,
                    count=dialogue.open_issue_count,
                )
            )
        self.sudo().filtered(lambda one: one.state == "held").write({"state": "closed"})  # sudo: as above


class WardDialogueIssue(models.Model):
    """An issue of a dialogue: what was said, who settles it, until when."""

    _name = "ward.dialogue.issue"
    _description = "Issue of a dialogue"
    _inherit = ["ward.company.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "dialogue_id desc, sequence, id"
    _check_company_auto = True

    dialogue_id = fields.Many2one("ward.dialogue", required=True, index=True, ondelete="cascade", check_company=True)
    company_id = fields.Many2one(
        related="dialogue_id.company_id", store=True, precompute=True, required=True, default=None
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(string="Issue", required=True)
    text = fields.Text(string="What was asked")
    obstacle_id = fields.Many2one("ward.obstacle", index="btree_not_null", ondelete="restrict", check_company=True)
    answer = fields.Text(string="What was answered")
    department_id = fields.Many2one(
        "hr.department", string="Unit", index="btree_not_null", ondelete="restrict", check_company=True
    )
    employee_id = fields.Many2one(
        "hr.employee", string="Owner", index="btree_not_null", ondelete="restrict", check_company=True
    )
    due = fields.Date(string="Until")
    state = fields.Selection([("open", "Open"), ("settled", "Settled")], required=True, default="open")
    overdue = fields.Boolean(compute="_compute_overdue", search="_search_overdue")

    _obstacle_once = models.UniqueIndex(
        "(dialogue_id, obstacle_id) WHERE obstacle_id IS NOT NULL", "This obstacle is on the agenda already."
    )

    @api.depends("due", "state")
    def _compute_overdue(self):
        today = fields.Date.context_today(self)
        for issue in self:
            issue.overdue = bool(issue.state == "open" and issue.due and issue.due < today)

    def _search_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        late = Domain("state", "=", "open") & Domain("due", "<", fields.Date.context_today(self))
        return late if True in value else ~late

    def action_settle(self):
        """What was promised is done; what was answered is written."""
        self.check_access("write")
        for issue in self:
            if not issue.answer:
                raise UserError(self.env._("Write what was answered to “%(issue)s” first.", issue=issue.name))
        self.write({"state": "settled"})
        self.activity_unlink(["mail.mail_activity_data_todo"])

    def _call_owners(self):
        """One thing to do for each owner, on the day of the issue."""
        for issue in self.filtered(lambda one: one.state == "open"):
            # sudo: the login of a colleague, to call on
            user = issue.employee_id.sudo().user_id
            if user:
                issue.activity_schedule("mail.mail_activity_data_todo", date_deadline=issue.due, user_id=user.id)


class WardDialogueAlert(models.Model):
    """That a ward was told, once a year, that it has held fewer dialogues with the people than the law asks for."""

    _name = "ward.dialogue.alert"
    _description = "Alert on missing dialogues"
    _inherit = ["ward.company.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "year desc, id"
    _rec_name = "year"

    year = fields.Integer(required=True, readonly=True)
    minimum = fields.Integer(string="At least", readonly=True)
    held = fields.Integer(compute="_compute_held")
    missing = fields.Integer(compute="_compute_held")

    _once = models.Constraint("UNIQUE(company_id, year)", "This ward was told of this year already.")

    @api.depends("year", "company_id", "minimum")
    def _compute_held(self):
        for alert in self:
            alert.held = alert._held_in(alert.company_id).get(alert.company_id.id, 0) if alert.year else 0
            alert.missing = max(0, alert.minimum - alert.held)

    @api.model
    def _held_in(self, companies, year=None):
        """``{ward: dialogues with the people that were held}`` in the year."""
        year = year or self.year
        groups = self.env["ward.dialogue"]._read_group(
            [
                ("kind", "=", "ward_people"),
                ("state", "!=", "planned"),
                ("company_id", "in", companies.ids),
                ("date", ">=", date(year, 1, 1)),
                ("date", "<=", date(year, 12, 31)),
            ],
            ["company_id"],
            ["__count"],
        )
        return {company.id: count for company, count in groups}

    @api.model
    def _cron_alert(self):
        """In the last days of a year (system parameter), tell the leads of wards that miss a dialogue."""
        clock = self.env["ward.clock"]
        today = clock._today()
        # sudo: the number of days is a setting of the system
        days = int(self.env["ir.config_parameter"].sudo().get_param("ward_oversight.alert_days", "120"))
        if (date(today.year, 12, 31) - today).days > days:
            return self
        leads = self.env["ward.basis.alert"]._lead_of(self.env["res.company"].search([]).ids)
        wards = self.env["res.company"].browse(leads)
        told = self.search([("year", "=", today.year)]).company_id
        held = self._held_in(wards, today.year)
        rows = []
        for ward in wards - told:
            minimum = int(clock._number(ward, "dialogue_min_per_year", today))
            if held.get(ward.id, 0) < minimum:
                rows.append({"company_id": ward.id, "year": today.year, "minimum": minimum})
        alerts = self.create(rows)
        for alert in alerts:
            lead = self.env["res.users"].browse(leads[alert.company_id.id])
            alert.with_context(lang=lead.lang, mail_activity_quick_update=True).activity_schedule(
                "ward_oversight.mail_activity_dialogue", date_deadline=today, user_id=lead.id
            )
        return alerts
