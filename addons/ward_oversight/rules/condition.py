"""Which items of a checklist are asked, by the answers given to earlier ones."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    """An item by its ``code``; asked only where the item ``on`` was answered with ``when`` (None: always)."""

    code: str
    result: str = "unanswered"
    on: str | None = None
    when: str | None = None


class BadCondition(ValueError):
    """An item hangs on one that does not come before it."""

    def __init__(self, code, on):
        super().__init__(f"{code} hangs on {on}, which does not come before it")
        self.code, self.on = code, on


def asked(items: Sequence[Item]) -> list[bool]:
    """For each item in order, whether it is asked; what hangs on an item that is not asked is not asked either.

    Raises ``BadCondition``.
    """
    results: dict[str, str | None] = {}
    found = []
    for item in items:
        if item.on is not None and item.on not in results:
            raise BadCondition(item.code, item.on)
        is_asked = item.on is None or results[item.on] == item.when
        results[item.code] = item.result if is_asked else None
        found.append(is_asked)
    return found


def check(items: Iterable[Item]) -> None:
    """Raise ``BadCondition`` where an item hangs on a later one, on itself or on none."""
    asked(list(items))
