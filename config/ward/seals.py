"""What ``make verify-pay`` says of the seals of each ward, and of those that somebody kept elsewhere.

A chain of seals tells when one of its runs was changed or taken out of the middle. That its last runs are gone
tells only who has kept their seals outside the database: the lines on standard output, given back as ``KEPT``.
"""

import sys
from pathlib import Path
from typing import NamedTuple

from .refusal import Refusal
from .say import say


class Ward(NamedTuple):
    """The seals of one ward by their number, and the name of its first broken run or nothing."""

    name: str
    broken: str
    seals: dict


def read(said: str) -> list:
    """The wards that the script inside Odoo has printed."""
    rows = [line.split("\t") for line in said.splitlines() if line.count("\t") == 2]
    return [Ward(name, broken, dict(seal.split(":") for seal in seals.split())) for name, broken, seals in rows]


def kept(path: str) -> list:
    """``(ward, number, seal)`` of a file with what was printed before; nothing without a path."""
    if not path:
        return []
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise Refusal(f"The kept seals cannot be read: {error}.") from error
    rows = [tuple(line.split("\t")) for line in lines if line.count("\t") == 2]
    if not rows:
        raise Refusal(f"{path} names no seal. Keep what make verify-pay prints: ward, number and seal.")
    return rows


def say_all(wards: list, before: list) -> int:
    """One line for each ward, its last seal on standard output; 1 when one is broken, or one of ``before`` is gone."""
    for ward in wards:
        named = f", first broken: {ward.broken}" if ward.broken else ""
        say(f"{'BROKEN' if ward.broken else 'whole '}  {ward.name}: {len(ward.seals)} paid runs{named}")
        number, seal = list(ward.seals.items())[-1]
        sys.stdout.write(f"{ward.name}\t{number}\t{seal}\n")
    broken = [ward for ward in wards if ward.broken]
    if broken:
        say("Compare the broken run with a backup and with the database's log: every run after it is in doubt too.")
    elif not wards:
        say("No run is paid yet, so there is no seal to verify.")
    there = {(ward.name, number, seal) for ward in wards for number, seal in ward.seals.items()}
    gone = [row for row in before if row not in there]
    for name, number, seal in gone:
        say(f"GONE    {name}: seal {number} was {seal}, and is not there. Restore the runs from a backup.")
    return 1 if broken or gone else 0
