"""The data as the views of the plane show them."""

from __future__ import annotations

from playground.app.controller import Controller
from playground.data.features import FEATURES
from playground.plots.plane.points import PointSet

NO_PLANE = (
    "This data has one input, so there is a line and no plane: see the Curve tab, "
    "or choose data with two inputs."
)


def has_plane(controller: Controller) -> bool:
    """Whether the data have two axes."""
    return controller.plane is not None and controller.plane.y is not None


def column_label(column: str) -> str:
    """What people call a column: x₁ for x1, its own name for one of a table."""
    return FEATURES[column].label if column in FEATURES else column


def axis_names(controller: Controller) -> tuple[str, str]:
    """Names of the two axes; data of one column have none for the second."""
    dataset, plane = controller.dataset, controller.plane
    if dataset is None or plane is None:
        return "", ""
    x, y = [*(column_label(dataset.columns[axis]) for axis in plane.axes), ""][:2]
    return x, y


def plane_points(controller: Controller) -> PointSet | None:
    """The points of the data on the two axes, None without data."""
    dataset, plane = controller.dataset, controller.plane
    if dataset is None or plane is None:
        return None
    x, y = plane.places(dataset.inputs)
    kind, names = dataset.kind, dataset.class_names
    return PointSet(x, y, dataset.labels, kind, names, dataset.train_count)
