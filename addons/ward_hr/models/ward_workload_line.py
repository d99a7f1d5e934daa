from odoo import fields, models


class WardWorkloadLine(models.Model):
    """What a person's month is made of: dossiers times minutes, support work, days, leave.

    Hours of side ``needed`` add up to the hours needed, those of ``available`` to the
    hours available. Hours are empty where no standard minutes were in force.
    """

    _name = "ward.workload.line"
    _description = "Line of a workload"
    _inherit = ["ward.company.mixin"]
    _order = "month desc, employee_id, side desc, id"
    _log_access = False

    workload_id = fields.Many2one("ward.workload", required=True, readonly=True, index=True, ondelete="cascade")
    employee_id = fields.Many2one(
        "hr.employee",
        string="Staff member",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    department_id = fields.Many2one("hr.department", string="Unit", readonly=True, index=True, ondelete="restrict")
    month = fields.Date(required=True, readonly=True)
    side = fields.Selection(
        [("needed", "Hours needed"), ("available", "Hours available")],
        required=True,
        readonly=True,
    )
    kind = fields.Selection(
        [
            ("reception", "Reception of dossiers"),
            ("processing", "Processing of dossiers"),
            ("task", "Tasks"),
            ("support", "Support work"),
            ("calendar", "Working days"),
            ("leave", "Approved leave"),
        ],
        required=True,
        readonly=True,
    )
    procedure_id = fields.Many2one("ward.procedure", readonly=True, index=True, ondelete="restrict")
    quantity = fields.Float(digits=(10, 2), readonly=True, help="Dossiers, or days.")
    minutes = fields.Float(string="Minutes each", digits=(8, 2), readonly=True, aggregator="avg")
    hours = fields.Float(digits=(10, 2), readonly=True)
    latest = fields.Boolean(string="Latest complete month", store=False, search="_search_latest")

    def _search_latest(self, operator, value):
        return self.env["ward.workload"]._search_latest(operator, value)
