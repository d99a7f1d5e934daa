import time
from collections.abc import Iterator
from datetime import time as clock

import pytz

from odoo import api, fields, models
from odoo.tools import SQL

from ..importing.columns import COLUMNS
from ..importing.dossiers import AMBIGUOUS, CLEAN, DossierCheck, Known, Procedure
from ..importing.headers import Headers
from ..importing.tables import Table
from ..workload.calendar import WorkingCalendar
from ..workload.deadline import Office, Term

WARD_TIMEZONE = "Asia/Ho_Chi_Minh"
BLOCK = 2000
# Around a value: blanks of every kind, and the quote that keeps text from being a formula.
BLANK = " \t\r\n\u00a0\ufeff'"
MOMENTS = ("received_at", "due_at", "processed_at", "returned_at")
KEPT = [name for name in CLEAN if name != "code"]


class Lines:
    """The checked rows of a table as a file that COPY reads; what is refused stays here.

    ``refused``: (row number, cells, faults) of the first ``keep`` refused rows;
    ``good`` and ``bad`` count all. ``tell(fraction)`` is called now and then.
    """

    def __init__(self, table: Table, header: int, headers: Headers, check, tell, keep):
        self.good = self.bad = 0
        self.refused = []
        self._tell, self._keep = tell, keep
        self._table = table
        self._blocks = self._read(header, headers, check)

    def read(self, _size=-1):  # pylint: disable=method-required-super  # a file, not a model
        """The next block of lines; psycopg2 takes what it gets, b"" ends the COPY."""
        return next(self._blocks, b"")

    def _read(self, header: int, headers: Headers, check: DossierCheck) -> Iterator[bytes]:
        width = len(headers.names)
        places = [headers.places.get(column.key, width) for column in COLUMNS]
        check_row, lines = check.check, []
        for number, row in enumerate(self._table, 1):
            if number <= header + 1 or not any(row):
                continue
            if len(row) != width:
                row = row[:width] + [""] * (width - len(row))
            row.append("")
            clean = check_row(number, [row[place].strip(BLANK) for place in places])
            if type(clean) is tuple:
                lines.append("\t".join(clean))
            else:
                self._refuse(number, row[:width], clean)
            if len(lines) == BLOCK:
                self.good += BLOCK
                self._tell(self._table.fraction)
                yield ("\n".join(lines) + "\n").encode()
                lines = []
        self.good += len(lines)
        if lines:
            yield ("\n".join(lines) + "\n").encode()

    def _refuse(self, number, row, faults):
        self.bad += 1
        if len(self.refused) < self._keep:
            self.refused.append((number, row, faults))


