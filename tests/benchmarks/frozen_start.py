"""From the command to a painted window: the program as packages carry it, beside itself in a virtual environment.

What is frozen is what `make dist` left; both are started in turn, each once before, so that their files are in memory.
"""

import compileall
import sys
from contextlib import suppress
from pathlib import Path

from tests.benchmarks.compare_start import time_start
from tests.benchmarks.figures import Figure, compare_medians
from tests.benchmarks.material import Material
from tests.benchmarks.processes import make_home
from tests.benchmarks.screen import HEIGHT, WIDTH, open_screen
from tests.benchmarks.start_up import PACKAGE

PROGRAM = PACKAGE.parent / "build" / "packaging" / sys.platform / "frozen" / "visioneditor" / "visioneditor"
ROUNDS = 15
BOUND = 1.05  # no slower; the rest is what two medians of one program differ by


def measure(material: Material, folder: Path) -> tuple[Figure, ...]:
    """One figure; none where nothing was frozen, or there is no X server, and it is said which."""
    if not PROGRAM.is_file():
        print("frozen-start: nothing was frozen (`make dist`), nothing is measured.", file=sys.stderr)
        return ()
    compileall.compile_dir(str(PACKAGE), quiet=2)
    arguments = [str(material.repository), "--document", material.path, "--size", f"{WIDTH}x{HEIGHT}"]
    commands = ([str(PROGRAM), *arguments], [sys.executable, "-m", "visioneditor", *arguments])
    times: tuple[list[float], list[float]] = ([], [])
    with suppress(FileNotFoundError), open_screen() as screen:
        home = make_home(folder / "frozen-start")
        for _ in range(ROUNDS + 1):
            for command, found in zip(commands, times, strict=True):
                found.append(time_start(screen, command, home))
    if not times[1]:
        print("frozen-start: there is no X server, nothing is measured.", file=sys.stderr)
        return ()
    name = "a packaged program, from the command to a painted window"
    return (compare_medians(name, "from a virtual environment", times[0][1:], times[1][1:], unit="ms", bound=BOUND),)
