"""A ward with people whose raises fall due, as of 27 November 2026."""

from datetime import date

from .decision_case import DecisionCase

AS_OF, FIRST, LAST = date(2026, 11, 27), date(2026, 11, 1), date(2027, 1, 31)


class RaiseCase(DecisionCase):
    """``self.drawn_up()`` a list; ``self.line_of(person)``; ``cls.held("Lan", date(2023, 12, 1))`` since that day."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.civil_servant = cls.env.ref("ward_hr.ward_staff_type_civil_servant")
        cls.lan.version_ids.write({"staff_type_id": cls.civil_servant.id, "raise_counted_from": date(2025, 1, 1)})

    @classmethod
    def held(cls, name, counted_from, step=3, **values):
        return cls.specialist(
            name, step, staff_type_id=cls.civil_servant.id, raise_counted_from=counted_from, **values
        )

    @classmethod
    def drawn_up(cls, user=None, **values):
        return (
            cls.env["ward.raise.list"]
            .with_user(user or cls.hr_officer)
            .create(
                {"company_id": cls.ward.id, "as_of": AS_OF, "date_from": FIRST, "date_to": LAST, "early_year": 2026}
                | values
            )
        )

    def line_of(self, raises, person, kind=None):
        return raises.line_ids.filtered(lambda line: line.employee_id == person and (not kind or line.kind == kind))
