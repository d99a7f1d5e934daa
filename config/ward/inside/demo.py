"""Runs inside Odoo: loads the ``demo`` files of our addons, and makes Vietnamese the usual language."""

import os

from odoo.addons.ward_hr.demo import load

env = self.env  # noqa: F821

# Copies of one database must not share its identity.
env["ir.config_parameter"].init(force=True)
env["ir.default"].set("res.partner", "lang", "vi_VN")
env["ir.default"].set("res.partner", "tz", "Asia/Ho_Chi_Minh")
administrator = env.ref("base.user_admin")
administrator.write({"lang": "vi_VN", "tz": "Asia/Ho_Chi_Minh", "odoobot_state": "disabled"})

load(env, os.environ["WARD_ADDONS"].split())
env.cr.commit()
