"""`visioneditor comments REPOSITORY CHANGE`: the comments of a change, or of all."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import closing

from visioneditor.arguments import ArgumentParser
from visioneditor.cli.output import Output
from visioneditor.cli.parser import add_repository
from visioneditor.cli.text import one_line
from visioneditor.core.review.model import Change, Comment, build_threads
from visioneditor.exporters.json_comments import comments_answer
from visioneditor.services.opening import open_workspace
from visioneditor.services.reviewing import list_reviewed_changes, load_comments, resolve_change
from visioneditor.services.workspace import Workspace

Reviews = Sequence[tuple[Change, Sequence[Comment]]]


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_repository(parser)
    parser.add_argument("change", metavar="CHANGE", help="a Gerrit number, a Change-Id, a revision, or all")
    parser.add_argument("--drafts", action="store_true", help="only one's own unsent ones")


def run(arguments: Namespace, output: Output) -> int:
    """Show the comments."""
    with closing(open_workspace(arguments.repository)) as workspace:
        changes = _changes(workspace, arguments.change)
        reviews = tuple((change, load_comments(workspace, change, arguments.drafts)) for change in changes)
    if output.is_json:
        output.write_json(comments_answer(reviews))
    else:
        output.write_lines(*_lines(reviews))
    return 0


def _changes(workspace: Workspace, spec: str) -> Sequence[Change]:
    return list_reviewed_changes(workspace) if spec == "all" else (resolve_change(workspace, spec),)


def _lines(reviews: Reviews) -> Iterator[str]:
    for change, comments in reviews:
        if len(reviews) > 1:
            yield one_line(f"{change.key}  {change.subject}")
        for thread in build_threads(comments):
            yield one_line(f"{_place(thread.root)}  {'unresolved' if thread.is_unresolved else 'resolved'}")
            if thread.root.quote:
                yield one_line(f"  > {' '.join(thread.root.quote.split())}")
            for comment in thread.comments:
                yield from _comment_lines(comment)


def _comment_lines(comment: Comment) -> Iterator[str]:
    state = f"draft {comment.id}" if comment.draft else f"{comment.written:%Y-%m-%d %H:%M}"
    yield one_line(f"  {comment.author} ({state}):")
    yield from (one_line(f"    {line}").rstrip() for line in comment.message.split("\n"))


def _place(comment: Comment) -> str:
    line = f":{comment.line}" if comment.line is not None else ""
    return f"{comment.path}{line} (patch set {comment.patch_set})"
