from odoo import api, fields, models

DIGITS = {"latitude": 6, "longitude": 6, "accuracy": 0}


class WardPositionMixin(models.AbstractModel):
    """Where something was taken: as typed, and as the browser says where it is allowed to."""

    _name = "ward.position.mixin"
    _description = "Place and position"

    place = fields.Char(help="Where it was taken or signed, in words.")
    latitude = fields.Float(digits=(9, 6), readonly=True, help="Degrees north, as the browser said; 0 where unknown.")
    longitude = fields.Float(digits=(9, 6), readonly=True, help="Degrees east, as the browser said; 0 where unknown.")
    accuracy = fields.Float(
        string="Accuracy (m)", digits=(9, 0), readonly=True, aggregator=None, help="How far off it may be, in metres."
    )
    whereabouts = fields.Char(compute="_compute_whereabouts", help="The place, and the position where it is known.")

    _on_earth = models.Constraint(
        "CHECK (latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180 AND accuracy >= 0)",
        "A position is between 90 degrees south and north, and 180 degrees west and east.",
    )

    @api.depends("place", *DIGITS)
    def _compute_whereabouts(self):
        for one in self:
            position = one._position()
            said = self.env._("%(position)s (±%(metres)s m)", position=position, metres=round(one.accuracy))
            one.whereabouts = " · ".join(part for part in (one.place, position and said) if part)

    def _position(self):
        """Degrees north and east in one writing; empty where the browser did not say."""
        if not (self.latitude or self.longitude):
            return ""
        return f"{self.latitude:.6f}, {self.longitude:.6f}"

    def _position_content(self):
        """The part of a seal: nothing where no position is known, so that older seals hold."""
        position = self._position()
        return {"position": position, "accuracy": round(self.accuracy)} if position else {}

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._round_position(vals)
        return super().create(vals_list)

    @api.model
    def _round_position(self, vals):
        """As many digits as are kept, so that a seal reads the same before and after."""
        for name, digits in DIGITS.items():
            if vals.get(name):
                vals[name] = round(float(vals[name]), digits)
