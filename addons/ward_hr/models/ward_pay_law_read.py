"""What of the law that a run kept is compared with the law of today: kept beside it, without its words.

Each run looks whether the law of any month paid has moved since. Whole, the law of five years of months is dearer to
read than the month is to pay; so PostgreSQL itself keeps of it what `moved_law` reads, whenever the law is written.
"""

WORDS = ("label", "label_vi", "unit", "reference", "reference_vi", "confidence", "origin")
FUNCTION = f"""
CREATE OR REPLACE FUNCTION ward_pay_law_read(law jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE STRICT AS $body$
SELECT jsonb_build_object(
    'month', law -> 'month', 'days', law -> 'days',
    'components', COALESCE((SELECT jsonb_object_agg(code, true)
                              FROM jsonb_object_keys(law -> 'components') code), '{{}}'),
    'law', COALESCE((SELECT jsonb_object_agg(code, (SELECT jsonb_agg(one - '{{{",".join(WORDS)}}}'::text[])
                                                      FROM jsonb_array_elements(rows) one))
                       FROM jsonb_each(law -> 'law') read(code, rows)), '{{}}'))
$body$
"""
COLUMN = """
ALTER TABLE ward_pay_run ADD COLUMN IF NOT EXISTS law_read jsonb GENERATED ALWAYS AS (ward_pay_law_read(law)) STORED
"""
# Of all paid months before, and what of their law was last noticed to have moved; by one statement.
LAW_READ = """
SELECT run.month, run.law_read, COALESCE(noticed.law, '')
  FROM ward_pay_run run
  LEFT JOIN (SELECT DISTINCT ON (since) since, law FROM ward_pay_touch
              WHERE company_id = %(company)s AND cause = 'law' ORDER BY since, id DESC) noticed
         ON noticed.since = run.month
 WHERE run.company_id = %(company)s AND run.state = 'paid' AND run.month < %(month)s ORDER BY run.month
"""


def keep_law_read(cr):
    """Create the function and the column, filled for the runs that are there; safe to repeat at each update."""
    cr.execute(FUNCTION)
    cr.execute(COLUMN)


def drop_law_read(cr):
    """Leave nothing behind when the addon is uninstalled."""
    cr.execute("DROP FUNCTION IF EXISTS ward_pay_law_read CASCADE")
