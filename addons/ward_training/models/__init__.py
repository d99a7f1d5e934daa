from . import (
    ward_training_person_mixin,  # first: others are built on it
    ward_course,
    ward_course_session,
    ward_course_session_eligibility,
    ward_course_session_seats,
    ward_course_session_state,
    ward_enrolment,
    ward_enrolment_decision,
    ward_enrolment_notice,
    ward_my_training,
    ward_training_requirement,
    ward_training_exemption,
    ward_training_hours,
    ward_outside_training,
    ward_workload,
)
