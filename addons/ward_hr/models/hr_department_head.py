from odoo import models


class HrDepartment(models.Model):
    """Who heads a person: the head of the unit, for a head of unit the head above, nobody for the head of all."""

    _inherit = "hr.department"

    def _head_of(self, employee):
        """The employee who heads ``employee`` in this unit (of one record, or none)."""
        unit = self
        while unit and unit.manager_id in (employee, employee.browse()):
            unit = unit.parent_id
        return unit.manager_id
