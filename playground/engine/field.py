"""Every node's value over a grid or any other set of points."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import DTypeLike

from playground.engine.activations import ACTIVATIONS
from playground.engine.passes import ForwardPass
from playground.engine.program import Program
from playground.engine.recipes import Array, run
from playground.engine.snapshot import FloatArray
from playground.engine.spec import NetworkSpec

# Values of one pass: larger ones gain nothing and leave the cache.
PASS_VALUES = 2**18
KEPT = 16
# Products of weights below this, along a path of up to six, fit into float32.
ROUGH_BELOW = 1e6


class NodeEvaluator:
    """Evaluates nodes of a network at given points.

    Programs and buffers are kept, so that asking again costs nothing but arithmetic.

    Parameters
    ----------
    raw_outputs
        Leave the outputs' activations out, as with cross-entropies.
    input_bounds
        The largest size of each data column; used for the tolerance of step nodes alone.
    """

    def __init__(
        self,
        network: NetworkSpec,
        *,
        raw_outputs: bool = False,
        input_bounds: Array | None = None,
    ) -> None:
        self._network = network
        self._raw_outputs = raw_outputs
        self._input_bounds = input_bounds
        self._index = {node.id: index for index, node in enumerate(network.nodes)}
        self._has_steps = any(ACTIVATIONS[node.activation].tolerant for node in network.nodes)
        self._programs: dict[tuple[tuple[str, ...], DTypeLike | None], Program] = {}
        self._passes: dict[tuple[Program, int, bool], ForwardPass] = {}
        self._biases = np.array([node.bias for node in network.nodes], dtype=np.float64)
        self._weights = np.array([edge.weight for edge in network.edges], dtype=np.float64)
        self._is_small = self._is_all_small()

    def set_parameters(self, biases: FloatArray, weights: FloatArray) -> None:
        """Use these parameters, aligned with the spec's nodes and edges, from now on."""
        self._biases, self._weights = biases, weights
        self._is_small = self._is_all_small()

    def evaluate(
        self, inputs: FloatArray, node_ids: Iterable[str] | None = None, out: Array | None = None
    ) -> Array:
        """Return the outputs (nodes, M) of the asked nodes, by default all, for inputs (M, C).

        Rows are in the order asked for, or the spec's. `out`, float64 or float32, receives the
        result if given; for a float32 one all is computed in float32, in half the time, but for
        networks with step or sign nodes, whose tolerance would be felt, or large weights.

        Raises
        ------
        KeyError
            When a node isn't in the network.
        """
        wanted = tuple(self._index if node_ids is None else node_ids)
        if out is None:
            out = np.empty((len(wanted), len(inputs)))
        is_rough = out.dtype == np.float32 and self._is_small and not self._has_steps
        forward, rows = self._prepare(wanted, len(inputs), np.float32 if is_rough else None)
        for start in range(0, len(inputs), forward.width):
            stop = min(start + forward.width, len(inputs))
            self._run(forward, inputs[start:stop])
            with np.errstate(over="ignore"):
                for into, row in enumerate(rows):
                    out[into, start:stop] = forward.a[row, : stop - start]
        return out

    def forward(self, inputs: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return z and a of all nodes, each (nodes, M), for inputs (M, C); z of inputs is a."""
        wanted = tuple(self._index)
        z = np.empty((len(wanted), len(inputs)))
        a = np.empty_like(z)
        forward, rows = self._prepare(wanted, len(inputs), None, keep_z=True)
        assert forward.z is not None
        first = 1 + len(forward.program.columns)
        neurons = [index for index, row in enumerate(rows) if row >= first]
        sums = [rows[index] for index in neurons]
        for start in range(0, len(inputs), forward.width):
            stop = min(start + forward.width, len(inputs))
            self._run(forward, inputs[start:stop])
            a[:, start:stop] = forward.a[rows, : stop - start]
            z[:, start:stop] = a[:, start:stop]
            z[neurons, start:stop] = forward.z[sums, : stop - start]
        return z, a

    def _run(self, forward: ForwardPass, inputs: FloatArray) -> None:
        for row, column in enumerate(forward.program.columns):
            forward.inputs[row, : len(inputs)] = inputs[:, column]
        with np.errstate(all="ignore"):
            run(forward.forward)

    def _is_all_small(self) -> bool:
        sizes = (np.abs(values).max(initial=0.0) for values in (self._biases, self._weights))
        return bool(max(sizes) < ROUGH_BELOW)

    def _prepare(
        self, wanted: tuple[str, ...], count: int, dtype: DTypeLike | None, keep_z: bool = False
    ) -> tuple[ForwardPass, list[int]]:
        """Return a pass with the present parameters, and the rows of the wanted nodes in it."""
        program = self._program(wanted, dtype)
        program.write(program.parameters, self._biases, self._weights)
        program.refresh()
        pieces = max(1, -(-count * program.rows // PASS_VALUES))
        width = max(1, -(-count // pieces))
        key = (program, width, keep_z)
        if key not in self._passes:
            if len(self._passes) >= KEPT:
                self._passes.clear()
            z = np.zeros((program.rows, width), dtype=program.dtype) if keep_z else None
            self._passes[key] = ForwardPass(program, width, z)
        return self._passes[key], [program.row_of[id_] for id_ in wanted]

    def _program(self, wanted: tuple[str, ...], dtype: DTypeLike | None) -> Program:
        key = (wanted, dtype)
        if key not in self._programs:
            if len(self._programs) >= KEPT:
                self._programs.clear()
                self._passes.clear()
            self._programs[key] = Program(
                self._network,
                wanted,
                raw_outputs=self._raw_outputs,
                dtype=dtype,
                input_bounds=self._input_bounds,
            )
        return self._programs[key]
