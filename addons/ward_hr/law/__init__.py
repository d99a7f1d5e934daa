"""The law on a day: statutory values as dated data, read without guessing.

One noun a file:

* ``*.toml``: the values themselves, one file per subject (``words.toml``: the Vietnamese of recurring words);
* :mod:`.errors`: what is refused, and why (``NoLawOn``, ``NotKnown``, ``NotThatKind``);
* :mod:`.value`: one value (``LawValue``) and one row of a table (``Row``);
* :mod:`.loader`: the only place that reads files;
* :mod:`.law`: ``Law``, which answers for a code and a day;
* :mod:`.fit`: whether a value that a ward enters contradicts what is known, or leaves a gap;
* :mod:`.table`: whether a table that a ward enters is one of its kind, cell by cell.

>>> law = Law.shipped()
>>> law.number("base_salary", date(2026, 10, 1))
Decimal('2530000')
>>> law.keyed("leadership_allowances", date(2026, 10, 1))["PC_CHAIR"]["hn_hcm"]
Decimal('0.7')
"""

from .errors import LawError, NoLawOn, NotKnown, NotThatKind
from .fit import Misfit, misfit
from .law import Law
from .table import Column, Fault, columns, read_table
from .value import LawValue, Row

__all__ = [
    "Column",
    "Fault",
    "Law",
    "LawError",
    "LawValue",
    "Misfit",
    "NoLawOn",
    "NotKnown",
    "NotThatKind",
    "Row",
    "columns",
    "misfit",
    "read_table",
]
