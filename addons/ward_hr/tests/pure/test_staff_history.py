"""Decisions on a file: in force from their day, carried on, and undone without a trace."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.addons.ward_hr.staff.history import DAY, Altered, BeforeTheFile, Entry, in_force, plan, resting_on, undo

JAN, APR, JUL, OCT = (date(2026, month, 1) for month in (1, 4, 7, 10))


def step(number, post=None):
    return {"step": number, "post": post}


class File:
    """A history and the decisions applied to it, as the database would keep them."""

    def __init__(self, history):
        self.history = {day: dict(values) for day, values in history.items()}
        self.entries = []
        self.born = dict.fromkeys(history, 0)
        self.turn = 0

    def apply(self, day, values, until=None):
        fixed = {s: {e.day for e in self.entries if s in e.subjects} for s in values}
        planned = plan(self.history, day, values, until, fixed)
        self.turn += 1
        copies = {made: dict(self.history[source]) for made, source in planned.cuts.items()}
        self.history |= copies
        self.born |= dict.fromkeys(copies, self.turn)
        edits = {}
        for touched, new in planned.writes.items():
            old = self.history[touched]
            edits[touched] = {subject: (old[subject], value) for subject, value in new.items()}
            self.history[touched] = old | new
        entry = Entry(self.turn, day, until, frozenset(values), frozenset(copies), edits)
        self.entries.append(entry)
        return entry

    def revoke(self, entry):
        others = [other for other in self.entries if other.turn != entry.turn]
        assert not resting_on(entry, others)
        later = {day for day, turn in self.born.items() if turn > entry.turn}
        undone = undo(self.history, entry, others, later)
        for day, values in undone.writes.items():
            self.history[day] |= values
        for day in undone.drops:
            gone = self.history.pop(day)
            assert gone == self.on(day)
        self.entries = [self._inherit(other, undone) for other in others]

    def _inherit(self, entry, undone):
        mine = {day for day, heir in undone.heirs.items() if heir == entry.turn}
        return Entry(entry.turn, entry.day, entry.until, entry.subjects, entry.made | mine, entry.edits)

    def free(self):
        return [entry for entry in self.entries if not resting_on(entry, self.entries)]

    def on(self, day):
        return self.history[in_force(self.history, day)]


def test_a_decision_holds_from_its_day_and_not_the_day_before():
    file = File({JAN: step(3)})
    file.apply(JUL, {"step": 4})
    assert [file.on(day)["step"] for day in (JUL - DAY, JUL, JUL + DAY)] == [3, 4, 4]


def test_a_version_of_that_day_is_changed_and_none_is_made():
    file = File({JAN: step(3), JUL: step(3, "chair")})
    entry = file.apply(JUL, {"step": 4})
    assert file.history == {JAN: step(3), JUL: step(4, "chair")}
    assert not entry.made
    file.revoke(entry)
    assert file.history == {JAN: step(3), JUL: step(3, "chair")}


def test_a_later_version_that_carried_the_old_value_is_carried_along():
    file = File({JAN: step(3), OCT: step(3, "chair")})
    file.apply(JUL, {"step": 4})
    assert file.history == {JAN: step(3), JUL: step(4), OCT: step(4, "chair")}


def test_carrying_stops_at_a_version_that_says_otherwise():
    file = File({JAN: step(3), JUL: step(5), OCT: step(3)})
    file.apply(APR, {"step": 4})
    assert [file.on(day)["step"] for day in (APR, JUL, OCT)] == [4, 5, 3]


def test_carrying_stops_where_another_decision_set_the_same_value():
    file = File({JAN: step(3, "chair")})
    file.apply(OCT, {"post": "chair"})
    file.apply(APR, {"post": None})
    assert [file.on(day)["post"] for day in (JAN, APR, OCT)] == ["chair", None, "chair"]


@pytest.mark.parametrize(("day", "post"), [(APR - DAY, None), (APR, "chair"), (JUL, "chair"), (JUL + DAY, None)])
def test_what_has_an_end_goes_back_the_day_after_it(day, post):
    file = File({JAN: step(3)})
    file.apply(APR, {"post": "chair"}, until=JUL)
    assert file.on(day)["post"] == post


def test_a_day_before_the_first_version_is_refused():
    with pytest.raises(BeforeTheFile):
        plan({JUL: step(3)}, JUL - DAY, {"step": 4})


def test_a_decision_on_another_subject_keeps_the_version_and_passes_it_on():
    file = File({JAN: step(3)})
    raised = file.apply(JUL, {"step": 4})
    file.apply(JUL, {"post": "chair"})
    file.revoke(raised)
    assert file.history == {JAN: step(3), JUL: step(3, "chair")}
    file.revoke(file.entries[0])
    assert file.history == {JAN: step(3)}


def test_a_version_made_since_loses_what_it_only_carried():
    file = File({JAN: step(3)})
    raised = file.apply(APR, {"step": 4})
    file.apply(JUL, {"post": "chair"})
    file.revoke(raised)
    assert file.history == {JAN: step(3), JUL: step(3, "chair")}


def test_the_next_decision_on_the_same_subject_rests_on_it():
    file = File({JAN: step(3)})
    first, second = file.apply(APR, {"step": 4}), file.apply(JUL, {"step": 5})
    assert resting_on(first, file.entries) == [second]
    assert resting_on(second, file.entries) == []


def test_a_value_changed_by_hand_is_not_overwritten_by_undoing():
    file = File({JAN: step(3)})
    entry = file.apply(APR, {"step": 4})
    file.history[APR]["step"] = 6
    with pytest.raises(Altered) as refused:
        undo(file.history, entry, [])
    assert refused.value.days == [APR]


DAYS = st.integers(0, 8).map(lambda n: JAN + timedelta(days=n))
VALUES = st.dictionaries(st.sampled_from(["step", "post"]), st.integers(1, 3), min_size=1)
FILES = st.dictionaries(DAYS, st.tuples(st.integers(1, 3), st.integers(1, 3)), min_size=1, max_size=4).map(
    lambda given: {day: step(*pair) for day, pair in given.items()}
)
ORDERS = st.lists(
    st.one_of(
        st.tuples(DAYS, VALUES, st.one_of(st.none(), st.integers(0, 5))),
        st.integers(0, 9),
    ),
    max_size=12,
)


@settings(max_examples=400)
@given(FILES, ORDERS, st.randoms(use_true_random=False))
def test_decisions_applied_and_revoked_in_any_order_leave_the_file_as_it_was(start, orders, chance):
    file = File(start)
    for order in orders:
        if isinstance(order, int):
            if file.entries:
                file.revoke(file.free()[order % len(file.free())])
            continue
        day, values, length = max(order[0], min(start)), *order[1:]
        file.apply(day, values, day + timedelta(days=length) if length is not None else None)
        for subject, value in values.items():
            assert file.on(day)[subject] == value
    while file.entries:
        file.revoke(chance.choice(file.free()))
    assert file.history == start


@given(FILES, DAYS, VALUES)
def test_nothing_before_the_day_changes(start, day, values):
    file = File(start)
    day = max(day, min(start))
    file.apply(day, values)
    for before in (JAN + timedelta(days=n) for n in range(10) if JAN + timedelta(days=n) < day):
        if before >= min(start):
            assert file.on(before) == start[in_force(start, before)]
