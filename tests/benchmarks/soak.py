"""Whether an hour of training leaves the memory as it was.

`python tests/benchmarks/soak.py [--minutes 60]` opens the real window on 2-8-8-1, trains flat out
and prints one JSON object: epochs done, and every minute the resident memory in MB, the number of
Python objects and of Qt objects. The history of states may fill its budget first (128 MB); what
counts is the slope of the second half, in MB an hour (Linux only).
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from PySide6.QtCore import QObject, QSettings

from playground.app.application import make_application, make_window
from playground.app.settings import AppSettings
from playground.palette import LIGHT
from tests.benchmarks.bench_window import SIZE, content, live

BETWEEN_SECONDS = 60.0


def resident_megabytes() -> float:
    """What of this process is in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def measure(minutes: int) -> dict[str, object]:
    app = make_application()
    QSettings.setPath(
        QSettings.Format.IniFormat, QSettings.Scope.UserScope, tempfile.mkdtemp(prefix="soak-")
    )
    window = make_window(AppSettings(), LIGHT, content())
    window.resize(*SIZE)
    window.show()
    live(1.0)
    start = resident_megabytes()
    window.controller.train()
    samples = []
    for _ in range(minutes):
        live(BETWEEN_SECONDS)
        gc.collect()
        frame = window.controller.snapshot
        assert frame is not None
        samples.append(
            {
                "epoch": frame.epoch,
                "megabytes": round(resident_megabytes(), 1),
                "python_objects": len(gc.get_objects()),
                "qt_objects": len(window.findChildren(QObject)),
            }
        )
        print(json.dumps(samples[-1]), file=sys.stderr, flush=True)
    window.controller.pause()
    while not window.controller.is_settled:
        live(0.02)
    window.documents.may_leave = lambda: True
    window.close()
    later = [sample["megabytes"] for sample in samples[len(samples) // 2 :]]
    slope = np.polyfit(np.arange(len(later)), later, 1)[0] if len(later) > 1 else 0.0
    return {
        "platform": app.platformName(),
        "minutes": minutes,
        "epochs": samples[-1]["epoch"],
        "megabytes_before_training": round(start, 1),
        "megabytes_an_hour_in_the_second_half": round(60 * float(slope), 2),
        "each_minute": samples,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--minutes", type=int, default=60)
    print(json.dumps(measure(parser.parse_args().minutes), indent=1))


if __name__ == "__main__":
    main()
