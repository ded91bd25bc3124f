"""What is handed to the process that prints."""

from visioneditor.core.compare.model import Comparison
from visioneditor.exporters.consensus_shape import ConsensusReport
from visioneditor.exporters.review_shape import OwnReview
from visioneditor.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintOrder:
    """A comparison and what stands above it; it goes from one process to another."""

    comparison: Comparison
    title: str
    names: tuple[str, str]
    counts: str
    is_typeset: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPrintOrder:
    """A review to be printed."""

    review: OwnReview


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsensusPrintOrder:
    """A matrix to be printed."""

    report: ConsensusReport
