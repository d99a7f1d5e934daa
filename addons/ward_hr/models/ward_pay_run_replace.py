from odoo import models

from .ward_pay_run_keep import LINE_COLUMNS, SLIP_COLUMNS

# A payslip's number is new each time: what it says is the rest.
SAYS = ", ".join(name for name in SLIP_COLUMNS if name != "id")
LINE_SAYS = ", ".join(name for name in LINE_COLUMNS if name != "payslip_id")
# One number of 64 bits a line and more for their sum: that two payslips of other lines have the same happens to nobody.
LINES_SAY = f"SUM(hash_record_extended(ROW({LINE_SAYS}), 0))"
LAY_BESIDE = f"""
DROP TABLE IF EXISTS ward_payslip_beside, ward_payslip_line_beside, ward_payslip_changed;
CREATE TEMPORARY TABLE ward_payslip_beside ON COMMIT DROP AS
SELECT {", ".join(SLIP_COLUMNS)} FROM ward_payslip WITH NO DATA;
CREATE UNIQUE INDEX ON ward_payslip_beside (id);
CREATE TEMPORARY TABLE ward_payslip_line_beside ON COMMIT DROP AS
SELECT {", ".join(LINE_COLUMNS)} FROM ward_payslip_line WITH NO DATA
"""
# People whose slip or whose lines are not the same, as often, on both sides; with the number of the slip that goes.
# What stands in the lasting tables is looked up slip by slip, never joined: see ``ward_payslip_links``.
FIND_CHANGED = f"""
ANALYZE ward_payslip_beside (id, run_id, employee_id), ward_payslip_line_beside (payslip_id);
CREATE TEMPORARY TABLE ward_payslip_changed ON COMMIT DROP AS
WITH changed AS (
SELECT employee_id
  FROM (SELECT 1 AS side, {SAYS} FROM ward_payslip WHERE run_id = %(run)s
         UNION ALL SELECT -1, {SAYS} FROM ward_payslip_beside) slip
 GROUP BY {SAYS} HAVING SUM(side) <> 0
 UNION
SELECT employee_id
  FROM (SELECT slip.employee_id, line.said
          FROM ward_payslip slip CROSS JOIN LATERAL (
                   SELECT {LINES_SAY} AS said FROM ward_payslip_line WHERE payslip_id = slip.id OFFSET 0) line
         WHERE slip.run_id = %(run)s) before
  FULL JOIN (SELECT slip.employee_id, line.said
               FROM ward_payslip_beside slip
               JOIN (SELECT payslip_id, {LINES_SAY} AS said FROM ward_payslip_line_beside GROUP BY payslip_id) line
                 ON line.payslip_id = slip.id) now USING (employee_id)
 WHERE before.said IS DISTINCT FROM now.said
)
SELECT employee_id, (SELECT slip.id FROM ward_payslip slip
                      WHERE slip.run_id = %(run)s AND slip.employee_id = changed.employee_id) AS slip_id
  FROM changed;
ANALYZE ward_payslip_changed
"""
# The lines go with their payslips.
REPLACE = f"""
DELETE FROM ward_payslip WHERE id = ANY(ARRAY(SELECT slip_id FROM ward_payslip_changed));
INSERT INTO ward_payslip (id, {SAYS})
SELECT id, {SAYS} FROM ward_payslip_beside JOIN ward_payslip_changed USING (employee_id) ORDER BY id;
INSERT INTO ward_payslip_line (payslip_id, {LINE_SAYS})
SELECT line.payslip_id, {", ".join(f"line.{name}" for name in LINE_COLUMNS if name != "payslip_id")}
  FROM ward_payslip_line_beside line JOIN ward_payslip_beside slip ON slip.id = line.payslip_id
  JOIN ward_payslip_changed USING (employee_id)
 ORDER BY line.ctid
"""


class WardPayRunReplace(models.Model):
    """Puts a new revision in the place of the old one: only the payslips that say something else are written.

    The new ones are first laid beside the old, in tables of this transaction, and compared by PostgreSQL column
    by column: what somebody may have changed in the database is found as well.
    """

    _inherit = "ward.pay.run"

    def _lay_beside(self):
        """Empty tables for the new revision, ``ward_payslip_beside`` and ``ward_payslip_line_beside``."""
        self.env.cr.execute(LAY_BESIDE)

    def _find_changed(self):
        """Note in ``ward_payslip_changed`` whose payslip is new, gone, or says something else."""
        self.env.cr.execute(FIND_CHANGED, {"run": self.id})

    def _replace_changed(self):
        """The trigger of the tables refuses a sealed run."""
        self.env.cr.execute(REPLACE)
