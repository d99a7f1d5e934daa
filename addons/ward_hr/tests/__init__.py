# one line a test module
from . import test_demo_ward
from . import test_hr_employee
from . import test_hr_version
from . import test_staff_views
from . import test_ward_law_value
from . import test_ward_pay_scale
from . import test_ward_pay_run
from . import test_dossier_faults
from . import test_dossier_import
from . import test_ward_workload
from . import test_ward_pay_outputs
from . import test_ward_pay_rights
from . import test_ward_pay_seal
from . import test_ward_payslip_line_links
from . import test_ward_pay_rush
from . import test_ward_staff_import
