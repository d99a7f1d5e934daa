import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..evaluation.products import Product, units
from ..workload.calendar import CalendarUnknown, WorkingCalendar
from ..workload.person_month import Person, load
from .ward_dossier_loader import WARD_TIMEZONE
from .ward_evaluation_period import OPENERS

WHOLE_DAY = Decimal(1)


@dataclass(frozen=True)
class Stay:
    """A person's time in one unit within a period, by the decisions of these days."""

    person: int
    name_key: str
    unit: int | None
    staff_type: int | None
    staff_code: str | None
    group: str | None
    leads: bool
    first: date
    last: date


class WardEvaluationPeriod(models.Model):
    """How the sheets of a whole ward come to be: gather by a few statements, compute, keep."""

    _inherit = "ward.evaluation.period"

    def action_open(self):
        """Open the period: a sheet for everybody who is rated. Safe to repeat for who came later."""
        self._check_role(*OPENERS)
        for period in self:
            if period.state == "closed":
                raise UserError(
                    self.env._("%(period)s is closed. Correct single sheets instead.", period=period.name)
                )
            # sudo: sheets follow from facts, whoever opens the period; the role was checked
            made = period.sudo()._open_sheets()
            period.sudo().state = "open"
            period.sudo().message_post(body=self.env._("%(count)s sheets opened.", count=made))
        return self.action_sheets()

    def action_refresh(self):
        """Gather the work of the open sheets anew, after new dossiers, tasks or faults."""
        self._check_role(*OPENERS)
        for period in self:
            # sudo: figures follow from facts, whoever asks for them; the role was checked
            period.sudo()._refresh_sheets()
        return True

    def action_sheets(self):
        """The sheets of the period."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ward_hr.ward_evaluation_action")
        return action | {"domain": [("period_id", "=", self.id)], "context": {}}

    def _open_sheets(self):
        """The number of sheets made. Statements do not grow with people or dossiers."""
        self.ensure_one()
        self.env.flush_all()
        rules = self._rules()
        criteria = self.env["ward.evaluation.criterion"]._on(self.company_id, self.date_to, rules)
        stays = self._rated(self._stays())
        if self.kind == "year":
            stays = self._last_of_each(stays)
        made = self._keep_sheets(stays, self._authorities())
        if self.kind == "year":
            self._keep_parts(made)
        else:
            self._keep_scores(made, criteria)
            self._gather(made)
        self._rate_all(made)
        return len(made)

    def _refresh_sheets(self):
        self.ensure_one()
        sheets = self.env["ward.evaluation"].search(
            [("period_id", "=", self.id), ("state", "in", ("draft", "self", "head"))]
        )
        self.env.flush_all()
        if self.kind == "year":
            self._keep_parts(sheets.ids)
        else:
            self._gather(sheets.ids)
        self._rate_all(sheets.ids)

    def _rate_all(self, sheet_ids):
        self.env.invalidate_all()
        self.env["ward.evaluation"].browse(sheet_ids)._rate()

    # -- who is rated, and by whom -----------------------------------------------------------------

    def _stays(self):
        """Every :class:`Stay` of the period, by person and day; one for each unit in a row."""
        rows = self.env.execute_query(
            SQL(
                """
                WITH version AS (
                    SELECT v.*, e.name_key AS sort_key, LEAST(v.departure_date, v.contract_date_end) AS ended,
                           LEAD(v.date_version) OVER (PARTITION BY v.employee_id ORDER BY v.date_version) AS next
                      FROM hr_version v JOIN hr_employee e ON e.id = v.employee_id
                     WHERE e.company_id = %(company)s AND e.active AND v.active)
                SELECT v.employee_id, v.sort_key, v.department_id, v.staff_type_id, t.code, j.position_group,
                       v.leadership_post_id IS NOT NULL OR d.manager_id = v.employee_id,
                       GREATEST(v.date_version, %(first)s::date), LEAST(v.next - 1, v.ended, %(last)s::date)
                  FROM version v
             LEFT JOIN ward_staff_type t ON t.id = v.staff_type_id
             LEFT JOIN hr_job j ON j.id = v.job_id
             LEFT JOIN hr_department d ON d.id = v.department_id
                 WHERE v.date_version <= %(last)s AND LEAST(v.next - 1, v.ended, %(last)s::date) >= %(first)s
                 ORDER BY v.employee_id, v.date_version
                """,
                company=self.company_id.id,
                first=self.date_from,
                last=self.date_to,
            )
        )
        stays = []
        for row in rows:
            stay = Stay(*row)
            before = stays[-1] if stays else None
            if before and (before.person, before.unit) == (stay.person, stay.unit):
                stays[-1] = Stay(*row[:7], before.first, stay.last)
            else:
                stays.append(stay)
        return stays

    def _authorities(self):
        """``{staff type code: "ward" or "outside"}`` by the law of the period's last day."""
        law = self.env["ward.law.value"]._law(self.company_id)
        return {code: row["decides"] for code, row in law.keyed("eval_authority", self.date_to).items()}

    def _rated(self, stays):
        """``stays``, refused where somebody's staff type is unknown: who decides hangs on it."""
        known = self._authorities()
        unknown = [stay.person for stay in stays if stay.staff_code not in known]
        if unknown:
            raise UserError(
                self.env._(
                    "%(period)s cannot be opened: no staff type that the law rates is known for %(names)s."
                    " Enter their staff type on the file.",
                    period=self.name,
                    names=", ".join(self.env["hr.employee"].browse(unknown).mapped("name")),
                )
            )
        return stays

    def _last_of_each(self, stays):
        """One stay a person, of the whole period: who moved is rated by the unit of the last day."""
        last = {}
        for stay in stays:
            first = last[stay.person].first if stay.person in last else stay.first
            last[stay.person] = Stay(**{**vars(stay), "first": first})
        return list(last.values())

    def _reviewers(self, stays):
        """``{(person, unit): reviewer}``: the head of the unit, for a head the one above, else None."""
        units_above = {
            unit: (manager, parent)
            for unit, manager, parent in self.env.execute_query(
                SQL(
                    "SELECT id, manager_id, parent_id FROM hr_department WHERE company_id = %s", self.company_id.id
                )
            )
        }
        found = {}
        for stay in stays:
            unit, manager = stay.unit, None
            while unit in units_above and manager is None:
                manager, parent = units_above[unit]
                manager = None if manager == stay.person else manager
                unit = parent
            found[stay.person, stay.unit] = manager
        return found

    # -- keeping -------------------------------------------------------------------------------------

    def _keep_sheets(self, stays, authorities):
        """The ids of the sheets made; who has one already keeps it."""
        reviewers = self._reviewers(stays)
        days = self._days(stays)
        rows = [
            {
                "employee_id": stay.person,
                "name_key": stay.name_key,
                "department_id": stay.unit,
                "staff_type_id": stay.staff_type,
                "reviewer_id": reviewers[stay.person, stay.unit],
                "task_group": stay.group or ("lead" if stay.leads else "other"),
                "is_leader": stay.leads,
                "decides": authorities[stay.staff_code],
                "date_from": stay.first,
                "date_to": stay.last,
                "working_days": days[stay.person, stay.first][0],
                "real_days": days[stay.person, stay.first][1],
            }
            for stay in stays
        ]
        names = list(rows[0]) if rows else []
        if not rows:
            return []
        columns = SQL(", ").join(map(SQL.identifier, names))
        made = self.env.execute_query(
            SQL(
                """
                INSERT INTO ward_evaluation (company_id, period_id, state, revision, create_uid, write_uid,
                                             create_date, write_date, %(columns)s)
                SELECT %(company)s, %(period)s, 'draft', 0, %(user)s, %(user)s, %(now)s, %(now)s, %(columns)s
                  FROM JSONB_POPULATE_RECORDSET(NULL::ward_evaluation, %(rows)s::jsonb)
                    ON CONFLICT (employee_id, period_id, date_from, revision) DO NOTHING
             RETURNING id
                """,
                columns=columns,
                company=self.company_id.id,
                period=self.id,
                user=self.env.uid,
                now=fields.Datetime.now(),
                rows=json.dumps(rows, default=str),
            )
        )
        return [sheet for (sheet,) in made]

    def _days(self, stays):
        """``{(person, first day): (working days, days without approved leave)}``."""
        calendar = WorkingCalendar.by_law(self.env["ward.law.value"]._law(self.company_id))
        workload = self.env["ward.workload"]
        absences = workload._absences(workload._asked(self.company_id, [self.date_from, self.date_to]))
        days = {}
        for stay in stays:
            person = Person(stay.person, stay.first, stay.last, WHOLE_DAY, tuple(absences[stay.person]))
            try:
                found = load(person, stay.first, stay.last, (), calendar, Decimal(0))
            except CalendarUnknown as error:
                raise UserError(
                    self.env._(
                        "%(period)s cannot be opened: the public holidays of %(year)s are not known."
                        " Wait for the release that holds them.",
                        period=self.name,
                        year=error.year,
                    )
                ) from error
            days[stay.person, stay.first] = found.working_days, found.working_days - found.leave_days
        return days

    def _keep_scores(self, sheet_ids, criteria):
        """An empty score for each criterion; those of leaders for leaders only."""
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO ward_evaluation_score (company_id, evaluation_id, criterion_id, block, sequence,
                                                   max_points)
                SELECT s.company_id, s.id, c.id, c.block, c.sequence, c.max_points
                  FROM ward_evaluation s JOIN ward_evaluation_criterion c
                    ON c.block = 'common' OR s.is_leader
                 WHERE s.id = ANY(%s) AND c.id = ANY(%s)
                    ON CONFLICT (evaluation_id, criterion_id) DO NOTHING
                """,
                list(sheet_ids),
                criteria.ids,
            )
        )

    # -- assigned work -------------------------------------------------------------------------------

    @api.model
    def _work_sources(self):
        """``[(source, query)]``: rows of sheet, procedure, product, coefficient, pieces, done, faults, delays.

        An addon or a model with other work adds its query here; ``sheet`` is the table of sheets.
        """
        dossiers = self.env["ward.dossier"]
        faults = SQL("COALESCE(d.fault_count, 0)") if "fault_count" in dossiers._fields else SQL("0")
        return [("dossier", self._dossier_query(faults))]

    @api.model
    def _dossier_query(self, faults):
        """Dossiers finished in the sheet's days, or due in them and not finished by their end."""
        return SQL(
            """
            SELECT sheet.id, d.procedure_id, p.name, c.coefficient::text,
                   COUNT(*), d.processed_at < sheet.stop AS done,
                   CASE WHEN d.processed_at < sheet.stop THEN %s ELSE 0 END AS faults,
                   CASE WHEN d.processed_at < sheet.stop AND d.timeliness = 'late' THEN 1 ELSE 0 END AS delays
              FROM sheet
              JOIN ward_dossier d
                ON d.handling_officer_id = sheet.employee_id AND d.company_id = sheet.company_id
               AND (d.processed_at >= sheet.start AND d.processed_at < sheet.stop
                    AND d.timeliness IN ('on_time', 'late')
                    OR d.due_at >= sheet.start AND d.due_at < sheet.stop
                    AND (d.timeliness = 'open' OR d.timeliness IN ('on_time', 'late') AND d.processed_at >= sheet.stop))
              JOIN ward_procedure p ON p.id = d.procedure_id
         LEFT JOIN ward_complexity_class c ON c.id = p.class_id
             GROUP BY 1, 2, 3, 4, 6, 7, 8
            """,
            faults,
        )

    def _gather(self, sheet_ids):
        """Put the dossiers and tasks of these sheets in the place of what was gathered before."""
        if not sheet_ids:
            return
        rules = self._rules()
        lines = []
        for source, query in self._work_sources():
            lines += self._lines_of(source, self._work(query, sheet_ids), rules)
        self.env.cr.execute(
            SQL(
                "DELETE FROM ward_evaluation_line WHERE source <> 'manual' AND evaluation_id = ANY(%s)",
                list(sheet_ids),
            )
        )
        names = list(lines[0]) if lines else []
        if not lines:
            return
        columns = SQL(", ").join(map(SQL.identifier, names))
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO ward_evaluation_line (company_id, %(columns)s)
                SELECT %(company)s, %(columns)s
                  FROM JSONB_POPULATE_RECORDSET(NULL::ward_evaluation_line, %(rows)s::jsonb)
                """,
                columns=columns,
                company=self.company_id.id,
                rows=json.dumps(lines, default=str),
            )
        )

    def _work(self, query, sheet_ids):
        """Rows of a source for these sheets, whose days begin and end at midnight in the ward."""
        return self.env.execute_query(
            SQL(
                """
                WITH sheet AS (
                    SELECT id, employee_id, company_id, date_from, date_to,
                           date_from::timestamp AT TIME ZONE %(zone)s AT TIME ZONE 'UTC' AS start,
                           (date_to + 1)::timestamp AT TIME ZONE %(zone)s AT TIME ZONE 'UTC' AS stop
                      FROM ward_evaluation WHERE id = ANY(%(sheets)s))
                %(query)s
                """,
                zone=WARD_TIMEZONE,
                sheets=list(sheet_ids),
                query=query,
            )
        )

    @api.model
    def _lines_of(self, source, rows, rules):
        """One line for each sheet, procedure and product, reckoned by the rules."""
        kinds = defaultdict(list)
        for sheet, procedure, name, coefficient, *outcome in rows:
            kinds[sheet, procedure, name, coefficient].append(outcome)
        return [
            {
                "evaluation_id": sheet,
                "source": source,
                "procedure_id": procedure,
                "name": name,
                "coefficient": coefficient,
                **_counted(outcomes, coefficient, rules),
            }
            for (sheet, procedure, name, coefficient), outcomes in kinds.items()
        ]


def _counted(outcomes, coefficient, rules):
    """The counts and units of one line; without a coefficient its units are not known."""
    each = Decimal(coefficient) if coefficient else Decimal(0)
    sums = units([Product(each * pieces, bool(done), faults, late) for pieces, done, faults, late in outcomes], rules)
    return {
        "quantity": sum(pieces for pieces, *_rest in outcomes),
        "quantity_done": sum(pieces for pieces, done, *_rest in outcomes if done),
        "fault_count": sum(pieces * faults for pieces, _done, faults, _late in outcomes),
        "late_count": sum(pieces * late for pieces, _done, _faults, late in outcomes),
        "unmeasured": not coefficient,
        "units": sums.assigned,
        "units_done": sums.done,
        "units_good": sums.good,
        "units_timely": sums.timely,
    }
