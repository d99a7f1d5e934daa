from . import ward_evaluation_correction
from . import ward_establishment_day
from . import ward_raise_draft
