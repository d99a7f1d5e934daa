from odoo import fields, models


class WardCertificateKind(models.Model):
    """What a certificate certifies: a later one of the same kind renews an earlier one."""

    _name = "ward.certificate.kind"
    _description = "Kind of certificate"
    _inherit = ["ward.shipped.mixin"]
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=100)
    active = fields.Boolean(default=True)
