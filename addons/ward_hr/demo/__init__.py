"""The demo ward: the ``demo`` files of the given addons, and of no others.

Odoo's own switch would load the demo records of every addon; a visitor is to see the
wards alone. A Python file among them has a function ``load(env)``.
"""

import importlib.util

from odoo.modules.module import Manifest
from odoo.tools import convert
from odoo.tools.misc import file_path


def load(env, addons):
    """Load the demo files of ``addons`` (names, in the order they depend on each other)."""
    for addon in addons:
        for name in Manifest.for_addon(addon).get("demo", []):
            if name.endswith(".py"):
                _module(addon, name).load(env)
            else:
                convert.convert_file(env, addon, name, {}, mode="init", noupdate=True)
            env.flush_all()


def _module(addon, name):
    spec = importlib.util.spec_from_file_location(f"{addon}_demo", file_path(f"{addon}/{name}"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
