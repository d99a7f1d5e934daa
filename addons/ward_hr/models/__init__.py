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
