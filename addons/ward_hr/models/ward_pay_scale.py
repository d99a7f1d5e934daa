from odoo import api, fields, models

from ..law import Law
from .ward_mirror import CONFIDENCES

PREFIX = "salary_scale_"


class WardPayScale(models.Model):
    """A salary scale of Decree 204/2004, mirrored from ``law/salary_scales.toml``."""

    _name = "ward.pay.scale"
    _description = "Pay scale"
    _inherit = "ward.mirror"
    _order = "sequence, id"
    _rec_names_search = ["code", "name"]

    code = fields.Char(required=True)
    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    months = fields.Integer(string="Months per step", help="Months at a step before the regular raise.")
    last_step = fields.Integer()
    lowest = fields.Float(string="Lowest coefficient", digits=(6, 3))
    highest = fields.Float(string="Highest coefficient", digits=(6, 3))
    reference = fields.Char(string="Legal basis", translate=True)
    confidence = fields.Selection(CONFIDENCES, required=True)
    step_ids = fields.One2many("ward.pay.scale.step", "scale_id", string="Steps")
    rank_ids = fields.One2many("ward.rank", "scale_id", string="Ranks")

    _code_unique = models.Constraint("UNIQUE(code)", "A pay scale with this code exists already.")

    def _compute_display_name(self):
        for scale in self:
            scale.display_name = f"{scale.code} – {scale.name}"

    @api.model
    def _load_from_law(self):
        """Mirrors each scale as it was last changed, and every change of its steps."""
        law = Law.shipped()
        scales = [law.history(c) for c in law.codes if c.startswith(PREFIX)]
        latest = [history[-1] for history in scales]
        self._mirror(["code"], [_scale_row(n, value) for n, value in enumerate(latest)])
        ids = {scale.code: scale.id for scale in self.search([])}
        self.env["ward.pay.scale.step"]._mirror(
            ["scale_id", "since", "step"],
            [
                _step_row(ids[value.code.removeprefix(PREFIX)], value.since, row)
                for history in scales
                for value in history
                for row in value.value
            ],
        )
        self._name_for_data(ids)


def _scale_row(position, value):
    return {
        "code": value.code.removeprefix(PREFIX),
        "name": value.label_by_language(),
        "sequence": position,
        "months": value.value[0]["months"],
        "last_step": len(value.value),
        "lowest": value.value[0]["coefficient"],
        "highest": value.value[-1]["coefficient"],
        "reference": value.reference_by_language(),
        "confidence": value.confidence,
    }


def _step_row(scale_id, since, row):
    return {
        "scale_id": scale_id,
        "since": since,
        "step": row["step"],
        "coefficient": row["coefficient"],
        "months": row["months"],
    }
