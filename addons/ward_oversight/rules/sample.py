"""A sample of dossiers drawn at random, which anybody can draw again from its seed."""

import hashlib
from collections.abc import Collection


def draw(codes: Collection[str], size: int, seed: str) -> tuple[str, ...]:
    """``size`` of ``codes`` (all, when there are fewer), in the order of their drawing.

    Each code is ranked by the SHA-256 of seed and code, so the same seed and dossiers give the same sample on
    any machine, whatever the order in which the codes come. A code that is added or gone moves no other's rank.
    """
    if len(set(codes)) != len(codes):
        raise ValueError("a dossier is named twice")
    return tuple(sorted(codes, key=lambda code: _rank(seed, code))[: max(0, size)])


def population(codes: Collection[str]) -> str:
    """The SHA-256 of all codes that could be drawn: shows later whether the dossiers are the same."""
    return hashlib.sha256("\n".join(sorted(codes)).encode()).hexdigest()


def _rank(seed, code):
    return hashlib.sha256(f"{seed}\n{code}".encode()).digest()