class WardDossierLoader(models.AbstractModel):
    """Brings the rows of a file into ``ward_dossier``: COPY to a staging table, one merge.

    The number of statements does not depend on the number of rows. Everything happens
    in the caller's transaction: a crash leaves nothing behind.
    """

    _name = "ward.dossier.loader"
    _description = "Dossier loader"

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
            cutoff_hour=int(law.number("same_day_cutoff_hour", today)),
            closing=clock(hour, minute),
        )

    @api.model
    def _procedures(self, company) -> dict[str, Procedure]:
        """By code; a ward's own procedure goes before a shipped one of the same code."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT p.code, p.id, p.deadline, p.deadline_unit, p.same_day, d.id
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
            code: Procedure(key, Term(length, unit, bool(same_day)), department)
            for code, key, length, unit, same_day, department in rows
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

    @api.model
    def _stage(self, company, table, header, headers, tell, keep) -> Lines:
        """Check the rows and COPY the good ones into a staging table of this transaction."""
        self.env.flush_all()
        check = DossierCheck(self._known(company))
        lines = Lines(table, header, headers, check, tell, keep)
        cr = self.env.cr
        cr.execute("DROP TABLE IF EXISTS pg_temp.ward_dossier_staging")
        cr.execute(
            """
            CREATE TEMP TABLE ward_dossier_staging (
                code varchar, procedure_id int4, channel varchar,
                received_at timestamp, due_at timestamp,
                processed_at timestamp, returned_at timestamp, state varchar,
                reception_officer_id int4, handling_officer_id int4, department_id int4,
                paused_days int4, documents int4, timeliness varchar, late_days int4
            ) ON COMMIT DROP
            """
        )
        cr.copy_expert("COPY ward_dossier_staging FROM STDIN", lines, size=1 << 20)
        self._match(company)
        return lines

    @api.model
    def _match(self, company):
        """Find the kept dossier of each staged row: the only join, the rest goes by its outcome.

        Hashed by order: the statistics of a table that has just been filled are those of an
        empty one, and by them the planner would walk through all of a ward for every row.
        """
        cr = self.env.cr
        cr.execute("DROP TABLE IF EXISTS pg_temp.ward_dossier_matched")
        cr.execute("SELECT SET_CONFIG('enable_nestloop', 'off', TRUE)")
        cr.execute(
            SQL(
                """
                CREATE TEMP TABLE ward_dossier_matched ON COMMIT DROP AS
                SELECT s.*, d.id AS dossier_id, d.id IS NOT NULL AND (%(old)s) IS DISTINCT FROM (%(new)s) AS changed,
                       d.received_at AS old_received, d.processed_at AS old_processed,
                       d.timeliness AS old_timeliness, d.reception_officer_id AS old_reception,
                       d.handling_officer_id AS old_handling
                  FROM (SELECT code, %(values)s FROM ward_dossier_staging) s
                  LEFT JOIN ward_dossier d ON d.company_id = %(company)s AND d.code = s.code
                """,
                old=SQL(", ").join(SQL.identifier("d", name) for name in KEPT),
                new=SQL(", ").join(SQL.identifier("s", name) for name in KEPT),
                values=SQL(", ").join(map(self._value, KEPT)),
                company=company.id,
            )
        )
        cr.execute("SELECT SET_CONFIG('enable_nestloop', 'on', TRUE)")

    @api.model
    def _value(self, name: str) -> SQL:
        """A staged column as it is kept: local times become UTC."""
        column = SQL.identifier(name)
        if name in MOMENTS:
            return SQL("%s AT TIME ZONE %s AT TIME ZONE 'UTC' AS %s", column, WARD_TIMEZONE, column)
        return column

    @api.model
    def _compare(self) -> tuple[int, int, int]:
        """How many staged dossiers are new, changed, and as they were."""
        self.env.cr.execute(
            """
            SELECT COUNT(*) FILTER (WHERE dossier_id IS NULL), COUNT(*) FILTER (WHERE changed),
                   COUNT(*) FILTER (WHERE dossier_id IS NOT NULL AND NOT changed)
              FROM ward_dossier_matched
            """
        )
        return self.env.cr.fetchone()

    @api.model
    def _merge(self, company, import_id: int) -> tuple[int, int, tuple[list, list]]:
        """Insert what is new, update what differs; (new, changed, (months, people) whose work changed)."""
        columns = SQL(", ").join(map(SQL.identifier, KEPT))
        cr = self.env.cr
        touched = self._months(company), self._people()
        cr.execute(
            SQL(
                """
                UPDATE ward_dossier d SET (%s, import_id) = (%s, %s)
                  FROM ward_dossier_matched s
                 WHERE s.changed AND d.id = s.dossier_id
                """,
                columns,
                SQL(", ").join(SQL.identifier("s", name) for name in KEPT),
                import_id,
            )
        )
        changed = cr.rowcount
        cr.execute(
            SQL(
                """
                INSERT INTO ward_dossier (company_id, import_id, code, %s)
                SELECT %s, %s, code, %s FROM ward_dossier_matched WHERE dossier_id IS NULL
                """,
                columns,
                company.id,
                import_id,
                columns,
            )
        )
        self.env["ward.dossier"].invalidate_model()
        return cr.rowcount, changed, touched

    @api.model
    def _months(self, company) -> list:
        """First days of the months (local time) in which new or changed dossiers had or have work.

        And of those in between, and after for what is or was open, that have figures: at their
        end the dossier waits, or waited.
        """
        rows = self.env.execute_query(
            SQL(
                """
                WITH touched AS (
                    SELECT timeliness = 'open' OR old_timeliness = 'open' AS open,
                           ARRAY(SELECT DATE_TRUNC('month', m AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s)::date
                                   FROM UNNEST(ARRAY[received_at, processed_at, old_received, old_processed]) m
                                  WHERE m IS NOT NULL) AS months
                      FROM ward_dossier_matched WHERE dossier_id IS NULL OR changed),
                moments AS (
                    SELECT DISTINCT UNNEST(months) AS month FROM touched),
                spans AS (
                    SELECT DISTINCT first, CASE WHEN open THEN 'infinity'::date ELSE last END AS last
                      FROM touched, LATERAL (SELECT MIN(m) AS first, MAX(m) AS last FROM UNNEST(months) m) one)
                SELECT month FROM moments
                 UNION
                SELECT month FROM ward_workload_month
                 WHERE company_id = %(company)s AND EXISTS (SELECT FROM spans WHERE month BETWEEN first AND last)
                 ORDER BY 1
                """,
                zone=WARD_TIMEZONE,
                company=company.id,
            )
        )
        return [month for (month,) in rows]

    @api.model
    def _people(self) -> list:
        """Who had or has work on new or changed dossiers."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT person FROM ward_dossier_matched,
                       UNNEST(ARRAY[reception_officer_id, handling_officer_id, old_reception, old_handling]) person
                 WHERE (dossier_id IS NULL OR changed) AND person IS NOT NULL
                """
            )
        )
        return [person for (person,) in rows]

    @api.model
    def _lock(self, company) -> bool:
        """One import of a ward at a time; False when another one is running."""
        [(locked,)] = self.env.execute_query(
            SQL(
                "SELECT pg_try_advisory_xact_lock(HASHTEXT('ward_dossier'), %s)",
                company.id,
            )
        )
        return locked

    @api.model
    def _teller(self, import_id: int):
        """A function that writes how far the import is, where another request can read it.

        Through a cursor of its own, since this transaction is seen by nobody before its
        end; only for imports that take longer than a second.
        """
        started = last = time.monotonic()

        def tell(fraction: float):
            nonlocal last
            now = time.monotonic()
            if now - started >= 1 and now - last >= 0.4:
                last = now
                self._tell(import_id, fraction)

        return tell

    @api.model
    def _tell(self, import_id: int, fraction: float):
        with self.env.registry.cursor() as cr:
            cr.execute(
                """
                INSERT INTO ward_dossier_progress (import_id, fraction) VALUES (%s, %s)
                ON CONFLICT (import_id) DO UPDATE SET fraction = EXCLUDED.fraction
                """,
                (import_id, fraction),
            )
