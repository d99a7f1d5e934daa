from . import ward_evaluation_correction
