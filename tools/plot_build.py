"""A log of `kg build --json-log` → time against papers as SVG: `plot_build.py LOG > scale.svg`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import orjson

WIDTH, HEIGHT, LEFT, RIGHT, BELOW = 560, 300, 56, 32, 40
EVERY = 10
"""Of so many points one is drawn."""


class Point(NamedTuple):
    """How far extraction had come."""

    papers: int
    minutes: float


def points(log: bytes) -> Iterator[Point]:
    """Read the lines of extraction; its time is what it has done by its rate."""
    for line in log.splitlines():
        if line.startswith(b"{"):
            told = orjson.loads(line)
            if told["stage"] == "extract" and told["per_second"]:
                yield Point(told["done"], told["done"] / told["per_second"] / 60)


def svg(drawn: Sequence[Point]) -> str:
    """Draw the points as a line, beside the straight one from nothing to the last."""
    most, longest = drawn[-1]
    right, high = WIDTH - LEFT - RIGHT, HEIGHT - BELOW - 20

    def place(point: Point) -> str:
        return (
            f"{LEFT + right * point.papers / most:.1f},{HEIGHT - BELOW - high * point.minutes / longest:.1f}"
        )

    line = " ".join(map(place, drawn))
    start, end = place(Point(0, 0)), place(drawn[-1])
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif"'
            ' font-size="12">',
            '<rect width="100%" height="100%" fill="#fff"/>',
            f'<polyline points="{start} {end}" fill="none" stroke="#bbb" stroke-dasharray="4 4"/>',
            f'<polyline points="{start} {line}" fill="none" stroke="#1f5fa8" stroke-width="2"/>',
            f'<path d="M{LEFT} 20V{HEIGHT - BELOW}H{WIDTH - RIGHT}" fill="none" stroke="#333"/>',
            *_marks(most, longest),
            "</svg>\n",
        ]
    )


def _marks(most: int, longest: float) -> Iterator[str]:
    """Write quarters of both axes, and what they count."""
    right, high = WIDTH - LEFT - RIGHT, HEIGHT - BELOW - 20
    for quarter in range(1, 5):
        x, y = LEFT + right * quarter / 4, HEIGHT - BELOW - high * quarter / 4
        yield f'<text x="{x:.0f}" y="{HEIGHT - 22}" text-anchor="middle">{most * quarter / 4:,.0f}</text>'
        yield f'<text x="{LEFT - 6}" y="{y + 4:.0f}" text-anchor="end">{longest * quarter / 4:.0f}</text>'
    yield f'<text x="{WIDTH - RIGHT}" y="{HEIGHT - 6}" text-anchor="end">papers extracted</text>'
    yield f'<text x="{LEFT + 6}" y="16">minutes</text>'


def main() -> None:
    """Read the log, write the picture to standard output."""
    told = [*points(Path(sys.argv[1]).read_bytes())]
    sys.stdout.write(svg([*told[::EVERY], told[-1]]))


if __name__ == "__main__":
    main()
