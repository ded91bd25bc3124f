"""What long documents cost: twice the text against the text itself, and the longest that one waits.

Doubled texts are measured in turn with the single ones, several times, in time of the processor, and the quickest of
each counts: whatever else the machine does can only add to it.
"""

import gc
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time

from tests.benchmarks.figures import Figure
from tests.benchmarks.material import Material
from tests.benchmarks.shapes import SHAPES, Shape, Writer, make_line, make_revision, make_rewritten
from visioneditor.core.compare.comparing import compare
from visioneditor.core.document.model import Document, Markup
from visioneditor.core.document.parsing import parse

ROUNDS = 7
LINES = 2_500
LONG_LINES = 12_000
REWRITTEN_LINES = 1_500
_TWICE = 2.3
_DIFFERENT = str.maketrans({"a": "4", "e": "3", "i": "1", "o": "0", "u": "7"})


def measure(material: Material, folder: Path) -> tuple[Figure, ...]:
    """Doubling for each shape of text, then the limits in seconds."""
    vision = material.vision
    return (
        *(_measure_doubling(name, make, vision) for name, make in SHAPES.items()),
        _measure_limit(f"comparing revisions of {LONG_LINES:,} lines", make_revision(Writer(vision), LONG_LINES), 2.0),
        *_measure_lines(vision),
        _measure_limit(
            f"comparing a rewrite of {REWRITTEN_LINES:,} lines", make_rewritten(Writer(vision), REWRITTEN_LINES), 0.5
        ),
        *_measure_parsing(vision),
    )


def _measure_doubling(name: str, make: Callable[[Writer, int], Shape], vision: str) -> Figure:
    single, double = (make(Writer(vision), LINES * times).documents() for times in (1, 2))
    times = [(_cpu_ms(double), _cpu_ms(single)) for _ in range(ROUNDS)]
    return Figure(
        name=f"comparing {name}, {2 * LINES:,} lines",
        peer_name=f"{LINES:,} lines",
        ours=min(ours for ours, _ in times),
        peer=min(peer for _, peer in times),
        unit="ms",
        bound=_TWICE,
    )


def _cpu_ms(documents: tuple[Document, Document]) -> float:
    gc.collect()
    begun = process_time()
    compare(*documents)
    return (process_time() - begun) * 1000


def _measure_lines(vision: str) -> tuple[Figure, ...]:
    writer = Writer(vision)
    line = make_line(writer)
    others = {
        "alike": writer.edit(line, 50),
        "of the same words in another order": make_line(writer),
        "wholly unlike": line.translate(_DIFFERENT),
    }
    return tuple(
        _measure_limit(f"comparing two lines of 1 MB, {name}", Shape(old=line, new=other), 2.0)
        for name, other in others.items()
    )


def _measure_parsing(vision: str) -> tuple[Figure, ...]:
    long, line = make_revision(Writer(vision), LONG_LINES).old, make_line(Writer(vision))
    return (
        _limit(f"parsing {LONG_LINES:,} lines from nothing", lambda: parse(long, Markup.RST), 2.0),
        _limit(f"parsing {LONG_LINES:,} lines as Markdown", lambda: parse(long, Markup.MARKDOWN), 2.0),
        _limit("parsing a line of 1 MB", lambda: parse(line, Markup.RST), 5.0),
        _limit("parsing a line of 1 MB as Markdown", lambda: parse(line, Markup.MARKDOWN), 5.0),
    )


def _measure_limit(name: str, shape: Shape, limit_s: float) -> Figure:
    documents: tuple[Document, Document] = shape.documents()
    return _limit(name, lambda: compare(*documents), limit_s)


def _limit(name: str, run: Callable[[], object], limit_s: float) -> Figure:
    """The quickest of some runs beside what is allowed."""
    times: list[float] = []
    for _ in range(3):
        begun = perf_counter()
        run()
        times.append(perf_counter() - begun)
    return Figure(name=name, peer_name="what is allowed", ours=min(times), peer=limit_s, unit="s", bound=1.0)
