"""`visioneditor change VERB REPOSITORY …`: fetch changes from their Gerrit, list and search
them, show what is known of one."""

import argparse
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime

import msgspec

from visioneditor.arguments import ArgumentParser
from visioneditor.cli.change_list_text import change_list_lines
from visioneditor.cli.change_text import change_lines
from visioneditor.cli.output import Output
from visioneditor.cli.parser import add_change, add_common_to_verb, add_repository
from visioneditor.cli.progress import shown_progress
from visioneditor.core.review.model import Comment
from visioneditor.core.review.query import parse_query
from visioneditor.errors import VisionEditorError
from visioneditor.exporters.json_change import change_answer
from visioneditor.exporters.json_change_list import changes_answer
from visioneditor.services.change_list import load_change_list
from visioneditor.services.change_reviews import load_review_summary
from visioneditor.services.changes import resolve_change
from visioneditor.services.fetching import Fetched, FetchedChange, fetch_changes, missing_changes
from visioneditor.services.online_people import Learned, learn_after_fetch
from visioneditor.services.opening import open_workspace
from visioneditor.services.retiring import retire_all_seen
from visioneditor.terminal import say

DONE_IN_PART = 3


class FetchedRow(msgspec.Struct, kw_only=True, frozen=True):
    """A change that is here now; `new` counts patch sets that were not, `updated` says whether anything came."""

    change: int
    patch_sets: tuple[int, ...]
    new: int
    updated: bool


class FetchAnswer(msgspec.Struct, kw_only=True, frozen=True):
    """The answer of `change fetch`."""

    schema: str = "visioneditor.fetch/1"
    fetched: tuple[FetchedRow, ...]
    missing: tuple[int, ...]
    published_drafts: tuple[str, ...] = ()  # the ids of one's own drafts that were seen on the server


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB", parser_class=ArgumentParser)
    fetch = verbs.add_parser("fetch", help="fetch patch sets and review data from their Gerrit by git")
    add_repository(fetch)
    fetch.add_argument("numbers", nargs="+", type=_number, metavar="NUMBER", help="the number Gerrit gave a change")
    help = "a remote or an address; default: the Gerrit that .gitreview names, else the remote gerrit"
    fetch.add_argument("--remote", metavar="NAME_OR_URL", help=help)
    show = verbs.add_parser("show", help="patch sets, threads, votes and messages")
    add_repository(show)
    add_change(show)
    listing = verbs.add_parser("list", help="every change that is known here, the one updated last first")
    add_repository(listing)
    help = "Gerrit's search operators and words, as in status:open 'owner:self -is:wip'; default: every change"
    listing.add_argument("query", nargs="*", metavar="QUERY", help=help)
    for verb in verbs.choices.values():
        add_common_to_verb(verb)


def run(arguments: Namespace, output: Output) -> int:
    """Do what the verb says."""
    return _VERBS[arguments.verb](arguments, output)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 0 < int(text) < 2**31):
        raise argparse.ArgumentTypeError(f"{text!r} is not the number of a change")
    return int(text)


def _fetch(arguments: Namespace, output: Output) -> int:
    with closing(open_workspace(arguments.repository)) as workspace, shown_progress() as progress:
        fetched = fetch_changes(workspace, arguments.numbers, remote=arguments.remote, progress=progress)
        learned = learn_after_fetch(workspace, fetched)  # before retiring: it says which account is mine
        seen = retire_all_seen(workspace)
    missing = missing_changes(fetched)
    if missing and not fetched.changes:
        raise missing
    if output.is_json:
        output.write_json(_answer(fetched, seen))
    else:
        output.write_lines(*map(_line, fetched.changes), *map(_seen_line, seen), *_learned_lines(learned))
    if missing is None:
        return 0
    say(f"error: {missing.summary}", f"hint: {missing.hint}")
    return DONE_IN_PART


def _answer(fetched: Fetched, seen: Iterable[Comment]) -> FetchAnswer:
    rows = (
        FetchedRow(change=one.number, patch_sets=one.patch_sets, new=one.new, updated=one.is_updated)
        for one in fetched.changes
    )
    ids = tuple(draft.id or "" for draft in seen)
    return FetchAnswer(fetched=tuple(rows), missing=fetched.missing, published_drafts=ids)


def _line(one: FetchedChange) -> str:
    count = len(one.patch_sets)
    news = f"{one.new} new" if one.new else "new review data" if one.is_updated else "nothing new"
    return f"{one.number}  {count} patch set{'' if count == 1 else 's'}, {news}"


def _learned_lines(learned: Learned | VisionEditorError | None) -> Iterator[str]:
    """One line of what the server said of people, or why it did not; none where there was nothing to say."""
    if isinstance(learned, VisionEditorError):
        yield f"names could not be asked for: {learned.summary}"
    elif learned is not None and (learned.named or learned.account is not None):
        me = "" if learned.account is None else f"; you are account {learned.account}"
        yield f"{learned.server}  {learned.named} name{'' if learned.named == 1 else 's'} of people learned{me}"


def _seen_line(draft: Comment) -> str:
    words = " ".join(draft.message.split())
    return f"{draft.change_key}  your draft is on the server: {words[:60]}{'…' if len(words) > 60 else ''}"


def _show(arguments: Namespace, output: Output) -> int:
    with closing(open_workspace(arguments.repository)) as workspace:
        change = resolve_change(workspace, arguments.change)
        review = load_review_summary(workspace, change)
    if output.is_json:
        output.write_json(change_answer(change, review))
    else:
        output.write_lines(*change_lines(change, review))
    return 0


def _list(arguments: Namespace, output: Output) -> int:
    query = parse_query(" ".join(arguments.query))
    with closing(open_workspace(arguments.repository)) as workspace:
        listed = load_change_list(workspace, datetime.now(UTC))
    found = query.choose(listed.changes, listed.viewer)
    if output.is_json:
        output.write_json(changes_answer(found))
    else:
        output.write_lines(*change_list_lines(found))
    return 0


_VERBS: dict[str, Callable[[Namespace, Output], int]] = {"fetch": _fetch, "show": _show, "list": _list}
