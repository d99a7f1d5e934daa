"""Why a line is what it is, as data: kept with the run, put into words at the edge.

Two small records are kept, so that a line can still be explained when the law files and
the list of components have changed: a `snapshot` once a run (components and the values of
law that were read) and a `basis` per line (the stretches with quantity and rate, and details).
Of one stretch of a whole month the line itself says quantity and rate: only details are kept.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .tax import brackets_of, parts_of

LAW_WORDS = (
    "label",
    "label_vi",
    "value",
    "unit",
    "reference",
    "reference_vi",
    "confidence",
    "origin",
)
RULE_WORDS = ("reference", "reference_vi", "confidence")


@dataclass(frozen=True)
class LawUse:
    """A value of law that made the line; ``value`` as text, or None for a table."""

    code: str
    label: str
    label_vi: str
    value: str | None
    unit: str
    since: date
    reference: str
    reference_vi: str
    confidence: str
    origin: str


@dataclass(frozen=True)
class Step:
    """A stretch: full month's quantity x rate, its calendar days of the month, and its working days without pay."""

    first: int
    last: int
    days: int
    quantity: Decimal
    rate: Decimal | None
    amount: Decimal
    absent: Decimal = Decimal(0)
    working: int = 1

    @property
    def present(self):
        """Working days that are paid."""
        return self.working - self.absent


@dataclass(frozen=True)
class Why:
    """The explanation of one line. ``inputs``: (name, value) of details; ``bases``:
    (code, amount) of the lines it is reckoned on; ``brackets``: (part, rate, tax).
    ``month_days``: working days where it goes by those, ``proration`` is empty where the days do not matter."""

    code: str
    kind: str
    proration: str
    fact: str
    month_days: int
    round_to: int
    steps: tuple
    inputs: tuple
    bases: tuple
    brackets: tuple
    law: tuple
    reference: str
    reference_vi: str
    confidence: str

    @property
    def exact(self):
        """The amount before it is rounded."""
        if self.brackets:
            return sum(tax for _part, _rate, tax in self.brackets)
        if self.proration == "days":
            return sum(step.amount * step.days * step.present / step.working for step in self.steps) / self.month_days
        if self.proration == "working_days":
            return sum(step.amount * step.present for step in self.steps) / self.month_days
        return sum(step.amount for step in self.steps)

    @property
    def split(self):
        """Whether the days of the month matter for the amount."""
        if self.proration == "working_days":
            return True
        return self.proration == "days" and sum(s.days for s in self.steps[:1]) != self.month_days


def basis_json(line, month_days):
    """The basis of a `Line` as JSON text: ``{"p": [[first, last, quantity, rate]], ...}``.

    A line of the whole month is without ``p``, and ``None`` without details: see `whole_month`. A line of an
    earlier month keeps what was paid and what is due: ``{"origin": ..., "before": ..., "after": ...}``.
    ``!s`` writes a ``Decimal`` four times as fast as the empty format does.
    """
    if line.origin:
        before, after = line.details["before"], line.details["after"]
        return f'{{"origin":"{line.origin}","before":"{before}","after":"{after}"}}'
    # a line that is the sum of stretches, or cut by days without pay, has no quantity of its own
    whole = line.quantity is not None and line.parts[0][:2] == (1, month_days)
    kept = [] if whole else [f'"p":[{",".join([_part_json(*part) for part in line.parts])}]']
    if line.details:
        kept += [f'"{k}":"{v!s}"' for k, v in line.details.items() if v is not None]
    return f"{{{','.join(kept)}}}" if kept else None


def _part_json(first, last, quantity, rate, absent=None, working=None):
    rate = "null" if rate is None else f'"{rate!s}"'
    away = "" if working is None else f',"{absent!s}",{working}'
    return f'[{first},{last},"{quantity!s}",{rate}{away}]'


def whole_month(quantity, rate, kept):
    """What the basis of a line of the whole month leaves out, from the line's own figures (text or ``None``)."""
    return {"p": [[1, kept["days"], quantity, rate]]}


def snapshot(plan, references=None, origins=()):
    """What a run keeps of its plan, as JSON data.

    ``references``: code -> dict of the words of its legal basis (`RULE_WORDS`).
    ``origins``: the plans of earlier months that the run makes up.
    """
    law = {}
    for (code, day), entry in sorted(plan.read_values.items()):
        law.setdefault(code, []).append(law_row(entry, day))
    return {
        "month": plan.first.isoformat(),
        "days": plan.days,
        **({"working_days": len(plan.working_days)} if "working_days" in vars(plan) else {}),
        "components": {c.code: _component_row(c, plan, references) for c in plan.components},
        "law": law,
        **({"back": {p.first.isoformat(): snapshot(p, references) for p in origins}} if origins else {}),
    }


