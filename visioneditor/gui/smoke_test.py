"""Tries the whole program on the sample and writes down what was found: `--smoke-test OUT.json`."""

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QFontDatabase, QGuiApplication

from visioneditor import __version__, resources
from visioneditor.errors import VisionEditorError
from visioneditor.gui.pdf import write_pdf
from visioneditor.gui.place import Place
from visioneditor.gui.screenshot import settle
from visioneditor.gui.worked_out import ReadText
from visioneditor.repository.process import git_version
from visioneditor.services.opening import open_workspace, sample_repository
from visioneditor.services.reading import first_document, load_document
from visioneditor.services.window_request import Mode, WindowRequest
from visioneditor.settings import data_folder

if TYPE_CHECKING:
    from visioneditor.gui.window import Window

_LONGEST_S = 50.0
_SAMPLE_FILES = (
    "drafts/01-first-draft/reference/cloud-vision.rst",
    "drafts/02-goals-reworded/reference/cloud-vision.rst",
)


def run_smoke_test(window: "Window", out: Path) -> int:
    """Open, read, compare, write a PDF and a PNG; answers with 0 where all of it worked."""
    version = git_version()
    found: dict[str, object] = {
        "schema": "visioneditor.smoke-test/1",
        "version": __version__,
        "git": ".".join(map(str, version)) if version else None,
        "platform": QGuiApplication.platformName(),
        "fonts": len(QFontDatabase.families()),
    }
    problems: list[str] = []
    try:
        with tempfile.TemporaryDirectory() as folder:
            found |= _try_everything(window, Path(folder), has_git=version is not None)
    except VisionEditorError as error:
        problems.append(error.summary)
    for name in ("words", "changes_shown", "pdf_bytes", "png_bytes"):
        if not found.get(name):
            problems.append(f"nothing was found for {name}")
    found["problems"] = problems
    out.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    window.frame.close()
    return 1 if problems else 0


def _try_everything(window: "Window", folder: Path, *, has_git: bool) -> dict[str, object]:
    found = _compare_sample(window) if has_git else _compare_files(window)
    window.frame.show()
    if not settle(window, _LONGEST_S):
        found["problem"] = "the window did not settle"
    comparison = window.session.comparison
    summary = comparison.comparison.summary if comparison else None
    words = summary.words_added + summary.words_removed if summary else 0
    picture, document = folder / "window.png", window.session.document
    window.frame.grab().save(str(picture), "PNG")
    pdf = folder / "document.pdf"
    if document is not None:
        write_pdf(window.look, document, pdf)
    return found | {
        "compared": [comparison.old.path, comparison.new.path] if comparison else None,
        "words": words,
        "changes_shown": window.comparing.view.change_count(),
        "pdf_bytes": pdf.stat().st_size if pdf.exists() else 0,
        "png_bytes": picture.stat().st_size if picture.exists() else 0,
    }


def _compare_sample(window: "Window") -> dict[str, object]:
    workspace = open_workspace(sample_repository(data_folder()))
    window.session.use_workspace(workspace)
    repository = workspace.repository
    newest = repository.resolve(repository.default_revision())
    path = first_document(workspace, newest) or ""
    history = [newest, *_older(window, newest, path)]
    place = Place(mode=Mode.COMPARE, path=path, compared=(history[-1], newest))
    window.session.take_document(ReadText(load_document(workspace, newest, path)), place)
    window.session.load_comparison()
    return {"opened": repository.name, "document": path}


def _older(window: "Window", newest: str, path: str) -> list[str]:
    from visioneditor.repository.history import document_history

    assert window.session.workspace is not None
    return [one.revision for one in document_history(window.session.workspace.repository, newest, path)]


def _compare_files(window: "Window") -> dict[str, object]:
    old, new = (resources.path(f"sample/{name}") for name in _SAMPLE_FILES)
    window.starting.open(WindowRequest(files=(old, new)))
    return {"opened": None, "document": new.name}
