from . import ward_evaluation_correction
from . import ward_establishment_day
from . import ward_competency_opening
from . import ward_competency_day
from . import ward_reinforcement_finder
from . import ward_reinforcement_what_if
from . import ward_workload_alert_dismissal
from . import ward_raise_draft
