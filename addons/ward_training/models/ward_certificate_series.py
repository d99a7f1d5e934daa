from odoo import api, fields, models
from odoo.tools import SQL


class WardCertificateSeries(models.Model):
    """The last number of the certificates that a ward issued in a year: a series without gaps.

    Numbers are drawn for many at once by one statement. Two people who issue at the same time wait for each
    other on the row; Odoo repeats the later of the two.
    """

    _name = "ward.certificate.series"
    _description = "Numbers of certificates"
    _inherit = ["ward.company.mixin"]
    _order = "year desc, id"
    _rec_name = "year"
    _log_access = False

    year = fields.Integer(required=True, readonly=True, aggregator=None)
    last = fields.Integer(string="Last number", required=True, readonly=True, aggregator=None)

    _one_a_year = models.UniqueIndex("(company_id, year)", "A ward has one series of numbers a year.")

    @api.model
    def _draw(self, company, year, count):
        """The next ``count`` numbers of the ward in the year, as a range."""
        [(last,)] = self.env.execute_query(
            SQL(
                """
                INSERT INTO ward_certificate_series (company_id, year, last) VALUES (%(company)s, %(year)s, %(count)s)
                    ON CONFLICT (company_id, year) DO UPDATE SET last = ward_certificate_series.last + EXCLUDED.last
             RETURNING last
                """,
                company=company.id,
                year=year,
                count=count,
            )
        )
        return range(last - count + 1, last + 1)
