from . import ward_course
from . import ward_course_session
from . import ward_course_session_seats
from . import ward_course_session_eligibility
from . import ward_enrolment
from . import ward_enrolment_decision
from . import ward_my_training
