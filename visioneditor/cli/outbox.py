"""`visioneditor outbox [REPOSITORY]`: what waits to be sent, what is held and why; send it, let it go, drop it."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from visioneditor.arguments import ArgumentParser
from visioneditor.cli.asking import ask_on_terminal
from visioneditor.cli.output import Output
from visioneditor.cli.progress import shown_progress
from visioneditor.cli.publish_text import hints, outbox_lines, publish_lines
from visioneditor.core.review.publication import OutboxItem, Sent
from visioneditor.exporters.json_publish import outbox_answer, sent_answer
from visioneditor.services.accounts import Accounts
from visioneditor.services.opening import open_store, open_workspace
from visioneditor.services.outbox import drop_item, list_outbox, release_item
from visioneditor.services.sending import PATIENCE_S, send
from visioneditor.services.workspace import Workspace
from visioneditor.terminal import local_path, say

if TYPE_CHECKING:
    from visioneditor.store.store import Store

DONE_IN_PART = 3


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    help = "only what is of this repository; default: everything"
    parser.add_argument("repository", nargs="?", type=local_path, metavar="REPOSITORY", help=help)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--send", action="store_true", help="send what waits now")
    what.add_argument("--drop", metavar="ID", help="take it out; its drafts stay drafts")
    help = "send what is held, or was refused, whatever has changed on the server"
    what.add_argument("--release", metavar="ID", help=help)


def run(arguments: Namespace, output: Output) -> int:
    """Show the outbox, or do what is said with it."""
    with _opened(arguments) as (workspace, store):
        key = workspace.repository.key if workspace else None
        if arguments.drop:
            dropped = drop_item(store, arguments.drop)
            say(f"dropped {dropped.id}; its drafts stay as they are")
        if arguments.send or arguments.release:
            ids = [arguments.release] if arguments.release else [item.id for item in store.outbox(key)]
            if arguments.release:
                release_item(store, arguments.release)
            return _send(workspace, ids, output)
        items = tuple(item for item in list_outbox(store) if key in (None, item.repository))
    return _show(items, output)


@contextmanager
def _opened(arguments: Namespace) -> "Iterator[tuple[Workspace | None, Store]]":
    if arguments.repository is None:
        with open_store() as store:
            yield None, store
    else:
        with closing(open_workspace(arguments.repository)) as workspace:
            yield workspace, workspace.store


def _show(items: tuple[OutboxItem, ...], output: Output) -> int:
    answer = outbox_answer(items)
    if output.is_json:
        output.write_json(answer)
    else:
        output.write_lines(*outbox_lines(answer.items))
        say(*dict.fromkeys(f"hint: {row.hint}" for row in answer.items if row.hint))
    return 0


def _send(workspace: Workspace | None, ids: list[str], output: Output) -> int:
    with shown_progress() as progress:
        sent = send(
            workspace,
            items=ids,
            progress=progress,
            accounts=Accounts(ask_on_terminal),
            may_ask=True,
            patience_s=PATIENCE_S,
        )
    return _tell(sent, output)


def _tell(sent: Sent, output: Output) -> int:
    answer = sent_answer(sent)
    if output.is_json:
        output.write_json(answer)
    else:
        output.write_lines(*publish_lines(answer))
        say(*hints(answer))
    return 0 if answer.is_whole else DONE_IN_PART
