"""The pay core: pure arithmetic of one month's pay, without Odoo, clock or database.

Reading order: ``money`` (the one rounding), ``component`` (what may be paid), ``order``
(in which sequence), ``facts`` (what is known of a person in the month), ``absence`` (days without pay), ``changed``
(a month as it would be), ``slip`` (what a month is made of), ``compute`` (facts and law to lines), ``tax`` (the
progressive scale), ``back`` (months that are paid already), ``what_if`` (variants side by side),
``settlement`` (the tax of a year), ``accounts`` (where pay may be sent), ``explain`` (why a
line is what it is), ``law_changed`` (between two runs), ``moved`` (law that came late), ``shipped`` (the national
components)
and ``golden`` (payslips kept as files).
"""

from .absence import KINDS as ABSENCE_KINDS
from .absence import NOT_COVERED, Absence, from_noon_to_noon
from .back import back_lines
from .changed import changed_from
from .component import ENTERED, FLAGS, KINDS, PRORATIONS, SECTIONS, Component, ComponentError
from .compute import Plan
from .explain import basis_json, snapshot, whole_month, why
from .facts import FACTS, Facts, Person, Stretch, within_month
from .formulas import MissingFact
from .law_changed import changed_bases, changed_codes, changed_rules
from .money import dong
from .moved import moved_law
from .order import CycleOfComponents, sequence
from .shipped import component_of, shipped_components, shipped_rows
from .slip import Line, Payslip
