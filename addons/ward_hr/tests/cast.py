"""The two wards and the named people of the tests: made once in the database of the tests, and there from then on.

A user takes as long as a small test. They are committed before a class begins, what a class does to them is undone
with it.
"""

from odoo import SUPERUSER_ID, Command, api
from odoo.modules.registry import Registry
from odoo.tests import get_db_name, new_test_user

NAMES = "Phường Thử Nghiệm", "Phường Khác"
MARK = "ward_hr_tests"  # the module of their external ids; no addon, so that no update takes them away
MADE = {}  # {database: logins} of this process


def ensured(roles):
    """Make what is missing of the wards and of ``roles``, pairs of (module, role)."""
    made = MADE.setdefault(get_db_name(), set())
    if set(roles) <= made:
        return
    with Registry(get_db_name()).cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True})
        ward, _other = wards(env) or _make_wards(env)
        for module, role in roles:
            if not env["res.users"].search_count([("login", "=", login(role, ward))]):
                make_user(env, module, role, ward)
    made.update(roles)


def wards(env):
    """The two wards, or nothing before they are made."""
    found = [env.ref(f"{MARK}.ward_{number}", raise_if_not_found=False) for number in (1, 2)]
    return found if all(found) else None


def login(role, ward):
    return f"{role}@{ward.id}"


def make_user(env, module, role, ward, name=None):
    """A user with one role in one ward."""
    return new_test_user(
        env,
        login=name or login(role, ward),
        groups=f"{module}.{module}_group_{role}",
        company_id=ward.id,
        company_ids=[Command.set(ward.ids)],
        tz="Asia/Ho_Chi_Minh",
    )


def _make_wards(env):
    vnd = env.ref("base.VND")
    vnd.active = True
    made = env["res.company"].create([{"name": name, "currency_id": vnd.id} for name in NAMES])
    env["ir.model.data"].create(
        [
            {"module": MARK, "name": f"ward_{number}", "model": "res.company", "res_id": ward.id}
            for number, ward in enumerate(made, 1)
        ]
    )
    return made
