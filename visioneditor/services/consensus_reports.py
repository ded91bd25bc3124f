"""Hand out a vision's matrix: as a page, as Markdown, as a table for spreadsheets, as pages to print."""

from collections.abc import Callable, Mapping
from pathlib import Path

from visioneditor.errors import VisionEditorError
from visioneditor.exporters.consensus_csv import render_consensus_csv
from visioneditor.exporters.consensus_html import render_consensus_html
from visioneditor.exporters.consensus_markdown import render_consensus_markdown
from visioneditor.exporters.consensus_shape import ConsensusReport
from visioneditor.services.consensus import LoadedConsensus
from visioneditor.services.model import LoadedDocument
from visioneditor.services.print_order import ConsensusPrintOrder
from visioneditor.services.reading import is_no_commit
from visioneditor.services.reporting import page_look, print_pdf
from visioneditor.services.workspace import Workspace

KINDS = ("html", "markdown", "csv", "pdf")

_SHORT = 10  # characters of a commit id
_BY_ENDING = {".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown", ".csv": "csv", ".pdf": "pdf"}
_BOM = "\ufeff"  # by it a spreadsheet knows that names are in UTF-8; a script does without
_RENDERED: Mapping[str, Callable[[ConsensusReport], str]] = {
    "html": lambda report: render_consensus_html(report, page_look()),
    "markdown": render_consensus_markdown,
    "csv": render_consensus_csv,
}


def build_report(workspace: Workspace, loaded: LoadedDocument, consensus: LoadedConsensus) -> ConsensusReport:
    """The matrix with what stands above it."""
    revision = consensus.revision
    if not is_no_commit(revision):
        revision = f"{revision[:_SHORT]}, {workspace.repository.commit(revision).committed:%Y-%m-%d}"
    return ConsensusReport(
        title=loaded.document.title,
        path=consensus.path,
        revision=revision,
        matrix=consensus.matrix,
        teams=consensus.teams,
    )


def render_report(
    report: ConsensusReport,
    kind: str,
    *,
    cancel: Callable[[], bool] = lambda: False,
    progress: Callable[[float | None, str], None] = lambda share, text: None,
) -> bytes:
    """The matrix as one of KINDS; only a PDF takes so long that it may be cancelled, and is empty then."""
    if kind == "pdf":
        return print_pdf(ConsensusPrintOrder(report=report), cancel=cancel, progress=progress)
    return _RENDERED[kind](report).encode("utf-8", "replace")


def save_consensus(
    report: ConsensusReport,
    file: Path,
    *,
    cancel: Callable[[], bool] = lambda: False,
    progress: Callable[[float | None, str], None] = lambda share, text: None,
) -> Path:
    """Save it under a name whose ending says what it shall be, a page where it says nothing."""
    kind = _BY_ENDING.get(file.suffix.lower(), "html")
    data = render_report(report, kind, cancel=cancel, progress=progress)
    if kind == "csv":
        data = _BOM.encode() + data
    if data and not cancel():
        try:
            file.write_bytes(data)
        except OSError as error:
            raise VisionEditorError("file.failed", reason=error.strerror or error, path=file) from error
    return file
