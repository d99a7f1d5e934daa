# one line a test module
from . import test_ward_checklist
from . import test_ward_delegated_task
from . import test_ward_legal_basis
from . import test_ward_oversight_rights
from . import test_ward_visit
from . import test_ward_visit_seal
