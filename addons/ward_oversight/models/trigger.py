"""Rules that PostgreSQL itself keeps: ward_hr's, under the name that the models here use."""

from odoo.addons.ward_hr.models.trigger import Refuse, drop_triggers

__all__ = ["Refuse", "drop_triggers"]
