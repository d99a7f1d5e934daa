from . import ward_enrolment_refuse
from . import ward_training_result_void
from . import ward_enrol_choice
from . import ward_training_bulk_enrol
