from odoo import api, models
from odoo.tools import SQL


class HrDepartment(models.Model):
    """Who stands above a person: the head of the unit, for a head the one above."""

    _inherit = "hr.department"

    @api.model
    def _heads_of(self, units):
        """``{person: head or None}`` for ``units`` {person: unit}, all ids; one statement. Nobody heads themselves."""
        rows = self.env.execute_query(SQL("SELECT id, manager_id, parent_id FROM hr_department"))
        above = {unit: (manager, parent) for unit, manager, parent in rows}
        heads = {}
        for person, unit in units.items():
            manager, seen = None, set()
            while unit in above and manager is None and unit not in seen:
                seen.add(unit)
                manager, parent = above[unit]
                manager = None if manager == person else manager
                unit = parent
            heads[person] = manager
        return heads
