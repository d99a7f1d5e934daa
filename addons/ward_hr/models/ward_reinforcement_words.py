from markupsafe import Markup

from odoo import api, models
from odoo.tools.misc import formatLang


def percent(hours):
    """The load as a whole percentage, a dash without working time."""
    return "–" if hours.index is None else f"{hours.index:.0%}"


class WardReinforcement(models.Model):
    """What the pure room says in codes and numbers, in words and bars."""

    _inherit = "ward.reinforcement"

    @api.model
    def _reason_in_words(self, reason):
        first, second = (*(self._number_in_words(number) for number in reason.numbers), "", "")[:2]
        _ = self.env._
        words = {
            "same_unit": lambda: _(
                "Works in the same unit: its head can share the work out anew, without an assignment"
            ),
            "done_lately": lambda: _("Finished %(count)s dossiers of these procedures lately", count=first),
            "same_field": lambda: _("Finished %(count)s dossiers of the same fields lately", count=first),
            "no_skill": lambda: _("Has done none of these procedures lately"),
            "spare": lambda: _("%(hours)s hours to spare a month", hours=first),
            "helped_lately": lambda: _("Helped another unit until %(days)s days before", days=first),
            "away": lambda: _("On leave for %(days)s days of that time", days=first),
            "share_max": lambda: _("%(share)s%% is more than the rule allows (%(most)s%%)", share=first, most=second),
            "no_spare": lambda: _("Only %(hours)s hours to spare a month", hours=first),
            "assigned": lambda: _("%(share)s%% of the time is assigned already", share=first),
            "unit_minimum": lambda: _(
                "The unit has %(people)s people with dossiers and keeps at least %(least)s", people=first, least=second
            ),
            "unit_over": lambda: _("The own unit would have too much work itself"),
        }
        return words[reason.code]()

    @api.model
    def _number_in_words(self, number):
        """As the language writes it, to a tenth at most."""
        number = round(float(number or 0), 1)
        return formatLang(self.env, number, digits=0 if number == int(number) else 1)

    @api.model
    def _reasons_in_words(self, reasons):
        return "; ".join(self._reason_in_words(reason) for reason in reasons)

    @api.model
    def _effect_rows(self, effect, names, threshold):
        """``[{"name", "before", "after", "bar", "tone"}]`` of all whom a move touches; a bar is a width in percent.

        ``names``: of the home unit, the helped unit, the helper, and the relieved person.
        """
        changes = [effect.unit, effect.home, effect.helper, effect.person]
        if effect.home == effect.unit:
            changes[0] = None
        rows = []
        for name, change in zip(names, changes, strict=True):
            if change:
                after = change.after.index
                over = after is None or after > threshold
                rows.append(
                    {
                        "name": name,
                        "before": percent(change.before),
                        "after": percent(change.after),
                        "bar": min(round((after or 0) * 100), 100),
                        "tone": "danger" if over else "success",
                    }
                )
        return rows

    @api.model
    def _service_in_words(self, effect):
        if not effect.dossiers:
            return ""
        return self.env._(
            "About %(dossiers)s more dossiers a month; of %(before)s that wait, about %(after)s stay.",
            dossiers=effect.dossiers,
            before=effect.backlog_before,
            after=effect.backlog,
        )

    @api.model
    def _effect_html(self, effect, names, threshold):
        values = {
            "rows": self._effect_rows(effect, names, threshold),
            "service": self._service_in_words(effect),
        }
        return Markup(self.env["ir.qweb"]._render("ward_hr.ward_reinforcement_effect", values))
