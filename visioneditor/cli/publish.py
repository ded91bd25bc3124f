"""`visioneditor publish REPOSITORY CHANGE`: post one's unsent review to its Gerrit, or into the repository as notes."""

from argparse import Namespace
from collections.abc import Callable
from contextlib import closing, suppress
from typing import NoReturn

from visioneditor.arguments import ArgumentParser, UsageError
from visioneditor.cli.asking import ask_on_terminal
from visioneditor.cli.output import Output
from visioneditor.cli.parser import add_change, add_repository
from visioneditor.cli.progress import shown_progress
from visioneditor.cli.publish_text import dry_run_lines, hints, publish_lines
from visioneditor.core.review.model import Change
from visioneditor.core.review.publication import Publication, Route, Server
from visioneditor.errors import VisionEditorError
from visioneditor.exporters.json_publish import PublishAnswer, dry_run_answer, notes_answer, sent_answer
from visioneditor.gerrit.client import Limits
from visioneditor.services.accounts import Accounts
from visioneditor.services.change_address import change_address, web_address
from visioneditor.services.changes import change_keys, resolve_change
from visioneditor.services.checking import check_online
from visioneditor.services.opening import open_workspace
from visioneditor.services.outbox import put_in_outbox
from visioneditor.services.planning import plan_publication
from visioneditor.services.publishing import publish_notes
from visioneditor.services.review_server import find_server
from visioneditor.services.sending import PATIENCE_S, send
from visioneditor.services.workspace import Workspace
from visioneditor.terminal import say

DONE_IN_PART = 3
_ASKING = Limits(connect_s=5)  # it is asked again when it is sent
_NOTES = Server(root="", project="", route=Route.NOTES)


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_repository(parser)
    add_change(parser)
    add = parser.add_argument
    add("--dry-run", action="store_true", help="show exactly what would go, and what a server would not take")
    add("--server", metavar="URL", help="the Gerrit; default: the one that .gitreview or the remote gerrit names")
    routes = [route.value for route in Route]
    help = "default: rest, else ssh; a change without a Gerrit number goes as notes into the repository"
    add("--via", choices=routes, metavar="|".join(routes), help=help)


def run(arguments: Namespace, output: Output) -> int:
    """Publish, or show what would be."""
    with closing(open_workspace(arguments.repository)) as workspace:
        change = resolve_change(workspace, arguments.change)
        server = _server(workspace, change, arguments.server, Route(arguments.via) if arguments.via else None)
        if arguments.dry_run:
            return _show(workspace, change, server, output)
        answer = _publish_notes(workspace, change) if server is _NOTES else _publish(workspace, change, server)
        address = _address(workspace, change, server)
    if output.is_json:
        output.write_json(answer)
    else:
        output.write_lines(*publish_lines(answer, address if answer.posted else ""))
        say(*hints(answer))
    return 0 if answer.is_whole else DONE_IN_PART


def _server(workspace: Workspace, change: Change, address: str | None, route: Route | None) -> Server:
    """Where it goes; raises what makes no sense, and where it is not known."""
    if route is Route.NOTES or (change.number is None and route is None and address is None):
        return _NOTES
    if change.number is None:
        raise VisionEditorError("publish.no-number", change=change.key)
    server = find_server(workspace, change, address=address, route=route)
    if server is None:
        raise VisionEditorError("publish.no-server", name=workspace.repository.name)
    if route not in (None, server.route):
        raise UsageError(f"--via {route} does not go with --server {address}")
    return server


def _show(workspace: Workspace, change: Change, server: Server, output: Output) -> int:
    publication = plan_publication(workspace, change, server=server)
    publication, error = _check(workspace, publication, Accounts(), may_ask=False)
    if error is not None:
        say(f"note: the server was not asked. {error.summary}")
    if output.is_json:
        output.write_json(dry_run_answer(publication))
    else:
        output.write_lines(*dry_run_lines(publication))
    return 0


def _publish(workspace: Workspace, change: Change, server: Server) -> PublishAnswer:
    """Written down, then sent; what of the change is under way already goes with it."""
    accounts = Accounts(ask_on_terminal)
    publication = plan_publication(workspace, change, server=server)
    with shown_progress() as progress:
        publication, error = _check(workspace, publication, accounts, may_ask=True)
        publication = _put(workspace, publication)
        sent = send(
            workspace,
            items=_items_of(workspace, change),
            progress=progress,
            accounts=accounts,
            may_ask=True,
            connect=_refuse(error) if error else None,  # one does not wait for it a second time
            patience_s=PATIENCE_S,
        )
    return sent_answer(sent, publication)


def _put(workspace: Workspace, publication: Publication) -> Publication:
    """Write it down; once more as it is now, where another window or command was faster."""
    try:
        put_in_outbox(workspace, publication)
        return publication
    except VisionEditorError as error:
        if error.message != "outbox.overtaken":
            raise
    publication = plan_publication(workspace, publication.change, server=publication.server)
    put_in_outbox(workspace, publication)
    return publication


def _check(
    workspace: Workspace, publication: Publication, accounts: Accounts, *, may_ask: bool
) -> tuple[Publication, VisionEditorError | None]:
    """The publication as the server would have it; as it is planned here, and why, where one does not get there."""
    server = publication.server
    if server is None or server.route is not Route.REST or not (publication.posts or publication.blocked):
        return publication, None
    try:
        signed = accounts.sign_in(server.root, may_ask=may_ask, limits=_ASKING)
    except VisionEditorError as error:
        return publication, error
    with closing(signed.client), suppress(VisionEditorError):  # it is looked at again when it is sent
        return check_online(workspace, publication, signed.client, signed.account), None
    return publication, None


def _refuse(error: VisionEditorError) -> Callable[[Server], NoReturn]:
    def refuse(server: Server) -> NoReturn:
        raise error

    return refuse


def _items_of(workspace: Workspace, change: Change) -> tuple[str, ...]:
    keys = set(change_keys(change))
    items = workspace.store.outbox(workspace.repository.key)
    return tuple(item.id for item in items if item.change_key in keys)


def _publish_notes(workspace: Workspace, change: Change) -> PublishAnswer:
    publication = plan_publication(workspace, change, server=_NOTES)
    done = publish_notes(workspace, change)
    return notes_answer(done.comments, done.votes, done.cover, publication)


def _address(workspace: Workspace, change: Change, server: Server) -> str:
    """Where one looks at the change; empty where that is nowhere, or not known."""
    if change.number is None or server.route is Route.NOTES:
        return ""
    if server.route is Route.REST:
        return web_address(server.root, server.project, change.number)
    return change_address(workspace, change) or ""
