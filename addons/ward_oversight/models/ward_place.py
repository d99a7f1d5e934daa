from odoo import api, fields, models

from ..rules.projection import project


class WardPlace(models.Model):
    """A place of the ward: an office, a school, a market; shown on a plain map of its own, without any map server."""

    _name = "ward.place"
    _description = "Place of the ward"
    _inherit = ["ward.company.mixin"]
    _order = "name, id"
    _check_company_auto = True

    name = fields.Char(required=True)
    kind = fields.Selection(
        [("office", "Office"), ("service", "One-stop service"), ("public", "Public place"), ("other", "Other")],
        required=True,
        default="office",
    )
    address = fields.Char()
    latitude = fields.Float(digits=(9, 6), required=True, help="Degrees north, for instance 21.028.")
    longitude = fields.Float(digits=(9, 6), required=True, help="Degrees east, for instance 105.842.")
    department_ids = fields.Many2many("hr.department", string="Units that work here", check_company=True)

    _on_earth = models.Constraint(
        "CHECK (latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180)",
        "A latitude lies between -90 and 90, a longitude between -180 and 180.",
    )

    @api.model
    def get_map(self):
        """The places of the wards at hand as points of a map, each with what is open at its units."""
        places = self.search([])
        points = project({one.id: (one.latitude, one.longitude) for one in places})
        units = places.department_ids
        open_by = self._open_by_unit(units)
        visit_by = self._visit_by_unit(units)
        return [
            {
                "id": one.id,
                "name": one.name,
                "kind": one.kind,
                "x": points[one.id].x,
                "y": points[one.id].y,
                "units": one.department_ids.mapped("name"),
                "unit_ids": one.department_ids.ids,
                "open": sum(open_by.get(unit, 0) for unit in one.department_ids),
                "visits": sum(visit_by.get(unit, 0) for unit in one.department_ids),
            }
            for one in places
        ]

    def _open_by_unit(self, units):
        domain = [("department_id", "in", units.ids), ("state", "!=", "closed")]
        return self._counts("ward.finding", domain)

    def _visit_by_unit(self, units):
        return self._counts("ward.visit", [("department_id", "in", units.ids), ("state", "!=", "signed")])

    def _counts(self, model, domain):
        """``{unit: number}`` of what the reader may read."""
        if not self.env[model].has_access("read"):
            return {}
        return dict(self.env[model]._read_group(domain, ["department_id"], ["__count"]))
