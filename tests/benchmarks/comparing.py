"""Comparing revisions that follow each other, beside git's own comparison by words and diff-match-patch on characters.

Every pair is measured once and cold, ours and the peers' in turn. What git does includes starting and reading both
texts, what diff-match-patch does, nothing but comparing. Ours begins with two parsed documents, or where that is said
with two texts.
"""

import gc
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

from diff_match_patch import diff_match_patch

from tests.benchmarks.figures import Figure, compare_medians, time_in_turn
from tests.benchmarks.material import Material, RevisionPair, choose_timed_pairs, read_revision_pairs
from visioneditor.core.compare import lcs
from visioneditor.core.compare.comparing import compare
from visioneditor.core.document.model import Document, Markup
from visioneditor.core.document.parsing import parse

ROUNDS = 7
PEER = "git diff --word-diff"
CHARACTERS = "diff-match-patch on characters"
_P95 = 0.95


def measure(material: Material, folder: Path) -> tuple[Figure, ...]:
    """Pairs of revisions; then the first and the last draft of the vision, and from a command, which has to start."""
    pairs = choose_timed_pairs(read_revision_pairs(material))
    return (*_measure_pairs(material, pairs), *_measure_drafts(material))


def _measure_pairs(material: Material, pairs: Sequence[RevisionPair]) -> tuple[Figure, ...]:
    times: dict[str, list[float]] = {}
    gc.freeze()  # walking all the other pairs before each would leave every comparison a cold cache
    for pair in pairs:
        _measure_pair(material, pair, times)
    gc.unfreeze()
    ours, git = times["compare"], times["git"]
    many = f"{len(pairs)} revision pairs"
    return (
        compare_medians(f"comparing, median of {many}", PEER, ours, git, unit="ms", bound=1.0),
        _compare_slow("comparing, 95th percentile", PEER, ours, git, bound=1.0),
        _compare_slow("comparing, 95th percentile", CHARACTERS, ours, times["characters"], bound=0.1),
        compare_medians("in Python alone, median", "with the C++ build", times["python"], ours, unit="ms", bound=3.0),
        _compare_slow("in Python alone, 95th percentile", "with the C++ build", times["python"], ours, bound=3.0),
        compare_medians("parsing both and comparing, median", PEER, times["whole"], git, unit="ms", bound=5.0),
        _compare_slow("parsing both and comparing, 95th percentile", PEER, times["whole"], git, bound=10.0),
    )


def _measure_pair(material: Material, pair: RevisionPair, times: dict[str, list[float]]) -> None:
    def keep(name: str, run: Callable[[], object]) -> None:
        gc.collect()  # what was left by parsing is none of the comparison's
        begun = perf_counter()
        run()
        times.setdefault(name, []).append((perf_counter() - begun) * 1000)

    old, new = _parse_both(pair)
    keep("compare", lambda: compare(old, new))
    keep("git", lambda: _run_git(material, [pair.old_id, pair.new_id]))
    keep("python", lambda: _compare_in_python(old, new))
    keep("characters", lambda: diff_match_patch().diff_main(pair.old, pair.new))
    keep("whole", lambda: compare(*_parse_both(pair)))


def _parse_both(pair: RevisionPair) -> tuple[Document, Document]:
    return parse(pair.old, Markup.RST), parse(pair.new, Markup.RST)


def _compare_in_python(old: Document, new: Document) -> None:
    usual, lcs.DEFAULT_ENGINE = lcs.DEFAULT_ENGINE, lcs.run_plain_engine
    try:
        compare(old, new)
    finally:
        lcs.DEFAULT_ENGINE = usual


def _compare_slow(name: str, peer_name: str, ours: Sequence[float], peer: Sequence[float], bound: float) -> Figure:
    """The 95th percentiles."""
    slow = [sorted(times)[int(len(times) * _P95)] for times in (ours, peer)]
    return Figure(name=name, peer_name=peer_name, ours=slow[0], peer=slow[1], unit="ms", bound=bound)


def _measure_drafts(material: Material) -> tuple[Figure, ...]:
    old, new = (parse(text, Markup.RST) for text in (material.old_vision, material.vision))
    revisions = [material.old_revision, material.new_revision, "--", material.path]
    inside = time_in_turn(lambda: compare(old, new), lambda: _run_git(material, revisions), ROUNDS)
    command = [sys.executable, "-m", "visioneditor", "diff", str(material.repository), *revisions[:2], material.path]
    outside = time_in_turn(lambda: _run(command), lambda: _run_git(material, revisions), ROUNDS)
    return (
        compare_medians("comparing the first with the last draft", PEER, *inside, unit="ms", bound=5.0),
        compare_medians("visioneditor diff, as a command", PEER, *outside, unit="ms"),
    )


def _run_git(material: Material, revisions: list[str]) -> None:
    _run(["git", "-C", str(material.repository), "diff", "--word-diff", *revisions])


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
