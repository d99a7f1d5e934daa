from . import ward_enrolment_refuse
