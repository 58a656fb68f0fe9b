"""Each script prints one JSON object: `python -m tests.benchmarks.bench_engine`."""

from __future__ import annotations

import os

# Before NumPy and Qt are imported: small products don't gain from threads, and pyqtgraph looks for
# its binding once.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ["QT_API"] = os.environ["PYQTGRAPH_QT_LIB"] = "PySide6"
