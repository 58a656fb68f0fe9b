"""The examples that are carved from shapes drawn on the plane; used by `make_examples`."""

from __future__ import annotations

import random

import numpy as np

from playground.app.commands.overrides import put_edit
from playground.data.choice import DataChoice, Table
from playground.document.content import Content, NewItems
from playground.document.shape_edits import CarvingStyle, carve_shapes
from playground.geometry.shapes import Shape

TRIANGLES = (
    Shape("polygon", ((-4.0, -4.0), (-1.0, -4.0), (-2.5, -1.1))),
    Shape("polygon", ((1.0, 1.0), (4.0, 1.0), (2.5, 3.9))),
)
CIRCLE = Shape("circle", ((0.0, 0.0), (2.9, 0.0)), 8)
STRIP = Shape("strip", ((-3.0, -1.0), (3.0, 2.0), (0.0, 3.0)))
WEDGE = Shape("wedge", ((-2.0, 0.0), (3.0, 2.5), (3.0, -2.0)))
ANGLE = Shape("polygon", ((-3, -3), (3, -3), (3, 0), (0, 0), (0, 3), (-3, 3)))


def carved(style: CarvingStyle, *shapes: Shape) -> Content:
    """The shapes carved, with points that lie inside or outside of them."""
    content = Content(data=_points(shapes), new_items=NewItems(activation="step"))
    put_edit(content, carve_shapes(shapes, style))
    return content


def circle_by_half_planes() -> Content:
    """Eight half-planes between the two classes of the circle."""
    content = carved("robust", CIRCLE)
    content.data = DataChoice("circle", noise=10, train_share=60)
    return content


def _points(shapes: tuple[Shape, ...], count: int = 400) -> DataChoice:
    """As many points inside as outside, as a table."""
    rng = random.Random(1)
    rows: dict[bool, list[tuple[float, float]]] = {False: [], True: []}
    while min(map(len, rows.values())) < count // 2:
        point = round(rng.uniform(-6.0, 6.0), 2), round(rng.uniform(-6.0, 6.0), 2)
        inside = any(bool(shape.contains(np.array([point]))[0]) for shape in shapes)
        if len(rows[inside]) < count // 2:
            rows[inside].append(point)
    values = [(x, y, float(inside)) for inside, found in rows.items() for x, y in found]
    columns = ("x1", "x2", "region")
    table = Table("shapes.csv", columns, np.array(values), ((), (), ("outside", "shape")))
    return DataChoice("table", table=table, train_share=60)
