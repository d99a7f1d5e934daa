"""Tasks that claim the same thing: found by grouping, so that work grows with the tasks, not with their pairs."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

PRODUCT, ARTICLE, TWO_LEADS, BASIS = "product", "article", "two_leads", "basis"


@dataclass(frozen=True)
class Claim:
    """A task: its ``unit`` (who leads), ``tier`` (who received it), what it makes, and where it comes from.

    ``articles``: (legal basis, article) pairs. ``proposed``: another unit that is proposed as lead.
    """

    task: int
    unit: int | None
    tier: str = ""
    product: str = ""
    articles: frozenset[tuple[int, str]] = frozenset()
    mechanism: int | None = None
    proposed: int | None = None


@dataclass(frozen=True, order=True)
class Overlap:
    """Tasks that claim the same: the ``kind``, ``what`` they share, and their keys in order."""

    kind: str
    what: str
    tasks: tuple[int, ...]


def plain(text: str) -> str:
    """Words without case and spaces that do not matter."""
    return " ".join((text or "").lower().split()).strip(" .;,")


def overlaps(claims: Iterable[Claim]) -> tuple[Overlap, ...]:
    """Every overlap, each once, in order.

    The same product, or the same article, claimed by two units or tiers; the same article under two mechanisms (a
    basis that contradicts); a task for which another unit than its lead is proposed.
    """
    by_product, by_article = defaultdict(list), defaultdict(list)
    found = []
    for claim in claims:
        if product := plain(claim.product):
            by_product[product].append(claim)
        for basis, article in claim.articles:
            if plain(article):
                by_article[basis, plain(article)].append(claim)
        if claim.proposed and claim.proposed != claim.unit:
            found.append(Overlap(TWO_LEADS, str(claim.task), (claim.task,)))
    for what, group in by_product.items():
        if _apart(group):
            found.append(_overlap(PRODUCT, what, group))
    for (basis, article), group in by_article.items():
        what = f"{basis}: {article}"
        if _apart(group):
            found.append(_overlap(ARTICLE, what, group))
        if len({claim.mechanism for claim in group}) > 1:
            found.append(_overlap(BASIS, what, group))
    return tuple(sorted(found))


def _apart(group):
    """Whether two units, or two tiers, claim the same."""
    return len({(claim.unit, plain(claim.tier)) for claim in group}) > 1


def _overlap(kind, what, group):
    return Overlap(kind, what, tuple(sorted({claim.task for claim in group})))
