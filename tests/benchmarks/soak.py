"""Whether an hour of training leaves the memory as it was.

`python -m tests.benchmarks.soak [--minutes 60]` opens the real window on 2-8-8-1, trains flat out
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
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from playground.app.main_window import MainWindow
from tests.benchmarks.bench_window import SIZE, content
from tests.benchmarks.shown_window import live, pause, shown_window

BETWEEN_SECONDS = 60.0


def resident_megabytes() -> float:
    """What of this process is in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def sample(window: MainWindow) -> dict[str, float]:
    """What is there now."""
    gc.collect()
    frame = window.controller.snapshot
    assert frame is not None
    found = {
        "epoch": frame.epoch,
        "megabytes": round(resident_megabytes(), 1),
        "python_objects": len(gc.get_objects()),
        "qt_objects": len(window.findChildren(QObject)),
    }
    print(json.dumps(found), file=sys.stderr, flush=True)
    return found


def measure(minutes: int) -> dict[str, object]:
    samples = []
    with shown_window(content(), SIZE) as window:
        live(0.5)
        start = resident_megabytes()
        window.controller.train()
        for _ in range(minutes):
            live(BETWEEN_SECONDS)
            samples.append(sample(window))
        pause(window.controller)
    later = [sample["megabytes"] for sample in samples[len(samples) // 2 :]]
    slope = np.polyfit(np.arange(len(later)), later, 1)[0] if len(later) > 1 else 0.0
    return {
        "platform": QGuiApplication.platformName(),
        "minutes": minutes,
        "epochs": samples[-1]["epoch"],
        "megabytes_before_training": round(start, 1),
        "megabytes_an_hour_in_the_second_half": round(60 * float(slope), 2),
        "each_minute": samples,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--minutes", type=int, default=60)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    print(json.dumps(measure(parser.parse_args().minutes), indent=1))


if __name__ == "__main__":
    main()
