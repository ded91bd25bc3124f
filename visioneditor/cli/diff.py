"""`visioneditor diff REPOSITORY OLD NEW [PATH]` and `diff --files OLD_FILE NEW_FILE`: compare two texts."""

import os
import shutil
import sys
from argparse import Namespace
from contextlib import closing

from visioneditor.arguments import ArgumentParser, UsageError
from visioneditor.cli.output import Output
from visioneditor.cli.parser import repository_path
from visioneditor.exporters.comparison_json import render_comparison_json
from visioneditor.exporters.comparison_markdown import render_comparison_markdown
from visioneditor.exporters.comparison_text import render_comparison_text
from visioneditor.services.comparing import compare_files, compare_revisions
from visioneditor.services.model import LoadedComparison
from visioneditor.services.reporting import (
    comparison_page,
    comparison_pdf,
    said_of_rebase,
    shown_comparison,
    side_names,
)
from visioneditor.terminal import local_path

_FORMATS = "text (default): for a terminal; markdown: for a mail or a review; html, pdf: the texts side by side"
_WIDTH = 80  # of what goes to a file or a pipe


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments; the positional ones are counted in `run`, for `--files` stands in for them."""
    parser.usage = "%(prog)s REPOSITORY OLD NEW [PATH] [options]\n       %(prog)s --files OLD_FILE NEW_FILE [options]"
    add = parser.add_argument
    add(
        "places", nargs="*", metavar="REPOSITORY OLD NEW [PATH]", help="PATH may be left out where one document changed"
    )
    add("--format", choices=("text", "json", "markdown", "html", "pdf"), default="text", help=_FORMATS)
    add("--files", nargs=2, type=local_path, metavar=("OLD_FILE", "NEW_FILE"), help="compare two files; needs no git")
    add("--old-path", type=repository_path, metavar="PATH", help="the document's path in OLD, where it is another")
    add("--with-rebase", action="store_true", help="between patch sets: show what came in by a rebase, too")


def run(arguments: Namespace, output: Output) -> int:
    """Compare and show the comparison."""
    if output.format == "pdf" and output.file is None and _is_terminal():
        raise UsageError("a PDF goes into a file: --output FILE")
    loaded = _compare(arguments)
    old, new, with_rebase = loaded.old, loaded.new, arguments.with_rebase
    shown = shown_comparison(loaded, with_rebase=with_rebase)
    names = side_names(loaded, with_rebase=with_rebase)
    if output.is_json:
        sides = (old.revision, old.path), (new.revision, new.path)
        output.write(render_comparison_json(loaded.comparison, *sides, loaded.without_rebase))
    elif output.format == "markdown":
        output.write_text(render_comparison_markdown(shown, names=names))
    elif output.format == "html":
        output.write_text(comparison_page(loaded, with_rebase=with_rebase))
    elif output.format == "pdf":
        output.write(comparison_pdf(loaded, with_rebase=with_rebase))
    else:
        on_terminal = output.file is None and _is_terminal()
        colour = on_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        width = shutil.get_terminal_size().columns if on_terminal else _WIDTH
        text = render_comparison_text(shown, colour=colour, width=width, names=names)
        output.write_text(text + _note(loaded, with_rebase=with_rebase))
    return 0


def _is_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def _note(loaded: LoadedComparison, *, with_rebase: bool) -> str:
    """What is left out, below the text."""
    said = "" if with_rebase else said_of_rebase(loaded)
    return f"\nThis is {said}; --with-rebase shows {'them' if 'words' in said else 'it'}.\n" if said else ""


def _compare(arguments: Namespace) -> LoadedComparison:
    places = arguments.places
    if arguments.files:
        if places or arguments.old_path:
            raise UsageError("--files compares two files and takes no repository, revisions or path")
        return compare_files(*arguments.files)
    if not 3 <= len(places) <= 4:
        raise UsageError("give REPOSITORY OLD NEW [PATH], or --files OLD_FILE NEW_FILE")
    repository, old, new, *path = places
    from visioneditor.services.opening import open_workspace  # two files are compared without it, and without git

    with closing(open_workspace(local_path(repository))) as workspace:
        named = repository_path(path[0]) if path else None
        return compare_revisions(workspace, old, new, named, old_path=arguments.old_path)
