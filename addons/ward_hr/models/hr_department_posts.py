from odoo import fields, models

BOARD_READERS = ",".join(
    f"ward_hr.ward_hr_group_{role}" for role in ("hr_officer", "pay_officer", "unit_head", "auditor")
)
MEASURES = ("approved", "filled", "vacant", "surplus", "retiring")


class HrDepartment(models.Model):
    """What a unit's card shows: its people against its approved posts, today."""

    _inherit = "hr.department"

    posts_approved = fields.Integer(compute="_compute_posts", string="Approved posts", groups=BOARD_READERS)
    posts_filled = fields.Integer(compute="_compute_posts", string="Filled", groups=BOARD_READERS)
    posts_vacant = fields.Integer(compute="_compute_posts", string="Vacant", groups=BOARD_READERS)
    posts_surplus = fields.Integer(compute="_compute_posts", string="Surplus", groups=BOARD_READERS)
    posts_retiring = fields.Integer(compute="_compute_posts", string="Retiring", groups=BOARD_READERS)

    def _compute_posts(self):
        """One statement for all units."""
        board = self.env["ward.establishment.board"]
        sums = {
            unit.id: figures
            for unit, *figures in board._read_group(
                [("department_id", "in", self.ids)],
                ["department_id"],
                [f"{measure}:sum" for measure in MEASURES],
            )
        }
        for unit in self:
            figures = sums.get(unit._origin.id or unit.id) or [0] * len(MEASURES)
            for measure, figure in zip(MEASURES, figures, strict=True):
                unit[f"posts_{measure}"] = figure
