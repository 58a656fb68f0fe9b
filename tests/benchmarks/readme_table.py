"""Write the README's table of speeds from what the benchmarks printed.

python -m tests.benchmarks.bench_engine -o engine.json
python -m tests.benchmarks.bench_window > window.json
python -m tests.benchmarks.bench_views > views.json
python -m tests.benchmarks.readme_table engine.json window.json views.json
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

README = Path(__file__).resolve().parents[2] / "README.md"
START, END = "<!-- speeds -->\n", "<!-- end of speeds -->\n"
PEERS = {
    "playground_core": "TensorFlow Playground's core",
    "torch": "PyTorch, eager",
    "scikit_learn": "scikit-learn",
}


def engine_table(result: dict[str, Any]) -> list[str]:
    """One row a network: our step time and how many times longer each peer takes."""
    lines = [
        "| network, batch | a step | " + " | ".join(PEERS.values()) + " |",
        "|---|---|" + "---|" * len(PEERS),
    ]
    for name, row in result["step"].items():
        times = [
            f"{times_as_long(1 / row['ratios'][peer])} × as long" if peer in row["ratios"] else "–"
            for peer in PEERS
        ]
        ours = f"{row['microseconds']['engine']:.1f} µs"
        lines.append(f"| {name}, {row['batch']} | {ours} | " + " | ".join(times) + " |")
    return lines


def times_as_long(ratio: float) -> str:
    """Two digits that count, without an exponent."""
    return f"{ratio:.2g}" if ratio < 99.5 else f"{ratio:,.0f}"


def window_sentence(result: dict[str, Any]) -> str:
    """What is left of the speed with the window open, and how smooth the window is."""
    run = result["median"]
    return (
        f"With the window open and 2-8-8-1 training flat out on 250 points: "
        f"{run['epochs_per_second']:,.0f} epochs/s, {run['ratio']:.0%} of the bare engine's, at "
        f"{run['frames_per_second']:.0f} frames/s; {run['interval_p99_ms']:.0f} ms between frames "
        f"at the 99th percentile."
    )


def views_sentence(result: dict[str, Any]) -> str:
    """How smooth the window stays with more in view."""
    run = result["median"]
    return (
        f"With Regions, Surface and Loss side by side: {run['frames_per_second']:.0f} frames/s, "
        f"{run['interval_p99_ms']:.0f} ms."
    )


def main() -> None:
    """Put table and sentences between the README's two markers."""
    engine, window, views = (json.loads(Path(path).read_text()) for path in sys.argv[1:4])
    machine = f"Python {engine['python']}, NumPy {engine['numpy']}, one thread."
    said = f"{machine} {window_sentence(window)} {views_sentence(views)}"
    lines = [*engine_table(engine), "", said, ""]
    text = README.read_text(encoding="utf-8")
    before, rest = text.split(START)
    after = rest.split(END)[1]
    README.write_text(before + START + "\n".join(lines) + "\n" + END + after, encoding="utf-8")


if __name__ == "__main__":
    main()
