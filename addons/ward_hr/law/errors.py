"""What the law refuses to answer. Each message: what cannot be read, because of what, what to do."""


class LawError(Exception):
    """A question to the law that has no answer."""


class NoLawOn(LawError):
    """No value is in force on that day.

    ``first_known``: first day with a value, when the day lies before it;
    ``ended``: day on which the last value ended, when the day lies after it;
    neither: nothing is known by that code.
    """

    def __init__(self, code, day, first_known=None, ended=None, label=None):
        self.code, self.day, self.label = code, day, label or code
        self.first_known, self.ended = first_known, ended
        super().__init__(f"{self._what()} {self._why()} {self._remedy()}")

    def _what(self):
        name = self.code if self.label == self.code else f"{self.label} ({self.code})"
        return f"{name} cannot be read on {self.day:%d/%m/%Y}:"

    def _why(self):
        if self.first_known:
            return f"the first known value holds from {self.first_known:%d/%m/%Y}."
        if self.ended:
            return f"the last known value ended on {self.ended:%d/%m/%Y}."
        return "no value is known by this code."

    def _remedy(self):
        return "Enter the value that holds on that day, with its source, or choose another day."


class NotKnown(NoLawOn):
    """The law has a place for the value, but no text that gives it was seen."""

    def __init__(self, code, day, row, column, label=None):
        self.row, self.column = row, column
        super().__init__(code, day, label=label)

    def _why(self):
        return f"{self.row} is listed ({self.column}), but its figure is not known."

    def _remedy(self):
        return "Enter the figure from the decision that grants it."


class NotThatKind(LawError):
    """A value was asked for as something that it is not (a table as a number)."""

    def __init__(self, code, day, wanted):
        self.code, self.day, self.wanted = code, day, wanted
        super().__init__(f"{code} on {day:%d/%m/%Y} is not a {wanted}. Read it as what its file says.")
