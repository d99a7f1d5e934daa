"""The payroll table on paper, A4 landscape: the texts of every cell, and how wide each column has to be for them.

Pure. The columns are those of `payroll_table`, or the ones that a ward has chosen of them; the words are the form's.
"""

from .payroll_table import FACTOR, MONEY, SIGNS, TEXT, TITLE, TOTAL, above_titles

ROOM = 281.0  # mm between the margins of an A4 landscape
GAP = 1.2  # mm that a column loses to its lines and the room beside them
LETTER = 0.22  # mm that a figure is wide, for each point of its size
BOLD = 1.1  # how much wider sums are
LARGEST = 8.0  # points
WORDS = 22  # characters of a text before it goes on in the next line
SIGNATURE = 9  # characters, room to sign in
NUMBER = "number"


def payroll_paper(columns, groups):
    """``groups``: list of (unit, rows) as for `payroll_table`. Returns a dict:

    ``titles``: the rows of the head, of (text, columns, rows); ``rows``: (look, cells), look being ``"unit"``,
    ``"person"`` or ``"total"``, a cell (text, columns, whether it is a figure); ``widths``: per cent of each column;
    ``size``: of the letters, in points.
    """
    rows = list(_rows(columns, groups))
    characters = [_characters(column, texts) for column, texts in zip(columns, _texts(columns, rows), strict=True)]
    size = min(LARGEST, (ROOM - GAP * len(columns)) / (LETTER * sum(characters)))
    wide = [count * LETTER * size + GAP for count in characters]
    return {
        "title": TITLE,
        "signs": SIGNS,
        "titles": _titles(columns),
        "rows": rows,
        "widths": [100 * each / sum(wide) for each in wide],
        "size": size,
    }


def _titles(columns):
    """The three rows of the head: titles above, titles, running letters of the form."""
    spans = above_titles(columns)
    down = 2 if any(above for above, _first, _last in spans) else 1
    top = [(above, last - at + 1, 1) if above else (columns[at].title, 1, down) for above, at, last in spans]
    bottom = [(column.title, 1, 1) for column in columns if column.above]
    return [row for row in (top, bottom, [(str(at + 1), 1, 1) for at in range(len(columns))]) if row]


def _rows(columns, groups):
    number = 0
    for unit, people in groups:
        yield "unit", _sums(columns, unit, people)
        for person in people:
            number += 1
            yield "person", [_cell(column, person | {NUMBER: str(number)}) for column in columns]
    yield "total", _sums(columns, TOTAL, [person for _unit, people in groups for person in people])


def _sums(columns, title, people):
    """The title over all columns before the first one of money, and under each of these its sum."""
    before = next((at for at, column in enumerate(columns) if column.kind == MONEY), len(columns))
    sums = [
        (_whole(sum(int(person[column.key]) for person in people)) if column.kind == MONEY else "", 1, True)
        for column in columns[before:]
    ]
    return [(title, before, False), *sums]


def _cell(column, person):
    value = person.get(column.key)
    if column.kind == MONEY:
        return (_whole(value) if value else "", 1, True)
    if column.kind == FACTOR:
        return (f"{value:.2f}".replace(".", ",") if value else "", 1, True)
    return (value or "", 1, False)


def _texts(columns, rows):
    """(look of the row, text) of what stands in each column, but for titles over several."""
    found = [[] for _column in columns]
    for look, cells in rows:
        at = 0
        for text, span, _figure in cells:
            if span == 1:
                found[at].append((look, text))
            at += span
    return found


def _whole(amount):
    return f"{int(amount):,}".replace(",", ".")


def _characters(column, texts):
    """As many figures as the widest cell has room for; a dot is half as wide as a figure."""
    title = max(map(len, column.title.split()))
    if column.key == "signature":
        return max(SIGNATURE, title)
    if column.kind == TEXT:
        return max(title, min(WORDS, max((len(text) for _look, text in texts), default=0)))
    return max([title, *(_figures(text) * (1 if look == "person" else BOLD) for look, text in texts)])


def _figures(text):
    return len(text) - sum(map(text.count, ".,")) / 2
