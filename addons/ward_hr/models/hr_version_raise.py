from odoo import fields, models

from .hr_version import PAY_READERS

# The kinds of the table ``raise_not_counted`` in law/raises.toml.
NOT_COUNTED = [
    ("unpaid_leave", "Unpaid leave"),
    ("sick_leave", "Sick leave"),
    ("detention", "Detention"),
    ("suspension", "Suspension"),
    ("overseas", "Stay abroad beyond the permit"),
    ("probation", "Probation"),
]


class HrVersion(models.Model):
    """Since when the step is held, where the file does not tell by itself."""

    _inherit = "hr.version"

    raise_counted_from = fields.Date(
        string="Raise counted from",
        copy=False,
        groups=PAY_READERS,
        tracking=True,
        help="Day from which the time for the next raise counts, as the decision on this step says. "
        "Empty: the day from which the step is held in this file.",
    )


class HrLeaveType(models.Model):
    """Which leave does not count as time at the step."""

    _inherit = "hr.leave.type"

    raise_absence = fields.Selection(
        NOT_COUNTED,
        string="Not counted for a raise",
        help="Time of this kind is left out of the time at the step (Circulars 08/2013 and 03/2021/TT-BNV). "
        "Unpaid leave is left out also where nothing is chosen.",
    )
