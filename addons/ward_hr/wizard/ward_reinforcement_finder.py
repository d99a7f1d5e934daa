from odoo import api, fields, models


class WardReinforcementFinder(models.TransientModel):
    """Who can help, for one alert: computed when it is opened, kept for that person alone."""

    _name = "ward.reinforcement.finder"
    _description = "Who can help"

    alert_id = fields.Many2one("ward.workload.alert", required=True, readonly=True, ondelete="cascade")
    department_id = fields.Many2one(related="alert_id.department_id")
    employee_id = fields.Many2one(related="alert_id.employee_id")
    month_name = fields.Char(related="alert_id.month_name")
    load_index = fields.Float(related="alert_id.load_index")
    hours_over = fields.Float(related="alert_id.hours_over")
    date_from = fields.Date(string="From", required=True, readonly=True)
    date_to = fields.Date(string="To", required=True, readonly=True)
    candidate_ids = fields.One2many("ward.reinforcement.candidate", "finder_id", readonly=True)

    @api.model
    def _open(self, alert):
        """The action that shows the candidates of an alert."""
        alert._refuse_strangers()
        finder = self.create(alert._finder_values())
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Who can help"),
            "res_model": self._name,
            "res_id": finder.id,
            "views": [(False, "form")],
            "target": "current",
        }


class WardReinforcementCandidate(models.TransientModel):
    """One person who might help: how much, with what effect, and why, or why not."""

    _name = "ward.reinforcement.candidate"
    _description = "Candidate for a reinforcement"
    _order = "place"

    finder_id = fields.Many2one("ward.reinforcement.finder", required=True, readonly=True, ondelete="cascade")
    place = fields.Integer(readonly=True)
    employee_id = fields.Many2one("hr.employee", string="Staff member", required=True, readonly=True)
    department_id = fields.Many2one("hr.department", string="From unit", readonly=True)
    share = fields.Float(string="Share %", digits=(5, 2), readonly=True)
    hours = fields.Float(string="Hours a month", digits=(10, 2), readonly=True)
    effect_html = fields.Html(string="Effect", sanitize=False, readonly=True)
    reasons = fields.Text(readonly=True)
    refusals = fields.Text(string="Why not", readonly=True)
    same_unit = fields.Boolean(readonly=True)

    def action_propose(self):
        """Make the proposal, and open it."""
        self.ensure_one()
        finder = self.finder_id
        return finder.alert_id._propose(self.employee_id, self.share, finder.date_from, finder.date_to)
