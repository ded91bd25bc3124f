"""A review as a PDF: what stands on its page for a browser, on A4 sheets, in the light theme's colours."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QPainter

from visioneditor.exporters.review_shape import OwnReview
from visioneditor.gui.look import Look
from visioneditor.gui.pieces_pdf import WIDTH_PX, PiecePages, open_writer, paint_foot, scale_of
from visioneditor.gui.review_pieces import list_pieces


def write_review_pdf(
    look: Look, review: OwnReview, path: Path, *, progress: Callable[[float], None] = lambda share: None
) -> None:
    """Write a review to a file of A4 pages."""
    title = " ".join(review.change.subject.split())
    writer = open_writer(path, f"Review of “{title}”")
    scale = scale_of(writer)
    height = writer.height() / scale
    pages = PiecePages(look, list_pieces(review, look.fonts.reading(14).family()), height)
    painter = QPainter(writer)
    painter.scale(scale, scale)
    for number in range(1, len(pages) + 1):
        if number > 1:
            writer.newPage()
        pages.paint(painter, number - 1)
        paint_foot(painter, look, title, f"{number} / {len(pages)}", (WIDTH_PX, height))
        progress(number / len(pages))
    painter.end()
