from . import pay
from . import dossier_files
from . import staff_files
from . import raise_files
