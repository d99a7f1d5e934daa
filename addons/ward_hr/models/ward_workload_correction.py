from odoo import api, fields, models
from odoo.exceptions import UserError

from .trigger import Refuse

FIGURES = ("hours_needed", "hours_available", "finished_count", "on_time_count", "late_count", "backlog_count")


class WardWorkloadCorrection(models.Model):
    """Why a figure of a closed month is another one than was computed: who says so, old and new.

    Made once and never changed; another correction comes on top. Hours keep adding up: the difference
    is a line of the figure.
    """

    _name = "ward.workload.correction"
    _description = "Correction of a workload"
    _inherit = ["ward.company.mixin"]
    _order = "id desc"
    _rec_name = "reason"
    _check_company_auto = True

    workload_id = fields.Many2one("ward.workload", required=True, index=True, ondelete="restrict", check_company=True)
    employee_id = fields.Many2one(
        "hr.employee", string="Staff member", readonly=True, index=True, ondelete="restrict", check_company=True
    )
    month = fields.Date(readonly=True)
    figure = fields.Selection(
        [
            ("hours_needed", "Hours needed"),
            ("hours_available", "Hours available"),
            ("finished_count", "Dossiers finished"),
            ("on_time_count", "On time"),
            ("late_count", "Late"),
            ("backlog_count", "Open at month's end"),
        ],
        required=True,
        default="hours_needed",
    )
    old_value = fields.Float(string="Before", readonly=True, digits=(12, 2), aggregator=None)
    new_value = fields.Float(string="Corrected", required=True, digits=(12, 2), aggregator=None)
    reason = fields.Text(required=True, help="What shows that the figure was wrong, with its source.")
    corrected_by_id = fields.Many2one(
        "res.users", string="By", readonly=True, index=True, default=lambda self: self.env.uid, ondelete="restrict"
    )
    corrected_at = fields.Datetime(string="At", readonly=True, default=fields.Datetime.now)

    _not_below_nothing = models.Constraint("CHECK(new_value >= 0)", "A corrected figure is 0 or more.")
    _whole_dossiers = models.Constraint(
        "CHECK(LEFT(figure, 6) = 'hours_' OR new_value = TRUNC(new_value))", "Dossiers are counted in whole numbers."
    )
    _stays = Refuse("UPDATE OR DELETE", "TRUE", "A correction stays as it was made. Make another one on top of it.")

    @api.model_create_multi
    def create(self, vals_list):
        """What follows from the figure is the server's to say: ward, old value, who and when."""
        made = self.browse()
        for vals in vals_list:  # one after the other: a second one starts from what the first one says
            workload = self.env["ward.workload"].browse(vals.get("workload_id"))
            workload.check_access("read")
            figure = vals.get("figure") or FIGURES[0]
            self._check_correctable(workload, figure, vals.get("new_value", 0))
            record = super().create(
                {
                    "workload_id": workload.id,
                    "company_id": workload.company_id.id,
                    "employee_id": workload.employee_id.id,
                    "month": workload.month,
                    "figure": figure,
                    "old_value": workload[figure],
                    "new_value": vals.get("new_value", 0),
                    "reason": vals.get("reason"),
                    "corrected_by_id": self.env.uid,
                    "corrected_at": fields.Datetime.now(),
                }
            )
            record.flush_recordset()
            record._apply()
            made += record
        return made

    def _check_correctable(self, workload, figure, value):
        if not workload.closed:
            raise UserError(
                self.env._(
                    "%(figure)s is not corrected while its month is open. "
                    "Correct the dossiers, leave or standards, then compute anew.",
                    figure=workload.display_name,
                )
            )
        # sudo: only compared with the user's own id
        if workload.sudo().employee_id.user_id == self.env.user:
            raise UserError(
                self.env._(
                    "%(figure)s is your own, and nobody corrects own figures. Ask another officer.",
                    figure=workload.display_name,
                )
            )
        if round(workload[figure], 2) == round(value, 2):
            raise UserError(
                self.env._(
                    "%(figure)s says %(value)s already. Enter the figure that is right.",
                    figure=workload.display_name,
                    value=f"{value:g}",
                )
            )

    def _apply(self):
        """The figure, what follows from it, and for hours a line with the difference."""
        # sudo: figures are written by the server; the right to correct was checked on creation
        workload, figure = self.workload_id.sudo(), self.figure
        following = workload._following(figure, self.new_value)
        workload.write({figure: self.new_value, "correction_id": self.id, **following})
        workload.flush_recordset()
        if figure.startswith("hours_"):
            self.env["ward.workload.line"].sudo().create(
                {
                    "workload_id": workload.id,
                    "company_id": workload.company_id.id,
                    "employee_id": workload.employee_id.id,
                    "department_id": workload.department_id.id,
                    "unit_id": workload.department_id.id,
                    "month": workload.month,
                    "side": figure.removeprefix("hours_"),
                    "kind": "correction",
                    "hours": self.new_value - self.old_value,
                    "correction_id": self.id,
                }
            )


class WardWorkload(models.Model):
    """A figure shows its corrections, and whether it can still be computed anew."""

    _inherit = "ward.workload"

    correction_id = fields.Many2one(
        "ward.workload.correction", string="Last correction", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    correction_ids = fields.One2many("ward.workload.correction", "workload_id", string="Corrections", readonly=True)
    closed = fields.Boolean(string="Month closed", compute="_compute_closed")

    def init(self):
        """Months whose figures are older than the record of months."""
        self.env.cr.execute(
            """
            INSERT INTO ward_workload_month (company_id, month, state)
            SELECT DISTINCT w.company_id, w.month, 'open' FROM ward_workload w
             WHERE NOT EXISTS (
                   SELECT FROM ward_workload_month m WHERE m.company_id = w.company_id AND m.month = w.month)
            """
        )

    @api.depends("company_id", "month")
    def _compute_closed(self):
        # sudo: that a month is closed is no secret of the ward
        closed = (
            self.env["ward.workload.month"]
            .sudo()
            .search(
                [
                    ("state", "=", "closed"),
                    ("company_id", "in", self.company_id.ids),
                    ("month", "in", self.mapped("month")),
                ]
            )
        )
        keys = {(one.company_id, one.month) for one in closed}
        for record in self:
            record.closed = (record.company_id, record.month) in keys

    def _following(self, figure, value):
        """What changes with a figure, so that the row agrees with itself."""
        new = {name: self[name] for name in FIGURES} | {figure: value}
        needed, available = new["hours_needed"], new["hours_available"]
        index = needed / available if available else 0
        return {
            "hours_spare": available - needed,
            "load_index": index,
            "overloaded": bool(available) and index > self.overload_index,
            "on_time_rate": new["on_time_count"] / new["finished_count"] if new["finished_count"] else 0,
        }

    def action_correct(self):
        """Ask what the figure should be, and why."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Correct a figure"),
            "res_model": "ward.workload.correction",
            "views": [(self.env.ref("ward_hr.ward_workload_correction_view_form").id, "form")],
            "target": "new",
            "context": {"default_workload_id": self.id},
        }
