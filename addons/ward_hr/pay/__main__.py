"""``python addons/ward_hr/pay FOLDER`` checks golden payslips, without Odoo or a database."""

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

# The addon's own __init__ loads its Odoo models: stand in for it, so that only the pure rooms load.
PACKAGE = "ward_hr_pure"
sys.modules[PACKAGE] = package = ModuleType(PACKAGE)
package.__path__ = [str(Path(__file__).resolve().parent.parent)]

if len(sys.argv) != 2:
    sys.exit("usage: python addons/ward_hr/pay FOLDER")
sys.exit(import_module(f"{PACKAGE}.pay.golden").main(sys.argv[1]))
