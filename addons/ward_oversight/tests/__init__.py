# one line a test module
from . import (
    test_ward_action,
    test_ward_action_rights,
    test_ward_checklist,
    test_ward_checklist_condition,
    test_ward_delegated_task,
    test_ward_finding,
    test_ward_insight,
    test_ward_legal_basis,
    test_ward_obstacle,
    test_ward_oversight_rights,
    test_ward_task_register,
    test_ward_visit,
    test_ward_visit_minutes,
    test_ward_visit_plan,
    test_ward_visit_sample,
    test_ward_visit_seal,
)
