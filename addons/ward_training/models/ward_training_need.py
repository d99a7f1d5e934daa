from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.ward_hr.models.ward_certificate import HR


class WardTrainingNeed(models.Model):
    """A course that people of the ward need in a year, with the reasons of each; the head of the ward ranks them.

    One a course and year; without a course it is the hours that people miss, whatever they learn.
    Gathered in ``ward_training_need_gather``.
    """

    _name = "ward.training.need"
    _description = "Training need"
    _inherit = ["ward.company.mixin"]
    _order = "year desc, left_out, rank, people desc, id"
    _check_company_auto = True

    year = fields.Integer(required=True, readonly=True, index=True, aggregator=None)
    course_id = fields.Many2one("ward.course", readonly=True, index="btree_not_null", check_company=True)
    content_group = fields.Selection(related="course_id.content_group", store=True, index=True)
    rank = fields.Integer(default=100, aggregator=None, help="The head of the ward puts the most urgent first.")
    people = fields.Integer(readonly=True, help="People with a reason, each once.")
    left_out = fields.Boolean(help="Not in the plan of the year.")
    note = fields.Char()
    reason_ids = fields.One2many("ward.training.need.reason", "need_id", string="Reasons")
    why = fields.Char(string="Why", compute="_compute_why")

    _one_a_course = models.UniqueIndex(
        "(company_id, year, COALESCE(course_id, 0))", "There is one need for each course and year."
    )

    @api.depends("course_id", "year")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for one in self:
            name = one.course_id.name or self.env._("Any course, for the hours")
            one.display_name = f"{name} ({one.year})"

    @api.depends("reason_ids.source")
    @api.depends_context("lang", "uid")
    def _compute_why(self):
        """Reasons by their kind, of the people whom the reader sees."""
        names = dict(self.env["ward.training.need.reason"]._fields["source"]._description_selection(self.env))
        groups = self.env["ward.training.need.reason"]._read_group(
            [("need_id", "in", self.ids)], ["need_id", "source"], ["__count"]
        )
        found = {}
        for need, source, count in groups:
            found.setdefault(need.id, []).append(f"{names[source]}: {count}")
        for one in self:
            one.why = " · ".join(found.get(one.id, ()))

    @api.model
    def open_gathered(self):
        """Gather anew for the plan of next year from July on, else of this year, and show."""
        today = fields.Date.context_today(self)
        year = today.year + (today.month > 6)
        if self.env.user.has_group(HR) or self.env.user.has_group("ward_hr.ward_hr_group_ward_head"):
            self._gather(self.env.company, year)
        action = self.env["ir.actions.act_window"]._for_xml_id("ward_training.ward_training_need_action")
        return {**action, "domain": [("year", "=", year)]}

    def action_reasons(self):
        """Whose need it is, and why."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": "ward.training.need.reason",
            "views": [(False, "list")],
            "domain": [("need_id", "=", self.id)],
        }

    @api.model
    def _wish(self, employee, course, year, note):
        """The person says which course would help; once a course and year."""
        if not (note or "").strip():
            raise UserError(self.env._("Write in a few words what the course would help you with."))
        # sudo: needs are the server's; a person adds one row of the own wish
        needs = self.sudo()
        one = needs.search(
            [("company_id", "=", employee.company_id.id), ("year", "=", year), ("course_id", "=", course.id)], limit=1
        ) or needs.create({"company_id": employee.company_id.id, "year": year, "course_id": course.id})
        one.reason_ids.filtered(lambda row: row.employee_id == employee and row.source == "wish").unlink()
        one.write(
            {
                "reason_ids": [
                    (
                        0,
                        0,
                        {
                            "company_id": employee.company_id.id,
                            "employee_id": employee.id,
                            "department_id": employee.department_id.id,
                            "source": "wish",
                            "note": note.strip(),
                        },
                    )
                ]
            }
        )
        one.people = len(one.reason_ids.employee_id)
        return one
