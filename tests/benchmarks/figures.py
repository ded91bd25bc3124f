"""What a benchmark finds: figures beside those of a peer in the same run, and how they are written down."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Medians of ours and of a peer measured in turn; `bound` is what their ratio must not pass (None: only told)."""

    name: str
    peer_name: str
    ours: float
    peer: float
    unit: str
    bound: float | None = None

    @property
    def ratio(self) -> float:
        """How many times the peer's figure ours is."""
        return self.ours / self.peer

    @property
    def is_missed(self) -> bool:
        """Whether the bound is passed."""
        return self.bound is not None and self.ratio > self.bound


def compare_medians(
    name: str, peer_name: str, ours: Sequence[float], peer: Sequence[float], unit: str, bound: float | None = None
) -> Figure:
    """One figure from several measurements of each side."""
    return Figure(name=name, peer_name=peer_name, ours=median(ours), peer=median(peer), unit=unit, bound=bound)


def time_in_turn(
    ours: Callable[[], object], peer: Callable[[], object], rounds: int
) -> tuple[list[float], list[float]]:
    """Milliseconds of both, measured in turn, so that a busy moment of the machine meets both alike."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for run, found in zip((ours, peer), times, strict=True):
            begun = perf_counter()
            run()
            found.append((perf_counter() - begun) * 1000)
    return times


def render_figures(figures: Iterable[Figure], machine: str) -> str:
    """The figures as a Markdown document."""
    rows = [
        "# Benchmarks",
        "",
        f"Medians, ours and a peer's measured in turn in the same run. {machine}",
        "",
        "| what | ours | peer | | ratio | bound |",
        "|---|---:|---:|---|---:|---:|",
    ]
    rows += [_render_row(figure) for figure in figures]
    return "\n".join(rows) + "\n"


def _render_row(figure: Figure) -> str:
    bound = "" if figure.bound is None else f"{figure.bound:g}{' **missed**' if figure.is_missed else ''}"
    ours, peer = (f"{value:.{0 if value >= 10 else 2}f} {figure.unit}" for value in (figure.ours, figure.peer))
    return f"| {figure.name} | {ours} | {peer} | {figure.peer_name} | {figure.ratio:.2f} | {bound} |"
