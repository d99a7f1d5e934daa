"""A ward with a head, a unit with its head and staff, and dossiers to rate them by."""

from datetime import date

from .dossier_case import DossierCase

QUARTER = date(2026, 10, 1)


class EvaluationCase(DossierCase):
    """``cls.opened()`` a quarter's sheets; ``self.sheet_of(person)``; the steps by the people whose they are."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.top = cls.env["hr.department"].create({"name": "Lãnh đạo", "code": "PC", "company_id": cls.ward.id})
        (cls.office + cls.culture).parent_id = cls.top
        cls.long = cls.employ("Hoàng Gia Long", user=cls.ward_head, department_id=cls.top.id)
        cls.top.manager_id = cls.long
        cls.mai = cls.employ("Nguyễn Thị Mai", user=cls.hr_officer, department_id=cls.culture.id)
        types = {one.code: one for one in cls.env["ward.staff.type"].search([])}
        cls.people = cls.lan | cls.hung | cls.an | cls.long | cls.mai
        cls.people.version_ids.staff_type_id = types["civil_servant"]
        cls.long.version_ids.staff_type_id = types["elected"]

    @classmethod
    def period(cls, kind="quarter", first=QUARTER):
        return (
            cls.env["ward.evaluation.period"]
            .with_user(cls.hr_officer)
            .create({"kind": kind, "date_from": first, "company_id": cls.ward.id})
        )

    @classmethod
    def opened(cls, kind="quarter", first=QUARTER):
        period = cls.period(kind, first)
        period.action_open()
        return period

    def sheet_of(self, person, period, user=None):
        sheets = self.env["ward.evaluation"].search(
            [("employee_id", "=", person.id), ("period_id", "=", period.id), ("state", "!=", "superseded")]
        )
        return sheets.with_user(user) if user else sheets

    @classmethod
    def product(cls, sheet, user, done=10, quantity=10, **vals):
        """A product entered by hand."""
        return (
            cls.env["ward.evaluation.line"]
            .with_user(user)
            .create(
                {
                    "evaluation_id": sheet.id,
                    "name": "Báo cáo chuyên đề",
                    "reference": "Kế hoạch 12/KH-UBND",
                    "quantity": quantity,
                    "quantity_done": done,
                    **vals,
                }
            )
        )

    @classmethod
    def score(cls, sheet, user, points=(9, 9, 9), leading=(90, 100)):
        """The head's scores: the common criteria, then đ and e."""
        blocks = sheet.with_user(user).score_ids.grouped("block")
        given = [*zip(blocks["common"], points, strict=True)]
        for block, figure in zip(("organising", "unity"), leading, strict=True):
            given += [(score, figure) for score in blocks.get(block, ())]
        for score, figure in given:
            score.head_points = figure

    def proposed(self, sheet, head, points=(9, 9, 9), **product):
        """The sheet brought from opened to proposed by its people."""
        if product is not None and sheet.missing == "no_work":
            self.product(sheet, self.hr_officer, **product)
        sheet.with_user(self.hr_officer).action_start()
        sheet.with_user(self.hr_officer).action_submit()
        self.score(sheet, head, points)
        sheet.with_user(head).action_review()
        return sheet
