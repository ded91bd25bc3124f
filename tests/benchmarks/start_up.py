"""From the command to a painted window that shows the vision, and the memory it then holds.

The peer is a bare PySide6 window with the same text. First starts have a data folder without anything in it and files
that are read from the disk; second starts have neither. Our modules are compiled beforehand, as installing does it.
"""

import compileall
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import visioneditor
from tests.benchmarks.figures import Figure, compare_medians
from tests.benchmarks.material import Material
from tests.benchmarks.processes import forget_files, make_home, memory_mb, program_folders
from tests.benchmarks.screen import HEIGHT, WIDTH, Screen, open_screen, time_until_painted, wait_until_blank

ROUNDS = 5
PACKAGE = Path(visioneditor.__file__).parent
BARE_WINDOW = Path(__file__).with_name("bare_window.py")
BARE = "a bare PySide6 window with the same text"

# What is aimed at: a start not much longer than Qt's own. The bound is a guard: what is reached, and what a busy
# machine adds to it.
START_AIM, START_BOUND = 1.5, 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """One start of one program."""

    seconds: float
    memory_mb: float


def measure(material: Material, folder: Path) -> tuple[Figure, ...]:
    """First and second starts, ours and the bare window in turn."""
    compileall.compile_dir(str(PACKAGE), quiet=2)
    with open_screen() as screen:
        text = folder / "vision.txt"
        text.write_text(material.vision, encoding="utf-8")
        ours = [sys.executable, "-m", "visioneditor", str(material.repository), "--document", material.path]
        ours += ["--size", f"{WIDTH}x{HEIGHT}"]
        bare = [sys.executable, str(BARE_WINDOW), str(text)]
        first = [_start_anew(screen, (ours, bare), folder / f"first-{number}") for number in range(ROUNDS)]
        home = make_home(folder / "second")
        _start_both(screen, (ours, bare), home)
        second = [_start_both(screen, (ours, bare), home) for _ in range(ROUNDS)]
    picture = [_time_screenshot(ours, home, folder / "picture.png") for _ in range(ROUNDS)]
    return (
        _seconds(f"first start, painted (aim: {START_AIM})", first),
        _seconds(f"second start, painted (aim: {START_AIM})", second, START_BOUND),
        compare_medians(
            "second start, memory", BARE, [s[0].memory_mb for s in second], [s[1].memory_mb for s in second], unit="MB"
        ),
        compare_medians(
            "a picture of the window (--screenshot)", BARE, picture, [s[1].seconds * 1000 for s in second], unit="ms"
        ),
    )


def _seconds(name: str, starts: Sequence[tuple[Start, Start]], bound: float | None = None) -> Figure:
    ours, bare = ([start[side].seconds * 1000 for start in starts] for side in (0, 1))
    return compare_medians(name, BARE, ours, bare, unit="ms", bound=bound)


def _start_anew(screen: Screen, commands: tuple[list[str], list[str]], home: Path) -> tuple[Start, Start]:
    environment = make_home(home)
    ours, bare = commands
    forget_files(program_folders())
    mine = _start(screen, ours, environment)
    forget_files(program_folders())
    return mine, _start(screen, bare, environment)


def _start_both(
    screen: Screen, commands: tuple[list[str], list[str]], environment: Mapping[str, str]
) -> tuple[Start, Start]:
    ours, bare = commands
    return _start(screen, ours, environment), _start(screen, bare, environment)


def _start(screen: Screen, command: list[str], environment: Mapping[str, str]) -> Start:
    begun = perf_counter()
    program = subprocess.Popen(command, env=dict(environment, DISPLAY=screen.display, QT_QPA_PLATFORM="xcb"))
    try:
        seconds = time_until_painted(screen, begun)
        return Start(seconds=seconds, memory_mb=memory_mb(program.pid))
    finally:
        program.terminate()
        program.wait()
        wait_until_blank(screen)


def _time_screenshot(command: list[str], environment: Mapping[str, str], target: Path) -> float:
    begun = perf_counter()
    subprocess.run([*command, "--screenshot", str(target)], env=environment, check=True)
    return (perf_counter() - begun) * 1000
