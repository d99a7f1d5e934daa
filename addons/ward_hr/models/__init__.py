from . import ward_company_mixin
# law and staff
from . import ward_staff_type
from . import hr_version
# work
# pay
