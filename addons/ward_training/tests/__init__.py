# one line a test module
from . import test_enrolment, test_my_training, test_rights, test_seats_rush, test_session, test_workload_training
from . import test_training_hours
