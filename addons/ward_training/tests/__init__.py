# one line a test module
from . import test_enrolment
from . import test_my_training
from . import test_rights
from . import test_seats_rush
from . import test_session
