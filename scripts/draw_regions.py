# /// script
# dependencies = ["shapely>=2.1,<3"]
# ///
"""Draw the 20 regions as simplified outlines for templates/maps/regions.j2, once in a long while.

    uv run scripts/draw_regions.py kz-adm1.geojson

The GeoJSON comes from the package that templates/maps/README.md names. Nothing else runs this, and
the site needs neither the GeoJSON nor shapely: the outlines are kept in the repository. They are
projected (Albers, equal area), simplified together so that borders still meet, and rounded.
"""

import json
import math
import sys
from pathlib import Path
from typing import Any

import shapely  # type: ignore[import-untyped,unused-ignore]
from shapely.geometry import shape  # type: ignore[import-untyped,unused-ignore]

TARGET = Path(__file__).resolve().parent.parent / "templates" / "maps" / "regions.j2"
WIDTH = 800
MARGIN = 6
TOLERANCE = 9  # kilometres, roughly: what is finer goes
CODES = {
    "Abay Region": "KZ-10",
    "Akmola Region": "KZ-11",
    "Aktobe Region": "KZ-15",
    "Almaty Region": "KZ-19",
    "Atyrau Region": "KZ-23",
    "West Kazakhstan Region": "KZ-27",
    "Jambyl Region": "KZ-31",
    "Jetisu Region": "KZ-33",
    "Karaganda Region": "KZ-35",
    "Kostanay Region": "KZ-39",
    "Kyzylorda Region": "KZ-43",
    "Mangystau Region": "KZ-47",
    "Pavlodar Region": "KZ-55",
    "North Kazakhstan Region": "KZ-59",
    "Turkistan Region": "KZ-61",
    "Ulytau Region": "KZ-62",
    "East Kazakhstan Region": "KZ-63",
    "Astana": "KZ-71",
    "Almaty": "KZ-75",
    "Shymkent": "KZ-79",
}
CITIES = {"KZ-71", "KZ-75", "KZ-79"}  # too small to be drawn to scale: they become dots


def albers(longitude: float, latitude: float) -> tuple[float, float]:
    """Project to kilometres around 67 E, 48 N, with standard parallels 43 and 53 N."""
    first, second, origin = map(math.radians, (43, 53, 48))
    n = (math.sin(first) + math.sin(second)) / 2
    c = math.cos(first) ** 2 + 2 * n * math.sin(first)

    def rho(angle: float) -> float:
        return 6371 * math.sqrt(c - 2 * n * math.sin(angle)) / n

    theta = n * math.radians(longitude - 67)
    here = rho(math.radians(latitude))
    return here * math.sin(theta), here * math.cos(theta) - rho(origin)  # y grows southwards


def outline(region: Any, scale: float, left: float, top: float) -> str:  # noqa: ANN401
    """Write the rings of a region as the path of an SVG."""
    polygons = getattr(region, "geoms", [region])
    rings = [ring for one in polygons for ring in (one.exterior, *one.interiors)]
    parts = []
    for ring in rings:
        points = [(round((x - left) * scale), round((y - top) * scale)) for x, y in ring.coords]
        kept = [one for one, before in zip(points, [None, *points], strict=False) if one != before]
        if len(kept) > 3:  # noqa: PLR2004 - a ring of fewer points has no area
            parts.append("M" + "L".join(f"{x} {y}" for x, y in kept[:-1]) + "Z")
    return "".join(parts)


def main(source: Path) -> None:
    """Draw what is in the file."""
    features = json.loads(source.read_text(encoding="utf-8"))["features"]
    names = [CODES[one["properties"]["ADM1_EN"]] for one in features]
    if sorted(names) != sorted(CODES.values()):
        sys.exit("the file does not hold the 20 regions")
    flat = [shapely.transform(shape(one["geometry"]), project) for one in features]
    plain = shapely.coverage_simplify(flat, TOLERANCE)
    left, top, right, bottom = shapely.union_all(plain).bounds
    scale = (WIDTH - 2 * MARGIN) / (right - left)
    left, top = left - MARGIN / scale, top - MARGIN / scale
    height = round((bottom - top) * scale) + MARGIN
    lines = []
    for code, region in sorted(zip(names, plain, strict=True)):
        inside = shapely.maximum_inscribed_circle(region).coords[0]
        x, y = round((inside[0] - left) * scale), round((inside[1] - top) * scale)
        path = "" if code in CITIES else outline(region, scale, left, top)
        lines.append(f'    "{code}": {{"x": {x}, "y": {y}, "path": "{path}"}},\n')
    TARGET.write_text(
        "{#- Written by scripts/draw_regions.py; the README here names the origin. -#}\n"
        f'{{% set box = "0 0 {WIDTH} {height}" %}}\n'
        "{% set regions = {\n" + "".join(lines) + "} %}\n",
        encoding="utf-8",
    )


def project(points: Any) -> Any:  # noqa: ANN401
    """Project an array of points."""
    return [albers(*point) for point in points]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
