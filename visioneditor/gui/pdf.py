"""A document as it is read, as a PDF: laid out by the same painter as the window, page by page."""

from pathlib import Path

from PySide6.QtCore import QMarginsF, QPoint, QRect, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter, QRegion

from visioneditor.core.document.model import Document
from visioneditor.gui.look import Look
from visioneditor.gui.prose.columns import Shape
from visioneditor.gui.prose.prose_view import ProseView
from visioneditor.gui.reading.reading_rows import reading_rows

_DOTS_PER_INCH = 96
_WIDTH = 700  # of the column with its margins, in the window's pixels
