from . import ward_shipped_mixin

# isort: split
# what stands on it
from . import (
    ward_basis_alert,
    ward_checklist,
    ward_checklist_item,
    ward_checklist_version,
    ward_delegated_task,
    ward_delegation_mechanism,
    ward_evidence,
    ward_finding,
    ward_legal_basis,
    ward_sector,
    ward_task_assignment,
    ward_visit,
    ward_visit_answer,
)