def why(code, basis, kept, amounts):
    """The `Why` of a line from its ``basis`` and the run's ``kept`` snapshot.

    ``amounts``: code -> amount of the month's own lines of the payslip.
    """
    if "origin" in basis:
        return _why_back(code, basis, kept["back"][basis["origin"]])
    row = kept["components"][code]
    days = {part[0] for part in basis["p"]}
    law = tuple(_law_uses(row, kept, basis["p"]))
    steps = tuple(_step(part, row) for part in basis["p"])
    # of a whole month by working days they are not kept: they do not matter
    proration = "" if row["proration"] == "working_days" and not basis["p"][0][4:] else row["proration"]
    brackets = ()
    if row["kind"] == "scale":
        table = in_force(kept["law"][row["law_code"]], _day(kept, max(days)))["table"]
        pairs = brackets_of([{k: Decimal(v) for k, v in cells.items()} for cells in table])
        brackets = tuple(
            (part, rate, part * rate) for part, rate in parts_of(steps[-1].quantity, pairs)
        )
    return Why(
        code=code,
        kind=row["kind"],
        proration=proration,
        fact=row["fact"],
        month_days=kept["working_days" if proration == "working_days" else "days"],
        round_to=row.get("round_to", 1),
        steps=steps,
        inputs=tuple((k, Decimal(v)) for k, v in basis.items() if k != "p"),
        bases=tuple((base, amounts[base]) for base in row["bases"] if base in amounts),
        brackets=brackets,
        law=law,
        **{word: row.get(word, "") for word in RULE_WORDS},
    )


def _why_back(code, basis, kept):
    """The `Why` of a line of an earlier month: due less paid, by the law of that month."""
    row = kept["components"][code]
    days = [[int(use["on"][-2:])] for name in row["law_codes"] for use in kept["law"].get(name, ())]
    after, before = Decimal(basis["after"]), Decimal(basis["before"])
    return Why(
        code=code,
        kind="back",
        proration="",
        fact=row["fact"],
        month_days=kept["days"],
        round_to=1,
        steps=(Step(1, kept["days"], kept["days"], after, before, after - before),),
        inputs=(("due_now", after), ("paid_before", before)),
        bases=(),
        brackets=(),
        law=tuple(_law_uses(row, kept, sorted(days))),
        **{word: row.get(word, "") for word in RULE_WORDS},
    )


def _step(part, row):
    first, last, quantity, rate, *away = part
    quantity = Decimal(quantity)
    rate = None if rate is None else Decimal(rate)
    amount = quantity * (1 if rate is None else rate)
    absent, working = (Decimal(away[0]), away[1]) if away else (Decimal(0), 1)
    return Step(first, last, last - first + 1, quantity, rate, amount, absent, working)


def _law_uses(row, kept, parts):
    """The values the line read, one for each value in force in its stretches."""
    seen = set()
    for code in row["law_codes"]:
        for first, *_rest in parts:
            entry = in_force(kept["law"].get(code, ()), _day(kept, first))
            if entry and (code, entry["since"]) not in seen:
                seen.add((code, entry["since"]))
                yield LawUse(
                    code=code,
                    since=date.fromisoformat(entry["since"]),
                    **{word: entry.get(word, "") for word in LAW_WORDS},
                )


def in_force(rows, day):
    """The kept row of a value of law that holds on ``day`` (ISO text), or None."""
    found = None
    for row in rows:
        if row["on"] <= day:
            found = row
    return found


def _day(kept, number):
    return date.fromisoformat(kept["month"]).replace(day=number).isoformat()


def law_row(entry, day):
    """A value of law as it is kept: JSON data, figures as text."""
    table = isinstance(entry.value, tuple)
    row = {
        "on": day.isoformat(),
        "since": entry.since.isoformat(),
        "value": None if table else str(entry.value),
        "unit": entry.unit,
        "reference": entry.reference,
        "reference_vi": entry.reference_vi,
        "confidence": entry.confidence,
        "label": entry.label,
        "label_vi": entry.label_vi,
        "origin": entry.origin,
    }
    if table:
        row["table"] = [
            {k: str(cells[k]) for k in ("upto", "rate") if k in cells} for cells in entry.value
        ]
    return row


def _rules_read(component, plan):
    """The rules on the matter of the component that the month was reckoned with."""
    prefix = component.rule_prefix
    return sorted({code for code, _day in plan.read_values if code.startswith(prefix)}) if prefix else []


def _component_row(component, plan, references):
    words = dict.fromkeys(RULE_WORDS, "") | (references or {}).get(component.code, {})
    return {
        "kind": component.kind,
        "section": component.section,
        "proration": component.proration,
        **({} if component.round_to == 1 else {"round_to": component.round_to}),
        "fact": component.fact,
        "absence": component.absence,
        "law_code": component.law_code,
        "law_codes": component.law_codes(),
        "rule_codes": _rules_read(component, plan),
        "figure": None if component.figure is None else str(component.figure),
        "bases": [other.code for other in plan.components if component.reads(other)],
        **words,
    }
