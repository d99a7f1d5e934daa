from odoo import models
from odoo.tools import format_date

from odoo.addons.hr.models.hr_employee import HrEmployee as OfStaff


class HrEmployee(models.Model):
    """Somebody archived who comes back: the days on which they left stay, since months were paid by them."""

    _inherit = "hr.employee"

    def action_unarchive(self):
        """As Odoo, who would forget the departure, and pay the months since then whole. What is kept is said."""
        back = self.filtered(lambda employee: not employee.active)
        super(OfStaff, self).action_unarchive()
        notes = {
            employee.id: self.env._(
                "No longer archived. The departure of %(day)s stays: to have them in service again, enter a decision of"
                " appointment; if they never left, revoke the leaving or clear that day here.",
                day=format_date(self.env, employee.departure_date),
            )
            for employee in back
            if employee.departure_date
        }
        if notes:
            self.browse(notes)._message_log_batch(notes)
