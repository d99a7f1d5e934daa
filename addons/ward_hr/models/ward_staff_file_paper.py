from odoo import models

OWN_SIDE = ("father", "mother", "spouse", "child", "sibling")
SPOUSE_SIDE = ("spouse_father", "spouse_mother", "spouse_sibling")
STUDIES = ("education", "theory", "management", "language", "it", "training")
OF_RANK = "rank_id", "pay_step_label", "pay_coefficient", "leadership_coefficient", "date_version"


class WardStaffFile(models.Model):
    """What the printed file asks of the records: entries by kind, families by side, pay over time."""

    _inherit = "ward.staff.file"

    def _paper_entries(self, *kinds):
        """Entries of these kinds in the order of their days; those without a day first."""
        return self.entry_ids.filtered(lambda entry: entry.kind in kinds).sorted(
            lambda entry: (str(entry.date_from or ""), entry.id)
        )

    def _paper_studies(self):
        return self._paper_entries(*STUDIES)

    def _paper_last(self, kind):
        """The latest entry of a kind in words, as “Law, university”; of theory and management the level."""
        entry = self._paper_entries(kind)[-1:]
        return (entry.level or entry.name) if kind in ("theory", "management") else self._paper_words(entry)

    def _paper_each(self, kind):
        return "; ".join(self._paper_words(entry) for entry in self._paper_entries(kind))

    def _paper_words(self, entry):
        return ", ".join(word for word in (entry.name, entry.level) if word)

    def _paper_days(self, record):
        """``09/2010 – 06/2014``, as the form has them."""
        days = [day.strftime("%m/%Y") for day in (record.date_from, record.date_to) if day]
        return " – ".join(days)

    def _paper_family(self, of_spouse=False):
        side = SPOUSE_SIDE if of_spouse else OWN_SIDE
        return self.family_ids.filtered(lambda member: member.relation in side).sorted(
            lambda member: (side.index(member.relation), member.birth_year, member.id)
        )

    def _paper_pay(self):
        """Versions of rank and pay by day, each once it says something else than the one before."""
        # sudo: rank and step of a person whose file is read, which their own person does not read in Odoo
        versions = self.employee_id.sudo().version_ids.sorted("date_version")
        kept = versions.browse()
        for version in versions:
            if not kept or any(version[name] != kept[-1][name] for name in OF_RANK[:-1]):
                kept += version
        return kept

    def _paper_person(self):
        # sudo: name, unit, code and rank of a person whose file is read
        return self.employee_id.sudo()
