"""Warns of a neuron that decides on a knife's edge, and offers the bias that doesn't."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from playground.document.knife_edges import knife_edge, use_safe_bias
from playground.network.model import Network
from playground.network.weight import format_weight
from playground.widgets.decimals import DECIMALS
from playground.widgets.described import described
from playground.widgets.elided_label import ElidedLabel
from playground.widgets.icons import IconButton

_WHY = (
    "With some of the neurons before it the sum is exactly 0, where programs differ: some fire at "
    "0 and some don't, and rounding may add to less. The safe bias lies halfway to the next sum, "
    "so that everything is decided as it is now."
)


class KnifeEdgeNote(QWidget):
    """Hidden where there is nothing to warn of.

    Signals
    -------
    edit_requested(object) : a recipe of `document.knife_edges`.
    """

    edit_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._node_id = ""
        self._text = ElidedLabel()
        self._text.setWhatsThis(_WHY)
        self._mend = IconButton("", "ph.shield-check", parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._text)
        row.addWidget(self._mend)
        row.addStretch(1)
        self._mend.clicked.connect(self._on_clicked)
        self.hide()

    def show_node(self, network: Network, node_id: str) -> None:
        """Warn of that neuron, if there is something to warn of."""
        found = knife_edge(network, node_id)
        self._node_id = node_id
        self.setVisible(found is not None)
        if found is not None:
            text = f"On a knife’s edge: {found.terms} = 0"
            self._text.show_text(text)
            self._text.setToolTip(f"{text}. {_WHY}")
            text = f"Use the safe bias {format_weight(found.bias, DECIMALS.of(4))}"
            self._mend.setText(text)
            described(self._mend, text, "Decide the same with room on both sides", _WHY)

    def _on_clicked(self) -> None:
        self.edit_requested.emit(use_safe_bias(self._node_id))
