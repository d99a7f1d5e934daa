from odoo import api, fields, models

from ..law import Law
from .ward_mirror import CONFIDENCES

CODE = "leadership_allowances"


class WardLeadershipPost(models.Model):
    """A leadership post that carries an allowance, mirrored from ``law/leadership.toml``.

    The coefficient itself is read from the law of the day, by the zone of the ward. Posts of a
    table that no longer holds are archived.
    """

    _name = "ward.leadership.post"
    _description = "Leadership post"
    _inherit = "ward.mirror"
    _order = "sequence, id"
    _rec_names_search = ["name", "code"]

    code = fields.Char(required=True)
    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    known = fields.Boolean(
        string="Coefficient known",
        help="Whether a text that gives the coefficient was seen. Where not, it is entered by decision.",
    )
    reference = fields.Char(string="Legal basis", translate=True)
    confidence = fields.Selection(CONFIDENCES, required=True)

    _code_unique = models.Constraint("UNIQUE(code)", "A leadership post with this code exists already.")

    @api.model
    def _load_from_law(self):
        """Mirrors the posts of every table; those of the last table are the active ones."""
        *earlier, last = Law.shipped().history(CODE)
        former = [row for value in earlier for row in _rows(value)]
        self._mirror(["code"], former + _rows(last))
        self._mirror(["code"], _rows(last))
        self._name_for_data({post.code: post.id for post in self.search([])})


def _rows(value):
    return [
        {
            "code": row["post"],
            "name": {"en_US": row["en"], "vi_VN": row["vi"]},
            "sequence": position,
            "known": row.known("hn_hcm"),
            "reference": _reference(value, row),
            "confidence": row.get("confidence", value.confidence),
        }
        for position, row in enumerate(value.value)
    ]


def _reference(value, row):
    if "reference" not in row:
        return value.reference_by_language()
    english = row["reference"]
    return {"en_US": english, "vi_VN": row.get("reference_vi", english)}
