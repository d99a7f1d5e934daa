"""Until when a seat is given back, and what is remembered of seats that stayed empty."""

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from odoo.addons.ward_hr.models.ward_evaluation_quota import WARD_READERS


class WardEnrolment(models.Model):
    _inherit = "ward.enrolment"

    cancel_until = fields.Date(
        compute="_compute_cancel_until",
        help="The last day on which the person gives the seat back alone; afterwards the HR officer does it.",
    )
    no_show_count = fields.Integer(
        string="No-shows",
        compute="_compute_no_show_count",
        help="Seats that this person left empty lately without cancelling.",
    )

    @api.depends("date_begin")
    def _compute_cancel_until(self):
        rules = self.env["ward.training.session.rule"]._all()
        for one in self:
            first = one.session_id._local(one.date_begin).date()
            one.cancel_until = first - timedelta(days=rules._on(one.company_id, first).cancel_days)

    @api.depends("employee_id")
    def _compute_no_show_count(self):
        # sudo: who sees the enrolment of a person (a head, HR) sees how reliable the person was
        counts = self.sudo().employee_id._no_shows()
        for one in self:
            one.no_show_count = counts.get(one.sudo().employee_id.id, 0)

    def action_cancel(self):
        """One's own seat until the deadline of the ward's rule; a place in the list at any time."""
        if not self.env.user.has_group("ward_hr.ward_hr_group_hr_officer"):
            for one in self.filtered("is_own"):
                one._check_cancel_until()
        return super().action_cancel()

    def _check_cancel_until(self):
        today = self.session_id._local(fields.Datetime.now()).date()
        if self.state in ("requested", "enrolled") and self.cancel_until < today and self.date_begin > (
            fields.Datetime.now()
        ):
            raise UserError(
                self.env._(
                    "%(enrolment)s could be cancelled until %(day)s. Tell the HR officer, who can still give the"
                    " seat to somebody else; who stays away without a word is noted as a no-show.",
                    enrolment=self.display_name,
                    day=format_date(self.env, self.cancel_until),
                )
            )


class HrEmployee(models.Model):
    """Seats left empty without cancelling, for those who plan."""

    _inherit = "hr.employee"

    no_show_count = fields.Integer(string="No-shows", compute="_compute_no_show_count", groups=WARD_READERS)

    def _compute_no_show_count(self):
        counts = self._no_shows()
        for employee in self:
            employee.no_show_count = counts.get(employee.id, 0)

    def _no_shows(self):
        """``{employee id: seats left empty}`` over the months of the ward's rule, in closed sessions."""
        today = self.env["ward.course.session"]._local(fields.Datetime.now()).date()
        rules = self.env["ward.training.session.rule"]._all()
        counts = {}
        for ward, people in self.grouped("company_id").items():
            since = fields.Date.subtract(today, months=rules._on(ward, today).no_show_months)
            groups = self.env["ward.enrolment"]._read_group(
                [
                    ("employee_id", "in", people.ids),
                    ("state", "=", "absent"),
                    ("session_id.state", "=", "done"),
                    ("date_begin", ">=", since),
                ],
                ["employee_id"],
                ["__count"],
            )
            counts |= {employee.id: count for employee, count in groups}
        return counts

    def action_no_shows(self):
        """The seats that this person left empty."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ward_training.ward_enrolment_action")
        return action | {
            "domain": [("employee_id", "=", self.id), ("state", "=", "absent")],
            "context": {"create": False},
        }
