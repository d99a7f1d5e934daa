"""Runs beside Odoo, without a database: checks a folder of golden payslips."""

import sys

from odoo.tools import config

config.parse_config(["-c", "odoo.conf"])

from odoo.addons.ward_hr.pay import golden  # noqa: E402  (our addons are importable only now)

sys.exit(golden.main(sys.argv[1]))
