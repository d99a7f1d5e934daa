"""Back pay (truy lĩnh, truy thu): what a month already paid must be made up by.

A decision or a law that comes late changes a month that is paid and sealed. That month is
reckoned again by what is known now, what was paid for it is taken away, and the rest, which
may be less than nothing, becomes lines of the open month that name their month of origin.

Insurance belongs to the month of origin and its law. Income tax does not: it is due when pay
is received (Law on Personal Income Tax: income from wages counts when it is paid), so a tax
is never made up; `compute.Plan` lets it read these lines together with those of the month.
"""

from .facts import ZERO
from .slip import Line


def back_lines(plan, payslip, paid):
    """The lines that make up one month for one person, in the order of its components.

    ``plan``: the month of origin under what is known now; ``payslip``: the person in it, or
    None where nothing is due; ``paid``: code -> đồng paid for that month so far, earlier back
    pay included. Amounts that agree are left out.
    """
    due = {line.code: line.amount for line in payslip.lines} if payslip else {}
    lines = []
    for component in plan.components:
        after, before = due.get(component.code, ZERO), paid.get(component.code, ZERO)
        if not component.is_tax and after != before:
            details = {"before": before, "after": after}
            lines.append(Line(component, after - before, None, None, (), details, plan.first))
    return tuple(lines)
