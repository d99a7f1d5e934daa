"""What is done once, when the addon is installed or taken away."""

from .models import (
    hr_leave_type_pay,
    ward_import_progress,
    ward_import_store,
    ward_pay_law_read,
    ward_pay_seal,
    ward_pay_touch,
    ward_payslip_links,
    ward_workload_touch,
)
from .models.trigger import drop_triggers


def post_init_hook(env):
    """Nobody makes a login for themselves; a database not set up yet becomes one of Viet Nam."""
    # "b2b": logins are given by invitation only. Odoo's own beginning lets any visitor sign up.
    env["ir.config_parameter"].set_param("auth_signup.invitation_scope", "b2b")
    company = env.ref("base.main_company", raise_if_not_found=False)
    if not company or company.country_id or env["res.company"].search_count([]) > 1:
        return
    dong = env.ref("base.VND")
    dong.active = True
    company.write({"country_id": env.ref("base.vn").id, "currency_id": dong.id})
    company.partner_id.tz = "Asia/Ho_Chi_Minh"
    company.resource_calendar_id.tz = "Asia/Ho_Chi_Minh"


def uninstall_hook(env):
    """The tables take their triggers along; the functions behind those are dropped here."""
    ward_pay_seal.drop_functions(env.cr)
    ward_payslip_links.drop_functions(env.cr)
    ward_pay_touch.drop_touches(env.cr)
    ward_pay_law_read.drop_law_read(env.cr)
    ward_workload_touch.drop_touches(env.cr)
    hr_leave_type_pay.drop_kind(env.cr)
    ward_import_store.drop_table(env.cr)
    ward_import_progress.drop_table(env.cr)
    drop_triggers(env, "ward_hr")
