from . import pay
from . import dossier_files
