"""Print a comparison, a review or a matrix as a PDF: run as a process of its own, for commands and the window alike.

The order comes on standard input; the file's name is the one argument. How far it is stands on standard output, a
share between 0 and 1 on each line.
"""

import os
import pickle
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from visioneditor.core.compare.model import Comparison, Kind
from visioneditor.gui.comparing.comparison_rows import comparison_rows
from visioneditor.gui.comparing.comparison_view import ComparisonView
from visioneditor.gui.consensus.matrix_pdf import write_matrix_pdf
from visioneditor.gui.fonts import load_fonts
from visioneditor.gui.look import Look
from visioneditor.gui.pdf import write_comparison_pdf
from visioneditor.gui.review_pdf import write_review_pdf
from visioneditor.services.print_order import ConsensusPrintOrder, PrintOrder, ReviewPrintOrder

_STEP = 0.02


class _Teller:
    """Says how far it is, not too often."""

    def __init__(self) -> None:
        self._told = 0.0

    def tell(self, share: float) -> None:
        """So much is done."""
        if share >= self._told + _STEP:
            self._told = share
            print(f"{share:.2f}", flush=True)


def stands_mostly_alone(comparison: Comparison) -> bool:
    """Whether most of what changed has nothing beside it: side by side, half of the paper would be empty."""
    alone = beside = 0
    for row in (row for section in comparison.sections for row in section.blocks):
        lengths = [block.end - block.start for block in (row.old, row.new) if block is not None]
        if len(lengths) == 1:
            alone += lengths[0]
        elif row.kinds != (Kind.UNCHANGED,):
            beside += max(lengths)
    return alone > beside


def main() -> int:
    """Read the order, print, leave."""
    order: PrintOrder | ReviewPrintOrder | ConsensusPrintOrder = pickle.load(
        sys.stdin.buffer
    )  # our own process wrote it
    application = QApplication(["visioneditor"])
    load_fonts()
    look = Look()
    look.use_theme("light")
    path = Path(os.fsdecode(sys.argv[1]))
    if isinstance(order, ReviewPrintOrder):
        write_review_pdf(look, order.review, path, progress=_Teller().tell)
    elif isinstance(order, ConsensusPrintOrder):
        write_matrix_pdf(look, order.report, path, progress=_Teller().tell)
    else:
        _print_comparison(look, order, path)
    application.quit()
    return 0


def _print_comparison(look: Look, order: PrintOrder, path: Path) -> None:
    look.use_quotes(is_typeset=order.is_typeset)
    is_unified = stands_mostly_alone(order.comparison)
    rows = comparison_rows(order.comparison, ComparisonView(is_typeset=order.is_typeset, is_unified=is_unified))
    write_comparison_pdf(
        look,
        rows,
        (order.comparison.old, order.comparison.new),
        path,
        title=order.title,
        names=order.names,
        counts=order.counts,
        is_unified=is_unified,
        progress=_Teller().tell,
    )


if __name__ == "__main__":
    sys.exit(main())
