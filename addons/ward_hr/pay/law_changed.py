"""Which components have other law, or another rule, in one snapshot of a run than in another."""

from .explain import RULE_WORDS, snapshot


def changed_codes(before, after):
    """Codes of components whose law, or whose rule, differs between two snapshots.

    A component that only reads a changed one is changed too.
    """
    changed = {
        code
        for code, row in after["components"].items()
        if _rule_of(row) != _rule_of(before["components"].get(code)) or _law_moved(row, before, after)
    }
    for code, row in after["components"].items():  # in order: bases come first
        if changed & set(row["bases"]):
            changed.add(code)
    return changed


def changed_bases(before, after):
    """``{code: legal basis}`` of the components of `changed_codes`: the value of law that changed, else the rule.

    The basis is in Vietnamese where it is known so; text for people, never read again.
    """
    return {code: _basis_of_change(code, before, after) for code in sorted(changed_codes(before, after))}


def changed_rules(kept, plan):
    """Codes of the components that are others in the ``plan`` than in the ``kept`` snapshot, or in one of them only."""
    before, now = kept["components"], snapshot(plan)["components"]
    return {code for code in before.keys() | now.keys() if _rule_of(before.get(code)) != _rule_of(now.get(code))}


def _basis_of_change(code, before, after):
    row = after["components"][code]
    for name in _codes_of(row, before, after):
        now, then = (kept["law"].get(name, ()) for kept in (after, before))
        if now and [(r["value"], r.get("table")) for r in now] != [(r["value"], r.get("table")) for r in then]:
            return now[-1]["reference_vi"] or now[-1]["reference"]
    return row.get("reference_vi") or row.get("reference") or ""


def _rule_of(row):
    """The row without the words of its legal basis: a correction there changes no pay."""
    left_out = {*RULE_WORDS, "rule_codes"}
    return row and {name: value for name, value in row.items() if name not in left_out}


def _codes_of(row, before, after):
    """What the component reads of the law, and the rules on whom it applies to that both snapshots know.

    A rule that one of them does not know says nothing: nobody of that staff type was in the month.
    """
    known = before["law"].keys() & after["law"].keys()
    return [*row["law_codes"], *(code for code in row.get("rule_codes", ()) if code in known)]


def _law_moved(row, before, after):
    codes = _codes_of(row, before, after)
    return any(_values(before, code) != _values(after, code) for code in codes)


def _values(kept, code):
    """The values of a code in the month, one after the other; read twice the same is one."""
    values = []
    for entry in kept["law"].get(code, ()):
        value = (entry["value"], entry.get("table"))
        if value not in values[-1:]:
            values.append(value)
    return values
