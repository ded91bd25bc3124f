"""`make bench`: measure, write RESULTS.md, and fail where a bound is missed.

Names of benchmarks as arguments run only those, and leave RESULTS.md as it is.
"""

import os
import platform
import sys
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks import (
    big_comparison,
    compare_start,
    comparing,
    consensus_table,
    cost,
    frozen_start,
    live_window,
    noise,
    parsing,
    provenance,
    side_by_side,
    spelling,
    start_up,
    typing_speed,
)
from tests.benchmarks.figures import Figure, render_figures
from tests.benchmarks.material import Material, load_material

RESULTS = Path(__file__).with_name("RESULTS.md")

BENCHMARKS: dict[str, Callable[[Material, Path], tuple[Figure, ...]]] = {
    "start-up": start_up.measure,
    "compare-start": compare_start.measure,
    "frozen-start": frozen_start.measure,
    "live-window": live_window.measure,
    "big-comparison": big_comparison.measure,
    "parsing": parsing.measure,
    "spelling": spelling.measure,
    "comparing": comparing.measure,
    "noise": noise.measure,
    "cost": cost.measure,
    "side-by-side": side_by_side.measure,
    "consensus-table": consensus_table.measure,
    "typing": typing_speed.measure,
    "provenance": provenance.measure,
}


def main(names: list[str]) -> int:
    """Run the benchmarks named, or all."""
    unknown = set(names) - BENCHMARKS.keys()
    if unknown:
        print(
            f"There is no benchmark {', '.join(sorted(unknown))}; there are {', '.join(BENCHMARKS)}.", file=sys.stderr
        )
        return 2
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="visioneditor-bench-") as name:
        folder = Path(name)
        material = load_material(folder)
        figures = [figure for key in names or BENCHMARKS for figure in BENCHMARKS[key](material, folder)]
    text = render_figures(figures, _describe_machine(material, load))
    print(text)
    if not names:
        RESULTS.write_text(text, encoding="utf-8")
    return 1 if any(figure.is_missed for figure in figures) else 0


def _describe_machine(material: Material, load: float) -> str:
    parts = (
        f"On {material.name}",
        f"{os.cpu_count()} processors ({platform.machine()}, {platform.system()})",
        f"Python {platform.python_version()}",
        f"PySide6 {version('PySide6_Essentials')}",
        f"other programs' load at the start {load:.1f}",
    )
    return "; ".join(parts) + "."


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
