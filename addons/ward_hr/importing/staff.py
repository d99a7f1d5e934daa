"""One row of a staff list: clean values, or everything that is wrong with it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ..law import Law, LawError
from .facts import Fault
from .headers import plain
from .staff_columns import BY_KEY, KEYS, SEXES
from .values import day, serial, whole
from .writing import FORMULA

SCALE = "salary_scale_"
LEADERSHIP = "leadership_allowances"
_SEX = {plain(word): key for key, words in SEXES.items() for word in (key, *words)}
_DECIMAL = re.compile(r"\d{1,3}([.,]\d{1,3})?")
LOOKED_UP = ("unit", "working_unit", "position", "staff_type", "rank", "scale", "post")
DECIMALS = ("coefficient", "overgrade", "leadership", "reserved")


@dataclass(frozen=True)
class Known:
    """What is known of the ward: ids by code for each of LOOKED_UP, ``scale_of`` a rank's code,
    the ``law``, its ``zone``, the day of the first version by staff code, ``scale_prefix``."""

    codes: Mapping[str, Mapping[str, int]]
    scale_of: Mapping[str, str]
    law: Law
    zone: str
    first: Mapping[str, date]
    scale_prefix: str = SCALE


def cell(text: str) -> str:
    """A cell as it was meant: the quote that kept it from becoming a formula is taken off."""
    text = text.strip()
    return text[1:] if text[:1] == "'" and text[1:].startswith(FORMULA) else text


class StaffCheck:
    """``check(number, cells)``: a dict by column key (ids, dates, Decimals), or a list of Fault."""

    def __init__(self, known: Known):
        self.known = known
        self._seen: dict[str, int] = {}

    def check(self, number: int, cells: Mapping[str, str]) -> dict | list[Fault]:
        faults = [Fault(key, "", "absent") for key in KEYS if BY_KEY[key].required and not cells[key]]
        row = {key: cells[key] for key in ("code", "name", "title", "decision", "email", "phone")}
        self._once(number, row["code"], faults)
        for key in LOOKED_UP:
            row[key] = self._found(key, cells[key], faults)
        for key in ("birthday", "counted_from", "decision_date", "since"):
            row[key] = _day(key, cells[key], faults)
        for key in DECIMALS:
            row[key] = _decimal(key, cells[key], faults)
        for key in ("step", "dependants"):
            row[key] = _whole(key, cells[key], faults)
        row["sex"] = _SEX.get(plain(cells["sex"])) if cells["sex"] else None
        if cells["sex"] and not row["sex"]:
            faults.append(Fault("sex", cells["sex"], "sex_unknown"))
        if not faults:
            self._order(row, cells, faults)
            self._pay(row, cells, faults)
            self._lead(row, cells, faults)
        return faults or row

    def _once(self, number: int, code: str, faults: list[Fault]) -> None:
        if code and self._seen.setdefault(code, number) != number:
            faults.append(Fault("code", code, "code_twice", {"row": self._seen[code]}))

    def _found(self, key: str, text: str, faults: list[Fault]) -> int | None:
        found = self.known.codes[key].get(text)
        if text and found is None:
            faults.append(Fault(key, text, "code_unknown"))
        return found

    def _order(self, row: dict, cells: Mapping[str, str], faults: list[Fault]) -> None:
        if row["birthday"] and row["birthday"] >= row["since"]:
            faults.append(Fault("birthday", cells["birthday"], "born_later"))
        first = self.known.first.get(row["code"])
        if first and row["since"] < first:
            faults.append(Fault("since", cells["since"], "before_first", {"day": first}))

    def _pay(self, row: dict, cells: Mapping[str, str], faults: list[Fault]) -> None:
        """The coefficient is that of the step, by the law of the day; without a scale it is as entered."""
        scale = cells["scale"] or self.known.scale_of.get(cells["rank"], "")
        row["scale"] = self.known.codes["scale"].get(scale)
        if not scale:
            return
        try:
            steps = self.known.law.keyed(self.known.scale_prefix + scale, row["since"])
        except LawError:
            faults.append(Fault("scale", scale, "scale_not_then"))
            return
        found = steps.get(Decimal(row["step"]))
        if not found:
            faults.append(Fault("step", cells["step"], "step_outside", {"last": len(steps)}))
            return
        lawful = found["coefficient"]
        if cells["coefficient"] and row["coefficient"] != lawful:
            faults.append(Fault("coefficient", cells["coefficient"], "not_of_step", {"lawful": lawful}))
        row["coefficient"] = lawful
        if row["overgrade"] and row["step"] < len(steps):
            faults.append(Fault("overgrade", cells["overgrade"], "not_last_step", {"last": len(steps)}))

    def _lead(self, row: dict, cells: Mapping[str, str], faults: list[Fault]) -> None:
        if not row["post"] or cells["leadership"]:
            return
        try:
            row["leadership"] = self.known.law.keyed(LEADERSHIP, row["since"])[cells["post"]][self.known.zone]
        except (LawError, KeyError):
            faults.append(Fault("leadership", "", "leadership_absent"))


def _day(key: str, text: str, faults: list[Fault]) -> date | None:
    if not text:
        return None
    found = day(text) or (serial(text) or ("",))[0]
    if not found:
        faults.append(Fault(key, text, "date_unreadable"))
        return None
    return date.fromisoformat(found)


def _decimal(key: str, text: str, faults: list[Fault]) -> Decimal:
    if text and not _DECIMAL.fullmatch(text):
        faults.append(Fault(key, text, "decimal_unreadable"))
        return Decimal(0)
    found = Decimal(text.replace(",", ".") or 0)
    if key == "overgrade" and found > 100:
        faults.append(Fault(key, text, "decimal_unreadable"))
    return found


def _whole(key: str, text: str, faults: list[Fault]) -> int:
    found = whole(text) if text else 0
    if found is None:
        faults.append(Fault(key, text, "whole_unreadable"))
    return found or 0
