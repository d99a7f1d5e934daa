from odoo import fields, models


class WardTrainingWish(models.TransientModel):
    """The course that a person wishes, and for what: it becomes a reason of a need."""

    _name = "ward.training.wish"
    _description = "Wish a course"

    course_id = fields.Many2one("ward.course", required=True)
    year = fields.Integer(required=True, default=lambda self: self._plan_year())
    note = fields.Char(string="What it would help you with", required=True)

    def _plan_year(self):
        today = fields.Date.context_today(self)
        return today.year + (today.month > 6)

    def action_wish(self):
        """Keep the own wish."""
        self.ensure_one()
        person = self.env["ward.my.training"]._own_file()
        self.env["ward.training.need"]._wish(person, self.course_id, self.year, self.note)
        return {"type": "ir.actions.act_window_close"}
