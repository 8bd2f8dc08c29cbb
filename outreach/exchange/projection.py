"""From the corners of one quadrilateral to those of another, as a camera sees a sheet (Heckbert 1989, section 2)."""

from collections.abc import Sequence

type Point = tuple[float, float]
type Matrix = tuple[float, float, float, float, float, float, float, float, float]
type Projection = tuple[float, float, float, float, float, float, float, float]
"""``a`` to ``h`` of ``x' = (a x + b y + c) / (g x + h y + 1)``, ``y' = (d x + e y + f) / (g x + h y + 1)``."""


def projection(source: Sequence[Point], target: Sequence[Point]) -> Projection:
    """The projection that takes four corners to four others, in the same order around.

    >>> project(projection([(0, 0), (2, 0), (2, 2), (0, 2)], [(5, 5), (9, 5), (9, 9), (5, 9)]), (1, 1))
    (7.0, 7.0)
    """
    a, b, c, d, e, f, g, h, i = _times(_from_square(target), _inverted(_from_square(source)))
    return (a / i, b / i, c / i, d / i, e / i, f / i, g / i, h / i)


def project(by: Projection, point: Point) -> Point:
    """Where a point comes to lie."""
    a, b, c, d, e, f, g, h = by
    x, y = point
    depth = g * x + h * y + 1
    return ((a * x + b * y + c) / depth, (d * x + e * y + f) / depth)


def _from_square(corners: Sequence[Point]) -> Matrix:
    """What takes the unit square (from the origin, first along x) to four corners."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = corners
    dx1, dx2, dx3 = x1 - x2, x3 - x2, x0 - x1 + x2 - x3
    dy1, dy2, dy3 = y1 - y2, y3 - y2, y0 - y1 + y2 - y3
    area = dx1 * dy2 - dx2 * dy1
    g = (dx3 * dy2 - dx2 * dy3) / area
    h = (dx1 * dy3 - dx3 * dy1) / area
    return (x1 - x0 + g * x1, x3 - x0 + h * x3, x0, y1 - y0 + g * y1, y3 - y0 + h * y3, y0, g, h, 1.0)


def _inverted(matrix: Matrix) -> Matrix:
    """The inverse up to a factor, which a projection does not mind."""
    a, b, c, d, e, f, g, h, i = matrix
    return (
        e * i - f * h, c * h - b * i, b * f - c * e,
        f * g - d * i, a * i - c * g, c * d - a * f,
        d * h - e * g, b * g - a * h, a * e - b * d,
    )  # fmt: skip


def _times(left: Matrix, right: Matrix) -> Matrix:
    cells = [
        sum(left[3 * row + k] * right[3 * k + column] for k in range(3)) for row in range(3) for column in range(3)
    ]
    a, b, c, d, e, f, g, h, i = cells
    return (a, b, c, d, e, f, g, h, i)
