"""Runs inside Odoo: loads the ``demo`` files of our addons, and of no others, and makes Vietnamese the usual language.

A Python file among them has a function ``load(env)``.
"""

import importlib.util
import os

from odoo.modules.module import Manifest
from odoo.tools import convert
from odoo.tools.misc import file_path

env = self.env  # noqa: F821

# Copies of one database must not share its identity.
env["ir.config_parameter"].init(force=True)
env["ir.default"].set("res.partner", "lang", "vi_VN")
env["ir.default"].set("res.partner", "tz", "Asia/Ho_Chi_Minh")
administrator = env.ref("base.user_admin")
administrator.write({"lang": "vi_VN", "tz": "Asia/Ho_Chi_Minh", "odoobot_state": "disabled"})

for addon in os.environ["WARD_ADDONS"].split():
    for name in Manifest.for_addon(addon).get("demo", []):
        if name.endswith(".py"):
            spec = importlib.util.spec_from_file_location(f"{addon}_demo", file_path(f"{addon}/{name}"))
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            module.load(env)
        else:
            convert.convert_file(env, addon, name, {}, mode="init", noupdate=True)
        env.flush_all()
env.cr.commit()
