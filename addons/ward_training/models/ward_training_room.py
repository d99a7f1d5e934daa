from odoo import fields, models


class WardTrainingRoom(models.Model):
    """A room in which the ward trains. It is used by one session in one half-day."""

    _name = "ward.training.room"
    _description = "Training room"
    _inherit = ["ward.company.mixin"]
    _order = "name"
    _check_company_auto = True

    name = fields.Char(required=True)
    active = fields.Boolean(default=True)
    address = fields.Char(help="For people who have not been there.")
    capacity = fields.Integer(string="Places", help="0: not known.")
    equipment = fields.Char(help="Projector, computers, microphone.")
    part_ids = fields.One2many("ward.course.session.part", "room_id", string="Booked")

    _name_once = models.UniqueIndex("(company_id, name)", "There is a room with this name already.")
    _capacity_not_negative = models.Constraint("CHECK(capacity >= 0)", "A room has a number of places, or 0.")
