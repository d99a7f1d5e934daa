"""How many working days work is late, by the holidays of the law."""

from datetime import date

import pytest

from odoo.addons.ward_hr.law import Law
from odoo.addons.ward_hr.workload.calendar import CalendarUnknown, WorkingCalendar
from odoo.addons.ward_hr.workload.deadline import late_days

CALENDAR = WorkingCalendar.by_law(Law.shipped())


@pytest.mark.parametrize(
    ("due", "done", "days"),
    [
        (date(2026, 10, 16), date(2026, 10, 15), 0),  # a day early
        (date(2026, 10, 16), date(2026, 10, 16), 0),  # on the day
        (date(2026, 10, 16), date(2026, 10, 17), 1),  # on the Saturday after a Friday
        (date(2026, 10, 16), date(2026, 10, 19), 1),  # on the Monday after
        (date(2026, 10, 16), date(2026, 10, 20), 2),
        (date(2026, 10, 17), date(2026, 10, 19), 0),  # due on a Saturday: by Monday
        (date(2026, 9, 1), date(2026, 9, 3), 0),  # due in the holidays of National Day
        (date(2026, 8, 28), date(2026, 9, 4), 2),  # 31 August to 2 September are free
    ],
)
def test_working_days_late(due, done, days):
    assert late_days(CALENDAR, due, done) == days


def test_a_year_whose_holidays_are_unknown_is_refused():
    with pytest.raises(CalendarUnknown):
        late_days(CALENDAR, date(2031, 1, 1), date(2031, 1, 2))
