from . import ward_enrolment_refuse, ward_outside_refuse
