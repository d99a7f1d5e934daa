"""Places on a plain map, without any map server: degrees to a square of 100 by 100, north above."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import cos, radians

EDGE = 10  # free at each side


@dataclass(frozen=True)
class Point:
    """On the map: ``x`` to the right, ``y`` downwards, 0 to 100."""

    x: float
    y: float


def project(places: Mapping[int, tuple[float, float]]) -> dict[int, Point]:
    """``{key: (latitude, longitude)}`` to points, of one scale in both directions.

    A degree of longitude is shorter by the cosine of the latitude. One place stands in the middle.
    """
    if not places:
        return {}
    middle = sum(latitude for latitude, _longitude in places.values()) / len(places)
    shrink = cos(radians(middle))
    flat = {key: (longitude * shrink, -latitude) for key, (latitude, longitude) in places.items()}
    left, top = (min(one[axis] for one in flat.values()) for axis in (0, 1))
    right, bottom = (max(one[axis] for one in flat.values()) for axis in (0, 1))
    size = max(right - left, bottom - top)
    if not size:
        return {key: Point(100 / 2, 100 / 2) for key in flat}
    scale = (100 - 2 * EDGE) / size
    shift = [(100 - (high - low) * scale) / 2 for low, high in ((left, right), (top, bottom))]
    return {
        key: Point(round(shift[0] + (x - left) * scale, 2), round(shift[1] + (y - top) * scale, 2))
        for key, (x, y) in flat.items()
    }
