from odoo import fields, models

from .trigger import Refuse
from .ward_workload_month import IS_CLOSED, IS_CORRECTION_LINE, STAYS


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
    unit_id = fields.Many2one(
        "hr.department",
        string="Counts for",
        readonly=True,
        index=True,
        ondelete="restrict",
        help="The unit whose hours these are: another one where the person works there for a share of the time.",
    )
    other_unit_id = fields.Many2one(
        "hr.department", string="To or from", readonly=True, index="btree_not_null", ondelete="restrict"
    )
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
            ("modifier", "Additions to dossiers"),
            ("task", "Tasks"),
            ("support", "Support work"),
            ("calendar", "Working days"),
            ("leave", "Approved leave"),
            ("lent", "Given to another unit"),
            ("joined", "Working in another unit"),
            ("away", "Seconded out of the ward"),
            ("correction", "Correction"),
        ],
        required=True,
        readonly=True,
    )
    procedure_id = fields.Many2one("ward.procedure", readonly=True, index=True, ondelete="restrict")
    quantity = fields.Float(digits=(10, 2), readonly=True, help="Dossiers, or days.")
    minutes = fields.Float(string="Minutes each", digits=(8, 2), readonly=True, aggregator="avg")
    hours = fields.Float(digits=(10, 2), readonly=True)
    posts = fields.Float(
        digits=(8, 3), readonly=True, help="Part of a post: 1 is one person for the whole month, leave included."
    )
    correction_id = fields.Many2one(
        "ward.workload.correction", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    latest = fields.Boolean(string="Latest complete month", store=False, search="_search_latest")

    _ward_month = models.Index("(company_id, month)")
    _once_a_correction = models.UniqueIndex(
        "(correction_id) WHERE correction_id IS NOT NULL", "A correction makes one line."
    )
    _closed = Refuse("INSERT OR UPDATE OR DELETE", f"{IS_CLOSED} AND NOT ({IS_CORRECTION_LINE})", STAYS)

    def _search_latest(self, operator, value):
        return self.env["ward.workload"]._search_latest(operator, value)
