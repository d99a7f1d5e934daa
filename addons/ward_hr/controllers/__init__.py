from . import pay
from . import import_files
from . import dossier_files
from . import staff_files
from . import raise_files
