"""Put a comparison into a report: the page that opens anywhere, in the program's colours, or pages to print.

A PDF is painted by the window's own parts, in a process of its own: a command never loads Qt, and a window goes on.
"""

import contextlib
import pickle
import subprocess
import sys
import tempfile
import threading
import tomllib
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from visioneditor import resources
from visioneditor.core.compare.model import Comparison
from visioneditor.errors import VisionEditorError
from visioneditor.exporters.comparison_html import Look, render_comparison_html
from visioneditor.exporters.comparison_wording import nothing_changed, summary_parts
from visioneditor.repository.process import NO_WINDOW
from visioneditor.repository.refs import named_patch_set
from visioneditor.services.aside import Watcher, without_display
from visioneditor.services.model import LoadedComparison, LoadedDocument
from visioneditor.services.print_order import ConsensusPrintOrder, PrintOrder, ReviewPrintOrder
from visioneditor.services.reading import FILE

_SHORT = 10  # characters of a commit id


def comparison_page(loaded: LoadedComparison, *, with_rebase: bool = False) -> str:
    """The comparison as one HTML file."""
    names = side_names(loaded, with_rebase=with_rebase)
    return render_comparison_html(shown_comparison(loaded, with_rebase=with_rebase), page_look(), names=names)


def page_look() -> Look:
    """The colours of a page: the program's own."""
    return Look(light=_colours("light"), dark=_colours("dark"), contrast=_colours("contrast"))


def comparison_pdf(
    loaded: LoadedComparison,
    *,
    with_rebase: bool = False,
    is_typeset: bool = True,
    cancel: Callable[[], bool] = lambda: False,
    progress: Callable[[float | None, str], None] = lambda share, text: None,
) -> bytes:
    """The comparison as A4 pages, the texts side by side; empty where it was cancelled. Raises "report.failed"."""
    shown = shown_comparison(loaded, with_rebase=with_rebase)
    order = PrintOrder(
        comparison=shown,
        title=shown.new.title or shown.old.title or loaded.new.path or loaded.old.path,
        names=side_names(loaded, with_rebase=with_rebase),
        counts=nothing_changed(shown) or " · ".join(summary_parts(shown.summary)),
        is_typeset=is_typeset,
    )
    return print_pdf(order, cancel=cancel, progress=progress)


def print_pdf(
    order: PrintOrder | ReviewPrintOrder | ConsensusPrintOrder,
    *,
    cancel: Callable[[], bool] = lambda: False,
    progress: Callable[[float | None, str], None] = lambda share, text: None,
) -> bytes:
    """Pages as ordered; empty where it was cancelled. Raises "report.failed"."""
    with tempfile.TemporaryDirectory(prefix="visioneditor-") as folder:
        file = Path(folder, "report.pdf")
        if not _print(pickle.dumps(order), file, cancel, progress):
            return b""
        return file.read_bytes()


def save_report(
    loaded: LoadedComparison,
    file: Path,
    *,
    with_rebase: bool = False,
    is_typeset: bool = True,
    cancel: Callable[[], bool] = lambda: False,
    progress: Callable[[float | None, str], None] = lambda share, text: None,
) -> Path:
    """Save the comparison under a name that says what it shall be, PDF or HTML; nothing where it was cancelled."""
    if file.suffix.lower() == ".pdf":
        data = comparison_pdf(loaded, with_rebase=with_rebase, is_typeset=is_typeset, cancel=cancel, progress=progress)
    else:
        data = comparison_page(loaded, with_rebase=with_rebase).encode("utf-8", "replace")
    if data and not cancel():
        try:
            file.write_bytes(data)
        except OSError as error:
            raise VisionEditorError("file.failed", reason=error.strerror or error, path=file) from error
    return file


def _print(order: bytes, file: Path, cancel: Callable[[], bool], progress: Callable[[float | None, str], None]) -> bool:
    """Have it printed; False where it was cancelled."""
    process = subprocess.Popen(
        [sys.executable, "-m", "visioneditor.gui.printing", str(file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=without_display(),
        cwd=Path(__file__).parents[2],
        creationflags=NO_WINDOW,
    )
    assert process.stdin is not None and process.stdout is not None and process.stderr is not None
    said: list[bytes] = []
    errors = process.stderr
    listener = threading.Thread(target=lambda: said.append(errors.read()), daemon=True)
    listener.start()
    watcher = Watcher(process, cancel)
    try:
        with contextlib.suppress(OSError):  # it may have ended already: its exit status says so
            process.stdin.write(order)
            process.stdin.close()
        for line in process.stdout:
            progress(float(line), "")
        process.wait()
    finally:
        watcher.stop()
        process.kill()
        process.wait()
        listener.join()
        for stream in (process.stdout, process.stderr):
            stream.close()
    if cancel():
        return False
    if process.returncode or not file.is_file():
        lines = b"".join(said).decode("utf-8", "replace").strip().splitlines()
        reason = lines[-1] if lines else f"exit status {process.returncode}"
        raise VisionEditorError("report.failed", reason=reason.rstrip("."), detail="\n".join(lines))
    return True


def shown_comparison(loaded: LoadedComparison, *, with_rebase: bool = False) -> Comparison:
    """What is to be shown of it: without what came with a rebase where that can be told."""
    return loaded.comparison if with_rebase or loaded.without_rebase is None else loaded.without_rebase.comparison


def side_names(loaded: LoadedComparison, *, with_rebase: bool = False) -> tuple[str, str]:
    """What the two sides are called; a path is said once where both have it. What is left out is said, too."""
    old, new = loaded.old, loaded.new
    again = new.path if new.path != old.path or not new.revision else ""
    said = "" if with_rebase else said_of_rebase(loaded)
    second = _name(new, again, loaded.named[1], loaded.dates[1])
    return _name(old, old.path, loaded.named[0], loaded.dates[0]), f"{second}, {said}" if said else second


def said_of_rebase(loaded: LoadedComparison) -> str:
    """What is left out because it came with a rebase, in words; empty where nothing is."""
    found = loaded.without_rebase
    if found is None or found.comparison is loaded.comparison:
        return ""
    if not found.words:
        return "without the markup that came with the rebase"
    return f"without {found.words:,} {'word' if found.words == 1 else 'words'} that came with the rebase"


def _name(side: LoadedDocument, path: str, named: str, date: datetime | None) -> str:
    if not side.path:
        return "nothing"
    if side.revision.startswith(FILE):
        return side.path
    revision = side.revision[:_SHORT] if len(side.revision) >= 40 else side.revision
    if (place := named_patch_set(named)) is not None:
        revision = f"{place[0]}/{place[1]} ({revision})"
    if date is not None:
        revision += f", {date:%Y-%m-%d}"
    return " at ".join(part for part in (path, revision) if part)


def _colours(name: str) -> Mapping[str, str]:
    colours: Mapping[str, str] = tomllib.loads(resources.read(f"themes/{name}.toml").decode("utf-8"))["colours"]
    return colours
