"""What is done once, when the addon is taken away."""

from odoo.addons.ward_hr.models.ward_workload_touch import drop_touches

from .models.ward_workload import TOUCHES


def uninstall_hook(env):
    """The tables take their triggers along; the functions behind those are dropped here."""
    env.cr.execute("DROP TABLE IF EXISTS ward_certificate_asked")
    drop_touches(env.cr, [table for table, *_rest in TOUCHES])
