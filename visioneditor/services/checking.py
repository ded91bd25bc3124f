"""Ask the server, before anything leaves, what it would make of it."""

from collections.abc import Iterable
from contextlib import closing

from visioneditor.core.review.checks import Known
from visioneditor.core.review.model import Comment
from visioneditor.core.review.publication import Publication, Route
from visioneditor.gerrit.client import GerritClient, Limits
from visioneditor.services.accounts import Accounts
from visioneditor.services.knowledge import ask_known, remember_told
from visioneditor.services.planning import plan_publication
from visioneditor.services.workspace import Workspace

_LIMITS = Limits(connect_s=5, silence_s=10, answer_s=20)


def learn_from_server(
    workspace: Workspace, publication: Publication, accounts: Accounts, *, may_ask: bool = False
) -> bool:
    """Ask what holds for the change; whatever is planned after that goes by it. `may_ask`: for a password, too.

    Whether that is news; raises why the server could not be asked.
    """
    change, server = publication.change, publication.server
    if server is None or server.route is not Route.REST or change.number is None:
        return False
    signed = accounts.sign_in(server.root, may_ask=may_ask, limits=_LIMITS)
    with closing(signed.client):
        numbers = {post.patch_set for post in publication.posts} | {
            one.comment.patch_set for one in publication.blocked
        }
        told = ask_known(Known(), server, change.number, numbers, signed.client, signed.account)
    return remember_told(workspace, change, told)


def check_online(workspace: Workspace, publication: Publication, client: GerritClient, account: int) -> Publication:
    """The same publication, planned anew by what the server says: labels one may vote on, files, comments, state.

    `account` is who one is there. Raises what the client raises; nothing is written anywhere.
    """
    change, server = publication.change, publication.server
    if server is None or change.number is None:
        return publication
    number = change.number

    def learn(known: Known, comments: Iterable[Comment]) -> Known:
        numbers = {comment.patch_set for comment in comments}
        return ask_known(known, server, number, numbers, client, account)

    wanted = (*publication.blocked, *(one for post in publication.posts for one in post.comments))
    chosen = {one.id for one in wanted}
    return plan_publication(workspace, change, server=server, chosen=chosen, learn=learn)
