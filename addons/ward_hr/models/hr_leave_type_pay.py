from odoo import api, fields, models

from ..pay import ABSENCE_KINDS

# One place says what a kind of leave does to pay, for the run and for the trigger: what is chosen, else what the type
# says of raises, else whether it is unpaid.
KIND = """
CREATE OR REPLACE FUNCTION ward_pay_absence(chosen varchar, raised varchar, unpaid boolean) RETURNS varchar
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $body$
    SELECT CASE WHEN chosen IS NOT NULL THEN NULLIF(chosen, 'paid')
                WHEN raised = 'sick_leave' THEN 'sickness'
                WHEN raised IN ('suspension', 'detention') THEN 'suspension'
                WHEN raised = 'unpaid_leave' OR unpaid THEN 'unpaid' END
$body$
"""
LABELS = {
    "unpaid": "Unpaid leave",
    "sickness": "Sickness: social insurance pays",
    "maternity": "Maternity: social insurance pays",
    "suspension": "Suspension or detention: by its decision",
}


class HrLeaveType(models.Model):
    """What a kind of leave does to the pay of the month."""

    _inherit = "hr.leave.type"

    pay_absence = fields.Selection(
        [("paid", "Paid as if at work"), *((kind, LABELS[kind]) for kind in ABSENCE_KINDS)],
        string="Pay of these days",
        help="Days that the ward does not pay are taken off by working days; the benefit of social insurance, and what"
        " a decision grants during a suspension, are not reckoned here. Empty: unpaid where the kind is marked unpaid,"
        " sickness or suspension where it is one for raises, else paid.",
    )

    def init(self):
        self.env.cr.execute(KIND)

    @api.model
    def _mark_sickness(self):
        """Odoo's own kind of sick leave is sickness, unless the ward has said otherwise."""
        sick = self.env.ref("hr_holidays.leave_type_sick_time_off", raise_if_not_found=False)
        if sick and not sick.pay_absence:
            sick.pay_absence = "sickness"


def drop_kind(cr):
    """Leave nothing behind when the addon is uninstalled."""
    cr.execute("DROP FUNCTION IF EXISTS ward_pay_absence CASCADE")
