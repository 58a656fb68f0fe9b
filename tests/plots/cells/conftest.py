"""A view of cells on a shown widget."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from playground.geometry.cells import arrange
from playground.plots.cells.picture import CellsLook, picture_of, with_linear_pieces
from playground.plots.cells.view import CellsView
from tests.eyes import put_up
from tests.geometry.networks import layered, request

TRIANGLE = layered(
    [[[1, 1], [-1, 1], [0, -1]], [[1 / 3] * 3]], [[1, 1, 1], [-0.75]], ["step", "step"]
)
BOUNDS = (-6.0, 6.0, -6.0, 6.0)


def look_of(network, title="ŷ") -> CellsLook:
    ids = [node.id for node in network.nodes if node.column is None]
    return CellsLook(title, {id_: n for n, id_ in enumerate(sorted(ids, reverse=True))}, 1)


@pytest.fixture
def view(qtbot):
    view = CellsView()
    view.set_plane(BOUNDS, "x₁", "x₂")
    put_up(qtbot, view, 520, 760)
    return view


def show(view, network, bounds=BOUNDS, bias=None, **options):
    picture = with_linear_pieces(picture_of(arrange(request(network, bounds, **options))))
    if bias is None and len(network.outputs) == 1:
        bias = network.nodes[-1].bias
    view.show_picture(picture, look_of(network), bias)
    QApplication.processEvents()
    return picture


def readable(view) -> str:
    facts = view._facts.findChildren(QLabel)
    return "\n".join(
        getattr(label, "full_text", label.text()) for label in facts if label.isVisible()
    )
