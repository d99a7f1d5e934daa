from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .ward_obstacle import OPEN

SAID = {  # what the minutes hold
    "name", "kind", "date", "place", "form", "chair", "attendance", "minutes", "basis", "people_present", "started_at",
    "ended_at",
}  # fmt: skip
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
        held = self.filtered(lambda one: one.state != "planned")[:1]
        if held and SAID & vals.keys():
            raise UserError(
                self.env._(
                    "“%(name)s” was held: what its minutes say does not change any more. Take it back to planned first,"
                    " if something is wrong.",
                    name=held.name,
                )
            )
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

    def action_plan_again(self):
        """Undo: it is open to be changed again; minutes that are filed stay as they were filed."""
        self.check_access("write")
        self.issue_ids.activity_unlink(["mail.mail_activity_data_todo"])
        self.sudo().filtered(lambda one: one.state == "held").write({"state": "planned"})  # sudo: as above

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
