from . import (
    ward_course,
    ward_course_session,
    ward_course_session_eligibility,
    ward_course_session_seats,
    ward_enrolment,
    ward_enrolment_decision,
    ward_my_training,
)
