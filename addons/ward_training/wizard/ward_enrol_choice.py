from odoo import api, fields, models


class WardEnrolChoice(models.TransientModel):
    """Before enrolling: what clashes, and the next session of the course that is free of it."""

    _name = "ward.enrol.choice"
    _description = "Choose a session"

    session_id = fields.Many2one("ward.course.session", required=True)
    clash = fields.Text(compute="_compute_choice")
    may_go_on = fields.Boolean(compute="_compute_choice")
    next_id = fields.Many2one("ward.course.session", string="Next free session", compute="_compute_choice")
    next_begin = fields.Datetime(related="next_id.date_begin", string="Begins")
    next_place = fields.Char(related="next_id.place", string="Place")
    next_seats_left = fields.Integer(related="next_id.seats_left", string="Seats left")

    @api.depends("session_id")
    @api.depends_context("uid", "lang")
    def _compute_choice(self):
        for choice in self:
            session = choice.session_id
            employee = session._own_employee()
            choice.clash = "\n".join(filter(None, (session.obstacle, session.clash)))
            choice.may_go_on = session.can_enrol
            choice.next_id = session._next_free(employee)

    def action_enrol_anyway(self):
        """Here, in spite of what was shown."""
        self.ensure_one()
        return self.session_id.action_enrol_anyway()

    def action_enrol_next(self):
        """In the next session that is free of clashes."""
        self.ensure_one()
        return self.next_id.action_enrol_anyway()
