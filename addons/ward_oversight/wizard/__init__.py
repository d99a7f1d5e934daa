from . import ward_lead_change, ward_task_handover, ward_task_import, ward_visit_signing
