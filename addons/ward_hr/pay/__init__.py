"""The pay core: pure arithmetic of one month's pay, without Odoo, clock or database.

Reading order: ``money`` (the one rounding), ``component`` (what may be paid), ``order``
(in which sequence), ``facts`` (what is known of a person in the month), ``changed``
(a month as it would be), ``compute`` (facts and law to lines), ``tax`` (the progressive
scale), ``back`` (months that are
paid already), ``explain`` (why a line is what it is), ``moved`` (law that came late),
``shipped`` (the national components) and ``golden`` (payslips kept as files).
"""

from .back import back_lines
from .changed import changed_from
from .component import FLAGS, KINDS, PRORATIONS, SECTIONS, Component, ComponentError
from .compute import Line, Payslip, Plan
from .explain import basis_json, changed_codes, snapshot, whole_month, why
from .facts import FACTS, Facts, Person, Stretch, within_month
from .formulas import MissingFact
from .money import dong
from .moved import moved_law
from .order import CycleOfComponents, sequence
from .shipped import component_of, shipped_components, shipped_rows
