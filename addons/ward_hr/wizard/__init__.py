from . import ward_establishment_day
