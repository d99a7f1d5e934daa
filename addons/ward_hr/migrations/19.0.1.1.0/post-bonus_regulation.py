"""The regulation that a bonus fund named in words becomes a dated record, from the first day of its year."""


def migrate(cr, version):
    cr.execute(
        "SELECT FROM information_schema.columns WHERE table_name = 'ward_bonus_fund' AND column_name = 'regulation'"
    )
    if not cr.rowcount:
        return
    cr.execute(
        """
        INSERT INTO ward_bonus_regulation (company_id, since, reference, create_uid, create_date, write_uid, write_date)
        SELECT company_id, make_date(year, 1, 1), regulation, write_uid, write_date, write_uid, write_date
          FROM ward_bonus_fund WHERE regulation IS NOT NULL
        ON CONFLICT (company_id, since) DO NOTHING
        """
    )
    cr.execute("ALTER TABLE ward_bonus_fund DROP COLUMN regulation")
