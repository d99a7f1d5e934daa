# one line a test module
from . import test_enrolment, test_my_training, test_rights, test_seats_rush, test_session, test_workload_training
from . import test_training_hours
from . import test_certificate_issued
from . import test_training_commitment
from . import test_training_plan
from . import test_training_after
