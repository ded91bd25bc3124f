"""Where all words of a document come from: from the command to the answer, beside what is allowed and git's blame."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

from tests.benchmarks.figures import Figure, compare_medians
from tests.benchmarks.material import Material

_CHARTER = "reference/charter.rst"
_ROUNDS = 5
_ALLOWED = "what is allowed"


def measure(material: Material, folder: Path) -> tuple[Figure, ...]:
    """The charter with nothing kept and with all of it, the whole repository once; the sample has but its vision."""
    data = folder / "provenance-data"
    path = _CHARTER if _has(material, _CHARTER) else material.path
    cold, warm, blamed = list[float](), list[float](), list[float]()
    for _ in range(_ROUNDS):
        shutil.rmtree(data, ignore_errors=True)
        cold.append(_time_history(material, data, path))
        warm.append(_time_history(material, data, path))
        blamed.append(_time(["git", "blame", "--first-parent", "-w", "-M", "-C", "HEAD", "--", path], material, data))
    shutil.rmtree(data, ignore_errors=True)
    name = Path(path).name
    return (
        _allowed(f"words of {name}, nothing kept", median(cold), 3_000),
        _allowed(f"words of {name}, kept", median(warm), 300),
        compare_medians(f"words of {name}, nothing kept", "git blame -w -M -C, by lines", cold, blamed, "ms"),
        _allowed("words of all documents, nothing kept", _time_history(material, data, "--all"), 60_000),
        _allowed("words of all documents, kept", _time_history(material, data, "--all"), 60_000),
    )


def _has(material: Material, path: str) -> bool:
    command = ["git", "cat-file", "-e", f"HEAD:{path}"]
    return subprocess.run(command, cwd=material.repository, capture_output=True, check=False).returncode == 0


def _allowed(name: str, ours: float, allowed: float) -> Figure:
    return Figure(name=name, peer_name=_ALLOWED, ours=ours, peer=allowed, unit="ms", bound=1)


def _time_history(material: Material, data: Path, what: str) -> float:
    command = [sys.executable, "-m", "visioneditor", "history", str(material.repository), what, "--words"]
    return _time([*command, "--format", "json"], material, data)


def _time(command: list[str], material: Material, data: Path) -> float:
    """Milliseconds from the command to its end."""
    begun = perf_counter()
    subprocess.run(
        command,
        cwd=material.repository if command[0] == "git" else None,
        env={**os.environ, "VISIONEDITOR_DATA": str(data)},
        check=True,
        capture_output=True,
    )
    return (perf_counter() - begun) * 1000
