"""From the command to the painted comparison of two drafts of the vision, beside KDiff3 with the two bare files.

Both are seen from outside, by the screen they paint on, in turn. Each has been started once before, so that its files
are in memory and what it asks only the first time is settled.
"""

import compileall
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from shutil import which
from time import perf_counter

from tests.benchmarks.figures import Figure, compare_medians
from tests.benchmarks.material import Material
from tests.benchmarks.processes import make_home
from tests.benchmarks.screen import HEIGHT, WIDTH, Screen, open_screen, time_until_painted, wait_until_blank
from tests.benchmarks.start_up import PACKAGE

ROUNDS = 9
PEER = "kdiff3"
_QUIET = "[KDiff3 Options]\nWindowStateMaximised=true\nTipOfTheDay=false\n"


def measure(material: Material, folder: Path) -> tuple[Figure, ...]:
    """One figure; none where there is no KDiff3, or no X server, and it is said which."""
    program = which(PEER)
    if program is None:
        print("compare-start: KDiff3 is not installed, nothing is measured.", file=sys.stderr)
        return ()
    compileall.compile_dir(str(PACKAGE), quiet=2)
    ours = [sys.executable, "-m", "visioneditor", str(material.repository), "--document", material.path]
    ours += ["--compare", f"{material.old_revision}..{material.new_revision}", "--size", f"{WIDTH}x{HEIGHT}"]
    peer = [program, "--geometry", f"{WIDTH}x{HEIGHT}+0+0", *_write_files(material, folder)]
    times: tuple[list[float], list[float]] = ([], [])
    with suppress(FileNotFoundError), open_screen() as screen:
        home = make_home(folder / "compare-start")
        settings = Path(home["HOME"]) / ".config" / "kdiff3rc"
        settings.parent.mkdir(parents=True)
        settings.write_text(_QUIET, encoding="utf-8")
        for _ in range(ROUNDS + 1):
            for command, found in zip((ours, peer), times, strict=True):
                found.append(time_start(screen, command, home))
    if not times[1]:
        print("compare-start: there is no X server, nothing is measured.", file=sys.stderr)
        return ()
    name = f"from the command to a painted comparison (best {min(times[0][1:]):.0f} ms)"
    return (compare_medians(name, "KDiff3 with the bare files", times[0][1:], times[1][1:], unit="ms", bound=1.0),)


def _write_files(material: Material, folder: Path) -> list[str]:
    files = []
    for name, text in (("old", material.old_vision), ("new", material.vision)):
        file = folder / f"{name}-vision.rst"
        file.write_text(text, encoding="utf-8")
        files.append(str(file))
    return files


def time_start(screen: Screen, command: list[str], environment: Mapping[str, str]) -> float:
    """Milliseconds from the command until the screen shows what it shows in the end."""
    begun = perf_counter()
    program = subprocess.Popen(
        command,
        env=dict(environment, DISPLAY=screen.display, QT_QPA_PLATFORM="xcb"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        return time_until_painted(screen, begun) * 1000
    finally:
        program.terminate()
        program.wait()
        wait_until_blank(screen)
