from . import (
    ward_certificate_revoke,
    ward_commitment_settle,
    ward_enrol_choice,
    ward_enrolment_refuse,
    ward_outside_refuse,
    ward_training_answer,
    ward_training_bulk_enrol,
    ward_training_plan_make,
    ward_training_report,
    ward_training_result_void,
    ward_training_wish,
)
