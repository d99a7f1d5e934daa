from datetime import time as clock

import pytz

from odoo import api, fields, models
from odoo.tools import SQL

from ..importing.facts import AMBIGUOUS, Known, Procedure
from ..workload.calendar import WorkingCalendar
from ..workload.cutoff import Cutoff
from ..workload.deadline import Office, Term
from .ward_dossier_loader import WARD_TIMEZONE


class WardDossierLoader(models.AbstractModel):
    """What the check of a row has to know of the ward, gathered once for a file."""

    _inherit = "ward.dossier.loader"

    @api.model
    def _known(self, company) -> Known:
        """What the row check has to know of the ward, by four statements."""
        units = self._units(company)
        return Known(
            procedures=self._procedures(company),
            officers=self._officers(company),
            units=units,
            office=self._office(company),
            moment=fields.Datetime.now()
            .replace(tzinfo=pytz.utc)
            .astimezone(pytz.timezone(WARD_TIMEZONE))
            .replace(tzinfo=None),
        )

    @api.model
    def _law(self, company):
        return self.env["ward.law.value"]._law(company)

    @api.model
    def _office(self, company) -> Office:
        law, today = self._law(company), fields.Date.today()
        rule = self.env["ward.workload.rule"]._on(company, today)
        hour, minute = divmod(round(rule.closing_hour * 60), 60)
        return Office(
            calendar=WorkingCalendar.by_law(law),
            cutoff=Cutoff(law),
            closing=clock(hour, minute),
        )

    @api.model
    def _procedures(self, company) -> dict[str, Procedure]:
        """By code; a ward's own procedure goes before a shipped one of the same code."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT p.code, p.id, p.deadline, p.deadline_unit, p.same_day, p.field_name, d.id
                  FROM ward_procedure p
                  LEFT JOIN hr_department d
                    ON d.code = p.department_code AND d.company_id = %(company)s AND d.active
                 WHERE p.company_id IS NULL OR p.company_id = %(company)s
                 ORDER BY p.company_id NULLS FIRST
                """,
                company=company.id,
            )
        )
        return {
            code: Procedure(key, Term(length, unit, bool(same_day), field), department)
            for code, key, length, unit, same_day, field, department in rows
        }

    @api.model
    def _officers(self, company) -> dict[str, int]:
        """By work e-mail, staff code and full name, in lower case; also of those who left."""
        rows = self.env.execute_query(
            SQL(
                "SELECT id, work_email, barcode, name FROM hr_employee WHERE company_id = %s",
                company.id,
            )
        )
        officers: dict[str, int] = {}
        for key, *names in rows:
            for name in {name.strip().casefold() for name in names if name}:
                officers[name] = AMBIGUOUS if name in officers else key
        return officers

    @api.model
    def _units(self, company) -> dict[int, list[tuple[str, int | None]]]:
        """For each person, the days from which a department holds, by the decisions on file."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT v.employee_id, v.date_version, v.department_id
                  FROM hr_version v JOIN hr_employee e ON e.id = v.employee_id
                 WHERE e.company_id = %s AND v.active
                 ORDER BY v.date_version
                """,
                company.id,
            )
        )
        units: dict[int, list] = {}
        for person, since, department in rows:
            units.setdefault(person, []).append((since.isoformat(), department))
        return units
