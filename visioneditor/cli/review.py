"""`visioneditor review REPOSITORY CHANGE VERB …`: write one's unsent review."""

import argparse
import re
from argparse import Namespace
from collections.abc import Callable
from contextlib import closing

import msgspec

from visioneditor.arguments import ArgumentParser
from visioneditor.cli.output import Output
from visioneditor.cli.parser import add_change, add_common_to_verb, add_repository, given_words, repository_path
from visioneditor.core.review.model import Change, Range, Side
from visioneditor.exporters.json_comments import move_answer, review_answer
from visioneditor.services.moving import move_comment
from visioneditor.services.opening import open_workspace
from visioneditor.services.reviewing import (
    add_comment,
    delete_comment,
    edit_comment,
    resolve_change,
    restore_comment,
    set_cover,
    set_vote,
)
from visioneditor.services.workspace import Workspace

Verb = Callable[[Workspace, Change, Namespace, Output], None]

_RANGE = re.compile(r"(\d+):(\d+)-(\d+):(\d+)", re.ASCII)


class DoneAnswer(msgspec.Struct, kw_only=True, frozen=True):
    """The answer of the verbs that have nothing to tell."""

    schema: str = "visioneditor.review/1"
    id: str | None = None


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_repository(parser)
    add_change(parser)
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB", parser_class=ArgumentParser)
    _configure_comment(verbs.add_parser("comment", help="write a draft comment; prints its id"))
    edit = verbs.add_parser("edit", help="change the words of a draft comment")
    edit.add_argument("id", metavar="ID")
    edit.add_argument("--message", required=True, metavar="TEXT", help="- reads standard input")
    verbs.add_parser("delete", help="drop a draft comment").add_argument("id", metavar="ID")
    verbs.add_parser("restore", help="bring a dropped draft comment back").add_argument("id", metavar="ID")
    move = verbs.add_parser("move", help="put a draft comment where its words are in another patch set")
    move.add_argument("id", metavar="ID")
    move.add_argument("--to", type=int, metavar="N", help="the patch set; default: the newest")
    vote = verbs.add_parser("vote", help="vote on a label")
    vote.add_argument("label", metavar="LABEL")
    vote.add_argument("value", type=_value, metavar="VALUE", help="none: send no vote on it")
    verbs.add_parser("cover", help="the words above all comments").add_argument("text", metavar="TEXT")
    for verb in verbs.choices.values():
        add_common_to_verb(verb)


def run(arguments: Namespace, output: Output) -> int:
    """Do what the verb says."""
    with closing(open_workspace(arguments.repository)) as workspace:
        change = resolve_change(workspace, arguments.change)
        _VERBS[arguments.verb](workspace, change, arguments, output)
    return 0


def _configure_comment(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("--path", type=repository_path, metavar="PATH", help="the document; /PATCHSET_LEVEL: the patch set as a whole")
    add("--patch-set", type=int, metavar="N", help="default: the newest")
    place = parser.add_mutually_exclusive_group()
    place.add_argument("--line", type=int, metavar="N", help="a whole line")
    place.add_argument("--range", type=_range, metavar="SL:SC-EL:EC", help="characters from 0, in UTF-16 units")
    place.add_argument("--quote", metavar="TEXT", help="words that stand once in the file")
    add("--side", choices=[side.value for side in Side], default=Side.REVISION.value, metavar="|".join(Side))
    add("--reply-to", metavar="UUID", help="the comment, or the id of the draft, that it answers")
    state = parser.add_mutually_exclusive_group()
    state.add_argument("--resolved", dest="unresolved", action="store_false", default=None)
    state.add_argument("--unresolved", dest="unresolved", action="store_true", default=None)
    add("--message", required=True, metavar="TEXT", help="- reads standard input")


def _range(text: str) -> Range:
    found = _RANGE.fullmatch(text)
    if found is None:
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form SL:SC-EL:EC")
    start_line, start_character, end_line, end_character = map(int, found.groups())
    return Range(start_line=start_line, start_character=start_character, end_line=end_line, end_character=end_character)


def _value(text: str) -> int | None:
    if text == "none":
        return None
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no value of a label") from None


def _comment(workspace: Workspace, change: Change, arguments: Namespace, output: Output) -> None:
    draft = add_comment(
        workspace,
        change,
        path=arguments.path,
        patch_set=arguments.patch_set,
        line=arguments.line,
        range=arguments.range,
        quote=arguments.quote,
        side=Side(arguments.side),
        message=given_words(arguments.message),
        unresolved=arguments.unresolved,
        reply_to=arguments.reply_to,
    )
    if output.is_json:
        output.write_json(review_answer(draft))
    else:
        output.write_lines(draft.id or "")


def _edit(workspace: Workspace, change: Change, arguments: Namespace, output: Output) -> None:
    edit_comment(workspace, change, arguments.id, message=given_words(arguments.message))
    _done(output, arguments.id)


def _delete(workspace: Workspace, change: Change, arguments: Namespace, output: Output) -> None:
    delete_comment(workspace, change, arguments.id)
    _done(output, arguments.id)


def _restore(workspace: Workspace, change: Change, arguments: Namespace, output: Output) -> None:
    restore_comment(workspace, change, arguments.id)
    _done(output, arguments.id)


def _move(workspace: Workspace, change: Change, arguments: Namespace, output: Output) -> None:
    move = move_comment(workspace, change, arguments.id, arguments.to)
    if output.is_json:
        output.write_json(move_answer(move.draft, move.placed))
    else:
        output.write_lines(f"patch set {move.draft.patch_set}: {move.placed.value}")


def _vote(workspace: Workspace, change: Change, arguments: Namespace, output: Output) -> None:
    set_vote(workspace, change, arguments.label, arguments.value)
    _done(output)


def _cover(workspace: Workspace, change: Change, arguments: Namespace, output: Output) -> None:
    set_cover(workspace, change, given_words(arguments.text))
    _done(output)


def _done(output: Output, id: str | None = None) -> None:
    if output.is_json:
        output.write_json(DoneAnswer(id=id))


_VERBS: dict[str, Verb] = {
    "comment": _comment,
    "edit": _edit,
    "delete": _delete,
    "restore": _restore,
    "move": _move,
    "vote": _vote,
    "cover": _cover,
}
