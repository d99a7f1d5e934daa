from . import ward_company_mixin

# law and staff
from . import ward_mirror
from . import ward_law_value
from . import ward_staff_type
from . import ward_pay_scale
from . import ward_pay_scale_step
from . import ward_rank
from . import ward_leadership_post
from . import res_company
from . import hr_department
from . import hr_job
from . import hr_version
from . import hr_employee
from . import hr_employee_public
# work
# pay
from . import hr_version_allowance
from . import ward_pay_component
from . import ward_pay_run
from . import ward_pay_run_facts
from . import ward_pay_run_compute
from . import ward_pay_run_state
from . import ward_pay_run_outputs
from . import ward_pay_input
from . import ward_payslip
from . import ward_payslip_line
from . import ward_pay_difference
from . import ward_pay_analysis
from . import ir_actions_report
