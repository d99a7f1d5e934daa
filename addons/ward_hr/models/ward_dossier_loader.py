from contextlib import contextmanager

from odoo import api, models
from odoo.tools import SQL

from ..importing.dossiers import CLEAN, DossierCheck
from ..importing.extras import SOURCE
from .copy_in import copy_in
from .ward_dossier_lines import Lines

WARD_TIMEZONE = "Asia/Ho_Chi_Minh"
KEPT = [name for name in CLEAN if name != "code"]
MEASURED = ("fault_count", "modifier_minutes")
PART = 250_000  # rows that are merged before the import looks whether it is to stop


class WardDossierLoader(models.AbstractModel):
    """Brings the rows of a file into ``ward_dossier``: COPY to a staging table, then a merge.

    The number of statements does not depend on the number of rows, but for one merge each PART.
    Everything happens in the caller's transaction: a crash leaves nothing behind.
    """

    _name = "ward.dossier.loader"
    _description = "Dossier loader"

    @api.model
    @contextmanager
    def _stage(self, company, table, header, headers, tell):
        """The checked Lines of the table; the good ones are in a staging table of this transaction."""
        self.env.flush_all()
        cr = self.env.cr
        with Lines(table, header, headers, DossierCheck(self._known(company)), tell) as lines:
            cr.execute(
                "DROP TABLE IF EXISTS"
                " pg_temp.ward_dossier_staging, pg_temp.ward_dossier_doubled, pg_temp.ward_dossier_matched"
            )
            # A refused row is there by its number and code alone: it may be the first of two.
            cr.execute(
                """
                CREATE TEMP TABLE ward_dossier_staging (
                    number int4, code varchar COLLATE "C", procedure_id int4, channel varchar,
                    received_at timestamp, due_at timestamp,
                    processed_at timestamp, returned_at timestamp, state varchar,
                    reception_officer_id int4, handling_officer_id int4, department_id int4,
                    paused_days int4, documents int4, timeliness varchar, late_days int4,
                    due_given bool, promised_at timestamp, faults_reported int4,
                    supplement_asked_at timestamp, supplement_received_at timestamp, supplements int4,
                    verified bool, field_checked bool, digitised int4
                ) ON COMMIT DROP
                """
            )
            copy_in(cr, "COPY ward_dossier_staging FROM STDIN", lines)
            self._find_doubled(lines)
            self._match(company, {name for name, column in SOURCE.items() if column not in headers.places})
            yield lines

    @api.model
    def _find_doubled(self, lines):
        """Rows with a code that stands above them already; hashed by order, see ``_match``."""
        cr = self.env.cr
        cr.execute("SELECT SET_CONFIG('enable_nestloop', 'off', TRUE), SET_CONFIG('work_mem', '64MB', TRUE)")
        cr.execute(
            """
            CREATE TEMP TABLE ward_dossier_doubled ON COMMIT DROP AS
            SELECT s.number, first.number AS first, s.code, s.procedure_id IS NOT NULL AS clean
              FROM (SELECT code, MIN(number) AS number FROM ward_dossier_staging
                     GROUP BY code HAVING COUNT(*) > 1) first
              JOIN ward_dossier_staging s ON s.code = first.code AND s.number > first.number
            """
        )
        if cr.rowcount:
            cr.execute("SELECT COUNT(*) FILTER (WHERE clean) FROM ward_dossier_doubled")
            [lines.doubled] = cr.fetchone()
            query = "COPY (SELECT number, first, code FROM ward_dossier_doubled ORDER BY number) TO STDOUT"
            cr.copy_expert(query, lines.doubles_file)

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
    def _merge(self, company, import_id: int, last: int, tell) -> tuple[int, int, tuple[list, list]]:
        """Insert what is new, update what differs; (new, changed, (months, people) whose work changed).

        ``last``: number of the last row of the file.
        """
        new = changed = 0
        touched = self._months(company), self._people()
        for start in range(0, last, PART):
            tell(start / last)
            rows = SQL("s.number > %s AND s.number <= %s", start, start + PART)
            changed += self._update(import_id, rows)
            new += self._insert(company, import_id, rows)
        self.env["ward.dossier"].invalidate_model()
        self._settle(company, import_id)
        tell(1)
        return new, changed, touched

    @api.model
    def _update(self, import_id, rows) -> int:
        self.env.cr.execute(
            SQL(
                """
                UPDATE ward_dossier d SET (%s, import_id) = (%s, %s)
                  FROM ward_dossier_matched s
                 WHERE s.changed AND d.id = s.dossier_id AND %s
                """,
                SQL(", ").join(map(SQL.identifier, (*KEPT, *MEASURED))),
                SQL(", ").join(SQL.identifier("s", name) for name in (*KEPT, *MEASURED)),
                import_id,
                rows,
            )
        )
        return self.env.cr.rowcount

    @api.model
    def _insert(self, company, import_id, rows) -> int:
        columns = SQL(", ").join(map(SQL.identifier, (*KEPT, *MEASURED)))
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO ward_dossier (company_id, import_id, code, %s)
                SELECT %s, %s, code, %s FROM ward_dossier_matched s WHERE dossier_id IS NULL AND %s
                """,
                columns,
                company.id,
                import_id,
                columns,
                rows,
            )
        )
        return self.env.cr.rowcount

    @api.model
    def _settle(self, company, import_id: int):
        """Due days of those that pauses move: entered here, or told by an earlier file that had the columns."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT d.id FROM ward_dossier d
                 WHERE d.company_id = %(company)s AND d.import_id = %(import)s
                   AND (d.supplement_asked_at IS NOT NULL AND NOT d.due_given AND d.due_at <> d.promised_at
                        OR EXISTS (SELECT FROM ward_dossier_pause p WHERE p.dossier_id = d.id))
                """,
                **{"company": company.id, "import": import_id},
            )
        )
        if rows:
            self.env["ward.dossier"]._settle(company, [dossier for (dossier,) in rows])

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
