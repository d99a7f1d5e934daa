from odoo import fields, models


class HrEmployeePublic(models.Model):
    """What colleagues see of each other: the order by given name, and the working place."""

    _inherit = "hr.employee.public"
    _order = "name_key, id"

    given_name = fields.Char(readonly=True)
    name_key = fields.Char(readonly=True, export_string_translation=False)
    working_unit_id = fields.Many2one("hr.department", string="Working place", readonly=True)
