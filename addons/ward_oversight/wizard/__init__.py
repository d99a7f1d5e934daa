from . import ward_lead_change, ward_visit_signing
