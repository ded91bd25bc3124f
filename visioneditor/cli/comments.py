"""`visioneditor comments REPOSITORY CHANGE`: the comments of a change, or of all."""

import argparse
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import closing

from visioneditor.arguments import ArgumentParser
from visioneditor.cli.output import Output
from visioneditor.cli.parser import add_repository
from visioneditor.cli.text import one_line
from visioneditor.core.review.model import Change, Comment, build_threads
from visioneditor.core.review.porter import PortedComment
from visioneditor.exporters.json_comments import comments_answer
from visioneditor.services.changes import find_patch_set
from visioneditor.services.opening import open_workspace
from visioneditor.services.porting import port_comments
from visioneditor.services.reviewing import list_reviewed_changes, load_comments, resolve_change
from visioneditor.services.workspace import Workspace

Reviews = Sequence[tuple[Change, Sequence[Comment]]]
Places = Sequence[Sequence[PortedComment]]  # one for each comment of each change


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_repository(parser)
    parser.add_argument("change", metavar="CHANGE", help="a Gerrit number, a Change-Id, a revision, or all")
    parser.add_argument("--drafts", action="store_true", help="only one's own unsent ones")
    help = "say where each belongs on a patch set: its number, or latest"
    parser.add_argument("--port-to", type=_patch_set, metavar="PATCHSET", help=help)


def run(arguments: Namespace, output: Output) -> int:
    """Show the comments."""
    with closing(open_workspace(arguments.repository)) as workspace:
        changes = _changes(workspace, arguments.change)
        reviews = tuple((change, load_comments(workspace, change, arguments.drafts)) for change in changes)
        ported = _port(workspace, reviews, arguments.port_to) if arguments.port_to else None
    if output.is_json:
        output.write_json(comments_answer(reviews, ported))
    else:
        output.write_lines(*_lines(reviews, ported))
    return 0


def _patch_set(text: str) -> str:
    if text != "latest" and not (text.isdecimal() and text.isascii()):
        raise argparse.ArgumentTypeError(f"{text!r} is no patch set: give its number, or latest")
    return text


def _port(workspace: Workspace, reviews: Reviews, patch_set: str) -> Places:
    number = None if patch_set == "latest" else int(patch_set)
    return [port_comments(workspace, change, found, find_patch_set(change, number)) for change, found in reviews]


def _changes(workspace: Workspace, spec: str) -> Sequence[Change]:
    return list_reviewed_changes(workspace) if spec == "all" else (resolve_change(workspace, spec),)


def _lines(reviews: Reviews, ported: Places | None) -> Iterator[str]:
    for at, (change, comments) in enumerate(reviews):
        if len(reviews) > 1:
            yield one_line(f"{change.key}  {change.subject}")
        places = {id(comment): place for comment, place in zip(comments, ported[at] if ported else (), strict=False)}
        for thread in build_threads(comments):
            yield one_line(f"{_place(thread.root)}  {'unresolved' if thread.is_unresolved else 'resolved'}")
            if id(thread.root) in places:
                yield one_line(f"  {_ported(places[id(thread.root)])}")
            if thread.root.quote:
                yield one_line(f"  > {' '.join(thread.root.quote.split())}")
            for comment in thread.comments:
                yield from _comment_lines(comment)


def _comment_lines(comment: Comment) -> Iterator[str]:
    state = f"draft {comment.id}" if comment.draft else f"{comment.written:%Y-%m-%d %H:%M}"
    yield one_line(f"  {comment.author} ({state}):")
    yield from (one_line(f"    {line}").rstrip() for line in comment.message.split("\n"))


def _ported(place: PortedComment) -> str:
    lines = f":{place.lines[0]}-{place.lines[1]}" if place.lines else ""
    return f"on patch set {place.patch_set}: {place.path}{lines} ({place.placed})"


def _place(comment: Comment) -> str:
    line = f":{comment.line}" if comment.line is not None else ""
    return f"{comment.path}{line} (patch set {comment.patch_set})"
