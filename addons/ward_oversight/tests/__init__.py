# one line a test module
from . import (
    test_ward_checklist,
    test_ward_delegated_task,
    test_ward_legal_basis,
    test_ward_oversight_rights,
    test_ward_visit,
    test_ward_visit_seal,
)
